#include "programs/section.h"

#include <algorithm>
#include <charconv>

namespace programs {
namespace {

using Kind = Node::Kind;

std::string quote(std::string_view word) {
  return "'" + std::string(word) + "'";
}

std::string joined(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words)
    out += (out.empty() ? "" : ", ") + std::string(word);
  return out;
}

bool is_code_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// "8 %" is a hundredth of 8, exactly; nothing when the text is no number or does not fit.
std::optional<base::Decimal> parse_share(std::string_view text) {
  if (!text.ends_with('%')) return base::parse_exact(text);
  text.remove_suffix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  const auto percent = base::parse_exact(text);
  if (!percent || percent->units() % 100 != 0) return std::nullopt;
  return base::Decimal::from_units(percent->units() / 100);
}

}  // namespace

std::unexpected<base::Error> fault(const Node& node, const std::string& sentence) {
  return base::fail(base::Code::InvalidInput, node.place + ": " + sentence);
}

std::string named(std::string_view noun, const Node& node) {
  const Node* code = node.find("code");
  if (code == nullptr || code->kind != Kind::Text) return "this " + std::string(noun);
  return std::string(noun) + " " + quote(code->text);
}

base::Result<std::size_t> word_index(const Node& node, std::string_view what,
                                     std::span<const std::string_view> words) {
  const auto found = std::ranges::find(words, std::string_view(node.text));
  if (node.kind == Kind::Text && found != words.end()) {
    return static_cast<std::size_t>(found - words.begin());
  }
  const std::string given =
      node.kind == Kind::Text ? quote(node.text) : std::string(name_of(node.kind));
  return fault(node, std::string(what) + " is " + given + "; expected one of " + joined(words) +
                         base::hint(node.text, words));
}

base::Result<Section> Section::open(const Node& node, std::string name,
                                    std::span<const std::string_view> known) {
  if (node.kind != Kind::Table) {
    return fault(node, name + " must be a table, but it is " + std::string(name_of(node.kind)));
  }
  for (const auto& [key, value] : node.entries) {
    if (std::ranges::find(known, std::string_view(key)) != known.end()) continue;
    return fault(value, "unknown key " + quote(key) + " in " + name + base::hint(key, known) +
                            " (known: " + joined(known) + ")");
  }
  return Section(node, std::move(name));
}

base::Result<const Node*> Section::need(std::string_view key) const {
  if (const Node* value = find(key)) return value;
  return fault(*node_, name_ + " has no " + quote(key) + "; add it");
}

base::Result<std::string> Section::text(std::string_view key) const {
  const Node* value = TRY(need(key));
  if (value->kind == Kind::Text && !value->text.empty()) return value->text;
  const std::string given = value->kind == Kind::Text ? std::string("an empty string")
                                                      : std::string(name_of(value->kind));
  return fault(*value, quote(key) + " of " + name_ +
                           " must be a string that is not empty, but it is " + given);
}

base::Result<std::string> Section::text_or(std::string_view key, std::string_view otherwise) const {
  return find(key) == nullptr ? base::Result<std::string>(otherwise) : text(key);
}

base::Result<std::string> Section::code() const {
  std::string code = TRY(text("code"));
  if (std::ranges::all_of(code, is_code_letter)) return code;
  return fault(*find("code"),
               "code " + quote(code) + " of " + name_ +
                   " may hold only small letters, digits, '-' and '_': it is printed "
                   "in CSV and joined with '+'");
}

base::Result<bool> Section::flag_or(std::string_view key, bool otherwise) const {
  const Node* value = find(key);
  if (value == nullptr) return otherwise;
  if (value->kind == Kind::Flag) return value->text == "true";
  return fault(*value, quote(key) + " of " + name_ +
                           " must be true or false, without quotes, but it is " +
                           std::string(name_of(value->kind)));
}

base::Result<std::span<const Node>> Section::list(std::string_view key) const {
  const Node* value = find(key);
  if (value == nullptr) return std::span<const Node>();
  if (value->kind == Kind::List) return std::span<const Node>(value->items);
  return fault(*value, quote(key) + " of " + name_ +
                           " must be a list in square brackets, but it is " +
                           std::string(name_of(value->kind)));
}

