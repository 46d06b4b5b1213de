// access show, check, log, forget: what partners may see, why, and who looked.
#include "app/consent_jobs.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/session.h"

namespace cli {
namespace {

std::vector<std::string> cells_of(const rights::Look& one) {
  return {std::to_string(one.number),
          time_text(one.at),
          one.customer,
          one.partner,
          one.who,
          std::string(word(one.action)),
          one.object,
          one.object_id,
          std::to_string(one.rows),
          std::to_string(one.times),
          one.purpose,
          one.address,
          one.request};
}

base::Result<rights::LookQuery> query_of(const Arguments& given) {
  rights::LookQuery out;
  out.customer = TRY(required("--customer", given.customer, "ID"));
  out.partner = given.partner;
  out.from = TRY(instant_value("--from", given.from, {INT64_MIN}));
  out.to = TRY(instant_value("--to", given.to, {INT64_MAX}));
  return out;
}

}  // namespace

Outcome run_access_show(Session& session) {
  const Arguments& given = session.arguments;
  TRY(required("--customer", given.customer, "ID"));
  const base::CommitNumber as_known = TRY(commit_value(given.as_known));
  RecordWriter writer = TRY(open_writer(session, {{"partner"},
                                                  {"subscription"},
                                                  {"workload"},
                                                  {"data_class"},
                                                  {"since", ColumnKind::Day},
                                                  {"until", ColumnKind::Day},
                                                  {"consent"}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const auto sight = TRY(app::open_sight(store, as_known));
  const registry::Snapshot& registry = sight->books.registry;
  for (const app::MatrixRow& row : TRY(app::access_matrix(*sight, given.customer, given.partner))) {
    TRY_STATUS(writer.row({registry[row.partner].id, registry[row.subscription].id, row.workload,
                           std::string(word(row.data_class)), row.since.text(), row.until.text(),
                           row.consent}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

// For an executive of the partner: what no other person of it may see is not the question here.
Outcome run_access_check(Session& session) {
  const Arguments& given = session.arguments;
  TRY(required("--partner", given.partner, "ID"));
  TRY(required("--subscription", given.subscription, "ID"));
  const base::CommitNumber as_known = TRY(commit_value(given.as_known));
  const base::Day asked = TRY(day_or("--date", given.date, base::Day::min()));
  RecordWriter writer =
      TRY(open_writer(session, {{"data_class"}, {"sees"}, {"code"}, {"association"}, {"consent"}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const auto sight = TRY(app::open_sight(store, as_known));
  const base::Day day = asked == base::Day::min() ? sight->today : asked;
  for (const rights::Verdict& one :
       TRY(app::access_check(*sight, given.partner, given.subscription, day, true))) {
    TRY_STATUS(writer.row({std::string(word(one.data_class)), one.sees ? "yes" : "no", one.code,
                           one.association, one.consent}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_access_log(Session& session) {
  const rights::LookQuery query = TRY(query_of(session.arguments));
  const auto number = ColumnKind::Number;
  RecordWriter writer = TRY(open_writer(session, {{"number", number},
                                                  {"at", ColumnKind::Instant},
                                                  {"customer"},
                                                  {"partner"},
                                                  {"who"},
                                                  {"action"},
                                                  {"object"},
                                                  {"object_id"},
                                                  {"rows", number},
                                                  {"times", number},
                                                  {"purpose"},
                                                  {"address"},
                                                  {"request"}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const auto looks = TRY(app::looks(store, query));
  for (const rights::Look& one : looks)
    TRY_STATUS(writer.row(cells_of(one)));
  TRY_STATUS(writer.end());
  session.console.say(counted(static_cast<std::int64_t>(looks.size()), "row") + ", sha256 " +
                      base::hex(rights::digest(looks)));
  return Exit::Done;
}

Outcome run_access_forget(Session& session) {
  const Arguments& given = session.arguments;
  const std::string asked = TRY(required("--before", given.to, "TIME"));
  const std::string reason = TRY(required("--reason", given.reason, "TEXT"));
  const base::Instant before = TRY(instant_value("--before", asked, {INT64_MIN}));
  if (session.clock.now() < before)
    return base::fail(base::Code::Usage, "--before " + asked + " has not come yet");
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  TRY_STATUS(confirm(session,
                     "every look before " + time_text(before) +
                         " would leave the access log of every customer, which nothing undoes",
                     asked));
  const std::int64_t gone = TRY(app::forget_looks(store, before, "operator:cli", reason));
  session.console.done(counted(gone, "row") + " left the access log");
  return Exit::Done;
}

}  // namespace cli
