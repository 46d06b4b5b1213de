// The scenario language: a month of a programme as a text that a programme manager can read and
// sign. It declares who stands where and what was used, then says what credit, earnings and
// reconciliation must follow. Grammar: docs/formats/scenario.md. Parsing is pure.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/answers.h"
#include "attribution/competency_answers.h"
#include "lifecycle/books.h"
#include "registry/snapshot.h"
#include "usage/record.h"

namespace scenarios {

// Expected rows as they were written: one text per column, "" for a lone "-".
struct ExpectedTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

// What happens to the books: a month is closed, everything that is due is paid, an accepted claim
// on a co-op fund, a hold that ends, late usage that is paid after all.
struct BookAct {
  enum class Kind { Close, Pay, Claim, Release, Forfeit, Except };
  Kind kind = Kind::Close;
  base::Month month;  // of a close
  std::string partner, currency;
  std::optional<base::Decimal> amount;  // of a claim; absent: all there is
  base::Month fund{};                   // of a claim
};

// One `credit`, `earnings`, `reconcile`, `coverage`, `associations`, `competency`, `requests`,
// `notifications`, `ledger` or `balances` statement, or an act on the books, of which only the
// refusal is expected. It sees what stands above it.
struct Question {
  enum class Kind {
    Credit,
    Earnings,
    Reconcile,
    Associations,
    Competency,
    Coverage,
    Requests,
    Notifications,
    Ledger,
    Balances,
    Act
  };

  Kind kind = Kind::Credit;
  std::string place;                        // "e3.scn:14"
  std::string statement;                    // the line as written
  attribution::CreditQuery credit;          // Credit only
  base::Month month;                        // Earnings, Reconcile, Coverage, Ledger
  BookAct act;                              // Act only
  std::string refusal;                      // Act only: the code with which it is refused
  attribution::CompetencyQuery competency;  // Competency only
  std::string only_partner;                 // Earnings: lines of this partner; empty: all
  std::vector<std::string> fails_naming;    // not empty: the answer is an error naming these words
  ExpectedTable expected;
  registry::Snapshot registry;  // as declared above the statement, recognised chains included
  std::size_t deliveries = 0;   // how many of the scenario's deliveries stand above it
  std::vector<lifecycle::Request> requests;            // Requests only
  std::vector<lifecycle::Notification> notifications;  // Notifications only
  std::map<std::int64_t, std::string> names;           // that the text gave to requests, by number
};

struct Scenario {
  std::string title;
  programs::Programme programme;          // with the amendments of the scenario
  registry::Snapshot registry;            // at the end of the text
  std::vector<usage::Record> deliveries;  // every usage row and revision, in the order delivered
  bool every_order = false;               // the answers must not depend on the order of delivery
  std::vector<Question> questions;
};

// `origin` is the file name for messages. Refusals that the text expects are checked here.
base::Result<Scenario> parse_scenario(const programs::Programme& programme, std::string_view text,
                                      std::string_view origin);

// The rows that count after `deliveries` arrived one by one (usage/identity.h decides).
std::vector<usage::Record> current_records(std::span<const usage::Record> deliveries);

// The scenario as the files of the contract, as known when `question` is asked (questions.size():
// at the end): file name -> text. Recognised associations are left to the reader of channels.csv;
// programme.toml is the amended programme.
std::map<std::string, std::string> to_files(const Scenario& scenario, std::size_t question);

}  // namespace scenarios
