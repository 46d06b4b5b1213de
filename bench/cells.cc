#include "cells.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "base/check.h"
#include "measure.h"
#include "world.h"

namespace bench {
namespace {

constexpr base::Int128 kUnit4 = 100'000'000;  // 10^-4 in 10^-12

std::uint32_t workload_number(const std::string& name) {
  for (std::uint32_t w = 0; w < kWorkloads; ++w) {
    if (workload_name(w) == name) return w;
  }
  give_up("the answer names workload " + name + ", which the world does not have");
}

base::Int128 exact(base::Decimal value) {
  ASSERT(value.units() % kUnit4 == 0);
  return value.units() / kUnit4;
}

std::string shown(const Cell& cell) {
  return "partner " + std::to_string(cell.partner) + ", " + workload_name(cell.workload) + ", " +
         (kFirstMonth + static_cast<int>(cell.month)).text() + ": amount " +
         base::Decimal::from_units(cell.amount * kUnit4).text() + ", quantity " +
         base::Decimal::from_units(cell.quantity * kUnit4).text() + ", types " +
         std::to_string(cell.types);
}

}  // namespace

std::vector<Cell> cells_of(const attribution::CreditTable& table) {
  ASSERT(table.columns.size() == 3);
  std::vector<std::uint32_t> numbers[3];
  for (const std::string& text : table.columns[0].texts) {
    numbers[0].push_back(static_cast<std::uint32_t>(std::atoi(text.c_str() + 1)));
  }
  for (const std::string& text : table.columns[1].texts) {
    numbers[1].push_back(workload_number(text));
  }
  for (const std::string& text : table.columns[2].texts) {
    numbers[2].push_back(static_cast<std::uint32_t>(*base::Month::parse(text) - kFirstMonth));
  }
  std::vector<Cell> out;
  out.reserve(table.size());
  table.for_each([&](const attribution::CreditCell& cell) {
    const auto key = [&](std::size_t c) {
      const auto& column = table.columns[c];
      const auto mask = (base::UInt128{1} << column.bits) - 1;
      return numbers[c][static_cast<std::size_t>((cell.key >> column.shift) & mask)];
    };
    ASSERT(cell.amount.rest() == 0);
    out.push_back({key(0), key(1), key(2), cell.associations, exact(cell.amount.whole()),
                   exact(cell.quantity)});
  });
  settle(out);
  return out;
}

void settle(std::vector<Cell>& cells) {
  std::erase_if(cells, [](const Cell& c) { return c.amount == 0 && c.quantity == 0; });
  std::sort(cells.begin(), cells.end());
}

void must_agree(std::span<const Cell> ours, std::span<const Cell> theirs, const std::string& who) {
  const auto [a, b] = std::mismatch(ours.begin(), ours.end(), theirs.begin(), theirs.end());
  if (a == ours.end() && b == theirs.end()) return;
  give_up("the answers differ from cell " + std::to_string(a - ours.begin()) +
          " on\n  ours: " + (a == ours.end() ? "none" : shown(*a)) + "\n  " + who + ": " +
          (b == theirs.end() ? "none" : shown(*b)));
}

std::string fingerprint(std::span<const Cell> cells) {
  std::uint64_t sum = cells.size();
  const auto take = [&](std::uint64_t word) { sum = mix(sum * 0x9E37'79B9'7F4A'7C15 + word); };
  for (const Cell& cell : cells) {
    take((std::uint64_t{cell.partner} << 32) | (cell.workload << 16) | cell.month);
    take(cell.types);
    for (const base::Int128 value : {cell.amount, cell.quantity}) {
      take(static_cast<std::uint64_t>(value));
      take(static_cast<std::uint64_t>(value >> 64));
    }
  }
  char out[17];
  std::snprintf(out, sizeof out, "%016llx", static_cast<unsigned long long>(sum));
  return out;
}

void must_be_expected(const std::string& shape, double scale, const std::string& fingerprint) {
  std::ifstream file("bench/expected.txt");
  std::string name, wanted;
  for (double at = 0; file >> name >> at >> wanted;) {
    if (name == shape && at == scale && wanted != fingerprint) {
      give_up("the answer for " + shape + " at scale " + std::to_string(scale) + " is " +
              fingerprint + ", bench/expected.txt says " + wanted +
              "; when the programme's rules changed on purpose, put the new line there");
    }
  }
}

}  // namespace bench
