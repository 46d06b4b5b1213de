#include "app/payout_jobs.h"

#include <algorithm>

#include "app/closing_jobs.h"
#include "ingest/csv.h"
#include "payouts/account_file.h"
#include "payouts/batch_csv.h"
#include "payouts/pain001.h"
#include "registry/act_detail.h"
#include "registry/partner_days.h"
#include "statements/statement.h"
#include "storage/ledger_table.h"
#include "storage/payout_table.h"

namespace app {
namespace {

using payouts::Payout;
using payouts::PayoutState;

base::Result<base::Month> last_closed(Store& store) {
  const auto known = TRY(periods(store));
  if (const closing::Period* last = closing::last_closed(known)) return last->month;
  return base::fail(base::Code::Missing, "no period is closed yet, so nothing is due",
                    "accredit help period signoff");
}

std::optional<base::Decimal> rate_of(const registry::Snapshot& registry, std::string_view from,
                                     std::string_view to, base::Month month) {
  for (const registry::FxRate& one : registry.fx_rates) {
    if (one.month == month && one.from == from && one.to == to) return one.rate;
  }
  return {};
}

base::Result<payouts::KeptAccount> own_account(const payouts::Accounts& accounts) {
  const auto own = accounts.find("");
  if (own != accounts.end()) return own->second;
  return base::fail(base::Code::Missing,
                    "there is no account to pay from: enter the programme's own, a row without "
                    "partner_id",
                    "accredit payout account payout_accounts.csv");
}

// The statements that told what is paid: those since the last payment.
base::Status add_remittances(Store& store, payouts::PayoutStore& table, base::Month period,
                             std::vector<payouts::PaymentOrder>& payments) {
  const auto ledger = storage::open_ledger(store.record());
  for (payouts::PaymentOrder& one : payments) {
    const base::CommitNumber before = TRY(table.last_paid(one.earner, one.currency));
    std::vector<std::string> ids;
    for (const closing::StatementRow& row : TRY(ledger->statements({{}, {}, one.earner}))) {
      if (row.commit > before) ids.push_back(statements::id_of(row.number));
    }
    one.remittance = payouts::remittance_text(period, ids);
  }
  return {};
}

base::Result<PayoutPlan> plan(Store& store, base::Day execution) {
  const base::Month closed = TRY(last_closed(store));
  const auto table = storage::open_payouts(store.record());
  const payouts::Accounts accounts = TRY(table->accounts());
  const Books books = TRY(open_books(store, base::CommitNumber::latest()));
  const registry::Directory directory(books.registry);
  PayoutPlan out;
  out.payout.execution = execution;
  out.payout.debtor = TRY(own_account(accounts));
  payouts::PayTerms terms;
  terms.execution = execution;
  terms.debtor = out.payout.debtor.account;
  terms.account = [&](const std::string& partner) {
    const auto found = accounts.find(partner);
    return found == accounts.end() ? nullptr : &found->second;
  };
  terms.on_hold = [&](const std::string& partner) {
    return status_on(books.registry, directory.partner(partner), execution) ==
           base::PartnerStatus::Suspended;
  };
  terms.rate = [&](std::string_view from, std::string_view to, base::Month month) {
    return rate_of(books.registry, from, to, month);
  };
  const ledger::Balances now = TRY(balances(store));
  auto proposals = payouts::propose(now, terms);
  TRY_STATUS(add_remittances(store, *table, closed, proposals.payments));
  out.payout.payments = std::move(proposals.payments);
  out.left_out = std::move(proposals.left_out);
  return out;
}

base::Result<base::Day> today(Store& store) {
  const base::CommitNumber head = TRY(store.record().head());
  return store.today(TRY(store.programme(head)));
}

base::Status check_day(Store& store, base::Day execution) {
  const base::Day now = TRY(today(store));
  if (execution >= now) return {};
  return base::refuse("EXECUTION_PAST", "no bank pays on " + execution.text() + ", today is " +
                                            now.text() + "; name a day to come");
}

base::Status check_payable(const PayoutPlan& plan) {
  if (!plan.payout.payments.empty()) return {};
  return base::refuse("NOTHING_PAYABLE",
                      plan.left_out.empty() ? "no partner has anything payable"
                                            : "everything that is payable is left out",
                      plan.left_out.empty() ? "accredit balance" : "accredit payout preview");
}

registry::Act act_of(const std::string& actor, std::string action, const std::string& payout) {
  return {actor, std::move(action), {}, registry::DetailWriter().field("payout", payout).text()};
}

base::Result<std::unique_ptr<ingest::CsvReader>> open_csv(const std::string& path) {
  auto bytes = TRY(ingest::open_bytes(path));
  return ingest::CsvReader::open(std::move(bytes), ingest::file_name(path));
}

base::Result<Payout> find_payout(payouts::PayoutStore& table, const std::string& id) {
  if (const auto number = payouts::parse_batch_id(id)) {
    if (auto found = TRY(table.find(*number))) return std::move(*found);
  }
  return base::fail(base::Code::NotFound, "there is no payout '" + id + "'",
                    "accredit payout list");
}

// Those that the answers name, by number.
base::Result<std::map<std::int64_t, Payout>> named(payouts::PayoutStore& table,
                                                   const std::vector<payouts::Answer>& answers) {
  std::map<std::int64_t, Payout> out;
  for (const payouts::Answer& one : answers) {
    const auto id = payouts::parse_payment_id(one.payment);
    if (!id || out.contains(id->first)) continue;
    if (auto found = TRY(table.find(id->first))) out.emplace(id->first, std::move(*found));
  }
  return out;
}

std::unexpected<base::Error> is_canceled(const Payout& payout) {
  return base::refuse(
      "PAYOUT_CANCELED",
      "payout " + payouts::batch_id(payout.number) + " was canceled, what it paid is payable again",
      "accredit payout create");
}

}  // namespace

base::Result<AccountsReceipt> set_accounts(Store& store, const std::string& file,
                                           const std::string& actor) {
  const auto rows = TRY(open_csv(file));
  const std::string name = ingest::file_name(file);
  const auto given = TRY(payouts::read_accounts(name, *rows));
  const auto table = storage::open_payouts(store.record());
  const payouts::Accounts known = TRY(table->accounts());
  std::vector<payouts::NamedAccount> changed;
  for (const payouts::AccountRow& row : given) {
    const auto now = known.find(row.partner);
    if (now == known.end() || now->second.account != row.account)
      changed.emplace_back(row.partner, row.account);
  }
  AccountsReceipt out{given.size(), changed.size(), {}};
  if (changed.empty()) return out;
  registry::DetailWriter detail;
  detail.field("file", name).field("accounts", std::to_string(changed.size()));
  out.commit = TRY(table->keep({actor, "payout account", {}, detail.text()}, changed));
  return out;
}

base::Result<PayoutPlan> preview_payout(Store& store, std::optional<base::Day> on) {
  const base::Day execution = on ? *on : TRY(today(store));
  return plan(store, execution);
}

base::Result<std::vector<payouts::LeftOut>> left_out_of(Store& store, const Payout& payout) {
  if (state_of(payout) != PayoutState::Created) return std::vector<payouts::LeftOut>();
  return TRY(plan(store, payout.execution)).left_out;
}

base::Result<PayoutPlan> create_payout(Store& store, base::Day on, const std::string& actor) {
  TRY_STATUS(check_day(store, on));
  PayoutPlan out = TRY(plan(store, on));
  TRY_STATUS(check_payable(out));
  const auto table = storage::open_payouts(store.record());
  const auto numbers = TRY(table->numbers());
  out.payout.number = numbers.empty() ? 1 : numbers.back() + 1;
  out.payout.created = store.clock().now();
  out.payout.created_by = actor;
  TRY_STATUS(payouts::check(batch_of(out.payout)));
  const base::Month open = TRY(last_closed(store)) + 1;
  out.payout.commit =
      TRY(table->create(act_of(actor, "payout create", payouts::batch_id(out.payout.number)),
                        out.payout, payouts::entries_of(out.payout, open)));
  return out;
}

base::Result<PayoutReceipt> approve_payout(Store& store, const std::string& id,
                                           const std::string& actor) {
  const auto table = storage::open_payouts(store.record());
  const Payout payout = TRY(find_payout(*table, id));
  PayoutReceipt out{static_cast<std::int64_t>(payout.payments.size()), {}};
  if (!payout.approved_by.empty()) return out;
  if (state_of(payout) == PayoutState::Canceled) return is_canceled(payout);
  if (payout.created_by == actor) {
    return base::refuse("SECOND_PERSON_NEEDED", "payout " + id + " was created by " + actor +
                                                    "; somebody else approves it");
  }
  out.commit = TRY(table->approve(act_of(actor, "payout approve", id), payout.number, actor));
  return out;
}

base::Result<PayoutReceipt> cancel_payout(Store& store, const std::string& id,
                                          const std::string& actor) {
  const auto table = storage::open_payouts(store.record());
  const Payout payout = TRY(find_payout(*table, id));
  const base::Month open = TRY(last_closed(store)) + 1;
  const base::Day day = TRY(today(store));
  const auto canceled = TRY(payouts::cancel(payout, day, open));
  PayoutReceipt out{static_cast<std::int64_t>(payout.payments.size()), {}};
  if (canceled.settled.empty()) return out;
  out.commit = TRY(table->settle(act_of(actor, "payout cancel", id), canceled));
  return out;
}

base::Result<SettleReceipt> settle_payouts(Store& store, const std::string& file,
                                           const std::string& actor) {
  const auto rows = TRY(open_csv(file));
  const std::string name = ingest::file_name(file);
  const auto answers = TRY(payouts::read_answers(name, *rows));
  const auto table = storage::open_payouts(store.record());
  auto payouts = TRY(named(*table, answers));
  const base::Month open = TRY(last_closed(store)) + 1;
  const auto settlement = payouts::settle(std::move(payouts), answers, open);
  if (!settlement) {
    base::Error error = settlement.error();
    error.message = name + ", " + error.message;
    return std::unexpected(std::move(error));
  }
  SettleReceipt out;
  out.known = settlement->known;
  for (const payouts::Settled& one : settlement->settled) {
    const ledger::EntryKind outcome = one.answer.outcome;
    ++(outcome == ledger::EntryKind::Sent     ? out.sent
       : outcome == ledger::EntryKind::Failed ? out.failed
                                              : out.reversed);
  }
  if (settlement->settled.empty()) return out;
  registry::DetailWriter detail;
  detail.field("file", name).field("answers", std::to_string(settlement->settled.size()));
  out.commit = TRY(table->settle({actor, "payout settle", {}, detail.text()}, *settlement));
  return out;
}

base::Result<std::vector<Payout>> payouts_of(Store& store) {
  const auto table = storage::open_payouts(store.record());
  std::vector<Payout> out;
  for (const std::int64_t number : TRY(table->numbers())) {
    if (auto found = TRY(table->find(number))) out.push_back(std::move(*found));
  }
  return out;
}

base::Result<Payout> payout(Store& store, const std::string& id) {
  return find_payout(*storage::open_payouts(store.record()), id);
}

base::Result<std::string> payout_file(const Payout& payout, PayoutFile format) {
  const PayoutState state = state_of(payout);
  if (state == PayoutState::Canceled) return is_canceled(payout);
  if (state == PayoutState::Created) {
    const std::string id = payouts::batch_id(payout.number);
    return base::refuse("NOT_APPROVED",
                        "payout " + id + " waits for somebody else than " + payout.created_by,
                        "accredit payout approve " + id + " --as operator:NAME");
  }
  const payouts::Batch batch = batch_of(payout);
  if (const auto whole = payouts::check(batch); !whole) {
    return base::fail(base::Code::Corrupt,
                      "the stored payout cannot be written: " + whole.error().message,
                      "accredit verify");
  }
  return format == PayoutFile::Csv ? payouts::batch_csv(batch) : payouts::pain001(batch);
}

}  // namespace app
