// Options of the commands consent and access.
#include "cli/option_rows.h"

namespace cli {
namespace {

using A = Arguments;

constexpr OptionRow kPartner{"--partner", "the partner", "ID", &A::partner};
constexpr OptionRow kCustomer{"--customer", "the customer", "ID", &A::customer};
constexpr OptionRow kSubscription{"--subscription", "the subscription", "ID", &A::subscription};
constexpr OptionRow kRevision{"--if-revision", "only if so many words were said between them", "N",
                              &A::if_revision};
constexpr OptionRow kActor{"--as", "who acts: customer:ID/PERSON, operator:NAME", "ACTOR",
                           &A::actor};
constexpr OptionRow kAt{"--at", "the time of the act, for rehearsals (default: now)", "TIME",
                        &A::at};

constexpr std::array<OptionRow, 3> kScope{{kPartner, kCustomer, kSubscription}};
constexpr std::array<OptionRow, 12> kGive{{
    kPartner,
    kCustomer,
    kSubscription,
    {"--classes",
     "what is shown: subscription_facts,usage,billed_revenue (the default), other_partners",
     "WORDS", &A::classes},
    {"--from", "from this day of the association on (default: all)", "DATE", &A::from},
    {"--to", "the day that is no longer shown (default: open)", "DATE", &A::to},
    {"--kind", "explicit (the default), deemed or programme_rule", "KIND", &A::kind},
    {"--file", "the text that was shown (default: the standard text)", "FILE", &A::file},
    {"--evidence", "SHA-256 of a letter", "HEX", &A::evidence},
    kRevision,
    kActor,
    kAt,
}};
constexpr std::array<OptionRow, 7> kWithdraw{{
    kPartner,
    kCustomer,
    kSubscription,
    {"--reason", "why; stands in the record for ever", "TEXT", &A::reason},
    kRevision,
    kActor,
    kAt,
}};
constexpr std::array<OptionRow, 2> kShow{{kCustomer, kPartner}};
constexpr std::array<OptionRow, 3> kCheck{{
    kPartner,
    kSubscription,
    {"--date", "the day of the data (default: today)", "DATE", &A::date},
}};
constexpr std::array<OptionRow, 4> kLog{{
    kCustomer,
    kPartner,
    {"--from", "from this time on", "TIME", &A::from},
    {"--to", "before this time", "TIME", &A::to},
}};
constexpr std::array<OptionRow, 1> kForget{{
    {"--before", "what was looked at before this time goes", "TIME", &A::to},
}};

}  // namespace

std::span<const OptionRow> consent_rows(std::string_view command) {
  if (command == "consent give") return kGive;
  if (command == "consent withdraw") return kWithdraw;
  if (command == "consent list") return kScope;
  return {};
}

std::span<const OptionRow> access_rows(std::string_view command) {
  if (command == "access show") return kShow;
  if (command == "access check") return kCheck;
  if (command == "access forget") return kForget;
  return kLog;
}

}  // namespace cli
