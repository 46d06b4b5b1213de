// The service in the foreground, for the commands that run it.
#pragma once

#include <functional>

#include "api/host.h"
#include "cli/session.h"

namespace cli {

struct Serving {
  api::HostOptions options;
  std::function<base::Status(const std::string& url)> ready;  // it listens there
  std::function<void(api::Host&)> hangup;                     // on SIGHUP; may be empty
};

// Until SIGTERM or SIGINT; what is under way is answered first.
Outcome serve_until_signal(Session& session, Serving serving);

}  // namespace cli
