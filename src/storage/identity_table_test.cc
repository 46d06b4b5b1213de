#include "storage/identity_table.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "access/entrance.h"
#include "access/password.h"
#include "access/sign_in.h"
#include "access/totp.h"
#include "storage/audit.h"
#include "storage/erasure.h"
#include "storage/record_testing.h"
#include "storage/verify.h"

namespace storage::testing {
namespace {

using rights::Grant;
using rights::Machine;
using rights::Role;
using rights::Side;
using rights::User;

constexpr base::Instant at(std::int64_t seconds) {
  return {1'800'000'000'000 + seconds * 1000};
}

rights::Random counting() {
  return [next = 0](std::size_t size) mutable -> base::Result<std::string> {
    std::string out(base::bytes_of(base::sha256(std::to_string(next++))));
    out.resize(size, 'x');
    return out;
  };
}

// A shop whose people and machines are known.
class Office : public Shop {
 public:
  std::unique_ptr<rights::IdentityStore> kept() { return open_identity(*record); }

  registry::Act act(const char* action, const std::string& who, const Grant& grant) {
    std::string detail = R"({"who":")" + who + R"(","role":")" + std::string(word(grant.role)) +
                         R"(","tenant":")" + grant.tenant.text() + '"';
    if (grant.sees_money) detail += R"(,"money":"yes")";
    return {"operator:test", action, "because", detail + "}"};
  }

  User add(const std::string& name, const Grant& grant) {
    User user;
    user.number = kept()->next_user().value();
    user.name = name;
    user.email = name + "@contoso.example";
    user.created_at = at(0);
    user.grants = {grant};
    REQUIRE(kept()->add_user(act("user_create", user.id(), grant), user));
    return user;
  }

  rights::Secret add(Machine machine) {
    machine.number = kept()->next_machine().value();
    const bool client = machine.kind == rights::PrincipalKind::Client;
    const auto secret =
        rights::make_secret(client ? rights::kClientTag : rights::kKeyTag, random).value();
    registry::Act created = act("key_create", machine.principal().id(), machine.grant);
    if (!machine.scopes.empty()) {
      created.detail.pop_back();
      created.detail += R"(,"scopes":")" + rights::scopes_text(machine.scopes) + "\"}";
    }
    REQUIRE(kept()->add_machine(created, machine, {secret.visible, secret.hash, {}}));
    return secret;
  }

  std::string open_session(const User& user, base::Instant when) {
    const auto secret = rights::make_token(rights::kSessionTag, random).value();
    rights::NewSession session;
    session.user = user.number;
    session.hash = secret.hash;
    session.at = when;
    session.address = "192.0.2.7";
    session.agent = "a browser";
    REQUIRE(kept()->open_session(session).value());
    return secret.text;
  }

  bool enters(const std::string& session, base::Instant when) {
    const auto identity = kept();
    return rights::enter_by_session(*identity, session, when).has_value();
  }

  std::string findings() {
    std::string text;
    const auto found = verify_record(*record);
    for (const Finding& one : found.value())
      text += one.subject + ": " + one.message + "\n";
    return text;
  }

  std::string bytes_of_files() const {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(directory.path())) {
      std::ifstream file(entry.path(), std::ios::binary);
      all += std::string(std::istreambuf_iterator<char>(file), {});
    }
    return all;
  }

  rights::Random random = counting();
};

const Grant kFinance{Role::Finance, {}, true};
const Grant kAnalyst{Role::PartnerAnalyst, {Side::Partner, "P1"}, false};
const Grant kExecutive{Role::PartnerExecutive, {Side::Partner, "P2"}, true};
const Grant kFeed{Role::Feed, {}, false};
const rights::Address kHere = rights::parse_address("192.0.2.7").value();

Machine feed() {
  Machine out;
  out.name = "meter";
  out.grant = kFeed;
  out.created_at = at(0);
  return out;
}

}  // namespace

