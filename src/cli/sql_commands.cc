// sql, export: questions in SQL over the views, and whole views as files.
#include <cstdio>

#include "api/analyst.h"
#include "app/text_file.h"
#include "base/nearest.h"
#include "cli/option_values.h"
#include "cli/session.h"

namespace cli {
namespace {

constexpr std::size_t kQuestionMax = 20'000;  // bytes, as over HTTP
constexpr std::int64_t kRows = 10'000, kRowsMax = 100'000;

base::Result<std::string> read_standard_input() {
  std::string out;
  while (out.size() <= kQuestionMax) {
    const int letter = std::getc(stdin);
    if (letter == EOF) break;
    out += static_cast<char>(letter);
  }
  return out;
}

base::Result<std::string> question_text(const Session& session) {
  const Arguments& arguments = session.arguments;
  const std::size_t given = arguments.words.size() +
                            static_cast<std::size_t>(!arguments.sql.empty()) +
                            static_cast<std::size_t>(!arguments.file.empty());
  if (given != 1)
    return base::fail(base::Code::Usage,
                      "give one question: -c SQL, -f FILE, or - for standard input");
  if (!arguments.sql.empty()) return arguments.sql;
  if (!arguments.file.empty()) return app::read_text(arguments.file, kQuestionMax);
  if (arguments.words.front() == "-") return read_standard_input();
  return app::read_text(arguments.words.front(), kQuestionMax);
}

base::Result<api::Question> question_of(const Arguments& arguments, std::string sql) {
  api::Question out;
  if (sql.size() > kQuestionMax)
    return base::fail(base::Code::Usage,
                      "a question has at most " + std::to_string(kQuestionMax) + " bytes");
  out.sql = std::move(sql);
  if (!arguments.from.empty()) out.from = TRY(month_value("--from", arguments.from)).text();
  if (!arguments.to.empty()) out.to = TRY(month_value("--to", arguments.to)).text();
  if (out.from.empty() && !out.to.empty())
    return base::fail(base::Code::Usage, "--to needs --from");
  return out;
}

// As said, or as the file is named.
base::Result<api::RowFormat> file_format(const Arguments& arguments) {
  const std::string& path = arguments.out;
  const std::size_t dot = path.rfind('.');
  const std::string word = !arguments.format.empty() ? arguments.format
                           : dot == path.npos        ? std::string()
                                                     : path.substr(dot + 1);
  const auto format = base::parse_word<api::RowFormat>(api::kRowFormats, word);
  if (format && *format != api::RowFormat::Json) return *format;
  return base::fail(base::Code::Usage,
                    "--format is csv, ndjson, parquet or xlsx" +
                        (word.empty() ? std::string() : ", not '" + word + '\''));
}

}  // namespace

Outcome run_sql(Session& session) {
  const std::string sql = TRY(question_text(session));
  const api::Question question = TRY(question_of(session.arguments, sql));
  storage::QueryLimits limits;
  limits.rows = TRY(count_value("--rows", session.arguments.rows, kRows));
  if (limits.rows < 1 || limits.rows > kRowsMax)
    return base::fail(base::Code::Usage, "--rows is 1 to " + std::to_string(kRowsMax));
  const std::string directory = TRY(data_directory(session));
  const auto analyst = TRY(api::Analyst::open(directory, session.clock));
  const storage::QueryRows found = TRY(analyst->ask(question, limits));
  std::vector<Column> columns;
  for (const storage::RowColumn& one : found.columns) {
    const bool is_number =
        one.type == storage::RowType::Integer || one.type == storage::RowType::Decimal;
    columns.push_back({one.name, is_number ? ColumnKind::Number : ColumnKind::Text});
  }
  RecordWriter writer = TRY(open_writer(session, std::move(columns)));
  for (const auto& row : found.rows) {
    std::vector<std::string> cells;
    for (const storage::RowCell& cell : row)
      cells.push_back(cell.value_or(""));
    TRY_STATUS(writer.row(std::move(cells)));
  }
  TRY_STATUS(writer.end());
  if (found.is_cut)
    session.console.warn(
        "There are more rows. Say --rows, or write them all: accredit export --sql");
  return Exit::Done;
}

Outcome run_export(Session& session) {
  const Arguments& arguments = session.arguments;
  api::FileWish wish;
  wish.path = TRY(required("--out", arguments.out, "FILE"));
  if (arguments.words.size() + static_cast<std::size_t>(!arguments.sql.empty()) != 1)
    return base::fail(base::Code::Usage, "name one view, or give --sql");
  if (arguments.sql.empty()) wish.view = arguments.words.front();
  wish.question = TRY(question_of(arguments, arguments.sql));
  wish.format = TRY(file_format(arguments));
  const std::string directory = TRY(data_directory(session));
  const auto analyst = TRY(api::Analyst::open(directory, session.clock));
  TRY_STATUS(session.console.data(TRY(analyst->write(wish))));
  session.console.done("Wrote " + wish.path + " and its manifest " + wish.path + ".json");
  return Exit::Done;
}

}  // namespace cli
