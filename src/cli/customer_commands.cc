// customer: mergers and acquisitions, and with whom a customer is linked by them.
#include "app/registry_jobs.h"
#include "base/nearest.h"
#include "cli/option_values.h"
#include "cli/session.h"
#include "registry/kinship.h"

namespace cli {
namespace {

base::Result<registry::MergerWish> merger_wish(const Arguments& given) {
  registry::MergerWish wish;
  wish.merged_id = TRY(required("--customer", given.customer, "ID"));
  wish.survivor_id = TRY(required("--into", given.counterparty, "ID"));
  wish.reason = TRY(required("--reason", given.reason, "'why'"));
  wish.on = TRY(day_or("--on", given.date, base::Day::min()));
  if (given.kind.empty()) return wish;
  const auto kind = base::parse_word<base::MergerKind>(base::kMergerKinds, given.kind);
  if (!kind) {
    return base::fail(base::Code::Usage, "--kind '" + given.kind +
                                             "' is not tenant_merged or acquired" +
                                             base::hint(given.kind, base::kMergerKinds));
  }
  wish.kind = *kind;
  return wish;
}

base::Status print_links(RecordWriter& writer, const registry::Snapshot& registry,
                         base::CustomerKey customer) {
  const std::string& id = registry[customer].id;
  const registry::Kinship kinship(registry);
  for (const registry::Merger& one : kinship.mergers()) {
    const bool merged = one.kind == base::MergerKind::TenantMerged;
    if (one.merged == customer) {
      TRY_STATUS(writer.row({id, merged ? "merged_into" : "acquired_by", registry[one.survivor].id,
                             one.from.text()}));
    } else if (one.survivor == customer) {
      TRY_STATUS(writer.row(
          {id, merged ? "takes_in" : "acquires", registry[one.merged].id, one.from.text()}));
    }
  }
  for (const base::CustomerKey other : kinship.kin(customer)) {
    TRY_STATUS(writer.row(
        {id, "one_with", registry[other].id, kinship.one_since(customer, other).text()}));
  }
  return {};
}

}  // namespace

Outcome run_customer_merge(Session& session) {
  const registry::MergerWish wish = TRY(merger_wish(session.arguments));
  const app::Actor actor = TRY(actor_value(session.arguments, Acting::Vendor));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const app::ActReceipt receipt = TRY(app::merge_customers(store, actor, wish));
  const bool merged = wish.kind == base::MergerKind::TenantMerged;
  std::string line = "customer " + wish.merged_id +
                     (merged ? " is merged into " : " is acquired by ") + wish.survivor_id;
  if (receipt.ended > 0) {
    line += ", " + std::to_string(receipt.ended) +
            (receipt.ended == 1 ? " association ended" : " associations ended");
  }
  session.console.done(line + " (commit " + std::to_string(receipt.commit.number) + ")");
  return Exit::Done;
}

Outcome run_customer_show(Session& session) {
  const Arguments& given = session.arguments;
  const std::string id = TRY(required("--customer", given.customer, "ID"));
  const base::CommitNumber as_known = TRY(commit_value(given.as_known));
  RecordWriter writer =
      TRY(open_writer(session, {{"customer"}, {"fact"}, {"other"}, {"starts_on"}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const app::Books books = TRY(app::open_books(store, as_known));
  const auto customer = registry::Directory(books.registry).customer(id);
  if (!customer.exists()) {
    std::vector<std::string_view> ids;
    ids.reserve(books.registry.customers.size());
    for (const auto& one : books.registry.customers)
      ids.push_back(one.id);
    return base::fail(base::Code::NotFound,
                      "there is no customer '" + id + "'" + base::hint(id, ids));
  }
  TRY_STATUS(print_links(writer, books.registry, customer));
  TRY_STATUS(writer.end());
  return Exit::Done;
}

}  // namespace cli
