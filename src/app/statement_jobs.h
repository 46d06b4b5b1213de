// Statements out of the books, as files, and back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/store.h"
#include "base/signing.h"
#include "closing/books_store.h"
#include "statements/statement.h"

namespace app {

// By number.
base::Result<std::vector<closing::StatementRow>> statement_rows(
    Store& store, const closing::StatementQuery& query);
// Errors: NotFound.
base::Result<closing::StatementRow> statement_row(Store& store, const std::string& id);
// With its lines. Errors: Corrupt when they are not those that were signed.
base::Result<statements::Issued> statement(Store& store, const closing::StatementRow& row);

// By its number, from 1 on; stays the statement's. Errors: NotFound.
base::Result<const ledger::Entry*> statement_line(const statements::Statement& statement,
                                                  std::int64_t line);

// The public key that signed.
base::Result<base::PublicKey> statement_key(Store& store, const statements::Seal& seal);

}  // namespace app
