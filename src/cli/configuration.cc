#include "cli/configuration.h"

#include <cstdlib>
#include <filesystem>

#include "app/text_file.h"
#include "base/terms.h"

namespace cli {
namespace {

using settings::Key;
using settings::Layer;
using settings::Values;

std::optional<std::string> variable(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

base::Error wrong(std::string message) {
  return {base::Code::Usage, std::move(message), {}};
}

base::Status check_private(const Values& values, Key key) {
  const std::string& path = values.text(key);
  if (path.empty()) return {};
  namespace fs = std::filesystem;
  std::error_code failed;
  const fs::perms found = fs::status(path, failed).permissions();
  if (failed) {
    return std::unexpected(wrong(std::string(settings::setting(key).name) + " '" + path +
                                 "' cannot be read: " + failed.message()));
  }
  if ((found & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none) return {};
  return std::unexpected(
      wrong("'" + path + "' holds a secret and others may open it: chmod 600 " + path));
}

// Only a mail server on this machine is spoken to in the clear.
bool is_on_this_machine(std::string_view url) {
  const std::string_view rest = url.substr(url.find("//") + 2);
  const std::string_view host = rest.substr(0, rest.find_last_of(':'));
  return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

base::Status read_login(const Values& values, delivery::MailServer& server) {
  const std::string& path = values.text(Key::SmtpLoginFile);
  if (path.empty()) return {};
  TRY_STATUS(check_private(values, Key::SmtpLoginFile));
  const std::string login = TRY(app::read_text(path, 4'096));
  const std::size_t end = login.find('\n');
  if (end == std::string::npos) {
    return std::unexpected(wrong("'" + path + "' has the user in one line, the password below"));
  }
  server.user = login.substr(0, end);
  server.password = login.substr(end + 1, login.find('\n', end + 1) - end - 1);
  return {};
}

base::Result<std::optional<delivery::MailServer>> mail_server(const Values& values) {
  const std::string& url = values.text(Key::SmtpUrl);
  const std::string& from = values.text(Key::MailFrom);
  const bool is_given = !url.empty();
  if (is_given != !from.empty() || (is_given && values.text(Key::PublicUrl).empty()))
    return std::unexpected(wrong("smtp.url, mail.from and public_url go together"));
  if (!is_given) return std::nullopt;
  if (!url.starts_with("smtp://") && !url.starts_with("smtps://"))
    return std::unexpected(wrong("smtp.url begins with smtps:// or smtp://"));
  if (!delivery::is_mail_address(from))
    return std::unexpected(wrong("mail.from '" + from + "' is no address"));
  delivery::MailServer out;
  out.url = url;
  out.from = from;
  out.needs_tls = !is_on_this_machine(url);
  TRY_STATUS(read_login(values, out));
  return out;
}

base::Status take_server(const Values& values, http::Options& server) {
  server.address = values.text(Key::Address);
  server.port = static_cast<std::uint16_t>(values.number(Key::Port));
  server.certificate = values.text(Key::TlsCertificate);
  server.key = values.text(Key::TlsKey);
  server.connections_max = static_cast<int>(values.number(Key::LimitsConnections));
  if (server.certificate.empty() != server.key.empty())
    return std::unexpected(wrong("tls.certificate and tls.key go together"));
  TRY_STATUS(check_private(values, Key::TlsKey));
  const bool is_here = server.address == "127.0.0.1" || server.address == "::1";
  if (is_here || !server.certificate.empty() || values.is_on(Key::InsecureHttp)) return {};
  return std::unexpected(
      wrong("'" + server.address +
            "' can be reached from other machines: give --tls-certificate and --tls-key, or "
            "--insecure-http behind a proxy that does TLS"));
}

}  // namespace

std::vector<SettingsFile> settings_files() {
  std::vector<SettingsFile> out{{Layer::System, "/etc/accredit/accredit.toml"}};
  std::string home = variable("XDG_CONFIG_HOME").value_or("");
  if (home.empty() && variable("HOME")) home = *variable("HOME") + "/.config";
  if (!home.empty()) out.push_back({Layer::User, home + "/accredit/config.toml"});
  out.push_back({Layer::Project, "accredit.toml"});
  std::error_code ignored;
  for (SettingsFile& one : out)
    one.is_there = std::filesystem::exists(one.path, ignored);
  return out;
}

base::Result<settings::Said> read_settings(const std::string& path) {
  return settings::read_file(TRY(app::read_text(path)), path);
}

base::Result<Examined> examine(const Arguments& arguments) {
  Examined out;
  const auto lay = [&](Layer layer, const settings::Said& said) {
    out.values.lay(layer, said);
    out.findings.insert(out.findings.end(), said.findings.begin(), said.findings.end());
  };
  for (const SettingsFile& one : settings_files()) {
    if (one.is_there) lay(one.layer, TRY(read_settings(one.path)));
  }
  lay(Layer::Environment, settings::read_variables(variable));
  lay(Layer::Flag, settings::read_flags(arguments.settings));
  return out;
}

base::Result<Values> configuration(const Arguments& arguments) {
  Examined all = TRY(examine(arguments));
  if (all.findings.empty()) return std::move(all.values);
  const settings::Finding& first = all.findings.front();
  return std::unexpected(wrong(first.place + ": " + first.what));
}

base::Result<std::string> store_of(const Values& values) {
  const std::string& data = values.text(Key::Data);
  if (!data.empty()) return data;
  return std::unexpected(
      wrong("which store? Name its directory with --data DIR, or set ACCREDIT_DATA"));
}

base::Result<api::HostOptions> service_options(const Values& values) {
  api::HostOptions out;
  TRY_STATUS(take_server(values, out.server));
  out.workers = static_cast<int>(values.number(Key::LimitsWorkers));
  out.readers = static_cast<int>(values.number(Key::LimitsReaders));
  out.queue_max = static_cast<std::size_t>(values.number(Key::LimitsWaiting));
  out.rates = {values.number(Key::RatesRead), values.number(Key::RatesWrite),
               values.number(Key::RatesIngest)};
  if (values.is_on(Key::WebhooksAnywhere))
    out.webhooks.guard = {.only_https = false, .only_public = false, .ports = {}};
  out.mail = TRY(mail_server(values));
  out.language =
      *base::parse_word<base::Language>(base::kLanguages, values.text(Key::MailLanguage));
  out.public_url = values.text(Key::PublicUrl);
  out.log = {*base::parse_word<api::LogLevel>(api::kLogLevels, values.text(Key::LogLevel)),
             *base::parse_word<api::LogFormat>(api::kLogFormats, values.text(Key::LogFormat))};
  return out;
}

}  // namespace cli
