// Every pair of state and event, for every actor: the engine does what docs/domain/lifecycles.md
// says, and the page says what the tables are. ACCREDIT_GOLDEN=write brings it up to date.
#include "lifecycle/tables.h"

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "lifecycle/engine.h"
#include "registry/registry_testing.h"

namespace lifecycle {
namespace {

using registry::ActorKind;

constexpr const char* kPage = "docs/domain/lifecycles.md";
constexpr const char* kGrid = "docs/domain/lifecycle-grid.txt";

std::string text_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void write(const char* path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

bool writes_golden() {
  const char* wish = std::getenv("ACCREDIT_GOLDEN");
  return wish != nullptr && std::string_view(wish) == "write";
}

std::string grid() {
  std::string text;
  for (const Table& table : tables())
    text += grid_text(table);
  return text;
}

// Puts the text between the two marks of the page.
std::string with_block(const std::string& page, const std::string& name, const std::string& text) {
  const std::string begin = "<!-- table " + name + " -->\n";
  const std::string end = "<!-- end -->";
  const auto from = page.find(begin);
  REQUIRE_MESSAGE(from != std::string::npos, name);
  const auto to = page.find(end, from);
  REQUIRE(to != std::string::npos);
  return page.substr(0, from + begin.size()) + text + page.substr(to);
}

Actor actor_of(ActorKind kind) {
  switch (kind) {
    case ActorKind::Customer: return {kind, "C1", {}};
    case ActorKind::Partner: return {kind, "P1", {}};
    default: return {kind, "somebody", {}};
  }
}

// A request in a state, about things that exist.
Request in_state(const Table& table, std::string_view state, base::Day today) {
  Request one;
  one.number = 7;
  one.revision = state.empty() ? 0 : 1;
  one.kind = table.kind;
  one.state = state;
  one.type = table.type.empty() || table.type == "cpor" ? "dpor" : table.type;
  one.partner = "P1";
  one.counterparty = "P2";
  one.customer = "C1";
  one.subscription = table.kind == Kind::Standing || table.kind == Kind::Grant ? "" : "S1";
  one.on = today;
  one.evidence = "paper";
  return one;
}

}  // namespace

TEST_CASE("the page and the grid show the tables") {
  std::string page = text_of(kPage);
  for (const Table& table : tables())
    page = with_block(page, std::string(word(table.kind)), rows_text(table));
  if (writes_golden()) {
    write(kPage, page);
    write(kGrid, grid());
  }
  CHECK(page == text_of(kPage));
  CHECK(grid() == text_of(kGrid));
}

TEST_CASE("every state and event is answered as the grid says, for every actor") {
  const registry::testing::Town town;
  const base::Day today = registry::testing::day("2026-03-10");
  std::istringstream lines(text_of(kGrid));
  std::string kind, state, event, verdict;
  int pairs = 0, refused = 0;
  for (std::string line; std::getline(lines, line); ++pairs) {
    std::istringstream words(line);
    words >> kind >> state >> event;
    std::getline(words, verdict);
    const Table& table = table_of(*base::parse_word<Kind>(kKinds, kind));
    const std::string_view from = state == "-" ? std::string_view() : std::string_view(state);
    const std::vector<Request> requests{in_state(table, from, today)};
    const Moment moment{town.snapshot, town.programme, requests, today, {}};
    for (int a = 0; a < 5; ++a) {
      const Actor actor = actor_of(static_cast<ActorKind>(a));
      CAPTURE(line);
      CAPTURE(actor.text());
      const auto step = from.empty() ? open(moment, actor, requests[0], event, {"why", {}, {}, {}})
                                     : move(moment, actor, "req-7", event, {"why", {}, {}, {}});
      const std::string code = step ? "" : step.error().reason;
      static constexpr std::array<std::string_view, 5> kWords{"CUSTOMER", "PARTNER", "OPERATOR",
                                                              "FEED", "SYSTEM"};
      if (verdict == " refused") {
        CHECK(code == "EVENT_NOT_ALLOWED");
        ++refused;
        continue;
      }
      const std::string who = verdict.substr(verdict.find(" by "));
      if (who.find(kWords[static_cast<std::size_t>(a)]) == std::string::npos) {
        const bool other_side = a == 1 && who.find("INCUMBENT") != std::string::npos;
        CHECK((code == "ACTOR_NOT_ALLOWED" || other_side));
      } else {
        CHECK(code != "EVENT_NOT_ALLOWED");
        CHECK((code != "ACTOR_NOT_ALLOWED"));
        if (step) CHECK(verdict.find(step->requests.front().state) != std::string::npos);
      }
    }
  }
  CHECK(pairs > 500);
  CHECK(refused > 1500);
}

TEST_CASE("tables are sound") {
  static const std::set<std::string_view> kEndReasons{
      "REMOVED_BY_CUSTOMER",    "RESIGNED_BY_PARTNER",      "CONSENT_WITHDRAWN",
      "CHANNEL_CHANGED_TO_CSP", "CHANNEL_CHANGED_FROM_CSP", "SUBSCRIPTION_ENDED",
      "TERM_EXPIRED",           "PARTNER_TERMINATED"};
  for (const Table& table : tables()) {
    CAPTURE(table.name);
    const auto events = events_of(table);
    for (const Row& row : table.rows) {
      CAPTURE(row.from);
      CAPTURE(row.event);
      CHECK(row.who != 0);
      const bool ends =
          row.effect == Effect::End || row.effect == Effect::EndAll || row.effect == Effect::Expire;
      if (ends) CHECK(kEndReasons.contains(row.reason));
      for (const Timer& timer : row.timers) {  // what is set can fire where it was set
        if (timer.event.empty()) continue;
        bool fires = false;
        for (const Row& other : table.rows) {
          fires |= other.from == row.to && other.event == timer.event && (other.who & kSystem) != 0;
        }
        CHECK_MESSAGE(fires, timer.event);
      }
    }
    // Every state but the first can be reached.
    for (const std::string_view state : states_of(table)) {
      if (state.empty()) continue;
      bool reached = false;
      for (const Row& row : table.rows)
        reached |= row.to == state || row.otherwise == state;
      CHECK_MESSAGE(reached, state);
    }
  }
}

TEST_CASE("business days are Mondays to Fridays") {
  using registry::testing::day;
  CHECK(business_days_after(day("2026-02-02"), 5) == day("2026-02-09"));
  CHECK(business_days_after(day("2026-02-09"), 5) == day("2026-02-16"));
  CHECK(business_days_after(day("2026-02-06"), 1) == day("2026-02-09"));
  CHECK(business_days_after(day("2026-02-07"), 1) == day("2026-02-09"));
  CHECK(business_days_after(day("2026-02-07"), 0) == day("2026-02-07"));
}

TEST_CASE("actors are read and written") {
  CHECK(parse_actor("customer:C1/anna")->text() == "customer:C1/anna");
  CHECK(parse_actor("operator")->text() == "operator:cli");
  CHECK_FALSE(parse_actor("customer").has_value());
  CHECK_FALSE(parse_actor("partner:").has_value());
  CHECK_FALSE(parse_actor("boss:me").has_value());
}

}  // namespace lifecycle
