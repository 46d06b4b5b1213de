#include "scenarios/example.h"

#include <algorithm>
#include <numeric>

#include "base/check.h"
#include "ledger/balance.h"
#include "scenarios/scenario_text.h"

namespace scenarios {
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

struct Shown {
  Row columns;
  Rows rows;
};

bool is_number_column(std::string_view column) {
  return column == "amount" || column == "quantity" || column == "base" || column == "points" ||
         column == "value";
}

// "1,000.00" and "1000" are one number, "8 %" and "0.08" one rate.
std::string normal_number(const std::string& text) {
  const auto value = parse_number(text);
  return value ? exact(value->value, value->rest).text() : text;
}

std::string normal_rate(std::string_view text) {
  std::string joined;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('+'), text.size());
    std::string one(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    std::erase(one, ' ');
    const bool percent = one.ends_with('%');
    if (percent) one.pop_back();
    if (auto value = base::parse_exact(one)) {
      if (percent) value = base::Decimal::from_units(value->units() / 100);
      one = value->text();
    }
    joined += (joined.empty() ? "" : "+") + one;
  }
  return joined;
}

std::string normal(std::string_view column, const std::string& cell) {
  if (is_number_column(column)) return normal_number(cell);
  return column == "rate" || column == "rates" ? normal_rate(cell) : cell;
}

// Only the columns that the expectation names are compared; the order of rows is not.
Rows chosen(const Row& wanted, const Row& columns, const Rows& rows) {
  std::vector<std::size_t> places;
  for (const std::string& column : wanted) {
    const auto found = std::ranges::find(columns, column);
    ASSERT(found != columns.end());
    places.push_back(static_cast<std::size_t>(found - columns.begin()));
  }
  Rows out;
  for (const Row& row : rows) {
    Row& made = out.emplace_back();
    for (std::size_t i = 0; i < places.size(); ++i) {
      made.push_back(normal(wanted[i], row[places[i]]));
    }
  }
  std::ranges::sort(out);
  return out;
}

// A credit row of nothing but zeros says that there is no such row.
bool says_absent(const Question& question, const Row& row) {
  if (question.kind != Question::Kind::Credit) return false;
  bool numbers = false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!is_number_column(question.expected.columns[i])) continue;
    numbers = true;
    if (row[i] != "0") return false;
  }
  return numbers;
}

Rows expected_rows(const Question& question) {
  const auto& table = question.expected;
  Rows rows = chosen(table.columns, table.columns, table.rows);
  std::erase_if(rows, [&](const Row& row) { return says_absent(question, row); });
  return rows;
}

std::vector<std::string> aligned(const Row& columns, const Rows& rows) {
  std::vector<std::size_t> widths(columns.size());
  Rows all = rows;
  all.insert(all.begin(), columns);
  for (Row& row : all) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i].empty()) row[i] = "-";
      widths[i] = std::max(widths[i], row[i].size());
    }
  }
  std::vector<std::string> lines;
  for (const Row& row : all) {
    std::string& line = lines.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i] + std::string(widths[i] - row[i].size() + 2, ' ');
    }
  }
  return lines;
}

// Both tables, each sorted; a row that only one of them has is marked.
std::string side_by_side(const Row& columns, const Rows& expected, const Rows& actual) {
  auto left = aligned(columns, expected);
  auto right = aligned(columns, actual);
  const auto mark = [](std::vector<std::string>& lines, const Rows& mine, const Rows& theirs) {
    lines.insert(lines.begin(), "");
    for (std::size_t i = 0; i < mine.size(); ++i) {
      const bool missing = !std::ranges::binary_search(theirs, mine[i]);
      lines[i + 2].insert(0, missing ? "! " : "  ");
    }
    lines[1].insert(0, "  ");
  };
  mark(left, expected, actual);
  mark(right, actual, expected);
  left[0] = "expected";
  right[0] = "actual";
  std::size_t width = 0;
  for (const std::string& line : left)
    width = std::max(width, line.size());
  std::string out;
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    const std::string one = i < left.size() ? left[i] : "";
    out += "\n  " + one + std::string(width - one.size(), ' ') + " | ";
    if (i < right.size()) out += right[i];
  }
  return out;
}

