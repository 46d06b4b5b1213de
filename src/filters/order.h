// In which order rows come, and which of their columns: `sort=-amount,id` and `fields=id,amount`.
// docs/formats/filter.md.
#pragma once

#include "filters/column.h"

namespace filters {

inline constexpr std::size_t kSortColumnsMax = 4;
inline constexpr std::size_t kFieldsMax = 40;
// Texts are put in order by so many bytes of theirs, so that a place is never long.
inline constexpr std::size_t kSortedBytes = 120;

// Where a row stands in an order: its cells of the columns that are sorted by, and the key of the
// list for rows that are alike in these. Keys are distinct, so no two rows have one place.
struct Place {
  std::vector<Cell> cells;
  std::string key;
  friend bool operator==(const Place&, const Place&) = default;
};

class Order {
 public:
  // That of the keys.
  Order() = default;
  // Names of columns, with '-' before those that descend. Errors: a fault.
  static std::expected<Order, Fault> parse(std::string_view text, std::span<const Column> columns);
  bool is_of_keys() const { return parts_.empty(); }
  Place place_of(Cells cells, std::string key) const;
  // None for a text that text_of makes of no place in such an order.
  std::optional<Place> parse_place(std::string_view text) const;
  // Rows without a value come last, both ways.
  bool is_before(const Place& a, const Place& b) const;

 private:
  struct Part {
    std::size_t column = 0;
    Kind kind = Kind::Text;
    bool descends = false;
  };
  std::vector<Part> parts_;
};

std::string text_of(const Place& place);

// The columns that are named, in the order in which they are named. Errors: a fault.
std::expected<std::vector<std::size_t>, Fault> parse_fields(std::string_view text,
                                                            std::span<const Column> columns);

}  // namespace filters
