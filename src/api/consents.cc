// Consent, what partners see by it, and who looked.
#include <algorithm>
#include <array>

#include "api/call.h"
#include "app/consent_jobs.h"
#include "base/instant_text.h"

namespace api {
namespace {

using rights::Receipt;
using rights::Withdrawal;

// A customer acts for itself unless it names another, for which the rules say whether it does.
std::string customer_of(const Call& call) {
  const std::string& named = call.body.get("customer_id").text();
  return named.empty() ? call.caller.tenant.id : named;
}

std::optional<std::int64_t> revision_of(const Value& body) {
  const Value& seen = body.get("if_revision");
  return seen.is_null() ? std::nullopt : std::optional(seen.integer(0));
}

Value receipt_value(const Receipt& one) {
  Value classes = list();
  for (std::size_t i = 0; i < rights::kShareableClasses; ++i) {
    const auto data_class = static_cast<rights::DataClass>(i);
    if (rights::has(one.classes, data_class)) classes.add(word(data_class));
  }
  Value out = object();
  out.add("object", "consent").add("id", one.id());
  out.add("customer_id", one.customer).add("partner_id", one.partner);
  out.add("subscription_id", one.subscription.empty() ? Value() : Value(one.subscription));
  out.add("classes", std::move(classes));
  out.add("valid_from", value_of(day_cell(one.days.from)))
      .add("valid_to", value_of(day_cell(one.days.to)));
  out.add("how", word(one.how)).add("text_version", one.version).add("text", one.text);
  out.add("said_by", one.given_by).add("said_at", base::instant_text(one.given_at));
  out.add("evidence", one.evidence.empty() ? Value() : Value(one.evidence));
  return out.add("commit", one.commit.number);
}

base::Result<Reply> give_consent(Call& call) {
  call.ruled_by_actor();
  const lifecycle::Actor actor = TRY(lifecycle::parse_actor(call.actor()));
  const Value& body = call.body;
  rights::ConsentWish wish;
  wish.customer = customer_of(call);
  wish.partner = body.get("partner_id").text();
  wish.subscription = body.get("subscription_id").text();
  if (const List& classes = body.get("classes").list(); !classes.empty()) {
    wish.classes = 0;
    for (const Value& one : classes)
      wish.classes |= rights::parse_classes(one.text()).value_or(0);
  }
  wish.days = {day_of(body.get("valid_from"), base::Day::min()),
               day_of(body.get("valid_to"), base::Day::forever())};
  wish.text = body.get("text").text();
  wish.version = body.get("text_version").text();
  if (wish.text.empty() != wish.version.empty())
    return base::fail(base::Code::Usage, "text and text_version belong together");
  wish.evidence = body.get("evidence").text();
  wish.if_revision = revision_of(body);
  const Receipt receipt = TRY(call.change([&](app::Store& store) {
    return app::give_consent(store, actor, wish, store.clock().now());
  }));
  return Reply{201, receipt_value(receipt), {{"location", "/v1/consents/" + receipt.id()}}};
}

base::Result<Reply> withdraw_consent(Call& call) {
  call.ruled_by_actor();
  const lifecycle::Actor actor = TRY(lifecycle::parse_actor(call.actor()));
  const Value& body = call.body;
  rights::WithdrawalWish wish;
  wish.receipt = body.get("receipt_id").text();
  wish.partner = body.get("partner_id").text();
  if (wish.receipt.empty() == wish.partner.empty())
    return base::fail(base::Code::Usage, "name receipt_id, or partner_id with what it is to lose");
  if (wish.receipt.empty()) wish.customer = customer_of(call);
  wish.subscription = body.get("subscription_id").text();
  wish.reason = body.get("reason").text();
  wish.if_revision = revision_of(body);
  const auto withdraw = [&](app::Store& store) -> base::Result<Withdrawal> {
    if (!wish.receipt.empty()) {
      const auto known = base::CommitNumber::latest();
      const Receipt receipt = TRY(app::consent(store, wish.receipt, known));
      TRY_STATUS(call.belongs_to({}, receipt.customer, "consent"));
    }
    return app::withdraw_consent(store, actor, wish, store.clock().now());
  };
  const Withdrawal done = TRY(call.change(withdraw));
  return Reply{200, object().add("commit", done.commit.number)};
}

base::Result<Reply> get_consent(Call& call) {
  const Receipt receipt = TRY(call.service.store->read([&](app::Store& store) {
    return app::consent(store, call.text("id"), base::CommitNumber::latest());
  }));
  TRY_STATUS(call.belongs_to(receipt.partner, receipt.customer, "consent"));
  return Reply{200, receipt_value(receipt)};
}

std::vector<Cell> cells_of(const Receipt& one) {
  return {"given",
          one.id(),
          {},
          one.customer,
          one.partner,
          optional_cell(one.subscription),
          rights::words(one.classes),
          day_cell(one.days.from),
          day_cell(one.days.to),
          std::string(word(one.how)),
          one.version,
          one.given_by,
          base::instant_text(one.given_at),
          optional_cell(one.evidence),
          {},
          std::to_string(one.commit.number)};
}

std::vector<Cell> cells_of(const Withdrawal& one) {
  return {"withdrawn",
          {},
          one.receipt == 0 ? Cell() : Cell("CR-" + std::to_string(one.receipt)),
          one.customer,
          one.partner,
          optional_cell(one.subscription),
          {},
          {},
          {},
          {},
          {},
          one.withdrawn_by,
          base::instant_text(one.withdrawn_at),
          {},
          one.reason,
          std::to_string(one.commit.number)};
}

base::Result<base::CommitNumber> list_consents(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"word"},
                         {"id"},
                         {"withdraws"},
                         {"customer_id"},
                         {"partner_id"},
                         {"subscription_id"},
                         {"classes"},
                         {"valid_from", CellType::Day},
                         {"valid_to", CellType::Day},
                         {"how"},
                         {"text_version"},
                         {"said_by"},
                         {"said_at", CellType::Instant},
                         {"evidence"},
                         {"reason"},
                         {"commit", CellType::Integer}}));
  const app::ConsentQuery query{call.text("customer_id"), call.text("partner_id"),
                                call.text("subscription_id")};
  const auto known = TRY(
      call.service.store->read([&](app::Store& store) { return store.known(call.known_at()); }));
  const rights::ConsentBook book = TRY(call.service.store->read(
      [&](app::Store& store) { return app::consents(store, query, known); }));
  // Both are by commit, and a commit is one word.
  auto receipt = book.receipts.begin();
  auto withdrawal = book.withdrawals.begin();
  bool is_open = true;
  while (is_open && (receipt != book.receipts.end() || withdrawal != book.withdrawals.end())) {
    const bool is_receipt =
        withdrawal == book.withdrawals.end() ||
        (receipt != book.receipts.end() && receipt->commit < withdrawal->commit);
    const auto commit = is_receipt ? receipt->commit : withdrawal->commit;
    is_open = rows.add(number_key(commit.number),
                       is_receipt ? cells_of(*receipt++) : cells_of(*withdrawal++));
  }
  return known;
}

