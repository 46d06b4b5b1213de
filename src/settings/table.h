// What can be set, each once: its name, its kind, what it is when nobody says, and whether a
// running service takes a new value. Flags, variables, files, `config show` and the page
// docs/operating/configuration.md all follow from this table.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace settings {

enum class Key : std::uint8_t {
  Data,
  Address,
  Port,
  PublicUrl,
  InsecureHttp,
  TlsCertificate,
  TlsKey,
  LogLevel,
  LogFormat,
  RatesRead,
  RatesWrite,
  RatesIngest,
  LimitsConnections,
  LimitsWaiting,
  LimitsWorkers,
  LimitsReaders,
  SmtpUrl,
  SmtpLoginFile,
  MailFrom,
  MailLanguage,
  WebhooksAnywhere,
};
inline constexpr std::size_t kKeys = 21;
constexpr std::size_t place_of(Key key) {
  return static_cast<std::size_t>(key);
}

enum class Kind : std::uint8_t {
  Text,
  Count,   // a whole number, not negative
  Switch,  // true or false; as a flag it has no value
  Word,    // one of a few
  Path,    // a folder or a file
  Secret,  // a file that nobody but its owner may read
};

struct Setting {
  Key key;
  std::string_view name;  // in files: "tls.certificate" is `certificate` of [tls]
  Kind kind;
  std::string_view otherwise;  // when nobody sets it; empty: nothing
  std::string_view shape;      // of its value in a help: "FILE"
  std::string_view help;
  bool is_reloadable = false;
  std::int64_t least = 0, most = 0;  // of a Count
  std::string_view words = {};       // of a Word, between blanks
};

std::span<const Setting, kKeys> table();  // in the order of Key
const Setting& setting(Key key);
const Setting* find(std::string_view name);  // null: there is none
// "; did you mean 'tls.key'?", what to do in place of writing a secret down, or nothing.
std::string hint(std::string_view name);

std::string flag_of(const Setting& setting);      // "--tls-certificate"
std::string variable_of(const Setting& setting);  // "ACCREDIT_TLS_CERTIFICATE"
// "a whole number from 0 to 65535"
std::string expected(const Setting& setting);
// Whether the text is a value of it. The empty text is none.
bool fits(const Setting& setting, std::string_view text);

}  // namespace settings
