// The registry: who there is and who stands where.
#include <algorithm>
#include <array>

#include "api/expansion.h"
#include "base/nearest.h"

namespace api {
namespace {

using registry::Snapshot;

template <class Key, class Facts>
Cell id_of(Key key, const Facts& facts) {
  return key.exists() ? Cell(facts[key.number].id) : Cell();
}

Cell first_day(base::DayRange days) {
  return days.from == base::Day::min() ? Cell() : Cell(days.from.text());
}
Cell end_day(base::DayRange days) {
  return days.to == base::Day::forever() ? Cell() : Cell(days.to.text());
}

// What rows are made of.
struct Scene {
  std::shared_ptr<const app::Ground> ground;
  base::Day day;        // on which they are looked at
  bool is_for_partner;  // which is told neither channels nor what they close

  static base::Result<Scene> of(const Call& call, std::shared_ptr<const app::Ground> ground) {
    const auto asked = base::Day::parse(call.text("valid_at"));
    const auto today = [&](app::Store& store) { return store.today(ground->books.programme); };
    const base::Day day = asked ? *asked : TRY(call.service.store->read(today));
    return Scene{std::move(ground), day, call.caller.tenant.side == rights::Side::Partner};
  }
  const Snapshot& all() const { return ground->books.registry; }
};

template <class Fact>
std::size_t position(const Fact& fact, const std::vector<Fact>& facts) {
  return static_cast<std::size_t>(&fact - facts.data());
}

struct PartnerRow {
  static constexpr std::string_view kNoun = "partner";
  static std::vector<Field> fields() {
    return {{"id"}, {"name"}, {"group_id"}, {"country"}, {"status"}};
  }
  static const auto& facts(const Snapshot& all) { return all.partners; }
  static std::vector<Cell> cells(const Scene&, const registry::Partner& one) {
    return {one.id, one.name, optional_cell(one.group_id), optional_cell(one.country),
            std::string(base::word(one.status))};
  }
};

struct CustomerRow {
  static constexpr std::string_view kNoun = "customer";
  static std::vector<Field> fields() { return {{"id"}, {"name"}, {"country"}}; }
  static const auto& facts(const Snapshot& all) { return all.customers; }
  static std::vector<Cell> cells(const Scene&, const registry::Customer& one) {
    return {one.id, one.name, optional_cell(one.country)};
  }
};

struct ProductRow {
  static constexpr std::string_view kNoun = "product";
  static std::vector<Field> fields() { return {{"id"}, {"name"}, {"family"}, {"metering"}}; }
  static const auto& facts(const Snapshot& all) { return all.products; }
  static std::vector<Cell> cells(const Scene&, const registry::Product& one) {
    return {one.id, one.name, one.family, std::string(base::word(one.metering))};
  }
};

struct SubscriptionRow {
  static constexpr std::string_view kNoun = "subscription";
  static std::vector<Field> fields() {
    return {{"id"},
            {"customer_id"},
            {"product_id"},
            {"currency"},
            {"valid_from", CellType::Day},
            {"valid_to", CellType::Day},
            {"channel"}};
  }
  static const auto& facts(const Snapshot& all) { return all.subscriptions; }
  static std::vector<Cell> cells(const Scene& on, const registry::Subscription& one) {
    const Snapshot& all = on.all();
    return {one.id,          all[one.customer].id, all[one.product].id,
            one.currency,    first_day(one.life),  end_day(one.life),
            channel(on, one)};
  }

