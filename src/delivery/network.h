// The way out: webhooks by HTTPS, mail by SMTP, questions to others. Loads the module of room
// sending for the first one.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "delivery/address_guard.h"
#include "delivery/delivery_store.h"
#include "delivery/mail.h"

namespace delivery {

struct NetworkOptions {
  Guard guard;
  std::string trusted;  // PEM file of authorities; empty: the system's
  std::int64_t milliseconds = 15'000;
};

class Network final : public Sender {
 public:
  explicit Network(NetworkOptions options) : options_(std::move(options)) {}
  Outcome send(const Due& due, base::Instant now) override;

 private:
  NetworkOptions options_;
};

// Errors: Io with the server's answer; Missing: the module or libcurl is not installed.
base::Status send_mail(const MailServer& server, const Letter& letter, base::Instant now);

// What is asked of others: documents of an identity provider, tokens.
struct Question {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<std::string> form;  // application/x-www-form-urlencoded, by POST; none: GET
  std::int64_t milliseconds = 5'000;
  std::int64_t answer_max = 256 << 10;  // bytes
};
struct Told {
  int status = 0;
  std::string body;
};
// No redirect is followed. Errors: InvalidInput for an address that the guard refuses; Io when no
// whole answer came; Missing as above.
base::Result<Told> ask(const Question& question, const Guard& guard);

}  // namespace delivery
