// demo: an invented vendor's programme, served to three persons or told on one screen or two.
#include <algorithm>
#include <map>

#include "app/answer_jobs.h"
#include "app/demo.h"
#include "app/demo_affairs.h"
#include "app/demo_people.h"
#include "app/explain_jobs.h"
#include "base/currency.h"
#include "cli/configuration.h"
#include "cli/explanation.h"
#include "cli/option_values.h"
#include "cli/progress.h"
#include "cli/serving.h"

namespace cli {
namespace {

using attribution::CreditKey;

constexpr std::int64_t kSeed = 2016;
constexpr std::int64_t kRows = 2'000'000;
constexpr Layout kTable{Format::Table, true};

base::Result<app::DemoWish> wish_of(const Arguments& arguments) {
  app::DemoWish out;
  const std::int64_t seed = TRY(count_value("--seed", arguments.seed, kSeed));
  const std::int64_t rows =
      std::max<std::int64_t>(TRY(count_value("--rows", arguments.rows, kRows)), 1);
  const std::int64_t stride = std::clamp<std::int64_t>(kRows / rows, 1, 400);
  out.scale = {static_cast<std::uint64_t>(seed), static_cast<int>(stride)};
  const std::int64_t closed = TRY(count_value("--closed", arguments.closed, out.closed));
  if (closed > app::kDemoMonths)
    return base::fail(base::Code::Usage, "--closed " + arguments.closed + " is above " +
                                             std::to_string(app::kDemoMonths));
  out.closed = static_cast<int>(closed);
  return out;
}

// "1234.50", in yen "1235": rounded for this page only; the commands beneath the headings print
// every digit.
std::string in_coins(const base::Product& amount, std::string_view currency) {
  const int digits = base::minor_unit(currency);
  std::string text = base::round(amount, digits, base::Rounding::HalfEven).text();
  if (digits == 0) return text;
  std::size_t point = text.find('.');
  if (point == text.npos) {
    point = text.size();
    text += '.';
  }
  return text.append(point + 1 + static_cast<std::size_t>(digits) - text.size(), '0');
}

// A partner a line, a name of `Columns` a column; what is absent stays empty.
using Amounts = std::map<std::string, std::map<std::string, base::Product>>;
using Columns = std::map<std::string, std::string>;  // and the currency of each

class Tour {
 public:
  Tour(Session& session, const app::View& view, std::string store)
      : session_(session), view_(view), store_(std::move(store)) {}

  base::Status run() {
    TRY_STATUS(credit());
    TRY_STATUS(earnings());
    TRY_STATUS(explanation());
    TRY_STATUS(reconciliation());
    return next();
  }

 private:
  base::Status heading(const std::string& title, const std::string& command) {
    const bool colour = session_.console.terminal().out_colour;
    return session_.console.data(
        '\n' + paint(title, Tone::Strong, colour) + '\n' +
        paint(session_.arguments.program + ' ' + command + " --data " + store_, Tone::Dim, colour) +
        "\n\n");
  }

  base::Status credit();
  base::Status earnings();
  base::Status explanation();
  base::Status reconciliation();
  base::Status next();
  base::Status print_pivot(const Amounts& amounts, const Columns& columns);
  // The largest earning in the programme's currency, if there is one of a month with two rates.
  const attribution::EarningLine* largest(const std::vector<attribution::EarningLine>& lines) const;

