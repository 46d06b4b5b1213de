#include "cli/records.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/csv_cell.h"
#include "base/json_text.h"
#include "cli/table.h"

namespace cli {
namespace {

constexpr std::array<std::pair<std::string_view, Format>, 5> kFormats{{{"table", Format::Table},
                                                                       {"csv", Format::Csv},
                                                                       {"tsv", Format::Tsv},
                                                                       {"json", Format::Json},
                                                                       {"ndjson", Format::Ndjson}}};

// A tab-separated cell cannot hold a tab or a line end: they become spaces.
std::string tsv_cell(std::string_view text) {
  std::string cell(text);
  std::ranges::replace_if(
      cell, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return cell;
}

void append_line(std::string& out, const std::vector<std::string>& cells, char separator,
                 std::string (*quote)(std::string_view)) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i != 0) out += separator;
    out += quote(cells[i]);
  }
  out += '\n';
}

void append_object(std::string& out, const std::vector<Column>& columns,
                   const std::vector<std::string>& cells) {
  out += '{';
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i != 0) out += ',';
    out += base::json_text(columns[i].name);
    out += ':';
    out += base::json_text(cells[i]);
  }
  out += '}';
}

constexpr std::size_t kPiece = 1 << 18;  // bytes printed at once
constexpr std::size_t kKeyDigits = 20;

filters::Kind kind_of(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::Text: return filters::Kind::Text;
    case ColumnKind::Number: return filters::Kind::Decimal;
    case ColumnKind::Day: return filters::Kind::Day;
    case ColumnKind::Month: return filters::Kind::Month;
    case ColumnKind::Instant: return filters::Kind::Instant;
  }
  return filters::Kind::Text;
}

base::Status wrong(std::string_view option, const filters::Fault& fault) {
  return base::fail(base::Code::Usage, std::string(option) + ", " + fault.text(),
                    "accredit help filters");
}

}  // namespace

std::optional<Format> parse_format(std::string_view word) {
  for (const auto& [name, format] : kFormats) {
    if (name == word) return format;
  }
  return std::nullopt;
}

std::string with_separators(std::string_view number) {
  const std::size_t sign = number.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(number.find('.'), number.size());
  const std::string_view whole = number.substr(sign, point - sign);
  const bool plain =
      !whole.empty() && std::ranges::all_of(whole, [](char c) { return c >= '0' && c <= '9'; });
  if (!plain) return std::string(number);
  std::string out(number.substr(0, sign));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i != 0 && (whole.size() - i) % 3 == 0) out += ',';
    out += whole[i];
  }
  out += number.substr(point);
  return out;
}

RecordWriter::RecordWriter(Console& console, Layout layout, std::vector<Column> columns)
    : console_(console), layout_(layout) {
  records_.columns = std::move(columns);
  if (layout_.format == Format::Json) text_ = "[";
  if (!layout_.header) return;
  std::vector<std::string> names;
  for (const Column& column : records_.columns)
    names.push_back(column.name);
  if (layout_.format == Format::Csv) append_line(text_, names, ',', base::csv_cell);
  if (layout_.format == Format::Tsv) append_line(text_, names, '\t', tsv_cell);
}

void RecordWriter::append(const std::vector<std::string>& cells) {
  switch (layout_.format) {
    case Format::Csv: return append_line(text_, cells, ',', base::csv_cell);
    case Format::Tsv: return append_line(text_, cells, '\t', tsv_cell);
    case Format::Json: text_ += first_ ? "\n" : ",\n"; break;
    case Format::Ndjson: text_ += first_ ? "" : "\n"; break;
    case Format::Table: return;
  }
  append_object(text_, records_.columns, cells);
}

base::Status RecordWriter::select(const std::string& where, const std::string& sort) {
  std::vector<filters::Column> columns;
  columns.reserve(records_.columns.size());
  for (const Column& column : records_.columns)
    columns.push_back({column.name, kind_of(column.kind)});
  if (!where.empty()) {
    auto filter = filters::Filter::parse(where, columns);
    if (!filter) return wrong("--where", filter.error());
    filter_ = std::move(*filter);
  }
  if (sort.empty()) return {};
  auto order = filters::Order::parse(sort, columns);
  if (!order) return wrong("--sort", order.error());
  order_ = std::move(*order);
  return {};
}

base::Status RecordWriter::row(std::vector<std::string> cells) {
  ASSERT(cells.size() == records_.columns.size());
  if (filter_.is_open() && order_.is_of_keys()) return print(std::move(cells));
  std::vector<filters::Cell> shown;
  shown.reserve(cells.size());
  for (const std::string& cell : cells)
    shown.push_back(cell.empty() ? filters::Cell() : filters::Cell(cell));
  if (!filter_.matches(shown)) return {};
  if (order_.is_of_keys()) return print(std::move(cells));
  std::string key = std::to_string(held_.size());
  key.insert(0, kKeyDigits - key.size(), '0');
  held_.push_back({order_.place_of(shown, std::move(key)), std::move(cells)});
  return {};
}

base::Status RecordWriter::print(std::vector<std::string> cells) {
  append(cells);
  if (layout_.format == Format::Table) records_.rows.push_back(std::move(cells));
  first_ = false;
  return flush(kPiece);
}

base::Status RecordWriter::end() {
  const auto is_before = [&](const Held& a, const Held& b) {
    return order_.is_before(a.place, b.place);
  };
  std::ranges::sort(held_, is_before);
  for (Held& one : held_)
    TRY_STATUS(print(std::move(one.cells)));
  if (layout_.format == Format::Table) text_ = render_table(records_, console_.terminal());
  if (layout_.format == Format::Json) text_ += first_ ? "]\n" : "\n]\n";
  if (layout_.format == Format::Ndjson && !first_) text_ += '\n';
  return flush(0);
}

base::Status RecordWriter::flush(std::size_t above) {
  if (text_.size() <= above) return {};
  TRY_STATUS(console_.data(text_));
  text_.clear();
  return {};
}

}  // namespace cli
