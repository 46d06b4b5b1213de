#include "storage/import_table.h"

#include "base/terms.h"
#include "storage/schema.h"

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
CREATE TABLE import (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  file TEXT NOT NULL,
  feed TEXT NOT NULL,
  format TEXT NOT NULL,
  actor TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  result TEXT NOT NULL
) STRICT;
)sql";

constexpr const char* kColumns =
    "SELECT number, kind, file, feed, format, actor, created_at, state, result FROM import ";

base::Result<Import> row_of(const Statement& row) {
  const auto kind = base::parse_word<ImportKind>(kImportKinds, row.text(1));
  const auto state = base::parse_word<ImportState>(kImportStates, row.text(7));
  if (!kind || !state)
    return base::fail(base::Code::Corrupt, "an import has a kind or state that there is not");
  return Import{row.number(0),
                *kind,
                std::string(row.text(2)),
                std::string(row.text(3)),
                std::string(row.text(4)),
                std::string(row.text(5)),
                {row.number(6)},
                *state,
                std::string(row.text(8))};
}

}  // namespace

std::string_view import_schema() {
  return kSchema;
}

base::Result<Import> add_import(Record& record, Import import) {
  const auto add_row = [&](Database& database) -> base::Status {
    Statement add = TRY(database.prepare(
        "INSERT INTO import (kind, file, feed, format, actor, created_at, state, result) VALUES "
        "(:kind, :file, :feed, :format, :actor, :at, :state, '')"));
    add.bind(":kind", word(import.kind)).bind(":file", import.file).bind(":feed", import.feed);
    add.bind(":format", import.format).bind(":actor", import.actor);
    add.bind(":at", import.created_at.milliseconds).bind(":state", word(import.state));
    TRY_STATUS(add.run());
    import.number = TRY(database.number("SELECT last_insert_rowid()"));
    return {};
  };
  TRY_STATUS(record.beside(add_row));
  return import;
}

base::Result<std::vector<Import>> read_imports(Record& record, std::int64_t after) {
  Statement rows = TRY(
      record.database().prepare(std::string(kColumns) + "WHERE number > :after ORDER BY number"));
  rows.bind(":after", after);
  std::vector<Import> out;
  while (TRY(rows.step()))
    out.push_back(TRY(row_of(rows)));
  return out;
}

base::Result<std::optional<Import>> find_import(Record& record, std::int64_t number) {
  Statement row = TRY(record.database().prepare(std::string(kColumns) + "WHERE number = :number"));
  row.bind(":number", number);
  std::optional<Import> out;
  if (TRY(row.step())) out = TRY(row_of(row));
  return out;
}

base::Result<ImportCounts> count_imports(Record& record) {
  Statement rows =
      TRY(record.database().prepare("SELECT state, count(*) FROM import GROUP BY state"));
  ImportCounts out{};
  while (TRY(rows.step())) {
    const auto state = base::parse_word<ImportState>(kImportStates, rows.text(0));
    if (state) out[static_cast<std::size_t>(*state)] = rows.number(1);
  }
  return out;
}

base::Result<bool> move_import(Record& record, std::int64_t number, ImportState from,
                               ImportState to, const std::string& result) {
  bool is_moved = false;
  const auto change = [&](Database& database) -> base::Status {
    Statement move =
        TRY(database.prepare("UPDATE import SET state = :to, result = :result WHERE number = "
                             ":number AND state = :from"));
    move.bind(":to", word(to)).bind(":result", result).bind(":number", number);
    TRY_STATUS(move.bind(":from", word(from)).run());
    is_moved = database.changes() == 1;
    return {};
  };
  TRY_STATUS(record.beside(change));
  return is_moved;
}

}  // namespace storage
