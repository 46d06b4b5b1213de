#include "cli/records.h"

#include <algorithm>
#include <array>

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
  std::ranges::replace_if(cell, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return cell;
}

template <class Cell>
void append_line(std::string& out, std::size_t cells, char separator, const Cell& cell) {
  for (std::size_t i = 0; i < cells; ++i) {
    if (i != 0) out += separator;
    out += cell(i);
  }
  out += '\n';
}

std::string delimited(const Records& records, char separator, std::string (*quote)(std::string_view)) {
  std::string out;
  const std::size_t columns = records.columns.size();
  append_line(out, columns, separator, [&](std::size_t i) { return quote(records.columns[i].name); });
  for (const auto& row : records.rows) {
    append_line(out, columns, separator, [&](std::size_t i) { return quote(row[i]); });
  }
  return out;
}

std::string json_object(const Records& records, const std::vector<std::string>& row) {
  std::string out = "{";
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i != 0) out += ',';
    out += json_text(records.columns[i].name);
    out += ':';
    out += json_text(row[i]);
  }
  return out += '}';
}

std::string json_array(const Records& records) {
  std::string out = "[";
  for (std::size_t i = 0; i < records.rows.size(); ++i) {
    out += i == 0 ? "\n" : ",\n";
    out += json_object(records, records.rows[i]);
  }
  return out += records.rows.empty() ? "]\n" : "\n]\n";
}

std::string json_lines(const Records& records) {
  std::string out;
  for (const auto& row : records.rows) out += json_object(records, row) + '\n';
  return out;
}

}  // namespace

std::optional<Format> parse_format(std::string_view word) {
  for (const auto& [name, format] : kFormats) {
    if (name == word) return format;
  }
  return std::nullopt;
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == text.npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted += '"';
}

std::string json_text(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    } else {
      out += c;
    }
  }
  return out += '"';
}

std::string with_separators(std::string_view number) {
  const std::size_t sign = number.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(number.find('.'), number.size());
  const std::string_view whole = number.substr(sign, point - sign);
  const bool plain = !whole.empty() && std::ranges::all_of(whole, [](char c) {
    return c >= '0' && c <= '9';
  });
  if (!plain) return std::string(number);
  std::string out(number.substr(0, sign));
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (i != 0 && (whole.size() - i) % 3 == 0) out += ',';
    out += whole[i];
  }
  out += number.substr(point);
  return out;
}

std::string render(const Records& records, Format format, const Terminal& terminal) {
  switch (format) {
    case Format::Csv: return delimited(records, ',', csv_cell);
    case Format::Tsv: return delimited(records, '\t', tsv_cell);
    case Format::Json: return json_array(records);
    case Format::Ndjson: return json_lines(records);
    case Format::Table: break;
  }
  return render_table(records, terminal);
}

}  // namespace cli
