// request new, move, list, show; tick; notifications list: lifecycles from the command line.
#include "app/lifecycle_jobs.h"
#include "base/nearest.h"
#include "cli/option_values.h"
#include "cli/session.h"

namespace cli {
namespace {

using lifecycle::Request;

base::Result<lifecycle::Actor> actor_of(const Arguments& arguments) {
  auto actor =
      TRY(lifecycle::parse_actor(arguments.actor.empty() ? "operator:cli" : arguments.actor));
  if (actor.kind != registry::ActorKind::System) return actor;
  return base::fail(base::Code::Usage,
                    "--as '" + arguments.actor + "': what happens by itself, only the clock does",
                    "accredit help tick");
}

base::Result<Request> wish_of(const Arguments& arguments, std::string_view kind) {
  const auto known = base::parse_word<lifecycle::Kind>(lifecycle::kKinds, kind);
  if (!known) {
    return base::fail(
        base::Code::Usage,
        "there is no lifecycle '" + std::string(kind) + "'" + base::hint(kind, lifecycle::kKinds),
        "accredit help request new");
  }
  Request wish;
  wish.kind = *known;
  wish.type = arguments.type;
  wish.partner = arguments.partner;
  wish.counterparty = arguments.counterparty;
  wish.customer = arguments.customer;
  wish.subscription = arguments.subscription;
  wish.workload = arguments.workload;
  wish.on = TRY(day_or("--from", arguments.from, base::Day::min()));
  wish.until = TRY(day_or("--to", arguments.to, base::Day::forever()));
  wish.exception = arguments.exception;
  wish.auto_extend = arguments.auto_extend;
  if (!arguments.renewals.empty()) wish.rules.renewals = arguments.renewals;
  if (!arguments.transfers.empty()) wish.rules.transfers = arguments.transfers;
  if (!arguments.products.empty()) wish.rules.products = arguments.products;
  wish.rules.families = listed(arguments.families);
  return wish;
}

base::Result<lifecycle::Given> given_of(const Arguments& arguments) {
  lifecycle::Given given;
  given.reason = arguments.reason;
  given.evidence = arguments.evidence;
  given.evidence_on = TRY(day_or("--evidence-on", arguments.evidence_on, base::Day::min()));
  if (!arguments.if_revision.empty()) {
    const std::int64_t seen = TRY(count_value("--if-revision", arguments.if_revision, 0));
    given.if_revision = seen;
  }
  return given;
}

base::Result<std::pair<std::string, std::string>> two_words(const Session& session,
                                                            std::string_view shape) {
  const auto& words = session.arguments.words;
  if (words.size() == 2) return std::pair(words[0], words[1]);
  return base::fail(base::Code::Usage, session.arguments.command + " needs " + std::string(shape),
                    "accredit help " + session.arguments.command);
}

Outcome report(Session& session, const app::RequestReceipt& receipt) {
  const Request& request = receipt.request;
  session.console.done(request.id() + ": " + std::string(lifecycle::word(request.kind)) + " is " +
                       request.state + ", revision " + std::to_string(request.revision) +
                       " (commit " + std::to_string(receipt.commit.number) + ")");
  TRY_STATUS(session.console.data(request.id() + '\n'));
  return Exit::Done;
}

std::string deadlines_text(const Request& request) {
  std::string text;
  for (const lifecycle::Deadline& one : request.deadlines)
    text += (text.empty() ? "" : " ") + one.event + ":" + one.due.text();
  return text;
}

std::vector<Column> request_columns() {
  return {{"request"},
          {"revision", ColumnKind::Number},
          {"kind"},
          {"state"},
          {"reason"},
          {"type"},
          {"partner"},
          {"counterparty"},
          {"customer"},
          {"subscription"},
          {"workload"},
          {"starts_on", ColumnKind::Day},
          {"ends_on", ColumnKind::Day},
          {"evidence"},
          {"association"},
          {"opened_by"},
          {"moved_at", ColumnKind::Instant},
          {"moved_by"},
          {"deadlines"}};
}

std::vector<std::string> cells_of(const Request& one) {
  return {one.id(),
          std::to_string(one.revision),
          std::string(lifecycle::word(one.kind)),
          one.state,
          one.reason,
          one.type,
          one.partner,
          one.counterparty,
          one.customer,
          one.subscription,
          one.workload,
          one.on.text(),
          one.until.text(),
          one.evidence,
          one.association,
          one.opened_by,
          time_text(one.moved_at),
          one.moved_by,
          deadlines_text(one)};
}

bool is_asked_for(const Arguments& arguments, const Request& one) {
  const auto fits = [](const std::string& wanted, std::string_view value) {
    return wanted.empty() || wanted == value;
  };
  return fits(arguments.state, one.state) && fits(arguments.partner, one.partner) &&
         fits(arguments.customer, one.customer) && fits(arguments.subscription, one.subscription) &&
         fits(arguments.kind, lifecycle::word(one.kind));
}

}  // namespace

Outcome run_request_new(Session& session) {
  const auto [kind, event] = TRY(two_words(session, "a kind and an event"));
  const Request wish = TRY(wish_of(session.arguments, kind));
  const lifecycle::Given given = TRY(given_of(session.arguments));
  const lifecycle::Actor actor = TRY(actor_of(session.arguments));
  const base::Instant now = TRY(instant_value("--at", session.arguments.at, session.clock.now()));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto receipt = TRY(app::open_request(store, actor, wish, event, given, now));
  return report(session, receipt);
}

Outcome run_request_move(Session& session) {
  const auto [request, event] = TRY(two_words(session, "a request and an event"));
  const lifecycle::Given given = TRY(given_of(session.arguments));
  const lifecycle::Actor actor = TRY(actor_of(session.arguments));
  const base::Instant now = TRY(instant_value("--at", session.arguments.at, session.clock.now()));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto receipt = TRY(app::move_request(store, actor, request, event, given, now));
  return report(session, receipt);
}

Outcome run_request_list(Session& session) {
  const base::CommitNumber as_known = TRY(commit_value(session.arguments.as_known));
  RecordWriter writer = TRY(open_writer(session, request_columns()));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  for (const Request& one : TRY(app::requests(store, as_known))) {
    if (is_asked_for(session.arguments, one)) TRY_STATUS(writer.row(cells_of(one)));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_request_show(Session& session) {
  const std::string id = TRY(only_word(session, "a request"));
  const base::CommitNumber as_known = TRY(commit_value(session.arguments.as_known));
  RecordWriter writer = TRY(open_writer(session, request_columns()));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  for (const Request& one : TRY(app::request_history(store, id, as_known)))
    TRY_STATUS(writer.row(cells_of(one)));
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_tick(Session& session) {
  const base::Instant now = TRY(instant_value("--now", session.arguments.now, session.clock.now()));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const app::TickReceipt receipt = TRY(app::tick(store, now));
  session.console.done(tick_line(receipt));
  return Exit::Done;
}

// "2 steps that were due until 2026-03-11 (commit 12)"
std::string tick_line(const app::TickReceipt& receipt) {
  const std::string until = " due until " + receipt.upto.text();
  if (receipt.steps == 0) return "nothing was" + until;
  const std::string steps = receipt.steps == 1 ? " step that was" : " steps that were";
  return std::to_string(receipt.steps) + steps + until + " (commit " +
         std::to_string(receipt.commit.number) + ")";
}

Outcome run_notifications_list(Session& session) {
  const Arguments& arguments = session.arguments;
  const base::CommitNumber as_known = TRY(commit_value(arguments.as_known));
  RecordWriter writer = TRY(open_writer(session, {{"number", ColumnKind::Number},
                                                  {"commit", ColumnKind::Number},
                                                  {"created_at", ColumnKind::Instant},
                                                  {"day", ColumnKind::Day},
                                                  {"role"},
                                                  {"recipient"},
                                                  {"kind"},
                                                  {"subject"},
                                                  {"payload"}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  for (const auto& [commit, at, one] : TRY(app::notifications(store, as_known))) {
    const bool customer = arguments.customer.empty() ||
                          (one.role == "customer" && one.recipient == arguments.customer);
    const bool partner =
        arguments.partner.empty() || (one.role == "partner" && one.recipient == arguments.partner);
    if (!customer || !partner) continue;
    TRY_STATUS(
        writer.row({std::to_string(one.number), std::to_string(commit.number), time_text(at),
                    one.day.text(), one.role, one.recipient, one.kind, one.subject, one.payload}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

}  // namespace cli
