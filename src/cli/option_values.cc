#include "cli/option_values.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/instant_text.h"
#include "base/nearest.h"
#include "base/terms.h"
#include "base/zone.h"

namespace cli {
namespace {

std::unexpected<base::Error> wrong(std::string_view option, std::string_view text,
                                   std::string_view expected) {
  return base::fail(base::Code::Usage, std::string(option) + " '" + std::string(text) +
                                           "' is not " + std::string(expected));
}

}  // namespace

base::Result<std::string> required(std::string_view option, const std::string& text,
                                   std::string_view shape) {
  if (!text.empty()) return text;
  return base::fail(base::Code::Usage, "this needs " + std::string(option) + ' ' +
                                           std::string(shape) + ".  Add --help for examples");
}

base::Result<base::Month> month_value(std::string_view option, const std::string& text) {
  TRY(required(option, text, "YYYY-MM"));
  if (const auto month = base::Month::parse(text)) return *month;
  return wrong(option, text, "a month; write it as YYYY-MM, for example 2025-03");
}

base::Result<base::Day> day_value(std::string_view option, const std::string& text) {
  TRY(required(option, text, "YYYY-MM-DD"));
  if (const auto day = base::Day::parse(text)) return *day;
  return wrong(option, text, "a day; write it as YYYY-MM-DD, for example 2025-03-11");
}

base::Result<base::Day> day_or(std::string_view option, const std::string& text, base::Day absent) {
  if (text.empty()) return absent;
  return day_value(option, text);
}

base::Result<base::Instant> instant_value(std::string_view option, const std::string& text,
                                          base::Instant absent) {
  if (text.empty()) return absent;
  base::Timestamp timestamp;
  if (const auto day = base::Day::parse(text)) {
    timestamp.day = *day;
  } else if (const auto parsed = base::parse_timestamp(text)) {
    timestamp = *parsed;
  } else {
    return base::fail(base::Code::Usage,
                      std::string(option) + " '" + text +
                          "' is no time; write it as 2026-03-11 or 2026-03-11T09:30Z");
  }
  if (!timestamp.offset_minutes) timestamp.offset_minutes = 0;
  return base::instant_of(timestamp);
}

base::Result<app::Actor> actor_value(const Arguments& arguments, Acting who) {
  using registry::ActorKind;
  const std::string& actor = arguments.actor;
  const bool customers = who == Acting::CustomersToo;
  if (actor.empty() || actor == "operator") return app::Actor{};
  if (actor == "feed") return app::Actor{ActorKind::Feed, "cli"};
  if (actor == "customer" && customers) return app::Actor{ActorKind::Customer, "cli"};
  return wrong("--as", actor, customers ? "customer, operator or feed" : "operator or feed");
}

base::Result<std::string> operator_value(const Arguments& arguments) {
  constexpr std::string_view kOperator = "operator:";
  const std::string& actor = arguments.actor;
  if (actor.starts_with(kOperator) && actor.size() > kOperator.size()) return actor;
  return base::fail(base::Code::Usage, actor.empty() ? "who acts? --as operator:NAME"
                                                     : "--as '" + actor + "' is not operator:NAME");
}

base::Result<std::int64_t> count_value(std::string_view option, const std::string& text,
                                       std::int64_t absent) {
  if (text.empty()) return absent;
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, number);
  if (fault != std::errc() || stop != end || number < 0) {
    return wrong(option, text, "a whole number from 0");
  }
  return number;
}

std::string time_text(base::Instant at) {
  return base::instant_text(at);
}

base::Result<base::CommitNumber> commit_value(const std::string& text) {
  if (text.empty()) return base::CommitNumber::latest();
  const std::int64_t number = TRY(count_value("--as-known", text, 0));
  return base::CommitNumber{number};
}

std::vector<std::string> listed(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    if (end > at) out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

base::Result<std::vector<attribution::CreditKey>> credit_keys(const std::string& text) {
  using attribution::CreditKey;
  if (text.empty()) return std::vector{CreditKey::Partner, CreditKey::Month};
  std::vector<CreditKey> keys;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const std::string_view word = std::string_view(text).substr(at, end - at);
    const auto key = base::parse_word<CreditKey>(attribution::kCreditKeys, word);
    if (!key) {
      return base::fail(base::Code::Usage, "--by: there is no key '" + std::string(word) + "'" +
                                               base::hint(word, attribution::kCreditKeys) +
                                               ".  Keys are separated by commas; see: accredit "
                                               "help credit");
    }
    if (std::ranges::find(keys, *key) != keys.end()) {
      return base::fail(base::Code::Usage, "--by names '" + std::string(word) + "' twice");
    }
    keys.push_back(*key);
    at = end + 1;
  }
  return keys;
}

base::Result<Format> format_value(const Arguments& arguments, const Terminal& terminal) {
  static constexpr std::array<std::string_view, 5> kWords{"table", "csv", "tsv", "json", "ndjson"};
  if (arguments.output.empty()) return terminal.out_is_tty ? Format::Table : Format::Csv;
  if (const auto format = parse_format(arguments.output)) return *format;
  return base::fail(
      base::Code::Usage,
      "-o: there is no format '" + arguments.output + "'" + base::hint(arguments.output, kWords),
      "accredit help formatting");
}

base::Result<ColourChoice> colour_value(const Arguments& arguments) {
  if (arguments.no_colour || arguments.colour == "never") return ColourChoice::Never;
  if (arguments.colour == "always") return ColourChoice::Always;
  if (arguments.colour == "auto") return ColourChoice::Auto;
  return wrong("--color", arguments.colour, "auto, always or never");
}

}  // namespace cli
