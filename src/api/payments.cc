// Payouts, and petitions to the books: disputes, claims, holds, exceptions.
#include <algorithm>
#include <array>

#include "api/book_rows.h"
#include "app/payment_jobs.h"
#include "app/payout_jobs.h"
#include "app/petition_jobs.h"
#include "app/statement_jobs.h"
#include "base/terms.h"
#include "ledger/money.h"

namespace api {
namespace {

using ledger::money_text;
using payouts::Payout;

std::vector<Field> payout_fields() {
  return {{"id"},
          {"execution_day", CellType::Day},
          {"state"},
          {"payments", CellType::Integer},
          {"created_by"},
          {"approved_by"},
          {"commit", CellType::Integer}};
}

std::vector<Cell> payout_cells(const Payout& one) {
  return {
      payouts::batch_id(one.number),       one.execution.text(), std::string(word(state_of(one))),
      std::to_string(one.payments.size()), one.created_by,       optional_cell(one.approved_by),
      std::to_string(one.commit.number)};
}

Value payout_value(const Payout& payout, const std::vector<payouts::LeftOut>& left_out) {
  Value out = object();
  out.add("object", "payout").add("id", payouts::batch_id(payout.number));
  out.add("execution_day", payout.execution.text()).add("state", word(state_of(payout)));
  out.add("created_by", payout.created_by);
  out.add("approved_by", payout.approved_by.empty() ? Value() : Value(payout.approved_by));
  out.add("commit", payout.commit.number);
  Value payments = list();
  for (const payouts::PaymentOrder& one : payout.payments) {
    Value payment = object();
    payment.add("partner_id", one.earner).add("currency", one.currency);
    payment.add("payable", money_text(one.amount, one.currency)).add("rate", one.rate.text());
    payment.add("amount", money_text(one.paid, one.paid_currency));
    payment.add("paid_in", one.paid_currency).add("state", state_word(one));
    payment.add("remittance", one.remittance);
    payments.add(std::move(payment));
  }
  Value others = list();
  for (const payouts::LeftOut& one : left_out) {
    Value other = object();
    other.add("partner_id", one.earner).add("currency", one.currency);
    other.add("amount", money_text(one.amount, one.currency));
    other.add("reason_code", one.reason_code).add("detail", one.detail);
    others.add(std::move(other));
  }
  return out.add("payments", std::move(payments)).add("left_out", std::move(others));
}

base::Result<base::CommitNumber> list_payouts(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin(payout_fields()));
  for (const Payout& one : TRY(call.service.store->read(app::payouts_of))) {
    if (!rows.add(payouts::batch_id(one.number), payout_cells(one))) break;
  }
  return base::CommitNumber();
}

base::Result<Payout> payout_of(Call& call) {
  return call.service.store->read(
      [&](app::Store& store) { return app::payout(store, call.text("id")); });
}

base::Result<Reply> get_payout(Call& call) {
  const Payout payout = TRY(payout_of(call));
  const auto left_out = TRY(
      call.service.store->read([&](app::Store& store) { return app::left_out_of(store, payout); }));
  return Reply{200, payout_value(payout, left_out)};
}

base::Result<Reply> create_payout(Call& call) {
  const auto day = base::Day::parse(call.body.get("execution_day").text());
  const auto plan = TRY(call.change(
      [&](app::Store& store) { return app::create_payout(store, *day, call.actor()); }));
  const std::string id = payouts::batch_id(plan.payout.number);
  return Reply{201, payout_value(plan.payout, plan.left_out), {{"location", "/v1/payouts/" + id}}};
}

using PayoutAct = base::Result<app::PayoutReceipt> (*)(app::Store&, const std::string&,
                                                       const std::string&);
template <PayoutAct act>
base::Result<Reply> move_payout(Call& call) {
  const auto receipt = TRY(
      call.change([&](app::Store& store) { return act(store, call.text("id"), call.actor()); }));
  return Reply{200, object().add("commit", receipt.commit.number)};
}

base::Result<Reply> get_payout_file(Call& call) {
  const bool is_csv = call.text("as") == "csv";
  const Payout payout = TRY(payout_of(call));
  Reply out;
  out.raw = TRY(app::payout_file(payout, is_csv ? app::PayoutFile::Csv : app::PayoutFile::Pain001));
  out.headers.emplace_back("content-type",
                           is_csv ? "text/csv; charset=utf-8; header=present" : "application/xml");
  return out;
}

std::string joined(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& one : ids)
    out += (out.empty() ? "" : " ") + one;
  return out;
}

