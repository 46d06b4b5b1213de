#include "attribution/explain.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "attribution/closed_gate.h"
#include "attribution/earning_text.h"
#include "attribution/earnings.h"
#include "attribution/eligibility_text.h"
#include "attribution/exchange.h"
#include "attribution/month_facts.h"
#include "attribution/sentences.h"
#include "attribution/shared_credit.h"
#include "base/check.h"
#include "base/nearest.h"
#include "registry/credit_shares.h"
#include "registry/partner_days.h"

namespace attribution {
namespace {

using base::Count;
using base::Decimal;
using base::Money;
using base::Number;

// A credited line while it is built: the rows it rests on.
struct Line {
  Decimal amount;
  Decimal quantity;
  std::set<base::Day> days;
  programs::TypeMask types = 0;
  std::vector<const usage::LocatedRecord*> rows;
  // How much there is by the agreed share of the day.
  std::map<Decimal, std::pair<Decimal, Decimal>> agreed;
  // What is credited by the time with access, before it is shared.
  std::optional<AccessShare> share;
  Decimal shared_amount;
  Decimal shared_quantity;

  Decimal credited_amount() const { return share ? amount + share->of(shared_amount) : amount; }
  Decimal credited_quantity() const {
    return share ? quantity + share->of(shared_quantity) : quantity;
  }
};
using LineKey = std::tuple<std::string, base::Measure, std::string>;  // workload, measure, currency

// What did not count, by reason.
struct Shortfall {
  Decimal amount;
  Decimal quantity;
  std::size_t rows = 0;
};
using ShortfallKey = std::tuple<std::string, base::Measure, std::string>;  // reason, measure, cur.

// Where each day's facts of a series belong, as the engine sees them, found again from a raw row.
using FactKey =
    std::tuple<base::Measure, base::CountClass, std::string_view, std::string_view, base::Day>;

class PlaceExplainer {
 public:
  PlaceExplainer(const usage::SeriesIndex& index, usage::UsageLog& log, base::CommitNumber as_known,
                 const Holdings& holdings, const Standing& standing, HeldLevels& levels,
                 const ExplainQuery& query, base::PartnerKey partner)
      : index_(index),
        log_(log),
        as_known_(as_known),
        holdings_(holdings),
        standing_(standing),
        levels_(levels),
        query_(query),
        partner_(partner),
        say_(query.language),
        counting_(standing.programme().credited_by_day()),
        is_shared_(standing.programme().parameters.credit_mode == programs::CreditMode::Shared),
        time_(holdings, standing) {}

  base::Result<Explanation> explain(base::SubscriptionKey place);

 private:
  base::Status gather(base::SubscriptionKey place);
  bool add_by_day(base::SubscriptionKey place, const usage::LocatedRecord& row,
                  const MonthFact& fact);
  bool add_by_time(base::SubscriptionKey place, const usage::LocatedRecord& row,
                   const MonthFact& fact);
  void add_access(const LineKey& key, const Line& line, Explanation& out) const;
  bool counts_for_competency(base::SubscriptionKey place, const std::string& workload,
                             base::Measure measure, const std::string& competency) const;
  programs::TypeMask types_of(base::SubscriptionKey place, const MonthFact& fact) const;
  std::string_view why_not(base::SubscriptionKey place, const MonthFact& fact) const;
  Explanation credit_line(base::SubscriptionKey place, const LineKey& key, const Line& line) const;
  Explanation association_node(const registry::Association& association,
                               base::SubscriptionKey place) const;
  Explanation usage_node(const usage::LocatedRecord& row) const;
  Explanation usage_rows(base::SubscriptionKey place, const LineKey& key, const Line& line) const;
  bool is_asked(base::SubscriptionKey place, const LineKey& key) const;
  bool is_told(base::SubscriptionKey place) const;
  bool is_told(base::SubscriptionKey place, const usage::Record& record) const;
  bool tells_money() const;
  void add_channels(base::SubscriptionKey place, Explanation& out) const;
  void add_associations(base::SubscriptionKey place, const LineKey& key, const Line& line,
                        Explanation& out) const;
  void add_competencies(base::SubscriptionKey place, const LineKey& key, Explanation& out) const;
  void add_conversion(const LineKey& key, const Line& line, Explanation& out) const;
  void add_shares(const LineKey& key, const Line& line, Explanation& out) const;
  std::string sum_of_shares(const Line& line, const std::string& currency) const;
  std::string scope_of(const registry::Association& association, base::SubscriptionKey place) const;
  std::string sum(const Number& amount, const std::string& currency, const Number& quantity) const;
  Explanation note_hidden(const base::Sentence<>& what) const;
  void add_earnings(base::SubscriptionKey place, Explanation& out) const;
  void add_rules(base::SubscriptionKey place, const EarningLine& line, const programs::Lever& lever,
                 Explanation& out) const;
  void add_given(base::SubscriptionKey place, const EarningLine& line, Explanation& out) const;
  void add_reasons(base::SubscriptionKey place, std::uint32_t lever, const EarningLine& line,
                   Explanation& out) const;
  void add_closed_gates(base::SubscriptionKey place, Explanation& out) const;
  void add_shortfalls(Explanation& out) const;

