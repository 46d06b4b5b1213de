#include "usage/series_encode.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/check.h"
#include "base/day.h"

namespace usage {
namespace {

using base::Int128;

constexpr Int128 size_of(Int128 value) {
  return value < 0 ? -value : value;
}

constexpr std::int64_t unit_of(int scale) {
  std::int64_t out = 1;
  for (int i = scale; i < base::kDecimals; ++i)
    out *= 10;
  return out;
}

constexpr int code_of(Int128 largest) {
  return largest == 0           ? 0
         : largest <= INT16_MAX ? 1
         : largest <= INT32_MAX ? 2
         : largest <= INT64_MAX ? 3
                                : 4;
}

template <class T>
void put(std::byte*& at, T value) {
  std::memcpy(at, &value, sizeof value);
  at += sizeof value;
}

void put_integer(std::byte*& at, Int128 value, int width_code) {
  switch (width_code) {
    case 0: break;
    case 1: put(at, static_cast<std::int16_t>(value)); break;
    case 2: put(at, static_cast<std::int32_t>(value)); break;
    case 3: put(at, static_cast<std::int64_t>(value)); break;
    default: put(at, value);
  }
}

// Room for `bytes` more, zeroed.
std::byte* grow(std::vector<std::byte>& out, std::size_t bytes) {
  out.resize(out.size() + bytes);
  return out.data() + out.size() - bytes;
}

base::Month month_of(std::int32_t day) {
  return base::Day{day}.month();
}

// Exact, by the narrower division when it does.
Int128 divided(Int128 value, std::int64_t divisor) {
  const auto narrow = static_cast<std::int64_t>(value);
  return narrow == value ? narrow / divisor : value / divisor;
}

// The sum of |values| is below 2^bits.
std::uint8_t bits_of(std::span<const LaneEntry> entries, Int128 LaneEntry::*value) {
  Int128 sum = 0;
  for (const LaneEntry& entry : entries)
    ASSERT(!__builtin_add_overflow(sum, size_of(entry.*value), &sum));
  const auto high = static_cast<std::uint64_t>(sum >> 64);
  const auto bits =
      high != 0 ? 64 + std::bit_width(high) : std::bit_width(static_cast<std::uint64_t>(sum));
  return static_cast<std::uint8_t>(bits);
}

// The largest number of 128 bits when the sum leaves them.
Int128 saturating_sum(Int128 a, Int128 b) {
  Int128 sum = 0;
  constexpr auto kLargest = static_cast<Int128>(~base::UInt128{0} >> 1);
  return __builtin_add_overflow(a, b, &sum) ? kLargest : sum;
}

Int128 power_of_two(std::uint8_t bits) {
  return bits < 127 ? Int128{1} << bits : static_cast<Int128>(~base::UInt128{0} >> 1);
}

}  // namespace

void Summary::add(const BlockHead& head, std::span<const Series> placed) {
  series += placed.size();
  entries += head.scattered;
  if (head.scattered > 0) {
    amount_scale = std::max(amount_scale, head.amount_scale);
    quantity_scale = std::max(quantity_scale, head.quantity_scale);
  }
  for (const Series& one : placed) {
    entries += one.entries;
    amount_scale = std::max(amount_scale, static_cast<std::uint8_t>(one.amount_scale()));
    quantity_scale = std::max(quantity_scale, static_cast<std::uint8_t>(one.quantity_scale()));
  }
  bound_amount = saturating_sum(bound_amount, power_of_two(head.amount_bits));
  bound_quantity = saturating_sum(bound_quantity, power_of_two(head.quantity_bits));
}

void Summary::add(const Summary& other) {
  series += other.series;
  entries += other.entries;
  amount_scale = std::max(amount_scale, other.amount_scale);
  quantity_scale = std::max(quantity_scale, other.quantity_scale);
  bound_amount = saturating_sum(bound_amount, other.bound_amount);
  bound_quantity = saturating_sum(bound_quantity, other.bound_quantity);
}

BlockEncoder::Form BlockEncoder::daily_form(std::span<const LaneEntry> entries,
                                            Int128 LaneEntry::*value) {
  int scale = 0;
  std::int64_t unit = unit_of(scale);
  Int128 largest = 0;
  for (const LaneEntry& entry : entries) {
    const Int128 units = entry.*value;
    const auto narrow = static_cast<std::int64_t>(units);
    if (narrow == units) {
      while (narrow % unit != 0)
        unit = unit_of(++scale);
    } else {
      while (units % unit != 0)
        unit = unit_of(++scale);
    }
    largest = std::max(largest, size_of(units));
  }
  if (largest == 0) return {};
  largest /= unit;
  return {scale, code_of(largest), largest};
}

// The form of running sums: 4 or 8 bytes, so that few cases occur. Code 4 when they leave 64 bits.
BlockEncoder::Form BlockEncoder::running_form(std::span<const LaneEntry> entries,
                                              Int128 LaneEntry::*value, const Form& daily) {
  if (daily.width_code == 0) return daily;
  const std::int64_t unit = unit_of(daily.scale);
  Form out = daily;
  Int128 running = 0;
  base::Day month_end = base::Day::min();
  for (const LaneEntry& entry : entries) {
    if (entry.day >= month_end.number) {
      running = 0;
      month_end = month_of(entry.day).end();
    }
    running += divided(entry.*value, unit);
    out.largest = std::max(out.largest, size_of(running));
  }
  out.width_code = std::max(code_of(out.largest), 2);
  return out;
}

// Totals pay when a month has three entries or more on average; a stock is never summed.
void BlockEncoder::keep_totals(Stretch& stretch) {
  const base::Month first = month_of(stretch.first_day());
  const int months = month_of(stretch.entries.back().day) - first + 1;
  const bool pays = months <= 1'200 && first >= kFirstTotal && first - kFirstTotal <= UINT16_MAX &&
                    stretch.entries.size() >= static_cast<std::size_t>(3 * months);
  if (!pays) return;
  const Form amounts = running_form(stretch.entries, &LaneEntry::amount, stretch.amounts);
  const Form quantities = running_form(stretch.entries, &LaneEntry::quantity, stretch.quantities);
  if (amounts.width_code > 3 || quantities.width_code > 3) return;
  stretch.amounts = amounts;
  stretch.quantities = quantities;
  stretch.months = months;
}

BlockEncoder::Stretch BlockEncoder::stretch(std::span<const LaneEntry> entries) {
  return {entries, daily_form(entries, &LaneEntry::amount),
          daily_form(entries, &LaneEntry::quantity)};
}

void BlockEncoder::cut(std::span<const LaneEntry> entries) {
  stretches_.clear();
  for (std::size_t from = 0, to = 0; from < entries.size(); from = to) {
    for (to = from + 1; to < entries.size() && entries[to].lane == entries[from].lane &&
                        entries[to].day - entries[from].day <= static_cast<int>(kSpanMax);)
      ++to;
    stretches_.push_back(stretch(entries.subspan(from, to - from)));
  }
}

// Flows that count and keep no totals go together, as far as their numbers fit into four bytes at
// the scale that all of them share.
void BlockEncoder::choose_scattered() {
  const auto narrow = [](const Form& form, int scale) {
    return form.largest * (unit_of(form.scale) / unit_of(scale)) <= INT32_MAX;
  };
  head_ = {};
  head_.first_day = INT32_MAX;
  for (Stretch& each : stretches_) {
    each.scattered = each.months == 0 && each.scattered &&
                     each.entries.front().lane <= UINT16_MAX && each.amounts.width_code <= 2 &&
                     each.quantities.width_code <= 2;
    if (!each.scattered) continue;
    head_.first_day = std::min(head_.first_day, each.first_day());
    head_.amount_scale =
        std::max(head_.amount_scale, static_cast<std::uint8_t>(each.amounts.scale));
    head_.quantity_scale =
        std::max(head_.quantity_scale, static_cast<std::uint8_t>(each.quantities.scale));
  }
  for (Stretch& each : stretches_) {
    each.scattered = each.scattered && narrow(each.amounts, head_.amount_scale) &&
                     narrow(each.quantities, head_.quantity_scale) &&
                     each.entries.back().day - head_.first_day <= static_cast<int>(kSpanMax);
  }
}

void BlockEncoder::append_scattered(std::vector<std::byte>& out) {
  scattered_.clear();
  const std::int64_t amount_unit = unit_of(head_.amount_scale);
  const std::int64_t quantity_unit = unit_of(head_.quantity_scale);
  for (const Stretch& each : stretches_) {
    if (!each.scattered) continue;
    for (const LaneEntry& entry : each.entries) {
      scattered_.push_back({static_cast<std::uint16_t>(entry.day - head_.first_day),
                            static_cast<std::uint16_t>(entry.lane),
                            static_cast<std::int32_t>(divided(entry.amount, amount_unit)),
                            static_cast<std::int32_t>(divided(entry.quantity, quantity_unit))});
    }
  }
  std::ranges::sort(scattered_, {},
                    [](const ScatterEntry& e) { return (std::uint32_t{e.day} << 16) | e.lane; });
  head_.scattered = static_cast<std::uint32_t>(scattered_.size());
  head_.span = scattered_.empty() ? std::uint16_t{0} : scattered_.back().day;
  std::byte* at = grow(out, scatter_bytes(head_.scattered));
  std::ranges::copy(std::as_bytes(std::span(scattered_)), at);
}

void BlockEncoder::append_totals(const Stretch& stretch, const Series& series,
                                 std::vector<std::byte>& heads) {
  const SeriesShape shape(series);
  std::byte* at = grow(heads, shape.head());
  std::byte* const firsts = at + padded(shape.amount_totals + shape.quantity_totals);
  std::vector<std::uint32_t> month_first;
  const base::Month first = month_of(stretch.first_day());
  std::uint32_t entry = 0;
  for (int month = 0; month <= stretch.months; ++month) {
    const std::int32_t start = (first + month).first().number;
    while (entry < stretch.entries.size() && stretch.entries[entry].day < start)
      ++entry;
    month_first.push_back(entry);
  }
  const auto totals = [&](const Form& form, Int128 LaneEntry::*value) {
    for (int month = 0; month < stretch.months && form.width_code > 0; ++month) {
      Int128 total = 0;
      const auto m = static_cast<std::size_t>(month);
      for (std::uint32_t e = month_first[m]; e < month_first[m + 1]; ++e)
        total += stretch.entries[e].*value;
      put_integer(at, divided(total, unit_of(form.scale)), form.width_code);
    }
  };
  totals(stretch.amounts, &LaneEntry::amount);
  totals(stretch.quantities, &LaneEntry::quantity);
  if (!series.dense()) std::memcpy(firsts, month_first.data(), month_first.size() * 4);
}

void BlockEncoder::append_body(const Stretch& stretch, const Series& series,
                               std::vector<std::byte>& bodies) {
  const SeriesShape shape(series);
  std::byte* at = grow(bodies, shape.body());
  std::byte* offsets = at + padded(shape.values);
  const std::int64_t amount_unit = unit_of(stretch.amounts.scale);
  const std::int64_t quantity_unit = unit_of(stretch.quantities.scale);
  Int128 amount = 0;
  Int128 quantity = 0;
  std::int32_t month_end = INT32_MIN;
  for (const LaneEntry& entry : stretch.entries) {
    if (stretch.months == 0 || entry.day >= month_end) {
      amount = 0;
      quantity = 0;
      if (stretch.months > 0) month_end = month_of(entry.day).end().number;
    }
    amount += divided(entry.amount, amount_unit);
    quantity += divided(entry.quantity, quantity_unit);
    put_integer(at, amount, stretch.amounts.width_code);
    put_integer(at, quantity, stretch.quantities.width_code);
    if (shape.day_offsets > 0)
      put(offsets, static_cast<std::uint16_t>(entry.day - series.first_day));
  }
}

void BlockEncoder::encode(std::span<const LaneEntry> entries, std::span<const Lane> lanes,
                          Group& out) {
  if (entries.empty()) return out.add_nothing();
  cut(entries);
  for (Stretch& each : stretches_) {
    const Lane& lane = lanes[each.entries.front().lane];
    const bool sums = !base::is_stock(lane.measure) && lane.counted == base::CountClass::Counted;
    if (sums) keep_totals(each);
    each.scattered = sums;
  }
  choose_scattered();
  series_.clear();
  heads_.clear();
  const std::uint64_t begin = out.blocks.size();
  out.blocks.resize(begin + sizeof(BlockHead));
  append_scattered(out.blocks);
  for (const Stretch& each : stretches_) {
    if (each.scattered) continue;
    Series series{};
    series.lane = each.entries.front().lane;
    series.first_day = each.first_day();
    series.entries = static_cast<std::uint32_t>(each.entries.size());
    series.span = static_cast<std::uint16_t>(each.entries.back().day - each.first_day());
    series.amount_form = each.amounts.code();
    series.quantity_form = each.quantities.code();
    series.head = static_cast<std::uint32_t>(heads_.size());
    series.body = out.bodies.size();
    if (each.months > 0) {
      series.months = static_cast<std::uint16_t>(each.months);
      series.first_month = static_cast<std::uint16_t>(month_of(each.first_day()) - kFirstTotal);
      append_totals(each, series, heads_);
    }
    append_body(each, series, out.bodies);
    series_.push_back(series);
  }
  finish(entries, begin, out);
}

// Puts series and heads behind the scattered facts, and the head in front.
void BlockEncoder::finish(std::span<const LaneEntry> entries, std::uint64_t begin, Group& out) {
  for (std::size_t i = 0; i < series_.size(); ++i)  // heads count from each series itself
    series_[i].head += static_cast<std::uint32_t>((series_.size() - i) * sizeof(Series));
  const auto* at = reinterpret_cast<const std::byte*>(series_.data());
  out.blocks.insert(out.blocks.end(), at, at + series_.size() * sizeof(Series));
  out.blocks.insert(out.blocks.end(), heads_.begin(), heads_.end());
  head_.series = static_cast<std::uint32_t>(series_.size());
  if (head_.scattered == 0) head_.first_day = 0;
  if (head_.scattered == 0) head_.amount_scale = head_.quantity_scale = 0;
  head_.amount_bits = bits_of(entries, &LaneEntry::amount);
  head_.quantity_bits = bits_of(entries, &LaneEntry::quantity);
  std::memcpy(out.blocks.data() + begin, &head_, sizeof head_);
  ASSERT(out.blocks.size() - begin <= UINT32_MAX);
  out.slots.push_back(
      {begin, static_cast<std::uint32_t>(out.blocks.size() - begin), head_.scattered});
  out.summary.add(head_, series_);
}

void copy_block(const BlockHead& head, std::uint32_t bytes, const std::byte* file,
                std::span<const std::uint32_t> lanes, Group& out) {
  const std::uint64_t begin = out.blocks.size();
  const auto* from = reinterpret_cast<const std::byte*>(&head);
  out.blocks.insert(out.blocks.end(), from, from + bytes);
  out.slots.push_back({begin, bytes, head.scattered});
  std::byte* const block = out.blocks.data() + begin;
  auto* scattered = reinterpret_cast<ScatterEntry*>(block + sizeof(BlockHead));
  for (std::uint32_t i = 0; i < head.scattered; ++i)
    scattered[i].lane = static_cast<std::uint16_t>(lanes[scattered[i].lane]);
  auto* series =
      reinterpret_cast<Series*>(block + sizeof(BlockHead) + scatter_bytes(head.scattered));
  for (std::uint32_t i = 0; i < head.series; ++i) {
    const std::byte* body = file + series[i].body;
    series[i].lane = lanes[series[i].lane];
    series[i].body = out.bodies.size();
    out.bodies.insert(out.bodies.end(), body, body + SeriesShape(series[i]).body());
  }
  out.summary.add(head, {series, head.series});
}

}  // namespace usage