std::vector<Cell> payment_cells(const app::PaymentRow& one) {
  const payouts::PaymentOrder& order = one.order;
  const payouts::Answer* const last = order.answers.empty() ? nullptr : &order.answers.back();
  return {one.id,
          one.payout,
          order.earner,
          std::string(one.state),
          one.execution.text(),
          money_text(order.amount, order.currency),
          order.currency,
          order.rate.text(),
          money_text(order.paid, order.paid_currency),
          order.paid_currency,
          masked(order.payee.account),
          joined(one.statements),
          last == nullptr ? Cell() : Cell(last->day.text()),
          last == nullptr ? Cell() : optional_cell(last->reason),
          std::to_string(one.commit.number)};
}

base::Result<base::CommitNumber> list_payments(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"id"},
                         {"payout_id"},
                         {"partner_id"},
                         {"state"},
                         {"execution_day", CellType::Day},
                         {"payable", CellType::Decimal},
                         {"currency"},
                         {"rate", CellType::Decimal},
                         {"amount", CellType::Decimal},
                         {"paid_in"},
                         {"account"},
                         {"statement_ids"},
                         {"answered_on", CellType::Day},
                         {"reason"},
                         {"commit", CellType::Integer}}));
  const auto found = TRY(call.service.store->read(
      [&](app::Store& store) { return app::payments(store, call.text("partner_id")); }));
  for (const app::PaymentRow& one : found) {
    if (!rows.add(one.id, payment_cells(one))) break;
  }
  return base::CommitNumber();
}

base::Result<base::CommitNumber> list_statement_stages(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"statement_id"},
                         {"partner_id"},
                         {"period", CellType::Month},
                         {"currency"},
                         {"stage"},
                         {"payment_id"},
                         {"due", CellType::Decimal}}));
  const auto found = TRY(call.service.store->read(
      [&](app::Store& store) { return app::statement_stages(store, call.text("partner_id")); }));
  for (const app::StatementStage& one : found) {
    if (!call.wants("statement_id", one.statement)) continue;
    const bool is_open =
        rows.add(one.statement + '\t' + one.of.currency,
                 {one.statement, one.of.earner, one.of.period.text(), one.of.currency,
                  std::string(word(one.of.stage)), optional_cell(one.of.payment),
                  money_text(one.of.due, one.of.currency)});
    if (!is_open) break;
  }
  return base::CommitNumber();
}

base::Result<base::CommitNumber> list_petitions(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin(petition_fields()));
  const auto petitions = TRY(call.service.store->read(
      [&](app::Store& store) { return app::petitions(store, call.known_at()); }));
  const base::Instant now = call.service.store->clock().now();
  for (const closing::Petition& one : petitions) {
    if (!call.wants("kind", word(one.kind)) || !call.wants("state", word(one.state)) ||
        !call.wants("partner_id", one.earner))
      continue;
    if (!rows.add(number_key(one.number), petition_cells(one, now))) break;
  }
  return base::CommitNumber();
}

Value petition_value(const Call& call, const closing::Petition& petition) {
  const base::Instant now = call.service.store->clock().now();
  return row_value(petition_fields(), petition_cells(petition, now));
}

base::Result<app::PetitionFile> petition_of(Call& call) {
  auto file = TRY(call.service.store->read([&](app::Store& store) {
    return app::petition(store, call.text("id"), base::CommitNumber::latest());
  }));
  TRY_STATUS(call.belongs_to(file.history.front().earner, {}, "petition"));
  return file;
}

