// Every command, in the order in which help lists them.
#include <algorithm>
#include <array>

#include "cli/arguments.h"

namespace cli {
namespace {

constexpr auto kCommands = std::to_array<std::string_view>({
    // clang-format off
    "demo", "init", "import", "ingest", "events", "quarantine list", "quarantine replay",
    "quarantine waive",
    "feed list", "feed show", "feed infer", "feed digest", "feed void", "associate", "replace",
    "end", "history", "partner status", "partner enrol", "partner profile", "partner show",
    "share set", "share list", "customer merge", "customer show", "request new", "request move",
    "request list", "request show", "tick", "notifications list", "coverage", "credit", "earnings",
    "explain", "benefit", "reconcile", "report", "opportunities", "sql",
    "export",
    "competency status", "competency history", "competency gap",
    "competency forecast", "diff", "simulate", "programme show", "programme validate",
    "programme submit", "programme list", "programme approve", "programme reject",
    "programme publish", "programme activate", "programme versions", "programme diff", "run",
    "period list", "period freeze", "period waive", "period status", "period signoff", "ledger",
    "balance", "statement list", "statement show", "statement export", "statement prove",
    "statement verify", "payout account", "payout preview", "payout create", "payout cancel",
    "payout approve", "payout list", "payout show", "payout export", "payout settle",
    "petition new", "petition move", "petition list", "petition show", "fold", "verify",
    "audit checkpoint", "audit list", "audit verify", "audit export", "key show", "person list",
    "person erase", "user create", "user list", "user grant", "user revoke", "user disable",
    "user reset", "user link", "key create", "key list", "key rotate", "key revoke",
    "identity-provider set", "identity-provider show", "identity-provider remove", "consent give",
    "consent withdraw", "consent list", "consent show", "access show", "access check", "access log",
    "access forget",
    "support set", "support list", "guide publish", "guide list", "guide show",
    "feedback leave", "feedback list",
    "serve", "config show", "config get", "config validate", "config path", "doctor", "help",
    "version"
    // clang-format on
});

}  // namespace

std::span<const std::string_view> command_names() {
  return kCommands;
}

std::vector<std::string_view> first_words() {
  std::vector<std::string_view> out;
  for (const std::string_view command : kCommands) {
    const std::string_view first = command.substr(0, command.find(' '));
    if (std::ranges::find(out, first) == out.end()) out.push_back(first);
  }
  return out;
}

bool is_command(std::string_view name) {
  return std::ranges::find(kCommands, name) != kCommands.end();
}

}  // namespace cli
