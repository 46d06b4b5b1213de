// What a letter says: one template for all events, since an event has a meaning and a place where
// more is to be seen. English, plain text.
#pragma once

#include <string>
#include <string_view>

#include "delivery/event.h"

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

// `more`: the web address where the event is shown.
Letter letter_of(const Event& event, std::string to, std::string_view more);

// The letter as RFC 5322 has it. Errors: InvalidInput for an address that is none.
base::Result<std::string> message_text(const MailServer& server, const Letter& letter,
                                       base::Instant now);

}  // namespace delivery
