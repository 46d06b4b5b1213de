#include "storage/statement_parquet.h"

#include <utility>

#include "statements/canonical.h"
#include "statements/document.h"
#include "storage/disk_file.h"
#include "storage/duck.h"

namespace storage {
namespace {

// How a column of the texts is read, and as what it is written.
std::string selected(std::string_view column) {
  const std::string name = sql_name(column);
  if (column == "line") return name + "::INTEGER AS " + name;
  if (column == "base" || column == "amount") return name + "::DECIMAL(38, 12) AS " + name;
  return "coalesce(" + name + ", '') AS " + name;
}

std::string copy_sql(const std::string& from, const std::string& to) {
  std::string columns, types;
  for (const std::string_view column : statements::kLineColumns) {
    columns += (columns.empty() ? "" : ", ") + selected(column);
    types += (types.empty() ? "" : ", ") + sql_text(column) + ": 'VARCHAR'";
  }
  return "COPY (SELECT " + columns + " FROM read_csv(" + sql_text(from) +
         ", auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
         "columns = {" +
         types + "})) TO " + sql_text(to) + " (FORMAT parquet)";
}

}  // namespace

StatementParquet::StatementParquet(std::unique_ptr<Duck> duck) : duck_(std::move(duck)) {}
StatementParquet::StatementParquet(StatementParquet&&) noexcept = default;
StatementParquet::~StatementParquet() = default;

base::Result<StatementParquet> StatementParquet::open() {
  // One thread keeps the rows in their order.
  return StatementParquet(TRY(Duck::open({.threads = 1, .memory_mib = 256, .scratch = {}})));
}

base::Status StatementParquet::write(const statements::Statement& statement,
                                     const std::string& path) {
  const std::string texts = path + ".csv.part";
  const std::string unfinished = path + ".part";
  FileWriter file = TRY(FileWriter::create(texts));
  TRY_STATUS(file.write(statements::csv_document(statement)));
  TRY_STATUS(file.flush());
  DuckConnection connection = TRY(duck_->connect());
  const base::Status written = connection.execute(copy_sql(texts, unfinished));
  remove_quietly(texts);
  if (!written) {
    remove_quietly(unfinished);
    return written;
  }
  TRY_STATUS(sync_file(unfinished));
  return publish(unfinished, path);
}

}  // namespace storage
