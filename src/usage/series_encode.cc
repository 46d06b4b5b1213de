#include "usage/series_encode.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "base/day.h"
#include "usage/series_layout.h"

namespace usage {
namespace {

// How the values of one column are written.
struct ColumnForm {
  int scale = 0;
  int width_code = 0;        // place in the widths 0, 2, 4, 8, 16
  std::int64_t divisor = 1;  // 10^(12 - scale)

  std::uint8_t code() const { return static_cast<std::uint8_t>(scale << 3 | width_code); }
};

template <class Get>
ColumnForm form_of(std::span<const Entry> entries, Get get) {
  int zeros = base::kDecimals;  // decimals that no value needs
  std::int64_t divisor = power_of_ten(zeros);
  base::Int128 largest = 0;
  for (const Entry& entry : entries) {
    const base::Int128 units = get(entry);
    const auto narrow = static_cast<std::int64_t>(units);
    if (narrow == units) {
      while (narrow % divisor != 0)
        divisor = power_of_ten(--zeros);
    } else {
      while (units % divisor != 0)
        divisor = power_of_ten(--zeros);
    }
    const base::Int128 size = units < 0 ? -units : units;
    if (size > largest) largest = size;
  }
  if (largest == 0) return {};
  largest /= divisor;
  const int code = largest <= INT16_MAX   ? 1
                   : largest <= INT32_MAX ? 2
                   : largest <= INT64_MAX ? 3
                                          : 4;
  return {base::kDecimals - zeros, code, divisor};
}

template <class T>
void put(std::byte*& at, T value) {
  std::memcpy(at, &value, sizeof value);
  at += sizeof value;
}

template <class Get>
void put_column(std::byte*& at, std::span<const Entry> entries, const ColumnForm& form, Get get) {
  if (form.width_code == 0) return;
  std::byte* const begin = at;
  for (const Entry& entry : entries) {
    const base::Int128 units = get(entry);
    const auto narrow = static_cast<std::int64_t>(units);
    const base::Int128 integer = narrow == units ? narrow / form.divisor : units / form.divisor;
    switch (form.width_code) {
      case 1: put(at, static_cast<std::int16_t>(integer)); break;
      case 2: put(at, static_cast<std::int32_t>(integer)); break;
      case 3: put(at, static_cast<std::int64_t>(integer)); break;
      default: put(at, integer);
    }
  }
  at = begin + padded(static_cast<std::size_t>(at - begin));
}

constexpr auto amount_of = [](const Entry& entry) { return entry.amount; };
constexpr auto quantity_of = [](const Entry& entry) { return entry.quantity; };

// Totals pay when a month has three entries or more on average; a stock is never summed.
bool totals_pay(const Series& series, base::Month first, int months) {
  return !base::is_stock(series.measure) && series.counted == base::CountClass::Counted &&
         series.amount_width() < 16 && series.quantity_width() < 16 && months <= 1'200 &&
         first >= kFirstTotal && first - kFirstTotal <= UINT16_MAX &&
         series.entries >= static_cast<std::uint32_t>(3 * months);
}

template <class Get>
bool put_totals(std::byte*& at, std::span<const Entry> entries, const Series& series,
                const ColumnForm& form, const std::vector<std::uint32_t>& month_first, Get get) {
  if (form.width_code == 0) return true;
  for (std::size_t month = 0; month < series.months; ++month) {
    base::Int128 total = 0;
    for (std::uint32_t e = month_first[month]; e < month_first[month + 1]; ++e) {
      total += get(entries[e]);
    }
    total /= form.divisor;
    if (static_cast<std::int64_t>(total) != total) return false;
    put(at, static_cast<std::int64_t>(total));
  }
  return true;
}

std::vector<std::uint32_t> first_entries(std::span<const Entry> entries, int first_month,
                                         int months) {
  std::vector<std::uint32_t> out;
  std::uint32_t at = 0;
  for (int month = 0; month < months; ++month) {
    const base::Day start = base::Month{first_month + month}.first();
    while (at < entries.size() && entries[at].day < start.number)
      ++at;
    out.push_back(at);
  }
  out.push_back(static_cast<std::uint32_t>(entries.size()));
  return out;
}

base::Int128 absolute_sum(std::span<const Entry> entries, auto get) {
  base::Int128 sum = 0;
  for (const Entry& entry : entries) {
    const base::Int128 units = get(entry);
    ASSERT(!__builtin_add_overflow(sum, units < 0 ? -units : units, &sum));
  }
  return sum;
}

// The head: totals, and where months begin when days are missing. False when one leaves 64 bits.
bool put_head(std::span<const Entry> entries, const Series& series, const ColumnForm& amounts,
              const ColumnForm& quantities, base::Month first, std::vector<std::byte>& heads) {
  const std::size_t begin = heads.size();
  heads.resize(begin + PayloadShape(series).head());
  std::byte* at = heads.data() + begin;
  const auto month_first = first_entries(entries, first.number, series.months);
  if (!put_totals(at, entries, series, amounts, month_first, amount_of) ||
      !put_totals(at, entries, series, quantities, month_first, quantity_of)) {
    heads.resize(begin);
    return false;
  }
  if (!series.dense()) {
    for (const std::uint32_t entry : month_first)
      put(at, entry);
  }
  return true;
}

void put_body(std::span<const Entry> entries, const Series& series, const ColumnForm& amounts,
              const ColumnForm& quantities, std::vector<std::byte>& bodies) {
  const std::size_t begin = bodies.size();
  bodies.resize(begin + PayloadShape(series).body());
  std::byte* at = bodies.data() + begin;
  put_column(at, entries, amounts, amount_of);
  put_column(at, entries, quantities, quantity_of);
  if (series.dense()) return;
  for (const Entry& entry : entries) {
    put(at, static_cast<std::uint16_t>(entry.day - series.first_day));
  }
}

void encode_span(Series series, std::span<const Entry> entries, Block& block, Summary& summary) {
  const ColumnForm amounts = form_of(entries, amount_of);
  const ColumnForm quantities = form_of(entries, quantity_of);
  series.amount_form = amounts.code();
  series.quantity_form = quantities.code();
  series.entries = static_cast<std::uint32_t>(entries.size());
  series.first_day = entries.front().day;
  series.span = static_cast<std::uint16_t>(entries.back().day - series.first_day);
  const base::Month first = base::Day{series.first_day}.month();
  const int months = base::Day{entries.back().day}.month() - first + 1;
  series.head = static_cast<std::uint32_t>(block.heads.size());
  series.body = static_cast<std::uint32_t>(block.bodies.size());
  if (totals_pay(series, first, months)) {
    series.months = static_cast<std::uint16_t>(months);
    series.first_month = static_cast<std::uint16_t>(first - kFirstTotal);
    if (!put_head(entries, series, amounts, quantities, first, block.heads)) {
      series.months = 0;
      series.first_month = 0;
    }
  }
  put_body(entries, series, amounts, quantities, block.bodies);
  block.series.push_back(series);
  summary.add(series, absolute_sum(entries, amount_of), absolute_sum(entries, quantity_of));
}

Series series_of(const LaneKey& lane) {
  Series series{};
  series.workload = lane.workload;
  series.currency = lane.currency;
  series.measure = lane.measure;
  series.counted = lane.counted;
  return series;
}

void append(std::vector<std::byte>& out, const std::byte* from, std::size_t bytes) {
  out.insert(out.end(), from, from + bytes);
}

}  // namespace

void encode(const LaneKey& lane, std::span<const Entry> entries, Block& block, Summary& summary) {
  const Series series = series_of(lane);
  std::size_t from = 0;
  for (std::size_t to = 1; to <= entries.size(); ++to) {
    const bool cut = to == entries.size() ||
                     entries[to].day - entries[from].day > static_cast<std::int32_t>(kSpanMax);
    if (!cut) continue;
    encode_span(series, entries.subspan(from, to - from), block, summary);
    from = to;
  }
}

void copy(const LaneKey& lane, const Series& from, Block& block, Summary& summary) {
  const PayloadShape shape(from);
  const auto* at = reinterpret_cast<const std::byte*>(&from);
  Series series = from;
  series.workload = lane.workload;
  series.currency = lane.currency;
  series.head = static_cast<std::uint32_t>(block.heads.size());
  series.body = static_cast<std::uint32_t>(block.bodies.size());
  append(block.heads, at + from.head, shape.head());
  append(block.bodies, at + from.body, shape.body());
  block.series.push_back(series);
  const SeriesView view(from);
  base::Int128 amount = 0;
  base::Int128 quantity = 0;
  for (std::uint32_t e = 0; e < from.entries; ++e) {
    const base::Int128 a = view.amount(e).units();
    const base::Int128 q = view.quantity(e).units();
    amount += a < 0 ? -a : a;
    quantity += q < 0 ? -q : q;
  }
  summary.add(series, amount, quantity);
}

void Block::finish(std::vector<std::byte>& out) {
  const std::size_t headers = series.size() * sizeof(Series);
  ASSERT(bytes() <= UINT32_MAX);
  for (std::size_t i = 0; i < series.size(); ++i) {  // offsets count from each series itself
    const auto own = static_cast<std::uint32_t>(i * sizeof(Series));
    series[i].head += static_cast<std::uint32_t>(headers) - own;
    series[i].body += static_cast<std::uint32_t>(headers + heads.size()) - own;
  }
  append(out, reinterpret_cast<const std::byte*>(series.data()), headers);
  append(out, heads.data(), heads.size());
  append(out, bodies.data(), bodies.size());
  series.clear();
  heads.clear();
  bodies.clear();
}

void Summary::add(const Series& one, base::Int128 amount, base::Int128 quantity) {
  series += 1;
  entries += one.entries;
  amount_scale = std::max(amount_scale, static_cast<std::uint8_t>(one.amount_scale()));
  quantity_scale = std::max(quantity_scale, static_cast<std::uint8_t>(one.quantity_scale()));
  bound_amount += amount;
  bound_quantity += quantity;
}

void Summary::add(const Summary& other) {
  series += other.series;
  entries += other.entries;
  amount_scale = std::max(amount_scale, other.amount_scale);
  quantity_scale = std::max(quantity_scale, other.quantity_scale);
  bound_amount += other.bound_amount;
  bound_quantity += other.bound_quantity;
}

}  // namespace usage
