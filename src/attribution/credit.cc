#include "attribution/credit.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "attribution/access_time.h"
#include "attribution/credit_kernel.h"
#include "attribution/exchange.h"
#include "attribution/shared_credit.h"
#include "attribution/snapshot_facts.h"

namespace attribution {
namespace {

// A month and currency with credit and no rate.
struct MissingRate {
  int month;
  std::uint32_t currency;
  friend auto operator<=>(const MissingRate&, const MissingRate&) = default;
};

// Adds the cells of one sum, in the currency of the query; gives the rate that is missing.
std::optional<MissingRate> put(const CreditPlan& plan, const Bucket& bucket, std::uint32_t month,
                               const CreditCell& cell, std::vector<CreditCell>& out) {
  if (bucket.keys.empty()) return std::nullopt;
  CreditCell put = cell;
  if (bucket.converts) {
    const auto& rate = plan.rate(bucket.currency, static_cast<int>(month));
    if (!rate) return MissingRate{static_cast<int>(month), bucket.currency};
    put.amount = base::multiply(cell.amount.whole(), *rate);
  }
  for (const base::UInt128 key : bucket.keys) {
    put.key = cell.key | key;
    out.push_back(put);
  }
  return std::nullopt;
}

std::int64_t unit_of(int scale) {
  return power_of_ten(base::kDecimals - scale);
}

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
// Cell: PackedCell when the plan allows it, else CreditCell.
template <class Acc, class Cell>
class Worker {
 public:
  Worker(const usage::SeriesIndex& index, const Holdings& holdings, const Standing& standing,
         const CreditPlan& plan)
      : index_(index),
        holdings_(holdings),
        standing_(standing),
        plan_(plan),
        kernel_(plan, index),
        amount_unit_(unit_of(index.header().amount_scale)),
        quantity_unit_(unit_of(index.header().quantity_scale)) {
    for (int m = 0; m < plan.window.months; ++m)
      month_bits_.push_back(plan.month_bits(m));
  }

  void credit(base::PartnerKey partner, std::vector<Cell>& out) {
    const std::span<const Holding> all = holdings_.of(partner);
    const base::UInt128 partner_bits = plan_.partner_bits(partner);
    for (std::size_t from = 0, to = 0; from < all.size(); from = to) {
      const base::SubscriptionKey place = all[from].subscription;
      for (to = from + 1; to < all.size() && all[to].subscription == place;)
        ++to;
      prefetch(all, from);
      if (!plan_.takes(place)) continue;
      add_place(place, all.subspan(from, to - from));
      if (plan_.by_place) flush(partner_bits | plan_.place_bits(place), out);
    }
    if (!plan_.by_place) flush(partner_bits, out);
  }

  std::optional<MissingRate> missing() const { return missing_; }
  // Packed cells came in the order of their keys, within each share.
  bool ascending() const { return ascending_; }

 private:
  // Memory is far, and where the next places lie is known: their slots are asked for first, then
  // their blocks, then the days of their runs.
  void prefetch(std::span<const Holding> all, std::size_t at) const {
    if (at + 16 < all.size()) index_.prefetch_slot(all[at + 16].subscription);
    if (at + 8 < all.size()) index_.prefetch_block(all[at + 8].subscription);
    if (at + 4 >= all.size()) return;
    const Holding& soon = all[at + 4];
    const std::span<const Run> runs = holdings_.runs_of(soon);
    for (const usage::Series& series : index_.series(soon.subscription))
      kernel_.prefetch_edges(series, runs);
    const usage::Scatter scatter = index_.scatter(soon.subscription);
    if (!scatter.entries.empty()) {
      usage::SeriesIndex::prefetch_days(scatter, runs.front().from, runs.back().to);
    }
  }

  void add_place(base::SubscriptionKey place, std::span<const Holding> at_place) {
    const std::uint32_t* cell_of = plan_.cells_of(place);
    add_scatter(place, at_place, cell_of);
    const std::span<const usage::Series> all = index_.series(place);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const usage::Series& series = all[i];
      const usage::Lane& lane = index_.lane(series.lane);
      if (lane.counted != base::CountClass::Counted) continue;
      const std::span<const Run> runs = runs_for(at_place, lane.workload, holdings_);
      if (runs.empty()) continue;
      if (!base::is_stock(lane.measure)) {
        kernel_.add_flow(series, runs, cell_of[series.lane]);
        continue;
      }
      const std::size_t end = stock_group_end(index_, all, i);
      add_stock(place, all.subspan(i, end - i), runs, cell_of);
      i = end - 1;
    }
  }

