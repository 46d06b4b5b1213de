// Two ways to answer the same questions, compared row by row to the last digit over thousands of
// small worlds. A failure prints the seed, the first difference and the smallest world with it.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "ledger/entry.h"
#include "tests/random_world.h"

namespace tests {

// What is asked of a world. A callable that is empty is not compared.
struct Answers {
  std::function<base::Result<std::vector<attribution::CreditRow>>(const attribution::CreditQuery&)>
      credit;
  std::function<std::vector<attribution::EarningLine>(base::Month)> earnings;
  std::function<std::vector<attribution::ReconcileRow>(base::Month)> reconcile;
  std::function<std::vector<attribution::CoverageRow>(base::Month)> coverage;
};

// Builds what it needs from the world; the world outlives the answers.
using Engine = std::function<Answers(const World&)>;

Answers naive_answers(const World& world);

// In words; nothing when all answers are equal. Questions are drawn from `seed`: every month of
// the world and one beside it, and `queries` random key subsets, month ranges and filters.
std::optional<std::string> difference(const World& world, const Engine& one, const Engine& other,
                                      std::uint64_t seed, int queries = 6);

// A property of a world: nothing when it holds, else what is wrong.
using Property = std::function<std::optional<std::string>(const World&, std::uint64_t seed)>;

// So many seeds, or ACCREDIT_CASES, from 1 or ACCREDIT_SEED on. ACCREDIT_TRACE names each (to find
// the one that ends the process).
void for_each_seed(std::uint64_t count, const std::function<void(std::uint64_t seed)>& check);

// Checks the property in `cases` worlds of such seeds. Fails the running doctest case with seed,
// reason and the shrunken world.
void check_worlds(int cases, const Property& property);

// Rows as text, for messages and for comparing sets of rows.
std::string text(const programs::Programme& programme, const attribution::CreditRow& row);
std::string text(const attribution::EarningLine& line);
std::string text(const attribution::ReconcileRow& row);
std::string text(const attribution::CoverageRow& row);
std::string text(const ledger::Entry& entry);

}  // namespace tests
