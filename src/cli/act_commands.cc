// associate, replace, end, history: single acts and who did what.
#include "app/registry_jobs.h"
#include "cli/option_values.h"
#include "cli/session.h"

namespace cli {
namespace {

using registry::ActorKind;

base::Result<app::Actor> actor_of(const Arguments& arguments) {
  if (arguments.actor.empty() || arguments.actor == "operator") return app::Actor{};
  if (arguments.actor == "customer") return app::Actor{ActorKind::Customer, "cli"};
  if (arguments.actor == "feed") return app::Actor{ActorKind::Feed, "cli"};
  return base::fail(base::Code::Usage,
                    "--as '" + arguments.actor + "' is not customer, operator or feed");
}

base::Result<base::Day> day_or(std::string_view option, const std::string& text, base::Day absent) {
  if (text.empty()) return absent;
  return day_value(option, text);
}

base::Result<registry::Designation> designation(const Arguments& arguments) {
  registry::Designation wish;
  wish.type = TRY(required("--type", arguments.type, "TYPE"));
  wish.partner_id = TRY(required("--partner", arguments.partner, "ID"));
  wish.subscription_id = arguments.subscription;
  wish.customer_id = arguments.customer;
  wish.workload = arguments.workload;
  wish.reason = arguments.reason;
  wish.on = TRY(day_or("--from", arguments.from, base::Day::min()));
  wish.until = TRY(day_or("--to", arguments.to, base::Day::forever()));
  if (wish.subscription_id.empty() && wish.customer_id.empty()) {
    return base::fail(base::Code::Usage,
                      "name --subscription ID, or --customer ID for all of its "
                      "subscriptions");
  }
  return wish;
}

Outcome designate(Session& session, registry::Designation wish, std::string_view verb) {
  const app::Actor actor = TRY(actor_of(session.arguments));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const app::ActReceipt receipt = TRY(app::associate(store, actor, wish));
  session.console.done(std::string(verb) + " association " + receipt.association_id + ": " +
                       wish.type + " of " + wish.partner_id + " (commit " +
                       std::to_string(receipt.commit.number) + ")");
  TRY_STATUS(session.console.data(receipt.association_id + '\n'));
  return Exit::Done;
}

std::vector<std::string> cells_of(const registry::HistoryEntry& entry) {
  return {std::to_string(entry.commit.number),
          time_text(entry.recorded_at),
          entry.actor,
          entry.action,
          entry.association_id,
          entry.type,
          entry.partner_id,
          entry.customer_id,
          entry.subscription_id,
          entry.workload,
          entry.days.from.text(),
          entry.days.to.text(),
          entry.voided ? "VOIDED" : entry.end_reason,
          entry.source,
          entry.reason};
}

}  // namespace

Outcome run_associate(Session& session) {
  registry::Designation wish = TRY(designation(session.arguments));
  wish.incumbent = registry::Incumbent::Refuse;
  return designate(session, std::move(wish), "created");
}

Outcome run_replace(Session& session) {
  registry::Designation wish = TRY(designation(session.arguments));
  wish.incumbent = registry::Incumbent::Require;
  return designate(session, std::move(wish), "handed over to");
}

Outcome run_end(Session& session) {
  const Arguments& arguments = session.arguments;
  registry::Ending wish{.association_id = arguments.association,
                        .type = arguments.type,
                        .partner_id = arguments.partner,
                        .subscription_id = arguments.subscription,
                        .customer_id = arguments.customer,
                        .reason = arguments.reason};
  const bool scoped = !wish.type.empty() && !(wish.subscription_id + wish.customer_id).empty();
  if (wish.association_id.empty() && !scoped) {
    return base::fail(base::Code::Usage,
                      "which association? Name --association ID, or --type and "
                      "--subscription.  See: accredit help end");
  }
  wish.on = TRY(day_or("--on", arguments.date, base::Day::min()));
  const app::Actor actor = TRY(actor_of(arguments));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const app::ActReceipt receipt = TRY(app::end_association(store, actor, wish));
  session.console.done("ended association " + receipt.association_id + " (commit " +
                       std::to_string(receipt.commit.number) + ")");
  return Exit::Done;
}

Outcome run_history(Session& session) {
  const Arguments& arguments = session.arguments;
  const base::CommitNumber as_known = TRY(commit_value(arguments.as_known));
  RecordWriter writer = TRY(open_writer(session, {{"commit", ColumnKind::Number},
                                                  {"recorded_at"},
                                                  {"actor"},
                                                  {"action"},
                                                  {"association"},
                                                  {"type"},
                                                  {"partner"},
                                                  {"customer"},
                                                  {"subscription"},
                                                  {"workload"},
                                                  {"starts_on"},
                                                  {"ends_on"},
                                                  {"end_reason"},
                                                  {"source"},
                                                  {"reason"}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const registry::HistoryQuery query{.association_id = arguments.association,
                                     .subscription_id = arguments.subscription,
                                     .customer_id = arguments.customer,
                                     .partner_id = arguments.partner};
  for (const auto& entry : TRY(app::history(store, query, as_known))) {
    TRY_STATUS(writer.row(cells_of(entry)));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

}  // namespace cli
