#include "api/schema.h"

#include <algorithm>
#include <array>

#include "base/currency.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/nearest.h"

namespace api {
namespace {

constexpr std::size_t kViolationsMax = 20;

std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name)
    out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

std::string_view name_of(Kind kind) {
  constexpr std::array<std::string_view, 6> kNames{"null",   "boolean", "number",
                                                   "string", "array",   "object"};
  return kNames[static_cast<std::size_t>(kind)];
}

bool is_integer(const Value& value) {
  return value.kind() == Kind::Number && value.text().find_first_of(".eE") == std::string::npos;
}

bool has_type(const Value& value, std::string_view type) {
  return type == name_of(value.kind()) || (type == "integer" && is_integer(value));
}

// Characters, not bytes: the bytes that begin one.
std::int64_t length_of(std::string_view text) {
  return std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

// What a text of that format looks like; empty: the text is one, or the format restricts nothing.
std::string_view misses_format(std::string_view format, const std::string& text) {
  if (format == "date") return base::Day::parse(text) ? "" : "YYYY-MM-DD, a day that exists";
  if (format == "month") return base::Month::parse(text) ? "" : "YYYY-MM";
  if (format == "decimal")
    return base::parse_exact(text) ? "" : "a decimal number as text, 12 fractional digits at most";
  if (format == "currency") return base::is_currency(text) ? "" : "an ISO 4217 code";
  return "";
}

const Value& referred(const Value& document, std::string_view path) {
  static const Value kNull;
  const Value* at = &document;
  if (!path.starts_with("#/")) return kNull;
  path.remove_prefix(2);
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('/'));
    at = &at->get(name);
    path.remove_prefix(std::min(path.size(), name.size() + 1));
  }
  return *at;
}

std::string words_of(const List& values) {
  std::string out;
  for (const Value& one : values)
    out += (out.empty() ? "" : ", ") + one.text();
  return out;
}

}  // namespace

const Value& Schemas::resolve(const Value& schema) const {
  const Value* at = &schema;
  for (int steps = 0; steps < 8 && !at->get("$ref").is_null(); ++steps)
    at = &referred(*document_, at->get("$ref").text());
  return *at;
}

std::vector<Violation> Schemas::check(const Value& schema, const Value& value) const {
  std::vector<Violation> out;
  check_at(schema, value, "", out);
  return out;
}

std::vector<Violation> Schemas::check_text(const Value& schema, std::string_view name,
                                           const std::string& text) const {
  const Value& shape = resolve(schema);
  const std::string& type = shape.get("type").text();
  Value value = text;
  if (type == "integer") value = Value::number_of(text);
  if (type == "boolean" && (text == "true" || text == "false")) value = text == "true";
  std::vector<Violation> out;
  const bool is_number =
      !text.empty() && text.size() < 19 &&
      text.find_first_not_of("0123456789", text[0] == '-' ? 1 : 0) == std::string::npos &&
      text != "-";
  if (type == "integer" && !is_number) {
    out.push_back(
        {std::string(name), "type", "'" + text + "' is no whole number", "a whole number"});
  } else {
    check_at(shape, value, std::string(name), out);
  }
  return out;
}

void Schemas::check_at(const Value& written, const Value& value, const std::string& pointer,
                       std::vector<Violation>& out) const {
  if (out.size() >= kViolationsMax) return;
  const Value& schema = resolve(written);
  if (const List& ways = schema.get("oneOf").list(); !ways.empty()) {
    std::vector<Violation> first;
    for (const Value& way : ways) {
      std::vector<Violation> found;
      check_at(way, value, pointer, found);
      if (found.empty()) return;
      if (first.empty()) first = std::move(found);
    }
    out.insert(out.end(), first.begin(), first.end());
    return;
  }
  const Value& type = schema.get("type");
  const bool fits = type.is_null() || has_type(value, type.text()) ||
                    std::ranges::any_of(
                        type.list(), [&](const Value& one) { return has_type(value, one.text()); });
  if (!fits) {
    const std::string wanted = type.kind() == Kind::Array ? words_of(type.list()) : type.text();
    out.push_back({pointer, "type",
                   "this is of type " + std::string(name_of(value.kind())) + ", not " + wanted,
                   wanted});
    return;
  }
  const List& words = schema.get("enum").list();
  if (!words.empty() && !value.is_null() && std::ranges::find(words, value) == words.end()) {
    out.push_back(
        {pointer, "enum", "'" + value.text() + "' is none of the words allowed", words_of(words)});
  }
  if (value.kind() == Kind::Object) check_object(schema, value, pointer, out);
  if (value.kind() == Kind::Array) check_list(schema, value, pointer, out);
  if (value.kind() == Kind::Text || value.kind() == Kind::Number)
    check_plain(schema, value, pointer, out);
}

