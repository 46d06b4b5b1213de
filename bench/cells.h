// The answer of every engine in one form: credit by partner, workload and month. Sums count 10^-4.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "attribution/credit.h"
#include "base/decimal.h"

namespace bench {

struct Cell {
  std::uint32_t partner = 0;
  std::uint32_t workload = 0;
  std::uint32_t month = 0;  // from kFirstMonth
  std::uint32_t types = 0;
  base::Int128 amount = 0;
  base::Int128 quantity = 0;
  friend auto operator<=>(const Cell&, const Cell&) = default;
};

// Of a table by partner, workload, month.
std::vector<Cell> cells_of(const attribution::CreditTable& table);

// Brings `cells` into order and drops those whose sums are both zero, as credit does.
void settle(std::vector<Cell>& cells);

// Ends the process when the answers differ, naming the first cell that does.
void must_agree(std::span<const Cell> ours, std::span<const Cell> theirs, const std::string& who);

// A fingerprint of the answer; equal worlds have equal ones on every machine.
std::string fingerprint(std::span<const Cell> cells);

// Compares with bench/expected.txt ("shape scale fingerprint"); a scale without a line passes.
void must_be_expected(const std::string& shape, double scale, const std::string& fingerprint);

}  // namespace bench
