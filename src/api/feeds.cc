// Feeds and their files, taking one back; quarantine and the ways out of it.
#include <array>
#include <limits>

#include "api/call.h"
#include "api/work_desk.h"
#include "app/feed_board.h"
#include "app/quarantine_jobs.h"
#include "base/instant_text.h"
#include "base/terms.h"

namespace api {
namespace {

using storage::FeedFile;

// ---- feeds ----

Cell day_or_null(const std::optional<base::Day>& day) {
  return day ? Cell(day->text()) : Cell();
}

std::vector<Field> feed_fields() {
  return {{"id"},
          {"state"},
          {"last_arrival", CellType::Instant},
          {"last_file"},
          {"expected_on", CellType::Day},
          {"rhythm_days", CellType::Integer},
          {"usage_until", CellType::Day},
          {"lag_days", CellType::Integer},
          {"files", CellType::Integer},
          {"rows", CellType::Integer},
          {"accepted", CellType::Integer},
          {"duplicates", CellType::Integer},
          {"quarantined", CellType::Integer},
          {"waiting", CellType::Integer},
          {"mapping"},
          {"mapping_sha256"}};
}

std::vector<Cell> feed_cells(const app::Feed& one, base::Day today) {
  const Cell rhythm = one.rhythm_days ? Cell(std::to_string(*one.rhythm_days)) : Cell();
  const Cell lag = one.usage_until ? Cell(std::to_string(today - *one.usage_until)) : Cell();
  return {one.name,
          std::string(word(one.state)),
          base::instant_text(one.last.arrived),
          one.last.name,
          day_or_null(one.expected_on),
          rhythm,
          day_or_null(one.usage_until),
          lag,
          std::to_string(one.files),
          std::to_string(one.rows),
          std::to_string(one.accepted),
          std::to_string(one.duplicates),
          std::to_string(one.quarantined),
          std::to_string(one.waiting),
          one.last.mapping,
          one.last.mapping_sha256};
}

base::Result<base::CommitNumber> list_feeds(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin(feed_fields()));
  const app::FeedBoard board = TRY(call.service.store->read(app::feed_board));
  for (const app::Feed& one : board.feeds) {
    if (!rows.add('/' + one.name, feed_cells(one, board.today))) break;
  }
  return base::CommitNumber();
}

std::vector<Cell> file_cells(const FeedFile& one) {
  return {one.id(),
          one.feed,
          one.name,
          base::instant_text(one.arrived),
          one.sha256,
          one.mapping,
          one.mapping_sha256,
          std::to_string(one.rows),
          std::to_string(one.accepted),
          std::to_string(one.duplicates),
          std::to_string(one.quarantined),
          std::to_string(one.waiting),
          day_or_null(one.first_day),
          day_or_null(one.last_day),
          one.voided.number == 0 ? Cell() : Cell(std::to_string(one.voided.number)),
          std::to_string(one.commit.number)};
}

// The newest first.
std::string file_key(const FeedFile& one) {
  return number_key(std::numeric_limits<std::int64_t>::max() - one.delivery);
}

base::Result<base::CommitNumber> list_feed_files(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"id"},
                         {"feed"},
                         {"name"},
                         {"arrived_at", CellType::Instant},
                         {"sha256"},
                         {"mapping"},
                         {"mapping_sha256"},
                         {"rows", CellType::Integer},
                         {"accepted", CellType::Integer},
                         {"duplicates", CellType::Integer},
                         {"quarantined", CellType::Integer},
                         {"waiting", CellType::Integer},
                         {"first_day", CellType::Day},
                         {"last_day", CellType::Day},
                         {"voided_commit", CellType::Integer},
                         {"commit", CellType::Integer}}));
  storage::FeedFileQuery query;
  if (const std::string feed = call.text("feed"); !feed.empty()) query.feed = feed;
  TRY_STATUS(call.service.store->read([&](app::Store& store) {
    return storage::each_feed_file(store.record(), query, [&](FeedFile&& one) {
      return rows.add(file_key(one), file_cells(one));
    });
  }));
  return base::CommitNumber();
}

Value effect_value(const FeedFile& file, const storage::VoidEffect& effect) {
  Value months = list();
  for (const storage::VoidEffect::MonthTotal& one : effect.totals) {
    Value month = object();
    month.add("month", one.month).add("measure", one.measure).add("currency", one.currency);
    month.add("amount_before", one.amount_before.text());
    month.add("amount_after", one.amount_after.text());
    month.add("quantity_before", one.quantity_before.text());
    months.add(month.add("quantity_after", one.quantity_after.text()));
  }
  Value again = list();
  for (const storage::DeliveredFile& one : effect.repeating)
    again.add(one.name);
  Value out = object();
  out.add("object", "void_effect").add("id", file.id()).add("name", file.name);
  out.add("stopping", effect.stopping).add("returning", effect.returning);
  out.add("leaving_quarantine", effect.waiting).add("waiting_again", effect.going_back);
  return out.add("deliver_again", std::move(again)).add("months", std::move(months));
}

