// serve: the service, in the foreground, until a signal ends it.
#include "cli/configuration.h"
#include "cli/serving.h"

namespace cli {
namespace {

std::string joined(const std::vector<std::string_view>& names) {
  std::string out;
  for (const std::string_view name : names)
    out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

base::Result<settings::Values> read_again(const Arguments& arguments, api::Host& host) {
  settings::Values fresh = TRY(configuration(arguments));
  const api::HostOptions options = TRY(service_options(fresh));
  TRY_STATUS(host.reload(options));
  return fresh;
}

// `values`: those with which the process began, for what is taken then only.
void reload(Session& session, api::Host& host, const settings::Values& values) {
  const auto fresh = read_again(session.arguments, host);
  if (!fresh) {
    host.log().fault("the settings stay as they were", fresh.error());
    session.console.warn("The settings stay as they were: " + fresh.error().message);
    return;
  }
  const std::string later = joined(needs_restart(values, *fresh));
  api::Value more = api::object();
  host.log().write(api::LogLevel::Info, "settings read again", more.add("needs_restart", later));
  session.console.say("Settings and certificate were read again." +
                      (later.empty() ? later : " Taken with the next start only: " + later));
}

}  // namespace

Outcome run_serve(Session& session) {
  const settings::Values values = TRY(configuration(session.arguments));
  Serving serving;
  serving.options = TRY(service_options(values));
  serving.options.directory = TRY(store_of(values));
  serving.ready = [&session, directory = serving.options.directory](const std::string& url) {
    session.console.done("Serving " + directory + " at " + url + "  (end with Ctrl+C)");
    return base::Status();
  };
  serving.hangup = [&](api::Host& host) { reload(session, host, values); };
  return serve_until_signal(session, std::move(serving));
}

}  // namespace cli
