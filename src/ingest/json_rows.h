// The rows of a batch while a JSON parser hands over their members. Private to the JSON reader.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/rows.h"

namespace ingest {

// Takes the parser's events. A row is an object at the place where rows stand; members below it are
// known by their path. Nothing is kept of what no column names.
class JsonRows {
 public:
  JsonRows(const std::vector<std::string>& columns, std::string rows_in, bool any_case);

  void begin_batch();
  // What follows is one document. `line`: of its rows; 0: rows are counted through the file.
  void begin_document(std::int64_t line, bool lists);
  // Takes back the rows of the document that turned out to be no JSON.
  void drop_document();

  void begin_object();
  void end_object();
  void begin_list();
  void end_list();
  void key(std::string_view part, bool last);
  void text(std::string_view part, bool last);
  void number(std::string_view part, bool last);
  void word(std::string_view text);  // true, false
  void null();

  // Requires: the document is whole. False: it has no list in the member that holds the rows.
  bool end_document() const { return rows_in_.empty() || rows_seen_; }
  std::size_t rows() const { return lines_.size(); }
  std::size_t bytes() const { return arena_.size(); }
  // From now on `members` gets every path of a plain member, once.
  void list_members(std::vector<std::string>* members) { members_ = members; }
  void add_broken(BrokenRow row) { broken_.push_back(std::move(row)); }
  // Valid until the next begin_batch.
  void give(RowBatch& batch);

 private:
  struct Cell {
    std::size_t begin = 0, size = 0;
    bool given = false, null = true, quoted = false;
  };
  struct Level {
    bool list = false;
    std::size_t path = 0;  // length of the path that names this level
  };

  bool at_row_place() const;
  bool in_row() const { return row_level_ != 0; }
  // The column of the value that comes now, or none: not wanted, inside a list, or no row.
  Cell* wanted();
  void plain(std::string_view text, bool quoted, bool null);
  void no_row();
  void spoil(std::string why);  // at path_ + key_
  void end_row();

  std::map<std::string, std::size_t, std::less<>> places_;
  std::size_t columns_;
  std::string rows_in_;
  bool any_case_;
  std::vector<std::string>* members_ = nullptr;  // borrowed from who lists
  std::vector<Level> levels_;
  std::string path_, key_, value_;
  std::size_t row_level_ = 0;  // levels_.size() inside the row's object; 0: not in a row
  std::size_t lists_inside_ = 0;
  std::string spoilt_, spoilt_at_;  // why the row is none, and the member
  std::vector<Cell> row_;
  std::int64_t line_ = 0, counted_ = 0;
  bool lists_ = true;
  bool rows_seen_ = false;
  std::size_t rows_before_ = 0, broken_before_ = 0, arena_before_ = 0;
  std::string arena_;
  std::vector<Cell> cells_;  // row after row
  std::vector<std::int64_t> lines_;
  std::vector<BrokenRow> broken_;
  std::vector<std::string_view> texts_;  // column after column
  std::vector<std::uint8_t> quoted_;
};

}  // namespace ingest
