#include "tests/comparison.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <memory>

#include "attribution/naive.h"

namespace tests {
namespace {

using attribution::CreditRow;
using attribution::EarningLine;
using attribution::ReconcileRow;

// The first place at which two answers part, with both rows.
template <class Row, class Text>
std::optional<std::string> first_difference(const std::vector<Row>& one,
                                            const std::vector<Row>& other, Text text_of) {
  for (std::size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
    if (i < one.size() && i < other.size() && one[i] == other[i]) continue;
    const std::string left = i < one.size() ? text_of(one[i]) : "no more rows";
    const std::string right = i < other.size() ? text_of(other[i]) : "no more rows";
    return "row " + std::to_string(i + 1) + "\n  one:   " + left + "\n  other: " + right;
  }
  return std::nullopt;
}

std::optional<std::string> credit_difference(const World& world, const Answers& one,
                                             const Answers& other,
                                             const attribution::CreditQuery& query) {
  const auto left = one.credit(query);
  const auto right = other.credit(query);
  std::optional<std::string> found;
  if (left.has_value() != right.has_value()) {
    found =
        "only one of the two is refused: " + (left ? right.error().message : left.error().message);
  } else if (!left) {
    if (left.error().code != right.error().code) found = "refused for different reasons";
  } else {
    found = first_difference(*left, *right,
                             [&](const CreditRow& row) { return text(world.programme, row); });
  }
  if (found) found = describe(query) + ": " + *found;
  return found;
}

std::optional<std::string> month_difference(const Answers& one, const Answers& other,
                                            base::Month month) {
  const auto text_of = [](const auto& row) { return text(row); };
  std::optional<std::string> found;
  if (one.earnings && other.earnings) {
    found = first_difference(one.earnings(month), other.earnings(month), text_of);
    if (found) return "earnings --month " + month.text() + ": " + *found;
  }
  if (one.reconcile && other.reconcile) {
    found = first_difference(one.reconcile(month), other.reconcile(month), text_of);
    if (found) return "reconcile --month " + month.text() + ": " + *found;
  }
  if (one.coverage && other.coverage) {
    found = first_difference(one.coverage(month), other.coverage(month), text_of);
    if (found) return "coverage --month " + month.text() + ": " + *found;
  }
  return std::nullopt;
}

std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace

std::string text(const programs::Programme& programme, const CreditRow& row) {
  std::string out;
  for (const std::string& key : row.keys)
    out += key + ",";
  return out + row.amount.text() + "," + row.quantity.text() + "," +
         programme.labels(row.associations);
}

std::string text(const EarningLine& line) {
  std::string rates;
  for (const base::Decimal rate : line.rates)
    rates += (rates.empty() ? "" : "+") + rate.text();
  return line.partner + "," + line.lever + "," + line.subscription + "," +
         line.earning_month.text() + "," + line.base.text() + "," + rates + "," +
         line.amount.text() + "," + line.currency + "," +
         (line.kind == attribution::EarningKind::Coop ? "coop" : "rebate") + "," + line.reason_code;
}

std::string text(const ReconcileRow& row) {
  return std::string(base::word(row.measure)) + "," + row.currency + "," + row.bucket + "," +
         row.amount.text() + "," + row.quantity.text();
}

std::string text(const attribution::CoverageRow& row) {
  return row.customer + "," + row.currency + "," + row.reason + "," + row.amount.text();
}

std::string text(const ledger::Entry& one) {
  std::string out = one.period.text();
  for (const std::string_view part :
       {word(one.kind), std::string_view(one.earner), std::string_view(one.lever),
        std::string_view(one.subscription), std::string_view(one.currency), word(one.from),
        word(one.to), std::string_view(one.reason_code), ledger::word(one.payout),
        std::string_view(one.cause)})
    out += ' ' + (part.empty() ? "-" : std::string(part));
  out += ' ' + one.amount.text() + " base " + one.base.text();
  if (one.earning_month.number != 0) out += " of " + one.earning_month.text();
  if (one.fund.number != 0) out += " fund " + one.fund.text();
  return out;
}

Answers naive_answers(const World& world) {
  const auto rows = std::make_shared<const std::vector<usage::Record>>(current_rows(world));
  return {
      [rows, &world](const attribution::CreditQuery& query) {
        return attribution::naive_credit(*rows, world.registry, world.programme, query);
      },
      [rows, &world](base::Month month) {
        return attribution::naive_earnings(*rows, world.registry, world.programme, month).value();
      },
      [rows, &world](base::Month month) {
        return attribution::naive_reconcile(*rows, world.registry, world.programme, month);
      },
      [rows, &world](base::Month month) {
        return attribution::naive_coverage(*rows, world.registry, world.programme, month);
      }};
}

std::optional<std::string> difference(const World& world, const Engine& one, const Engine& other,
                                      std::uint64_t seed, int queries) {
  const Answers left = one(world);
  const Answers right = other(world);
  for (base::Month month = world.first; month <= world.last + 1; month = month + 1) {
    if (auto found = month_difference(left, right, month)) return found;
  }
  Chance chance(seed);
  for (int i = 0; i < queries && left.credit && right.credit; ++i) {
    const attribution::CreditQuery query = random_query(chance, world);
    if (auto found = credit_difference(world, left, right, query)) return found;
  }
  return std::nullopt;
}

void for_each_seed(std::uint64_t count, const std::function<void(std::uint64_t seed)>& check) {
  count = number_of("ACCREDIT_CASES", count);
  const std::uint64_t first = number_of("ACCREDIT_SEED", 1);
  const bool trace = std::getenv("ACCREDIT_TRACE") != nullptr;
  MESSAGE("seeds ", first, " to ", first + count - 1);
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    if (trace) MESSAGE("seed ", seed);
    check(seed);
  }
}

void check_worlds(int cases, const Property& property) {
  for_each_seed(static_cast<std::uint64_t>(cases), [&](std::uint64_t seed) {
    const World world = random_world(seed);
    if (!property(world, seed)) return;
    const World small =
        shrink(world, [&](const World& w) { return property(w, seed).has_value(); });
    FAIL("seed ", seed, " (run again with ACCREDIT_SEED=", seed,
         " ACCREDIT_CASES=1): ", property(small, seed).value(), "\n", describe(small));
  });
}

}  // namespace tests