base::Result<std::vector<std::string>> Section::texts(std::string_view key) const {
  std::vector<std::string> out;
  for (const Node& item : TRY(list(key))) {
    if (item.kind != Kind::Text || item.text.empty()) {
      return fault(item, quote(key) + " of " + name_ +
                             " lists strings that are not empty, but one is " +
                             (item.kind == Kind::Text ? "empty" : std::string(name_of(item.kind))));
    }
    out.push_back(item.text);
  }
  return out;
}

base::Result<std::span<const Node>> Section::tables(std::string_view key) const {
  const auto items = TRY(list(key));
  for (const Node& item : items) {
    if (item.kind != Kind::Table) {
      return fault(item, quote(key) + " of " + name_ + " lists tables in braces, but one is " +
                             std::string(name_of(item.kind)));
    }
  }
  return items;
}

base::Result<base::Day> Section::day_or(std::string_view key, base::Day otherwise) const {
  const Node* value = find(key);
  if (value == nullptr) return otherwise;
  if (value->kind == Kind::Date || value->kind == Kind::Text) {
    if (const auto day = base::Day::parse(value->text)) return *day;
  }
  return fault(*value,
               quote(key) + " of " + name_ + " must be a day like 2026-03-01, but it is " +
                   (value->text.empty() ? std::string(name_of(value->kind)) : quote(value->text)));
}

base::Result<std::string> Section::number_text(std::string_view key) const {
  const Node* value = TRY(need(key));
  if (value->kind == Kind::Text) return value->text;
  if (value->kind != Kind::Float && value->kind != Kind::Integer) return text(key);
  return fault(*value, quote(key) + " of " + name_ +
                           " is a bare number; write it as a string in quotes (\"0.08\", \"8 %\"): "
                           "bare numbers are read as binary fractions and are not exact");
}

base::Result<base::Decimal> Section::decimal(std::string_view key) const {
  const std::string given = TRY(number_text(key));
  if (const auto value = base::parse_exact(given)) return *value;
  return fault(*find(key),
               quote(key) + " of " + name_ + " is " + quote(given) +
                   "; expected a decimal number with at most 12 decimals, like \"1.50\"");
}

base::Result<base::Decimal> Section::share(std::string_view key) const {
  const std::string given = TRY(number_text(key));
  const auto value = parse_share(given);
  if (!value) {
    return fault(*find(key), quote(key) + " of " + name_ + " is " + quote(given) +
                                 "; expected a percentage like \"8 %\" or a decimal like \"0.08\" "
                                 "with at most 12 decimals");
  }
  if (*value < base::Decimal() || *value > base::Decimal::from_integer(1)) {
    return fault(*find(key),
                 quote(key) + " of " + name_ + " is " + quote(given) +
                     "; expected at least 0 and at most 100 %" +
                     (given.ends_with('%') ? "" : " (8 percent is \"8 %\" or \"0.08\")"));
  }
  return *value;
}

base::Result<base::Decimal> Section::positive(std::string_view key) const {
  const base::Decimal value = TRY(decimal(key));
  if (value > base::Decimal()) return value;
  return fault(*find(key), quote(key) + " of " + name_ + " must be above 0");
}

base::Result<base::Month> Section::month(std::string_view key) const {
  const std::string given = TRY(text(key));
  if (const auto month = base::Month::parse(given)) return *month;
  return fault(*find(key), quote(key) + " of " + name_ + " is " + quote(given) +
                               "; expected a month in quotes, like \"2026-04\"");
}

base::Result<int> Section::whole_or(std::string_view key, Bounds bounds) const {
  const Node* value = find(key);
  if (value == nullptr) return bounds.otherwise;
  int number = 0;
  const char* const end = value->text.data() + value->text.size();
  const auto [stop, error] = std::from_chars(value->text.data(), end, number);
  const bool read = value->kind == Kind::Integer && error == std::errc() && stop == end;
  if (read && number >= bounds.least && number <= bounds.most) return number;
  return fault(*value, quote(key) + " of " + name_ + " must be a whole number from " +
                           std::to_string(bounds.least) + " to " + std::to_string(bounds.most) +
                           ", without quotes");
}

}  // namespace programs
