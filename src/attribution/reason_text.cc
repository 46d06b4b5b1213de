#include <array>
#include <utility>

#include "attribution/answers.h"

namespace attribution {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 31> kReasons{{
    {"NO_ASSOCIATION_ON_DATE", "the partner was not associated on the day of the usage"},
    {"ASSOC_NOT_ALLOWED_ON_CHANNEL",
     "this type of association does not hold in the sales channel of those days"},
    {"ASSOC_NOT_ALLOWED_FOR_FAMILY",
     "this type of association does not hold for products with this metering"},
    {"ASSOC_NOT_INCENTIVE_BEARING",
     "the partner's associations earn credit, and none of them earns incentives"},
    {"ASSOC_NOT_COUNTED", "this type of association does not count towards competencies"},
    {"NOT_SHARED", "credit is shared, and no share of it was agreed"},
    {"NOT_HOLDER", "another partner, or nobody, held the earning role on the day that counts"},
    {"SELF_DEALING", "partner and customer are the same group"},
    {"ON_HOLD", "the partner is suspended, or what it earns is held: computed, not payable"},
    {"NOT_IN_GOOD_STANDING", "the partner was suspended on the eligibility day of the month"},
    {"NOT_ENROLLED", "the enrolment that the lever asks for was not complete in the month"},
    {"PROFILE_INCOMPLETE", "a profile that the lever asks for was not complete in the month"},
    {"SEGMENT_EXCLUDED", "the lever does not pay in the country of the partner or customer"},
    {"COMPETENCY_NOT_HELD",
     "the level that the lever asks for was not held on the eligibility day of the month"},
    {"CAP_REACHED", "a cap of the lever was reached: computed, not payable"},
    {"BELOW_MINIMUM_SEATS",
     "there are fewer seats, or fewer of them in use, than the lever asks for"},
    {"BELOW_MINIMUM", "the month, or the one it is compared with, comes to less than is asked for"},
    {"BELOW_HIGH_WATER_MARK", "nothing lies above the mark that earlier months left"},
    {"MILESTONE_ALREADY_PAID", "what was reached has been paid before, and is paid once"},
    {"ATTACH_TOO_LATE", "the partner came too long after the start of the subscription"},
    {"NOT_FULL_DAY_ACCESS", "the partner did not have access all day"},
    {"PRODUCT_NOT_ON_RATE_CARD", "no rate was in force on the usage day"},
    {"OFFER_TYPE_EXCLUDED", "trial, internal and similar offers do not count"},
    {"TAX_EXCLUDED", "tax does not count"},
    {"INDICATOR", "a performance indicator is shown and never credited"},
    {"NOT_ON_SNAPSHOT", "the snapshot reads the value of another day"},
    {"SUBSCRIPTION_NOT_ACTIVE", "the subscription was not active on the snapshot day"},
    {"csp_without_partner", "a CSP day without a recognised CSP partner"},
    {"no_association", "no partner is associated on those days"},
    {"NO_USAGE", "there is no usage"},
    {"quarantined", "the rows wait in quarantine"},
}};

}  // namespace

std::string reason_text(std::string_view code) {
  for (const auto& [known, text] : kReasons) {
    if (known == code) return std::string(text);
  }
  return "see help reason-codes";
}

}  // namespace attribution
