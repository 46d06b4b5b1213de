// A table over as many pages as it needs. On each of them it is a table of its own to readers that
// do not see, with its header.
#include <algorithm>

#include "base/check.h"
#include "typesetting/blocks.h"

namespace typesetting {
namespace {

constexpr Length kUprightSize = tenths(78);
constexpr Length kWideSize = tenths(68);
constexpr Length kRowAir = tenths(34);
constexpr std::size_t kCellLines = 40;

// A tag for every cell costs five times the processor and ten times the file of one for the row.
// So to readers that do not see, the rows of a very long table are paragraphs.
constexpr std::size_t kRowsWithCells = 5'000;

// The line and the space at which it was broken: whoever copies or hears it gets two words.
std::string_view with_space(std::string_view line, const std::string& cell) {
  const auto end = static_cast<std::size_t>(line.data() + line.size() - cell.data());
  return end < cell.size() && cell[end] == ' ' ? std::string_view(line.data(), line.size() + 1)
                                               : line;
}

class TableSetter {
 public:
  TableSetter(Pages& pages, const Table& table, const Grid& grid);
  void run();

 private:
  void begin_part();
  void end_part();
  void load_titles();
  Length measure_row(bool title);
  void draw_row(Length height, bool title);
  void draw_cell(std::size_t column, Length top, bool title);
  void show(Ink ink);

  Weight weight(std::size_t column, bool title) const {
    return title ? Weight::Bold : table_.columns[column].weight;
  }
  Length leading() const { return grid_.size * 133 / 100; }
  bool tags_cells() const { return table_.rows <= kRowsWithCells; }
  const char* part_tag() const { return tags_cells() ? "Table" : "Sect"; }

  Pages& pages_;
  const Table& table_;
  const Grid& grid_;
  const Face& regular_;
  const Face& bold_;
  std::vector<std::string> cells_;                    // of the row at hand
  std::vector<std::vector<std::string_view>> lines_;  // of each cell; none: Pango draws it
  Words regular_words_, bold_words_;
  Length titles_end_ = 0;
  std::vector<Length> row_ends_;  // of this page
};

TableSetter::TableSetter(Pages& pages, const Table& table, const Grid& grid)
    : pages_(pages),
      table_(table),
      grid_(grid),
      regular_(pages.faces().face(Weight::Regular, grid.size)),
      bold_(pages.faces().face(Weight::Bold, grid.size)),
      cells_(table.columns.size()),
      lines_(table.columns.size()) {}

void TableSetter::run() {
  begin_part();
  for (std::size_t row = 0; row < table_.rows; ++row) {
    table_.fill(row, cells_);
    ASSERT(cells_.size() == table_.columns.size());
    Length height = measure_row(false);
    if (!pages_.fits(height)) {
      end_part();
      pages_.next_page();
      begin_part();
      table_.fill(row, cells_);
      height = measure_row(false);
    }
    if (!pages_.canvas().blank()) draw_row(height, false);
    pages_.move(height);
    row_ends_.push_back(pages_.y());
  }
  end_part();
  pages_.move(points(6));
}

void TableSetter::load_titles() {
  std::ranges::transform(table_.columns, cells_.begin(), &Column::title);
}

void TableSetter::begin_part() {
  load_titles();
  const Length height = measure_row(true);
  if (!pages_.fits(height + 2 * leading())) pages_.next_page();
  pages_.canvas().begin_tag(part_tag());
  if (!pages_.canvas().blank()) draw_row(height, true);
  pages_.move(height);
  titles_end_ = pages_.y();
  row_ends_.clear();
}

void TableSetter::end_part() {
  pages_.canvas().end_tag(part_tag());
  const Length width = grid_.left.back() + grid_.width.back();
  pages_.canvas().lines(pages_.left(), row_ends_, width, tenths(4), Ink::Hair);
  pages_.canvas().line(pages_.left(), titles_end_, width, tenths(8), Ink::Rule);
}

// Breaks the cells into lines; gives the height of the row.
Length TableSetter::measure_row(bool title) {
  std::size_t most = 1;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const Face& face = weight(i, title) == Weight::Bold ? bold_ : regular_;
    lines_[i].clear();
    if (!face.knows(cells_[i])) continue;
    const bool breaks = title || table_.columns[i].fit == Fit::Wrap;
    if (breaks && face.width(cells_[i]) > grid_.width[i]) {
      break_lines(cells_[i], face, grid_.width[i], kCellLines, lines_[i]);
    } else {
      lines_[i].push_back(cells_[i]);
    }
    most = std::max(most, lines_[i].size());
  }
  return leading() * static_cast<Length>(most) + kRowAir;
}

void TableSetter::draw_row(Length height, bool title) {
  const Ink ink = title ? Ink::Muted : Ink::Text;
  const Length bottom = pages_.y() + height;
  const Tag row(pages_.canvas(), tags_cells() ? "TR" : "P");
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    // Titles stand on their rule, cells hang from the line above.
    const auto count = static_cast<Length>(std::max<std::size_t>(1, lines_[i].size()));
    const Length top = title ? bottom - kRowAir - count * leading() : pages_.y();
    if (!tags_cells()) {
      draw_cell(i, top, title);
      continue;
    }
    const Tag cell(pages_.canvas(), title ? "TH" : "TD");
    draw_cell(i, top, title);
    show(ink);
  }
  show(ink);
}

void TableSetter::draw_cell(std::size_t column, Length top, bool title) {
  const bool bold = weight(column, title) == Weight::Bold;
  const Face& face = bold ? bold_ : regular_;
  const Align align = table_.columns[column].align;
  const Length left = pages_.left() + grid_.left[column];
  const Length width = grid_.width[column];
  Length baseline = top + kRowAir / 2 + grid_.size;
  for (const std::string_view line : lines_[column]) {
    const Length x = align == Align::Right ? left + width - face.width(line) : left;
    (bold ? bold_words_ : regular_words_).add(face, with_space(line, cells_[column]), x, baseline);
    baseline += leading();
  }
  if (lines_[column].empty()) {
    pages_.draw({.text = cells_[column],
                 .x = left,
                 .baseline = baseline,
                 .width = width,
                 .align = align,
                 .weight = weight(column, title),
                 .size = grid_.size});
  }
}

void TableSetter::show(Ink ink) {
  pages_.canvas().words(regular_words_, regular_, ink);
  pages_.canvas().words(bold_words_, bold_, ink);
  regular_words_.clear();
  bold_words_.clear();
}

const Grid& grid_of(Pages& pages, const Table& table) {
  auto& grids = pages.findings().grids;
  const auto found = grids.find(&table);
  if (found != grids.end()) return found->second;
  const Length size = pages.orientation() == Orientation::Upright ? kUprightSize : kWideSize;
  return grids.emplace(&table, fit_columns(table, pages.faces(), size, pages.width()))
      .first->second;
}

}  // namespace

void place(Pages& pages, const Table& table) {
  TableSetter(pages, table, grid_of(pages, table)).run();
}

}  // namespace typesetting
