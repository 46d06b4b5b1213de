#include "attribution/credit.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "attribution/credit_kernel.h"
#include "attribution/snapshot_facts.h"

namespace attribution {
namespace {

// A month and currency with credit and no rate.
struct MissingRate {
  int month;
  std::uint32_t currency;
  friend auto operator<=>(const MissingRate&, const MissingRate&) = default;
};

// Holdings of one partner at one subscription: those of single workloads, then the general one.
std::span<const Run> runs_for(std::span<const Holding> at_place, std::uint32_t workload,
                              const Holdings& holdings) {
  for (const Holding& holding : at_place) {
    if (holding.workload == workload || holding.workload == Holding::kEveryWorkload) {
      return holdings.runs_of(holding);
    }
  }
  return {};
}

// Credits a share of the partners. Each worker owns its cells; nothing is shared but the inputs.
template <class Acc>
class Worker {
 public:
  Worker(const usage::SeriesIndex& index, const Holdings& holdings, const Standing& standing,
         const CreditPlan& plan)
      : index_(index),
        holdings_(holdings),
        standing_(standing),
        plan_(plan),
        kernel_(plan, index),
        amount_unit_(kPowersOfTen[base::kDecimals - index.header().amount_scale]),
        quantity_unit_(kPowersOfTen[base::kDecimals - index.header().quantity_scale]) {
    for (int m = 0; m < plan.window.months; ++m)
      month_bits_.push_back(plan.month_bits(m));
  }

  void credit(base::PartnerKey partner, std::vector<CreditCell>& out) {
    const std::span<const Holding> all = std::span(holdings_.by_partner)
                                             .subspan(holdings_.partner_first[partner.number],
                                                      holdings_.partner_first[partner.number + 1] -
                                                          holdings_.partner_first[partner.number]);
    const base::UInt128 partner_bits = plan_.partner_bits(partner);
    for (std::size_t from = 0, to = 0; from < all.size(); from = to) {
      const base::SubscriptionKey place = all[from].subscription;
      for (to = from + 1; to < all.size() && all[to].subscription == place;)
        ++to;
      if (!plan_.takes(place)) continue;
      if (to < all.size()) index_.prefetch(all[to].subscription);
      if (to + 4 < all.size()) index_.prefetch_slot(all[to + 4].subscription);
      add_place(place, all.subspan(from, to - from));
      if (plan_.by_place) flush(partner_bits | plan_.place_bits(place), out);
    }
    if (!plan_.by_place) flush(partner_bits, out);
  }

  std::optional<MissingRate> missing() const { return missing_; }

 private:
  void add_place(base::SubscriptionKey place, std::span<const Holding> at_place) {
    const std::span<const usage::Series> all = index_.of(place);
    const base::ProductKey product = standing_.registry()[place].product;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const usage::Series& series = all[i];
      if (series.counted != base::CountClass::Counted) continue;
      const std::span<const Run> runs = runs_for(at_place, series.workload, holdings_);
      if (runs.empty()) continue;
      if (!base::is_stock(series.measure)) {
        kernel_.add_flow(series, runs, plan_.bucket_of(series, product));
        continue;
      }
      const std::size_t end = stock_group_end(all, i);
      add_stock(place, all.subspan(i, end - i), runs);
      i = end - 1;
    }
  }

  void add_stock(base::SubscriptionKey place, std::span<const usage::Series> stock,
                 std::span<const Run> runs) {
    for (int m = 0; m < plan_.window.months; ++m) {
      const base::Day snapshot{plan_.window.snapshot[static_cast<std::size_t>(m)]};
      const auto held = std::ranges::find_if(
          runs, [&](const Run& run) { return run.from <= snapshot && snapshot < run.to; });
      if (held == runs.end() || !standing_.registry()[place].life.contains(snapshot)) continue;
      const programs::TypeMask types = held->types & plan_.competency_types;
      const base::ProductKey product = standing_.registry()[place].product;
      if (types == 0) continue;
      for_each_snapshot_fact(stock, plan_.window.from + m, snapshot,
                             [&](const usage::SeriesView& view, std::uint32_t entry) {
                               kernel_.add_stock(view, entry, m, types,
                                                 plan_.bucket_of(*view.series, product));
                             });
    }
  }

