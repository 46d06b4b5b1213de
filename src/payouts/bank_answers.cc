#include "payouts/bank_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "base/nearest.h"
#include "payouts/bank_text.h"
#include "payouts/table_file.h"

namespace payouts {
namespace {

enum Column : std::size_t { kPayment, kStatus, kDay, kReason };
constexpr std::array<std::string_view, 4> kColumns{"payment_id", "status", "day", "reason"};
constexpr std::array kOutcomes{ledger::EntryKind::Sent, ledger::EntryKind::Failed,
                               ledger::EntryKind::Reversed};
constexpr std::size_t kReasonMax = 500;

using Seen = std::set<std::pair<std::string, ledger::EntryKind>>;

base::Result<ledger::EntryKind> read_outcome(const TableFile& table, const TableRow& row) {
  std::array<std::string_view, kOutcomes.size()> words;
  for (std::size_t i = 0; i < words.size(); ++i)
    words[i] = ledger::word(kOutcomes[i]);
  const std::string& text = row.cells[kStatus];
  const auto found = std::ranges::find(words, text);
  if (found != words.end()) return kOutcomes[static_cast<std::size_t>(found - words.begin())];
  return table.at(
      row.line, kStatus,
      fmt::format("'{}' is none of {}{}", text, fmt::join(words, ", "), base::hint(text, words)));
}

base::Result<Answer> read_row(const TableFile& table, const TableRow& row, Seen& seen) {
  Answer out{.line = row.line, .payment = row.cells[kPayment]};
  if (out.payment.empty()) return table.at(row.line, kPayment, "is empty; name the payment");
  out.outcome = TRY(read_outcome(table, row));
  const std::string& day = row.cells[kDay];
  const std::optional<base::Day> parsed = base::Day::parse(day);
  if (!parsed) return table.at(row.line, kDay, fmt::format("'{}' is no day as YYYY-MM-DD", day));
  out.day = *parsed;
  out.reason = row.cells[kReason];
  if (out.reason.empty() && out.outcome != ledger::EntryKind::Sent) {
    return table.at(row.line, kReason,
                    fmt::format("is empty; say why it was {}", word(out.outcome)));
  }
  if (letters_of(out.reason) > kReasonMax) {
    return table.at(row.line, kReason,
                    fmt::format("has more than {} letters; shorten it", kReasonMax));
  }
  if (!seen.emplace(out.payment, out.outcome).second) {
    return table.at(row.line, kPayment,
                    fmt::format("{} is {} twice in this file; delete one of the rows", out.payment,
                                word(out.outcome)));
  }
  return out;
}

}  // namespace

base::Result<std::vector<Answer>> read_answers(const std::string& file, ingest::RowSource& rows) {
  const TableFile table(file, {"file of answers", kColumns});
  Seen seen;
  std::vector<Answer> out;
  TRY_STATUS(table.read(rows, [&](const TableRow& row) -> base::Status {
    out.push_back(TRY(read_row(table, row, seen)));
    return {};
  }));
  return out;
}

}  // namespace payouts
