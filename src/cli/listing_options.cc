// Options of the commands that list rows: which of them, and in which order.
#include <algorithm>
#include <array>

#include "cli/option_rows.h"

namespace cli {
namespace {

constexpr std::array<std::string_view, 36> kListings{"quarantine list",
                                                     "feed list",
                                                     "history",
                                                     "share list",
                                                     "request list",
                                                     "notifications list",
                                                     "coverage",
                                                     "credit",
                                                     "earnings",
                                                     "reconcile",
                                                     "report",
                                                     "opportunities",
                                                     "competency status",
                                                     "competency history",
                                                     "competency gap",
                                                     "competency forecast",
                                                     "diff",
                                                     "period list",
                                                     "period status",
                                                     "ledger",
                                                     "balance",
                                                     "statement list",
                                                     "payout list",
                                                     "petition list",
                                                     "audit list",
                                                     "person list",
                                                     "user list",
                                                     "key list",
                                                     "consent list",
                                                     "access show",
                                                     "access log",
                                                     "support list",
                                                     "guide list",
                                                     "feedback list",
                                                     "programme list",
                                                     "programme versions"};

constexpr std::array<OptionRow, 2> kRows{{
    {"--where", "only rows for which this holds: \"amount gt 100\"; see: accredit help filters",
     "EXPR", &Arguments::where},
    {"--sort", "by these columns, '-' before those that descend: -amount,partner", "COLUMNS",
     &Arguments::sort},
}};

}  // namespace

std::span<const OptionRow> listing_rows(std::string_view command) {
  const bool is_listing = std::ranges::find(kListings, command) != kListings.end();
  return is_listing ? std::span<const OptionRow>(kRows) : std::span<const OptionRow>();
}

}  // namespace cli
