#include "typesetting/columns.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "base/check.h"

namespace typesetting {
namespace {

constexpr Length kNarrow = points(40);    // a column of text is not made narrower
constexpr Length kUnknown = points(120);  // what is not measured is given
constexpr Length kWayMax = points(90);
constexpr Length kSmallest = points(3);
constexpr Length kStep = kPoint / 4;

// What the columns would like at one size of type.
struct Wanted {
  std::vector<Length> title, cell;
};

// The least width in which a title takes two lines at most.
Length title_width(std::string_view title, const Face& face) {
  Length least = face.width(title);
  for (std::size_t space = title.find(' '); space != std::string_view::npos;
       space = title.find(' ', space + 1)) {
    least = std::min(
        least, std::max(face.width(title.substr(0, space)), face.width(title.substr(space + 1))));
  }
  return least;
}

Wanted measure(const Table& table, Faces& faces, Length size) {
  const std::size_t count = table.columns.size();
  Wanted out{std::vector<Length>(count), std::vector<Length>(count)};
  std::vector<const Face*> fonts;
  for (std::size_t i = 0; i < count; ++i) {
    out.title[i] = title_width(table.columns[i].title, faces.face(Weight::Bold, size));
    fonts.push_back(&faces.face(table.columns[i].weight, size));
  }
  std::vector<std::string> cells(count);
  for (std::size_t row = 0; row < table.rows; ++row) {
    table.fill(row, cells);
    for (std::size_t i = 0; i < count; ++i) {
      const bool known = fonts[i]->knows(cells[i]);
      out.cell[i] = std::max(out.cell[i], known ? fonts[i]->width(cells[i]) : kUnknown);
    }
  }
  return out;
}

// Gives each no more than it wants and all of them `width` together, the modest ones first.
std::vector<Length> share(const std::vector<Length>& wanted, Length width) {
  std::vector<std::size_t> order(wanted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return wanted[i]; });
  std::vector<Length> out(wanted.size());
  for (std::size_t done = 0; done < order.size(); ++done) {
    const auto waiting = static_cast<Length>(order.size() - done);
    out[order[done]] = std::min(wanted[order[done]], width / waiting);
    width -= out[order[done]];
  }
  return out;
}

// The widths at a size; empty: it is too large. Sums are of 64 bits, for what is long is very long.
std::vector<Length> try_widths(const Table& table, const Wanted& wanted, Length width) {
  const std::size_t count = table.columns.size();
  std::int64_t rest = std::int64_t{width} - kGutter * static_cast<std::int64_t>(count - 1);
  std::vector<Length> out(count);
  std::vector<Length> breaking;
  for (std::size_t i = 0; i < count; ++i) {
    out[i] = std::max(wanted.title[i], wanted.cell[i]);
    if (table.columns[i].fit == Fit::Whole)
      rest -= out[i];
    else
      breaking.push_back(out[i]);
  }
  std::int64_t least = 0;
  for (const Length each : breaking)
    least += std::min(each, kNarrow);
  if (rest < least) return {};
  const std::vector<Length> shared = share(breaking, static_cast<Length>(rest));
  std::size_t next = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (table.columns[i].fit != Fit::Whole) out[i] = shared[next++];
  }
  return out;
}

bool ends_part(char c) {
  return c == '+' || c == '-' || c == '/' || c == '_' || c == ':';  // but not within numbers
}

// Bytes of the text that fit on a line, at least one character.
std::size_t bytes_that_fit(std::string_view text, const Face& face, Length width) {
  Length used = 0;
  std::size_t bytes = 0;
  std::size_t space = 0;
  std::size_t mark = 0;
  while (bytes < text.size()) {
    const Character character = first_character(text.substr(bytes));
    if (character.code == ' ') space = bytes;
    used += face.advance(character.code);
    if (used > width && bytes > 0) return space > 0 ? space : mark > 0 ? mark : bytes;
    bytes += character.size;
    if (character.size == 1 && ends_part(text[bytes - 1])) mark = bytes;
  }
  return bytes;
}

}  // namespace

Grid fit_columns(const Table& table, Faces& faces, Length size, Length width) {
  ASSERT(!table.columns.empty());
  const Wanted full = measure(table, faces, size);
  Grid grid{.size = size};
  for (; grid.size > kSmallest; grid.size -= kStep) {
    // Widths of type grow with its size; a step more for what rounding does to each character.
    const auto scaled = [&](std::vector<Length> lengths) {
      for (Length& each : lengths)
        each = static_cast<Length>(std::int64_t{each} * grid.size / size) + kPoint / 16;
      return lengths;
    };
    grid.width = try_widths(table, {scaled(full.title), scaled(full.cell)}, width);
    if (!grid.width.empty()) break;
  }
  if (grid.width.empty()) {  // no table of ours; what happens must only be orderly
    const auto count = static_cast<Length>(table.columns.size());
    grid.width.assign(table.columns.size(), (width - kGutter * (count - 1)) / count);
  }
  const auto count = static_cast<Length>(grid.width.size());
  const Length used = std::accumulate(grid.width.begin(), grid.width.end(), kGutter * (count - 1));
  // What is left over stands between the columns, but the eye must find the way across.
  const Length more = count > 1 ? std::min((width - used) / (count - 1), kWayMax) : 0;
  Length left = 0;
  for (const Length each : grid.width) {
    grid.left.push_back(left);
    left += each + kGutter + more;
  }
  return grid;
}

void break_lines(std::string_view text, const Face& face, Length width, std::size_t lines_max,
                 std::vector<std::string_view>& lines) {
  lines.clear();
  while (!text.empty() && lines.size() < lines_max) {
    const std::size_t bytes = bytes_that_fit(text, face, width);
    lines.push_back(text.substr(0, bytes));
    text.remove_prefix(bytes);
    while (!text.empty() && text.front() == ' ')
      text.remove_prefix(1);
  }
}

}  // namespace typesetting