TEST_CASE("a user is kept as it was made, found by its name in any letter case") {
  Office office;
  const User made = office.add("Anna", kAnalyst);
  CHECK(made.id() == "usr_1");
  const auto store = office.kept();
  const auto found = store->user_named("aNNA").value();
  REQUIRE(found);
  CHECK(found->name == "Anna");
  CHECK(found->email == "Anna@contoso.example");
  CHECK(found->grants == std::vector<Grant>{kAnalyst});
  CHECK(!store->user_named("").value());
  User again = made;
  again.number = 2;
  again.name = "ANNA";
  const auto refused = store->add_user(office.act("user_create", "usr_2", kAnalyst), again);
  CHECK(refused.error().code == base::Code::Conflict);
  CHECK(store->users()->size() == 1);
  CHECK(store->knows(kAnalyst.tenant).value());
  CHECK(!store->knows({Side::Customer, "P1"}).value());
}

TEST_CASE("who may do what changes with an event of the chain, and the revision says so") {
  Office office;
  const User anna = office.add("anna", kAnalyst);
  const auto store = office.kept();
  auto revision = store->revision().value();
  const auto risen = [&] {
    const auto now = store->revision().value();
    return std::exchange(revision, now) < now;
  };
  const auto head = [&] { return office.record->head()->number; };
  const auto before = head();
  REQUIRE(store->add_grant(office.act("user_grant", "usr_1", kExecutive), 1, kExecutive));
  CHECK(risen());
  CHECK(head() == before + 1);
  CHECK(store->user(1).value()->grants.size() == 2);
  CHECK(last_event(office.record->database())->act.detail ==
        R"({"who":"usr_1","role":"partner_executive","tenant":"partner:P2","money":"yes"})");
  const std::string session = office.open_session(anna, at(0));
  CHECK(head() == before + 1);  // sessions are no commits
  REQUIRE(store->remove_grant(office.act("user_revoke", "usr_1", kAnalyst), 1, kAnalyst));
  CHECK(risen());
  CHECK(rights::enter_by_session(*store, session, at(1))->principal.grants ==
        std::vector<Grant>{kExecutive});
  CHECK(
      store->remove_grant(office.act("user_revoke", "usr_1", kAnalyst), 1, kAnalyst).error().code ==
      base::Code::NotFound);
  REQUIRE(store->disable({"operator:test", "user_disable", "", ""}, 1, true));
  CHECK(risen());
  CHECK(!office.enters(session, at(1)));
  CHECK(office.findings().empty());
}

TEST_CASE("a grant that nobody gave is found, and so is a key that was widened") {
  Office office;
  office.add("anna", kAnalyst);
  Machine narrow = feed();
  narrow.scopes = rights::parse_scopes("imports:write").value();
  office.add(narrow);
  CHECK(office.findings() == "");
  Database& database = office.record->database();
  REQUIRE(database.execute("UPDATE machine SET scopes = ''"));
  CHECK(office.findings().starts_with("key_1: it is feed of operator, which the audit chain"));
  REQUIRE(database.execute("UPDATE machine SET scopes = 'imports:write'"));
  CHECK(office.findings() == "");
  REQUIRE(database.execute("UPDATE user_grant SET sees_money = 1"));
  CHECK(office.findings().starts_with("usr_1: it is partner_analyst of partner:P1, which"));
  REQUIRE(database.execute("UPDATE user_grant SET sees_money = 0"));
  REQUIRE(database.execute("INSERT INTO user_grant VALUES (1, 'admin', 'operator', 1)"));
  CHECK(office.findings().starts_with("usr_1: it is admin of operator, which"));
}