 private:
  static Cell channel(const Scene& on, const registry::Subscription& one) {
    if (on.is_for_partner) return {};
    const Snapshot& all = on.all();
    const base::SubscriptionKey key{static_cast<std::uint32_t>(position(one, all.subscriptions))};
    const auto* const period = registry::channel_on(all, key, on.day);
    return period == nullptr ? Cell() : Cell(base::word(period->channel));
  }
};

struct AssociationRow {
  static constexpr std::string_view kNoun = "association";
  static std::vector<Field> fields() {
    return {{"id"},
            {"type"},
            {"partner_id"},
            {"customer_id"},
            {"subscription_id"},
            {"workload"},
            {"valid_from", CellType::Day},
            {"valid_to", CellType::Day},
            {"end_reason"},
            {"source"},
            {"recorded_at_commit", CellType::Integer},
            {"closed_gate"}};
  }
  static const auto& facts(const Snapshot& all) { return all.associations; }
  static std::vector<Cell> cells(const Scene& on, const registry::Association& one) {
    const Snapshot& all = on.all();
    return {one.id,
            on.ground->books.programme.types[one.type].code,
            all[one.partner].id,
            all[one.customer].id,
            id_of(one.subscription, all.subscriptions),
            optional_cell(one.workload),
            first_day(one.days),
            end_day(one.days),
            optional_cell(one.end_reason),
            one.source,
            std::to_string(one.recorded.number),
            closed_gate(on, one)};
  }

 private:
  static Cell closed_gate(const Scene& on, const registry::Association& one) {
    if (on.is_for_partner || !one.subscription.exists()) return {};
    const auto& standing = on.ground->standing;
    return optional_cell(std::string(standing.closed_gate(one, one.subscription, on.day)));
  }
};

// Which facts the caller sees: all, those of its own, or those of its reach.
class Audience {
 public:
  static base::Result<Audience> of(Call& call, const std::shared_ptr<const app::Ground>& ground) {
    call.confined = true;
    Audience out(ground->books.registry, call.caller);
    out.seen_ = TRY(call.seen(ground));
    return out;
  }
  bool sees(const registry::Partner& one) const {
    return caller_->tenant.side != rights::Side::Partner || one.id == caller_->tenant.id;
  }
  bool sees(const registry::Product&) const { return true; }
  bool sees(const registry::Customer& one) const {
    if (seen_) return seen_->customers[position(one, registry_->customers)];
    return caller_->is_operator() || one.id == caller_->tenant.id;
  }
  bool sees(const registry::Subscription& one) const {
    if (seen_) return seen_->subscriptions[position(one, registry_->subscriptions)];
    return caller_->is_operator() || (*registry_)[one.customer].id == caller_->tenant.id;
  }
  bool sees(const registry::Association& one) const {
    if (seen_) return (*registry_)[one.partner].id == caller_->tenant.id;
    return caller_->is_operator() || (*registry_)[one.customer].id == caller_->tenant.id;
  }

 private:
  Audience(const Snapshot& registry, const Caller& caller)
      : registry_(&registry), caller_(&caller) {}
  const Snapshot* registry_;
  const Caller* caller_;
  std::shared_ptr<const Seen> seen_;  // of a partner
};

// A filter that is given and that a row's column does not meet leaves the row out.
bool meets_filters(const Call& call, const std::vector<Field>& fields,
                   const std::vector<Cell>& cells) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto wanted = call.arguments.find(fields[i].name);
    if (wanted != call.arguments.end() && cells[i] != wanted->second) return false;
  }
  const auto day = call.text("valid_at");
  if (day.empty()) return true;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == "valid_from" && cells[i] && *cells[i] > day) return false;
    if (fields[i].name == "valid_to" && cells[i] && *cells[i] <= day) return false;
  }
  return true;
}

template <class Row>
base::Result<base::CommitNumber> list(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin(Row::fields()));
  const auto ground = TRY(call.ground());
  const app::Books& books = ground->books;
  const auto& facts = Row::facts(books.registry);
  const Audience audience = TRY(Audience::of(call, ground));
  const Scene scene = TRY(Scene::of(call, ground));
  const auto order = call.service.orders.of(ground);
  const Positions& positions = order->of(facts);
  const auto id = [&](std::uint32_t at) { return std::string_view(facts[at].id); };
  auto at = std::ranges::upper_bound(positions, std::string_view(rows.after()), {}, id);
  for (; at != positions.end(); ++at) {
    const auto& fact = facts[*at];
    if (!audience.sees(fact)) continue;
    auto cells = Row::cells(scene, fact);
    if (meets_filters(call, rows.columns(), cells) && !rows.add(fact.id, std::move(cells))) break;
  }
  return books.as_known;
}

