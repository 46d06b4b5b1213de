#include "insight/report.h"

#include <algorithm>
#include <map>
#include <optional>

#include "attribution/credit_of.h"
#include "attribution/exchange.h"
#include "base/check.h"
#include "insight/places.h"

namespace insight {
namespace {

using attribution::CreditCell;
using attribution::CreditKey;
using attribution::CreditQuery;
using attribution::CreditTable;
using base::Measure;

CreditKey credit_key(Grain grain) {
  switch (grain) {
    case Grain::Month: return CreditKey::Month;
    case Grain::Partner: return CreditKey::Partner;
    case Grain::Customer: return CreditKey::Customer;
    case Grain::Product: return CreditKey::Product;
    case Grain::Subscription: return CreditKey::Subscription;
    default: return CreditKey::Currency;
  }
}

// What is read of one kind of data: its measures, where they are seen.
struct Part {
  attribution::MeasureMask measures;
  const attribution::Holdings& holdings;
};

attribution::MeasureMask measures_of(rights::DataClass one) {
  attribution::MeasureMask out = 0;
  for (std::size_t m = 0; m < base::kMeasures.size(); ++m) {
    const auto measure = static_cast<Measure>(m);
    if (rights::class_of(measure) == one) out |= attribution::bit(measure);
  }
  return out;
}

attribution::MeasureMask flows() {
  attribution::MeasureMask out = 0;
  for (std::size_t m = 0; m < base::kMeasures.size(); ++m) {
    const auto measure = static_cast<Measure>(m);
    if (!base::is_stock(measure)) out |= attribution::bit(measure);
  }
  return out;
}

void put(Measure measure, const CreditCell& cell, ReportRow& row) {
  switch (measure) {
    case Measure::Revenue: row.revenue += cell.amount; break;
    case Measure::Consumption:
      row.consumption += cell.amount;
      row.usage += cell.quantity;
      break;
    case Measure::Seats: row.seats += cell.quantity; break;
    case Measure::ActiveUsers: row.active_users += cell.quantity; break;
    case Measure::Indicator: break;  // never credited
  }
}

// One reading of the books in one role, or in all roles together.
class Pass {
 public:
  Pass(const usage::SeriesIndex& index, const attribution::Standing& standing,
       const ReportQuery& query, int threads, Part part, std::string role,
       std::vector<ReportRow>& rows)
      : index_(index),
        standing_(standing),
        query_(query),
        threads_(threads),
        part_(part),
        role_(std::move(role)),
        rows_(rows) {}

  base::Status run() {
    if (has(query_, Grain::Month)) {
      TRY_STATUS(read(query_.from, query_.to, part_.measures));
    } else {
      TRY_STATUS(read(query_.from, query_.to, part_.measures & flows()));
      TRY_STATUS(read_latest(Measure::Seats));
      TRY_STATUS(read_latest(Measure::ActiveUsers));
    }
    return is_of_part(Measure::Indicator) ? read_indicators() : base::Status();
  }

 private:
  bool is_of_part(Measure measure) const {
    return (part_.measures & attribution::bit(measure)) != 0;
  }

  CreditQuery asking(base::Month from, base::Month to) const {
    CreditQuery out{from, to, {}, query_.partner, ""};
    for (const Grain grain : query_.by) {
      if (grain != Grain::Role) out.keys.push_back(credit_key(grain));
    }
    out.keys.push_back(CreditKey::Measure);
    return out;
  }

  base::Result<CreditTable> credit(const CreditQuery& asked,
                                   attribution::MeasureMask measures) const {
    return attribution::credit_of(measures, index_, part_.holdings, standing_, asked, threads_);
  }

