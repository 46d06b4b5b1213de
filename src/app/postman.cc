#include "app/postman.h"

#include <algorithm>

namespace app {
namespace {

bool reads(const rights::User& user, const delivery::Event& event, const rights::Tenant& tenant) {
  const bool is_here = std::ranges::any_of(
      user.grants, [&](const rights::Grant& grant) { return grant.tenant == tenant; });
  if (!is_here || user.disabled || user.email.empty()) return false;
  const rights::Principal principal{.number = user.number, .grants = user.grants};
  return may_be_written_to(principal, tenant, event.type);
}

// Those whom the event is told and for which the user may get a letter of it.
std::vector<rights::Tenant> tenants_of(const delivery::Event& event, const rights::User& user) {
  std::vector<rights::Tenant> out;
  if (!delivery::is_written_of(event.type)) return out;
  std::vector<delivery::Tenant> audience = event.audience;
  if (audience.empty()) audience.emplace_back(delivery::kOperator);
  for (const delivery::Tenant& text : audience) {
    const auto tenant = rights::parse_tenant(text);
    if (tenant && reads(user, event, *tenant)) out.push_back(*tenant);
  }
  return out;
}

}  // namespace

bool may_be_written_to(const rights::Principal& principal, const rights::Tenant& tenant,
                       std::string_view type) {
  if (type != "association.requested") return may_hear(principal, tenant, type);
  return may_act(principal, tenant, rights::Resource::Requests, rights::Action::Approve);
}

std::vector<std::int64_t> readers_of(const delivery::Event& event,
                                     const std::vector<rights::User>& users,
                                     const LetterWishes& wishes) {
  std::vector<std::int64_t> out;
  if (!delivery::is_written_of(event.type)) return out;
  for (const rights::User& user : users) {
    const auto said = wishes.find(user.number);
    const delivery::LetterWish wish = said == wishes.end() ? delivery::LetterWish() : said->second;
    if (wish.wants(event.type) && !tenants_of(event, user).empty()) out.push_back(user.number);
  }
  return out;
}

bool Postman::has_answer() const {
  return flight_ && flight_->sent.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

void Postman::wait() const {
  if (flight_) flight_->sent.wait();
}

base::Status Postman::land(delivery::DeliveryStore& table, base::Instant now) {
  if (!has_answer()) return {};
  Flight landed = std::move(*flight_);
  flight_.reset();
  const bool is_taken = landed.sent.get().has_value();
  // The mail server is tried as a receiver of webhooks is.
  const delivery::Outcome outcome{is_taken ? 200 : 0, {}, 0};
  return table.record_letter(landed.letter, delivery::after(outcome, landed.letter.attempts, now,
                                                            static_cast<std::uint32_t>(chance_())));
}

base::Status Postman::step(rights::IdentityStore& identities, delivery::DeliveryStore& table,
                           Gate& gate, base::Instant now) {
  TRY_STATUS(land(table, now));
  if (flight_) return {};
  auto due = TRY(table.letter_due(now));
  if (!due) return {};
  const auto user = TRY(identities.user(due->user));
  const delivery::LetterWish wish = TRY(table.letter_wish(due->user));
  const auto tenants = user ? tenants_of(due->event, *user) : std::vector<rights::Tenant>();
  // Who is gone, has no address, or may not or would not read it any more, is not written to.
  if (tenants.empty() || !wish.wants(due->event.type) || !delivery::is_mail_address(user->email))
    return table.record_letter(*due, {.verdict = delivery::Verdict::GivenUp, .due = now});
  TRY_STATUS(gate.note(*due, *user, tenants, now));
  const auto language = wish.language.value_or(options_.language);
  delivery::Letter letter =
      delivery::letter_of(due->event, due->facts, user->email, language, options_.more);
  letter.id += "-usr_" + std::to_string(user->number);
  auto sent = std::async(std::launch::async, [carry = carry_, letter = std::move(letter), now] {
    return carry(letter, now);
  });
  flight_.emplace(Flight{std::move(*due), std::move(sent)});
  return {};
}

}  // namespace app
