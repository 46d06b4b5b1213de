#include "api/book_rows.h"

#include <algorithm>

#include "base/instant_text.h"
#include "ledger/money.h"
#include "statements/statement.h"

namespace api {

using ledger::money_text;

std::vector<Field> entry_fields() {
  return {{"entry", CellType::Integer},
          {"period", CellType::Month},
          {"kind"},
          {"partner_id"},
          {"lever"},
          {"subscription_id"},
          {"earning_month", CellType::Month},
          {"payout"},
          {"base", CellType::Decimal},
          {"rates"},
          {"amount", CellType::Decimal},
          {"currency"},
          {"from"},
          {"to"},
          {"reason_code"},
          {"fund", CellType::Month},
          {"cause"},
          {"commit", CellType::Integer}};
}

std::vector<Cell> entry_cells(const closing::BookedEntry& booked) {
  const ledger::Entry& one = booked.entry;
  return {booked.number == 0 ? Cell() : Cell(std::to_string(booked.number)),
          one.period.text(),
          std::string(word(one.kind)),
          one.earner,
          optional_cell(one.lever),
          optional_cell(one.subscription),
          month_cell(one.earning_month),
          std::string(ledger::word(one.payout)),
          posts_line(one.kind) ? Cell(one.base.text()) : Cell(),
          optional_cell(one.rates),
          money_text(one.amount, one.currency),
          one.currency,
          std::string(word(one.from)),
          std::string(word(one.to)),
          optional_cell(one.reason_code),
          month_cell(one.fund),
          optional_cell(one.cause),
          booked.commit.number == 0 ? Cell() : Cell(std::to_string(booked.commit.number))};
}

std::vector<Field> petition_fields() {
  return {{"id"},
          {"revision", CellType::Integer},
          {"kind"},
          {"state"},
          {"partner_id"},
          {"asked", CellType::Decimal},
          {"granted", CellType::Decimal},
          {"currency"},
          {"payout"},
          {"fund", CellType::Month},
          {"statement_id"},
          {"line", CellType::Integer},
          {"subscription_id"},
          {"opened_at", CellType::Instant},
          {"age_days", CellType::Integer},
          {"decide_by", CellType::Day},
          {"evidence"},
          {"opened_by"},
          {"moved_by"},
          {"reason"},
          {"commit", CellType::Integer}};
}

namespace {

// Whole days from its opening until it was decided, or until now.
std::int64_t age_of(const closing::Petition& one, base::Instant now) {
  constexpr std::int64_t kDay = 86'400'000;
  const base::Instant end = closing::is_undecided(one) ? now : one.moved_at;
  return std::max<std::int64_t>(0, (end.milliseconds - one.opened_at.milliseconds) / kDay);
}

}  // namespace

std::vector<Cell> petition_cells(const closing::Petition& one, base::Instant now) {
  const bool is_dispute = one.kind == closing::PetitionKind::Dispute;
  const bool has_clock = one.decide_by != base::Day::forever();
  return {one.id(),
          std::to_string(one.revision),
          std::string(word(one.kind)),
          std::string(word(one.state)),
          one.earner,
          money_text(one.asked, one.currency),
          one.granted.is_zero() ? Cell() : Cell(money_text(one.granted, one.currency)),
          one.currency,
          std::string(ledger::word(one.payout)),
          month_cell(one.fund),
          is_dispute ? Cell(statements::id_of(one.statement)) : Cell(),
          is_dispute ? Cell(std::to_string(one.line)) : Cell(),
          optional_cell(one.subscription),
          base::instant_text(one.opened_at),
          std::to_string(age_of(one, now)),
          has_clock ? Cell(one.decide_by.text()) : Cell(),
          optional_cell(one.evidence),
          one.opened_by,
          one.moved_by,
          optional_cell(one.reason),
          std::to_string(one.commit.number)};
}

}  // namespace api
