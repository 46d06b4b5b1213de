#include "settings/table.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/nearest.h"

namespace settings {
namespace {

constexpr std::int64_t kPortMax = 65'535;
constexpr std::int64_t kRateMax = 1'000'000;

constexpr std::array<Setting, kKeys> kTable{{
    {Key::Data, "data", Kind::Path, "", "DIR", "the store's directory"},
    {Key::Address, "address", Kind::Text, "127.0.0.1", "ADDRESS", "where to listen"},
    {Key::Port, "port", Kind::Count, "8416", "N", "0: any that is free", false, 0, kPortMax},
    {Key::PublicUrl, "public_url", Kind::Text, "", "URL",
     "where readers of letters find the service"},
    {Key::InsecureHttp, "insecure_http", Kind::Switch, "false", "",
     "other machines reach it through a proxy"},
    {Key::TlsCertificate, "tls.certificate", Kind::Path, "", "FILE", "PEM, with its chain", true},
    {Key::TlsKey, "tls.key", Kind::Secret, "", "FILE", "its key", true},
    {Key::LogLevel, "log.level", Kind::Word, "info", "LEVEL", "info, or error: only what failed",
     true, 0, 0, "info error"},
    {Key::LogFormat, "log.format", Kind::Word, "json", "FORMAT", "json or text, a line each", true,
     0, 0, "json text"},
    {Key::RatesRead, "rates.read", Kind::Count, "2000", "N",
     "questions of one caller in a second, 0: any number", true, 0, kRateMax},
    {Key::RatesWrite, "rates.write", Kind::Count, "200", "N",
     "changes of one caller in a second, 0: any number", true, 0, kRateMax},
    {Key::RatesIngest, "rates.ingest", Kind::Count, "5000", "N",
     "deliveries of one caller in a second, 0: any number", true, 0, kRateMax},
    {Key::LimitsConnections, "limits.connections", Kind::Count, "10000", "N",
     "connections at once; more are closed unheard", true, 1, 100'000},
    {Key::LimitsWaiting, "limits.waiting", Kind::Count, "1024", "N",
     "requests that wait for a worker; more get 503", true, 1, 1'000'000},
    {Key::LimitsWorkers, "limits.workers", Kind::Count, "32", "N", "threads that answer", false, 1,
     1'024},
    {Key::LimitsReaders, "limits.readers", Kind::Count, "4", "N",
     "connections to the store that only read", false, 1, 64},
    {Key::SmtpUrl, "smtp.url", Kind::Text, "", "URL",
     "letters go there: smtps://HOST, smtp://HOST:587"},
    {Key::SmtpLoginFile, "smtp.login_file", Kind::Secret, "", "FILE",
     "its user and password, a line each"},
    {Key::MailFrom, "mail.from", Kind::Text, "", "ADDRESS", "who letters are from"},
    {Key::MailLanguage, "mail.language", Kind::Word, "en", "CODE", "of letters: en or de", false, 0,
     0, "en de"},
    {Key::WebhooksAnywhere, "webhooks.anywhere", Kind::Switch, "false", "",
     "webhooks may go to private addresses, any port, and by http"},
}};

constexpr bool is_in_order() {
  for (std::size_t i = 0; i < kTable.size(); ++i) {
    if (place_of(kTable[i].key) != i) return false;
  }
  return true;
}
static_assert(is_in_order());

bool is_word_of(std::string_view words, std::string_view text) {
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    if (word == text) return true;
    words.remove_prefix(std::min(words.size(), word.size() + 1));
  }
  return false;
}

bool is_count(const Setting& setting, std::string_view text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc() && end == text.data() + text.size() && number >= setting.least &&
         number <= setting.most;
}

}  // namespace

std::span<const Setting, kKeys> table() {
  return kTable;
}

const Setting& setting(Key key) {
  return kTable[place_of(key)];
}

const Setting* find(std::string_view name) {
  const auto found = std::ranges::find(kTable, name, &Setting::name);
  return found == kTable.end() ? nullptr : &*found;
}

std::string hint(std::string_view name) {
  const std::string file = std::string(name) + "_file";
  if (find(file) != nullptr) return "; a secret is kept in a file, which " + file + " names";
  std::array<std::string_view, kKeys> names;
  std::ranges::transform(kTable, names.begin(), &Setting::name);
  return base::hint(name, names);
}

std::string flag_of(const Setting& setting) {
  std::string out = "--" + std::string(setting.name);
  std::ranges::replace_if(
      out, [](char c) { return c == '.' || c == '_'; }, '-');
  return out;
}

std::string variable_of(const Setting& setting) {
  std::string out = "ACCREDIT_";
  for (const char c : setting.name)
    out += c == '.' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out;
}

std::string expected(const Setting& setting) {
  switch (setting.kind) {
    case Kind::Count:
      return "a whole number from " + std::to_string(setting.least) + " to " +
             std::to_string(setting.most);
    case Kind::Switch: return "true or false";
    case Kind::Word: {
      std::string out(setting.words);
      out.replace(out.rfind(' '), 1, " or ");
      return out;
    }
    case Kind::Path:
    case Kind::Secret: return "a path";
    case Kind::Text: break;
  }
  return "a text";
}

bool fits(const Setting& setting, std::string_view text) {
  if (text.empty()) return false;
  switch (setting.kind) {
    case Kind::Count: return is_count(setting, text);
    case Kind::Switch: return text == "true" || text == "false";
    case Kind::Word: return is_word_of(setting.words, text);
    default: return text.find('\0') == text.npos;
  }
}

}  // namespace settings
