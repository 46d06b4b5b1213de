#include <map>
#include <tuple>

#include "documents/printable.h"
#include "documents/statement_document.h"
#include "ledger/money.h"

namespace documents {
namespace {

using typesetting::Align;
using typesetting::Column;
using typesetting::Fit;
using typesetting::Weight;
using Cells = std::vector<std::string>;

// Where a line that moves money takes it, and why.
std::string reason_of(const ledger::Entry& line) {
  std::string out;
  if (!ledger::posts_line(line.kind)) {
    out.append(ledger::word(line.from)).append(" to ").append(ledger::word(line.to));
  } else if (line.held && line.reason_code.empty()) {
    out = ledger::word(ledger::Account::Held);
  }
  if (!out.empty() && !line.reason_code.empty()) out += ": ";
  return out + printable(line.reason_code);
}

void fill_line(const ledger::Entry& line, std::size_t row, Cells& cells) {
  const bool posts = ledger::posts_line(line.kind);
  cells[0] = std::to_string(row + 1);
  cells[1] = ledger::word(line.kind);
  cells[2] = printable(line.lever);
  cells[3] = printable(line.subscription);
  cells[4] = posts ? line.earning_month.text() : std::string();
  cells[5] = ledger::word(line.payout);
  cells[6] = posts ? line.base.text() : std::string();
  cells[7] = printable(line.rates);
  cells[8] = ledger::money_text(line.amount, line.currency);
  cells[9] = printable(line.currency);
  cells[10] = reason_of(line);
  cells[11] = printable(line.cause);
}

struct Total {
  std::size_t lines = 0;
  base::Decimal amount;
};

struct TotalRow {
  std::string currency, kind;
  Total total;
};

// By currency and kind, and after the kinds that post a line what they come to.
std::vector<TotalRow> total_rows(const statements::Statement& statement) {
  std::map<std::pair<std::string, ledger::EntryKind>, Total> sums;
  std::map<std::string, Total> posted;
  for (const ledger::Entry& line : statement.lines) {
    const auto add = [&](Total& total) {
      ++total.lines;
      total.amount += line.amount;
    };
    add(sums[{line.currency, line.kind}]);
    if (ledger::posts_line(line.kind)) add(posted[line.currency]);
  }
  std::vector<TotalRow> out;
  for (const auto& [key, total] : sums)
    out.push_back({key.first, std::string(ledger::word(key.second)), total});
  for (const auto& [currency, total] : posted)
    out.push_back({currency, "earned and adjusted", total});
  std::ranges::stable_sort(out, {}, &TotalRow::currency);
  return out;
}

}  // namespace

typesetting::Table lines_of(const statements::Statement& statement) {
  typesetting::Table out;
  out.columns = {{"#", Align::Right, Fit::Whole},
                 {"Kind"},
                 {"Lever"},
                 {"Subscription"},
                 {"Earning month", Align::Left, Fit::Whole},
                 {"Payout", Align::Left, Fit::Whole},
                 {"Base", Align::Right, Fit::Whole},
                 {"Rate", Align::Right},
                 {"Amount", Align::Right, Fit::Whole, Weight::Bold},
                 {"Currency", Align::Left, Fit::Whole},
                 {"Reason"},
                 {"Cause"}};
  out.rows = statement.lines.size();
  out.fill = [&statement](std::size_t row, Cells& cells) {
    fill_line(statement.lines[row], row, cells);
  };
  return out;
}

typesetting::Table totals_of(const statements::Statement& statement) {
  typesetting::Table out;
  out.columns = {{"Currency", Align::Left, Fit::Whole},
                 {"Lines of kind"},
                 {"Lines", Align::Right, Fit::Whole},
                 {"Amount", Align::Right, Fit::Whole, Weight::Bold}};
  std::vector<TotalRow> rows = total_rows(statement);
  out.rows = rows.size();
  out.fill = [rows = std::move(rows)](std::size_t row, Cells& cells) {
    const TotalRow& each = rows[row];
    cells[0] = printable(each.currency);
    cells[1] = each.kind;
    cells[2] = std::to_string(each.total.lines);
    cells[3] = ledger::money_text(each.total.amount, each.currency);
  };
  return out;
}

}  // namespace documents
