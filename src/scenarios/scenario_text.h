// The letters of the scenario language: lines into statements, statements into words, indented
// blocks into tables. What the words mean is decided in scenario.cc.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/zone.h"
#include "scenarios/scenario.h"

namespace scenarios {

// A statement with the indented lines that belong to it.
struct Statement {
  std::string place;               // "e3.scn:14"
  std::size_t number = 0;          // 14
  std::string line;                // trimmed, as written
  std::vector<std::string> words;  // quotes undone, comments and commas gone
  std::string block;               // the indented lines as written, comments kept
};

struct ScenarioText {
  std::string title;  // the first comment
  std::vector<Statement> statements;
};

base::Result<ScenarioText> split_scenario(std::string_view text, std::string_view origin);

// InvalidInput at the place of the statement.
std::unexpected<base::Error> fault(const Statement& statement, const std::string& sentence);

// Whether the block says anything beside comments.
bool has_content(const Statement& statement);

// The block as a table: cells stand two spaces apart, the first row names columns of `known`.
// "none" instead of a table is a table without rows.
base::Result<ExpectedTable> read_table(const Statement& statement,
                                       std::span<const std::string_view> known);

// The words of one statement, read from left to right.
class Phrase {
 public:
  Phrase(const Statement& statement, const base::Zone& zone)
      : statement_(&statement), zone_(&zone) {}

  const Statement& statement() const { return *statement_; }
  bool done() const { return next_ == statement_->words.size(); }
  std::string_view peek() const;       // "" at the end
  bool accept(std::string_view word);  // takes it when it is next
  base::Status expect(std::string_view word);
  base::Result<std::string> name(std::string_view what);  // the next word, whatever it is
  base::Result<base::Day> day();  // YYYY-MM-DD, or a timestamp as its programme day
  // A timestamp, without offset of the programme's clock; of a lone day its first moment.
  base::Result<base::Instant> instant();
  base::Result<base::Month> month();
  base::Result<base::Decimal> decimal(std::string_view what);
  std::optional<base::ParsedDecimal> number();  // takes the next word when it is a number
  // "in MONTH", "on DAY", "from DAY [until DAY|through DAY]", "until DAY", "through DAY". `until`
  // names the first day that no longer belongs, `through` the last that does. None: not a period.
  base::Result<std::optional<base::DayRange>> period();
  // An error that names the word nobody could read, with the nearest of `known`.
  std::unexpected<base::Error> unread(std::span<const std::string_view> known) const;

 private:
  base::Result<std::optional<base::Day>> end_of_period();

  const Statement* statement_;
  const base::Zone* zone_;
  std::size_t next_ = 0;
};

// A number with or without thousands commas; nothing when it is none.
std::optional<base::ParsedDecimal> parse_number(std::string_view text);
// value + rest, exactly.
base::Product exact(base::Decimal value, std::int64_t rest);

}  // namespace scenarios
