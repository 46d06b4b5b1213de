#include "payouts/bank_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "base/nearest.h"
#include "payouts/bank_text.h"

namespace payouts {
namespace {

enum Column : std::size_t { kPayment, kStatus, kDay, kReason };
constexpr std::array<std::string_view, 4> kColumns{"payment_id", "status", "day", "reason"};
constexpr std::array kOutcomes{ledger::EntryKind::Sent, ledger::EntryKind::Failed,
                               ledger::EntryKind::Reversed};
constexpr std::size_t kReasonMax = 500;

using Places = std::array<std::size_t, kColumns.size()>;
using Seen = std::set<std::pair<std::string, ledger::EntryKind>>;

std::unexpected<base::Error> wrong(const std::string& what) {
  return base::fail(base::Code::InvalidInput, what);
}

base::Result<Places> find_columns(const std::string& file, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (std::ranges::find(kColumns, name) != kColumns.end()) continue;
    return wrong(
        fmt::format("{}, line 1: no file of answers has a column '{}'{}; its columns are {}", file,
                    name, base::hint(name, kColumns), fmt::join(kColumns, ", ")));
  }
  Places out{};
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const auto found = std::ranges::find(names, kColumns[i]);
    if (found == names.end()) {
      return wrong(fmt::format("{}, line 1: the column {} is missing; the columns are {}", file,
                               kColumns[i], fmt::join(kColumns, ", ")));
    }
    out[i] = static_cast<std::size_t>(found - names.begin());
  }
  return out;
}

class AnswerReader {
 public:
  AnswerReader(const std::string& file, const Places& places) : file_(file), places_(places) {}

  base::Status read(const ingest::RowBatch& batch, std::vector<Answer>& out) {
    if (!batch.broken.empty()) return broken(batch.broken.front());
    for (std::size_t row = 0; row < batch.size; ++row)
      out.push_back(TRY(read_row(batch, row)));
    return {};
  }

 private:
  base::Result<Answer> read_row(const ingest::RowBatch& batch, std::size_t row) {
    const auto cell = [&](Column column) {
      return ingest::cell_text(batch.columns[places_[column]], row);
    };
    Answer out{.line = batch.line[row], .payment = cell(kPayment)};
    if (out.payment.empty()) return at(out, kPayment, "is empty; name the payment");
    out.outcome = TRY(read_outcome(out, cell(kStatus)));
    const std::string day = cell(kDay);
    const std::optional<base::Day> parsed = base::Day::parse(day);
    if (!parsed) return at(out, kDay, fmt::format("'{}' is no day as YYYY-MM-DD", day));
    out.day = *parsed;
    out.reason = cell(kReason);
    if (out.reason.empty() && out.outcome != ledger::EntryKind::Sent)
      return at(out, kReason, fmt::format("is empty; say why it was {}", word(out.outcome)));
    if (letters_of(out.reason) > kReasonMax)
      return at(out, kReason, fmt::format("has more than {} letters; shorten it", kReasonMax));
    if (!seen_.emplace(out.payment, out.outcome).second) {
      return at(out, kPayment,
                fmt::format("{} is {} twice in this file; delete one of the rows", out.payment,
                            word(out.outcome)));
    }
    return out;
  }

  base::Result<ledger::EntryKind> read_outcome(const Answer& answer,
                                               const std::string& text) const {
    std::array<std::string_view, kOutcomes.size()> words;
    for (std::size_t i = 0; i < words.size(); ++i)
      words[i] = ledger::word(kOutcomes[i]);
    const auto found = std::ranges::find(words, text);
    if (found != words.end()) return kOutcomes[static_cast<std::size_t>(found - words.begin())];
    return at(
        answer, kStatus,
        fmt::format("'{}' is none of {}{}", text, fmt::join(words, ", "), base::hint(text, words)));
  }

  base::Status broken(const ingest::BrokenRow& row) const {
    if (row.fault == ingest::BrokenRow::Fault::Ragged) {
      return wrong(fmt::format("{}, line {}: the row has {} cells instead of {}; nothing was read",
                               file_, row.line, row.cells, kColumns.size()));
    }
    return wrong(
        fmt::format("{}, line {}: the row cannot be cut into cells of UTF-8 text; nothing "
                    "was read",
                    file_, row.line));
  }

  std::unexpected<base::Error> at(const Answer& answer, Column column,
                                  const std::string& what) const {
    return wrong(
        fmt::format("{}, line {}, column {}: {}", file_, answer.line, kColumns[column], what));
  }

  const std::string& file_;
  const Places& places_;
  Seen seen_;
};

}  // namespace

base::Result<std::vector<Answer>> read_answers(const std::string& file, ingest::RowSource& rows) {
  const Places places = TRY(find_columns(file, rows.names()));
  AnswerReader reader(file, places);
  std::vector<Answer> out;
  ingest::RowBatch batch;
  while (TRY(rows.next(batch)))
    TRY_STATUS(reader.read(batch, out));
  if (out.empty()) return wrong(fmt::format("{}: there is no answer in it", file));
  return out;
}

}  // namespace payouts
