// Explanations: the chain from a credit or earning line, or from a zero, down to usage rows,
// associations, gates, rule version and arithmetic. CLI, API and UI render the same tree.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/answers.h"
#include "attribution/holdings.h"
#include "base/language.h"
#include "usage/series_index.h"
#include "usage/usage_log.h"

namespace attribution {

// A node: what it is, its value, and what it rests on. `kind` is a stable word for programs
// (credit, earning, association, usage, rule, arithmetic, reason, note). The label is an id or a
// code, or else words of the language that is asked for, as the value is.
struct Explanation {
  std::string kind;
  std::string label;
  std::string value;
  std::vector<Explanation> because;
  // Where the label is words: what is meant, in every language ("usage", "remedy", "hidden").
  // "more_rows", "more_subscriptions": there are more than are told.
  std::string code = {};
  // Of a usage row, exact: usage_date, record, revision, amount, currency, quantity, unit.
  struct Fact {
    std::string_view name;
    std::string value;
  };
  std::vector<Fact> facts = {};
};

// A node whose label is words.
Explanation labelled(std::string kind, std::string code, std::string label, std::string value);

// Who asks and may not be told everything. Own credit is told always; of the rows that it rests on,
// those that are not seen are summed and named as hidden.
struct Discretion {
  bool sees_money = false;  // what was billed and what is earned
  std::function<bool(base::SubscriptionKey)> sees_subscription;
  std::function<bool(base::SubscriptionKey, const usage::Record&)> sees_record;
};

struct ExplainQuery {
  std::string partner;  // required
  base::Month month;
  std::string subscription;  // empty: all with an association or credit
  std::string customer;      // only its subscriptions; empty: any
  std::string competency;    // empty: all
  // One line of credit, or of earnings with the credit at its subscription. None, empty: all.
  std::optional<base::Measure> measure;
  std::optional<std::string> workload;
  std::string lever;
  bool why_not = false;                    // also say what did not count and what would
  std::size_t usage_rows_max = 20;         // rows shown per line, 0: all; all are summed
  std::size_t subscriptions_max = 10;      // 0: all
  const Discretion* discretion = nullptr;  // none: everything may be told
  base::Language language = base::Language::English;
};

// Errors: NotFound for an unknown partner, subscription, customer, competency or lever (with the
// nearest id).
// Index and log are asked as known at `as_known`; the registry of `standing` may have been loaded
// at an earlier commit, when only usage has come since.
base::Result<Explanation> explain(const usage::SeriesIndex& index, usage::UsageLog& log,
                                  base::CommitNumber as_known, const Holdings& holdings,
                                  const Standing& standing, const ExplainQuery& query);

}  // namespace attribution
