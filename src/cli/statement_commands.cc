// statement list, show, export, prove, verify.
#include <filesystem>

#include "app/signing.h"
#include "app/statement_jobs.h"
#include "app/text_file.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/session.h"
#include "documents/pdf.h"
#include "statements/document.h"
#include "storage/statement_parquet.h"

namespace cli {
namespace {

base::Result<std::optional<base::Month>> period_of(const Arguments& given) {
  if (given.period.empty()) return std::optional<base::Month>();
  return std::optional(TRY(month_value("--period", given.period)));
}

base::Result<std::string> text_of(app::Store& store, const statements::Issued& issued,
                                  std::string_view format) {
  if (format == "csv") return statements::csv_document(issued.statement);
  return statements::json_document(issued, TRY(app::statement_key(store, issued.seal)));
}

// Writes statements into a directory; the engine for Parquet starts with the first of them.
class Exporter {
 public:
  Exporter(app::Store& store, std::string directory, documents::Paper paper)
      : store_(store), directory_(std::move(directory)), paper_(paper) {}

  base::Status write(const statements::Issued& issued, const std::string& format) {
    const std::string path = directory_ + '/' + issued.statement.id() + '.' + format;
    if (format == "pdf") return documents::write_pdf(issued, paper_, path);
    if (format == "parquet") {
      if (!parquet_) parquet_.emplace(TRY(storage::StatementParquet::open()));
      return parquet_->write(issued.statement, path);
    }
    const std::string text = TRY(text_of(store_, issued, format));
    return app::write_text(path, text);
  }

 private:
  app::Store& store_;
  std::string directory_;
  documents::Paper paper_;
  std::optional<storage::StatementParquet> parquet_;
};

base::Result<documents::Paper> paper_of(const Arguments& given) {
  if (given.paper.empty() || given.paper == "a4") return documents::Paper::A4;
  if (given.paper == "letter") return documents::Paper::Letter;
  return base::fail(base::Code::Usage, "--paper '" + given.paper + "' is neither a4 nor letter");
}

base::Result<std::vector<std::string>> formats_of(const Arguments& given) {
  auto formats = listed(given.format.empty() ? "json" : given.format);
  for (const std::string& one : formats) {
    if (one == "json" || one == "csv" || one == "parquet" || one == "pdf") continue;
    return base::fail(base::Code::Usage,
                      "--format '" + one + "' is none of json, csv, parquet and pdf");
  }
  return formats;
}

}  // namespace

Outcome run_statement_list(Session& session) {
  const auto period = TRY(period_of(session.arguments));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  RecordWriter writer = TRY(open_writer(session, {{"statement"},
                                                  {"partner"},
                                                  {"period", ColumnKind::Month},
                                                  {"issued_on", ColumnKind::Day},
                                                  {"lines", ColumnKind::Number},
                                                  {"previous"},
                                                  {"root"},
                                                  {"key"}}));
  for (const auto& one : TRY(app::statement_rows(store, {{}, period, session.arguments.partner}))) {
    TRY_STATUS(writer.row({statements::id_of(one.number), one.earner, one.period.text(),
                           one.issued_on.text(), std::to_string(one.lines),
                           one.previous == 0 ? std::string() : statements::id_of(one.previous),
                           base::hex(one.seal.root), one.seal.key}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_statement_show(Session& session) {
  const std::string id = TRY(only_word(session, "a statement"));
  const auto formats = TRY(formats_of(session.arguments));
  const std::string& format = formats.front();
  if (format == "pdf" || format == "parquet") {
    return base::fail(base::Code::Usage, "this is a file",
                      "accredit statement export --format " + format);
  }
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const auto row = TRY(app::statement_row(store, id));
  const auto issued = TRY(app::statement(store, row));
  const std::string text = TRY(text_of(store, issued, format));
  TRY_STATUS(session.console.data(text));
  return Exit::Done;
}

Outcome run_statement_export(Session& session) {
  const Arguments& given = session.arguments;
  const auto period = TRY(period_of(given));
  const auto formats = TRY(formats_of(given));
  const documents::Paper paper = TRY(paper_of(given));
  const std::string directory = TRY(required("--out", given.out, "DIR"));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  std::vector<closing::StatementRow> rows;
  for (const std::string& id : given.words)
    rows.push_back(TRY(app::statement_row(store, id)));
  if (rows.empty()) rows = TRY(app::statement_rows(store, {{}, period, given.partner}));
  std::error_code ignored;
  std::filesystem::create_directories(directory, ignored);
  Exporter exporter(store, directory, paper);
  std::int64_t files = 0;
  for (const auto& row : rows) {
    const auto issued = TRY(app::statement(store, row));
    for (const std::string& format : formats) {
      TRY_STATUS(exporter.write(issued, format));
      ++files;
    }
  }
  session.console.done(counted(files, "file") + " in " + directory);
  return Exit::Done;
}

Outcome run_statement_prove(Session& session) {
  const auto& words = session.arguments.words;
  if (words.size() != 2) {
    return base::fail(base::Code::Usage,
                      "statement prove needs a statement and the number of a line: ST-000042 7");
  }
  const std::int64_t place = TRY(count_value("the line", words[1], 0));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const auto row = TRY(app::statement_row(store, words[0]));
  const auto issued = TRY(app::statement(store, row));
  if (place < 1 || place > static_cast<std::int64_t>(issued.statement.lines.size())) {
    return base::fail(base::Code::NotFound, words[0] + " has the lines 1 to " +
                                                std::to_string(issued.statement.lines.size()));
  }
  const base::PublicKey key = TRY(app::statement_key(store, issued.seal));
  TRY_STATUS(
      session.console.data(statements::json_proof(issued, key, static_cast<std::size_t>(place))));
  return Exit::Done;
}

Outcome run_statement_verify(Session& session) {
  const Arguments& given = session.arguments;
  if (given.words.empty())
    return base::fail(base::Code::Usage, "statement verify needs files: ST-000042.json ...");
  std::optional<base::PublicKey> trusted;
  if (!given.public_key.empty()) trusted = TRY(app::read_public_key(given.public_key));
  std::map<std::string, base::Digest> roots;
  std::map<std::string, std::pair<std::string, base::Digest>> expected;
  for (const std::string& path : given.words) {
    const std::string bytes = TRY(app::read_text(path, std::size_t{1} << 30));
    auto found = statements::verify_document(bytes, trusted ? &*trusted : nullptr);
    if (!found) return base::fail(found.error().code, path + ": " + found.error().message);
    session.console.done(path + ": " + found->what + ", " +
                         counted(static_cast<std::int64_t>(found->lines), "line") +
                         ", signed by key " + found->key);
    roots[found->what] = found->root;
    if (!found->previous.empty()) expected[found->what] = {found->previous, found->previous_root};
  }
  // Where the statement before is among the files, it must be the one that was meant.
  for (const auto& [id, before] : expected) {
    const auto known = roots.find(before.first);
    if (known == roots.end() || known->second == before.second) continue;
    return base::fail(base::Code::Corrupt,
                      id + " follows another " + before.first + " than the one that was given");
  }
  if (!trusted)
    session.console.say("Keys were not checked: name the one you trust with --key FILE");
  return Exit::Done;
}

}  // namespace cli
