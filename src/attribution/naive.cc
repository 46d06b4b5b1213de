#include "attribution/naive.h"

#include <algorithm>
#include <map>
#include <set>

#include "attribution/naive_time.h"
#include "attribution/naive_world.h"
#include "base/check.h"

namespace attribution {
namespace {

using naive::competencies_of;
using naive::credited_types;
using naive::Fact;
using naive::World;

std::string key_text(const World& world, CreditKey key, base::PartnerKey partner, const Fact& fact,
                     const std::string& competency) {
  const registry::Subscription& subscription = world.registry[fact.subscription];
  switch (key) {
    case CreditKey::Partner: return world.registry[partner].id;
    case CreditKey::Subscription: return subscription.id;
    case CreditKey::Customer: return world.registry[subscription.customer].id;
    case CreditKey::Workload: return fact.record->workload;
    case CreditKey::Product: return world.registry[subscription.product].id;
    case CreditKey::Competency: return competency;
    case CreditKey::Measure: return std::string(base::word(fact.record->measure));
    case CreditKey::Month: return fact.day.month().text();
    case CreditKey::Currency: return fact.record->currency;
  }
  ASSERT(false);
  return {};
}

bool asks_for(const CreditQuery& query, CreditKey key) {
  return std::ranges::count(query.keys, key) > 0;
}

// The amount as the query shows it: as billed, or in the currency of the programme; of it the part
// that the partner is credited with.
base::Result<base::Product> amount_of(const World& world, const CreditQuery& query,
                                      const Fact& fact, base::Decimal part) {
  const std::string& from = fact.record->currency;
  const std::string& to = world.programme.parameters.currency;
  if (asks_for(query, CreditKey::Currency) || from == to || from.empty()) {
    return base::multiply(fact.record->amount, part);
  }
  const base::Month month = fact.record->usage_date.month();
  for (const registry::FxRate& fx : world.registry.fx_rates) {
    if (fx.month == month && fx.from == from && fx.to == to) {
      const base::Decimal rate =
          base::round(base::multiply(fx.rate, part), base::kDecimals, base::Rounding::HalfEven);
      return base::multiply(fact.record->amount, rate);
    }
  }
  return base::fail(base::Code::Missing,
                    "no exchange rate from " + from + " to " + to + " for " + month.text() +
                        ": import it in fx_rates.csv, or ask with currency among the keys");
}

struct Cell {
  base::Product amount, quantity;
  programs::TypeMask associations = 0;
};
using Cells = std::map<std::vector<std::string>, Cell>;

// Adds the fact to the cells of the query, once for each competency when the query asks for them.
base::Status add(Cells& cells, const World& world, const CreditQuery& query,
                 base::PartnerKey partner, const Fact& fact, programs::TypeMask types) {
  const base::Decimal part = naive::part_of(world, partner, fact);
  if (part.is_zero()) return {};
  std::set<std::string> competencies{""};
  if (asks_for(query, CreditKey::Competency)) competencies = competencies_of(world, fact);
  for (const std::string& competency : competencies) {
    std::vector<std::string> texts;
    for (const CreditKey key : query.keys) {
      texts.push_back(key_text(world, key, partner, fact, competency));
    }
    Cell& cell = cells[texts];
    cell.amount += TRY(amount_of(world, query, fact, part));
    cell.quantity += base::multiply(fact.record->quantity, part);
    cell.associations |= types;
  }
  return {};
}

bool wants(const World& world, const CreditQuery& query, base::PartnerKey partner) {
  return query.partner.empty() || world.registry[partner].id == query.partner;
}
bool wants(const CreditQuery& query, const Fact& fact) {
  return query.subscription.empty() || fact.record->subscription_id == query.subscription;
}

// Why nobody is credited with a fact that counts, or with the rest of it: the first reason that any
// standing association gives. docs/domain/rules.md#5-reconciliation-of-a-month.
std::string residual_of(const World& world, const Fact& fact) {
  for (std::uint32_t i = 0; i < world.registry.partners.size(); ++i) {
    if (credited_types(world, {i}, fact) != 0) return "NOT_SHARED";
  }
  const bool csp = naive::is_csp_day(world, fact.subscription, fact.day);
  if (csp) return "csp_without_partner";
  bool own_use = false, family = false, channel = false, not_counted = false;
  for (const registry::Association& association : world.registry.associations) {
    if (!naive::stands(world, association, fact)) continue;
    const programs::AssociationType& type = world.programme.types[association.type];
    own_use |= !world.programme.parameters.credit_own_use &&
               naive::is_own_use(world, association.partner, fact.subscription, fact.day);
    family |= !naive::metering_admits(world, type, fact.subscription);
    channel |= !naive::channel_admits(world, type, csp);
    not_counted |= !type.competency;
  }
  if (own_use) return "SELF_DEALING";
  if (family) return "ASSOC_NOT_ALLOWED_FOR_FAMILY";
  if (channel) return "ASSOC_NOT_ALLOWED_ON_CHANNEL";
  return not_counted ? "ASSOC_NOT_COUNTED" : "no_association";
}

// The part of the flows that a partner is credited with by the time with access, as one fact.
base::Status add_by_time(Cells& cells, const World& world, const CreditQuery& query,
                         base::PartnerKey partner, const std::vector<Fact>& flow) {
  const naive::TimeShare share = naive::time_share(world, flow.front(), partner);
  if (share.part == 0) return {};
  usage::Record sum = *flow.front().record;
  sum.amount = sum.quantity = {};
  bool any = false;
  for (const Fact& fact : flow) {
    if (share.by_day.contains(fact.day)) continue;
    any = true;
    sum.amount += fact.record->amount;
    sum.quantity += fact.record->quantity;
  }
  if (!any) return {};
  sum.amount = naive::part_of(sum.amount, share);
  sum.quantity = naive::part_of(sum.quantity, share);
  Fact part = flow.front();
  part.record = &sum;
  return add(cells, world, query, partner, part, share.types);
}

}  // namespace

base::Result<std::vector<CreditRow>> naive_credit(std::span<const usage::Record> records,
                                                  const registry::Snapshot& registry,
                                                  const programs::Programme& programme,
                                                  const CreditQuery& query) {
  const World world{records, registry, programme};
  Cells cells;
  for (base::Month month = query.from; month <= query.to; month = month + 1) {
    for (const Fact& fact : naive::facts_of(world, month)) {
      if (!fact.residual.empty() || !wants(query, fact)) continue;
      for (std::uint32_t i = 0; i < registry.partners.size(); ++i) {
        const base::PartnerKey partner{i};
        const programs::TypeMask types = credited_types(world, partner, fact);
        if (types == 0 || !wants(world, query, partner)) continue;
        TRY_STATUS(add(cells, world, query, partner, fact, types));
      }
    }
    for (const auto& [key, flow] : naive::flows_of(world, month)) {
      for (std::uint32_t i = 0; i < registry.partners.size() && wants(query, flow.front()); ++i) {
        if (wants(world, query, {i})) TRY_STATUS(add_by_time(cells, world, query, {i}, flow));
      }
    }
  }
  std::vector<CreditRow> rows;
  for (const auto& [keys, cell] : cells) {
    const base::Decimal quantity =
        base::round(cell.quantity, base::kDecimals, base::Rounding::HalfEven);
    if (cell.amount.is_zero() && quantity.is_zero()) continue;
    rows.push_back({keys, cell.amount, quantity, cell.associations});
  }
  return rows;
}

std::vector<ReconcileRow> naive_reconcile(std::span<const usage::Record> records,
                                          const registry::Snapshot& registry,
                                          const programs::Programme& programme, base::Month month) {
  using base::Product;
  const World world{records, registry, programme};
  std::map<std::tuple<base::Measure, std::string, std::string>, ReconcileRow> rows;
  const auto add = [&](const usage::Record& record, const std::string& bucket,
                       const Product& amount, const Product& quantity) {
    ReconcileRow& row = rows[{record.measure, record.currency, bucket}];
    row.measure = record.measure;
    row.currency = record.currency;
    row.bucket = bucket;
    row.amount += amount;
    row.quantity += quantity;
  };
  naive::Shares shares(world);
  for (const Fact& fact : naive::facts_of(world, month)) {
    const usage::Record& record = *fact.record;
    const Product amount_rest = Product::from_parts({}, record.amount_rest);
    const Product quantity_rest = Product::from_parts({}, record.quantity_rest);
    add(record, "ingested", Product(record.amount) + amount_rest,
        Product(record.quantity) + quantity_rest);
    const base::Decimal part = fact.residual.empty() ? shares.credited(fact) : base::Decimal();
    const Product amount = base::multiply(record.amount, part);
    const Product quantity = base::multiply(record.quantity, part);
    add(record, "credited_once", amount, quantity);
    if (part < base::Decimal::from_integer(1)) {
      add(record, fact.residual.empty() ? residual_of(world, fact) : fact.residual,
          Product(record.amount) - amount, Product(record.quantity) - quantity);
    }
    add(record, "rounding", amount_rest, quantity_rest);
  }
  std::vector<ReconcileRow> out;
  for (const auto& [key, row] : rows) {
    const bool stays = row.bucket == "ingested" || row.bucket == "credited_once";
    if (stays || !row.amount.is_zero() || !row.quantity.is_zero()) out.push_back(row);
  }
  return out;
}

}  // namespace attribution