  // A holding of one workload takes its lanes; the general one, which stands last, takes the rest.
  void add_scatter(base::SubscriptionKey place, std::span<const Holding> at_place,
                   const std::uint32_t* cell_of) {
    const usage::Scatter scatter = index_.scatter(place);
    if (scatter.entries.empty()) return;
    for (const Holding& holding : at_place) {
      const std::span<const Run> runs = holdings_.runs_of(holding);
      if (at_place.size() == 1 && holding.workload == Holding::kEveryWorkload) {
        kernel_.add_scatter(scatter, runs, cell_of, [](std::uint32_t) { return true; });
        return;
      }
      kernel_.add_scatter(scatter, runs, cell_of, [&](std::uint32_t lane) {
        const std::uint32_t workload = index_.lane(lane).workload;
        return runs_for(at_place, workload, holdings_).data() == runs.data();
      });
    }
  }

  void add_stock(base::SubscriptionKey place, std::span<const usage::Series> stock,
                 std::span<const Run> runs, const std::uint32_t* cell_of) {
    for (int m = 0; m < plan_.window.months; ++m) {
      const base::Day snapshot{plan_.window.snapshot[static_cast<std::size_t>(m)]};
      const auto held = std::ranges::find_if(
          runs, [&](const Run& run) { return run.from <= snapshot && snapshot < run.to; });
      if (held == runs.end() || !standing_.registry()[place].life.contains(snapshot)) continue;
      const programs::TypeMask types = held->types & plan_.competency_types;
      if (types == 0) continue;
      for_each_snapshot_fact(index_, stock, plan_.window.from + m, snapshot,
                             [&](const usage::SeriesView& view, std::uint32_t entry) {
                               kernel_.add_stock(view, entry, m, types,
                                                 cell_of[view.series().lane]);
                             });
    }
  }

  void flush(base::UInt128 place_bits, std::vector<Cell>& out) {
    const std::uint32_t months = kernel_.cells.months;
    Cells<Acc>& cells = kernel_.cells;
    std::sort(cells.touched.begin(), cells.touched.end());
    for (const std::uint32_t b : cells.touched) {
      cells.is_touched[b] = 0;
      for (std::uint32_t m = 0; m < months; ++m) {
        const std::size_t cell = std::size_t{b} * months + m;
        if (cells.types[cell] == 0) continue;
        emit(plan_.buckets[b], m, cells.sums[cell], cells.types[cell], place_bits | month_bits_[m],
             out);
        cells.sums[cell] = {};
        cells.types[cell] = 0;
      }
    }
    cells.touched.clear();
  }

  void emit(const Bucket& bucket, std::uint32_t, const CellSum<Acc>& sum, programs::TypeMask types,
            base::UInt128 bits, std::vector<PackedCell>& out) {
    if (sum.amount == 0 && sum.quantity == 0) return;
    for (const base::UInt128 all : bucket.keys) {
      const auto key = static_cast<std::uint64_t>(bits | all);
      ascending_ = ascending_ && (out.empty() || out.back().key < key);
      out.push_back({key, static_cast<std::int64_t>(sum.amount),
                     static_cast<std::int64_t>(sum.quantity), types});
    }
  }

  void emit(const Bucket& bucket, std::uint32_t month, const CellSum<Acc>& sum,
            programs::TypeMask types, base::UInt128 bits, std::vector<CreditCell>& out) {
    const base::Product amount(base::Decimal::from_units(base::Int128{sum.amount} * amount_unit_));
    const auto quantity = base::Decimal::from_units(base::Int128{sum.quantity} * quantity_unit_);
    const auto now = put(plan_, bucket, month, {bits, amount, quantity, types}, out);
    if (now && (!missing_ || *now < *missing_)) missing_ = now;
  }

