#include "attribution/shared_credit.h"

#include <algorithm>
#include <set>

#include "attribution/exchange.h"
#include "registry/credit_shares.h"

namespace attribution {
namespace {

using base::Decimal;

// ---- holdings of one share ----------------------------------------------------------------------

// The days of the run that the partner has this share of; more than one when it came and went.
void add_days_with(std::span<const registry::CreditShare> shares, base::PartnerKey partner,
                   Decimal share, const Run& run, std::vector<Run>& out) {
  for (const registry::CreditShare& one : shares) {
    if (one.partner != partner || one.share != share) continue;
    const base::DayRange days = one.days.intersect({run.from, run.to});
    if (!days.empty()) out.push_back({days.from, days.to, run.types});
  }
}

// Where the partner has the share at all a holding keeps its place even without days: the one of a
// single workload replaces that of every workload.
Holdings holdings_with(const Holdings& all, const registry::Snapshot& registry, Decimal share) {
  Holdings out;
  out.partner_first.reserve(all.partner_first.size());
  for (std::uint32_t p = 0; p + 1 < all.partner_first.size(); ++p) {
    out.partner_first.push_back(static_cast<std::uint32_t>(out.by_partner.size()));
    for (const Holding& holding : all.of({p})) {
      const auto shares = registry::shares_of(registry, holding.subscription);
      const bool has_some = std::ranges::any_of(shares, [&](const registry::CreditShare& one) {
        return one.partner.number == p && one.share == share && !one.days.empty();
      });
      if (!has_some) continue;
      Holding part = holding;
      part.first_run = static_cast<std::uint32_t>(out.runs.size());
      for (const Run& run : all.runs_of(holding))
        add_days_with(shares, {p}, share, run, out.runs);
      if (out.runs.size() == part.first_run) out.runs.push_back({});
      part.runs = static_cast<std::uint32_t>(out.runs.size()) - part.first_run;
      out.by_partner.push_back(part);
    }
  }
  out.partner_first.push_back(static_cast<std::uint32_t>(out.by_partner.size()));
  return out;
}

// ---- adding up ----------------------------------------------------------------------------------

struct SharedCell {
  base::UInt128 key = 0;
  base::Product amount;
  base::Product quantity;
  programs::TypeMask associations = 0;
};

class Sharing {
 public:
  Sharing(const Standing& standing, const CreditQuery& query) : standing_(standing), query_(query) {
    apart_ = query;
    converts_ = std::ranges::find(query.keys, CreditKey::Currency) == query.keys.end();
    if (!converts_) return;
    apart_.keys.push_back(CreditKey::Currency);
    if (std::ranges::find(query.keys, CreditKey::Month) == query.keys.end())
      apart_.keys.push_back(CreditKey::Month);
  }

  // The query with currencies and months apart: rates belong to them.
  const CreditQuery& apart() const { return apart_; }

  base::Status add(const CreditTable& table, Decimal share) {
    if (columns_.empty()) begin(table);
    base::Status status;
    table.for_each([&](const CreditCell& cell) {
      if (status) status = add(table, cell, share);
    });
    return status;
  }

  CreditTable take() {
    std::ranges::sort(cells_, {}, &SharedCell::key);
    CreditTable out;
    std::vector<CreditCell>& rows = out.cells.emplace_back();
    for (std::size_t from = 0, to = 0; from < cells_.size(); from = to) {
      SharedCell sum = cells_[from];
      for (to = from + 1; to < cells_.size() && cells_[to].key == sum.key; ++to) {
        sum.amount += cells_[to].amount;
        sum.quantity += cells_[to].quantity;
        sum.associations |= cells_[to].associations;
      }
      const Decimal quantity = base::round(sum.quantity, base::kDecimals, base::Rounding::HalfEven);
      if (sum.amount.is_zero() && quantity.is_zero()) continue;
      rows.push_back({sum.key, sum.amount, quantity, sum.associations});
    }
    out.columns = std::move(columns_);
    return out;
  }

 private:
  // The columns asked for stand first in the table.
  void begin(const CreditTable& table) {
    columns_.assign(table.columns.begin(),
                    table.columns.begin() + static_cast<std::ptrdiff_t>(query_.keys.size()));
    int shift = 0;
    for (auto column = columns_.rbegin(); column != columns_.rend(); ++column) {
      column->shift = shift;
      shift += column->bits;
    }
  }

  base::Status add(const CreditTable& table, const CreditCell& cell, Decimal share) {
    SharedCell made;
    for (std::size_t c = 0; c < columns_.size(); ++c)
      made.key |= base::UInt128{table.rank(cell, c)} << columns_[c].shift;
    const Decimal factor = TRY(factor_of(table, cell, share));
    made.amount = base::multiply(cell.amount.whole(), factor);
    made.quantity = base::multiply(cell.quantity, share);
    made.associations = cell.associations;
    cells_.push_back(made);
    return {};
  }

  base::Result<Decimal> factor_of(const CreditTable& table, const CreditCell& cell,
                                  Decimal share) const {
    if (!converts_) return share;
    const auto text = [&](CreditKey key) -> std::string_view {
      const auto at = std::ranges::find(apart_.keys, key) - apart_.keys.begin();
      const auto column = static_cast<std::size_t>(at);
      return table.columns[column].texts[table.rank(cell, column)];
    };
    const std::string_view currency = text(CreditKey::Currency);
    if (is_own_currency(standing_, currency)) return share;
    const base::Month month = *base::Month::parse(text(CreditKey::Month));
    return shared_rate(TRY(exchange_rate(standing_, currency, month)), share);
  }

  const Standing& standing_;
  const CreditQuery& query_;
  CreditQuery apart_;
  bool converts_ = true;
  std::vector<CreditTable::Column> columns_;
  std::vector<SharedCell> cells_;
};

}  // namespace

Decimal shared_rate(Decimal rate, Decimal share) {
  return base::round(base::multiply(rate, share), base::kDecimals, base::Rounding::HalfEven);
}

base::Result<CreditTable> shared_credit(MeasureMask measures, const usage::SeriesIndex& index,
                                        const Holdings& holdings, const Standing& standing,
                                        const CreditQuery& query, int threads) {
  std::set<Decimal> shares;
  for (const registry::CreditShare& one : standing.registry().credit_shares) {
    if (!one.days.empty()) shares.insert(one.share);
  }
  if (shares.empty()) shares.insert(Decimal());  // nobody has any: no rows, but columns
  Sharing sharing(standing, query);
  for (const Decimal share : shares) {
    const Holdings part = holdings_with(holdings, standing.registry(), share);
    const CreditTable table =
        TRY(full_credit(measures, index, part, standing, sharing.apart(), threads, Zeros::Keep));
    TRY_STATUS(sharing.add(table, share));
  }
  return sharing.take();
}

}  // namespace attribution
