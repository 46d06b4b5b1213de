#include "programs/load_lever.h"

#include <algorithm>

#include "base/currency.h"

namespace programs {
namespace {

constexpr auto kTierKeys = std::to_array<std::string_view>({"until", "rate", "value"});
constexpr auto kCapKeys =
    std::to_array<std::string_view>({"scope", "window", "amount", "currency"});
constexpr std::array<std::string_view, 2> kTierModes{"marginal", "whole"};
constexpr std::array<std::string_view, 3> kScopes{"subscription", "customer", "earner"};
constexpr std::array<std::string_view, 3> kWindows{"month", "half", "year"};

// Of a percentage a share; of units an amount of money for each.
base::Result<Tier> read_tier(const Node& node, const std::string& what, const Lever& lever) {
  const auto row = TRY(Section::open(node, what, kTierKeys));
  Tier tier;
  if (row.find("until") != nullptr) tier.until = TRY(row.decimal("until"));
  const bool units = lever.kind == LeverKind::PerActiveUnit;
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

base::Status read_tiers(const Section& section, Lever& lever) {
  const Node* list = section.find("tiers");
  if (list == nullptr) {
    if (const Node* mode = section.find("tier_mode")) {
      return fault(*mode, "'tier_mode' of " + section.name() + " needs 'tiers'");
    }
    TRY(section.need("rates"));
    if (lever.kind == LeverKind::PerActiveUnit) TRY(section.need("unit_values"));
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
    cap.scope = TRY(row.choice<CapScope>("scope", kScopes));
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
  if (accelerated.measure() != lever.measure()) {
    return fault(*code, section.name() + " does not pay for what '" + accelerated.code +
                            "' pays for; an accelerator adds to the same base");
  }
  lever.accelerates = static_cast<std::uint32_t>(base);
  return {};
}

}  // namespace programs
