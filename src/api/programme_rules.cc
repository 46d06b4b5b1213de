#include "api/programme_rules.h"

#include "programs/load.h"
#include "programs/words.h"

namespace api {
namespace {

using programs::Lever;
using programs::LeverKind;

Value texts(const std::vector<std::string>& all) {
  Value out = list();
  for (const std::string& one : all)
    out.add(one);
  return out;
}

template <class Enum>
Value words(const std::vector<Enum>& all) {
  Value out = list();
  for (const Enum one : all)
    out.add(base::word(one));
  return out;
}

template <class Enum, std::size_t N>
Value word_of(const std::array<std::string_view, N>& known, Enum one) {
  return known[static_cast<std::size_t>(one)];
}

Value text_or_null(std::string_view text) {
  return text.empty() ? Value() : Value(text);
}

Value decimal_or_null(const std::optional<base::Decimal>& number) {
  return number ? Value(number->text()) : Value();
}

Value whole_or_null(const std::optional<int>& number) {
  return number ? Value(*number) : Value();
}

// All rows of a list, each by `made`.
template <class Row, class Made>
Value rows(const std::vector<Row>& all, Made made) {
  Value out = list();
  for (const Row& one : all)
    out.add(made(one));
  return out;
}

void add_days(Value& out, base::DayRange days) {
  out.add("from", text_or_null(days.from.text())).add("until", text_or_null(days.to.text()));
}

void add_filter(Value& out, const programs::ProductFilter& filter) {
  out.add("families", texts(filter.families)).add("products", texts(filter.products));
  out.add("workloads", texts(filter.workloads)).add("meterings", words(filter.meterings));
}

Value type_value(const programs::AssociationType& type) {
  Value out = object();
  out.add("code", type.code).add("name", type.name);
  out.add("channels", word_of(programs::kChannelGates, type.channels));
  out.add("meterings", words(type.meterings)).add("exclusive", text_or_null(type.exclusive));
  out.add("exclusive_per", word_of(programs::kExclusivePer, type.exclusive_per_workload));
  out.add("needs", text_or_null(type.needs)).add("competency", type.competency);
  out.add("incentive", type.incentive).add("covers", words(type.covers));
  out.add("basis", word_of(programs::kBases, type.continuous));
  out.add("month_hours", whole_or_null(type.month_hours));
  out.add("data_profile", word_of(programs::kDataProfiles, type.data_profile));
  return out.add("recognised", rows(type.recognised, [](const programs::Recognition& one) {
                   Value row = object();
                   row.add("channel", base::word(one.channel));
                   return row.add("party", word_of(programs::kParties, one.party));
                 }));
}

Value metric_value(const programs::Metric& metric) {
  using programs::MetricKind;
  const bool is_manual = metric.kind == MetricKind::Manual;
  const bool is_growth = metric.kind == MetricKind::Growth;
  const bool has_points = !metric.points.is_zero();
  Value out = object();
  out.add("code", metric.code).add("kind", word_of(programs::kMetricKinds, metric.kind));
  out.add("measure", is_manual ? Value() : Value(base::word(metric.measure)));
  out.add("baseline_months", is_growth ? Value(metric.baseline_months) : Value());
  out.add("minimum_baseline", is_growth ? Value(metric.minimum_baseline.text()) : Value());
  out.add("target", has_points ? Value(metric.target.text()) : Value());
  return out.add("points", has_points ? Value(metric.points.text()) : Value());
}

Value level_value(const programs::Competency& competency, const programs::Level& level) {
  Value out = object();
  out.add("code", competency.level_codes[level.rank - 1]);
  add_days(out, level.in_force);
  out.add("thresholds", rows(level.thresholds, [&](const programs::Threshold& one) {
            Value row = object();
            row.add("metric", competency.metrics[one.metric].code);
            row.add("at_least", one.at_least.text());
            return row.add("market_class", text_or_null(one.market_class));
          }));
  out.add("points", decimal_or_null(level.points));
  return out.add("every_metric_positive", level.every_metric_positive);
}

Value competency_value(const programs::Programme& programme,
                       const programs::Competency& competency) {
  Value counts = list();
  for (const programs::CompetencyMap& map : programme.competency_maps) {
    if (map.competency != competency.code) continue;
    Value row = object();
    add_filter(row, map.filter);
    counts.add(std::move(row.add("measures", words(map.measures))));
  }
  Value out = object();
  out.add("code", competency.code).add("name", competency.name).add("counts", std::move(counts));
  out.add("requires_fee", competency.requires_fee).add("grace_days", competency.grace_days);
  out.add("metrics", rows(competency.metrics, metric_value));
  return out.add("levels", rows(competency.levels, [&](const programs::Level& level) {
                   return level_value(competency, level);
                 }));
}

Value rate_value(const programs::Rate& rate) {
  Value out = object();
  add_days(out, rate.in_force);
  return out.add("rate", rate.rate.text());
}

Value eligibility_value(const programs::Programme& programme, const programs::Eligibility& asked) {
  if (!asked.asks()) return {};
  Value out = object();
  out.add("good_standing", asked.good_standing).add("enrolments", texts(asked.enrolments));
  out.add("profiles", words(asked.profiles));
  out.add("missing_profile", word_of(programs::kMissingProfiles, asked.missing_profile));
  out.add("countries", texts(asked.countries));
  out.add("customer_countries", texts(asked.customer_countries));
  const auto& held = asked.competency;
  out.add("competency", held ? Value(held->competency) : Value());
  return out.add(
      "level",
      held ? Value(programme.competency(held->competency)->level_codes[held->rank - 1]) : Value());
}

// What a lever pays.
void add_prices(Value& out, const Lever& lever) {
  const bool has_values = lever.kind == LeverKind::HighWaterMark;
  out.add("rates", has_values ? list() : rows(lever.rates, rate_value));
  out.add("unit_values", rows(has_values ? lever.rates : lever.unit_values, rate_value));
  out.add("tiers", rows(lever.tiers, [](const programs::Tier& tier) {
            Value row = object();
            row.add("until", decimal_or_null(tier.until));
            return row.add("rate", tier.rate.text());
          }));
  out.add("tier_mode", word_of(programs::kTierModes, lever.tier_mode));
  out.add("caps", rows(lever.caps, [](const programs::Cap& cap) {
            Value row = object();
            row.add("scope", word_of(programs::kCapScopes, cap.scope));
            row.add("window", word_of(programs::kWindows, cap.window));
            return row.add("amount", cap.amount.text()).add("currency", cap.currency);
          }));
}

// What a lever looks at.
void add_basis(Value& out, const Lever& lever) {
  const programs::LeverBasis& basis = lever.basis;
  const LeverKind kind = lever.kind;
  const bool has_measure =
      kind == LeverKind::Growth || kind == LeverKind::Flat || kind == LeverKind::Pool;
  const bool has_scope = lever.over_mark() || kind == LeverKind::Milestone ||
                         kind == LeverKind::Growth || kind == LeverKind::Flat;
  const bool is_growth = kind == LeverKind::Growth;
  out.add("measure", has_measure ? Value(base::word(basis.measure)) : Value());
  out.add("scope", has_scope ? word_of(programs::kLeverScopes, basis.scope) : Value());
  out.add("starts", basis.starts ? Value(basis.starts->text()) : Value());
  out.add("start_mark",
          kind == LeverKind::HighWaterMark ? Value(basis.start_mark.text()) : Value());
  out.add("baseline_months", is_growth ? Value(basis.baseline_months) : Value());
  out.add("minimum_baseline", is_growth ? Value(basis.minimum_baseline.text()) : Value());
  out.add("at_least", decimal_or_null(basis.at_least));
  out.add("milestones", rows(basis.milestones, [](const programs::Milestone& one) {
            Value row = object();
            return row.add("at_least", one.at_least.text()).add("amount", one.amount.text());
          }));
  out.add("milestones_of_seats", basis.of_seats);
  out.add("minimum_seats", decimal_or_null(lever.gates.minimum_seats));
  out.add("minimum_active_share", decimal_or_null(lever.gates.minimum_active_share));
  out.add("attach_within_days", whole_or_null(lever.gates.attach_within_days));
}

Value lever_value(const programs::Programme& programme, const Lever& lever) {
  Value roles = list();
  for (const programs::TypeIndex index : lever.precedence)
    roles.add(programme.types[index].code);
  Value out = object();
  out.add("code", lever.code).add("name", lever.name);
  out.add("kind", word_of(programs::kLeverKinds, lever.kind)).add("roles", std::move(roles));
  add_filter(out, lever.filter);
  add_prices(out, lever);
  out.add("accelerates",
          lever.accelerates ? Value(programme.levers[*lever.accelerates].code) : Value());
  out.add("currency", text_or_null(lever.currency));
  out.add("coop_share", decimal_or_null(lever.coop_share)).add("invented", lever.invented);
  add_basis(out, lever);
  out.add("rounding", lever.rounding ? word_of(programs::kRoundings, *lever.rounding) : Value());
  return out.add("eligibility", eligibility_value(programme, lever.eligibility));
}

// Each row with its lines of the file.
template <class Row, class Made>
Value told(const programs::Programme& programme, std::string_view table,
           const std::vector<Row>& all, Made made) {
  const std::vector<std::string> sources = programs::texts_of(programme, table);
  Value out = list();
  for (std::size_t i = 0; i < all.size(); ++i)
    out.add(std::move(made(all[i]).add("text", sources[i])));
  return out;
}

}  // namespace

Value rules_value(const programs::Programme& programme) {
  Value parameters = list();
  for (const auto& [name, text] : programme.parameters.texts) {
    Value row = object();
    parameters.add(std::move(row.add("name", name).add("value", text)));
  }
  Value out = object();
  out.add("object", "programme_rules").add("code", programme.code).add("name", programme.name);
  out.add("version", programme.version).add("currency", programme.parameters.currency);
  out.add("parameters", std::move(parameters));
  out.add("types", told(programme, "type", programme.types, type_value));
  out.add("market_classes", rows(programme.market_classes, [](const programs::MarketClass& one) {
            Value row = object();
            return row.add("code", one.code).add("countries", texts(one.countries));
          }));
  out.add("competencies", told(programme, "competency", programme.competencies,
                               [&](const auto& one) { return competency_value(programme, one); }));
  out.add("levers", told(programme, "lever", programme.levers,
                         [&](const auto& one) { return lever_value(programme, one); }));
  return out.add("examples", rows(programme.examples,
                                  [](const programs::Example& one) { return Value(one.name); }));
}

}  // namespace api