base::Result<Reply> get_petition(Call& call) {
  const auto file = TRY(petition_of(call));
  Value history = list();
  for (const closing::Petition& one : file.history)
    history.add(petition_value(call, one));
  Value entries = list();
  for (const closing::BookedEntry& one : file.entries)
    entries.add(row_value(entry_fields(), entry_cells(one)));
  Value body = object();
  body.add("object", "petition").add("history", std::move(history));
  // An explanation tells of usage beyond a partner's days too.
  body.add("attached", call.caller.is_operator() ? file.attached : std::string());
  body.add("entries", std::move(entries));
  return Reply{200, std::move(body)};
}

std::optional<base::Decimal> amount_of(const Value& value) {
  return value.is_null() ? std::nullopt : base::parse_exact(value.text());
}

app::PetitionAsked asked_of(const Value& body) {
  app::PetitionAsked out;
  closing::PetitionWish& wish = out.wish;
  wish.kind =
      *base::parse_word<closing::PetitionKind>(closing::kPetitionKinds, body.get("kind").text());
  wish.earner = body.get("partner_id").text();
  wish.currency = body.get("currency").text();
  wish.amount = amount_of(body.get("amount"));
  if (body.get("payout").text() == "coop") wish.payout = attribution::EarningKind::Coop;
  if (const auto fund = base::Month::parse(body.get("fund").text())) wish.fund = *fund;
  wish.evidence = body.get("evidence").text();
  wish.reason = body.get("reason").text();
  out.statement = body.get("statement_id").text();
  out.line = body.get("line").integer(0);
  return out;
}

// The statement of a line that somebody disputes is its own.
base::Status check_disputed(Call& call) {
  call.ruled_by_actor();
  const std::string statement = call.body.get("statement_id").text();
  if (statement.empty()) return {};
  const auto row = TRY(call.service.store->read(
      [&](app::Store& store) { return app::statement_row(store, statement); }));
  return call.belongs_to(row.earner, {}, "statement");
}

base::Result<Reply> open_petition(Call& call) {
  TRY_STATUS(check_disputed(call));
  const lifecycle::Actor actor = TRY(lifecycle::parse_actor(call.actor()));
  const auto receipt = TRY(call.change([&](app::Store& store) {
    return app::open_petition(store, actor, asked_of(call.body), store.clock().now(), {});
  }));
  return Reply{201,
               petition_value(call, receipt.petition),
               {{"location", "/v1/petitions/" + receipt.petition.id()}}};
}

// Whoever may write petitions looks into them and withdraws their own; the word that posts, or
// that ends it, is of those who approve.
base::Status may_do(const Call& call, closing::PetitionEvent event) {
  using enum closing::PetitionEvent;
  if (event != Accept && event != Reject) return {};
  return rights::require(call.caller.principal, rights::Resource::Petitions,
                         rights::Action::Approve, rights::Relation::Any, call.caller.tenant);
}

base::Result<Reply> move_petition(Call& call) {
  TRY(petition_of(call));
  const lifecycle::Actor actor = TRY(lifecycle::parse_actor(call.actor()));
  closing::PetitionStep step;
  step.event = *base::parse_word<closing::PetitionEvent>(closing::kPetitionEvents,
                                                         call.body.get("event").text());
  TRY_STATUS(may_do(call, step.event));
  step.amount = amount_of(call.body.get("amount"));
  step.reason = call.body.get("reason").text();
  if (const Value& seen = call.body.get("if_revision"); !seen.is_null())
    step.if_revision = seen.integer(0);
  const auto receipt = TRY(call.change([&](app::Store& store) {
    return app::move_petition(store, actor, call.text("id"), step, store.clock().now());
  }));
  return Reply{200, petition_value(call, receipt.petition)};
}

constexpr std::array<Route, 12> kRoutes{{
    {"listPayouts", nullptr, list_payouts},
    {"getPayout", get_payout},
    {"createPayout", create_payout},
    {"approvePayout", move_payout<app::approve_payout>},
    {"cancelPayout", move_payout<app::cancel_payout>},
    {"getPayoutFile", get_payout_file},
    {"listPayments", nullptr, list_payments},
    {"listStatementStages", nullptr, list_statement_stages},
    {"listPetitions", nullptr, list_petitions},
    {"getPetition", get_petition},
    {"openPetition", open_petition},
    {"movePetition", move_petition},
}};

}  // namespace

std::span<const Route> payment_routes() {
  return kRoutes;
}

}  // namespace api
