// The single view from raw rows: nested loops on the naive model of credit.
#include <algorithm>
#include <optional>

#include "attribution/naive.h"
#include "attribution/naive_world.h"
#include "insight/report.h"

namespace insight {
namespace {

using attribution::CreditKey;
using attribution::CreditRow;
using base::Measure;

CreditKey key_of(Grain grain) {
  const std::string_view word = kGrains[static_cast<std::size_t>(grain)];
  const auto at = std::ranges::find(attribution::kCreditKeys, word);
  return static_cast<CreditKey>(at - attribution::kCreditKeys.begin());
}

// The vendor as if only the associations of one role existed, and only the usage asked for.
struct Part {
  registry::Snapshot registry;
  std::vector<usage::Record> records;
  std::string role;
};

const registry::Subscription& subscription_of(const registry::Snapshot& registry,
                                              const usage::Record& record) {
  return *std::ranges::find(registry.subscriptions, record.subscription_id,
                            &registry::Subscription::id);
}

class NaiveReport {
 public:
  NaiveReport(const Part& part, const programs::Programme& programme, const ReportQuery& query)
      : part_(part), programme_(programme), query_(query) {}
  std::vector<ReportRow> rows;

  base::Status run() {
    for (std::size_t m = 0; m < base::kMeasures.size(); ++m) {
      const auto measure = static_cast<Measure>(m);
      if (!base::is_stock(measure) || has(query_, Grain::Month)) {
        TRY_STATUS(add(measure, query_.from, query_.to));
      } else if (const auto latest = TRY(latest_of(measure))) {
        TRY_STATUS(add(measure, *latest, *latest));
      }
    }
    return add_indicators();
  }

 private:
  // The last month for which there is any.
  base::Result<std::optional<base::Month>> latest_of(Measure measure) const {
    std::optional<base::Month> out;
    for (const CreditRow& row :
         TRY(credit(measure, query_.from, query_.to, {CreditKey::Month, CreditKey::Currency})))
      out = base::Month::parse(row.keys[0]);
    return out;
  }

  std::vector<CreditKey> keys() const {
    std::vector<CreditKey> out;
    for (const Grain grain : query_.by) {
      if (grain != Grain::Role) out.push_back(key_of(grain));
    }
    return out;
  }

  // As if nothing else had been measured.
  base::Result<std::vector<CreditRow>> credit(Measure measure, base::Month from, base::Month to,
                                              std::vector<CreditKey> by) const {
    const attribution::CreditQuery asked{from, to, std::move(by), query_.partner, ""};
    std::vector<usage::Record> records = part_.records;
    std::erase_if(records, [&](const usage::Record& one) { return one.measure != measure; });
    return attribution::naive_credit(records, part_.registry, programme_, asked);
  }

  base::Status add(Measure measure, base::Month from, base::Month to) {
    for (const CreditRow& one : TRY(credit(measure, from, to, keys()))) {
      ReportRow& row = rows.emplace_back();
      std::size_t next = 0;
      for (const Grain grain : query_.by)
        row.keys.push_back(grain == Grain::Role ? part_.role : one.keys[next++]);
      if (measure == Measure::Revenue) row.revenue = one.amount;
      if (measure == Measure::Consumption) row.consumption = one.amount;
      if (measure == Measure::Consumption) row.usage = one.quantity;
      if (measure == Measure::Seats) row.seats = one.quantity;
      if (measure == Measure::ActiveUsers) row.active_users = one.quantity;
    }
    return {};
  }

  base::Status add_indicators() {
    const attribution::naive::World world{part_.records, part_.registry, programme_};
    for (const usage::Record& record : part_.records) {
      const base::Month month = record.usage_date.month();
      const auto counted = base::count_class(record.measure, record.charge_kind);
      if (counted != base::CountClass::Indicator) continue;
      if (month < query_.from || query_.to < month) continue;
      const auto& subscription = subscription_of(part_.registry, record);
      const base::SubscriptionKey place{
          static_cast<std::uint32_t>(&subscription - part_.registry.subscriptions.data())};
      for (std::uint32_t p = 0; p < part_.registry.partners.size(); ++p) {
        const std::string& id = part_.registry.partners[p].id;
        if (!query_.partner.empty() && id != query_.partner) continue;
        if (credited_types(world, {p}, {&record, place, record.usage_date, ""}) == 0) continue;
        TRY_STATUS(add_indicator(record, subscription, id));
      }
    }
    return {};
  }

  base::Status add_indicator(const usage::Record& record,
                             const registry::Subscription& subscription,
                             const std::string& partner) {
    const std::string& own = programme_.parameters.currency;
    const base::Month month = record.usage_date.month();
    ReportRow& row = rows.emplace_back();
    row.indicator_quantity = record.quantity;
    row.indicator_amount = base::Product(record.amount);
    if (!has(query_, Grain::Currency) && !record.currency.empty() && record.currency != own) {
      const auto rate = std::ranges::find_if(part_.registry.fx_rates, [&](const auto& fx) {
        return fx.month == month && fx.from == record.currency && fx.to == own;
      });
      if (rate == part_.registry.fx_rates.end())
        return base::fail(base::Code::Missing, "no rate from " + record.currency);
      row.indicator_amount = base::multiply(record.amount, rate->rate);
    }
    for (const Grain grain : query_.by) {
      switch (grain) {
        case Grain::Month: row.keys.push_back(month.text()); break;
        case Grain::Partner: row.keys.push_back(partner); break;
        case Grain::Customer: row.keys.push_back(part_.registry[subscription.customer].id); break;
        case Grain::Product: row.keys.push_back(part_.registry[subscription.product].id); break;
        case Grain::Subscription: row.keys.push_back(subscription.id); break;
        case Grain::Role: row.keys.push_back(part_.role); break;
        case Grain::Currency: row.keys.push_back(record.currency); break;
      }
    }
    return {};
  }

  const Part& part_;
  const programs::Programme& programme_;
  const ReportQuery& query_;
};

}  // namespace

base::Result<std::vector<ReportRow>> naive_report(std::span<const usage::Record> records,
                                                  const registry::Snapshot& registry,
                                                  const programs::Programme& programme,
                                                  const ReportQuery& query) {
  std::vector<std::string> roles{""};
  if (!query.role.empty()) roles = {query.role};
  if (query.role.empty() && has(query, Grain::Role)) {
    roles.clear();
    for (const programs::AssociationType& type : programme.types)
      roles.push_back(type.code);
  }
  std::vector<ReportRow> rows;
  for (const std::string& role : roles) {
    Part part{registry, {}, role};
    std::erase_if(part.registry.associations, [&](const registry::Association& one) {
      return !role.empty() && programme.types[one.type].code != role;
    });
    for (const usage::Record& record : records) {
      const registry::Subscription& place = subscription_of(registry, record);
      const bool is_asked =
          (query.customer.empty() || registry[place.customer].id == query.customer) &&
          (query.product.empty() || registry[place.product].id == query.product);
      if (is_asked) part.records.push_back(record);
    }
    NaiveReport one(part, programme, query);
    TRY_STATUS(one.run());
    std::ranges::move(one.rows, std::back_inserter(rows));
  }
  settle(query, rows);
  return rows;
}

}  // namespace insight
