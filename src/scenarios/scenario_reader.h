// The reader of the scenario language: one method per statement. Private to scenario.cc (what is
// asked) and scenario_statements.cc (what is declared).
#pragma once

#include <array>

#include "scenarios/scenario.h"
#include "scenarios/scenario_registry.h"
#include "scenarios/scenario_text.h"

namespace scenarios {

// Reads statement after statement; what was read so far is the state of the programme's books.
class ScenarioReader {
 public:
  explicit ScenarioReader(const programs::Programme& programme)
      : scenario_{.title = {},
                  .programme = programme,
                  .registry = {},
                  .deliveries = {},
                  .every_order = false,
                  .questions = {}},
        registry_(scenario_.programme) {}

  base::Result<Scenario> read(const ScenarioText& text);

 private:
  base::Status read_statement(const Statement& statement);
  base::Status programme(const Statement& statement);
  base::Status partner(Phrase& phrase);
  base::Status customer(Phrase& phrase);
  base::Status product(Phrase& phrase);
  base::Status subscription(Phrase& phrase);
  base::Status channel(Phrase& phrase);
  base::Status association(Phrase& phrase);
  base::Status withdraw(Phrase& phrase);
  base::Status designate(Phrase& phrase);
  base::Status replace(Phrase& phrase);
  base::Status end(Phrase& phrase);
  base::Status fx(Phrase& phrase);
  base::Status usage(Phrase& phrase);
  base::Status member(Phrase& phrase);
  base::Status value(Phrase& phrase);
  base::Status award(Phrase& phrase);
  base::Status access(Phrase& phrase);
  base::Status given(Phrase& phrase);
  base::Status status(Phrase& phrase);
  base::Status share(Phrase& phrase);
  base::Status enrolment(Phrase& phrase);
  base::Status profile(Phrase& phrase);
  base::Status merger(Phrase& phrase);
  base::Status every_order(Phrase& phrase);
  base::Status credit(Phrase& phrase);
  base::Status earnings(Phrase& phrase);
  base::Status reconcile(Phrase& phrase);
  base::Status associations(Phrase& phrase);
  base::Status competency(Phrase& phrase);
  base::Status coverage(Phrase& phrase);

  base::Status close(Phrase& phrase);  // scenario_books.cc
  base::Status pay(Phrase& phrase);
  base::Status claim(Phrase& phrase);
  base::Status release(Phrase& phrase);
  base::Status forfeit(Phrase& phrase);
  base::Status except(Phrase& phrase);
  base::Status ledger(Phrase& phrase);
  base::Status balances(Phrase& phrase);
  base::Status book(Phrase& phrase, BookAct act);
  base::Status hold(Phrase& phrase, BookAct::Kind kind);

  base::Status request(Phrase& phrase);  // scenario_requests.cc
  base::Status move(Phrase& phrase);
  base::Status tick(Phrase& phrase);
  base::Status requests(Phrase& phrase);
  base::Status notifications(Phrase& phrase);
  struct Told;
  base::Status told(Phrase& phrase, Told& to);
  base::Result<std::int64_t> number_of(const Phrase& phrase, const std::string& name) const;
  lifecycle::Books books() const;
  base::Status settle_request(const Phrase& phrase, const lifecycle::Books& books,
                              const base::Result<lifecycle::Request>& moved, const Told& told);

  base::Status scope(Phrase& phrase, Wish& wish);
  base::Status act_day(Phrase& phrase, Wish& wish);
  base::Status options(Phrase& phrase, Wish& wish, std::string& refusal);
  base::Status settle(const Phrase& phrase, const base::Status& outcome,
                      const std::string& refusal);
  base::Status measured(Phrase& phrase, usage::Record& record);
  base::Status deliver(const Phrase& phrase, const usage::Record& record, base::DayRange days,
                       bool daily);
  Question question(const Phrase& phrase, Question::Kind kind) const;
  base::Status ask(Phrase& phrase, Question question, std::span<const std::string_view> columns);

  using Rule = base::Status (ScenarioReader::*)(Phrase&);
  struct Word {
    std::string_view word;
    Rule rule;
  };
  static constexpr std::size_t kWords = 42;
  static const std::array<Word, kWords> kRules;

  Scenario scenario_;
  ScenarioRegistry registry_;
  base::Zone zone_ = base::Zone::utc();
  int usage_statements_ = 0;
  std::vector<lifecycle::Request> requests_;
  std::vector<lifecycle::Notification> notifications_;
  base::CommitNumber steps_;                   // of lifecycles; they number the requests
  std::map<std::int64_t, std::string> names_;  // of requests
};

}  // namespace scenarios