Shown shown(const attribution::CreditQuery& query, const std::vector<attribution::CreditRow>& rows,
            const programs::Programme& programme) {
  Shown out;
  for (const attribution::CreditKey key : query.keys) {
    out.columns.emplace_back(attribution::kCreditKeys[static_cast<std::size_t>(key)]);
  }
  for (const auto* column : {"amount", "quantity", "associations"})
    out.columns.emplace_back(column);
  for (const attribution::CreditRow& row : rows) {
    Row& made = out.rows.emplace_back(row.keys);
    made.push_back(row.amount.text());
    made.push_back(row.quantity.text());
    made.push_back(programme.labels(row.associations));
  }
  return out;
}

Shown shown(const std::vector<attribution::EarningLine>& lines, const std::string& only_partner) {
  Shown out{.columns = {"partner", "lever", "subscription", "earning_month", "base", "rate",
                        "amount", "currency", "kind", "reason_code"},
            .rows = {}};
  for (const attribution::EarningLine& line : lines) {
    if (!only_partner.empty() && line.partner != only_partner) continue;
    std::string rates;
    for (const base::Decimal rate : line.rates)
      rates += (rates.empty() ? "" : "+") + rate.text();
    out.rows.push_back({line.partner, line.lever, line.subscription, line.earning_month.text(),
                        line.base.text(), rates, line.amount.text(), line.currency,
                        line.kind == attribution::EarningKind::Coop ? "coop" : "rebate",
                        line.reason_code});
  }
  return out;
}

Shown shown(const std::vector<attribution::ReconcileRow>& rows) {
  Shown out{.columns = {"measure", "currency", "bucket", "amount", "quantity"}, .rows = {}};
  for (const attribution::ReconcileRow& row : rows) {
    out.rows.push_back({std::string(base::word(row.measure)), row.currency, row.bucket,
                        row.amount.text(), row.quantity.text()});
  }
  return out;
}

Shown shown(const registry::Snapshot& registry, const programs::Programme& programme) {
  Shown out{.columns = {"association_id", "type", "partner_id", "customer_id", "subscription_id",
                        "workload", "starts_on", "ends_on", "end_reason", "source"},
            .rows = {}};
  for (const registry::Association& one : registry.associations) {
    out.rows.push_back(
        {one.id, programme.types[one.type].code, registry[one.partner].id,
         registry[one.customer].id, one.subscription.exists() ? registry[one.subscription].id : "",
         one.workload, one.days.from.text(), one.days.to.text(), one.end_reason, one.source});
  }
  return out;
}

Shown shown(const std::vector<attribution::CoverageRow>& rows) {
  Shown out{.columns = {"customer", "currency", "reason", "amount"}, .rows = {}};
  for (const attribution::CoverageRow& row : rows)
    out.rows.push_back({row.customer, row.currency, row.reason, row.amount.text()});
  return out;
}

std::string name_of(const Question& question, const std::string& id, std::int64_t number) {
  const auto named = question.names.find(number);
  return named == question.names.end() ? id : named->second;
}

Shown shown_requests(const Question& question) {
  Shown out{.columns = {"request", "kind", "state", "reason", "type", "partner", "customer",
                        "subscription", "workload", "starts_on", "ends_on", "association",
                        "moved_by", "next"},
            .rows = {}};
  for (const lifecycle::Request& one : question.requests) {
    std::string next;
    for (const lifecycle::Deadline& deadline : one.deadlines)
      next += (next.empty() ? "" : " ") + deadline.event + ":" + deadline.due.text();
    out.rows.push_back({name_of(question, one.id(), one.number),
                        std::string(lifecycle::word(one.kind)), one.state, one.reason, one.type,
                        one.partner, one.customer, one.subscription, one.workload, one.on.text(),
                        one.until.text(), one.association, one.moved_by, next});
  }
  return out;
}

