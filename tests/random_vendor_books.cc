// What a vendor made up by chance does to its books: petitions, payouts, closes.
#include <algorithm>

#include "app/closing_jobs.h"
#include "app/payout_jobs.h"
#include "app/petition_jobs.h"
#include "app/statement_jobs.h"
#include "ledger/fund.h"
#include "tests/random_vendor.h"

namespace tests {
namespace {

using base::Decimal;
using ledger::Account;
using registry::ActorKind;

constexpr std::string_view kAnna = "operator:anna", kBen = "operator:ben";
const lifecycle::Actor kOperatorAnna{ActorKind::Operator, "anna", ""};
const lifecycle::Actor kOperatorBen{ActorKind::Operator, "ben", ""};

// About half of it, in coins.
Decimal half(Decimal amount) {
  return Decimal::from_units(amount.units() / 2 / (base::kUnit / 100) * (base::kUnit / 100));
}

}  // namespace

// Partner P3 has no account at first, and P5 never.
base::Status RandomVendor::found_accounts() {
  bench_.write("payout_accounts.csv",
               "partner_id,holder,iban,number,bic,clearing_system,clearing_member,country,currency,"
               "town,address1,address2\n"
               ",Vendor,NL91ABNA0417164300,,ABNANL2A,,,NL,EUR,Amsterdam,,\n"
               "P1,Partner P1,,000123456789,,USABA,021000021,US,USD,,,\n"
               "P2,Partner P2,DE89370400440532013000,,COBADEFFXXX,,,DE,EUR,,,\n"
               "P4,Partner P4,,000987654321,,USABA,021000021,US,USD,,,\n");
  TRY(app::set_accounts(*store_, bench_.file("payout_accounts.csv"), "operator:cli"));
  return {};
}

base::Result<bool> RandomVendor::dispute() {
  const auto rows = TRY(app::statement_rows(*store_, {}));
  if (rows.empty()) return false;
  const closing::StatementRow& row = chance_.of(rows);
  if (row.lines == 0) return false;
  app::PetitionAsked asked;
  asked.wish.kind = closing::PetitionKind::Dispute;
  asked.wish.amount = Decimal::from_units(base::kUnit / 100 * chance_.between(1, 20'000));
  asked.wish.reason = "days are missing";
  asked.statement = statements::id_of(row.number);
  asked.line = 1 + chance_.below(static_cast<int>(row.lines));
  const lifecycle::Actor partner{ActorKind::Partner, row.earner, chance_.of({"", "eva"})};
  const auto opened = app::open_petition(*store_, chance_.in_hundred(70) ? partner : kOperatorAnna,
                                         asked, clock_.now(), {});
  if (!opened || !chance_.in_hundred(50)) return came(opened);
  return move(opened->petition);
}

// For what is held, what is late and what is in a fund; the claim of a fund is decided at once.
base::Result<bool> RandomVendor::ask_for_balance() {
  std::vector<std::pair<ledger::BalanceKey, Decimal>> found;
  const ledger::Balances balances = TRY(app::balances(*store_));
  for (const auto& one : balances.all()) {
    const Account account = one.first.account;
    const bool is_whole = account == Account::Coop && one.first.fund + 5 < month_;  // a fund
    if (account == Account::Held || account == Account::OutsideWindow || is_whole)
      found.push_back(one);
  }
  if (found.empty()) return false;
  const auto& [key, amount] = chance_.of(found);
  using enum closing::PetitionKind;
  app::PetitionAsked asked;
  asked.wish.kind = key.account == Account::Coop            ? CoopClaim
                    : key.account == Account::OutsideWindow ? Exception
                                                            : chance_.of({Release, Forfeit});
  asked.wish.earner = key.earner;
  asked.wish.currency = key.currency;
  asked.wish.payout = key.payout;
  asked.wish.fund = key.fund;
  asked.wish.reason = "as agreed";
  asked.wish.evidence = "contract 7";
  const bool is_claim = asked.wish.kind == CoopClaim;
  if (is_claim || chance_.in_hundred(50)) asked.wish.amount = half(amount);
  if (asked.wish.amount && asked.wish.amount->is_zero()) return false;
  const lifecycle::Actor partner{ActorKind::Partner, key.earner, ""};
  const auto opened =
      app::open_petition(*store_, is_claim ? partner : kOperatorAnna, asked, clock_.now(), {});
  if (!opened || (!is_claim && chance_.in_hundred(30))) return came(opened);
  return move(opened->petition);
}

base::Result<bool> RandomVendor::decide() {
  auto petitions = TRY(app::petitions(*store_, base::CommitNumber::latest()));
  std::erase_if(petitions, [](const closing::Petition& one) { return !is_undecided(one); });
  if (petitions.empty()) return false;
  return move(chance_.of(petitions));
}

base::Result<bool> RandomVendor::move(const closing::Petition& petition) {
  using enum closing::PetitionEvent;
  closing::PetitionStep step;
  step.event = chance_.of({Accept, Accept, Accept, Reject});
  step.reason = "looked at";
  if (step.event == Accept && chance_.in_hundred(30)) step.amount = half(petition.asked);
  if (step.amount && step.amount->is_zero()) step.amount.reset();
  return came(app::move_petition(*store_, kOperatorBen, petition.id(), step, clock_.now()));
}

base::Result<bool> RandomVendor::pay() {
  const auto plan = app::create_payout(*store_, today() + 2, std::string(kAnna));
  if (!plan) return came(plan);
  const std::string id = payouts::batch_id(plan->payout.number);
  if (chance_.in_hundred(20)) return came(app::cancel_payout(*store_, id, std::string(kBen)));
  TRY(app::approve_payout(*store_, id, std::string(kBen)));
  const payouts::Payout approved = TRY(app::payout(*store_, id));
  TRY(app::payout_file(approved, app::PayoutFile::Pain001));
  TRY(app::payout_file(approved, app::PayoutFile::Csv));
  return true;
}

base::Result<bool> RandomVendor::answer_payments() {
  std::string answers;
  for (const payouts::Payout& payout : TRY(app::payouts_of(*store_))) {
    if (payout.approved_by.empty()) continue;
    for (std::size_t i = 0; i < payout.payments.size(); ++i) {
      const ledger::EntryKind state = state_of(payout.payments[i]);
      const bool is_open = state == ledger::EntryKind::Payment;
      const bool is_sent = state == ledger::EntryKind::Sent;
      if (!chance_.in_hundred(is_open ? 80 : is_sent ? 15 : 0)) continue;
      const bool fails = chance_.in_hundred(25);
      answers += payouts::payment_id(payout.number, static_cast<std::int64_t>(i) + 1) +
                 (is_sent ? ",reversed,"
                  : fails ? ",failed,"
                          : ",sent,") +
                 today().text() + ",the bank says so\n";
    }
  }
  if (answers.empty()) return false;
  bench_.write("answers.csv", "payment_id,status,day,reason\n" + answers);
  TRY(app::settle_payouts(*store_, bench_.file("answers.csv"), "operator:cli"));
  return true;
}

base::Result<bool> RandomVendor::freeze() {
  clock_.not_before(month_.end());
  TRY(app::freeze_period(*store_, month_, std::string(kAnna), {}));
  return true;
}

// By a second person, who waives whatever is open.
base::Result<bool> RandomVendor::sign_off() {
  const auto periods = TRY(app::periods(*store_));
  const closing::Period* last = closing::last_closed(periods);
  if (rehearses_ && last != nullptr && last->month == month_) return true;
  for (const std::string_view item : closing::kWaivableItems)
    TRY(app::waive_item(*store_, month_, std::string(item), std::string(kBen), "seen"));
  TRY(app::sign_off(*store_, month_, {std::string(kBen), {}, {}}, {}));
  return true;
}

}  // namespace tests
