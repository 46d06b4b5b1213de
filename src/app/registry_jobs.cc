#include "app/registry_jobs.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <map>

#include "app/lifecycle_jobs.h"
#include "base/fault.h"
#include "base/nearest.h"
#include "ingest/registry_file.h"
#include "lifecycle/feed_notices.h"
#include "registry/act_detail.h"
#include "registry/import.h"
#include "storage/request_table.h"

namespace app {
namespace {

using base::CommitNumber;

bool ends_all(const base::Error& error) {
  return error.code == base::Code::CommitUnknown || error.code == base::Code::Corrupt ||
         error.code == base::Code::Io;
}

base::Result<registry::Delivery> read_delivery(Store& store, const std::string& path) {
  const std::string_view kind = ingest::registry_kind(path);
  if (kind.empty()) {
    static constexpr std::array<std::string_view, 17> kNames{
        "partners.csv",         "customers.csv",    "products.csv",        "subscriptions.csv",
        "channels.csv",         "associations.csv", "fx_rates.csv",        "memberships.csv",
        "metric_values.csv",    "awards.csv",       "enrolments.csv",      "profiles.csv",
        "partner_statuses.csv", "access.csv",       "manual_earnings.csv", "credit_shares.csv",
        "customer_mergers.csv"};
    const std::string name = std::filesystem::path(path).filename().string();
    return base::fail(base::Code::InvalidInput,
                      "'" + path +
                          "' is not named like a registry file (partners, customers, "
                          "products, subscriptions, channels, associations, fx_rates, "
                          "memberships, metric_values, awards, enrolments, profiles, "
                          "partner_statuses, customer_mergers, access, manual_earnings, "
                          "credit_shares)" +
                          base::hint(name, kNames),
                      name.starts_with("usage") ? "accredit ingest " + path : "");
  }
  storage::UsageStore* log = TRY(store.log());
  const auto rows = TRY(storage::open_rows(*log, path));
  auto delivery = TRY(ingest::read_registry_file(kind, path, *rows));
  TRY_STATUS(base::fault("import.read"));
  return delivery;
}

// Of the rows that were delivered, how many change something; recognised ones apart.
void count_changes(const registry::ChangeSet& changes, ImportReceipt& receipt) {
  const std::size_t associations = changes.associations.size();
  const bool channels = receipt.kind == "channels";
  const bool follow =
      channels || receipt.kind == "partner_statuses" || receipt.kind == "customer_mergers";
  receipt.changed =
      changes.partners.size() + changes.customers.size() + changes.products.size() +
      changes.subscriptions.size() + changes.channels.size() + changes.fx_rates.size() +
      changes.memberships.size() + changes.metric_values.size() + changes.awards.size() +
      changes.statuses.size() + changes.enrolments.size() + changes.profiles.size() +
      changes.access_periods.size() + changes.manual_earnings.size() +
      changes.credit_shares.size() + changes.mergers.size() + (follow ? 0 : associations);
  receipt.recognised = channels ? associations : 0;
  receipt.ended = follow && !channels ? associations : 0;
}

void add_merger_notices(const Books& books, const registry::ChangeSet& changes, base::Day today,
                        lifecycle::Step& step) {
  if (changes.mergers.empty()) return;
  const registry::Directory directory(books.registry);
  auto told =
      lifecycle::told_of_mergers({books.registry, directory, books.programme}, changes, today);
  std::ranges::move(told, std::back_inserter(step.notifications));
}

ImportAnswer apply(Store& store, const registry::Delivery& delivery, const std::string& actor) {
  const Books books = TRY(open_books(store, CommitNumber::latest()));
  ImportReceipt receipt;
  receipt.kind = registry::kind(delivery);
  receipt.rows = std::visit([](const auto& rows) { return rows.size(); }, delivery.rows);
  const registry::ChangeSet changes =
      TRY(registry::changes_of(delivery, books.registry, books.programme));
  count_changes(changes, receipt);
  if (changes.empty()) return receipt;
  TRY_STATUS(base::fault("import.decided"));
  registry::DetailWriter detail;
  detail.field("file", delivery.file).field("kind", receipt.kind);
  detail.field("rows", std::to_string(receipt.rows));
  lifecycle::Step step;
  const base::Day today = TRY(store.today(books.programme));
  step.notifications = lifecycle::changed_by_feed(books.registry, changes, today);
  receipt.flagged = step.notifications.size();
  add_merger_notices(books, changes, today, step);
  step.act = {actor, "import", {}, detail.text()};
  if (step.notifications.empty()) {
    receipt.commit = TRY(store.registry().apply(changes, step.act));
  } else {
    step.changes = changes;
    receipt.commit = TRY(storage::open_requests(store.record())->keep(step));
  }
  return receipt;
}

base::Result<registry::Situation> situation_of(Store& store, const Books& books,
                                               const Actor& actor) {
  const base::Day today = TRY(store.today(books.programme));
  return registry::Situation{.snapshot = books.registry,
                             .programme = books.programme,
                             .actor = actor.kind,
                             .name = actor.name,
                             .today = today,
                             .self = actor.self};
}

base::Result<ActReceipt> commit_act(Store& store, const registry::Situation& situation,
                                    std::string action, const std::string& detail,
                                    const base::Result<registry::Decision>& decision) {
  if (decision) {
    TRY_STATUS(base::fault("act.decided"));
    const CommitNumber commit = TRY(store.registry().apply(decision->changes, decision->act));
    return ActReceipt{decision->association_id, decision->changes.associations.size(), commit};
  }
  if (decision.error().code == base::Code::Refused) {
    TRY_STATUS(base::fault("act.refused"));
    TRY(store.registry().note(
        registry::refused(situation, std::move(action), detail, decision.error())));
  }
  return std::unexpected(decision.error());
}

}  // namespace

base::Status import_files(
    Store& store, const ImportOrder& order, const Report& report,
    const std::function<void(const std::string&, const ImportAnswer&)>& answered) {
  std::vector<registry::Delivery> deliveries;
  for (const std::string& file : order.files) {
    auto delivery = read_delivery(store, file);
    if (!delivery) {
      answered(file, std::unexpected(delivery.error()));
      if (ends_all(delivery.error())) return {};
      continue;
    }
    deliveries.push_back(std::move(*delivery));
  }
  registry::order_for_import(deliveries);
  std::int64_t done = 0;
  for (const registry::Delivery& delivery : deliveries) {
    if (report) report({"Import", done++, static_cast<std::int64_t>(deliveries.size()), "files"});
    const ImportAnswer answer = apply(store, delivery, order.actor);
    answered(delivery.file, answer);
    if (!answer && ends_all(answer.error())) break;
  }
  return {};
}

base::Result<ActReceipt> associate(Store& store, const Actor& actor, registry::Designation wish) {
  TRY(tick(store, store.clock().now()));
  const Books books = TRY(open_books(store, CommitNumber::latest()));
  const registry::Situation situation = TRY(situation_of(store, books, actor));
  if (wish.on == base::Day::min()) wish.on = situation.today;
  const bool replaces = wish.incumbent == registry::Incumbent::Require;
  return commit_act(store, situation, replaces ? "replace" : "associate", registry::detail_of(wish),
                    registry::associate(situation, wish));
}

base::Result<ActReceipt> end_association(Store& store, const Actor& actor, registry::Ending wish) {
  TRY(tick(store, store.clock().now()));
  const Books books = TRY(open_books(store, CommitNumber::latest()));
  const registry::Situation situation = TRY(situation_of(store, books, actor));
  if (wish.on == base::Day::min()) wish.on = situation.today;
  return commit_act(store, situation, "end", registry::detail_of(wish),
                    registry::end(situation, wish));
}

base::Result<ActReceipt> set_status(Store& store, const Actor& actor, registry::StatusWish wish) {
  const Books books = TRY(open_books(store, CommitNumber::latest()));
  const registry::Situation situation = TRY(situation_of(store, books, actor));
  if (wish.on == base::Day::min()) wish.on = situation.today;
  return commit_act(store, situation, "partner status", registry::detail_of(wish),
                    registry::set_status(situation, wish));
}

base::Result<ActReceipt> merge_customers(Store& store, const Actor& actor,
                                         registry::MergerWish wish) {
  TRY(tick(store, store.clock().now()));
  const Books books = TRY(open_books(store, CommitNumber::latest()));
  const registry::Situation situation = TRY(situation_of(store, books, actor));
  if (wish.on == base::Day::min()) wish.on = situation.today;
  const auto decision = registry::merge(situation, wish);
  if (!decision || decision->changes.associations.empty()) {
    return commit_act(store, situation, "customer merge", registry::detail_of(wish), decision);
  }
  TRY_STATUS(base::fault("act.decided"));
  lifecycle::Step step;
  step.changes = decision->changes;
  step.act = decision->act;
  add_merger_notices(books, step.changes, situation.today, step);
  const CommitNumber commit = TRY(storage::open_requests(store.record())->keep(step));
  return ActReceipt{{}, step.changes.associations.size(), commit};
}

base::Result<ActReceipt> enrol(Store& store, const Actor& actor, registry::EnrolWish wish) {
  const Books books = TRY(open_books(store, CommitNumber::latest()));
  const registry::Situation situation = TRY(situation_of(store, books, actor));
  if (wish.days.from == base::Day::min()) wish.days.from = situation.today;
  return commit_act(store, situation, "partner enrol", registry::detail_of(wish),
                    registry::enrol(situation, wish));
}

base::Result<ActReceipt> complete_profile(Store& store, const Actor& actor,
                                          registry::ProfileWish wish) {
  const Books books = TRY(open_books(store, CommitNumber::latest()));
  const registry::Situation situation = TRY(situation_of(store, books, actor));
  if (wish.days.from == base::Day::min()) wish.days.from = situation.today;
  return commit_act(store, situation, "partner profile", registry::detail_of(wish),
                    registry::complete_profile(situation, wish));
}

base::Result<ActReceipt> set_share(Store& store, const Actor& actor, registry::ShareWish wish) {
  const Books books = TRY(open_books(store, CommitNumber::latest()));
  const registry::Situation situation = TRY(situation_of(store, books, actor));
  if (wish.days.from == base::Day::min()) wish.days.from = situation.today;
  return commit_act(store, situation, "share set", registry::detail_of(wish),
                    registry::set_share(situation, wish));
}

base::Result<std::vector<registry::HistoryEntry>> history(Store& store,
                                                          const registry::HistoryQuery& query,
                                                          base::CommitNumber as_known) {
  return store.registry().history(query, TRY(store.known(as_known)));
}

}  // namespace app
