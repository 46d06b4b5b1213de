#include "app/consent_jobs.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/fault.h"
#include "base/zone.h"
#include "registry/act_detail.h"
#include "storage/consent_table.h"

namespace app {
namespace {

using rights::Receipt;
using rights::Withdrawal;

constexpr std::string_view kGive = "consent give", kWithdraw = "consent withdraw";

// What is known when somebody acts.
struct Desk {
  Books books;
  rights::ConsentBook said;
  base::Day today;

  rights::ConsentFacts facts(base::Instant now) const { return {books.registry, said, now, today}; }
};

base::Result<Desk> open_desk(Store& store, base::Instant now) {
  Desk desk;
  desk.books = TRY(open_books(store, base::CommitNumber::latest()));
  desk.said = TRY(storage::open_consents(store.record())->load(desk.books.as_known));
  const base::Zone zone = TRY(base::Zone::find(desk.books.programme.parameters.time_zone));
  desk.today = zone.day_of(now);
  return desk;
}

rights::Giver giver(const lifecycle::Actor& actor) {
  return {actor.kind, actor.id, actor.text()};
}

registry::DetailWriter detail_of(std::string_view receipt, const std::string& customer,
                                 const std::string& partner, const std::string& subscription) {
  registry::DetailWriter detail;
  detail.field("receipt", receipt).field("customer", customer).field("partner", partner);
  detail.field("subscription", subscription);
  return detail;
}

// The answer to a refused act, which the chain keeps; what was not understood, it does not.
std::unexpected<base::Error> refused(Store& store, const lifecycle::Actor& actor,
                                     std::string_view action, registry::DetailWriter detail,
                                     const base::Error& error) {
  if (error.code != base::Code::Refused) return std::unexpected(error);
  detail.field("why", error.message);
  const auto noted = store.registry().note(
      {actor.text(), std::string(action) + " refused", error.reason, detail.text()});
  return std::unexpected(noted ? error : noted.error());
}

bool is_asked_for(const ConsentQuery& query, const auto& one) {
  const auto fits = [](const std::string& wanted, const std::string& value) {
    return wanted.empty() || wanted == value;
  };
  return fits(query.customer, one.customer) && fits(query.partner, one.partner) &&
         fits(query.subscription, one.subscription);
}

std::vector<std::string> workloads_of(const registry::Snapshot& registry, const Sight* now) {
  std::set<std::string> names;
  for (const registry::Association& one : registry.associations)
    if (!one.workload.empty()) names.insert(one.workload);
  if (now != nullptr)
    for (const registry::Association& one : now->books.registry.associations)
      if (!one.workload.empty()) names.insert(one.workload);
  return {names.begin(), names.end()};
}

std::unexpected<base::Error> unknown(std::string_view noun, const std::string& id) {
  return base::fail(base::Code::NotFound, "there is no " + std::string(noun) + " '" + id + "'");
}

}  // namespace

base::Result<Receipt> give_consent(Store& store, const lifecycle::Actor& actor,
                                   const rights::ConsentWish& wish, base::Instant now) {
  const Desk desk = TRY(open_desk(store, now));
  auto given = rights::give(wish, giver(actor), desk.facts(now));
  if (!given) {
    return refused(store, actor, kGive,
                   detail_of({}, wish.customer, wish.partner, wish.subscription), given.error());
  }
  registry::DetailWriter detail =
      detail_of(given->id(), given->customer, given->partner, given->subscription);
  detail.field("classes", rights::words(given->classes));
  TRY_STATUS(base::fault("act.decided"));
  const base::CommitNumber commit =
      TRY(storage::open_consents(store.record())
              ->keep({actor.text(), std::string(kGive), {}, detail.text()}, *given));
  return consent(store, given->id(), commit);
}

base::Result<Withdrawal> withdraw_consent(Store& store, const lifecycle::Actor& actor,
                                          const rights::WithdrawalWish& wish, base::Instant now) {
  const Desk desk = TRY(open_desk(store, now));
  auto out = rights::withdraw(wish, giver(actor), desk.facts(now));
  if (!out) {
    return refused(store, actor, kWithdraw,
                   detail_of(wish.receipt, wish.customer, wish.partner, wish.subscription),
                   out.error());
  }
  const registry::DetailWriter detail =
      detail_of(wish.receipt, out->customer, out->partner, out->subscription);
  TRY_STATUS(base::fault("act.decided"));
  const registry::Act act{actor.text(), std::string(kWithdraw), out->reason, detail.text()};
  out->commit = TRY(storage::open_consents(store.record())->keep(act, *out));
  return out;
}

base::Result<rights::ConsentBook> consents(Store& store, const ConsentQuery& query,
                                           base::CommitNumber as_known) {
  const base::CommitNumber known = TRY(store.known(as_known));
  auto out = TRY(storage::open_consents(store.record())->load(known));
  std::erase_if(out.receipts, [&](const Receipt& one) { return !is_asked_for(query, one); });
  std::erase_if(out.withdrawals, [&](const Withdrawal& one) { return !is_asked_for(query, one); });
  return out;
}

base::Result<Receipt> consent(Store& store, const std::string& id, base::CommitNumber as_known) {
  const rights::ConsentBook all = TRY(consents(store, {}, as_known));
  if (const Receipt* found = all.find(id)) return *found;
  return base::fail(base::Code::NotFound, "there is no receipt '" + id + "'",
                    "accredit consent list");
}

// ---- sight -------------------------------------------------------------------------------------

Sight::Sight(std::shared_ptr<const Ground> on, rights::ConsentBook said, base::Day day)
    : Sight(std::move(on), std::move(said), day, nullptr) {}

Sight::Sight(std::shared_ptr<const Ground> earlier, const std::shared_ptr<const Sight>& now)
    : Sight(std::move(earlier), now->book, now->today, now) {}

Sight::Sight(std::shared_ptr<const Ground> on, rights::ConsentBook said, base::Day day,
             std::shared_ptr<const Sight> now)
    : ground(std::move(on)),
      books(ground->books),
      standing(ground->standing),
      book(std::move(said)),
      today(day),
      consents(book, books.registry, today),
      now_(std::move(now)),
      workloads_(workloads_of(books.registry, now_.get())),
      compiler(
          standing, consents, [this](std::string_view name) { return workload_number(name); },
          today) {}

std::uint32_t Sight::workload_number(std::string_view name) const {
  const auto found = std::ranges::lower_bound(workloads_, name);
  if (found == workloads_.end() || *found != name) return rights::kEveryWorkload;
  return static_cast<std::uint32_t>(found - workloads_.begin());
}

std::string_view Sight::workload(std::uint32_t number) const {
  return number < workloads_.size() ? std::string_view(workloads_[number]) : std::string_view();
}

rights::Reach Sight::reach(rights::Looker looker) const {
  rights::Reach out = compiler.of(looker);
  if (!now_) return out;
  const auto number = [this](std::string_view name) { return workload_number(name); };
  const rights::ReachCompiler now(now_->standing, now_->consents, number, today);
  return out.within(now.of(looker));
}

base::Result<std::unique_ptr<Sight>> open_sight(Store& store, base::CommitNumber as_known) {
  auto ground = std::make_shared<const Ground>(TRY(open_books(store, as_known)));
  const Books& books = ground->books;
  rights::ConsentBook said = TRY(storage::open_consents(store.record())->load(books.as_known));
  const base::Day today = TRY(store.today(books.programme));
  return std::make_unique<Sight>(std::move(ground), std::move(said), today);
}

namespace {

// Who is ever associated with the subscriptions, by id.
std::vector<base::PartnerKey> partners_beside(const Sight& sight,
                                              std::span<const std::uint32_t> subscriptions) {
  const registry::Snapshot& registry = sight.books.registry;
  std::set<base::PartnerKey> found;
  for (const std::uint32_t subscription : subscriptions)
    for (const registry::Association* one : sight.standing.reaching({subscription}))
      found.insert(one->partner);
  std::vector<base::PartnerKey> out(found.begin(), found.end());
  std::ranges::sort(out, {},
                    [&](base::PartnerKey key) { return std::string_view(registry[key].id); });
  return out;
}

void append_rows(const Sight& sight, base::PartnerKey partner, base::SubscriptionKey subscription,
                 const rights::Reach& reach, std::vector<MatrixRow>& out) {
  const rights::LastWord said = sight.consents.last(partner, subscription);
  const std::string consent =
      said.receipt == nullptr ? std::string(word(rights::How::ProgrammeRule)) : said.receipt->id();
  for (const std::uint32_t number : reach.workloads(subscription)) {
    for (std::size_t i = 0; i < rights::kShareableClasses; ++i) {
      const auto data_class = static_cast<rights::DataClass>(i);
      const bool part = number != rights::kEveryWorkload;
      if (part && rights::is_of_whole(data_class)) continue;
      const auto days = reach.days(subscription, number, data_class);
      if (days.empty()) continue;
      out.push_back({partner, subscription, std::string(sight.workload(number)), data_class,
                     days.front().from, days.back().to, consent});
    }
  }
}

}  // namespace

base::Result<std::vector<MatrixRow>> access_matrix(const Sight& sight, const std::string& customer,
                                                   const std::string& partner) {
  const registry::Directory& directory = sight.ground->directory;
  const base::CustomerKey owner = directory.customer(customer);
  if (!owner.exists()) return unknown("customer", customer);
  const base::PartnerKey only = directory.partner(partner);
  if (!partner.empty() && !only.exists()) return unknown("partner", partner);
  const auto subscriptions = sight.standing.subscriptions_of(owner);
  std::vector<MatrixRow> out;
  for (const base::PartnerKey one : partners_beside(sight, subscriptions)) {
    if (only.exists() && only != one) continue;
    const rights::Reach reach = sight.compiler.planned({one, true}, subscriptions);
    for (const std::uint32_t subscription : subscriptions)
      append_rows(sight, one, {subscription}, reach, out);
  }
  const registry::Snapshot& registry = sight.books.registry;
  std::ranges::stable_sort(out, {}, [&](const MatrixRow& row) {
    return std::tuple(std::string_view(registry[row.partner].id),
                      std::string_view(registry[row.subscription].id));
  });
  return out;
}

base::Result<std::vector<rights::Verdict>> access_check(const Sight& sight,
                                                        const std::string& partner,
                                                        const std::string& subscription,
                                                        base::Day day, bool sees_money) {
  const registry::Directory& directory = sight.ground->directory;
  const base::PartnerKey looker = directory.partner(partner);
  if (!looker.exists()) return unknown("partner", partner);
  const base::SubscriptionKey about = directory.subscription(subscription);
  if (!about.exists()) return unknown("subscription", subscription);
  return sight.compiler.verdicts({looker, sees_money}, about, day);
}

base::Result<std::vector<rights::Look>> looks(Store& store, const rights::LookQuery& query) {
  return storage::open_looks(store.record())->read(query);
}

base::Result<std::int64_t> forget_looks(Store& store, base::Instant before,
                                        const std::string& actor, const std::string& reason) {
  return storage::open_looks(store.record())->forget(before, {actor, "access forget", reason, {}});
}

}  // namespace app