Shown shown_notifications(const Question& question) {
  Shown out{.columns = {"day", "role", "recipient", "kind", "subject"}, .rows = {}};
  for (const lifecycle::Notification& one : question.notifications) {
    std::string subject = one.subject;
    for (const lifecycle::Request& request : question.requests) {
      if (request.id() == subject) subject = name_of(question, subject, request.number);
    }
    out.rows.push_back({one.day.text(), one.role, one.recipient, one.kind, subject});
  }
  return out;
}

// A row for each metric.
Shown shown(const std::vector<attribution::CompetencyStatus>& rows) {
  Shown out{.columns = {"account", "competency", "month", "state", "level", "reached", "at_risk",
                        "anniversary", "points", "metric", "value"},
            .rows = {}};
  for (const attribution::CompetencyStatus& row : rows) {
    const auto state = attribution::kCompetencyStates[static_cast<std::size_t>(row.state)];
    for (const attribution::MetricReading& one : row.metrics) {
      out.rows.push_back({row.account, row.competency, row.month.text(), std::string(state),
                          row.level, row.reached, row.at_risk ? "yes" : "", row.anniversary.text(),
                          row.points.text(), one.metric, one.value.text()});
    }
  }
  return out;
}

std::string month_text(base::Month month) {
  return month.number == 0 ? std::string() : month.text();
}

Shown shown_ledger(const Question& question, const std::vector<ledger::Entry>& entries) {
  Shown out{.columns = {"kind", "partner", "lever", "subscription", "earning_month", "payout",
                        "base", "rates", "amount", "currency", "from", "to", "reason_code", "fund"},
            .rows = {}};
  for (const ledger::Entry& one : entries) {
    if (one.period != question.month) continue;
    if (!question.only_partner.empty() && one.earner != question.only_partner) continue;
    out.rows.push_back({std::string(word(one.kind)), one.earner, one.lever, one.subscription,
                        month_text(one.earning_month), std::string(ledger::word(one.payout)),
                        posts_line(one.kind) ? one.base.text() : std::string(), one.rates,
                        one.amount.text(), one.currency, std::string(word(one.from)),
                        std::string(word(one.to)), one.reason_code, month_text(one.fund)});
  }
  return out;
}

// All accounts but what the programme spent, which is the sum of the others.
base::Result<Shown> shown_balances(const Question& question,
                                   const std::vector<ledger::Entry>& entries) {
  ledger::Balances balances;
  balances.add(entries);
  TRY_STATUS(check_balanced(balances));
  Shown out{.columns = {"partner", "currency", "account", "payout", "fund", "amount"}, .rows = {}};
  for (const auto& [key, amount] : balances.all()) {
    if (key.account == ledger::Account::Expense) continue;
    if (!question.only_partner.empty() && key.earner != question.only_partner) continue;
    out.rows.push_back({key.earner, key.currency, std::string(word(key.account)),
                        std::string(ledger::word(key.payout)), month_text(key.fund),
                        amount.text()});
  }
  return out;
}

base::Result<Shown> answered(const Question& question, const Books& books, const Answers& answers) {
  switch (question.kind) {
    case Question::Kind::Credit: {
      const auto rows = TRY(answers.credit(books, question.credit));
      return shown(question.credit, rows, books.programme);
    }
    case Question::Kind::Earnings:
      return shown(TRY(answers.earnings(books, question.month)), question.only_partner);
    case Question::Kind::Reconcile: return shown(TRY(answers.reconcile(books, question.month)));
    case Question::Kind::Associations: return shown(books.registry, books.programme);
    case Question::Kind::Competency:
      return shown(TRY(answers.competencies(books, question.competency)));
    case Question::Kind::Coverage: return shown(TRY(answers.coverage(books, question.month)));
    case Question::Kind::Requests: return shown_requests(question);
    case Question::Kind::Notifications: return shown_notifications(question);
    case Question::Kind::Ledger: return shown_ledger(question, TRY(answers.entries()));
    case Question::Kind::Balances: return shown_balances(question, TRY(answers.entries()));
    case Question::Kind::Act: break;
  }
  ASSERT(false);
  return Shown{};
}

