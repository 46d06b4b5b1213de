#include "tests/replay.h"

#include <algorithm>
#include <utility>

#include "app/answer_jobs.h"
#include "app/explain_jobs.h"
#include "tests/comparison.h"

namespace tests {
namespace {

using attribution::EarningKind;
using attribution::EarningLine;
using attribution::Explanation;
using base::Decimal;
using usage::Record;

constexpr int kCoins = 2;  // USD and EUR

std::unexpected<base::Error> wrong(const EarningLine& line, const std::string& what) {
  return base::fail(base::Code::Corrupt, "line " + text(line) + ": " + what);
}

Decimal rounded(Decimal a, Decimal b, int decimals) {
  return base::round(base::multiply(a, b), decimals, base::Rounding::HalfEven);
}

const Explanation* find(const std::vector<Explanation>& nodes, std::string_view kind,
                        std::string_view label) {
  const auto found = std::ranges::find_if(
      nodes, [&](const Explanation& one) { return one.kind == kind && one.label == label; });
  return found == nodes.end() ? nullptr : &*found;
}

std::string value_of(const EarningLine& line) {
  return line.amount.text() + ' ' + line.currency +
         (line.kind == EarningKind::Coop ? " co-op" : "");
}

const programs::Lever& lever_of(const programs::Programme& programme, const EarningLine& line) {
  return *std::ranges::find(programme.levers, line.lever, &programs::Lever::code);
}

// One rate, rounded once; the co-op part is what is left of the rebate.
Decimal worth(const programs::Lever& lever, EarningKind kind, Decimal base) {
  Decimal rate = lever.rates.front().rate;
  if (lever.in_units()) rate = rounded(lever.unit_values.front().rate, rate, base::kDecimals);
  const Decimal whole = rounded(base, rate, kCoins);
  if (!lever.coop_share) return whole;
  const Decimal rebate = rounded(whole, Decimal::from_integer(1) - *lever.coop_share, kCoins);
  return kind == EarningKind::Coop ? whole - rebate : rebate;
}

}  // namespace

Replay::Replay(const app::View& view, const std::vector<Record>& rows)
    : view_(view),
      registry_(view.books.registry),
      programme_(view.books.programme),
      directory_(registry_) {
  for (const Record& row : rows) {
    rows_.push_back(&row);
    by_label_[row.usage_date.text() + ' ' + row.source + '/' + row.record_key + " revision " +
              std::to_string(row.revision)] = &row;
  }
}

base::Result<const Replay::Told*> Replay::told_of(const EarningLine& line) {
  const auto [at, is_new] =
      told_.try_emplace({line.partner, line.subscription, line.earning_month});
  Told& told = at->second;
  if (!is_new) return &told;
  attribution::ExplainQuery query;
  query.partner = line.partner;
  query.month = line.earning_month;
  query.subscription = line.subscription;
  query.why_not = true;
  query.usage_rows_max = 0;
  const Explanation root = TRY(app::explain(view_, query));
  const Explanation* place = find(root.because, "subscription", line.subscription);
  if (place == nullptr) return wrong(line, "its explanation does not speak of the subscription");
  for (const Explanation& node : place->because) {
    if (node.kind == "earning") told.earnings.push_back(node);
    const Explanation* sum = find(node.because, "arithmetic", "usage");
    if (node.kind != "credit" || sum == nullptr) continue;
    for (const Explanation& shown : sum->because) {
      const auto row = by_label_.find(shown.label);
      if (row == by_label_.end()) return wrong(line, "nobody delivered the row " + shown.label);
      told.rows.push_back(row->second);
    }
  }
  return &told;
}

base::Status Replay::check_told(const EarningLine& line, const Told& told) const {
  for (const Explanation& node : told.earnings) {
    if (node.label != line.lever || node.value != value_of(line)) continue;
    const Explanation* reason =
        line.reason_code.empty() ? nullptr : find(node.because, "reason", line.reason_code);
    if (!line.reason_code.empty() && (reason == nullptr || reason->value.empty())) continue;
    if (line.rates.empty()) return {};
    const Explanation* arithmetic = find(node.because, "arithmetic", "earning");
    if (arithmetic != nullptr && arithmetic->value.starts_with("base " + line.base.text() + ' ') &&
        arithmetic->value.contains(" = " + line.amount.text() + ' ' + line.currency + ' '))
      return {};
  }
  return wrong(line, "no explanation says so");
}

base::Status Replay::check(const EarningLine& line) {
  const Told& told = *TRY(told_of(line));
  TRY_STATUS(check_told(line, told));
  for (const Record* row : told.rows) {
    bool stands = false;
    for (programs::TypeIndex type = 0; type < programme_.types.size(); ++type)
      stands |= stands_as(type, line.partner, *row);
    if (!stands) return wrong(line, "it shows " + row->record_key + ", where nobody stands");
  }
  if (line.rates.empty()) {
    const bool earns =
        std::ranges::any_of(rows_, [&](const Record* row) { return is_base(line, *row); });
    return earns ? wrong(line, "there are rows for it") : base::Status();
  }
  for (const auto* rows : {&std::as_const(rows_), &told.rows}) {
    const Decimal base = base_of(line, *rows);
    if (base != line.base) return wrong(line, "its rows come to a base of " + base.text());
  }
  const Decimal amount = worth(lever_of(programme_, line), line.kind, line.base);
  if (amount != line.amount) return wrong(line, "its base is worth " + amount.text());
  return {};
}

base::Status Replay::check_absent(const EarningLine& line) {
  const std::string ending = value_of(line).substr(line.amount.text().size());
  for (const Explanation& node : TRY(told_of(line))->earnings) {
    const bool held = find(node.because, "reason", "ON_HOLD") != nullptr;
    if (node.label == line.lever && held == (line.reason_code == "ON_HOLD") &&
        node.value.ends_with(ending) && node.value != '0' + ending)
      return wrong(line, "its explanation shows " + node.value);
  }
  return {};
}

Decimal Replay::base_of(const EarningLine& line, const std::vector<const Record*>& rows) const {
  const programs::Lever& lever = lever_of(programme_, line);
  Decimal out;
  for (const Record* row : rows) {
    const bool held = is_held(line.partner, row->usage_date);
    if (is_base(line, *row) && held == (line.reason_code == "ON_HOLD"))
      out += lever.in_units() ? row->quantity : row->amount;
  }
  return out;
}

bool Replay::is_base(const EarningLine& line, const Record& row) const {
  const programs::Lever& lever = lever_of(programme_, line);
  if (row.subscription_id != line.subscription || row.usage_date.month() != line.earning_month ||
      row.measure != lever.measure())
    return false;
  if (!lever.in_units() && row.currency != line.currency) return false;
  const auto& product = registry_[registry_[directory_.subscription(row.subscription_id)].product];
  if (!lever.filter.matches(product.id, product.family, product.metering, row.workload))
    return false;
  for (programs::TypeIndex type = 0; type < programme_.types.size(); ++type) {
    if ((lever.roles >> type & 1U) != 0 && stands_as(type, line.partner, row)) return true;
  }
  return false;
}

// Whether the partner stands beside the row's subscription on its day: by its sale, or because
// somebody designated it.
bool Replay::stands_as(programs::TypeIndex type, const std::string& id, const Record& row) const {
  const base::PartnerKey partner = directory_.partner(id);
  const base::SubscriptionKey place = directory_.subscription(row.subscription_id);
  const programs::AssociationType& rules = programme_.types[type];
  const registry::ChannelPeriod* sale = nullptr;
  for (const registry::ChannelPeriod& one : registry_.channels) {
    if (one.subscription == place && one.days.contains(row.usage_date)) sale = &one;
  }
  const bool csp = sale != nullptr && base::is_csp(sale->channel);
  const bool indirect = sale != nullptr && sale->channel == base::Channel::CspIndirect;
  if (rules.code == "csp_provider") return indirect && sale->transacting == partner;
  if (rules.code == "csp_reseller") return indirect && sale->reseller == partner;
  if (rules.code == "tpor") return sale != nullptr && !csp && sale->transacting == partner;
  if (rules.code == "dpor" && csp) return false;
  const registry::Subscription& subscription = registry_[place];
  const bool seats = registry_[subscription.product].metering == base::Metering::Seat;
  if (rules.code == "dap" && !seats) return false;
  return std::ranges::any_of(registry_.associations, [&](const registry::Association& one) {
    const bool here = one.subscription.exists() ? one.subscription == place
                                                : one.customer == subscription.customer;
    return one.type == type && one.partner == partner && here && one.days.from <= row.usage_date &&
           row.usage_date < one.days.to;
  });
}

bool Replay::is_held(const std::string& id, base::Day day) const {
  base::PartnerStatus out = base::PartnerStatus::Active;
  base::Day since = base::Day::min();
  for (const registry::StatusChange& one : registry_.statuses) {
    if (registry_[one.partner].id != id || one.from > day || one.from < since) continue;
    out = one.status;
    since = one.from;
  }
  return out == base::PartnerStatus::Suspended;
}

}  // namespace tests