  // The measure is the last column: cells of one row stand together.
  base::Status read(base::Month from, base::Month to, attribution::MeasureMask measures) {
    const CreditQuery asked = asking(from, to);
    const CreditTable table = TRY(credit(asked, measures));
    const CreditTable::Column& column = table.columns.back();
    std::optional<base::UInt128> last;
    table.for_each([&](const CreditCell& cell) {
      const std::size_t rank = table.rank(cell, asked.keys.size() - 1);
      const Measure measure = *base::parse_word<Measure>(base::kMeasures, column.texts[rank]);
      const base::UInt128 place = cell.key >> column.bits;
      if (last != place) {
        std::vector<std::string> texts = table.texts(cell);
        texts.pop_back();
        rows_.emplace_back().keys = with_role(std::move(texts));
      }
      last = place;
      put(measure, cell, rows_.back());
    });
    return {};
  }

  std::vector<std::string> with_role(std::vector<std::string> keys) const {
    const auto role = std::ranges::find(query_.by, Grain::Role);
    if (role != query_.by.end()) keys.insert(keys.begin() + (role - query_.by.begin()), role_);
    return keys;
  }

  base::Status read_latest(Measure stock) {
    if (!is_of_part(stock)) return {};
    if (std::ranges::find(index_.lanes(), stock, &usage::Lane::measure) == index_.lanes().end())
      return {};
    const CreditQuery asked{query_.from,
                            query_.to,
                            {CreditKey::Measure, CreditKey::Month, CreditKey::Currency},
                            query_.partner,
                            ""};
    const CreditTable table = TRY(credit(asked, attribution::bit(stock)));
    std::optional<base::Month> latest;
    table.for_each([&](const CreditCell& cell) {
      latest = base::Month::parse(table.columns[1].texts[table.rank(cell, 1)]);
    });
    if (!latest) return {};
    return read(*latest, *latest, attribution::bit(stock));
  }

  // ---- indicators: not credited, yet seen on the days that credit would take ----

  struct Cell {
    std::uint32_t partner, subscription;
    base::Month month;
    std::uint16_t currency;
    friend auto operator<=>(const Cell&, const Cell&) = default;
  };
  struct Sum {
    base::Decimal amount, quantity;
  };

  base::Status read_indicators() {
    const auto is_shown = [](const usage::Lane& lane) {
      return lane.counted == base::CountClass::Indicator;
    };
    if (std::ranges::none_of(index_.lanes(), is_shown)) return {};
    std::map<Cell, Sum> sums;
    for (std::uint32_t p = 0; p + 1 < part_.holdings.partner_first.size(); ++p) {
      if (!query_.partner.empty() && standing_.registry().partners[p].id != query_.partner)
        continue;
      for (const Place& place : places_of(part_.holdings, {p}))
        add_place(place, sums);
    }
    for (const auto& [cell, sum] : sums)
      TRY_STATUS(put_indicator(cell, sum));
    return {};
  }

  void add_place(const Place& place, std::map<Cell, Sum>& sums) const {
    const programs::TypeMask seen = standing_.programme().credited_by_day();
    for (const usage::Series& series : index_.series(place.subscription)) {
      const usage::Lane& lane = index_.lane(series.lane);
      if (lane.counted != base::CountClass::Indicator) continue;
      const usage::SeriesView view = index_.view(series);
      for (const attribution::Run& run : runs_at(part_.holdings, place, lane.workload)) {
        if ((run.types & seen) == 0) continue;
        const base::Day from = std::max(run.from, query_.from.first());
        const base::Day to = std::min(run.to, query_.to.end());
        if (from >= to) continue;
        view.for_each(view.lower_bound(from), view.lower_bound(to),
                      [&](base::Day day, base::Decimal amount, base::Decimal quantity) {
                        Sum& sum = sums[{place.partner.number, place.subscription.number,
                                         day.month(), lane.currency}];
                        sum.amount += amount;
                        sum.quantity += quantity;
                      });
      }
    }
  }