  const usage::SeriesIndex& index_;
  usage::UsageLog& log_;
  const base::CommitNumber as_known_;
  const Holdings& holdings_;
  const Standing& standing_;
  HeldLevels& levels_;
  const ExplainQuery& query_;
  const base::PartnerKey partner_;
  const base::Speaker say_;
  const programs::TypeMask counting_;  // types that give credit by the day
  const bool is_shared_;
  const AccessTime time_;
  std::vector<usage::LocatedRecord> records_;
  std::map<LineKey, Line> lines_;
  std::map<ShortfallKey, Shortfall> shortfalls_;
  bool has_hidden_shortfalls_ = false;
};

bool PlaceExplainer::is_told(base::SubscriptionKey place) const {
  return query_.discretion == nullptr || query_.discretion->sees_subscription(place);
}

bool PlaceExplainer::is_told(base::SubscriptionKey place, const usage::Record& record) const {
  return query_.discretion == nullptr || query_.discretion->sees_record(place, record);
}

bool PlaceExplainer::tells_money() const {
  return query_.discretion == nullptr || query_.discretion->sees_money;
}

// Sorts every raw row of the month into a credited line or a shortfall, by the same facts and
// holdings the engine used, and checks that the rows add up to what the engine says.
base::Status PlaceExplainer::gather(base::SubscriptionKey place) {
  const registry::Snapshot& registry = standing_.registry();
  records_ = TRY(log_.read_records({as_known_, registry[place].id, base::range_of(query_.month)}));
  std::map<FactKey, MonthFact> facts;
  for (const MonthFact& fact : month_facts(index_, standing_, place, query_.month)) {
    facts[{fact.lane->measure, fact.lane->counted, index_.workload(fact.lane->workload),
           index_.currency(fact.lane->currency), fact.measured_on}] = fact;
  }
  std::map<FactKey, std::pair<Decimal, Decimal>> replayed;
  for (const usage::LocatedRecord& row : records_) {
    const usage::Record& record = row.record;
    const FactKey key{record.measure, base::count_class(record.measure, record.charge_kind),
                      record.workload, record.currency, record.usage_date};
    const auto found = facts.find(key);
    if (found == facts.end()) {
      return base::fail(base::Code::Corrupt, "usage row " + record.record_key +
                                                 " is in the log and not in the series index; "
                                                 "delete the folder index/ to rebuild it");
    }
    replayed[key].first += record.amount;
    replayed[key].second += record.quantity;
    const MonthFact& fact = found->second;
    if (fact.residual.empty() && (add_by_day(place, row, fact) || add_by_time(place, row, fact)))
      continue;
    if (!is_told(place, record)) {
      has_hidden_shortfalls_ = true;
      continue;
    }
    const std::string reason(fact.residual.empty() ? why_not(place, fact) : fact.residual);
    Shortfall& shortfall = shortfalls_[{reason, record.measure, record.currency}];
    shortfall.amount += record.amount;
    shortfall.quantity += record.quantity;
    ++shortfall.rows;
  }
  for (const auto& [key, fact] : facts) {
    const auto at = replayed.find(key);
    if (at == replayed.end() || at->second.first != fact.amount ||
        at->second.second != fact.quantity) {
      return base::fail(base::Code::Corrupt, "the series index of " + registry[place].id + " on " +
                                                 fact.measured_on.text() +
                                                 " does not replay from the usage log; "
                                                 "delete the folder index/ to rebuild it");
    }
  }
  return {};
}

// The types with which the partner is credited with the day of the fact.
programs::TypeMask PlaceExplainer::types_of(base::SubscriptionKey place,
                                            const MonthFact& fact) const {
  for (const Holdings::Holder& holder : holdings_.holders(place, fact.lane->workload)) {
    if (holder.partner == partner_) return holder.types_on(fact.day) & counting_;
  }
  return 0;
}

bool PlaceExplainer::add_by_day(base::SubscriptionKey place, const usage::LocatedRecord& row,
                                const MonthFact& fact) {
  const usage::Record& record = row.record;
  const programs::TypeMask types = types_of(place, fact);
  const auto shares = registry::shares_of(standing_.registry(), place);
  const Decimal share = registry::share_on(shares, partner_, fact.day);
  if (types == 0 || (is_shared_ && share.is_zero())) return false;
  Line& line = lines_[{record.workload, record.measure, record.currency}];
  line.amount += record.amount;
  line.quantity += record.quantity;
  line.days.insert(fact.day);
  line.types |= types;
  line.rows.push_back(&row);
  auto& [amount, quantity] = line.agreed[share];
  amount += record.amount;
  quantity += record.quantity;
  return true;
}

// Requires: the partner is not credited by the day.
bool PlaceExplainer::add_by_time(base::SubscriptionKey place, const usage::LocatedRecord& row,
                                 const MonthFact& fact) {
  if (base::is_stock(fact.lane->measure)) return false;
  const usage::Record& record = row.record;
  const auto shares = time_.shares(place, fact.lane->workload, query_.month);
  const auto share = std::ranges::find(shares, partner_, &AccessShare::partner);
  if (share == shares.end()) return false;
  Line& line = lines_[{record.workload, record.measure, record.currency}];
  line.share = *share;
  line.shared_amount += record.amount;
  line.shared_quantity += record.quantity;
  line.days.insert(fact.day);
  line.types |= share->types;
  line.rows.push_back(&row);
  return true;
}

// Why the partner is not credited with a fact that counts.
std::string_view PlaceExplainer::why_not(base::SubscriptionKey place, const MonthFact& fact) const {
  if (types_of(place, fact) != 0) return "NOT_SHARED";
  const std::string_view workload = index_.workload(fact.lane->workload);
  const std::string_view reason = closed_gate(standing_, place, workload, fact.day, partner_);
  return reason.empty() ? "NO_ASSOCIATION_ON_DATE" : reason;
}

bool PlaceExplainer::counts_for_competency(base::SubscriptionKey place, const std::string& workload,
                                           base::Measure measure,
                                           const std::string& competency) const {
  const registry::Product& product = standing_.registry()[standing_.registry()[place].product];
  return std::ranges::any_of(
      standing_.programme().competency_maps, [&](const programs::CompetencyMap& map) {
        return map.competency == competency &&
               (map.measures.empty() ||
                std::ranges::find(map.measures, measure) != map.measures.end()) &&
               map.filter.matches(product.id, product.family, product.metering, workload);
      });
}

// "98.76 EUR, quantity 12"; "0, quantity 12" where nothing was billed.
std::string PlaceExplainer::sum(const Number& amount, const std::string& currency,
                                const Number& quantity) const {
  return say_(kSay.with_quantity, Money(amount, currency), quantity);
}

Explanation PlaceExplainer::note_hidden(const base::Sentence<>& what) const {
  return labelled("note", "hidden", say_(kSay.hidden), say_(what));
}

// What the association is for.
std::string PlaceExplainer::scope_of(const registry::Association& association,
                                     base::SubscriptionKey place) const {
  if (association.subscription.exists()) return say_(kSay.this_subscription);
  if (!is_told(place)) return say_(kSay.all_of_yours);
  const base::CustomerKey customer = standing_.registry()[place].customer;
  const std::string& chosen = standing_.registry()[association.customer].id;
  if (association.customer == customer) return say_(kSay.all_of_customer, chosen);
  return say_(kSay.all_of_kin, chosen, standing_.registry()[customer].id,
              standing_.kinship().one_since(association.customer, customer));
}

Explanation PlaceExplainer::association_node(const registry::Association& association,
                                             base::SubscriptionKey place) const {
  const programs::AssociationType& type = standing_.programme().types[association.type];
  std::string scope = scope_of(association, place);
  if (!association.workload.empty()) scope = say_(kSay.in_workload, scope, association.workload);
  std::string value = say_(kSay.association, type.name, scope, association.days);
  if (!association.end_reason.empty()) value += " (" + association.end_reason + ")";
  const base::DayRange lasts = registry::lasting_days(standing_.registry(), association);
  if (lasts.to < association.days.to) value += "; " + say_(kSay.ended_with_partner, lasts.to);
  const std::string commit = std::to_string(association.recorded.number);
  // Who, and in which file, is the operator's affair.
  value += "; " + (query_.discretion == nullptr ? say_(kSay.recorded_by, commit, association.source)
                                                : say_(kSay.recorded, commit));
  return {"association", association.id, value, {}};
}

Explanation PlaceExplainer::usage_node(const usage::LocatedRecord& row) const {
  const usage::Record& record = row.record;
  const Money money(record.amount, record.currency);
  std::string value = say_.text(money);
  if (!record.quantity.is_zero()) {
    value = record.unit.empty() ? say_(kSay.with_quantity, money, record.quantity)
                                : say_(kSay.with_unit, money, record.quantity, record.unit);
  }
  value = say_(kSay.of_kind, value, record.charge_kind);
  if (query_.discretion == nullptr && !row.delivered_as.empty()) {
    const std::string segment = std::to_string(row.segment), at = std::to_string(row.row);
    value += "; " + (row.line > 0 ? say_(kSay.delivered_line, row.delivered_as,
                                         std::to_string(row.line), segment, at)
                                  : say_(kSay.delivered, row.delivered_as, segment, at));
  }
  const std::string id = record.source + "/" + record.record_key;
  const std::string revision = std::to_string(record.revision);
  Explanation out{
      "usage", say_(kSay.usage_row, record.usage_date, id, revision), std::move(value), {}};
  out.facts = {{"usage_date", record.usage_date.text()},
               {"record", id},
               {"revision", revision},
               {"amount", record.amount.text()},
               {"currency", record.currency},
               {"quantity", record.quantity.text()},
               {"unit", record.unit}};
  return out;
}

void PlaceExplainer::add_associations(base::SubscriptionKey place, const LineKey& key,
                                      const Line& line, Explanation& out) const {
  std::vector<Stretch> stretches;
  for (const registry::Association* association : standing_.reaching(place)) {
    const bool reaches =
        association->partner == partner_ &&
        (association->workload.empty() || association->workload == std::get<0>(key));
    if (!reaches) continue;
    standing_.cut(*association, place, stretches);
    std::size_t days = 0;
    for (const Stretch& stretch : stretches) {
      if (!stretch.holds()) continue;
      days += static_cast<std::size_t>(std::ranges::count_if(
          line.days, [&](base::Day day) { return stretch.days.contains(day); }));
    }
    const bool by_time = standing_.programme().types[association->type].continuous;
    if (by_time ? (line.types >> association->type & 1U) == 0 : days == 0) continue;
    Explanation node = association_node(*association, place);
    node.value += "; " + (by_time ? say_(kSay.held_by_time) : say_(kSay.held_days, Count{days}));
    out.because.push_back(std::move(node));
  }
}

void PlaceExplainer::add_competencies(base::SubscriptionKey place, const LineKey& key,
                                      Explanation& out) const {
  const auto& [workload, measure, currency] = key;
  std::string codes;
  for (const programs::Competency& competency : standing_.programme().competencies) {
    if (!counts_for_competency(place, workload, measure, competency.code)) continue;
    codes += (codes.empty() ? "" : "+") + competency.code;
  }
  const registry::Product& product = standing_.registry()[standing_.registry()[place].product];
  std::string value;
  if (is_told(place)) {
    value = codes.empty() ? say_(kSay.product_unmapped, product.id, product.family)
                          : say_(kSay.product_counts, product.id, product.family, codes);
  } else {
    value = codes.empty() ? say_(kSay.credit_unmapped) : say_(kSay.credit_counts, codes);
  }
  out.because.push_back(labelled("rule", "competency", say_(kSay.competency), std::move(value)));
}

void PlaceExplainer::add_conversion(const LineKey& key, const Line& line, Explanation& out) const {
  const std::string& from = std::get<2>(key);
  const std::string& to = standing_.programme().parameters.currency;
  if (is_own_currency(standing_, from)) return;
  const auto rate = exchange_rate(standing_, from, query_.month);
  const Decimal amount = line.credited_amount();
  out.because.push_back(labelled(rate ? "arithmetic" : "reason", "exchange", say_(kSay.exchange),
                                 rate ? say_(kSay.converted, Money(amount, from), *rate,
                                             query_.month, Money(base::multiply(amount, *rate), to))
                                      : say_(kSay.no_rate, from, to, query_.month)));
}

std::string PlaceExplainer::sum_of_shares(const Line& line, const std::string& currency) const {
  base::Product amount, quantity;
  for (const auto& [share, sum] : line.agreed) {
    amount += base::multiply(sum.first, share);
    quantity += base::multiply(sum.second, share);
  }
  return this->sum(amount, currency, quantity);
}

// A line for each share, in the programme's currency where there is a rate.
void PlaceExplainer::add_shares(const LineKey& key, const Line& line, Explanation& out) const {
  const std::string& from = std::get<2>(key);
  const std::string& to = standing_.programme().parameters.currency;
  const bool is_own = is_own_currency(standing_, from);
  for (const auto& [share, sum] : line.agreed) {
    const Number percent(registry::percent_text(share));
    const Money before(sum.first, from);
    const auto after = [&, &amount = sum.first](Decimal factor) {
      return Money(base::multiply(amount, factor), from.empty() ? "" : to);
    };
    std::string value;
    if (is_own) {
      value = say_(kSay.shared, before, percent, after(share));
    } else if (const auto rate = exchange_rate(standing_, from, query_.month)) {
      value = say_(kSay.shared_converted, before, percent, *rate, after(shared_rate(*rate, share)));
    } else {
      value = say_(kSay.shared_unconverted, before, percent, to, after(share));
    }
    out.because.push_back(
        labelled("arithmetic", "share", say_(kSay.share, percent), std::move(value)));
  }
}

void PlaceExplainer::add_access(const LineKey& key, const Line& line, Explanation& out) const {
  if (!line.share) return;
  const std::string& currency = std::get<2>(key);
  const AccessShare& share = *line.share;
  const std::string before = sum(line.shared_amount, currency, line.shared_quantity);
  const std::string after =
      sum(share.of(line.shared_amount), currency, share.of(line.shared_quantity));
  out.because.push_back(labelled("arithmetic", "access", say_(kSay.access),
                                 say_(kSay.by_access, before, share.text(say_), after)));
}

// The rows that are told, and the sum of all.
Explanation PlaceExplainer::usage_rows(base::SubscriptionKey place, const LineKey& key,
                                       const Line& line) const {
  const std::string& currency = std::get<2>(key);
  Explanation out = labelled(
      "arithmetic", "usage", say_(kSay.usage),
      say_(kSay.sum_of_rows, Count{line.rows.size()}, Count{line.days.size()},
           sum(line.amount + line.shared_amount, currency, line.quantity + line.shared_quantity)));
  Shortfall hidden;
  std::size_t told = 0;
  for (const usage::LocatedRecord* row : line.rows) {
    if (!is_told(place, row->record)) {
      hidden.amount += row->record.amount;
      hidden.quantity += row->record.quantity;
      ++hidden.rows;
    } else if (++told <= query_.usage_rows_max || query_.usage_rows_max == 0) {
      out.because.push_back(usage_node(*row));
    }
  }
  if (query_.usage_rows_max > 0 && told > query_.usage_rows_max) {
    const Count more{told - query_.usage_rows_max};
    out.because.push_back(labelled("note", "more_rows", "", say_(kSay.more_rows, more)));
  }
  if (hidden.rows > 0) {
    out.because.push_back(labelled(
        "note", "hidden", say_(kSay.hidden),
        say_(kSay.hidden_rows, Count{hidden.rows}, sum(hidden.amount, currency, hidden.quantity))));
  }
  return out;
}

Explanation PlaceExplainer::credit_line(base::SubscriptionKey place, const LineKey& key,
                                        const Line& line) const {
  const auto& [workload, measure, currency] = key;
  Explanation out = labelled(
      "credit", std::string(base::word(measure)),
      workload.empty() ? say_.text(measure) : say_(kSay.measure_of, measure, workload), "");
  if (measure == base::Measure::Revenue && !tells_money()) {
    out.value = say_(kSay.revenue_hidden);
    add_associations(place, key, line, out);
    return out;
  }
  out.value = say_(kSay.credited,
                   is_shared_ ? sum_of_shares(line, currency)
                              : sum(line.credited_amount(), currency, line.credited_quantity()),
                   standing_.programme().labels(line.types));
  add_associations(place, key, line, out);
  add_access(key, line, out);
  add_competencies(place, key, out);
  if (is_shared_)
    add_shares(key, line, out);
  else
    add_conversion(key, line, out);
  out.because.push_back(usage_rows(place, key, line));
  return out;
}

void PlaceExplainer::add_earnings(base::SubscriptionKey place, Explanation& out) const {
  const bool asks_for_credit = query_.lever.empty() && (query_.measure || query_.workload);
  if (asks_for_credit) return;
  if (!tells_money()) {
    out.because.push_back(note_hidden(kSay.earnings_hidden));
    return;
  }
  const std::string& partner = standing_.registry()[partner_].id;
  for (const EarningLine& line :
       place_earnings(index_, holdings_, standing_, levels_, place, query_.month)) {
    if (line.partner != partner) continue;
    if (!query_.lever.empty() && line.lever != query_.lever) continue;
    const auto& levers = standing_.programme().levers;
    const auto lever = std::ranges::find(levers, line.lever, &programs::Lever::code);
    ASSERT(lever != levers.end());
    const Money amount(line.amount, line.currency);
    const bool is_coop = line.kind == EarningKind::Coop;
    Explanation node{
        "earning", line.lever, is_coop ? say_(kSay.coop_amount, amount) : say_.text(amount), {}};
    add_rules(place, line, *lever, node);
    if (!line.reason_code.empty()) {
      add_reasons(place, static_cast<std::uint32_t>(lever - levers.begin()), line, node);
    }
    out.because.push_back(std::move(node));
  }
}

// How the line came about, and what the lever is.
void PlaceExplainer::add_rules(base::SubscriptionKey place, const EarningLine& line,
                               const programs::Lever& lever, Explanation& out) const {
  const programs::Programme& programme = standing_.programme();
  const auto add = [&](const char* kind, const char* code, const base::Sentence<>& label,
                       std::string value) {
    out.because.push_back(labelled(kind, code, say_(label), std::move(value)));
  };
  if (!line.rates.empty())
    add("arithmetic", "earning", kSay.earning, arithmetic(say_, line, lever));
  add_given(place, line, out);
  for (std::string& term : terms_text(say_, lever))
    add("rule", "terms", kSay.terms, std::move(term));
  for (const programs::Cap& cap : programme.caps_of(lever))
    if (cap.currency == line.currency) add("rule", "cap", kSay.cap, cap_text(say_, cap));
  std::string name = lever.invented ? say_(kSay.rate_invented, lever.name) : lever.name;
  if (lever.reads_usage())
    name = say_(kSay.paid_to_holder, name, roles_text(say_, programme, lever));
  add("rule", "lever", kSay.lever, std::move(name));
}

// What the operator gave by hand.
void PlaceExplainer::add_given(base::SubscriptionKey place, const EarningLine& line,
                               Explanation& out) const {
  for (const registry::ManualEarning& one : standing_.registry().manual_earnings) {
    if (one.partner != partner_ || one.subscription != place || one.month != line.earning_month ||
        one.lever != line.lever || one.currency != line.currency || one.amount.is_zero()) {
      continue;
    }
    out.because.push_back({"arithmetic",
                           one.reference,
                           say_(kSay.by_hand, Money(one.amount, one.currency), one.reason),
                           {}});
  }
}

// The reason of a line; of gates and holds every one, with what would mend it.
void PlaceExplainer::add_reasons(base::SubscriptionKey place, std::uint32_t lever,
                                 const EarningLine& line, Explanation& out) const {
  out.because.push_back(
      {"reason", line.reason_code, reason_text(line.reason_code, say_.language()), {}});
  const bool held = line.reason_code == "ON_HOLD";
  const bool gate =
      std::ranges::find(programs::kGateReasons, line.reason_code) != programs::kGateReasons.end();
  if (!held && !gate) return;
  Gates gates(standing_, levels_, query_.month);
  for (GateFinding& one : gate_findings(say_, standing_, gates, partner_, lever, place)) {
    if (held != (one.code == "ON_HOLD")) continue;
    if (one.of_customer && !is_told(place)) continue;
    const Explanation remedy = labelled("note", "remedy", say_(kSay.remedy), std::move(one.remedy));
    out.because.push_back({"reason", std::move(one.code), std::move(one.what), {remedy}});
  }
}

// Where the facts of the place are not told, nor are the days that a gate has by them.
void PlaceExplainer::add_closed_gates(base::SubscriptionKey place, Explanation& out) const {
  std::vector<Stretch> stretches;
  for (const registry::Association* association : standing_.reaching(place)) {
    if (association->partner != partner_) continue;
    Explanation node = association_node(*association, place);
    standing_.cut(*association, place, stretches);
    bool is_hidden = false;
    for (const Stretch& stretch : stretches) {
      const base::DayRange days = stretch.days.intersect(base::range_of(query_.month));
      if (days.empty()) continue;
      const auto add = [&](bool closed, std::string code) {
        is_hidden |= closed && !is_told(place);
        if (!closed || !is_told(place)) return;
        const std::string text = reason_text(code, say_.language()) + "; " + say_.text(days);
        node.because.push_back({"reason", std::move(code), text, {}});
      };
      add(stretch.own_use, "SELF_DEALING");
      add(!stretch.family_fits, "ASSOC_NOT_ALLOWED_FOR_FAMILY");
      add(!stretch.channel_open, "ASSOC_NOT_ALLOWED_ON_CHANNEL");
    }
    if (is_hidden) node.because.push_back(note_hidden(kSay.closed_hidden));
    const base::DayRange lasts = is_told(place)
                                     ? standing_.days_at(*association, place)
                                     : registry::lasting_days(standing_.registry(), *association);
    if (!lasts.overlaps(base::range_of(query_.month))) {
      node.because.push_back(
          {"reason", "NO_ASSOCIATION_ON_DATE", say_(kSay.not_reaching, query_.month), {}});
    }
    if (!node.because.empty()) out.because.push_back(std::move(node));
  }
}

void PlaceExplainer::add_shortfalls(Explanation& out) const {
  for (const auto& [key, shortfall] : shortfalls_) {
    const auto& [reason, measure, currency] = key;
    out.because.push_back(
        {"reason",
         reason,
         say_(kSay.shortfall, measure, sum(shortfall.amount, currency, shortfall.quantity),
              Count{shortfall.rows}, reason_text(reason, say_.language())),
         {}});
  }
  if (has_hidden_shortfalls_) out.because.push_back(note_hidden(kSay.shortfall_hidden));
}

void PlaceExplainer::add_channels(base::SubscriptionKey place, Explanation& out) const {
  for (const registry::ChannelPeriod& period : standing_.registry().channels) {
    const bool is_of_month =
        period.subscription == place && period.days.overlaps(base::range_of(query_.month));
    if (!is_of_month) continue;
    out.because.push_back(labelled("note", "sales_channel", say_(kSay.sales_channel),
                                   say_(kSay.channel, period.channel, period.days)));
  }
}

// Whether the question is about this line.
bool PlaceExplainer::is_asked(base::SubscriptionKey place, const LineKey& key) const {
  const auto& [workload, measure, currency] = key;
  if (query_.workload && *query_.workload != workload) return false;
  if (query_.measure && *query_.measure != measure) return false;
  return query_.competency.empty() ||
         counts_for_competency(place, workload, measure, query_.competency);
}

base::Result<Explanation> PlaceExplainer::explain(base::SubscriptionKey place) {
  const registry::Snapshot& registry = standing_.registry();
  const registry::Subscription& subscription = registry[place];
  TRY_STATUS(gather(place));
  Explanation out{"subscription", subscription.id, "", {}};
  if (is_told(place)) {
    out.value =
        say_(kSay.place, registry[subscription.product].id, registry[subscription.customer].id);
    add_channels(place, out);
  } else {
    out.value = say_(kSay.place_hidden);
  }
  for (const auto& [key, line] : lines_) {
    if (is_asked(place, key)) out.because.push_back(credit_line(place, key, line));
  }
  add_earnings(place, out);
  if (query_.why_not || lines_.empty()) {
    add_closed_gates(place, out);
    add_shortfalls(out);
    if (records_.empty() && is_told(place)) {
      out.because.push_back(
          {"reason", "NO_USAGE", say_(kSay.no_usage, subscription.id, query_.month), {}});
    }
  }
  return out;
}

template <class Items>
base::Result<std::uint32_t> find_id(const Items& items, const std::string& id,
                                    std::string_view noun) {
  for (std::uint32_t i = 0; i < items.size(); ++i) {
    if (items[i].id == id) return i;
  }
  std::vector<std::string_view> known;
  for (const auto& item : items)
    known.push_back(item.id);
  return base::fail(base::Code::NotFound,
                    "there is no " + std::string(noun) + " '" + id + "'" + base::hint(id, known));
}

// Whether something of the product may count for it.
bool may_count_for(const programs::Programme& programme, const registry::Product& product,
                   const std::string& competency) {
  return std::ranges::any_of(programme.competency_maps, [&](const programs::CompetencyMap& map) {
    return map.competency == competency &&
           map.filter.matches(product.id, product.family, product.metering);
  });
}

// Subscriptions at which the partner stands in the month, or all its associations reach; of a
// competency those of its products, and those whose product is not told.
std::vector<base::SubscriptionKey> places_of(const Standing& standing, base::PartnerKey partner,
                                             const ExplainQuery& query) {
  std::vector<base::SubscriptionKey> out;
  const registry::Snapshot& registry = standing.registry();
  const base::DayRange month = base::range_of(query.month);
  for (std::uint32_t s = 0; s < registry.subscriptions.size(); ++s) {
    const std::string& customer = registry[registry.subscriptions[s].customer].id;
    if (!query.customer.empty() && customer != query.customer) continue;
    const registry::Product& product = registry[registry.subscriptions[s].product];
    const bool is_told = query.discretion == nullptr || query.discretion->sees_subscription({s});
    const bool is_of_another = !query.competency.empty() && is_told &&
                               !may_count_for(standing.programme(), product, query.competency);
    if (is_of_another) continue;
    for (const registry::Association* association : standing.reaching({s})) {
      if (association->partner != partner) continue;
      if (!query.why_not && !standing.days_at(*association, {s}).overlaps(month)) continue;
      out.push_back({s});
      break;
    }
  }
  return out;
}

Explanation stands_nowhere(const base::Speaker& say, const ExplainQuery& query) {
  const auto nowhere = [](std::string text) {
    return Explanation{"reason", "NO_ASSOCIATION_ON_DATE", std::move(text), {}};
  };
  if (!query.competency.empty()) {
    return labelled("note", "no_product_counts", "",
                    say(kSay.no_product_counts, query.competency, query.partner, query.month));
  }
  if (query.customer.empty()) return nowhere(say(kSay.no_association, query.partner, query.month));
  return nowhere(say(kSay.no_association_of, query.partner, query.customer, query.month));
}

template <class Rows>
base::Status check_code(const Rows& rows, const std::string& code, std::string_view noun) {
  if (code.empty()) return {};
  std::vector<std::string_view> codes;
  for (const auto& row : rows)
    codes.push_back(row.code);
  if (std::ranges::find(codes, code) != codes.end()) return {};
  return base::fail(base::Code::NotFound, "the programme has no " + std::string(noun) + " '" +
                                              code + "'" + base::hint(code, codes));
}

base::Result<std::vector<base::SubscriptionKey>> asked_places(const Standing& standing,
                                                              base::PartnerKey partner,
                                                              const ExplainQuery& query) {
  const registry::Snapshot& registry = standing.registry();
  if (!query.customer.empty()) TRY(find_id(registry.customers, query.customer, "customer"));
  if (query.subscription.empty()) return places_of(standing, partner, query);
  const std::uint32_t place =
      TRY(find_id(registry.subscriptions, query.subscription, "subscription"));
  return std::vector<base::SubscriptionKey>{{place}};
}

}  // namespace

Explanation labelled(std::string kind, std::string code, std::string label, std::string value) {
  Explanation out{std::move(kind), std::move(label), std::move(value), {}};
  out.code = std::move(code);
  return out;
}

base::Result<Explanation> explain(const usage::SeriesIndex& index, usage::UsageLog& log,
                                  base::CommitNumber as_known, const Holdings& holdings,
                                  const Standing& standing, const ExplainQuery& query) {
  const registry::Snapshot& registry = standing.registry();
  const programs::Programme& programme = standing.programme();
  const base::PartnerKey partner{TRY(find_id(registry.partners, query.partner, "partner"))};
  TRY_STATUS(check_code(programme.competencies, query.competency, "competency"));
  TRY_STATUS(check_code(programme.levers, query.lever, "lever"));
  const auto places = TRY(asked_places(standing, partner, query));
  const base::Speaker say(query.language);
  Explanation out{
      "question", say(kSay.question, query.partner, query.month), registry[partner].name, {}};
  const bool is_now = as_known == base::CommitNumber::latest();
  out.because.push_back(labelled("rule", "programme", say(kSay.programme),
                                 is_now ? say(kSay.known_now, programme.code, programme.version)
                                        : say(kSay.known_at, programme.code, programme.version,
                                              std::to_string(as_known.number))));
  HeldLevels levels = TRY(HeldLevels::gather(index, standing, query.month));
  const std::size_t shown = query.subscriptions_max == 0
                                ? places.size()
                                : std::min(places.size(), query.subscriptions_max);
  for (std::size_t i = 0; i < shown; ++i) {
    PlaceExplainer explainer(index, log, as_known, holdings, standing, levels, query, partner);
    out.because.push_back(TRY(explainer.explain(places[i])));
  }
  if (shown < places.size()) {
    out.because.push_back(labelled("note", "more_subscriptions", "",
                                   say(kSay.more_subscriptions, Count{places.size() - shown})));
  }
  if (places.empty()) out.because.push_back(stands_nowhere(say, query));
  return out;
}

}  // namespace attribution
