// quarantine list, replay, waive: what waits, by its causes, and the ways out.
#include "app/quarantine_jobs.h"
#include "app/usage_jobs.h"
#include "base/nearest.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/session.h"
#include "ingest/byte_source.h"

namespace cli {
namespace {

using storage::QuarantineGroup;

base::Result<storage::QuarantineFilter> filter_of(const Arguments& arguments) {
  storage::QuarantineFilter filter;
  filter.feed = arguments.feed;
  filter.file = arguments.file.empty() ? "" : ingest::file_name(arguments.file);
  filter.subscription = arguments.subscription;
  if (arguments.cause.empty()) return filter;
  const auto cause = base::parse_word<ingest::Cause>(ingest::kCauses, arguments.cause);
  if (!cause) {
    return base::fail(base::Code::Usage,
                      "--cause: there is no cause '" + arguments.cause + "'" +
                          base::hint(arguments.cause, ingest::kCauses),
                      "accredit quarantine list");
  }
  filter.causes = {*cause};
  return filter;
}

std::string day_text(const std::optional<base::Day>& day) {
  return day ? day->text() : "";
}

// "a.csv line 3 '1,5'; b.csv line 9"
std::string examples_text(const QuarantineGroup& group) {
  std::string out;
  for (const QuarantineGroup::Example& example : group.examples) {
    out += (out.empty() ? "" : "; ") + example.file + " line " + std::to_string(example.row.line);
    if (group.value.empty() && !example.row.value.empty()) out += " '" + example.row.value + "'";
  }
  return out;
}

std::vector<Column> columns_of(bool waived) {
  const auto number = ColumnKind::Number;
  std::vector<Column> columns;
  if (waived)
    columns = {{"commit", number}, {"recorded_at", ColumnKind::Instant}, {"actor"}, {"reason"}};
  for (Column& column : std::vector<Column>{{"cause"},
                                            {"feed"},
                                            {"column"},
                                            {"value"},
                                            {"rows", number},
                                            {"files", number},
                                            {"subscriptions", number},
                                            {"customers", number},
                                            {"first_day", ColumnKind::Day},
                                            {"last_day", ColumnKind::Day},
                                            {"amounts"},
                                            {"remedy"},
                                            {"examples"}}) {
    columns.push_back(std::move(column));
  }
  return columns;
}

std::vector<std::string> cells_of(const QuarantineGroup& group, bool waived) {
  std::vector<std::string> cells;
  if (waived) {
    const storage::Waiver& waiver = group.waiver;
    cells = {std::to_string(waiver.commit.number), time_text(waiver.recorded_at), waiver.actor,
             waiver.reason};
  }
  for (std::string& cell : std::vector<std::string>{
           std::string(word(group.cause)), group.feed, group.column, group.value,
           std::to_string(group.rows), std::to_string(group.files.size()),
           std::to_string(group.subscriptions.size()), std::to_string(group.customers),
           day_text(group.first_day), day_text(group.last_day), amounts_text(group.totals),
           group.remedy, examples_text(group)}) {
    cells.push_back(std::move(cell));
  }
  return cells;
}

base::Status print(Session& session, const std::vector<QuarantineGroup>& groups, bool waived) {
  RecordWriter writer = TRY(open_writer(session, columns_of(waived)));
  for (const QuarantineGroup& group : groups)
    TRY_STATUS(writer.row(cells_of(group, waived)));
  return writer.end();
}

std::int64_t rows_of(const std::vector<QuarantineGroup>& groups) {
  std::int64_t rows = 0;
  for (const QuarantineGroup& group : groups)
    rows += group.rows;
  return rows;
}

}  // namespace

std::string replay_line(const storage::ReplayReceipt& receipt) {
  std::string line =
      counted(receipt.rows, "row") + " waited, " + count(receipt.accepted, "now accepted");
  add_part(line, receipt.duplicates,
           receipt.duplicates == 1 ? "was a duplicate" : "were duplicates");
  add_part(line, receipt.corrected, "released as older");
  return line + ", " + count(receipt.waiting, "still waiting") + at_commit(receipt.commit);
}

Outcome run_quarantine_list(Session& session) {
  const Arguments& arguments = session.arguments;
  app::QuarantineQuery query;
  query.as_known = TRY(commit_value(arguments.as_known));
  query.filter = TRY(filter_of(arguments));
  query.waived = arguments.waived;
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const auto groups = TRY(app::quarantined_groups(store, query));
  TRY_STATUS(print(session, groups, query.waived));
  if (query.waived) return Exit::Done;
  if (groups.empty()) {
    session.console.say("Nothing waits in quarantine.");
  } else {
    session.console.next("mend the cause, then: accredit quarantine replay");
  }
  return Exit::Done;
}

Outcome run_quarantine_replay(Session& session) {
  storage::ReplayOrder order;
  order.filter = TRY(filter_of(session.arguments));
  std::optional<ingest::Mapping> mapping;
  if (!session.arguments.mapping.empty()) {
    mapping = TRY(app::find_mapping(session.arguments.mapping));
    order.mapping = &*mapping;
  }
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const storage::ReplayReceipt receipt = TRY(app::replay(store, order));
  session.console.done(replay_line(receipt));
  return receipt.waiting == 0 ? Exit::Done : Exit::Findings;
}

Outcome run_quarantine_waive(Session& session) {
  const std::string reason = TRY(required("--reason", session.arguments.reason, "TEXT"));
  app::QuarantineQuery query;
  query.filter = TRY(filter_of(session.arguments));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto groups = TRY(app::quarantined_groups(store, query));
  if (groups.empty()) {
    session.console.say("Nothing waits in quarantine that is meant; nothing changed.");
    return Exit::Done;
  }
  TRY_STATUS(print(session, groups, false));
  TRY_STATUS(confirm(session, counted(rows_of(groups), "row") + " would leave quarantine for good",
                     "waive"));
  const storage::WaiveReceipt receipt =
      TRY(app::waive(store, query.filter, "operator:cli", reason));
  session.console.done(counted(receipt.rows, "row") + " waived" + at_commit(receipt.commit));
  session.console.next("accredit quarantine list --waived");
  return Exit::Done;
}

}  // namespace cli
