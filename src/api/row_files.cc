#include "api/row_files.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>

#include "base/csv_cell.h"
#include "base/instant_text.h"
#include "base/json_text.h"
#include "base/sha256.h"
#include "documents/workbook.h"
#include "storage/disk_file.h"

namespace api {
namespace {

constexpr int kMemoryMib = 256;
constexpr std::string_view kUnfinished = ".part";  // as RowTables and write_workbook have it
constexpr std::array<RowFormat, 4> kPageFormats{RowFormat::Json, RowFormat::Csv, RowFormat::Ndjson,
                                                RowFormat::Xlsx};

std::string_view trimmed(std::string_view text) {
  const std::size_t from = std::min(text.find_first_not_of(" \t"), text.size());
  return text.substr(from, text.find_last_not_of(" \t") + 1 - from);
}

// The part up to the separator, which is taken away with it.
std::string_view cut(std::string_view& text, char separator) {
  const std::string_view out = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(text.size(), out.size() + 1));
  return trimmed(out);
}

// A weight of Accept in thousandths: 500 of "0.5".
int weight_of(std::string_view text) {
  int out = text.starts_with('1') ? 1'000 : 0;
  const std::string_view decimals = text.size() > 2 ? text.substr(2, 3) : std::string_view();
  int part = 0;
  std::from_chars(decimals.data(), decimals.data() + decimals.size(), part);
  for (std::size_t i = decimals.size(); i < 3; ++i)
    part *= 10;
  return std::min(1'000, out + part);
}

// Whether "text/*" means "text/csv; charset=utf-8".
bool means(std::string_view range, std::string_view media) {
  media = media.substr(0, media.find(';'));
  if (range == "*/*") return true;
  if (range.ends_with("/*")) return media.starts_with(range.substr(0, range.size() - 1));
  return range == media;
}

spreadsheets::Kind kind_of(CellType type) {
  switch (type) {
    case CellType::Text:
    case CellType::Month:
    case CellType::Instant: return spreadsheets::Kind::Text;
    case CellType::Integer:
    case CellType::Decimal: return spreadsheets::Kind::Number;
    case CellType::Boolean: return spreadsheets::Kind::Boolean;
    case CellType::Day: return spreadsheets::Kind::Day;
  }
  return spreadsheets::Kind::Text;
}

base::Status write_text(const std::string& text, const std::string& path) {
  const std::string unfinished = path + std::string(kUnfinished);
  auto file = TRY(storage::FileWriter::create(unfinished));
  TRY_STATUS(file.write(text));
  TRY_STATUS(file.finish());
  return storage::publish(unfinished, path);
}

std::vector<std::pair<std::string, std::string>> about(const RowTable& table,
                                                       const RowOrigin& origin) {
  std::vector<std::pair<std::string, std::string>> out{
      {"list", origin.name},
      {"filters", origin.filters},
      {"known_at", std::to_string(origin.as_known.number)},
      {"created_at", base::instant_text(origin.made_at)},
      {"rows", std::to_string(table.rows.size())}};
  if (!origin.sql.empty()) out.emplace_back("sql", origin.sql);
  if (origin.is_part) out.emplace_back("more rows", "yes: this is a page");
  const Value sums = sums_of(table);
  for (const Value& one : sums.list()) {
    const std::string currency = one.get("currency").text();
    out.emplace_back(
        "sum of " + one.get("column").text() + (currency.empty() ? std::string() : ", " + currency),
        one.get("sum").text());
  }
  return out;
}

base::Status write_xlsx(const RowTable& table, const RowOrigin& origin, const std::string& path) {
  spreadsheets::Workbook book;
  book.name = origin.name;
  for (const std::size_t at : table.shown)
    book.columns.push_back({table.columns[at].name, kind_of(table.columns[at].kind)});
  std::vector<Cell> cells(table.shown.size());
  book.next = [&, row = table.rows.begin()]() mutable {
    if (row == table.rows.end()) return std::span<const Cell>();
    for (std::size_t i = 0; i < cells.size(); ++i)
      cells[i] = row->cells[table.shown[i]];
    ++row;
    return std::span<const Cell>(cells);
  };
  book.about = about(table, origin);
  book.made_at = origin.made_at.milliseconds / 1'000;
  return documents::write_workbook(book, path);
}

base::Status write_parquet(const RowTable& table, const std::string& path) {
  storage::RowTables tables = TRY(storage::RowTables::open(path + ".rows", kMemoryMib));
  TRY_STATUS(tables.add("rows", columns_of(table), cells_of(table)));
  return tables.write_parquet("rows", path);
}

}  // namespace

std::string_view media_type(RowFormat format) {
  switch (format) {
    case RowFormat::Json: return "application/json";
    case RowFormat::Csv: return "text/csv; charset=utf-8; header=present";
    case RowFormat::Ndjson: return "application/x-ndjson";
    case RowFormat::Xlsx:
      return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case RowFormat::Parquet: return "application/vnd.apache.parquet";
  }
  return "application/json";
}

RowFormat page_format(const Call& call) {
  if (const auto given = base::parse_word<RowFormat>(kRowFormats, call.text("format")))
    return *given;
  std::string_view accept = http::header(call.request.headers, "accept");
  RowFormat best = RowFormat::Json;
  int most = 0;
  while (!accept.empty()) {
    std::string_view range = cut(accept, ',');
    const std::string_view type = cut(range, ';');
    int weight = 1'000;
    while (!range.empty()) {
      const std::string_view parameter = cut(range, ';');
      if (parameter.starts_with("q=")) weight = weight_of(parameter.substr(2));
    }
    const auto found = std::ranges::find_if(
        kPageFormats, [&](RowFormat one) { return means(type, media_type(one)); });
    if (found == kPageFormats.end() || weight <= most) continue;
    best = *found;
    most = weight;
  }
  return best;
}

RowTable table_of(const Rows& rows) {
  return {rows.columns(), rows.shown(), rows.rows()};
}

void append_json(const RowTable& table, const Rows::Row& row, std::string& out) {
  out += '{';
  for (const std::size_t at : table.shown) {
    if (out.back() != '{') out += ',';
    const Field& field = table.columns[at];
    out += base::json_text(field.name) + ':';
    const Cell& cell = row.cells[at];
    const bool is_bare = field.kind == CellType::Integer || field.kind == CellType::Boolean;
    out += !cell ? "null" : is_bare ? *cell : base::json_text(*cell);
  }
  out += '}';
}

std::string csv_of(const RowTable& table) {
  std::string out;
  for (const std::size_t at : table.shown)
    out += (out.empty() ? "" : ",") + base::csv_cell(table.columns[at].name);
  out += "\r\n";
  for (const Rows::Row& row : table.rows) {
    for (std::size_t i = 0; i < table.shown.size(); ++i)
      out += (i > 0 ? "," : "") + base::csv_cell(row.cells[table.shown[i]].value_or(""));
    out += "\r\n";
  }
  return out;
}

std::vector<storage::RowColumn> columns_of(const RowTable& table) {
  std::vector<storage::RowColumn> out;
  for (const std::size_t at : table.shown) {
    const Field& one = table.columns[at];
    // Days stay texts in SQL, as in JSON: questions cut and compare them as such.
    const storage::RowType type = one.kind == CellType::Integer   ? storage::RowType::Integer
                                  : one.kind == CellType::Decimal ? storage::RowType::Decimal
                                  : one.kind == CellType::Boolean ? storage::RowType::Boolean
                                                                  : storage::RowType::Text;
    out.push_back({one.name, type});
  }
  return out;
}

std::vector<std::vector<Cell>> cells_of(const RowTable& table) {
  std::vector<std::vector<Cell>> out;
  out.reserve(table.rows.size());
  for (const Rows::Row& row : table.rows) {
    std::vector<Cell>& cells = out.emplace_back();
    for (const std::size_t at : table.shown)
      cells.push_back(row.cells[at]);
  }
  return out;
}

std::string ndjson_of(const RowTable& table) {
  std::string out;
  for (const Rows::Row& row : table.rows) {
    append_json(table, row, out);
    out += '\n';
  }
  return out;
}

Value sums_of(const RowTable& table) {
  const auto& fields = table.columns;
  const auto currency = std::ranges::find(fields, "currency", &Field::name);
  std::map<std::pair<std::size_t, std::string>, base::Decimal> sums;
  for (const Rows::Row& row : table.rows) {
    const std::string of =
        currency == fields.end()
            ? std::string()
            : row.cells[static_cast<std::size_t>(currency - fields.begin())].value_or("");
    for (const std::size_t i : table.shown) {
      if (fields[i].kind != CellType::Decimal || !row.cells[i]) continue;
      sums[{i, of}] += base::parse_exact(*row.cells[i]).value_or(base::Decimal());
    }
  }
  Value out = api::list();
  for (const auto& [key, sum] : sums) {
    Value one = object();
    one.add("column", fields[key.first].name).add("currency", value_of(optional_cell(key.second)));
    out.add(std::move(one.add("sum", sum.text())));
  }
  return out;
}

base::Status write_rows(const RowTable& table, RowFormat format, const RowOrigin& origin,
                        const std::string& path) {
  const base::Status done = format == RowFormat::Xlsx      ? write_xlsx(table, origin, path)
                            : format == RowFormat::Parquet ? write_parquet(table, path)
                            : format == RowFormat::Csv     ? write_text(csv_of(table), path)
                                                           : write_text(ndjson_of(table), path);
  if (!done) storage::remove_quietly(path + std::string(kUnfinished));
  return done;
}

base::Status add_facts(const RowTable& table, const RowOrigin& origin, const std::string& path,
                       Value& manifest) {
  const base::Digest digest = TRY(storage::digest_file(path));
  manifest.add("known_at", origin.as_known.number);
  manifest.add("created_at", base::instant_text(origin.made_at));
  manifest.add("rows", std::ssize(table.rows));
  manifest.add("bytes", static_cast<std::int64_t>(std::filesystem::file_size(path)));
  manifest.add("sha256", base::hex(digest)).add("sums", sums_of(table));
  return {};
}

}  // namespace api