TEST_CASE("a key enters with its secret, from its networks, until its end") {
  Office office;
  Machine machine = feed();
  machine.networks = rights::parse_networks("192.0.2.0/24").value();
  machine.expires_at = at(1000);
  machine.scopes = rights::parse_scopes("imports:write").value();
  const rights::Secret secret = office.add(machine);
  const auto store = office.kept();
  const auto enter = [&](const std::string& text, base::Instant when = at(1),
                         const rights::Address& from = kHere) {
    return rights::enter_by_bearer(*store, text, from, when);
  };
  const auto entered = enter(secret.text);
  REQUIRE(entered);
  CHECK(entered->principal.id() == "key_1");
  CHECK(entered->principal.grants == std::vector<Grant>{kFeed});
  CHECK(entered->principal.scopes == machine.scopes);
  CHECK(entered->until == at(1000));
  CHECK(entered->note);
  REQUIRE(store->note_machine(1, at(1)));
  CHECK(!enter(secret.text, at(60))->note);
  CHECK(enter(secret.text, at(61))->note);
  const auto why = enter(secret.text, at(1000)).error();
  CHECK(why.reason == "UNAUTHENTICATED");
  CHECK(enter(secret.text, at(1), rights::parse_address("198.51.100.7").value()).error().message ==
        why.message);
  std::string wrong = secret.text;
  wrong.back() = wrong.back() == 'a' ? 'b' : 'a';
  CHECK(enter(wrong).error().message == why.message);
  CHECK(enter("ack_").error().message == why.message);
  CHECK(!enter(rights::make_secret(rights::kKeyTag, office.random)->text));
  REQUIRE(store->revoke(office.act("key_revoke", "key_1", kFeed), 1));
  CHECK(enter(secret.text).error().message == why.message);
  CHECK(store->machines()->front().revoked);
  CHECK(office.findings().empty());
  CHECK(office.bytes_of_files().find(secret.text.substr(13)) == std::string::npos);
}

TEST_CASE("a rotated key has two secrets for a while") {
  Office office;
  const rights::Secret old = office.add(feed());
  const auto store = office.kept();
  const auto fresh = rights::make_secret(rights::kKeyTag, office.random).value();
  REQUIRE(store->rotate({"operator:test", "key_rotate", "", ""}, 1, {fresh.visible, fresh.hash, {}},
                        at(100)));
  const auto enters = [&](const rights::Secret& secret, std::int64_t seconds) {
    return rights::enter_by_key(*store, secret.text, kHere, at(seconds)).has_value();
  };
  CHECK(enters(old, 99));
  CHECK(enters(fresh, 99));
  CHECK(!enters(old, 100));
  CHECK(enters(fresh, 100));
  CHECK(rights::enter_by_key(*store, old.text, kHere, at(99))->until == at(100));
  CHECK(store->secrets(1)->size() == 2);
  REQUIRE(store->sweep(at(100)));
  CHECK(store->secrets(1)->size() == 1);
}

TEST_CASE("a client gets a token for its secret, for a quarter of an hour") {
  Office office;
  Machine machine = feed();
  machine.kind = rights::PrincipalKind::Client;
  machine.scopes = rights::parse_scopes("imports:write usage_events:write").value();
  const rights::Secret secret = office.add(machine);
  const auto store = office.kept();
  const auto issue = [&](const char* client, const std::string& text, const char* scopes) {
    return rights::issue_token(*store, client, text, scopes, kHere, at(0), office.random);
  };
  const auto issued = issue("cli_1", secret.text, "imports:write");
  REQUIRE(issued);
  REQUIRE(store->add_token(issued->kept));
  const auto entered = rights::enter_by_bearer(*store, issued->text, kHere, at(899));
  REQUIRE(entered);
  CHECK(entered->principal.id() == "cli_1");
  CHECK(rights::scopes_text(*entered->principal.scopes) == "imports:write");
  CHECK(!rights::enter_by_bearer(*store, issued->text, kHere, at(900)));
  CHECK(!rights::enter_by_bearer(*store, secret.text, kHere, at(1)));
  CHECK(issue("cli_2", secret.text, "").error().reason == "UNAUTHENTICATED");
  CHECK(issue("cli_1", secret.text, "credit:read").error().code == base::Code::Usage);
  REQUIRE(store->revoke(office.act("key_revoke", "cli_1", kFeed), 1));
  CHECK(!rights::enter_by_bearer(*store, issued->text, kHere, at(1)));
}

