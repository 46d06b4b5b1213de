// Options of the commands support, guide, feedback and programme.
#include "cli/option_rows.h"

namespace cli {
namespace {

using A = Arguments;

constexpr OptionRow kOperator{"--as", "who acts: operator:NAME", "ACTOR", &A::actor};
constexpr OptionRow kLanguage{"--language", "en (the default) or de", "WORD", &A::language};
constexpr OptionRow kOn{"--date", "what holds on this day (default: today)", "DATE", &A::date};
constexpr OptionRow kFrom{"--from", "from this day on (default: today)", "DATE", &A::from};
constexpr OptionRow kFamily{"--family", "the product family (default: every one)", "NAME",
                            &A::family};

constexpr std::array<OptionRow, 7> kSet{{
    kFamily,
    kFrom,
    {"--name", "who answers; without one the family has none of its own", "TEXT", &A::name},
    {"--url", "a page, https://...", "URL", &A::url},
    {"--email", "an address", "ADDRESS", &A::email},
    {"--phone", "a number", "TEXT", &A::phone},
    kOperator,
}};
constexpr std::array<OptionRow, 2> kContacts{{kFamily, kOn}};
constexpr std::array<OptionRow, 5> kPublish{{
    {"--name", "its name, of a-z, 0-9 and -", "NAME", &A::name},
    kLanguage,
    {"--title", "its title", "TEXT", &A::title},
    kFrom,
    kOperator,
}};
constexpr std::array<OptionRow, 3> kShow{{
    kLanguage,
    {"--edition", "this version of it (default: the one that holds)", "N", &A::edition},
    kOn,
}};
constexpr std::array<OptionRow, 3> kLeave{{
    {"--page", "the address of the page", "TEXT", &A::page},
    {"--text", "what is said of it", "TEXT", &A::text},
    {"--as", "who says it (default: operator:cli)", "ACTOR", &A::actor},
}};

constexpr std::array<OptionRow, 1> kActivate{
    {{"--reason", "why the rules change", "TEXT", &A::reason}}};
constexpr std::array<OptionRow, 1> kAct{{kOperator}};
constexpr std::array<OptionRow, 2> kDifference{{
    {"--from-commit", "the rules as known then", "N", &A::from_commit},
    {"--to-commit", "the rules as known then (default: now)", "N", &A::to_commit},
}};

}  // namespace

std::span<const OptionRow> guidance_rows(std::string_view command) {
  if (command == "support set") return kSet;
  if (command == "support list") return kContacts;
  if (command == "guide publish") return kPublish;
  if (command == "guide show") return kShow;
  if (command == "feedback leave") return kLeave;
  return {};
}

std::span<const OptionRow> programme_rows(std::string_view command) {
  if (command == "programme activate") return kActivate;
  if (command == "programme diff") return kDifference;
  const bool acts = command == "programme submit" || command == "programme approve" ||
                    command == "programme reject" || command == "programme publish";
  if (acts) return kAct;
  return {};
}

}  // namespace cli
