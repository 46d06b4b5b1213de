#include "app/demo_affairs.h"

#include <algorithm>
#include <vector>

#include "app/closing_jobs.h"
#include "app/lifecycle_jobs.h"
#include "app/payout_jobs.h"
#include "app/petition_jobs.h"
#include "app/text_file.h"

namespace app {
namespace {

constexpr std::string_view kAsks = "operator:nils";
constexpr int kPaidAfter = 7;  // days
constexpr std::size_t kInvitations = 2;
constexpr std::string_view kAccounts =
    "partner_id,holder,iban,number,bic,clearing_system,clearing_member,country,currency,town,"
    "address1,address2\n"
    ",Lanternfall Clouds B.V.,NL91ABNA0417164300,,ABNANL2A,,,NL,EUR,Amsterdam,Prinsengracht 7,\n"
    "P11,Brapiria Labs,DE89370400440532013000,,COBADEFF,,,DE,EUR,Berlin,,\n";

// A demo with another seed may have nothing for it.
template <class Answer>
base::Status unless_refused(const Answer& answer) {
  if (answer || answer.error().code == base::Code::Refused) return {};
  return std::unexpected(answer.error());
}

bool is_sold_by_csp(const DemoWorld& world, const std::string& subscription, base::Day day) {
  return std::ranges::any_of(world.registry.channels, [&](const auto& one) {
    return one.subscription_id == subscription && one.days.contains(day) &&
           base::is_csp(one.channel);
  });
}

// The partner asks to be of record where its customer may say yes.
base::Status invite(Store& store, const DemoWorld& world) {
  const lifecycle::Actor partner{registry::ActorKind::Partner, std::string(kDemoPartner), "omar"};
  const std::string customer = demo_customer(world);
  const base::Instant now = store.clock().now();
  std::size_t sent = 0;
  for (const auto& one : world.registry.subscriptions) {
    const bool is_open = one.customer_id == customer && one.life.to == base::Day::forever() &&
                         !is_sold_by_csp(world, one.id, demo_last_month().last());
    if (!is_open || sent == kInvitations) continue;
    lifecycle::Request wish;
    wish.partner = partner.id;
    wish.customer = customer;
    wish.subscription = one.id;
    const auto opened = open_request(store, partner, wish, "invite", {}, now);
    TRY_STATUS(unless_refused(opened));
    if (opened) ++sent;
  }
  return {};
}

base::Status ask_for_release(Store& store) {
  const auto balances = TRY(balance_rows(store));
  const auto held = std::ranges::find_if(balances, [](const BalanceRow& one) {
    return one.key.account == ledger::Account::Held && one.amount > base::Decimal();
  });
  if (held == balances.end()) return {};
  PetitionAsked asked;
  asked.wish.kind = closing::PetitionKind::Release;
  asked.wish.earner = held->key.earner;
  asked.wish.currency = held->key.currency;
  asked.wish.payout = held->key.payout;
  asked.wish.fund = held->key.fund;
  asked.wish.reason = "the partner has answered all that was asked of it";
  const lifecycle::Actor nils = TRY(lifecycle::parse_actor(kAsks));
  return unless_refused(open_petition(store, nils, asked, store.clock().now(), {}));
}

base::Status propose_payout(Store& store, const std::string& directory) {
  const std::string accounts = directory + "/feeds/payout_accounts.csv";
  TRY_STATUS(write_text(accounts, std::string(kAccounts)));
  TRY(set_accounts(store, accounts, std::string(kAsks)));
  const auto rules = TRY(store.programme(base::CommitNumber::latest()));
  const base::Day day = TRY(store.today(rules)) + kPaidAfter;
  return unless_refused(create_payout(store, day, std::string(kAsks)));
}

}  // namespace

base::Status begin_demo_affairs(Store& store, const DemoWorld& world,
                                const std::string& directory) {
  if (!TRY(requests(store, base::CommitNumber::latest())).empty()) return {};
  TRY_STATUS(invite(store, world));
  if (TRY(periods(store)).empty()) return {};
  TRY_STATUS(ask_for_release(store));
  return propose_payout(store, directory);
}

}  // namespace app
