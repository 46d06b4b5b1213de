#include "storage/persons.h"
#include "storage/registry_table_internal.h"

namespace storage {
namespace {

constexpr std::string_view kSelect = R"sql(
SELECT r.commit_no, e.recorded_at, e.actor, e.action, e.reason,
       a.id, r.type, p.id, c.id, coalesce(s.id, ''), r.workload,
       r.starts_on, r.ends_on, r.end_reason, r.source, r.voided
  FROM association_revision r
  JOIN audit_event e ON e.commit_no = r.commit_no
  JOIN association_key a ON a.key = r.association
  JOIN partner_key p ON p.key = r.partner
  JOIN customer_key c ON c.key = r.customer
  LEFT JOIN subscription_key s ON s.key = r.subscription
 WHERE r.commit_no <= :known)sql";

base::Result<std::int64_t> key_of(Database& database, const std::string& noun,
                                  const std::string& id) {
  Statement row = TRY(database.prepare("SELECT key FROM " + noun + "_key WHERE id = :id"));
  row.bind(":id", id);
  if (TRY(row.step())) return row.number(0);
  return base::fail(base::Code::NotFound,
                    noun + " '" + id + "' is not registered; check the spelling of its id");
}

struct Filter {
  std::string noun;
  std::string id;
  std::string condition;
};

// A subscription's history includes what its customer holds for all subscriptions.
std::vector<Filter> filters_of(const registry::HistoryQuery& query) {
  std::vector<Filter> filters;
  const auto add = [&](std::string noun, const std::string& id, std::string condition) {
    if (!id.empty()) filters.push_back({std::move(noun), id, std::move(condition)});
  };
  add("association", query.association_id, "r.association = :association");
  add("partner", query.partner_id, "r.partner = :partner");
  add("customer", query.customer_id, "r.customer = :customer");
  add("subscription", query.subscription_id,
      "(r.subscription = :subscription OR r.subscription IS NULL AND r.customer IN "
      "(SELECT customer FROM subscription_revision WHERE subscription = :subscription"
      " UNION SELECT k.other FROM subscription_revision s JOIN one_customer k"
      " ON k.customer = s.customer WHERE s.subscription = :subscription))");
  return filters;
}

base::Day day_at(const Statement& row, int column) {
  return {static_cast<std::int32_t>(row.number(column))};
}

registry::HistoryEntry entry_of(const Statement& row) {
  const auto text = [&](int column) { return std::string(row.text(column)); };
  return {.commit = {row.number(0)},
          .recorded_at = {row.number(1)},
          .actor = text(2),
          .action = text(3),
          .reason = text(4),
          .association_id = text(5),
          .type = text(6),
          .partner_id = text(7),
          .customer_id = text(8),
          .subscription_id = text(9),
          .workload = text(10),
          .days = {day_at(row, 11), day_at(row, 12)},
          .end_reason = text(13),
          .source = text(14),
          .voided = row.number(15) != 0};
}

}  // namespace

base::Result<std::vector<registry::HistoryEntry>> read_history(Database& database,
                                                               const registry::HistoryQuery& query,
                                                               base::CommitNumber as_known) {
  const auto filters = filters_of(query);
  std::string sql(kSelect);
  for (const Filter& filter : filters)
    sql += " AND " + filter.condition;
  Statement rows = TRY(database.prepare(sql + " ORDER BY r.commit_no, r.association"));
  rows.bind(":known", as_known.number);
  for (const Filter& filter : filters) {
    rows.bind((":" + filter.noun).c_str(), TRY(key_of(database, filter.noun, filter.id)));
  }
  std::vector<registry::HistoryEntry> entries;
  Persons persons(database);
  while (TRY(rows.step())) {
    entries.push_back(entry_of(rows));
    entries.back().actor = TRY(persons.shown(entries.back().actor));
  }
  return entries;
}

}  // namespace storage
