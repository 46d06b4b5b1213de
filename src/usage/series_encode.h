// Encoding of a subscription's block: exact values to the narrowest integers that hold them, month
// totals where they pay, thin series together. Private to the index builder.
#pragma once

#include <span>
#include <vector>

#include "base/decimal.h"
#include "usage/series_layout.h"

namespace usage {

// One day of one series, 10^-12.
struct LaneEntry {
  base::Int128 amount;
  base::Int128 quantity;
  std::uint32_t lane;
  std::int32_t day;
};

// What the header of the index says about all blocks.
struct Summary {
  std::uint64_t series = 0;
  std::uint64_t entries = 0;
  std::uint8_t amount_scale = 0;
  std::uint8_t quantity_scale = 0;
  base::Int128 bound_amount = 0;
  base::Int128 bound_quantity = 0;

  void add(const BlockHead& head, std::span<const Series> series);
  void add(const Summary& other);
};

// The blocks of consecutive subscriptions, then the values of their series. Places count from the
// begin of each.
struct Group {
  std::vector<BlockSlot> slots;
  std::vector<std::byte> blocks;
  std::vector<std::byte> bodies;
  Summary summary;

  void add_nothing() { slots.push_back({blocks.size(), 0, 0}); }
};

class BlockEncoder {
 public:
  // Appends the block of one subscription. Requires: `entries` sorted by (lane, day), one each.
  void encode(std::span<const LaneEntry> entries, std::span<const Lane> lanes, Group& out);

 private:
  // How the values of one column are written.
  struct Form {
    int scale = 0;
    int width_code = 0;        // place in the widths 0, 2, 4, 8, 16
    base::Int128 largest = 0;  // |value| in 10^-scale

    std::uint8_t code() const { return static_cast<std::uint8_t>(scale << 3 | width_code); }
  };
  // Entries of one lane within the longest span.
  struct Stretch {
    std::span<const LaneEntry> entries;
    Form amounts, quantities;
    int months = 0;          // of totals; 0: none are kept
    bool scattered = false;  // has no place of its own

    std::int32_t first_day() const { return entries.front().day; }
  };

  static Form daily_form(std::span<const LaneEntry> entries, base::Int128 LaneEntry::*value);
  static Form running_form(std::span<const LaneEntry> entries, base::Int128 LaneEntry::*value,
                           const Form& daily);
  static Stretch stretch(std::span<const LaneEntry> entries);
  static void keep_totals(Stretch& stretch);
  void cut(std::span<const LaneEntry> entries);
  void choose_scattered();
  void append_scattered(std::vector<std::byte>& out);
  void finish(std::span<const LaneEntry> entries, std::uint64_t begin, Group& out);
  static void append_totals(const Stretch& stretch, const Series& series,
                            std::vector<std::byte>& heads);
  static void append_body(const Stretch& stretch, const Series& series,
                          std::vector<std::byte>& bodies);

  BlockHead head_{};
  std::vector<Stretch> stretches_;
  std::vector<ScatterEntry> scattered_;
  std::vector<Series> series_;
  std::vector<std::byte> heads_;
};

// Appends a block as it lies in another index whose file begins at `file`. `lanes`: the new number
// of each lane.
void copy_block(const BlockHead& head, std::uint32_t bytes, const std::byte* file,
                std::span<const std::uint32_t> lanes, Group& out);

}  // namespace usage