base::Status fault(const Question& question, const std::string& sentence) {
  return base::fail(base::Code::InvalidInput,
                    question.place + ": " + question.statement + ": " + sentence);
}

base::Status check_failure(const Question& question, const base::Result<Shown>& answer) {
  if (answer) return fault(question, "expected an error, but there is an answer");
  for (const std::string& word : question.fails_naming) {
    if (answer.error().message.contains(word)) continue;
    return fault(question, "the error does not name '" + word + "': " + answer.error().message);
  }
  return {};
}

base::Status check_act(const Question& question, const Books& books, const Answers& answers) {
  const auto done = answers.act(books, question.act);
  if (done && question.refusal.empty()) return {};
  if (done) return fault(question, "expected " + question.refusal + ", but it was done");
  if (done.error().reason == question.refusal && !question.refusal.empty()) return {};
  return fault(question, done.error().message);
}

base::Status check(const Scenario& scenario, const Question& question,
                   std::span<const usage::Record> deliveries, const Answers& answers) {
  const auto current = current_records(deliveries);
  const Books books{question.registry, current, scenario.programme};
  if (question.kind == Question::Kind::Act) return check_act(question, books, answers);
  const auto answer = answered(question, books, answers);
  if (!question.fails_naming.empty()) return check_failure(question, answer);
  if (!answer) return fault(question, answer.error().message);
  const std::string differs = difference(question, answer->columns, answer->rows);
  return differs.empty() ? base::Status() : fault(question, "the answer differs" + differs);
}

// Every order of the deliveries above the question (at most 6, checked by the parser).
base::Status check_every_order(const Scenario& scenario, const Question& question,
                               const Answers& answers) {
  std::vector<std::size_t> order(question.deliveries);
  std::iota(order.begin(), order.end(), std::size_t{0});
  do {
    std::vector<usage::Record> deliveries;
    for (const std::size_t place : order)
      deliveries.push_back(scenario.deliveries[place]);
    TRY_STATUS(check(scenario, question, deliveries, answers));
  } while (std::ranges::next_permutation(order).found);
  return {};
}

}  // namespace

std::string difference(const Question& question, const std::vector<std::string>& columns,
                       const std::vector<std::vector<std::string>>& actual) {
  const Rows expected = expected_rows(question);
  // "none": the answer is shown whole, in the columns it came with.
  const Row& wanted = question.expected.columns.empty() ? columns : question.expected.columns;
  Rows got = chosen(wanted, columns, actual);
  // A table without the metric says each thing once.
  if (question.kind == Question::Kind::Competency) {
    const auto repeated = std::ranges::unique(got);
    got.erase(repeated.begin(), repeated.end());
  }
  return expected == got ? std::string() : side_by_side(wanted, expected, got);
}

base::Status run_scenario(const Scenario& scenario, const Answers& answers) {
  for (const Question& question : scenario.questions) {
    const auto deliveries = std::span(scenario.deliveries).first(question.deliveries);
    if (scenario.every_order) {
      TRY_STATUS(check_every_order(scenario, question, answers));
    } else {
      TRY_STATUS(check(scenario, question, deliveries, answers));
    }
  }
  return {};
}

base::Status run_example(const programs::Programme& programme, std::string_view text,
                         std::string_view origin, const Answers& answers) {
  const Scenario scenario = TRY(parse_scenario(programme, text, origin));
  return run_scenario(scenario, answers);
}

base::Status run_own_example(const programs::Programme& programme,
                             const programs::Example& example) {
  const std::string origin = programme.code + " example '" + example.name + "'";
  TRY_STATUS(run_example(programme, example.scenario, origin, naive_answers()));
  return run_example(programme, example.scenario, origin, engine_answers());
}

base::Status run_examples(const programs::Programme& programme) {
  for (const programs::Example& example : programme.examples)
    TRY_STATUS(run_own_example(programme, example));
  return {};
}

}  // namespace scenarios
