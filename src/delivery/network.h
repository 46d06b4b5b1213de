// The way out: webhooks by HTTPS, mail by SMTP. Loads the module of room sending for the first one.
#pragma once

#include <string>

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

}  // namespace delivery