TEST_CASE("a link sets a password once, and what was open before ends") {
  Office office;
  const User anna = office.add("anna", kFinance);
  const auto store = office.kept();
  const auto link = rights::make_token(rights::kLinkTag, office.random).value();
  const std::string session = office.open_session(anna, at(0));
  REQUIRE(store->offer_set_up(1, link.hash, at(1800)));
  CHECK(!store->invited(link.hash, at(1800)).value());
  CHECK(store->invited(link.hash, at(1799)).value()->name == "anna");
  CHECK(!store->set_up(link.hash, at(1800), "hash").value());
  CHECK(store->set_up(link.hash, at(1), "hash").value());
  CHECK(store->user(1).value()->password == "hash");
  CHECK(!store->set_up(link.hash, at(1), "other").value());
  CHECK(!office.enters(session, at(1)));
  REQUIRE(store->link(1, "https://a.example", "17"));
  CHECK(store->user_linked("https://a.example", "17").value()->number == 1);
  CHECK(!store->user_linked("https://b.example", "17").value());
  REQUIRE(store->reset({"operator:test", "user_reset", "", ""}, 1));
  CHECK(store->user(1).value()->password.empty());
  CHECK(!store->user_linked("https://a.example", "17").value());
}

TEST_CASE(
    "an account of the provider is one user's, and an address that several have is nobody's") {
  Office office;
  office.add("anna", kFinance);
  office.add("ben", kFinance);
  const auto store = office.kept();
  REQUIRE(store->link(1, "https://a.example", "17"));
  REQUIRE(store->link(1, "https://a.example", "17"));
  CHECK(store->link(2, "https://a.example", "17").error().code == base::Code::Conflict);
  CHECK(store->user_linked("https://a.example", "17").value()->number == 1);
  CHECK(store->user_mailed("ANNA@contoso.example").value()->number == 1);
  CHECK(!store->user_mailed("").value());
  CHECK(!store->user_mailed("carl@contoso.example").value());
  REQUIRE(office.record->database().execute("UPDATE user_name SET email = 'a@x.example'"));
  CHECK(!store->user_mailed("a@x.example").value());
}

TEST_CASE("the identity provider is set by an event, and replaced whole") {
  Office office;
  const auto store = office.kept();
  CHECK(!store->provider().value());
  rights::IdentityProvider one{"https://a.example", "us", "sealed", "https://us.example", true};
  REQUIRE(store->set_provider({"operator:test", "provider_set", "", "{}"}, one));
  CHECK(store->provider().value()->secret == "sealed");
  one = {"https://b.example", "we", "", "https://us.example", false};
  REQUIRE(store->set_provider({"operator:test", "provider_set", "", "{}"}, one));
  const auto kept = store->provider().value();
  CHECK(kept->issuer == "https://b.example");
  CHECK(kept->secret.empty());
  CHECK(!kept->is_near);
  REQUIRE(store->set_provider({"operator:test", "provider_remove", "", "{}"}, {}));
  CHECK(!store->provider().value());
  CHECK(office.findings().empty());
}