base::Result<base::CommitNumber> list_data_access(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"partner_id"},
                         {"subscription_id"},
                         {"workload"},
                         {"class"},
                         {"since", CellType::Day},
                         {"until", CellType::Day},
                         {"consent"}}));
  const auto known = TRY(
      call.service.store->read([&](app::Store& store) { return store.known(call.known_at()); }));
  const auto sight = TRY(call.service.sights->at(known));
  const auto found =
      TRY(app::access_matrix(*sight, call.text("customer_id"), call.text("partner_id")));
  if (found.empty() && !call.caller.is_operator())
    return base::fail(base::Code::NotFound, "there is no customer of whom anything is seen");
  const registry::Snapshot& registry = sight->books.registry;
  for (const app::MatrixRow& one : found) {
    const bool is_open = rows.add({registry[one.partner].id, registry[one.subscription].id,
                                   optional_cell(one.workload), std::string(word(one.data_class)),
                                   day_cell(one.since), day_cell(one.until), one.consent});
    if (!is_open) break;
  }
  return known;
}

base::Result<base::CommitNumber> list_access_log(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"number", CellType::Integer},
                         {"at", CellType::Instant},
                         {"customer_id"},
                         {"partner_id"},
                         {"who"},
                         {"action"},
                         {"object"},
                         {"object_id"},
                         {"rows", CellType::Integer},
                         {"times", CellType::Integer},
                         {"purpose"},
                         {"address"},
                         {"request"}}));
  rights::LookQuery query{
      .customer = call.text("customer_id"), .partner = call.text("partner_id"), .object = {}};
  if (const std::string action = call.text("action"); !action.empty()) {
    const auto found = std::ranges::find(rights::kLookActions, action);
    query.action = static_cast<rights::LookAction>(found - rights::kLookActions.begin());
  }
  const auto read = [&](std::int64_t after, std::size_t most) {
    query.after = after;
    query.limit = static_cast<std::int64_t>(most);
    return call.service.store->read([&](app::Store& store) { return app::looks(store, query); });
  };
  const auto add = [&](const rights::Look& one) -> base::Result<std::int64_t> {
    const bool is_open =
        rows.add(number_key(one.number),
                 {std::to_string(one.number), base::instant_text(one.at), one.customer, one.partner,
                  one.who, std::string(word(one.action)), one.object, optional_cell(one.object_id),
                  std::to_string(one.rows), std::to_string(one.times), optional_cell(one.purpose),
                  optional_cell(one.address), optional_cell(one.request)});
    return is_open ? one.number : 0;
  };
  TRY_STATUS(add_pieces(rows, read, add));
  return base::CommitNumber();
}

constexpr std::array<Route, 6> kRoutes{{
    {"listConsents", nullptr, list_consents},
    {"giveConsent", give_consent},
    {"withdrawConsent", withdraw_consent},
    {"getConsent", get_consent},
    {"listDataAccess", nullptr, list_data_access},
    {"listAccessLog", nullptr, list_access_log},
}};

}  // namespace

std::span<const Route> consent_routes() {
  return kRoutes;
}

}  // namespace api
