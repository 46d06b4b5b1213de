#include "scenarios/scenario_text.h"

#include <algorithm>

#include "base/nearest.h"

namespace scenarios {
namespace {

constexpr std::string_view kBlank = " \t\r";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Words between blanks; "two words" in quotes are one; a comment ends the line; a comma after a
// word only separates. Nothing when a quote stays open.
std::optional<std::vector<std::string>> words_of(std::string_view line) {
  std::vector<std::string> words;
  for (line = trimmed(line); !line.empty() && line.front() != '#'; line = trimmed(line)) {
    const bool quoted = line.front() == '"';
    if (quoted) line.remove_prefix(1);
    const std::size_t end = quoted ? line.find('"') : line.find_first_of(kBlank);
    if (quoted && end == std::string_view::npos) return std::nullopt;
    std::string_view word = line.substr(0, end);
    line.remove_prefix(std::min(line.size(), word.size() + (quoted ? 1 : 0)));
    if (quoted && line.starts_with(',')) line.remove_prefix(1);
    if (!quoted && word.ends_with(',')) word.remove_suffix(1);
    if (quoted || !word.empty()) words.emplace_back(word);
  }
  return words;
}

// Cells stand two blanks apart, so that "Office 365" and "8 %" are cells.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  for (line = trimmed(line); !line.empty(); line = trimmed(line)) {
    const std::size_t end = std::min({line.find("  "), line.find('\t'), line.size()});
    const std::string_view cell = trimmed(line.substr(0, end));
    cells.emplace_back(cell == "-" ? std::string_view() : cell);
    line.remove_prefix(end);
  }
  return cells;
}

// The comment at the top, as one line.
std::string title_of(std::span<const std::string_view> lines) {
  std::string title;
  for (const std::string_view line : lines) {
    if (!line.starts_with('#')) break;
    const std::string_view text = trimmed(line.substr(1));
    if (text.empty()) break;
    title += (title.empty() ? "" : " ") + std::string(text);
  }
  return title;
}

}  // namespace

base::Result<ScenarioText> split_scenario(std::string_view text, std::string_view origin) {
  const auto lines = lines_of(text);
  ScenarioText out{.title = title_of(lines), .statements = {}};
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    const std::string_view content = trimmed(line);
    const std::string place = std::string(origin) + ":" + std::to_string(i + 1);
    if (content.empty() || line.front() == '#') {
      if (!out.statements.empty()) out.statements.back().block += std::string(content) + "\n";
    } else if (line.front() != ' ' && line.front() != '\t') {
      auto words = words_of(content);
      if (!words) return base::fail(base::Code::InvalidInput, place + ": a quote is not closed");
      out.statements.push_back({place, i + 1, std::string(content), std::move(*words), {}});
    } else if (out.statements.empty()) {
      return base::fail(base::Code::InvalidInput,
                        place + ": an indented line must follow the statement it belongs to");
    } else {
      out.statements.back().block += std::string(line) + "\n";
    }
  }
  if (!out.title.empty()) return out;
  return base::fail(base::Code::InvalidInput,
                    std::string(origin) +
                        ":1: a scenario begins with a sentence that says what it "
                        "shows, as a comment: \"# The customer changes its partner mid-month.\"");
}

std::unexpected<base::Error> fault(const Statement& statement, const std::string& sentence) {
  return base::fail(base::Code::InvalidInput, statement.place + ": " + sentence);
}

bool has_content(const Statement& statement) {
  return std::ranges::any_of(lines_of(statement.block), [](std::string_view line) {
    const std::string_view content = trimmed(line);
    return !content.empty() && content.front() != '#';
  });
}

base::Result<ExpectedTable> read_table(const Statement& statement,
                                       std::span<const std::string_view> known) {
  ExpectedTable table;
  for (const std::string_view line : lines_of(statement.block)) {
    const std::string_view content = trimmed(line);
    if (content.empty() || content.front() == '#') continue;
    auto cells = cells_of(content);
    if (table.columns.empty()) {
      table.columns = std::move(cells);
    } else if (cells.size() == table.columns.size()) {
      table.rows.push_back(std::move(cells));
    } else {
      return fault(statement, "the row \"" + std::string(content) + "\" has " +
                                  std::to_string(cells.size()) + " cells, the table has " +
                                  std::to_string(table.columns.size()) +
                                  " columns; cells stand two spaces apart, an empty one is -");
    }
  }
  if (table.columns == std::vector<std::string>{"none"} && table.rows.empty())
    return ExpectedTable{};
  if (table.columns.empty()) {
    return fault(statement, "what is expected is missing: indent a table below, or the word none");
  }
  for (const std::string& column : table.columns) {
    if (std::ranges::find(known, std::string_view(column)) != known.end()) continue;
    return fault(statement, "unknown column '" + column + "'" + base::hint(column, known));
  }
  return table;
}