void Schemas::check_object(const Value& schema, const Value& value, const std::string& pointer,
                           std::vector<Violation>& out) const {
  const Members& known = schema.get("properties").members();
  for (const Value& name : schema.get("required").list()) {
    const bool is_there = std::ranges::any_of(
        value.members(), [&](const auto& member) { return member.first == name.text(); });
    if (!is_there)
      out.push_back(
          {pointer + '/' + escaped(name.text()), "required", "it is missing", name.text()});
  }
  const Value& others = schema.get("additionalProperties");
  for (const auto& [name, member] : value.members()) {
    const std::string at = pointer + '/' + escaped(name);
    const Value& shape = schema.get("properties").get(name);
    if (!shape.is_null()) {
      check_at(shape, member, at, out);
    } else if (others.kind() == Kind::Object) {
      check_at(others, member, at, out);
    } else if (others.kind() == Kind::Boolean && !others.truth()) {
      std::vector<std::string_view> names;
      for (const auto& [one, ignored] : known)
        names.emplace_back(one);
      out.push_back({at, "unknown", "nothing is called that here" + base::hint(name, names),
                     std::string(base::nearest(name, names))});
    }
  }
}

void Schemas::check_list(const Value& schema, const Value& value, const std::string& pointer,
                         std::vector<Violation>& out) const {
  const auto size = static_cast<std::int64_t>(value.list().size());
  const std::int64_t least = schema.get("minItems").integer(0);
  const std::int64_t most = schema.get("maxItems").integer(INT64_MAX);
  if (size < least || size > most) {
    out.push_back({pointer, "items", "there are " + std::to_string(size) + " elements",
                   std::to_string(least) + " to " + std::to_string(most)});
    return;
  }
  const Value& items = schema.get("items");
  if (items.is_null()) return;
  for (std::size_t i = 0; i < value.list().size(); ++i)
    check_at(items, value.list()[i], pointer + '/' + std::to_string(i), out);
}

void Schemas::check_plain(const Value& schema, const Value& value, const std::string& pointer,
                          std::vector<Violation>& out) const {
  if (value.kind() == Kind::Number) {
    const std::int64_t number = value.integer(INT64_MAX);
    const std::int64_t least = schema.get("minimum").integer(INT64_MIN);
    const std::int64_t most = schema.get("maximum").integer(INT64_MAX);
    if (number < least || number > most) {
      out.push_back({pointer, "range", value.text() + " is out of range",
                     std::to_string(least) + " to " + std::to_string(most)});
    }
    return;
  }
  const std::int64_t length = length_of(value.text());
  const std::int64_t least = schema.get("minLength").integer(0);
  const std::int64_t most = schema.get("maxLength").integer(INT64_MAX);
  if (length < least || length > most) {
    out.push_back({pointer, "length", "it has " + std::to_string(length) + " characters",
                   std::to_string(least) + " to " + std::to_string(most)});
    return;
  }
  if (const Value& pattern = schema.get("pattern"); !pattern.is_null()) {
    const auto found = patterns_.find(pattern.text());
    if (found != patterns_.end() && !std::regex_search(value.text(), found->second))
      out.push_back(
          {pointer, "pattern", "'" + value.text() + "' has not the form", pattern.text()});
  }
  const std::string_view wanted = misses_format(schema.get("format").text(), value.text());
  if (!wanted.empty()) {
    out.push_back(
        {pointer, "format", "'" + value.text() + "' is not of that format", std::string(wanted)});
  }
}

base::Status Schemas::examine_words(const Value& schema) {
  constexpr std::array<std::string_view, 22> kKnown{
      "type",    "enum",        "properties", "required",  "additionalProperties",
      "items",   "minItems",    "maxItems",   "minLength", "maxLength",
      "pattern", "minimum",     "maximum",    "format",    "oneOf",
      "$ref",    "description", "title",      "examples",  "example",
      "default", "readOnly"};
  for (const auto& [word, ignored] : schema.members()) {
    if (std::ranges::find(kKnown, word) == kKnown.end())
      return base::fail(base::Code::InvalidInput,
                        "the contract uses '" + word + "', which no check here knows");
  }
  if (const Value& to = schema.get("$ref"); !to.is_null() && resolve(schema).is_null())
    return base::fail(base::Code::InvalidInput, "'" + to.text() + "' leads nowhere");
  if (const Value& pattern = schema.get("pattern"); !pattern.is_null()) {
    // A pattern is tried on texts whose length is bounded.
    if (schema.get("maxLength").is_null())
      return base::fail(base::Code::InvalidInput, "a pattern without maxLength: " + pattern.text());
    patterns_.emplace(pattern.text(), std::regex(pattern.text()));
  }
  return {};
}

base::Status Schemas::examine(const Value& schema) {
  TRY_STATUS(examine_words(schema));
  for (const auto& [ignored, property] : schema.get("properties").members())
    TRY_STATUS(examine(property));
  if (!schema.get("items").is_null()) TRY_STATUS(examine(schema.get("items")));
  if (schema.get("additionalProperties").kind() == Kind::Object)
    TRY_STATUS(examine(schema.get("additionalProperties")));
  for (const Value& way : schema.get("oneOf").list())
    TRY_STATUS(examine(way));
  return {};
}

}  // namespace api
