#include "delivery/mail.h"

#include <doctest/doctest.h>

#include "base/base64.h"

namespace delivery::testing {
namespace {

const MailServer kServer{"smtps://mail.example.com:465", "", "", true, "", "no-reply@example.com"};

TEST_CASE("a letter as a mail server takes it") {
  const Letter letter{"eva@partner.example", "A statement has been issued", "F\u00fcr Sie.\n",
                      "evt_000000000007_00000"};
  const std::string text = message_text(kServer, letter, {1'776'245'405'250}).value();
  CHECK(
      text.starts_with("Date: Wed, 15 Apr 2026 09:30:05 +0000\r\n"
                       "From: Accredit <no-reply@example.com>\r\nTo: <eva@partner.example>\r\n"
                       "Subject: A statement has been issued\r\n"
                       "Message-ID: <evt_000000000007_00000@example.com>\r\n"));
  std::string body = text.substr(text.find("\r\n\r\n") + 4);
  for (std::size_t at = 0; (at = body.find("\r\n", at)) != std::string::npos;)
    body.erase(at, 2);
  CHECK(base::parse_base64(body) == letter.body);
}

TEST_CASE("a subject cannot add a header, an address cannot either") {
  Letter letter{"eva@partner.example", "Hello\r\nBcc: all@example.com", "x", "id"};
  CHECK_FALSE(message_text(kServer, letter, {0})->contains("\r\nBcc"));
  for (const char* to : {"", "eva", "@x", "eva@", "a@b@c", "eva@x\r\nBcc: y@z", "<eva@x>", "a b@x",
                         "eva@x,ben@y", "\"e\"@x"}) {
    CAPTURE(to);
    letter.to = to;
    CHECK_FALSE(message_text(kServer, letter, {0}));
  }
}

}  // namespace
}  // namespace delivery::testing
