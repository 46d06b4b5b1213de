#include "ingest/json_rows.h"

#include <algorithm>

#include "base/check.h"
#include "ingest/dialect.h"

namespace ingest {

JsonRows::JsonRows(const std::vector<std::string>& columns, std::string rows_in, bool any_case)
    : columns_(columns.size()),
      rows_in_(std::move(rows_in)),
      any_case_(any_case),
      row_(columns.size()) {
  for (std::size_t i = 0; i < columns.size(); ++i)
    places_.emplace(any_case ? lower(columns[i]) : columns[i], i);
}

void JsonRows::begin_batch() {
  // A row may have begun in the last block: its cells move to the front.
  std::string kept;
  for (Cell& cell : row_) {
    if (!in_row() || !cell.given || cell.null) continue;
    const std::size_t begin = kept.size();
    kept.append(arena_, cell.begin, cell.size);
    cell.begin = begin;
  }
  arena_ = std::move(kept);
  cells_.clear();
  lines_.clear();
  broken_.clear();
}

void JsonRows::begin_document(std::int64_t line, bool lists) {
  levels_.clear();
  path_.clear();
  key_.clear();
  value_.clear();
  row_level_ = 0;
  lists_inside_ = 0;
  line_ = line;
  lists_ = lists;
  rows_seen_ = false;
  rows_before_ = lines_.size();
  broken_before_ = broken_.size();
  arena_before_ = arena_.size();
}

void JsonRows::drop_document() {
  lines_.resize(rows_before_);
  cells_.resize(rows_before_ * columns_);
  broken_.resize(broken_before_);
  arena_.resize(arena_before_);
  row_level_ = 0;
}

// The document itself, an element of its list, or an element of the list in its named member.
bool JsonRows::at_row_place() const {
  if (rows_in_.empty()) {
    return levels_.empty() || (lists_ && levels_.size() == 1 && levels_[0].list);
  }
  return levels_.size() == 2 && !levels_[0].list && levels_[1].list && path_ == rows_in_;
}

void JsonRows::begin_object() {
  const bool row = !in_row() && at_row_place();
  if (in_row() && wanted() != nullptr) spoil("an object in '" + path_ + key_ + "'");
  if (!row) {
    if (!levels_.empty() && !levels_.back().list) path_ += key_ + (in_row() ? "." : "");
    levels_.push_back({false, path_.size()});
    return;
  }
  path_.clear();
  levels_.push_back({false, 0});
  row_level_ = levels_.size();
  spoilt_.clear();
  row_.assign(columns_, {});
}

void JsonRows::end_object() {
  ASSERT(!levels_.empty());
  const bool ended = levels_.size() == row_level_;
  levels_.pop_back();
  if (ended) {
    end_row();
    row_level_ = 0;
    path_ = rows_in_;
    return;
  }
  path_.resize(levels_.empty() ? 0 : levels_.back().path);
}

void JsonRows::begin_list() {
  if (in_row()) {
    if (wanted() != nullptr) spoil("a list in '" + path_ + key_ + "'");
    ++lists_inside_;
  } else if (at_row_place() && (!levels_.empty() || !lists_)) {
    no_row();
  } else if (levels_.size() == 1 && !levels_[0].list) {
    path_ = key_;
    rows_seen_ |= !rows_in_.empty() && key_ == rows_in_;
  }
  levels_.push_back({true, path_.size()});
}

void JsonRows::end_list() {
  ASSERT(!levels_.empty());
  levels_.pop_back();
  if (in_row()) --lists_inside_;
  path_.resize(levels_.empty() ? 0 : std::min(path_.size(), levels_.back().path));
}

void JsonRows::key(std::string_view part, bool last) {
  value_ += part;
  if (!last) return;
  key_ = std::move(value_);
  value_.clear();
}

JsonRows::Cell* JsonRows::wanted() {
  if (!in_row() || lists_inside_ > 0) return nullptr;
  const std::string path = path_ + key_;
  const auto found = places_.find(any_case_ ? lower(path) : path);
  return found == places_.end() ? nullptr : &row_[found->second];
}

void JsonRows::spoil(std::string why) {
  if (!spoilt_.empty()) return;
  spoilt_ = std::move(why);
  spoilt_at_ = path_ + key_;
}

void JsonRows::plain(std::string_view text, bool quoted, bool null) {
  if (!in_row()) {
    if (at_row_place()) no_row();
    return;
  }
  if (members_ != nullptr && lists_inside_ == 0 &&
      std::ranges::find(*members_, path_ + key_) == members_->end()) {
    members_->push_back(path_ + key_);
  }
  Cell* const cell = wanted();
  if (cell == nullptr) return;
  if (cell->given) return spoil("'" + path_ + key_ + "' twice");
  *cell = {arena_.size(), text.size(), true, null, quoted};
  arena_ += text;
}

void JsonRows::text(std::string_view part, bool last) {
  value_ += part;
  if (!last) return;
  plain(value_, true, false);
  value_.clear();
}

void JsonRows::number(std::string_view part, bool last) {
  value_ += part;
  if (!last) return;
  plain(value_, false, false);
  value_.clear();
}

void JsonRows::word(std::string_view text) {
  plain(text, false, false);
}

void JsonRows::null() {
  plain({}, false, true);
}

void JsonRows::no_row() {
  const std::int64_t line = line_ == 0 ? ++counted_ : line_;
  broken_.push_back({BrokenRow::Fault::NotObject, line, 0, "a value that is no object"});
}

void JsonRows::end_row() {
  const std::int64_t line = line_ == 0 ? ++counted_ : line_;
  if (!spoilt_.empty()) {
    broken_.push_back({BrokenRow::Fault::NotPlain, line, 0, spoilt_, spoilt_at_});
    return;
  }
  cells_.insert(cells_.end(), row_.begin(), row_.end());
  lines_.push_back(line);
}

void JsonRows::give(RowBatch& batch) {
  const std::size_t rows = lines_.size();
  texts_.assign(rows * columns_, {});
  quoted_.assign(rows * columns_, 0);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < columns_; ++column) {
      const Cell& cell = cells_[row * columns_ + column];
      const std::size_t at = column * rows + row;
      if (!cell.null) texts_[at] = std::string_view(arena_).substr(cell.begin, cell.size);
      quoted_[at] = cell.quoted;
    }
  }
  batch.size = rows;
  batch.line = lines_.data();
  batch.broken = broken_;
  batch.columns.assign(columns_, {});
  for (std::size_t column = 0; column < columns_; ++column) {
    batch.columns[column].text = texts_.data() + column * rows;
    batch.columns[column].quoted = quoted_.data() + column * rows;
  }
}

}  // namespace ingest
