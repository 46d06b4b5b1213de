#include "delivery/signature.h"

#include <doctest/doctest.h>

#include <array>

namespace delivery::testing {
namespace {

// The signatures below were made by "openssl dgst -sha256 -mac HMAC".
constexpr Message kIssued{"evt_000000000007_00000", 1'776'245'405,
                          R"({"type":"statement.issued","timestamp":"2026-04-15T09:30:05.250Z",)"
                          R"("data":{"statement":"ST-000001"}})"};
constexpr std::string_view kNew = "v1,f+ycoVA/HYdc8Mu7ueVXiUt2h6Mw7ByPc9ffZ7tonpk=";
constexpr std::string_view kOld = "v1,+trWJMFc7LrB5jeB5rYtRuZJ9qUvv6Ej2sl3CukS8xo=";

std::array<Secret, 2> secrets() {
  return {Secret::parse("whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXowMTIzNDU=").value(),
          Secret::parse("whsec_WllYV1ZVVFNSUVBPTk1MS0pJSEdGRURD").value()};
}

TEST_CASE("the example of Standard Webhooks") {
  const std::array<Secret, 1> key{Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").value()};
  const Message message{"msg_p5jXN8AQM9LWM0D4loKWxJek", 1'614'265'330, R"({"test": 2432232314})"};
  CHECK(signature(message, key) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST_CASE("while a secret is rotated both sign, and each is enough") {
  const auto both = secrets();
  const std::string header = signature(kIssued, both);
  CHECK(header == std::string(kNew) + ' ' + std::string(kOld));
  for (const Secret& one : both)
    CHECK(verifies(kIssued, header, std::span(&one, 1)));
  CHECK_FALSE(verifies(kIssued, kNew, std::span(&both[1], 1)));
}

TEST_CASE("another id, time, body or a cut signature does not verify") {
  const auto both = secrets();
  const std::string header = signature(kIssued, both);
  for (Message other : {Message{"evt_1", kIssued.timestamp, kIssued.payload},
                        Message{kIssued.id, kIssued.timestamp + 1, kIssued.payload},
                        Message{kIssued.id, kIssued.timestamp, "{}"}})
    CHECK_FALSE(verifies(other, header, both));
  for (const char* text : {"", "v1,", "v1", " ", "v2,f+ycoVA/HYdc8Mu7ueVXiUt2h6Mw7ByPc9ffZ7tonpk=",
                           "v1,f+ycoVA/HYdc8Mu7ueVXiUt2h6Mw7ByPc9ffZ7tonp==", "v1,AAAA"})
    CHECK_FALSE(verifies(kIssued, text, both));
  CHECK(verifies(kIssued, "v2,x  v1a,y " + std::string(kOld), both));
}

TEST_CASE("a secret is 24 to 64 bytes") {
  CHECK(Secret::of(std::string(24, 'k')));
  CHECK(Secret::of(std::string(64, 'k')));
  CHECK_FALSE(Secret::of(std::string(23, 'k')));
  CHECK_FALSE(Secret::of(std::string(65, 'k')));
  CHECK_FALSE(Secret::parse("WllYV1ZVVFNSUVBPTk1MS0pJSEdGRURD"));
  CHECK_FALSE(Secret::parse("whsec_short"));
  const Secret secret = secrets()[0];
  CHECK(Secret::parse(secret.text()).value() == secret);
}

}  // namespace
}  // namespace delivery::testing
