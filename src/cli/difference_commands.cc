// diff and simulate: what changed, what would change.
#include <algorithm>
#include <array>
#include <map>

#include "app/difference_jobs.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/progress.h"
#include "cli/session.h"

namespace cli {
namespace {

using attribution::BookLine;
using attribution::Difference;

std::vector<Column> columns() {
  const auto number = ColumnKind::Number;
  return {{"line"},
          {"partner"},
          {"item"},
          {"subscription"},
          {"workload"},
          {"month", ColumnKind::Month},
          {"currency"},
          {"reason_code"},
          {"before", number},
          {"after", number},
          {"cause"},
          {"amount", number},
          {"quantity", number},
          {"base", number}};
}

// One row for each share of the difference.
std::vector<std::string> cells_of(const Difference& line, const Difference::Share& share) {
  const bool credit = line.line == BookLine::Credit;
  const std::string second = share.figures.second.text();
  return {std::string(attribution::kBookLines[static_cast<std::size_t>(line.line)]),
          line.partner,
          line.item,
          line.subscription,
          line.workload,
          line.month.text(),
          line.currency,
          line.reason_code,
          line.before.amount.text(),
          line.after.amount.text(),
          share.cause,
          share.figures.amount.text(),
          credit ? second : "",
          credit ? "" : second};
}

// What the lines add up to, in words.
class Summary {
 public:
  void add(const Difference& line) {
    ++lines_;
    // Money that is not payable is no earning yet.
    if (line.line == BookLine::Credit || !line.reason_code.empty()) return;
    Money& money = money_[line.currency];
    const attribution::Figures difference = line.after - line.before;
    money.total += difference.amount;
    money.partners[line.partner] += difference.amount;
    for (const auto& share : line.shares)
      money.causes[share.cause] += share.figures.amount;
  }

  void tell(Console& console) const {
    if (lines_ == 0) return console.say("No line differs.");
    console.say(counted(lines_, "line") + (lines_ == 1 ? " differs." : " differ."));
    for (const auto& [currency, money] : money_)
      tell(console, currency, money);
  }

 private:
  struct Money {
    base::Product total;
    std::map<std::string, base::Product> partners, causes;
  };

  static std::string with_sign(const base::Product& value) {
    return (value > base::Product{} ? "+" : "") + value.text();
  }

  static void tell(Console& console, const std::string& currency, const Money& money) {
    std::int64_t up = 0, down = 0;
    for (const auto& [partner, amount] : money.partners) {
      up += amount > base::Product{};
      down += amount < base::Product{};
    }
    std::string line = "Earnings " + with_sign(money.total) + ' ' + currency + ": " +
                       counted(up, "partner") + " up, " + std::to_string(down) + " down";
    for (const auto& [cause, amount] : money.causes) {
      if (!amount.is_zero()) line += "; " + cause + ' ' + with_sign(amount);
    }
    console.say(line);
  }

  std::int64_t lines_ = 0;
  std::map<std::string, Money> money_;
};

base::Result<app::DifferenceScope> scope_of(const Arguments& arguments) {
  app::DifferenceScope scope;
  if (!arguments.from.empty()) scope.from = TRY(month_value("--from", arguments.from));
  if (!arguments.to.empty()) {
    if (!scope.from) return base::fail(base::Code::Usage, "--to needs --from: the first month");
    scope.to = TRY(month_value("--to", arguments.to));
    if (*scope.to < *scope.from) {
      return base::fail(base::Code::Usage,
                        "--to " + scope.to->text() + " lies before --from " + scope.from->text());
    }
  }
  scope.partner = arguments.partner;
  if (!arguments.keys.empty()) {
    constexpr std::array<std::string_view, 2> kGrains{"line", "partner"};
    const auto grain = std::ranges::find(kGrains, arguments.keys);
    if (grain == kGrains.end()) {
      return base::fail(base::Code::Usage,
                        "--by '" + arguments.keys + "' is neither line nor partner");
    }
    scope.grain = static_cast<attribution::DifferenceGrain>(grain - kGrains.begin());
  }
  scope.subscription = arguments.subscription;
  return scope;
}

// One designation for each subscription named.
base::Result<std::vector<registry::Designation>> designations_of(const Arguments& arguments) {
  std::vector<registry::Designation> out;
  if (arguments.designate.empty()) return out;
  registry::Designation wish;
  wish.partner_id = arguments.designate;
  wish.type = TRY(required("--type", arguments.type, "dpor"));
  wish.on = TRY(day_value("--on", arguments.date));
  for (const std::string& id : listed(TRY(required("--scope", arguments.scope, "ID,ID,...")))) {
    wish.subscription_id = id;
    out.push_back(wish);
  }
  return out;
}

// Prints what `job` finds. Differences are no fault: the exit code is 0 with and without them.
template <class Job>
Outcome print_differences(Session& session, Progress& progress, Job job) {
  RecordWriter writer = TRY(open_writer(session, columns()));
  Summary summary;
  const app::TakeDifference take = [&](const Difference& line) -> base::Status {
    progress.clear();
    summary.add(line);
    for (const Difference::Share& share : line.shares)
      TRY_STATUS(writer.row(cells_of(line, share)));
    return {};
  };
  TRY_STATUS(job(take));
  progress.clear();
  TRY_STATUS(writer.end());
  summary.tell(session.console);
  return Exit::Done;
}

}  // namespace

Outcome run_diff(Session& session) {
  const Arguments& given = session.arguments;
  const std::string from = TRY(required("--from-commit", given.from_commit, "N"));
  const base::CommitNumber before = TRY(commit_value(from));
  const base::CommitNumber after = TRY(commit_value(given.to_commit));
  const app::DifferenceScope scope = TRY(scope_of(given));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  Progress progress(session.console);
  return print_differences(session, progress, [&](const app::TakeDifference& take) {
    return app::diff(store, before, after, scope, progress.report(), take);
  });
}

Outcome run_simulate(Session& session) {
  const Arguments& given = session.arguments;
  const bool nothing = given.programme.empty() && given.changes.empty() &&
                       given.associations.empty() && given.designate.empty();
  if (nothing) {
    return base::fail(base::Code::Usage,
                      "simulate needs --programme FILE, --changes FILE, --associations FILE or "
                      "--designate ID: what would be different");
  }
  app::Draft draft{nullptr, given.changes, given.associations, {}};
  draft.designations = TRY(designations_of(given));
  const app::DifferenceScope scope = TRY(scope_of(given));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  std::optional<programs::Programme> programme;
  if (!given.programme.empty()) programme = TRY(app::read_programme(given.programme));
  if (programme) draft.programme = &*programme;
  Progress progress(session.console);
  const auto now = TRY(app::open_view(store, base::CommitNumber::latest(), progress.report()));
  const app::LoadRegistry load = [&](const programs::Programme& rules) {
    return store.registry().load(now->books.as_known, rules);
  };
  return print_differences(session, progress, [&](const app::TakeDifference& take) {
    return app::simulate(*now, load, draft, scope, progress.report(), take);
  });
}

}  // namespace cli