  const usage::SeriesIndex& index_;
  const Holdings& holdings_;
  const Standing& standing_;
  const CreditPlan& plan_;
  Kernel<Acc> kernel_;
  std::int64_t amount_unit_, quantity_unit_;
  std::vector<base::UInt128> month_bits_;
  std::optional<MissingRate> missing_;
  bool ascending_ = true;
};

// Consecutive partners with about the same number of holdings each, several shares per thread.
std::vector<std::size_t> shares(const CreditPlan& plan, const Holdings& holdings, int threads) {
  const std::size_t target =
      holdings.by_partner.size() / (static_cast<std::size_t>(threads) * 8) + 1;
  std::vector<std::size_t> cuts{0};
  std::size_t held = 0;
  for (std::size_t p = 0; p < plan.partners.size(); ++p) {
    const std::uint32_t key = plan.partners[p].number;
    held += holdings.of({key}).size();
    if (held < target) continue;
    cuts.push_back(p + 1);
    held = 0;
  }
  if (cuts.back() != plan.partners.size()) cuts.push_back(plan.partners.size());
  return cuts;
}

// What the workers found, apart from cells.
struct Found {
  std::optional<MissingRate> missing;
  bool ascending = true;  // packed cells of each part are in order

  void add(const std::optional<MissingRate>& other, bool is_ascending) {
    if (other && (!missing || *other < *missing)) missing = other;
    ascending = ascending && is_ascending;
  }
};

template <class Acc, class Cell>
Found run(const usage::SeriesIndex& index, const Holdings& holdings, const Standing& standing,
          const CreditPlan& plan, int threads, std::vector<std::vector<Cell>>& parts) {
  const std::vector<std::size_t> cuts = shares(plan, holdings, threads);
  parts.resize(cuts.size() - 1);
  std::atomic<std::size_t> next = 0;
  std::vector<Found> found(static_cast<std::size_t>(threads));
  const auto work = [&](std::size_t thread) {
    Worker<Acc, Cell> worker(index, holdings, standing, plan);
    for (std::size_t share = next++; share < parts.size(); share = next++) {
      for (std::size_t p = cuts[share]; p < cuts[share + 1]; ++p) {
        worker.credit(plan.partners[p], parts[share]);
      }
    }
    found[thread].add(worker.missing(), worker.ascending());
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t t = 1; t < found.size(); ++t)
      others.emplace_back(work, t);
    work(0);
  }
  Found out;
  for (const Found& each : found)
    out.add(each.missing, each.ascending);
  return out;
}

// What is credited by the time with access, in cells of its own.
Found run_by_time(const usage::SeriesIndex& index, const Holdings& holdings,
                  const Standing& standing, const CreditPlan& plan,
                  std::vector<std::vector<CreditCell>>& parts) {
  Found found;
  if (holdings.spells.empty()) return found;
  const AccessTime time(holdings, standing);
  std::vector<CreditCell> out;
  const auto add = [&](const AccessCredit& one, std::uint32_t month) {
    const std::string& partner = standing.registry()[one.share.partner].id;
    if (!plan.query.partner.empty() && plan.query.partner != partner) return;
    const std::uint32_t* cells = plan.cells_of(one.subscription);
    const auto lane = static_cast<std::size_t>(one.lane - index.lanes().data());
    const CreditCell cell{plan.partner_bits(one.share.partner) | plan.place_bits(one.subscription) |
                              plan.month_bits(static_cast<int>(month)),
                          base::Product(one.amount), one.quantity, one.share.types};
    const auto months = static_cast<std::uint32_t>(plan.window.months);
    found.add(put(plan, plan.buckets[cells[lane] / months], month, cell, out), true);
  };
  base::SubscriptionKey last;
  for (const Spell& spell : holdings.spells) {
    if (spell.subscription == last || !plan.takes(spell.subscription)) continue;
    last = spell.subscription;
    for (std::uint32_t m = 0; m < static_cast<std::uint32_t>(plan.window.months); ++m) {
      const base::Month month = plan.window.from + static_cast<int>(m);
      for (const AccessCredit& one : access_credit(index, time, standing, last, month))
        add(one, m);
    }
  }
  parts.push_back(std::move(out));
  return found;
}

// Adds up cells of equal keys.
void combine(std::vector<std::vector<CreditCell>>& parts, Zeros zeros) {
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
    const bool zero = sum.amount.is_zero() && sum.quantity.is_zero();
    if (!zero || zeros == Zeros::Keep) all[kept++] = sum;
  }
  all.resize(kept);
  parts.clear();
  parts.push_back(std::move(all));
}

// Brings cells of distinct keys into order.
void sort(std::vector<std::vector<PackedCell>>& parts) {
  std::vector<PackedCell> all;
  for (const std::vector<PackedCell>& part : parts)
    all.insert(all.end(), part.begin(), part.end());
  std::ranges::sort(all, {}, &PackedCell::key);
  parts.clear();
  parts.push_back(std::move(all));
}

