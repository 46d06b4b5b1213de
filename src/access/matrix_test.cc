// The matrix is written once more, the other way round: by role, in scope words. Both must agree in
// every cell; then come the principles that hold whatever the words say.
#include "access/matrix.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

namespace rights {
namespace {

constexpr std::array<Relation, 4> kAllRelations{Relation::Any, Relation::OwnPartner,
                                                Relation::OwnCustomer, Relation::Associated};

Tenant tenant_of(Side side) {
  if (side == Side::Operator) return {};
  return {side, side == Side::Partner ? "P1" : "C1"};
}

Principal person(Role role, bool money = true) {
  Principal out;
  out.number = 1;
  out.name = "anna";
  out.grants = {{role, tenant_of(side_of(role)), money}};
  return out;
}

bool allowed(const Principal& who, Scope scope, Relation relation) {
  const Tenant tenant = who.grants.front().tenant;
  return decide(who, scope.resource, scope.action, relation, tenant).allowed;
}

// f(role, scope, relation) for every cell: also those that no row has.
template <class Each>
void each_cell(const Each& each) {
  for (std::size_t r = 0; r < kRoles.size(); ++r) {
    for (std::size_t s = 0; s < kResources.size(); ++s) {
      for (std::size_t a = 0; a < kActions.size(); ++a) {
        for (const Relation relation : kAllRelations)
          each(static_cast<Role>(r), Scope{static_cast<Resource>(s), static_cast<Action>(a)},
               relation);
      }
    }
  }
}

// What the vendor's people read: all but these.
const std::map<Role, std::string> kUnread{
    {Role::Admin, ""},
    {Role::Auditor, ""},
    {Role::ProgrammeManager, "access_log:read webhooks:read keys:read users:read metrics:read"},
    {Role::Finance,
     "access_log:read webhooks:read keys:read users:read settings:read metrics:read"},
    {Role::Support,
     "simulations:read sql:read webhooks:read keys:read audit:read settings:read metrics:read"},
};
// What they do.
const std::map<Role, std::string> kDone{
    {Role::Admin,
     "partners:write customers:write subscriptions:write products:write associations:write "
     "associations:approve requests:write requests:approve usage_events:write imports:write "
     "feeds:write quarantine:write programme:write programme:publish competencies:write "
     "exports:write webhooks:write keys:write users:write audit:write operations:write "
     "settings:write guides:write feedback:write"},
    {Role::ProgrammeManager,
     "partners:write customers:write subscriptions:write products:write associations:write "
     "associations:approve requests:write requests:approve imports:write feeds:write "
     "quarantine:write programme:write programme:publish competencies:write exports:write "
     "operations:write guides:write feedback:write"},
    {Role::Finance,
     "earnings:write periods:write periods:close statements:issue payouts:write payouts:approve "
     "petitions:write petitions:approve exports:write operations:write feedback:write"},
    {Role::Support,
     "customers:write subscriptions:write associations:write associations:approve requests:write "
     "requests:approve quarantine:write petitions:write exports:write operations:write "
     "guides:write feedback:write"},
    {Role::Auditor, ""},
    {Role::Feed, "usage_events:write imports:write imports:read operations:read"},
};
// What everybody sees alike, what is one's own, and what of associated customers.
struct Said {
  std::string any, own, associated;
};
const std::map<Role, Said> kOutside{
    {Role::PartnerAdmin,
     {"products:read programme:read periods:read guides:read",
      "partners:read associations:* requests:* consents:read credit:read earnings:read "
      "explanations:read competencies:read ledger:read statements:read payouts:read "
      "petitions:read petitions:write exports:write events:read webhooks:* keys:* users:* "
      "operations:* feedback:*",
      "customers:read subscriptions:read usage:read reports:read opportunities:read exports:read "
      "sql:read"}},
    {Role::PartnerExecutive,
     {"products:read programme:read periods:read guides:read",
      "partners:read associations:read requests:read consents:read credit:read earnings:read "
      "explanations:read competencies:read ledger:read statements:read payouts:read "
      "petitions:read petitions:write exports:write events:read operations:* feedback:*",
      "customers:read subscriptions:read usage:read revenue:read reports:read opportunities:read "
      "exports:read sql:read"}},
    {Role::PartnerAnalyst,
     {"products:read programme:read periods:read guides:read",
      "partners:read associations:read requests:read consents:read credit:read explanations:read "
      "competencies:read exports:write events:read operations:* feedback:*",
      "customers:read subscriptions:read usage:read reports:read opportunities:read exports:read "
      "sql:read"}},
    {Role::CustomerAdmin,
     {"partners:read products:read guides:read",
      "customers:read subscriptions:read associations:* requests:* consents:* access_log:read "
      "usage_events:read usage:read revenue:read credit:read coverage:read explanations:read "
      "reports:read exports:* sql:read events:read webhooks:* keys:* users:* operations:* "
      "feedback:*",
      ""}},
    {Role::CustomerViewer,
     {"partners:read products:read guides:read",
      "customers:read subscriptions:read associations:read requests:read consents:read "
      "access_log:read usage_events:read usage:read revenue:read credit:read coverage:read "
      "explanations:read reports:read exports:read sql:read events:read operations:* feedback:*",
      ""}},
};

bool lists(const std::string& words, Scope scope) {
  return std::ranges::binary_search(parse_scopes(words).value(), scope);
}

bool said(Role role, Scope scope, Relation relation) {
  if (side_of(role) == Side::Operator) {
    if (role == Role::Feed || scope.action != Action::Read) return lists(kDone.at(role), scope);
    return !lists(kUnread.at(role), scope);
  }
  const Said& words = kOutside.at(role);
  if (lists(words.any, scope)) return true;
  const bool own =
      relation == (side_of(role) == Side::Partner ? Relation::OwnPartner : Relation::OwnCustomer);
  const bool own_too = lists(words.own, scope) || lists(words.associated, scope);
  return own ? own_too : relation == Relation::Associated && lists(words.associated, scope);
}

}  // namespace

TEST_CASE("every cell of the matrix is what the roles are said to do") {
  std::size_t cells = 0;
  std::size_t open = 0;
  each_cell([&](Role role, Scope scope, Relation relation) {
    CAPTURE(word(role));
    CAPTURE(scope.text());
    CAPTURE(kRelations[static_cast<std::size_t>(relation)]);
    const bool got = allowed(person(role), scope, relation);
    CHECK(got == said(role, scope, relation));
    CHECK(got == has(role, scope.resource, scope.action, relation));
    ++cells;
    open += got ? 1 : 0;
  });
  CHECK(cells == 11 * 40 * 6 * 4);
  MESSAGE("cells: " << cells << ", open: " << open);
}

TEST_CASE("the reach of a right is the widest relation by which the role has it") {
  each_cell([&](Role role, Scope scope, Relation relation) {
    CAPTURE(word(role));
    CAPTURE(scope.text());
    const auto reach = reach_of(role, scope);
    const bool got = has(role, scope.resource, scope.action, relation);
    if (!reach) CHECK(!got);
    if (reach && relation == *reach) CHECK(got);
    if (got && relation == Relation::Any) CHECK(reach == Relation::Any);
    if (got && relation == Relation::Associated) CHECK(reach != Relation::OwnPartner);
    if (got) CHECK(reach);
  });
}

TEST_CASE("principles that hold in every cell") {
  const std::set<Resource> books{Resource::Earnings, Resource::Ledger, Resource::Statements,
                                 Resource::Payouts, Resource::Periods};
  each_cell([&](Role role, Scope scope, Relation relation) {
    CAPTURE(word(role));
    CAPTURE(scope.text());
    const Side side = side_of(role);
    const bool reads = scope.action == Action::Read;
    const bool got = has(role, scope.resource, scope.action, relation);
    if (!got) return;
    // The auditor changes nothing; a feed does nothing but deliver.
    CHECK((role != Role::Auditor || reads));
    CHECK((role != Role::Feed || scope == Scope{Resource::UsageEvents, Action::Write} ||
           scope.resource == Resource::Imports ||
           scope == Scope{Resource::Operations, Action::Read}));
    // Nobody outside touches usage, rules, the books, or decides what was asked of them.
    if (side != Side::Operator && !reads) {
      CHECK(scope.resource != Resource::UsageEvents);
      CHECK(scope.resource != Resource::Imports);
      CHECK(scope.resource != Resource::Programme);
      CHECK(scope.resource != Resource::Settings);
      CHECK(!books.contains(scope.resource));
      CHECK(scope != Scope{Resource::Petitions, Action::Approve});
      // ... and nothing of anybody else.
      CHECK(relation == (side == Side::Partner ? Relation::OwnPartner : Relation::OwnCustomer));
    }
    // Who decides who may do what does not move money; who moves money does not decide that.
    CHECK((reads || !books.contains(scope.resource) || role == Role::Finance));
    CHECK((reads || scope.resource != Resource::Users || role == Role::Admin ||
           role == Role::PartnerAdmin || role == Role::CustomerAdmin));
    // Consent is the customer's alone, and so is what it gave.
    CHECK((scope != Scope{Resource::Consents, Action::Write} || role == Role::CustomerAdmin));
    CHECK((scope.resource != Resource::AccessLog || side != Side::Partner));
    // Partners never see single events, which may name end users; customers never see incentives.
    CHECK((scope.resource != Resource::UsageEvents || side != Side::Partner));
    CHECK((side != Side::Customer || !is_money(scope.resource) ||
           scope.resource == Resource::Revenue));
    CHECK((scope.resource != Resource::Revenue || side != Side::Partner ||
           role == Role::PartnerExecutive));
  });
}

TEST_CASE("money is seen with the right only") {
  each_cell([&](Role role, Scope scope, Relation relation) {
    CAPTURE(word(role));
    CAPTURE(scope.text());
    const bool blind = allowed(person(role, false), scope, relation);
    const bool seeing = allowed(person(role, true), scope, relation);
    if (is_money(scope.resource) && side_of(role) != Side::Customer) {
      CHECK(!blind);
    } else {
      CHECK(blind == seeing);
    }
  });
  const Tenant partner{Side::Partner, "P1"};
  CHECK(make_grant("partner_executive", partner, false)->sees_money);
  CHECK(!make_grant("partner_admin", partner, false)->sees_money);
  CHECK(make_grant("partner_admin", partner, true)->sees_money);
  CHECK(!make_grant("partner_analyst", partner, true));
  CHECK(!make_grant("finance", partner, false));
  CHECK(!make_grant("partner_admin", {Side::Customer, "P1"}, false));
  CHECK(make_grant("partner_amin", partner, false).error().message.find("partner_admin") !=
        std::string::npos);
}

TEST_CASE("a grant counts for its own tenant only") {
  Principal two = person(Role::PartnerAnalyst);
  two.grants.push_back({Role::PartnerAdmin, {Side::Partner, "P2"}, true});
  const auto may = [&](const char* partner) {
    return decide(two, Resource::Keys, Action::Write, Relation::OwnPartner,
                  {Side::Partner, partner})
        .allowed;
  };
  CHECK(!may("P1"));
  CHECK(may("P2"));
  CHECK(!may("P3"));
  CHECK(!decide(two, Resource::Partners, Action::Read, Relation::Any, {}).allowed);
  CHECK(decide(person(Role::Support), Resource::Credit, Action::Read, Relation::OwnPartner,
               {Side::Partner, "P1"})
            .allowed);
}

TEST_CASE("scopes narrow, never widen, and a refusal says what is missing and who can grant it") {
  Principal key = person(Role::PartnerExecutive);
  key.kind = PrincipalKind::Key;
  key.number = 7;
  key.scopes = parse_scopes("credit:read keys:write").value();
  each_cell([&](Role, Scope scope, Relation relation) {
    Principal whole = key;
    whole.scopes.reset();
    const bool listed = lists("credit:read keys:write", scope);
    CHECK(allowed(key, scope, relation) == (listed && allowed(whole, scope, relation)));
  });
  const Tenant partner{Side::Partner, "P1"};
  const auto why = [&](const Principal& who, Resource resource, Action action) {
    const auto status = require(who, resource, action, Relation::OwnPartner, partner);
    REQUIRE(!status);
    CHECK(status.error().reason == "SCOPE_MISSING");
    return status.error().message;
  };
  CHECK(why(key, Resource::Earnings, Action::Read) ==
        "this needs earnings:read, which the scopes of key_7 leave out; make a key that has it");
  CHECK(why(person(Role::PartnerAnalyst), Resource::Keys, Action::Write) ==
        "this needs keys:write; roles that have it: partner_admin; a partner_admin of partner:P1 "
        "can grant one");
  CHECK(why(person(Role::PartnerAdmin, false), Resource::Statements, Action::Read) ==
        "this needs statements:read and the right to see money; a partner_admin of partner:P1 can "
        "grant it");
  CHECK(why(person(Role::PartnerAdmin), Resource::Petitions, Action::Approve) ==
        "this needs petitions:approve, which no role of partner:P1 has");
}

TEST_CASE("nobody gives more than they have") {
  const Tenant p1{Side::Partner, "P1"};
  const Grant executive = make_grant("partner_executive", p1, false).value();
  const Grant analyst = make_grant("partner_analyst", p1, false).value();
  CHECK(require_giving(person(Role::PartnerAdmin, true), Resource::Users, executive));
  CHECK(!require_giving(person(Role::PartnerAdmin, false), Resource::Users, executive));
  CHECK(require_giving(person(Role::PartnerAdmin, false), Resource::Users, analyst));
  CHECK(!require_giving(person(Role::PartnerExecutive), Resource::Users, analyst));
  CHECK(!require_giving(person(Role::CustomerAdmin), Resource::Users, analyst));
  CHECK(!require_giving(person(Role::PartnerAdmin), Resource::Keys,
                        {Role::PartnerAnalyst, {Side::Partner, "P2"}, false}));
  CHECK(!require_giving(person(Role::PartnerAdmin), Resource::Users, {Role::Admin, {}, true}));
  CHECK(require_giving(person(Role::Admin), Resource::Users, executive));
  CHECK(!require_giving(person(Role::Finance), Resource::Keys, {Role::Feed, {}, false}));
}

TEST_CASE("scopes are words, each once, and wrong ones are answered with the nearest") {
  CHECK(scopes_text(parse_scopes("usage:read, credit:read usage:read").value()) ==
        "usage:read credit:read");
  CHECK(scopes_text(parse_scopes("payouts:*").value()) ==
        "payouts:read payouts:write payouts:approve");
  CHECK(parse_scopes("")->empty());
  CHECK(parse_scopes("credt:read").error().message.find("credit") != std::string::npos);
  for (const char* wrong : {"credit", "credit:", "credit:write", ":read", "*", "credit:read:x"})
    CHECK_MESSAGE(!parse_scopes(wrong), wrong);
  for (const Scope one : known_scopes())
    CHECK(parse_scopes(one.text()).value() == std::vector<Scope>{one});
}

TEST_CASE("a tenant is read as it is written, and an actor is named as the chain has it") {
  for (const char* text : {"operator", "partner:P1", "customer:C 1:x"})
    CHECK(parse_tenant(text)->text() == text);
  for (const char* wrong : {"", "partner", "partner:", "operator:x", "vendor", "Partner:P1"})
    CHECK_MESSAGE(!parse_tenant(wrong), wrong);
  Principal who = person(Role::Admin);
  CHECK(who.actor({}) == "operator:anna");
  CHECK(who.actor({Side::Partner, "P1"}) == "partner:P1/anna");
  CHECK(who.id() == "usr_1");
  who.kind = PrincipalKind::Client;
  CHECK(who.actor({Side::Customer, "C1"}) == "customer:C1/cli_1");
}

}  // namespace rights