  void flush(base::UInt128 place_bits, std::vector<CreditCell>& out) {
    const auto months = static_cast<std::size_t>(plan_.window.months);
    Cells<Acc>& cells = kernel_.cells;
    std::sort(cells.touched.begin(), cells.touched.end());
    for (const std::uint32_t b : cells.touched) {
      cells.is_touched[b] = 0;
      for (std::size_t m = 0; m < months; ++m) {
        CellSum<Acc>& cell = cells.sums[b * months + m];
        if (cell.types == 0) continue;
        emit(plan_.buckets[b], m, cell, place_bits | month_bits_[m], out);
        cell = {};
      }
    }
    cells.touched.clear();
  }

  void emit(const Bucket& bucket, std::size_t month, const CellSum<Acc>& sum, base::UInt128 bits,
            std::vector<CreditCell>& out) {
    if (plan_.one_to_one && sum.amount == 0 && sum.quantity == 0) return;
    if (bucket.keys.empty()) return;
    base::Product amount(base::Decimal::from_units(base::Int128{sum.amount} * amount_unit_));
    const auto quantity = base::Decimal::from_units(base::Int128{sum.quantity} * quantity_unit_);
    if (bucket.converts) {
      const auto& rate = plan_.rate(bucket.currency, static_cast<int>(month));
      if (!rate) {
        const MissingRate now{static_cast<int>(month), bucket.currency};
        if (!missing_ || now < *missing_) missing_ = now;
        return;
      }
      amount = base::multiply(amount.whole(), *rate);
    }
    for (const base::UInt128 key : bucket.keys) {
      out.push_back({bits | key, amount, quantity, sum.types});
    }
  }

  const usage::SeriesIndex& index_;
  const Holdings& holdings_;
  const Standing& standing_;
  const CreditPlan& plan_;
  Kernel<Acc> kernel_;
  std::int64_t amount_unit_, quantity_unit_;
  std::vector<base::UInt128> month_bits_;
  std::optional<MissingRate> missing_;
};

// Consecutive partners with about the same number of holdings each, several shares per thread.
std::vector<std::size_t> shares(const CreditPlan& plan, const Holdings& holdings, int threads) {
  const std::size_t target =
      holdings.by_partner.size() / (static_cast<std::size_t>(threads) * 8) + 1;
  std::vector<std::size_t> cuts{0};
  std::size_t held = 0;
  for (std::size_t p = 0; p < plan.partners.size(); ++p) {
    const std::uint32_t key = plan.partners[p].number;
    held += holdings.partner_first[key + 1] - holdings.partner_first[key];
    if (held < target) continue;
    cuts.push_back(p + 1);
    held = 0;
  }
  if (cuts.back() != plan.partners.size()) cuts.push_back(plan.partners.size());
  return cuts;
}

template <class Acc>
std::optional<MissingRate> run(const usage::SeriesIndex& index, const Holdings& holdings,
                               const Standing& standing, const CreditPlan& plan, int threads,
                               std::vector<std::vector<CreditCell>>& parts) {
  const std::vector<std::size_t> cuts = shares(plan, holdings, threads);
  parts.resize(cuts.size() - 1);
  std::atomic<std::size_t> next = 0;
  std::vector<std::optional<MissingRate>> missing(static_cast<std::size_t>(threads));
  const auto work = [&](std::size_t thread) {
    Worker<Acc> worker(index, holdings, standing, plan);
    for (std::size_t share = next++; share < parts.size(); share = next++) {
      for (std::size_t p = cuts[share]; p < cuts[share + 1]; ++p) {
        worker.credit(plan.partners[p], parts[share]);
      }
    }
    missing[thread] = worker.missing();
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t t = 1; t < missing.size(); ++t)
      others.emplace_back(work, t);
    work(0);
  }
  std::optional<MissingRate> out;
  for (const auto& each : missing) {
    if (each && (!out || *each < *out)) out = each;
  }
  return out;
}