// Requires: each part in order.
bool in_order(const std::vector<std::vector<PackedCell>>& parts) {
  const PackedCell* last = nullptr;
  for (const auto& part : parts) {
    if (part.empty()) continue;
    if (last != nullptr && part.front().key <= last->key) return false;
    last = &part.back();
  }
  return true;
}

// No sum of the index can leave 64 bits at its finest scale.
bool fits_64_bits(const usage::SeriesIndex& index) {
  const auto fits = [](base::Int128 bound, int scale) {
    return bound / unit_of(scale) < INT64_MAX;
  };
  return fits(index.amount_bound(), index.header().amount_scale) &&
         fits(index.quantity_bound(), index.header().quantity_scale);
}

}  // namespace

base::Result<CreditTable> credit(const usage::SeriesIndex& index, const Holdings& holdings,
                                 const Standing& standing, const CreditQuery& query, int threads) {
  return credit_of(kEveryMeasure, index, holdings, standing, query, threads);
}

base::Result<CreditTable> credit_of(MeasureMask measures, const usage::SeriesIndex& index,
                                    const Holdings& holdings, const Standing& standing,
                                    const CreditQuery& query, int threads) {
  const bool shared = standing.programme().parameters.credit_mode == programs::CreditMode::Shared;
  return shared ? shared_credit(measures, index, holdings, standing, query, threads)
                : full_credit(measures, index, holdings, standing, query, threads, Zeros::Drop);
}

base::Result<CreditTable> full_credit(MeasureMask measures, const usage::SeriesIndex& index,
                                      const Holdings& holdings, const Standing& standing,
                                      const CreditQuery& query, int threads, Zeros zeros) {
  CreditPlan plan(index, standing, query, measures);
  CreditTable out;
  std::optional<MissingRate> missing;
  const bool fits = fits_64_bits(index);
  const bool packs = fits && zeros == Zeros::Drop && plan.one_to_one && plan.key_bits() <= 64;
  if (packs && holdings.spells.empty()) {
    const Found found = run<std::int64_t>(index, holdings, standing, plan, threads, out.packed);
    if (!found.ascending || !in_order(out.packed)) sort(out.packed);
    out.amount_unit = unit_of(index.header().amount_scale);
    out.quantity_unit = unit_of(index.header().quantity_scale);
  } else {
    Found found = fits ? run<std::int64_t>(index, holdings, standing, plan, threads, out.cells)
                       : run<base::Int128>(index, holdings, standing, plan, threads, out.cells);
    found.add(run_by_time(index, holdings, standing, plan, out.cells).missing, true);
    missing = found.missing;
    combine(out.cells, zeros);
  }
  if (missing) {
    const std::string what = no_exchange_rate(standing, index.currency(missing->currency),
                                              plan.window.from + missing->month);
    return base::fail(base::Code::Missing,
                      what + "; import fx_rates.csv with it, or add currency to --by");
  }
  out.columns = std::move(plan.columns);
  return out;
}

std::size_t CreditTable::size() const {
  std::size_t out = 0;
  for (const auto& part : packed)
    out += part.size();
  for (const auto& part : cells)
    out += part.size();
  return out;
}

void CreditTable::for_each(const std::function<void(const CreditCell&)>& visit) const {
  for (const auto& part : packed) {
    for (const PackedCell& cell : part) {
      const auto amount = base::Decimal::from_units(base::Int128{cell.amount} * amount_unit);
      const auto quantity = base::Decimal::from_units(base::Int128{cell.quantity} * quantity_unit);
      visit({cell.key, base::Product(amount), quantity, cell.associations});
    }
  }
  for (const auto& part : cells) {
    for (const CreditCell& cell : part)
      visit(cell);
  }
}

std::size_t CreditTable::rank(const CreditCell& cell, std::size_t column) const {
  const Column& of = columns[column];
  const auto mask = (base::UInt128{1} << of.bits) - 1;
  return static_cast<std::size_t>((cell.key >> of.shift) & mask);
}

std::vector<std::string> CreditTable::texts(const CreditCell& cell) const {
  std::vector<std::string> out;
  out.reserve(columns.size());
  for (std::size_t c = 0; c < columns.size(); ++c)
    out.push_back(columns[c].texts[rank(cell, c)]);
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