  base::Status put_indicator(const Cell& cell, const Sum& sum) {
    const std::string_view currency = index_.currency(cell.currency);
    base::Product amount(sum.amount);
    if (!has(query_, Grain::Currency) && !attribution::is_own_currency(standing_, currency)) {
      const base::Decimal rate = TRY(attribution::exchange_rate(standing_, currency, cell.month));
      amount = base::multiply(sum.amount, rate);
    }
    ReportRow& row = rows_.emplace_back();
    for (const Grain grain : query_.by)
      row.keys.push_back(text(grain, cell, currency));
    row.indicator_amount = amount;
    row.indicator_quantity = sum.quantity;
    return {};
  }

  std::string text(Grain grain, const Cell& cell, std::string_view currency) const {
    const registry::Snapshot& registry = standing_.registry();
    const registry::Subscription& subscription = registry.subscriptions[cell.subscription];
    switch (grain) {
      case Grain::Month: return cell.month.text();
      case Grain::Partner: return registry.partners[cell.partner].id;
      case Grain::Customer: return registry[subscription.customer].id;
      case Grain::Product: return registry[subscription.product].id;
      case Grain::Subscription: return subscription.id;
      case Grain::Role: return role_;
      case Grain::Currency: return std::string(currency);
    }
    return {};
  }

  const usage::SeriesIndex& index_;
  const attribution::Standing& standing_;
  const ReportQuery& query_;
  const int threads_;
  const Part part_;
  const std::string role_;
  std::vector<ReportRow>& rows_;
};

template <class Facts>
std::uint32_t number_of(const Facts& facts, const std::string& id) {
  const auto found = std::ranges::find_if(facts, [&](const auto& fact) { return fact.id == id; });
  return static_cast<std::uint32_t>(found - facts.begin());
}

// None when an id is not in the registry: then nothing is of it.
std::optional<Filter> filter_of(const registry::Snapshot& registry, const ReportQuery& query) {
  Filter out;
  if (!query.partner.empty()) out.partner = {number_of(registry.partners, query.partner)};
  if (!query.customer.empty()) out.customer = {number_of(registry.customers, query.customer)};
  if (!query.product.empty()) out.product = {number_of(registry.products, query.product)};
  const bool is_known =
      (!out.partner.exists() || out.partner.number < registry.partners.size()) &&
      (!out.customer.exists() || out.customer.number < registry.customers.size()) &&
      (!out.product.exists() || out.product.number < registry.products.size());
  return is_known ? std::optional(out) : std::nullopt;
}

}  // namespace

base::Result<std::vector<ReportRow>> report(const usage::SeriesIndex& index,
                                            const attribution::Holdings& holdings,
                                            const attribution::Standing& standing,
                                            const ReportQuery& query, int threads,
                                            const Onlooker* onlooker) {
  ASSERT(onlooker == nullptr || !query.partner.empty());
  std::vector<ReportRow> rows;
  std::optional<Filter> filter = filter_of(standing.registry(), query);
  if (filter) {
    const auto run = [&](const std::string& role) -> base::Status {
      const attribution::Holdings part = confine(holdings, standing.registry(), *filter);
      const auto read = [&](attribution::MeasureMask measures, const attribution::Holdings& seen) {
        return Pass(index, standing, query, threads, {measures, seen}, role, rows).run();
      };
      if (onlooker == nullptr) return read(attribution::kEveryMeasure, part);
      for (const auto one : {rights::DataClass::Usage, rights::DataClass::BilledRevenue})
        TRY_STATUS(read(measures_of(one), seen_holdings(part, standing, *onlooker, one)));
      return {};
    };
    const auto& types = standing.programme().types;
    const bool apart = has(query, Grain::Role) || !query.role.empty();
    if (!apart) TRY_STATUS(run(""));
    for (std::size_t t = 0; apart && t < types.size(); ++t) {
      if (!query.role.empty() && query.role != types[t].code) continue;
      filter->types = programs::TypeMask{1} << t;
      TRY_STATUS(run(types[t].code));
    }
  }
  settle(query, rows);
  return rows;
}

}  // namespace insight
