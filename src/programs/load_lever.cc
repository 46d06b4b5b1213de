#include "programs/load_lever.h"

#include <algorithm>

#include "base/currency.h"
#include "programs/words.h"

namespace programs {
namespace {

constexpr auto kTierKeys = std::to_array<std::string_view>({"until", "rate", "value"});
constexpr auto kCapKeys =
    std::to_array<std::string_view>({"scope", "window", "amount", "currency"});

// ---- prices -------------------------------------------------------------------------------------

// Overlaps are looked for in the order of the days; a gap is lawful (nothing is earned there).
base::Status check_disjoint(const Node& list, std::string_view what, std::vector<Rate>& rates) {
  std::ranges::sort(rates, {}, [](const Rate& rate) { return rate.in_force; });
  for (std::size_t i = 1; i < rates.size(); ++i) {
    if (!rates[i - 1].in_force.overlaps(rates[i].in_force)) continue;
    const std::string day = rates[i].in_force.from.text();
    return fault(list, std::string(what) + " overlap: two are in force" +
                           (day.empty() ? std::string(" on the first days") : " on " + day) +
                           "; end the earlier one with until = the first day of the later one");
  }
  return {};
}

// A list of values with the days on which each is in force. `value` is its key in a row.
base::Result<std::vector<Rate>> read_rates(const Section& lever, std::string_view key,
                                           std::string_view value) {
  const std::string what = "'" + std::string(key) + "' of " + lever.name();
  const std::array<std::string_view, 3> known{"from", "until", value};
  std::vector<Rate> rates;
  for (const Node& item : TRY(lever.tables(key))) {
    const auto row = TRY(Section::open(item, what, known));
    Rate rate;
    rate.in_force.from = TRY(row.day_or("from", base::Day::min()));
    rate.in_force.to = TRY(row.day_or("until", base::Day::forever()));
    if (rate.in_force.empty()) return fault(item, what + ": 'until' is not after 'from'");
    if (value == "rate") {
      rate.rate = TRY(row.share(value));
    } else {
      rate.rate = TRY(value == "amount" ? row.positive(value) : row.decimal(value));
    }
    rates.push_back(rate);
  }
  if (const Node* list = lever.find(key)) TRY_STATUS(check_disjoint(*list, what, rates));
  return rates;
}

base::Status read_currency(const Section& section, Lever& lever) {
  lever.currency = TRY(section.text_or("currency", ""));
  const Node* given = section.find("currency");
  if (given == nullptr || base::is_currency(lever.currency)) return {};
  return fault(*given, "currency '" + lever.currency + "' of " + section.name() +
                           " must be an ISO 4217 code, like \"USD\"");
}

// ---- tiers --------------------------------------------------------------------------------------

// Of a percentage a share; of units an amount of money for each.
base::Result<Tier> read_tier(const Node& node, const std::string& what, const Lever& lever) {
  const auto row = TRY(Section::open(node, what, kTierKeys));
  Tier tier;
  if (row.find("until") != nullptr) tier.until = TRY(row.decimal("until"));
  const bool units = lever.in_units();
  const std::string_view wrong = units ? "rate" : "value";
  if (const Node* extra = row.find(wrong)) {
    return fault(*extra, what + (units ? " give the 'value' of one unit, not a rate"
                                       : " give a 'rate', not a value"));
  }
  tier.rate = units ? TRY(row.decimal("value")) : TRY(row.share("rate"));
  return tier;
}

base::Status check_bounds(const Node& list, const std::string& what,
                          const std::vector<Tier>& tiers) {
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    const bool last = i + 1 == tiers.size();
    if (last != !tiers[i].until) {
      return fault(list,
                   what + (last ? ": the last must have no 'until', it takes all that is above"
                                : ": only the last may have no 'until'"));
    }
    if (last || (i == 0 ? base::Decimal() : *tiers[i - 1].until) < *tiers[i].until) continue;
    return fault(list, what + " are out of order: 'until' " + tiers[i].until->text() +
                           " does not lie above the bound before it; sort them from low to high");
  }
  return {};
}

}  // namespace

