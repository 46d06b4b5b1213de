// Letters as mail servers take them: plain text in UTF-8, addresses that cannot add a header.
#pragma once

#include <string>
#include <string_view>

#include "base/keys.h"
#include "base/result.h"

namespace delivery {

struct MailServer {
  std::string url;  // "smtps://mail.example.com:465"
  std::string user, password;
  bool needs_tls = true;
  std::string trusted;  // PEM file of authorities; empty: the system's
  std::string from;     // an address
};

struct Letter {
  std::string to;  // an address
  std::string subject;
  std::string body;  // lines end in '\n'
  std::string id;    // left of the @ of its Message-ID, so that a letter sent twice is one
};

// An address that may stand in an envelope and a header: one '@', no blanks, quotes or brackets.
bool is_mail_address(std::string_view text);

// The letter as RFC 5322 has it. Errors: InvalidInput for an address that is none.
base::Result<std::string> message_text(const MailServer& server, const Letter& letter,
                                       base::Instant now);

}  // namespace delivery
