#include "programs/parameters.h"

#include <algorithm>
#include <charconv>

#include "base/currency.h"
#include "base/zone.h"
#include "programs/section.h"

namespace programs {
namespace {

using Kind = Node::Kind;

enum class Shape { ZoneName, Currency, YearStart, MonthDay, Count, Flag, Money, Share, Word };

struct Rule {
  std::string_view name;
  Shape shape;
  std::string_view otherwise;     // the default
  std::string_view words = {};    // Word: what may stand here, separated by spaces
  std::string_view not_yet = {};  // Word: known to the domain, not computed by this version
};

constexpr auto kRules = std::to_array<Rule>({
    {"time_zone", Shape::ZoneName, "UTC"},
    {"currency", Shape::Currency, "USD"},
    {"fiscal_year_start", Shape::YearStart, "07-01"},
    {"snapshot_day", Shape::MonthDay, "LAST"},
    {"eligibility_day", Shape::MonthDay, "LAST"},
    {"rounding", Shape::Word, "HALF_EVEN", "HALF_EVEN HALF_UP FLOOR"},
    {"credit_own_use", Shape::Flag, "false"},
    {"customers_see_rates", Shape::Flag, "false"},
    {"count_non_csp_associations_on_csp", Shape::Flag, "true"},
    {"future_dating_max_days", Shape::Count, "90"},
    {"customer_backdating_days", Shape::Count, "0"},
    {"operator_backdating_max_days", Shape::Count, "90"},
    {"late_usage_credit_months", Shape::Count, "13"},
    {"late_usage_earning_months", Shape::Count, "6"},
    {"usage_after_end_days", Shape::Count, "31"},
    {"competency_lookback", Shape::Word, "NONE", "NONE", "TTM"},
    {"credit_mode", Shape::Word, "FULL", "FULL SHARED"},
    {"dpor_requires_partner_acceptance", Shape::Flag, "false"},
    {"carry_over_on_renewal", Shape::Flag, "false"},
    {"invite_expiry_days", Shape::Count, "30"},
    {"consent_window_days", Shape::Count, "7"},
    {"claim_review_start_business_days", Shape::Count, "5"},
    {"claim_decision_business_days", Shape::Count, "5"},
    {"claim_answer_business_days", Shape::Count, "5"},
    {"claim_dispute_days", Shape::Count, "30"},
    {"earning_dispute_days", Shape::Count, "60"},
    {"dispute_decision_days", Shape::Count, "30"},
    {"incumbent_notice", Shape::Flag, "true"},
    {"incumbent_cooling_off_days", Shape::Count, "0"},
    {"tier_mode", Shape::Word, "MARGINAL", "MARGINAL WHOLE"},
    {"payment_threshold", Shape::Money, "200"},
    {"recoup_months", Shape::Count, "12"},
    {"coop_share", Shape::Share, "40 %"},
    {"coop_threshold", Shape::Money, "10000"},
    {"coop_usage_months", Shape::Count, "6"},
    {"coop_claim_months", Shape::Count, "2"},
});

constexpr auto kNames = [] {
  std::array<std::string_view, kRules.size()> names;
  std::ranges::transform(kRules, names.begin(), &Rule::name);
  return names;
}();

constexpr int kCountMax = 36'500;  // a hundred years of days

std::string_view expected(Shape shape) {
  switch (shape) {
    case Shape::ZoneName: return "the name of a time zone, like \"UTC\" or \"Europe/Berlin\"";
    case Shape::Currency: return "an ISO 4217 currency code, like \"USD\"";
    case Shape::YearStart: return "a day of the year, like \"07-01\"";
    case Shape::MonthDay: return "\"LAST\" or a day from 1 to 28";
    case Shape::Count: return "a whole number from 0 to 36500, without quotes";
    case Shape::Flag: return "true or false, without quotes";
    case Shape::Money: return "a decimal number in quotes, like \"200\"";
    case Shape::Share: return "a percentage in quotes, like \"40 %\"";
    case Shape::Word: break;
  }
  return "a word of a closed list";
}

std::optional<int> whole(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool all = error == std::errc() && end == text.data() + text.size();
  return all && value >= least && value <= most ? std::optional(value) : std::nullopt;
}

bool has_word(std::string_view words, std::string_view word) {
  const std::string padded = " " + std::string(words) + " ";
  return !word.empty() && padded.find(" " + std::string(word) + " ") != std::string::npos;
}

bool fits(const Node& value, Shape shape) {
  const bool text = value.kind == Kind::Text;
  switch (shape) {
    case Shape::ZoneName: return text && base::Zone::find(value.text).has_value();
    case Shape::Currency: return text && base::is_currency(value.text);
    case Shape::YearStart:
      return text && value.text != "02-29" && base::Day::parse("2025-" + value.text).has_value();
    case Shape::MonthDay:
      return (text && value.text == "LAST") ||
             (value.kind == Kind::Integer && whole(value.text, 1, 28));
    case Shape::Count: return value.kind == Kind::Integer && whole(value.text, 0, kCountMax);
    case Shape::Flag: return value.kind == Kind::Flag;
    case Shape::Money: return text && base::parse_exact(value.text).has_value();
    case Shape::Share:
    case Shape::Word: break;
  }
  return true;  // these two explain themselves
}

base::Result<std::string> word_of(const Section& section, const Rule& rule) {
  const Node& value = *section.find(rule.name);
  if (value.kind == Kind::Text && has_word(rule.words, value.text)) return value.text;
  if (value.kind == Kind::Text && has_word(rule.not_yet, value.text)) {
    return fault(value, "parameter '" + std::string(rule.name) + "' is " + value.text +
                            ", which this version cannot compute; use " + std::string(rule.words));
  }
  return fault(value, "parameter '" + std::string(rule.name) + "' must be one of " +
                          std::string(rule.words) + ", in quotes");
}

base::Result<std::string> text_of(const Section& section, const Rule& rule) {
  const Node* value = section.find(rule.name);
  if (value == nullptr) return std::string(rule.otherwise);
  if (rule.shape == Shape::Word) return word_of(section, rule);
  if (rule.shape == Shape::Money) TRY(section.decimal(rule.name));
  if (rule.shape == Shape::Share) TRY(section.share(rule.name));
  if (fits(*value, rule.shape)) return value->text;
  return fault(*value, "parameter '" + std::string(rule.name) + "' must be " +
                           std::string(expected(rule.shape)));
}

int day_of_month(std::string_view text) {
  return text == "LAST" ? 0 : *whole(text, 1, 28);
}

base::Rounding rounding_of(std::string_view text) {
  if (text == "HALF_UP") return base::Rounding::HalfUp;
  return text == "FLOOR" ? base::Rounding::Floor : base::Rounding::HalfEven;
}

// Requires: `text` passed the rule of `name`. Nothing where no field holds this parameter.
void assign(Parameters& to, std::string_view name, const std::string& text) {
  const auto count = [&] { return *whole(text, 0, kCountMax); };
  if (name == "time_zone")
    to.time_zone = text;
  else if (name == "currency")
    to.currency = text;
  else if (name == "fiscal_year_start")
    to.fiscal_year_start = text;
  else if (name == "snapshot_day")
    to.snapshot_day = day_of_month(text);
  else if (name == "eligibility_day")
    to.eligibility_day = day_of_month(text);
  else if (name == "rounding")
    to.rounding = rounding_of(text);
  else if (name == "credit_mode")
    to.credit_mode = text == "SHARED" ? CreditMode::Shared : CreditMode::Full;
  else if (name == "credit_own_use")
    to.credit_own_use = text == "true";
  else if (name == "customers_see_rates")
    to.customers_see_rates = text == "true";
  else if (name == "count_non_csp_associations_on_csp")
    to.count_non_csp_associations_on_csp = text == "true";
  else if (name == "future_dating_max_days")
    to.future_dating_max_days = count();
  else if (name == "customer_backdating_days")
    to.customer_backdating_days = count();
  else if (name == "operator_backdating_max_days")
    to.operator_backdating_max_days = count();
  else if (name == "late_usage_credit_months")
    to.late_usage_credit_months = count();
  else if (name == "late_usage_earning_months")
    to.late_usage_earning_months = count();
  else if (name == "usage_after_end_days")
    to.usage_after_end_days = count();
  else if (name == "payment_threshold")
    to.payment_threshold = *base::parse_exact(text);
  else if (name == "recoup_months")
    to.recoup_months = count();
  else if (name == "coop_threshold")
    to.coop_threshold = *base::parse_exact(text);
  else if (name == "coop_usage_months")
    to.coop_usage_months = count();
  else if (name == "coop_claim_months")
    to.coop_claim_months = count();
  else if (name == "earning_dispute_days")
    to.earning_dispute_days = count();
  else if (name == "dispute_decision_days")
    to.dispute_decision_days = count();
}

}  // namespace

base::Result<Parameters> read_parameters(const Node* node) {
  const Node defaults;
  const Section section =
      TRY(Section::open(node == nullptr ? defaults : *node, "[parameters]", kNames));
  Parameters parameters;
  for (const Rule& rule : kRules) {
    const std::string text = TRY(text_of(section, rule));
    parameters.texts.emplace_back(rule.name, text);
    assign(parameters, rule.name, text);
  }
  return parameters;
}

}  // namespace programs
