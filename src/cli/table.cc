#include "cli/table.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>

namespace cli {
namespace {

constexpr int kGap = 2;
constexpr int kNarrowest = 6;  // no text column is cut below this

// One decoded letter: how many bytes it takes (0 when the bytes are not UTF-8) and what it is.
struct Letter {
  std::size_t bytes = 0;
  char32_t code = 0;
};

Letter decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {1, first};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (length == 0 || length > text.size() || first > 0xF4) return {};
  char32_t code = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = (code << 6) | (byte(i) & 0x3FU);
  }
  return {length, code};
}

struct Block {
  char32_t from, to;
};
// The blocks that matter in names of companies; not a full Unicode table, which would be foreign
// data to keep current for the sake of alignment.
constexpr std::array<Block, 8> kWide{{{0x1100, 0x115F},
                                      {0x2E80, 0x303E},
                                      {0x3041, 0xA4CF},
                                      {0xAC00, 0xD7A3},
                                      {0xF900, 0xFAFF},
                                      {0xFE30, 0xFE6F},
                                      {0xFF00, 0xFF60},
                                      {0x1F300, 0x1FAFF}}};
constexpr std::array<Block, 4> kMarks{
    {{0x0300, 0x036F}, {0x200B, 0x200F}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};

int width_of(char32_t code) {
  const auto inside = [&](const Block& block) { return block.from <= code && code <= block.to; };
  if (std::ranges::any_of(kMarks, inside)) return 0;
  return std::ranges::any_of(kWide, inside) ? 2 : 1;
}

// C0 and C1 controls, and the marks that turn the direction of writing.
bool steers(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

std::string cell_text(const Records& records, std::size_t column, std::string_view text,
                      const Terminal& terminal) {
  if (records.columns[column].kind == ColumnKind::Number && terminal.out_is_tty) {
    return with_separators(text);
  }
  return printable(text);
}

std::vector<int> natural_widths(const Records& records,
                                const std::vector<std::vector<std::string>>& cells) {
  std::vector<int> widths;
  for (const Column& column : records.columns)
    widths.push_back(display_width(column.name));
  for (const auto& row : cells) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(row[i]));
    }
  }
  return widths;
}

// Takes columns off the widest text column until the table fits; numbers are never cut.
void fit(const Records& records, int room, std::vector<int>& widths) {
  const int gaps = kGap * static_cast<int>(widths.size() - 1);
  while (std::accumulate(widths.begin(), widths.end(), gaps) > room) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      const bool text = records.columns[i].kind != ColumnKind::Number;
      if (text && widths[i] > kNarrowest && (widest == widths.size() || widths[i] > widths[widest]))
        widest = i;
    }
    if (widest == widths.size()) return;
    --widths[widest];
  }
}

void append_cell(std::string& line, std::string_view text, int width, ColumnKind kind, bool last) {
  const int missing = std::max(0, width - display_width(text));
  const std::string fill(static_cast<std::size_t>(missing), ' ');
  if (kind == ColumnKind::Number) line += fill;
  line += text;
  if (kind != ColumnKind::Number && !last) line += fill;
  if (!last) line.append(kGap, ' ');
}

std::string table_line(const Records& records, const std::vector<std::string>& cells,
                       const std::vector<int>& widths, bool unicode) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    append_cell(line, shorten(cells[i], widths[i], unicode), widths[i], records.columns[i].kind,
                i + 1 == cells.size());
  }
  return line;
}

}  // namespace

int display_width(std::string_view utf8) {
  int width = 0;
  while (!utf8.empty()) {
    const Letter letter = decode(utf8);
    width += letter.bytes == 0 ? 1 : width_of(letter.code);
    utf8.remove_prefix(std::max<std::size_t>(letter.bytes, 1));
  }
  return width;
}

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Letter letter = decode(text);
    if (letter.bytes == 0 || steers(letter.code)) {
      out += '?';
    } else {
      out += text.substr(0, letter.bytes);
    }
    text.remove_prefix(std::max<std::size_t>(letter.bytes, 1));
  }
  return out;
}

std::string shorten(std::string_view utf8, int width, bool unicode) {
  if (display_width(utf8) <= width) return std::string(utf8);
  const std::string_view ellipsis = unicode ? "…" : "~";
  std::string out;
  int used = 1;  // the ellipsis
  while (!utf8.empty()) {
    const Letter letter = decode(utf8);
    const std::size_t bytes = std::max<std::size_t>(letter.bytes, 1);
    used += letter.bytes == 0 ? 1 : width_of(letter.code);
    if (used > width) break;
    out += utf8.substr(0, bytes);
    utf8.remove_prefix(bytes);
  }
  return out += ellipsis;
}

std::string render_table(const Records& records, const Terminal& terminal) {
  if (records.columns.empty()) return {};
  std::vector<std::vector<std::string>> cells;
  cells.reserve(records.rows.size());
  for (const auto& row : records.rows) {
    auto& line = cells.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      line.push_back(cell_text(records, i, row[i], terminal));
    }
  }
  std::vector<int> widths = natural_widths(records, cells);
  if (terminal.out_is_tty) fit(records, terminal.width, widths);

  std::vector<std::string> names;
  for (const Column& column : records.columns)
    names.push_back(column.name);
  std::string out = paint(table_line(records, names, widths, terminal.unicode), Tone::Strong,
                          terminal.out_colour);
  out += '\n';
  for (const auto& row : cells)
    out += table_line(records, row, widths, terminal.unicode) + '\n';
  return out;
}

}  // namespace cli