base::Result<FeedFile> file_of(Call& call) {
  return call.service.store->read(
      [&](app::Store& store) { return app::feed_file(store, call.text("id")); });
}

base::Result<Reply> plan_void(Call& call) {
  const FeedFile file = TRY(file_of(call));
  const auto effect = TRY(
      call.service.store->change([&](app::Store& store) { return app::void_effect(store, file); }));
  return Reply{200, effect_value(file, effect)};
}

// ---- work ----

Reply begun(const Work& work) {
  return {202, work_value(work), {{"location", "/v1/operations/" + work.id}, {"retry-after", "1"}}};
}

base::Result<Reply> void_feed_file(Call& call) {
  const FeedFile file = TRY(file_of(call));
  if (call.body.get("name").text() != file.name)
    return base::refuse("NAME_DIFFERS", file.id() + " is named '" + file.name + "'");
  const std::string actor = call.actor(), reason = call.body.get("reason").text();
  const auto job = [file, actor, reason](app::Store& store) -> base::Result<Value> {
    const app::VoidReceipt receipt = TRY(app::void_file(store, file, actor, reason));
    Value out = object();
    out.add("commit", receipt.commit.number).add("stopped", receipt.effect.stopping);
    out.add("returned", receipt.effect.returning);
    return out.add("replayed", receipt.replayed.accepted);
  };
  return begun(TRY(call.service.work->begin("void", rights::Resource::Feeds, job)));
}

// ---- quarantine ----

base::Result<base::CommitNumber> list_quarantine(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"cause"},
                         {"feed"},
                         {"column"},
                         {"value"},
                         {"rows", CellType::Integer},
                         {"customers", CellType::Integer}}));
  app::QuarantineQuery query;
  query.as_known = call.known_at();
  const auto ground = TRY(call.ground());
  const auto groups = TRY(call.service.store->read([&](app::Store& store) {
    return app::quarantined_groups(store, ground->books.registry, ground->directory, query);
  }));
  for (const storage::QuarantineGroup& one : groups) {
    const bool is_open =
        rows.add({std::string(ingest::word(one.cause)), one.feed, one.column, one.value,
                  std::to_string(one.rows), std::to_string(one.customers)});
    if (!is_open) break;
  }
  return base::CommitNumber();
}

storage::QuarantineFilter filter_of(const Value& body) {
  storage::QuarantineFilter out;
  if (const auto cause = base::parse_word<ingest::Cause>(ingest::kCauses, body.get("cause").text()))
    out.causes = {*cause};
  out.feed = body.get("feed").text();
  out.file = body.get("file").text();
  out.subscription = body.get("subscription_id").text();
  return out;
}

base::Result<Reply> replay_quarantine(Call& call) {
  storage::ReplayOrder order;
  order.filter = filter_of(call.body);
  order.actor = call.actor();
  std::shared_ptr<const ingest::Mapping> mapping;
  if (const std::string& toml = call.body.get("mapping").text(); !toml.empty())
    mapping =
        std::make_shared<const ingest::Mapping>(TRY(ingest::load_mapping(toml, "the mapping")));
  order.mapping = mapping.get();
  const auto job = [order, mapping](app::Store& store) -> base::Result<Value> {
    const storage::ReplayReceipt receipt = TRY(app::replay(store, order));
    Value out = object();
    out.add("rows", receipt.rows).add("accepted", receipt.accepted);
    out.add("duplicates", receipt.duplicates).add("corrected", receipt.corrected);
    return out.add("waiting", receipt.waiting).add("commit", receipt.commit.number);
  };
  return begun(TRY(call.service.work->begin("replay", rights::Resource::Quarantine, job)));
}

base::Result<Reply> waive_quarantine(Call& call) {
  const storage::QuarantineFilter filter = filter_of(call.body);
  const std::string actor = call.actor(), reason = call.body.get("reason").text();
  const auto job = [filter, actor, reason](app::Store& store) -> base::Result<Value> {
    const storage::WaiveReceipt receipt = TRY(app::waive(store, filter, actor, reason));
    Value out = object();
    return out.add("rows", receipt.rows).add("commit", receipt.commit.number);
  };
  return begun(TRY(call.service.work->begin("waiver", rights::Resource::Quarantine, job)));
}

constexpr std::array<Route, 7> kRoutes{{
    {"listFeeds", nullptr, list_feeds},
    {"listFeedFiles", nullptr, list_feed_files},
    {"planVoid", plan_void},
    {"voidFeedFile", void_feed_file},
    {"listQuarantine", nullptr, list_quarantine},
    {"replayQuarantine", replay_quarantine},
    {"waiveQuarantine", waive_quarantine},
}};

}  // namespace

std::span<const Route> feed_routes() {
  return kRoutes;
}

}  // namespace api
