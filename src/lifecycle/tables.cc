#include "lifecycle/tables.h"

#include <algorithm>

#include "base/check.h"

namespace lifecycle {
namespace {

template <class Of>
std::vector<std::string_view> distinct(std::span<const Row> rows, Of of) {
  std::vector<std::string_view> out;
  for (const Row& row : rows) {
    for (const std::string_view one : of(row)) {
      if (std::ranges::find(out, one) == out.end()) out.push_back(one);
    }
  }
  return out;
}

std::string_view when_text(When when) {
  switch (when) {
    case When::DayIsAhead: return "if the day is ahead";
    case When::PartnerMustAccept: return "if partners must accept";
    case When::IncumbentCoolsOff: return "if somebody else holds and may cool off";
    case When::Extends: return "if it extends itself";
    case When::Always: break;
  }
  return {};
}

std::string timer_text(const Timer& timer) {
  const std::string days = std::to_string(timer.days < 0 ? -timer.days : timer.days) + " d";
  std::string text = "`" + std::string(timer.event) + "` ";
  if (timer.clock == Clock::OnDay) return text + "on its day";
  if (timer.clock == Clock::BeforeUntil) {
    return text + (timer.days == 0 ? "at the end of the term" : days + " before the term ends");
  }
  if (timer.parameter.empty() && timer.days == 0) return text + "at once";
  text += "after ";
  if (timer.parameter.empty()) return text + days;
  text += "`" + std::string(timer.parameter) + "`";
  return timer.days == 0 ? text : text + " less " + days;
}

std::string_view audience_text(Audience whom) {
  switch (whom) {
    case Audience::Customer: return "customer";
    case Audience::Partner: return "partner";
    case Audience::Incumbent: return "incumbent";
    case Audience::GrantingCustomer: return "customer, while the incumbent has access,";
    case Audience::Operator: break;
  }
  return "operator";
}

// "does this (REASON); then ..."
std::string consequence(const Row& row) {
  std::string text(effect_text(row.effect));
  const auto add = [&](const std::string& more) { text += (text.empty() ? "" : "; ") + more; };
  if (!row.reason.empty()) add("reason " + std::string(row.reason));
  for (const Timer& timer : row.timers) {
    if (!timer.event.empty()) add(timer_text(timer));
  }
  std::string told;
  for (const Tell& tell : row.tells) {
    if (tell.kind.empty()) continue;
    told += (told.empty() ? "tells " : ", ") + std::string(audience_text(tell.whom)) + " `" +
            std::string(tell.kind) + "`";
  }
  if (!told.empty()) add(told);
  if (!row.otherwise.empty() && row.otherwise != row.from) {
    add("refused: " + std::string(row.otherwise));
  }
  return text;
}

std::string shown(std::string_view state) {
  return state.empty() ? "-" : std::string(state);
}

}  // namespace

std::span<const Table> tables() {
  static const std::array<Table, kKinds.size()> all{
      kDporTable,  kCorrectionTable, kClaimTable,
      kGrantTable, kTransferTable,   kAgreementChangeTable,
      kDealTable,  kEngagementTable, kStandingTable};
  return all;
}

const Table& table_of(Kind kind) {
  const Table& table = tables()[static_cast<std::size_t>(kind)];
  ASSERT(table.kind == kind);
  return table;
}

std::vector<std::string_view> states_of(const Table& table) {
  auto all = distinct(table.rows, [](const Row& row) {
    return std::vector<std::string_view>{row.from, row.to};
  });
  for (const Row& row : table.rows) {
    if (!row.otherwise.empty() && std::ranges::find(all, row.otherwise) == all.end()) {
      all.push_back(row.otherwise);
    }
  }
  return all;
}

std::vector<std::string_view> events_of(const Table& table) {
  return distinct(table.rows,
                  [](const Row& row) { return std::vector<std::string_view>{row.event}; });
}

bool is_final(const Table& table, std::string_view state) {
  return std::ranges::find(table.rows, state, &Row::from) == table.rows.end();
}

std::string actors_text(Actors who) {
  static constexpr std::array<std::string_view, 6> kWords{"CUSTOMER", "PARTNER", "OPERATOR",
                                                          "FEED",     "SYSTEM",  "INCUMBENT"};
  std::string text;
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if ((who >> i & 1U) != 0) text += (text.empty() ? "" : " or ") + std::string(kWords[i]);
  }
  return text;
}

std::string_view effect_text(Effect effect) {
  switch (effect) {
    case Effect::Designate: return "the partner holds";
    case Effect::Claim: return "the partner holds, the incumbent ends SUPERSEDED_BY_CLAIM";
    case Effect::Grant: return "the partner holds until the term ends";
    case Effect::Register: return "the partner holds for the term";
    case Effect::End: return "the association ends";
    case Effect::Expire: return "the association has ended";
    case Effect::Extend: return "the term grows by 180 d";
    case Effect::Correct: return "the past is corrected";
    case Effect::Cover: return "the partner holds there, or the customer is asked";
    case Effect::EndAll: return "all that it covers ends";
    case Effect::None: break;
  }
  return {};
}

std::string rows_text(const Table& table) {
  std::string text =
      "| from | event | who | guard | to | what follows |\n| --- | --- | --- | --- "
      "| --- | --- |\n";
  for (const Row& row : table.rows) {
    std::string guard(when_text(row.when));
    const std::string more = guards_text(row.guards);
    if (!more.empty()) guard += (guard.empty() ? "" : "; ") + more;
    text += "| " + shown(row.from) + " | " + std::string(row.event) + " | " + actors_text(row.who) +
            " | " + guard + " | " + std::string(row.to) + " | " + consequence(row) + " |\n";
  }
  return text;
}

// A line for each state and event: where it leads, or "refused".
std::string grid_text(const Table& table) {
  std::string text;
  for (const std::string_view state : states_of(table)) {
    for (const std::string_view event : events_of(table)) {
      std::string to;
      Actors who = 0;
      for (const Row& row : table.rows) {
        if (row.from != state || row.event != event) continue;
        who |= row.who;
        for (const std::string_view state_after : {row.to, row.otherwise}) {
          if (state_after.empty() || to.find(state_after) != std::string::npos) continue;
          to += (to.empty() ? "" : "|") + std::string(state_after);
        }
      }
      text += std::string(word(table.kind)) + ' ' + shown(state) + ' ' + std::string(event) + ' ' +
              (to.empty() ? "refused" : to + " by " + actors_text(who)) + '\n';
    }
  }
  return text;
}

}  // namespace lifecycle
