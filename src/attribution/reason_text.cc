#include <algorithm>
#include <array>

#include "attribution/answers.h"
#include "attribution/sentences.h"

namespace attribution {
namespace {

constexpr auto kReasons = std::to_array<Reason>({
    {"NO_ASSOCIATION_ON_DATE",
     {"the partner was not associated on the day of the usage",
      "der Partner war am Tag der Nutzung nicht zugeordnet"}},
    {"ASSOC_NOT_ALLOWED_ON_CHANNEL",
     {"this type of association does not hold in the sales channel of those days",
      "diese Art der Zuordnung gilt nicht im Vertriebsweg dieser Tage"}},
    {"ASSOC_NOT_ALLOWED_FOR_FAMILY",
     {"this type of association does not hold for products with this metering",
      "diese Art der Zuordnung gilt nicht für Produkte, die so gemessen werden"}},
    {"ASSOC_NOT_INCENTIVE_BEARING",
     {"the partner's associations earn credit, and none of them earns incentives",
      "die Zuordnungen des Partners bringen Gutschrift, aber keine bringt Vergütung"}},
    {"ASSOC_NOT_COUNTED",
     {"this type of association does not count towards competencies",
      "diese Art der Zuordnung zählt nicht für Kompetenzen"}},
    {"NOT_SHARED",
     {"credit is shared, and no share of it was agreed",
      "Gutschrift wird geteilt, und kein Anteil daran wurde vereinbart"}},
    {"NOT_HOLDER",
     {"another partner, or nobody, held the earning role on the day that counts",
      "ein anderer Partner oder niemand hatte am maßgeblichen Tag die bezahlte Rolle"}},
    {"SELF_DEALING",
     {"partner and customer are the same group", "Partner und Kunde sind dieselbe Gruppe"}},
    {"ON_HOLD",
     {"the partner is suspended, or what it earns is held: computed, not payable",
      "der Partner ist ausgesetzt, oder Verdientes wird zurückgehalten: berechnet, nicht zahlbar"}},
    {"NOT_IN_GOOD_STANDING",
     {"the partner was suspended on the eligibility day of the month",
      "der Partner war am Stichtag des Monats ausgesetzt"}},
    {"NOT_ENROLLED",
     {"the enrolment that the lever asks for was not complete in the month",
      "die Anmeldung, die der Hebel verlangt, war in dem Monat nicht vollständig"}},
    {"PROFILE_INCOMPLETE",
     {"a profile that the lever asks for was not complete in the month",
      "ein Profil, das der Hebel verlangt, war in dem Monat nicht vollständig"}},
    {"SEGMENT_EXCLUDED",
     {"the lever does not pay in the country of the partner or customer",
      "der Hebel zahlt nicht im Land des Partners oder des Kunden"}},
    {"COMPETENCY_NOT_HELD",
     {"the level that the lever asks for was not held on the eligibility day of the month",
      "die Stufe, die der Hebel verlangt, bestand am Stichtag des Monats nicht"}},
    {"CAP_REACHED",
     {"a cap of the lever was reached: computed, not payable",
      "eine Obergrenze des Hebels war erreicht: berechnet, nicht zahlbar"}},
    {"BELOW_MINIMUM_SEATS",
     {"there are fewer seats, or fewer of them in use, than the lever asks for",
      "es gibt weniger Plätze, oder weniger werden genutzt, als der Hebel verlangt"}},
    {"BELOW_MINIMUM",
     {"the month, or the one it is compared with, comes to less than is asked for",
      "der Monat oder der, mit dem er verglichen wird, ergibt weniger, als verlangt ist"}},
    {"BELOW_HIGH_WATER_MARK",
     {"nothing lies above the mark that earlier months left",
      "nichts liegt über der Marke, die frühere Monate gesetzt haben"}},
    {"MILESTONE_ALREADY_PAID",
     {"what was reached has been paid before, and is paid once",
      "was erreicht ist, wurde schon bezahlt, und bezahlt wird es einmal"}},
    {"ATTACH_TOO_LATE",
     {"the partner came too long after the start of the subscription",
      "der Partner kam zu lange nach Beginn des Abonnements"}},
    {"NOT_FULL_DAY_ACCESS",
     {"the partner did not have access all day", "der Partner hatte nicht den ganzen Tag Zugang"}},
    {"PRODUCT_NOT_ON_RATE_CARD",
     {"no rate was in force on the usage day", "am Tag der Nutzung galt kein Satz"}},
    {"OFFER_TYPE_EXCLUDED",
     {"trial, internal and similar offers do not count",
      "Test-, interne und ähnliche Angebote zählen nicht"}},
    {"TAX_EXCLUDED", {"tax does not count", "Steuer zählt nicht"}},
    {"INDICATOR",
     {"a performance indicator is shown and never credited",
      "ein Leistungsindikator wird gezeigt und nie gutgeschrieben"}},
    {"NOT_ON_SNAPSHOT",
     {"the snapshot reads the value of another day",
      "der Stichtag liest den Wert eines anderen Tages"}},
    {"SUBSCRIPTION_NOT_ACTIVE",
     {"the subscription was not active on the snapshot day",
      "das Abonnement war am Stichtag nicht aktiv"}},
    {"csp_without_partner",
     {"a CSP day without a recognised CSP partner", "ein CSP-Tag ohne anerkannten CSP-Partner"}},
    {"no_association",
     {"no partner is associated on those days", "an diesen Tagen ist kein Partner zugeordnet"}},
    {"NO_USAGE", {"there is no usage", "es gibt keine Nutzung"}},
    {"quarantined", {"the rows wait in quarantine", "die Zeilen warten in Quarantäne"}},
});

constexpr base::Wording kUnknown{"see help reason-codes", "siehe help reason-codes"};

static_assert(std::ranges::none_of(kReasons, [](const Reason& one) {
  return one.code.empty() || one.means.english.empty() || one.means.german.empty();
}));

}  // namespace

std::span<const Reason> reasons() {
  return kReasons;
}

std::string reason_text(std::string_view code, base::Language language) {
  const auto found = std::ranges::find(kReasons, code, &Reason::code);
  return std::string((found == kReasons.end() ? kUnknown : found->means).in(language));
}

std::string reason_text(std::string_view code) {
  return reason_text(code, base::Language::English);
}

}  // namespace attribution
