// The command line as a value: which command, which options. Parsing knows names and shapes only;
// what a value means is read by the command (option_values.h). The files that know CLI11 are
// arguments.cc, identity_options.cc and setting_options.cc.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cli/records.h"
#include "cli/terminal.h"
#include "settings/table.h"

namespace cli {

struct Arguments {
  std::string program = "accredit";  // as it was called, for commands to copy
  std::string command;               // "credit", "quarantine list", "help", "" when none was given
  std::vector<std::string> words;    // files, or the topic of help
  std::vector<std::string> given;    // everything behind the program, as it was called

  // Every command.
  // Settings as flags give them, by their place in the table; empty when absent.
  std::array<std::string, settings::kKeys> settings;
  std::string output;  // -o
  std::string colour = "auto";
  bool no_colour = false;
  bool no_header = false;
  bool no_progress = false;
  bool quiet = false;
  bool help = false;
  bool version = false;

  // Texts as given; empty when absent.
  std::string where, sort;
  std::string as_known, programme, feed, format;
  std::string from, to, month, period, paper, keys;
  std::string group;
  std::string partner, customer, subscription, competency, workload, association;
  std::string product, rule;  // report, opportunities
  std::string sql;
  std::string measure, lever;                        // explain
  std::string name, url, phone, family;              // support
  std::string title, language, edition, page, text;  // explain, guide, feedback
  std::string type, actor, reason, date;
  std::string status, agreement, kind, share;
  std::string from_commit, to_commit, associations, changes, designate, scope;
  std::string cause, file, mapping, commit;
  std::string directory, seed, rows, closed;  // demo
  std::string at, now, state, counterparty, exception, if_revision;
  std::string signing_key, public_key, out;
  std::string statement, line, fund, currency, payout, amount;
  std::string classes;
  std::string evidence, evidence_on, renewals, transfers, products, families;
  std::string email, role, scopes, networks, until;
  std::string issuer, client_id, secret_file, service, subject;
  bool sees_money = false;
  bool client = false;
  bool private_network = false;
  bool auto_extend = false;
  bool why_not = false;
  bool deep = false;
  bool waived = false;
  bool no_replay = false;
  bool yes = false;
  bool for_cause = false;
  bool withdraw = false;
  bool empty_months = false;
  bool origin = false;    // config show
  bool no_serve = false;  // demo
};

// One line of help about an option.
struct OptionText {
  std::string names;  // "-o, --output FORMAT"
  std::string description;
};

// All commands in the order in which help lists them.
std::span<const std::string_view> command_names();
// "quarantine" of "quarantine list", each once.
std::vector<std::string_view> first_words();
bool is_command(std::string_view name);
std::vector<OptionText> options_of(std::string_view command);

// Errors: Usage with the nearest known command or option. `--help` and `--version` win over
// everything else that may be wrong.
base::Result<Arguments> parse_arguments(std::span<const char* const> argv);

}  // namespace cli