  Session& session_;
  const app::View& view_;
  std::string store_;
  base::Month last_ = app::demo_last_month();
  std::string partner_ = "P01";
  std::string subscription_;
};

base::Status Tour::print_pivot(const Amounts& amounts, const Columns& columns) {
  std::vector<Column> heads{{"partner"}, {"name"}};
  for (const auto& [column, currency] : columns)
    heads.push_back({column, ColumnKind::Number});
  RecordWriter writer(session_.console, kTable, std::move(heads));
  for (const registry::Partner& partner : view_.books.registry.partners) {
    const auto line = amounts.find(partner.id);
    if (line == amounts.end()) continue;
    std::vector<std::string> cells{partner.id, partner.name};
    for (const auto& [column, currency] : columns) {
      const auto cell = line->second.find(column);
      cells.push_back(cell == line->second.end() ? "" : in_coins(cell->second, currency));
    }
    TRY_STATUS(writer.row(std::move(cells)));
  }
  return writer.end();
}

base::Status Tour::credit() {
  const base::Month from = last_ + -2;
  const std::string& currency = view_.books.programme.parameters.currency;
  TRY_STATUS(heading(
      "Credit by partner and competency, " + from.text() + " to " + last_.text() + ", in " +
          currency,
      "credit --from " + from.text() + " --to " + last_.text() + " --by partner,competency"));
  const attribution::CreditTable table = TRY(app::credit(
      view_, {.from = from, .to = last_, .keys = {CreditKey::Partner, CreditKey::Competency}}));
  Amounts amounts;
  Columns valued;  // competencies that count users only have no amount
  for (const attribution::CreditRow& row : table.rows()) {
    if (row.amount.is_zero()) continue;
    amounts[row.keys[0]][row.keys[1]] = row.amount;
    valued.emplace(row.keys[1], currency);
  }
  return print_pivot(amounts, valued);
}

const attribution::EarningLine* Tour::largest(
    const std::vector<attribution::EarningLine>& lines) const {
  const attribution::EarningLine* best = nullptr;
  for (const auto& line : lines) {
    if (line.currency != view_.books.programme.parameters.currency) continue;
    if (best == nullptr ||
        std::pair(line.rates.size(), line.amount) > std::pair(best->rates.size(), best->amount)) {
      best = &line;
    }
  }
  return best;
}

// All lines would fill a book: the sums, and the command that prints the lines.
base::Status Tour::earnings() {
  TRY_STATUS(heading("Incentive earnings of " + last_.text() + " by partner and currency",
                     "earnings --month " + last_.text()));
  const auto lines = TRY(app::earnings(view_, last_));
  if (const auto* line = largest(lines)) {
    partner_ = line->partner;
    subscription_ = line->subscription;
  }
  Amounts amounts;
  Columns paid;
  for (const auto& line : lines) {
    if (line.amount.is_zero()) continue;
    const std::string column =
        line.currency + (line.reason_code.empty() ? "" : " " + line.reason_code);
    amounts[line.partner][column] += base::Product(line.amount);
    paid.emplace(column, line.currency);
  }
  return print_pivot(amounts, paid);
}

base::Status Tour::explanation() {
  TRY_STATUS(heading("Why " + partner_ + " gets what it gets from " + subscription_,
                     "explain --partner " + partner_ + " --month " + last_.text() +
                         " --subscription " + subscription_ + " --rows 2"));
  const auto tree = TRY(app::explain(
      view_,
      {.partner = partner_, .month = last_, .subscription = subscription_, .usage_rows_max = 2}));
  return session_.console.data(
      explanation_tree(tree, session_.console.terminal(), base::Language::English));
}

base::Status Tour::reconciliation() {
  TRY_STATUS(heading("Where everything ingested for " + last_.text() + " went",
                     "reconcile --month " + last_.text()));
  return print_reconciliation(session_, view_, last_, kTable);
}

base::Status Tour::next() {
  const std::string month = last_.text();
  std::string text = "\nNext:\n  export ACCREDIT_DATA=" + store_ + '\n';
  for (const std::string& command :
       {"credit --from 2025-01 --to " + month + " --by partner,month",
        "explain --partner " + partner_ + " --month " + month + " --why-not",
        "history --subscription " + subscription_, std::string("quarantine list"),
        "credit --from " + month + " --as-known 20", std::string("verify")}) {
    text += "  " + session_.arguments.program + ' ' + command + '\n';
  }
  return session_.console.data(text);
}

// Links for three persons, a request to copy, and how to go on.
std::string welcome(const app::DemoDesk& desk, const std::string& url, const std::string& program,
                    const std::string& store) {
  std::string out = "\nSign in, once each, until " + time_text(desk.until) + ":\n";
  for (const app::DemoPerson& one : desk.people) {
    const std::string portal = one.portal + std::string(10 - one.portal.size(), ' ');
    out += "  " + portal + url + "/set-up#" + one.link + "   " + one.name + ", " + one.of + '\n';
  }
  out += "\nTry:\n  curl -X POST " + url + "/v1/usage-events -H 'Authorization: Bearer " +
         desk.key + "' -H 'Content-Type: application/cloudevents+json' -d '" + desk.event + "'\n";
  out += "  " + program + " credit --data " + store + " --from 2025-01 --by partner,competency\n";
  out += "  " + program + " demo --no-serve     # a tour of the answers, when this has ended\n";
  return out + "\nEnd with Ctrl+C\n";
}

// Only this machine reaches it: the built-in address.
Outcome serve_demo(Session& session, const std::string& directory, app::DemoScale scale) {
  const std::string store = directory + "/store";
  settings::Values values;
  const settings::Said said = settings::read_flags(session.arguments.settings);
  if (!said.findings.empty())
    return base::fail(base::Code::Usage, said.findings[0].place + ": " + said.findings[0].what);
  values.lay(settings::Layer::Flag, said);
  const auto open_desk = [&]() -> base::Result<app::DemoDesk> {
    app::Store open = TRY(app::Store::open(store, storage::OpenFor::Writing, session.clock));
    TRY_STATUS(app::begin_demo_affairs(open, app::demo_world(scale), directory));
    return app::open_demo_desk(open, scale);
  };
  const app::DemoDesk desk = TRY(open_desk());
  Serving serving;
  serving.options = TRY(service_options(values));
  serving.options.directory = store;
  serving.options.log = {api::LogLevel::Error, api::LogFormat::Text};
  serving.ready = [&](const std::string& url) {
    return session.console.data(welcome(desk, url, session.arguments.program, store));
  };
  return serve_until_signal(session, std::move(serving));
}

}  // namespace

Outcome run_demo(Session& session) {
  const Arguments& arguments = session.arguments;
  const std::string directory = arguments.directory.empty() ? "accredit-demo" : arguments.directory;
  const app::DemoWish wish = TRY(wish_of(arguments));
  Progress progress(session.console);
  const app::Demo demo = TRY(app::prepare_demo(directory, wish, session.clock, progress.report()));
  progress.clear();
  if (demo.created) {
    session.console.done("created '" + directory +
                         "': " + with_separators(std::to_string(demo.usage_rows)) +
                         " usage rows, " + with_separators(std::to_string(demo.quarantined)) +
                         " of them in quarantine");
  } else {
    session.console.say("Found the demo in '" + directory + "'; delete the folder to begin anew.");
  }
  if (!arguments.no_serve) return serve_demo(session, directory, wish.scale);
  app::Store store = TRY(app::Store::open(demo.store, storage::OpenFor::Reading, session.clock));
  const auto view = TRY(app::open_view(store, base::CommitNumber::latest(), progress.report()));
  progress.clear();
  TRY_STATUS(Tour(session, *view, demo.store).run());
  return Exit::Done;
}

}  // namespace cli
