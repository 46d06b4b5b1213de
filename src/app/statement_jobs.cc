#include "app/statement_jobs.h"

#include "app/signing.h"
#include "statements/canonical.h"
#include "statements/merkle.h"
#include "statements/read.h"
#include "storage/ledger_table.h"

namespace app {

base::Result<std::vector<closing::StatementRow>> statement_rows(
    Store& store, const closing::StatementQuery& query) {
  return storage::open_ledger(store.record())->statements(query);
}

base::Result<closing::StatementRow> statement_row(Store& store, const std::string& id) {
  if (const auto number = statements::parse_id(id)) {
    auto rows = TRY(statement_rows(store, {number, {}, {}}));
    if (!rows.empty()) return std::move(rows.front());
  }
  return base::fail(base::Code::NotFound, "there is no statement '" + id + "'",
                    "accredit statement list");
}

base::Result<statements::Issued> statement(Store& store, const closing::StatementRow& row) {
  statements::Issued out;
  out.statement = TRY(statements::read_header(row.header));
  out.statement.lines = TRY(storage::open_ledger(store.record())->lines(row));
  out.seal = row.seal;
  if (statements::merkle_root(statements::leaf_hashes(out.statement)) == row.seal.root) return out;
  return base::fail(base::Code::Corrupt,
                    "the lines of " + out.statement.id() +
                        " in the store are not those that were signed; restore a backup",
                    "accredit verify");
}

base::Result<const ledger::Entry*> statement_line(const statements::Statement& statement,
                                                  std::int64_t line) {
  const auto lines = static_cast<std::int64_t>(statement.lines.size());
  if (line >= 1 && line <= lines) return &statement.lines[static_cast<std::size_t>(line - 1)];
  return base::fail(base::Code::NotFound,
                    statement.id() + " has the lines 1 to " + std::to_string(lines));
}

base::Result<base::PublicKey> statement_key(Store& store, const statements::Seal& seal) {
  return base::parse_public_pem(TRY(public_key_pem(store, seal.key)));
}

}  // namespace app
