// serve: the service, in the foreground, until a signal ends it.
#include <pthread.h>

#include <csignal>
#include <mutex>

#include "api/host.h"
#include "app/text_file.h"
#include "base/terms.h"
#include "cli/option_values.h"
#include "cli/session.h"

namespace cli {
namespace {

constexpr std::chrono::seconds kPatience{30};
constexpr std::int64_t kPort = 8'416;

// Held back from all threads, so that one of them waits for them.
sigset_t hold_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGTERM, SIGINT, SIGHUP})
    sigaddset(&set, number);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return set;
}

// Only a mail server on this machine is spoken to in the clear.
bool is_on_this_machine(std::string_view url) {
  const std::string_view rest = url.substr(url.find("//") + 2);
  const std::string_view host = rest.substr(0, rest.find_last_of(':'));
  return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

base::Result<std::optional<delivery::MailServer>> mail_server(const Arguments& arguments) {
  const std::string& url = arguments.smtp_url;
  const bool is_given = !url.empty();
  if (is_given != !arguments.mail_from.empty() || is_given == arguments.public_url.empty())
    return base::fail(base::Code::Usage, "--smtp-url, --mail-from and --public-url go together");
  if (!is_given) return std::nullopt;
  if (!url.starts_with("smtp://") && !url.starts_with("smtps://"))
    return base::fail(base::Code::Usage, "--smtp-url begins with smtps:// or smtp://");
  if (!delivery::is_mail_address(arguments.mail_from))
    return base::fail(base::Code::Usage, "--mail-from '" + arguments.mail_from + "' is no address");
  delivery::MailServer out;
  out.url = url;
  out.from = arguments.mail_from;
  out.needs_tls = !is_on_this_machine(url);
  if (!arguments.smtp_login.empty()) {
    const std::string login = TRY(app::read_text(arguments.smtp_login, 4'096));
    const std::size_t end = login.find('\n');
    if (end == std::string::npos)
      return base::fail(base::Code::Usage, "'" + arguments.smtp_login +
                                               "' has the user in one line, the password below");
    out.user = login.substr(0, end);
    out.password = login.substr(end + 1, login.find('\n', end + 1) - end - 1);
  }
  return out;
}

base::Result<api::HostOptions> host_options(const Session& session) {
  const Arguments& arguments = session.arguments;
  api::HostOptions out;
  out.directory = TRY(data_directory(session));
  if (!arguments.address.empty()) out.server.address = arguments.address;
  const std::int64_t port = TRY(count_value("--port", arguments.port, kPort));
  if (port > 65'535)
    return base::fail(base::Code::Usage, "--port " + arguments.port + " is above 65535");
  out.server.port = static_cast<std::uint16_t>(port);
  out.server.certificate = arguments.tls_certificate;
  out.server.key = arguments.tls_key;
  if (out.server.certificate.empty() != out.server.key.empty())
    return base::fail(base::Code::Usage, "--tls-certificate and --tls-key go together");
  if (arguments.no_rate_limits) out.rates = {};
  if (arguments.webhooks_anywhere)
    out.webhooks.guard = {.only_https = false, .only_public = false, .ports = {}};
  out.mail = TRY(mail_server(arguments));
  if (!arguments.mail_language.empty()) {
    const auto language =
        base::parse_word<delivery::Language>(delivery::kLanguages, arguments.mail_language);
    if (!language)
      return base::fail(base::Code::Usage,
                        "--mail-language is en or de, not '" + arguments.mail_language + "'");
    out.language = *language;
  }
  out.public_url = arguments.public_url;
  const bool is_here = out.server.address == "127.0.0.1" || out.server.address == "::1";
  if (!is_here && out.server.certificate.empty() && !arguments.insecure_http) {
    return base::fail(base::Code::Usage,
                      "'" + out.server.address +
                          "' can be reached from other machines: give --tls-certificate and "
                          "--tls-key, or --insecure-http behind a proxy that does TLS");
  }
  return out;
}

}  // namespace

Outcome run_serve(Session& session) {
  api::HostOptions options = TRY(host_options(session));
  std::mutex printing;
  if (!session.arguments.quiet) {
    options.log = [&](const std::string& line) {
      const std::scoped_lock lock(printing);
      (void)session.console.data(line + '\n');
    };
  }
  const sigset_t signals = hold_signals();
  const auto host = TRY(api::Host::start(options, session.clock));
  const std::string scheme = options.server.certificate.empty() ? "http" : "https";
  session.console.done("Serving " + options.directory + " at " + scheme + "://" +
                       options.server.address + ':' + std::to_string(host->port()) +
                       "  (end with Ctrl+C)");
  for (;;) {
    int signal = 0;
    sigwait(&signals, &signal);
    if (signal != SIGHUP) break;
    const auto reloaded = host->reload();
    session.console.say(reloaded ? "The certificate was read again."
                                 : "Kept what there was: " + reloaded.error().message);
  }
  session.console.say("Ending: requests under way are answered.");
  host->stop(kPatience);
  return Exit::Done;
}

}  // namespace cli