// With what is near among what the caller sees.
template <class Facts>
base::Error absent(std::string_view noun, const std::string& id, const Facts& facts,
                   const Audience& audience) {
  std::vector<std::string_view> ids;
  for (const auto& fact : facts) {
    if (audience.sees(fact)) ids.push_back(fact.id);
  }
  return {base::Code::NotFound,
          "there is no " + std::string(noun) + " '" + id + "'" + base::hint(id, ids),
          {}};
}

// The fact of that id, if the caller sees it; else null.
template <class Facts>
const typename Facts::value_type* find_seen(const std::string& wanted, const Facts& facts,
                                            const Positions& positions, const Audience& audience) {
  const auto id = [&](std::uint32_t at) { return std::string_view(facts[at].id); };
  const auto found = std::ranges::lower_bound(positions, std::string_view(wanted), {}, id);
  const bool is_seen =
      found != positions.end() && id(*found) == wanted && audience.sees(facts[*found]);
  return is_seen ? &facts[*found] : nullptr;
}

template <class Row, class Fact>
Value body_of(const Scene& scene, const Fact& fact) {
  Value out = row_value(Row::fields(), Row::cells(scene, fact));
  out.add("object", Row::kNoun);
  return out;
}

template <class Row>
base::Result<Reply> show(Call& call) {
  const auto ground = TRY(call.ground());
  const app::Books& books = ground->books;
  const std::string wanted = call.text("id");
  const auto& facts = Row::facts(books.registry);
  const Audience audience = TRY(Audience::of(call, ground));
  const auto order = call.service.orders.of(ground);
  const auto* const fact = find_seen(wanted, facts, order->of(facts), audience);
  if (fact == nullptr) return std::unexpected(absent(Row::kNoun, wanted, facts, audience));
  const Scene scene = TRY(Scene::of(call, ground));
  return Reply{
      200, body_of<Row>(scene, *fact), {{"known-at", std::to_string(books.as_known.number)}}};
}

// What facts_for looks into.
struct Shown {
  Scene scene;
  std::shared_ptr<const Order> order;
  Audience audience;

  template <class Row>
  Value fact(const std::string& id) const {
    const auto& facts = Row::facts(scene.all());
    const auto* const found = find_seen(id, facts, order->of(facts), audience);
    return found == nullptr ? Value() : body_of<Row>(scene, *found);
  }
};

constexpr std::array<Route, 10> kRoutes{{
    {"listPartners", nullptr, list<PartnerRow>},
    {"getPartner", show<PartnerRow>},
    {"listCustomers", nullptr, list<CustomerRow>},
    {"getCustomer", show<CustomerRow>},
    {"listProducts", nullptr, list<ProductRow>},
    {"getProduct", show<ProductRow>},
    {"listSubscriptions", nullptr, list<SubscriptionRow>},
    {"getSubscription", show<SubscriptionRow>},
    {"listAssociations", nullptr, list<AssociationRow>},
    {"getAssociation", show<AssociationRow>},
}};

}  // namespace

base::Result<FactOf> facts_for(Call& call, base::CommitNumber as_known) {
  const auto ground = TRY(call.service.store->ground(as_known));
  const bool was_confined = call.confined;
  Audience audience = TRY(Audience::of(call, ground));
  // Of the rows that name the facts this says nothing.
  call.confined = was_confined;
  Scene scene = TRY(Scene::of(call, ground));
  const Shown shown{std::move(scene), call.service.orders.of(ground), std::move(audience)};
  return [shown](std::string_view noun, const std::string& id) {
    if (noun == PartnerRow::kNoun) return shown.fact<PartnerRow>(id);
    if (noun == CustomerRow::kNoun) return shown.fact<CustomerRow>(id);
    if (noun == SubscriptionRow::kNoun) return shown.fact<SubscriptionRow>(id);
    return noun == AssociationRow::kNoun ? shown.fact<AssociationRow>(id) : Value();
  };
}

std::span<const Route> registry_routes() {
  return kRoutes;
}

}  // namespace api
