// What differs between two states of the books, line by line, and why. A state is usage, registry
// and rules together; one of them after the other is changed, and each step has its own share of
// the difference, so the shares add up to it to the last digit. Pure, but for the log that is asked
// what kind of usage came. Rules: docs/domain/restatement.md.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/answers.h"
#include "attribution/earnings.h"
#include "attribution/holdings.h"
#include "usage/series_index.h"

namespace attribution {

// Views; what they refer to outlives the question. The holdings are those of the standing.
struct BooksState {
  const usage::SeriesIndex* index = nullptr;
  const Holdings* holdings = nullptr;
  const Standing* standing = nullptr;
};

// The state after a step, and the reason code of what it changed (domain 5.7).
struct DifferenceStep {
  std::string cause;
  BooksState after;
};

// Of a credit line the second figure is the quantity, of an earning line its base.
struct Figures {
  base::Product amount;
  base::Decimal second;
  friend bool operator==(const Figures&, const Figures&) = default;
  Figures operator-(const Figures& other) const {
    return {amount - other.amount, second - other.second};
  }
  bool is_zero() const { return amount.is_zero() && second.is_zero(); }
};

enum class BookLine : std::uint8_t { Credit, Rebate, Coop };
inline constexpr std::array<std::string_view, 3> kBookLines{"credit", "rebate", "coop"};

struct Difference {
  BookLine line = BookLine::Credit;
  std::string partner;
  std::string item;  // measure of a credit line, lever of an earning line
  std::string subscription;
  std::string workload;  // of a credit line
  base::Month month;     // of usage, of earning
  std::string currency;
  std::string reason_code;  // of an earning line
  Figures before, after;
  struct Share {
    std::string cause;
    Figures figures;
  };
  std::vector<Share> shares;  // without zeros; they add up to after - before
};

// Line: as the books have them. Partner: sums over subscriptions and workloads.
enum class DifferenceGrain : std::uint8_t { Line, Partner };

// Lines of one month whose figures differ, sorted by (line, partner, item, subscription, ...);
// of one partner and subscription when their ids are given.
struct DifferenceQuery {
  base::Month month;
  std::string partner, subscription;
  DifferenceGrain grain = DifferenceGrain::Line;
};
base::Result<std::vector<Difference>> differences(const BooksState& before,
                                                  std::span<const DifferenceStep> steps,
                                                  const DifferenceQuery& query, int threads);

// The differences of earnings where the first state is what was posted, line by line, which may be
// the sums of no state at all. Requires: `posted` is in the order of earning_sums().
base::Result<std::vector<Difference>> differences_from(const std::vector<EarningSum>& posted,
                                                       std::span<const DifferenceStep> steps,
                                                       base::Month month, int threads);

// The rows of usage that counted before and after a step of usage.
struct UsageBetween {
  using Read = std::function<base::Result<std::vector<usage::LocatedRecord>>(usage::Selection)>;
  Read before, after;
};
UsageBetween usage_between(usage::UsageLog& log, base::CommitNumber before,
                           base::CommitNumber after);

// The step of usage is told apart by what came: LATE_USAGE, CORRECTED_USAGE, REFUND, joined by '+'.
// `held` says on which days a partner stands for its part.
base::Status name_usage(std::vector<Difference>& differences, base::Month month,
                        const BooksState& held, const UsageBetween& usage);
inline constexpr std::string_view kUsageStep = "LATE_USAGE";

}  // namespace attribution
