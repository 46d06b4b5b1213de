#include "usage/series_encode.h"

#include <cstring>

#include "base/check.h"
#include "base/day.h"
#include "usage/series_layout.h"

namespace usage {
namespace {

// How the values of one column are written.
struct ColumnForm {
  std::uint8_t scale = 0;
  std::uint8_t width = 0;
  std::int64_t divisor = 1;  // 10^(12 - scale)
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
      while (narrow % divisor != 0) divisor = power_of_ten(--zeros);
    } else {
      while (units % divisor != 0) divisor = power_of_ten(--zeros);
    }
    const base::Int128 size = units < 0 ? -units : units;
    if (size > largest) largest = size;
  }
  if (largest == 0) return {};
  largest /= divisor;
  ColumnForm out{static_cast<std::uint8_t>(base::kDecimals - zeros), 16, divisor};
  if (largest <= INT16_MAX) {
    out.width = 2;
  } else if (largest <= INT32_MAX) {
    out.width = 4;
  } else if (largest <= INT64_MAX) {
    out.width = 8;
  }
  return out;
}

template <class T>
void put(std::byte*& at, T value) {
  std::memcpy(at, &value, sizeof value);
  at += sizeof value;
}

template <class Get>
void put_column(std::byte*& at, std::span<const Entry> entries, const ColumnForm& form, Get get) {
  if (form.width == 0) return;
  std::byte* const begin = at;
  for (const Entry& entry : entries) {
    const base::Int128 units = get(entry);
    const auto narrow = static_cast<std::int64_t>(units);
    const base::Int128 integer = narrow == units ? narrow / form.divisor : units / form.divisor;
    switch (form.width) {
      case 2: put(at, static_cast<std::int16_t>(integer)); break;
      case 4: put(at, static_cast<std::int32_t>(integer)); break;
      case 8: put(at, static_cast<std::int64_t>(integer)); break;
      default: put(at, integer);
    }
  }
  at = begin + padded(static_cast<std::size_t>(at - begin));
}

constexpr auto amount_of = [](const Entry& entry) { return entry.amount; };
constexpr auto quantity_of = [](const Entry& entry) { return entry.quantity; };

// Totals pay when a month has three entries or more on average; a stock is never summed.
bool totals_pay(const Series& series, int months) {
  return !base::is_stock(series.measure) && series.counted == base::CountClass::Counted &&
         series.amount_width < 16 && series.quantity_width < 16 && months <= 1'200 &&
         series.entries >= static_cast<std::uint32_t>(3 * months);
}

template <class Get>
bool put_totals(std::byte*& at, std::span<const Entry> entries, const Series& series,
                const ColumnForm& form, const std::vector<std::uint32_t>& month_first, Get get) {
  if (form.width == 0) return true;
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
    while (at < entries.size() && entries[at].day < start.number) ++at;
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

void encode_span(Series series, std::span<const Entry> entries, EncodedPart& out) {
  const ColumnForm amounts = form_of(entries, amount_of);
  const ColumnForm quantities = form_of(entries, quantity_of);
  series.amount_scale = amounts.scale;
  series.amount_width = amounts.width;
  series.quantity_scale = quantities.scale;
  series.quantity_width = quantities.width;
  series.entries = static_cast<std::uint32_t>(entries.size());
  series.first_day = entries.front().day;
  series.span = static_cast<std::uint16_t>(entries.back().day - series.first_day);
  const base::Month first = base::Day{series.first_day}.month();
  const int months = base::Day{entries.back().day}.month() - first + 1;
  series.first_month = first.number;
  series.months = static_cast<std::uint16_t>(totals_pay(series, months) ? months : 0);

  const std::size_t begin = out.payload.size();
  std::byte* at = nullptr;
  const auto reserve = [&] {
    out.payload.resize(begin);
    out.payload.resize(begin + PayloadShape(series).size());
    at = out.payload.data() + begin;
  };
  reserve();
  if (series.months > 0) {
    const auto month_first = first_entries(entries, first.number, months);
    if (put_totals(at, entries, series, amounts, month_first, amount_of) &&
        put_totals(at, entries, series, quantities, month_first, quantity_of)) {
      std::byte* const table = at;
      for (const std::uint32_t entry : month_first) put(at, entry);
      at = table + padded(static_cast<std::size_t>(at - table));
    } else {  // a total beyond 64 bits: do without totals
      series.months = 0;
      reserve();
    }
  }
  put_column(at, entries, amounts, amount_of);
  put_column(at, entries, quantities, quantity_of);
  if (!series.dense()) {
    for (const Entry& entry : entries) {
      put(at, static_cast<std::uint16_t>(entry.day - series.first_day));
    }
  }
  series.payload = begin;
  out.series.push_back(series);
  out.bound_amount += absolute_sum(entries, amount_of);
  out.bound_quantity += absolute_sum(entries, quantity_of);
}

}  // namespace

void encode(std::uint32_t subscription, const LaneKey& lane, std::span<const Entry> entries,
            EncodedPart& out) {
  Series series{};
  series.subscription = subscription;
  series.workload = lane.workload;
  series.currency = lane.currency;
  series.measure = lane.measure;
  series.counted = lane.counted;
  std::size_t from = 0;
  for (std::size_t to = 1; to <= entries.size(); ++to) {
    const bool cut = to == entries.size() ||
                     entries[to].day - entries[from].day > static_cast<std::int32_t>(kSpanMax);
    if (!cut) continue;
    encode_span(series, entries.subspan(from, to - from), out);
    from = to;
  }
}

}  // namespace usage