base::Status read_prices(const Section& section, Lever& lever) {
  TRY_STATUS(read_currency(section, lever));
  if (lever.kind == LeverKind::Flat || lever.kind == LeverKind::Pool) {
    lever.rates = TRY(read_rates(section, "amounts", "amount"));
  } else if (lever.kind == LeverKind::HighWaterMark) {
    lever.rates = TRY(read_rates(section, "unit_values", "value"));
  } else {
    lever.rates = TRY(read_rates(section, "rates", "rate"));
    lever.unit_values = TRY(read_rates(section, "unit_values", "value"));
  }
  const Node* values = section.find("unit_values");
  if (lever.kind == LeverKind::DailyEarnedCredit && lever.in_units() != (values != nullptr)) {
    return fault(section.node(), section.name() +
                                     " needs 'unit_values' and 'currency' together to pay for "
                                     "quantities, or neither to pay a share of money");
  }
  return {};
}

base::Status read_tiers(const Section& section, Lever& lever) {
  const Node* list = section.find("tiers");
  if (list == nullptr) {
    if (const Node* mode = section.find("tier_mode")) {
      return fault(*mode, "'tier_mode' of " + section.name() + " needs 'tiers'");
    }
    const bool amounts = lever.fixed() || !lever.reads_usage();
    if (!amounts && lever.kind != LeverKind::HighWaterMark) TRY(section.need("rates"));
    if (lever.in_units() && !amounts) TRY(section.need("unit_values"));
    return {};
  }
  for (const std::string_view key : {"rates", "unit_values"}) {
    if (const Node* extra = section.find(key); extra != nullptr && !extra->items.empty()) {
      return fault(*extra, section.name() + " has 'tiers', which say what it pays; remove '" +
                               std::string(key) + "' or the tiers");
    }
  }
  const std::string what = "'tiers' of " + section.name();
  for (const Node& item : TRY(section.tables("tiers"))) {
    Tier tier = TRY(read_tier(item, what, lever));
    lever.tiers.push_back(std::move(tier));
  }
  if (lever.tiers.empty()) return fault(*list, what + " are empty; nothing could be earned");
  lever.tier_mode = TRY(section.choice<TierMode>("tier_mode", kTierModes, TierMode::Marginal));
  return check_bounds(*list, what, lever.tiers);
}

base::Status read_caps(const Section& section, Lever& lever) {
  const std::string what = "'caps' of " + section.name();
  for (const Node& item : TRY(section.tables("caps"))) {
    const auto row = TRY(Section::open(item, what, kCapKeys));
    Cap cap;
    cap.scope = TRY(row.choice<CapScope>("scope", kCapScopes));
    cap.window = TRY(row.choice<CapWindow>("window", kWindows, CapWindow::Month));
    cap.amount = TRY(row.decimal("amount"));
    cap.currency = TRY(row.text("currency"));
    if (cap.amount <= base::Decimal()) {
      return fault(*row.find("amount"), what +
                                            ": 'amount' must be above zero; remove the lever "
                                            "when nothing is to be paid");
    }
    if (!base::is_currency(cap.currency)) {
      return fault(*row.find("currency"), what + ": currency '" + cap.currency +
                                              "' must be an ISO 4217 code, like \"USD\"");
    }
    const bool twice = std::ranges::any_of(lever.caps, [&](const Cap& other) {
      return other.scope == cap.scope && other.window == cap.window &&
             other.currency == cap.currency;
    });
    if (twice) {
      return fault(item, what + " name the same scope, window and currency twice; keep one");
    }
    lever.caps.push_back(std::move(cap));
  }
  std::ranges::stable_sort(lever.caps, {}, &Cap::scope);
  return {};
}

base::Status read_accelerates(const Section& section, const Programme& programme, Lever& lever) {
  const Node* code = section.find("accelerates");
  if (code == nullptr) return {};
  std::vector<std::string_view> codes;
  for (const Lever& other : programme.levers)
    codes.push_back(other.code);
  if (codes.empty() || code->text == lever.code) {
    return fault(*code, section.name() + " must stand behind the lever that it accelerates");
  }
  const std::size_t base = TRY(word_index(
      *code, "'accelerates' of " + section.name() + ", a lever that stands before it", codes));
  const Lever& accelerated = programme.levers[base];
  if (accelerated.accelerates) {
    return fault(*code, section.name() + " accelerates '" + accelerated.code +
                            "', which accelerates another lever itself; name that one");
  }
  if (const Node* caps = section.find("caps")) {
    return fault(*caps, "the caps of lever '" + accelerated.code + "' hold for " + section.name() +
                            " too; remove its own");
  }
  if (!accelerated.reads_usage() || accelerated.measure() != lever.measure()) {
    return fault(*code, section.name() + " does not pay for what '" + accelerated.code +
                            "' pays for; an accelerator adds to the same base");
  }
  lever.accelerates = static_cast<std::uint32_t>(base);
  return {};
}

}  // namespace programs
