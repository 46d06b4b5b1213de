// associate, replace, end, share, history: single acts and who did what.
#include "app/answer_jobs.h"
#include "app/registry_jobs.h"
#include "cli/option_values.h"
#include "cli/session.h"
#include "registry/credit_shares.h"

namespace cli {
namespace {

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

base::Result<base::Decimal> share_value(const std::string& text) {
  if (const auto share = registry::parse_percent(text)) return *share;
  return base::fail(base::Code::Usage, "--share '" + text +
                                           "' is not a percentage from 0 to 100 with at most 2 "
                                           "decimals, like 60.00");
}

Outcome designate(Session& session, registry::Designation wish, std::string_view verb) {
  const app::Actor actor = TRY(actor_value(session.arguments, Acting::CustomersToo));
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
                      "--subscription",
                      "accredit help end");
  }
  wish.on = TRY(day_or("--on", arguments.date, base::Day::min()));
  const app::Actor actor = TRY(actor_value(arguments, Acting::CustomersToo));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const app::ActReceipt receipt = TRY(app::end_association(store, actor, wish));
  session.console.done("ended association " + receipt.association_id + " (commit " +
                       std::to_string(receipt.commit.number) + ")");
  return Exit::Done;
}

Outcome run_share_set(Session& session) {
  const Arguments& given = session.arguments;
  registry::ShareWish wish;
  wish.subscription_id = TRY(required("--subscription", given.subscription, "ID"));
  wish.partner_id = TRY(required("--partner", given.partner, "ID"));
  const std::string share = TRY(required("--share", given.share, "60.00"));
  wish.share = TRY(share_value(share));
  wish.days.from = TRY(day_or("--on", given.date, base::Day::min()));
  wish.days.to = TRY(day_or("--to", given.to, base::Day::forever()));
  wish.reason = given.reason;
  const app::Actor actor = TRY(actor_value(given, Acting::CustomersToo));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const app::ActReceipt receipt = TRY(app::set_share(store, actor, wish));
  session.console.done("share of " + wish.partner_id + " in " + wish.subscription_id + " is " +
                       registry::percent_text(wish.share) + " % (commit " +
                       std::to_string(receipt.commit.number) + ")");
  return Exit::Done;
}

Outcome run_share_list(Session& session) {
  const Arguments& given = session.arguments;
  const base::CommitNumber as_known = TRY(commit_value(given.as_known));
  RecordWriter writer = TRY(open_writer(session, {{"subscription"},
                                                  {"partner"},
                                                  {"share_percent", ColumnKind::Number},
                                                  {"starts_on", ColumnKind::Day},
                                                  {"ends_on", ColumnKind::Day}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const app::Books books = TRY(app::open_books(store, as_known));
  const registry::Snapshot& registry = books.registry;
  for (const registry::CreditShare& one : registry.credit_shares) {
    const std::string& subscription = registry[one.subscription].id;
    const std::string& partner = registry[one.partner].id;
    if (!given.subscription.empty() && subscription != given.subscription) continue;
    if (!given.partner.empty() && partner != given.partner) continue;
    if (one.days.empty()) continue;
    TRY_STATUS(writer.row({subscription, partner, registry::percent_text(one.share),
                           one.days.from.text(), one.days.to.text()}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_history(Session& session) {
  const Arguments& arguments = session.arguments;
  const base::CommitNumber as_known = TRY(commit_value(arguments.as_known));
  RecordWriter writer = TRY(open_writer(session, {{"commit", ColumnKind::Number},
                                                  {"recorded_at", ColumnKind::Instant},
                                                  {"actor"},
                                                  {"action"},
                                                  {"association"},
                                                  {"type"},
                                                  {"partner"},
                                                  {"customer"},
                                                  {"subscription"},
                                                  {"workload"},
                                                  {"starts_on", ColumnKind::Day},
                                                  {"ends_on", ColumnKind::Day},
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