// Adds up cells of equal keys and drops those whose sums are both zero.
void combine(std::vector<std::vector<CreditCell>>& parts) {
  std::vector<CreditCell> all;
  for (std::vector<CreditCell>& part : parts) {
    all.insert(all.end(), part.begin(), part.end());
    part = {};
  }
  std::sort(all.begin(), all.end(),
            [](const CreditCell& a, const CreditCell& b) { return a.key < b.key; });
  std::size_t kept = 0;
  for (std::size_t from = 0, to = 0; from < all.size(); from = to) {
    CreditCell sum = all[from];
    for (to = from + 1; to < all.size() && all[to].key == sum.key; ++to) {
      sum.amount += all[to].amount;
      sum.quantity += all[to].quantity;
      sum.associations |= all[to].associations;
    }
    if (!sum.amount.is_zero() || !sum.quantity.is_zero()) all[kept++] = sum;
  }
  all.resize(kept);
  parts.clear();
  parts.push_back(std::move(all));
}

bool in_order(const std::vector<std::vector<CreditCell>>& parts) {
  const CreditCell* last = nullptr;
  for (const auto& part : parts) {
    for (const CreditCell& cell : part) {
      if (last != nullptr && cell.key <= last->key) return false;
      last = &cell;
    }
  }
  return true;
}

// No sum of the index can leave 64 bits at its finest scale.
bool fits_64_bits(const usage::SeriesIndex& index) {
  const auto fits = [](base::Int128 bound, int scale) {
    return bound / kPowersOfTen[base::kDecimals - scale] < INT64_MAX;
  };
  return fits(index.amount_bound(), index.header().amount_scale) &&
         fits(index.quantity_bound(), index.header().quantity_scale);
}

}  // namespace

base::Result<CreditTable> credit(const usage::SeriesIndex& index, const Holdings& holdings,
                                 const Standing& standing, const CreditQuery& query, int threads) {
  CreditPlan plan(index, standing, query);
  CreditTable out;
  const auto missing = fits_64_bits(index)
                           ? run<std::int64_t>(index, holdings, standing, plan, threads, out.parts)
                           : run<base::Int128>(index, holdings, standing, plan, threads, out.parts);
  if (missing) {
    const std::string month = (plan.window.from + missing->month).text();
    const std::string currency(index.currency(missing->currency));
    const std::string& to = standing.programme().parameters.currency;
    return base::fail(base::Code::Missing,
                      "there is no exchange rate " + currency + " to " + to + " for " + month +
                          "; import fx_rates.csv with it, or add currency to --by");
  }
  if (!plan.one_to_one || !in_order(out.parts)) combine(out.parts);
  out.columns = std::move(plan.columns);
  return out;
}

std::size_t CreditTable::size() const {
  std::size_t out = 0;
  for (const auto& part : parts)
    out += part.size();
  return out;
}

void CreditTable::for_each(const std::function<void(const CreditCell&)>& visit) const {
  for (const auto& part : parts) {
    for (const CreditCell& cell : part)
      visit(cell);
  }
}

std::vector<std::string> CreditTable::texts(const CreditCell& cell) const {
  std::vector<std::string> out;
  for (const Column& column : columns) {
    const auto mask = (base::UInt128{1} << column.bits) - 1;
    out.push_back(column.texts[static_cast<std::size_t>((cell.key >> column.shift) & mask)]);
  }
  return out;
}

std::vector<CreditRow> CreditTable::rows() const {
  std::vector<CreditRow> out;
  for_each([&](const CreditCell& cell) {
    out.push_back({texts(cell), cell.amount, cell.quantity, cell.associations});
  });
  return out;
}

}  // namespace attribution
