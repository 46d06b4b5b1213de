// payout account, preview, create, approve, cancel, list, show, export, settle: money on its way.
#include <map>

#include "app/payout_jobs.h"
#include "app/text_file.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/session.h"
#include "ledger/money.h"

namespace cli {
namespace {

using payouts::PaymentOrder;
using payouts::Payout;

std::string money(base::Decimal amount, const std::string& currency) {
  return ledger::money_text(amount, currency);
}

// "84.93 GBP, 1,200.00 USD", by currency.
std::string sums_text(const Payout& payout) {
  std::map<std::string, base::Decimal> sums;
  for (const PaymentOrder& one : payout.payments)
    sums[one.paid_currency] += one.paid;
  std::string out;
  for (const auto& [currency, sum] : sums)
    out += (out.empty() ? "" : ", ") + with_separators(money(sum, currency)) + ' ' + currency;
  return out;
}

std::string payments_text(const Payout& payout) {
  return counted(static_cast<std::int64_t>(payout.payments.size()), "payment") + ", " +
         sums_text(payout);
}

base::Status print_plan(const Session& session, const app::PayoutPlan& plan) {
  const auto number = ColumnKind::Number;
  RecordWriter writer = TRY(open_writer(session, {{"partner"},
                                                  {"currency"},
                                                  {"payable", number},
                                                  {"rate", number},
                                                  {"amount", number},
                                                  {"paid_in"},
                                                  {"remittance"},
                                                  {"reason_code"},
                                                  {"detail"}}));
  for (const PaymentOrder& one : plan.payout.payments) {
    TRY_STATUS(writer.row({one.earner, one.currency, money(one.amount, one.currency),
                           one.rate.text(), money(one.paid, one.paid_currency), one.paid_currency,
                           one.remittance, "", ""}));
  }
  for (const payouts::LeftOut& one : plan.left_out) {
    TRY_STATUS(writer.row({one.earner, one.currency, money(one.amount, one.currency), "", "", "",
                           "", one.reason_code, one.detail}));
  }
  return writer.end();
}

base::Result<app::PayoutFile> file_value(const Arguments& arguments) {
  if (arguments.format.empty() || arguments.format == "pain001") return app::PayoutFile::Pain001;
  if (arguments.format == "csv") return app::PayoutFile::Csv;
  return base::fail(base::Code::Usage,
                    "--format '" + arguments.format + "' is neither pain001 nor csv");
}

// Who acts where a name is not asked for.
std::string actor_text(const Arguments& arguments) {
  return arguments.actor.empty() ? "operator:cli" : arguments.actor;
}

}  // namespace

Outcome run_payout_account(Session& session) {
  const std::string file = TRY(only_word(session, "a file: payout_accounts.csv"));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto receipt = TRY(app::set_accounts(store, file, actor_text(session.arguments)));
  std::string line = counted(static_cast<std::int64_t>(receipt.rows), "account") + ", ";
  line += receipt.changed == 0 ? "nothing changed"
                               : std::to_string(receipt.changed) + " new or changed";
  session.console.done(line + at_commit(receipt.commit));
  return Exit::Done;
}

Outcome run_payout_preview(Session& session) {
  std::optional<base::Day> on;
  if (!session.arguments.date.empty()) on = TRY(day_value("--on", session.arguments.date));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const app::PayoutPlan plan = TRY(app::preview_payout(store, on));
  TRY_STATUS(print_plan(session, plan));
  const std::string would =
      plan.payout.payments.empty() ? std::string("nothing") : payments_text(plan.payout);
  session.console.say("on " + plan.payout.execution.text() + ": " + would + "; " +
                      std::to_string(plan.left_out.size()) + " left out; nothing was created");
  return Exit::Done;
}

Outcome run_payout_create(Session& session) {
  const base::Day on = TRY(day_value("--on", session.arguments.date));
  const std::string actor = TRY(operator_value(session.arguments));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const app::PayoutPlan plan = TRY(app::create_payout(store, on, actor));
  const std::string id = payouts::batch_id(plan.payout.number);
  session.console.done("payout " + id + " is created: " + payments_text(plan.payout) +
                       at_commit(plan.payout.commit));
  for (const payouts::LeftOut& one : plan.left_out) {
    session.console.warn(one.earner + ' ' + one.currency + ' ' + money(one.amount, one.currency) +
                         " is left out, " + one.reason_code + ": " + one.detail);
  }
  session.console.say("Next: accredit payout approve " + id +
                      " --as operator:NAME, by somebody else");
  return Exit::Done;
}

Outcome run_payout_approve(Session& session) {
  const std::string id = TRY(only_word(session, "a payout: PO-000007"));
  const std::string actor = TRY(operator_value(session.arguments));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto receipt = TRY(app::approve_payout(store, id, actor));
  if (receipt.commit.number == 0) {
    session.console.say("payout " + id + " is approved already; nothing changed");
    return Exit::Done;
  }
  session.console.done("payout " + id + " is approved" + at_commit(receipt.commit));
  session.console.say("Next: accredit payout export " + id + " --out " + id + ".xml");
  return Exit::Done;
}

Outcome run_payout_cancel(Session& session) {
  const std::string id = TRY(only_word(session, "a payout: PO-000007"));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto receipt = TRY(app::cancel_payout(store, id, actor_text(session.arguments)));
  if (receipt.commit.number == 0) {
    session.console.say("payout " + id + " is canceled already; nothing changed");
    return Exit::Done;
  }
  session.console.done("payout " + id + " is canceled, " + counted(receipt.payments, "payment") +
                       " payable again" + at_commit(receipt.commit));
  return Exit::Done;
}

Outcome run_payout_list(Session& session) {
  const auto number = ColumnKind::Number;
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  RecordWriter writer = TRY(open_writer(session, {{"payout"},
                                                  {"execution_day", ColumnKind::Day},
                                                  {"state"},
                                                  {"payments", number},
                                                  {"in_payment", number},
                                                  {"sent", number},
                                                  {"failed", number},
                                                  {"reversed", number},
                                                  {"created_by"},
                                                  {"approved_by"},
                                                  {"commit", number}}));
  for (const Payout& one : TRY(app::payouts_of(store))) {
    std::map<std::string_view, std::int64_t> counts;
    for (const PaymentOrder& payment : one.payments)
      ++counts[state_word(payment)];
    TRY_STATUS(writer.row({payouts::batch_id(one.number), one.execution.text(),
                           std::string(word(state_of(one))), std::to_string(one.payments.size()),
                           std::to_string(counts["in_payment"]), std::to_string(counts["sent"]),
                           std::to_string(counts["failed"]), std::to_string(counts["reversed"]),
                           one.created_by, one.approved_by, std::to_string(one.commit.number)}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_payout_show(Session& session) {
  const std::string id = TRY(only_word(session, "a payout: PO-000007"));
  const auto number = ColumnKind::Number;
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const Payout payout = TRY(app::payout(store, id));
  RecordWriter writer = TRY(open_writer(session, {{"payment"},
                                                  {"partner"},
                                                  {"currency"},
                                                  {"payable", number},
                                                  {"rate", number},
                                                  {"amount", number},
                                                  {"paid_in"},
                                                  {"holder"},
                                                  {"state"},
                                                  {"day", ColumnKind::Day},
                                                  {"reason"},
                                                  {"remittance"}}));
  std::int64_t place = 0;
  for (const PaymentOrder& one : payout.payments) {
    const bool answered = !one.answers.empty();
    TRY_STATUS(writer.row({payouts::payment_id(payout.number, ++place), one.earner, one.currency,
                           money(one.amount, one.currency), one.rate.text(),
                           money(one.paid, one.paid_currency), one.paid_currency,
                           one.payee.account.holder, std::string(state_word(one)),
                           answered ? one.answers.back().day.text() : std::string(),
                           answered ? one.answers.back().reason : std::string(), one.remittance}));
  }
  TRY_STATUS(writer.end());
  session.console.say("payout " + id + " is " + std::string(word(state_of(payout))) + ": " +
                      payments_text(payout));
  return Exit::Done;
}

Outcome run_payout_export(Session& session) {
  const std::string id = TRY(only_word(session, "a payout: PO-000007"));
  const app::PayoutFile format = TRY(file_value(session.arguments));
  const std::string& out = session.arguments.out;
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const Payout payout = TRY(app::payout(store, id));
  const std::string text = TRY(app::payout_file(payout, format));
  if (out.empty()) {
    TRY_STATUS(session.console.data(text));
    return Exit::Done;
  }
  TRY_STATUS(app::write_text(out, text));
  session.console.done(out + ": " + payments_text(payout));
  return Exit::Done;
}

Outcome run_payout_settle(Session& session) {
  const std::string file = TRY(only_word(session, "a file of answers"));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto receipt = TRY(app::settle_payouts(store, file, actor_text(session.arguments)));
  std::string line = count(receipt.sent, "sent");
  add_part(line, receipt.failed, "failed");
  add_part(line, receipt.reversed, "reversed");
  add_part(line, receipt.known, "known already");
  session.console.done(line + at_commit(receipt.commit));
  return Exit::Done;
}

}  // namespace cli