std::string_view Phrase::peek() const {
  return done() ? std::string_view() : std::string_view(statement_->words[next_]);
}

bool Phrase::accept(std::string_view word) {
  if (done() || peek() != word) return false;
  ++next_;
  return true;
}

base::Status Phrase::expect(std::string_view word) {
  if (accept(word)) return {};
  return fault(*statement_, "expected '" + std::string(word) + "' " +
                                (done() ? std::string("at the end of the line")
                                        : "before '" + std::string(peek()) + "'"));
}

base::Result<std::string> Phrase::name(std::string_view what) {
  if (!done()) return statement_->words[next_++];
  return fault(*statement_, "the line ends where " + std::string(what) + " should stand");
}

base::Result<base::Day> Phrase::day() {
  const std::string text = TRY(name("a day"));
  if (const auto timestamp = base::parse_timestamp(text)) {
    return base::programme_day(*timestamp, *zone_, {});
  }
  return fault(*statement_, "'" + text +
                                "' is not a day; expected 2026-03-10, or a timestamp like "
                                "2026-03-10T22:15-05:00");
}

base::Result<base::Instant> Phrase::instant() {
  const std::string text = TRY(name("a time"));
  if (const auto day = base::Day::parse(text)) {
    return zone_->instant_at({.day = *day, .offset_minutes = {}});
  }
  if (const auto timestamp = base::parse_timestamp(text)) {
    return timestamp->offset_minutes ? base::instant_of(*timestamp) : zone_->instant_at(*timestamp);
  }
  return fault(*statement_, "'" + text +
                                "' is not a time; expected 2026-03-10, 2026-03-10T09:00, or one "
                                "with its offset");
}

base::Result<base::Month> Phrase::month() {
  const std::string text = TRY(name("a month"));
  if (const auto month = base::Month::parse(text)) return *month;
  return fault(*statement_, "'" + text + "' is not a month; expected one like 2026-03");
}

std::optional<base::ParsedDecimal> Phrase::number() {
  const auto value = done() ? std::nullopt : parse_number(peek());
  if (value) ++next_;
  return value;
}

base::Result<base::Decimal> Phrase::decimal(std::string_view what) {
  if (const auto value = number(); value && value->rest == 0) return value->value;
  return fault(*statement_, "expected " + std::string(what) +
                                ", a number with at most 12 decimals, " +
                                (done() ? std::string("at the end of the line")
                                        : "but found '" + std::string(peek()) + "'"));
}

base::Result<std::optional<base::Day>> Phrase::end_of_period() {
  if (accept("until")) return TRY(day());
  if (accept("through")) return TRY(day()) + 1;
  return std::nullopt;
}

base::Result<std::optional<base::DayRange>> Phrase::period() {
  base::DayRange days;
  if (accept("in")) return base::range_of(TRY(month()));
  if (accept("on")) {
    days.from = TRY(day());
    days.to = days.from + 1;
    return days;
  }
  const bool begins = accept("from");
  if (begins) days.from = TRY(day());
  const auto end = TRY(end_of_period());
  if (end) days.to = *end;
  if (!begins && !end) return std::nullopt;
  if (days.from <= days.to) return days;
  return fault(*statement_, "the period ends before it begins");
}

std::unexpected<base::Error> Phrase::unread(std::span<const std::string_view> known) const {
  std::string all;
  for (const std::string_view word : known)
    all += (all.empty() ? "" : ", ") + std::string(word);
  const std::string may = all.empty() ? "the line should end here" : "expected one of " + all;
  if (done()) return fault(*statement_, "the line ends too early; " + may);
  return fault(*statement_, "cannot read '" + std::string(peek()) + "' here; " + may +
                                base::hint(peek(), known));
}

std::optional<base::ParsedDecimal> parse_number(std::string_view text) {
  std::string plain(text);
  std::erase(plain, ',');
  base::ParsedDecimal value;
  if (base::parse_decimal(plain, value) != base::NumberFault::None) return std::nullopt;
  return value;
}

base::Product exact(base::Decimal value, std::int64_t rest) {
  if (rest >= 0) return base::Product::from_parts(value, rest);
  return base::Product::from_parts(value - base::Decimal::from_units(1), rest + base::kUnit);
}

}  // namespace scenarios