TEST_CASE("signing in takes the password and then a code, which counts once") {
  Office office;
  office.add("anna", kFinance);
  const auto store = office.kept();
  const rights::Sealer sealer(std::string(32, 'k'));
  const std::string hash = rights::hash_password("a good long one", "sixteen bytes of").value();
  const auto link = rights::make_token(rights::kLinkTag, office.random).value();
  REQUIRE(store->offer_set_up(1, link.hash, at(1800)));
  REQUIRE(store->set_up(link.hash, at(1), hash).value());
  const std::string seed(20, 's');
  const auto codes = rights::make_recovery_codes(office.random).value();
  std::vector<base::Digest> kept;
  for (const std::string& code : codes)
    kept.push_back(rights::recovery_hash(code));
  using Verdict = rights::SignIn::Verdict;
  const auto examine = [&](const char* password, const std::string& code) {
    return rights::examine(store->user_named("anna").value(), password, code, sealer, at(60));
  };
  CHECK(examine("a good long one", "").verdict == Verdict::Right);
  REQUIRE(store->set_second_factor(1, sealer.seal(seed, "usr_1", office.random).value(), kept));
  CHECK(examine("a good long one", "").verdict == Verdict::CodeNeeded);
  CHECK(examine("a bad long one!", "").verdict == Verdict::Refused);
  CHECK(rights::examine({}, "a good long one", "", sealer, at(60)).verdict == Verdict::Refused);
  CHECK(examine("a good long one", "000000").verdict == Verdict::Refused);
  const auto open = [&](rights::SignIn sign_in) {
    sign_in.session.hash = rights::make_token(rights::kSessionTag, office.random)->hash;
    sign_in.session.at = at(60);
    return store->open_session(sign_in.session).value();
  };
  const std::string code = rights::totp_code(seed, rights::totp_step(at(60)));
  const auto first = examine("a good long one", code);
  CHECK(first.verdict == Verdict::Right);
  CHECK(open(first));
  CHECK(!open(first));  // twice at the same moment
  CHECK(examine("a good long one", code).verdict == Verdict::Refused);
  CHECK(open(examine("a good long one", codes[3])));
  CHECK(!open(examine("a good long one", codes[3])));
  CHECK(!open(examine("a good long one", "aaaa-aaaa-aaaa-aaaa")));
  CHECK(store->recovery_left(1).value() == 9);
  CHECK(store->sessions(1)->size() == 2);
  CHECK(office.bytes_of_files().find(seed) == std::string::npos);
  REQUIRE(store->disable({"operator:test", "user_disable", "", ""}, 1, true));
  CHECK(examine("a good long one", codes[4]).verdict == Verdict::Refused);
}

TEST_CASE("sessions are listed, end one by one, and are swept when they are over") {
  Office office;
  const User anna = office.add("anna", kFinance);
  const auto store = office.kept();
  const std::string first = office.open_session(anna, at(0));
  const std::string second = office.open_session(anna, at(10));
  CHECK(rights::enter_by_session(*store, first, at(1))->principal.actor({}) == "operator:anna");
  CHECK(store->sessions(1)->front().created_at == at(10));
  REQUIRE(store->note_session(1, at(1700)));
  CHECK(office.enters(first, at(3000)));
  CHECK(!office.enters(second, at(3000)));
  CHECK(store->end_session(2, 1).error().code == base::Code::NotFound);
  REQUIRE(store->end_session(1, 1));
  CHECK(!office.enters(first, at(3000)));
  REQUIRE(store->sweep(at(3000)));
  CHECK(store->sessions(1)->empty());
}

TEST_CASE("a person is erased with the user, at every tenant, from every file") {
  Office office;
  const User anna = office.add("annabella", kAnalyst);
  const auto store = office.kept();
  REQUIRE(store->add_grant(office.act("user_grant", "usr_1", kExecutive), 1, kExecutive));
  office.add("bert", kAnalyst);
  const std::string session = office.open_session(anna, at(0));
  REQUIRE(office.bytes_of_files().find("annabella") != std::string::npos);
  const auto erased =
      erase_person(*office.record, "partner:P2/annabella", "operator:test", "asked");
  REQUIRE_MESSAGE(erased, erased.error().message);
  CHECK(last_event(office.record->database())->act.detail ==
        R"({"person":"partner:P2/~k2","also":["partner:P1/~k1"]})");
  CHECK(office.bytes_of_files().find("annabella") == std::string::npos);
  CHECK(office.bytes_of_files().find("bert@contoso.example") != std::string::npos);
  CHECK(!office.enters(session, at(1)));
  const User left = store->user(1).value().value();
  CHECK(left.name.empty());
  CHECK(left.disabled);
  CHECK(left.grants.empty());
  CHECK(Persons(office.record->database()).find("partner:P1/~k1")->erased_in == erased->commit);
  CHECK(office.findings() == "");
  CHECK(office.add("annabella", kAnalyst).id() == "usr_3");  // somebody else
}

}  // namespace storage::testing
