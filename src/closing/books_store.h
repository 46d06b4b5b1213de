// The port of the books: periods, entries, statements, as this room needs them. storage/ implements
// it; the store itself refuses entries in closed periods.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/signing.h"
#include "closing/period.h"
#include "closing/state_month.h"
#include "ledger/balance.h"
#include "ledger/due.h"
#include "ledger/posted.h"
#include "registry/registry_store.h"
#include "statements/statement.h"

namespace closing {

struct BookedEntry {
  std::int64_t number = 0;  // 1, 2, 3, ...
  base::CommitNumber commit;
  ledger::Entry entry;
};

struct EntryQuery {
  std::optional<base::Month> period;
  std::string earner;  // empty: all
  base::CommitNumber as_known = base::CommitNumber::latest();
};

// What is left out is any.
struct StatementQuery {
  std::optional<std::int64_t> number;
  std::optional<base::Month> period;
  std::string earner;
};

// A statement without its lines.
struct StatementRow {
  std::int64_t number = 0;
  std::string earner;
  base::Month period;
  base::Day issued_on;
  std::int64_t previous = 0;
  std::int64_t lines = 0;
  std::string header;  // the leaf
  statements::Seal seal;
  base::CommitNumber commit;
};

class BooksStore {
 public:
  virtual ~BooksStore() = default;

  // As they stand now, by month.
  virtual base::Result<std::vector<Period>> periods() = 0;
  virtual base::Result<std::vector<PeriodNote>> notes(base::Month month) = 0;

  // By periods before that one.
  virtual base::Result<std::vector<ledger::PostedLine>> posted(base::Month earning_month,
                                                               base::Month before) = 0;
  virtual base::Result<ledger::Balances> balances() = 0;
  // Since the close of which period each accrual has been below zero without a break.
  virtual base::Result<std::map<ledger::EarnerCurrency, base::Month>> below_zero_since() = 0;
  // By number.
  virtual base::Result<std::vector<BookedEntry>> entries(const EntryQuery& query) = 0;

  virtual base::Result<std::map<std::string, LastStatement>> last_statements() = 0;
  // By number.
  virtual base::Result<std::vector<StatementRow>> statements(const StatementQuery& query) = 0;
  // The lines of a statement: those of its close, then what was moved in its period before.
  virtual base::Result<std::vector<ledger::Entry>> lines(const StatementRow& statement) = 0;

  // Each is one commit, whole or absent. A close signs the audit chain too.
  virtual base::Result<base::CommitNumber> keep(const registry::Act& act, const Period& period) = 0;
  virtual base::Result<base::CommitNumber> keep(const registry::Act& act,
                                                const PeriodNote& note) = 0;
  virtual base::Result<base::CommitNumber> close(const registry::Act& act, const Period& period,
                                                 std::span<const ledger::Entry> entries,
                                                 std::span<const statements::Issued> statements,
                                                 const base::SigningKey& key) = 0;
  virtual base::Result<base::CommitNumber> post(const registry::Act& act,
                                                std::span<const ledger::Entry> entries) = 0;
};

}  // namespace closing
