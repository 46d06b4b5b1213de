#include "api/deprecation.h"

#include <doctest/doctest.h>

namespace api {
namespace {

std::string contract_text(const std::string& of_operation, const std::string& of_parameter) {
  return R"({"paths":{"/v1/things":{"get":{"operationId":"listThings","x-public":true,)" +
         of_operation + R"("parameters":[{"name":"old","in":"query",)" + of_parameter +
         R"("schema":{"type":"string","default":"x"}}]}}}})";
}

// The headers of an answer to `query`, under a contract that says this.
std::string told(const std::string& of_operation, const std::string& of_parameter,
                 const std::string& query) {
  const auto contract = Contract::load(contract_text(of_operation, of_parameter)).value();
  http::Response response;
  tell_deprecation(contract->operations().front(), http::parse_target("/v1/things" + query).value(),
                   {}, response);
  std::string out;
  for (const auto& [name, value] : response.headers)
    out.append(name).append(": ").append(value).append("\n");
  return out;
}

constexpr const char* kOld =
    R"("deprecated":true,"x-deprecated-since":"2026-11-01","x-sunset":"2027-11-30",)";

TEST_CASE("an operation that is on its way out says since when, and until when it stays") {
  CHECK(told("", "", "").empty());
  CHECK(told(kOld, "", "") == "deprecation: @1793491200\nsunset: Tue, 30 Nov 2027 00:00:00 GMT\n");
  CHECK(told(R"("deprecated":true,"x-deprecated-since":"1970-01-02",)", "", "") ==
        "deprecation: @86400\n");
}

TEST_CASE("a parameter says it when it is given, and not when its default stands in") {
  CHECK(told("", kOld, "").empty());
  CHECK(told("", kOld, "?other=1").empty());
  CHECK(told("", kOld, "?old=1") == told(kOld, "", ""));
}

TEST_CASE("of several the first day is told") {
  const char* const older =
      R"("deprecated":true,"x-deprecated-since":"2026-10-01","x-sunset":"2028-01-01",)";
  CHECK(told(older, kOld, "?old=1") ==
        "deprecation: @1790812800\nsunset: Tue, 30 Nov 2027 00:00:00 GMT\n");
}

TEST_CASE("a contract that says half of it, or gives less than a year, cannot be served") {
  for (const char* const half :
       {R"("deprecated":true,)", R"("x-deprecated-since":"2026-11-01",)",
        R"("deprecated":true,"x-sunset":"2027-11-30",)", R"("x-sunset":"2027-11-30",)",
        R"("deprecated":true,"x-deprecated-since":"2026-11",)",
        R"("deprecated":true,"x-deprecated-since":"2026-11-01","x-sunset":"2027-02-30",)",
        R"("deprecated":true,"x-deprecated-since":"2026-11-01","x-sunset":"2027-10-31",)"}) {
    CHECK_MESSAGE(!Contract::load(contract_text(half, "")), half);
    CHECK_MESSAGE(!Contract::load(contract_text("", half)), half);
  }
}

}  // namespace
}  // namespace api
