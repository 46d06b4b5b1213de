// Which rows are meant: the expression of `filter=` and `--where`. docs/formats/filter.md.
#pragma once

#include "filters/column.h"

namespace filters {

// Bounds of an expression.
inline constexpr std::size_t kFilterBytesMax = 2'000;
inline constexpr std::size_t kDepthMax = 32;   // parentheses and "not" within each other
inline constexpr std::size_t kTermsMax = 100;  // comparisons; each value of an "in" is one

class Filter {
 public:
  // Meets every row.
  Filter() = default;
  // An expression over these columns. Errors: a fault, for what is no expression, a column that
  // there is not, a value of another kind than its column, and what is beyond the bounds.
  static std::expected<Filter, Fault> parse(std::string_view text, std::span<const Column> columns);
  // Whether a row of those columns is meant. A cell that is null equals nothing and is less or
  // greater than nothing: of its comparisons only "ne" and "is null" hold, and "not" turns around.
  // So is one that is no value of its column's kind, but for the null.
  bool matches(Cells cells) const;
  bool is_open() const { return nodes_.empty(); }

 private:
  friend class Parser;
  enum class What : std::uint8_t { All, Any, Not, Equal, Less, Greater, Contains, Null };
  struct Node {
    What what = What::All;
    std::vector<std::size_t> parts = {};  // All, Any, Not: nodes
    std::size_t column = 0;
    Kind kind = Kind::Text;
    std::vector<std::string> values = {};  // Equal: any of them
  };
  bool holds(const Node& node, Cells cells) const;

  std::vector<Node> nodes_;  // the last one is the whole
};

}  // namespace filters
