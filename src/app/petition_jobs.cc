#include "app/petition_jobs.h"

#include <algorithm>

#include "app/answer_jobs.h"
#include "app/explain_jobs.h"
#include "app/explanation_text.h"
#include "app/statement_jobs.h"
#include "base/zone.h"
#include "ledger/money.h"
#include "registry/act_detail.h"
#include "storage/ledger_table.h"
#include "storage/petition_table.h"

namespace app {
namespace {

using closing::Petition;
using closing::PetitionKind;

constexpr std::size_t kAttachedMax = 64 << 10;

// The month after the last that is closed.
std::optional<base::Month> open_period(const std::vector<closing::Period>& periods) {
  const closing::Period* last = closing::last_closed(periods);
  return last == nullptr ? std::nullopt : std::optional(last->month + 1);
}

// The books of a store, open for an act.
struct Desk {
  programs::Programme programme;
  std::unique_ptr<closing::PetitionStore> store;
  closing::PetitionFacts facts;
};

base::Status open_desk(Store& store, base::Instant now, Desk& desk) {
  const base::CommitNumber head = TRY(store.known(base::CommitNumber::latest()));
  desk.programme = TRY(store.programme(head));
  desk.store = storage::open_petitions(store.record());
  const base::Zone zone = TRY(base::Zone::find(desk.programme.parameters.time_zone));
  const auto books = storage::open_ledger(store.record());
  desk.facts.now = now;
  desk.facts.today = zone.day_of(now);
  desk.facts.open_period = open_period(TRY(books->periods()));
  desk.facts.parameters = &desk.programme.parameters;
  desk.facts.balances = TRY(books->balances());
  desk.facts.petitions = TRY(desk.store->load(head));
  return {};
}

closing::Petitioner petitioner(const lifecycle::Actor& actor) {
  return {actor.kind, actor.id, actor.text()};
}

base::Result<closing::DisputedLine> disputed_line(Store& store, const PetitionAsked& asked,
                                                  base::CommitNumber& as_known) {
  const closing::StatementRow row = TRY(statement_row(store, asked.statement));
  const statements::Issued issued = TRY(statement(store, row));
  const ledger::Entry* const entry = TRY(statement_line(issued.statement, asked.line));
  as_known = issued.statement.as_known;
  return closing::DisputedLine{row.number, asked.line, row.issued_on, *entry};
}

// Why the line is what it is, as it was known when the statement was computed.
base::Result<std::string> explanation_of(Store& store, const Petition& dispute,
                                         base::CommitNumber as_known, const Report& report) {
  const auto view = TRY(open_view(store, as_known, report));
  attribution::ExplainQuery query;
  query.partner = dispute.earner;
  query.month = dispute.earning_month;
  query.subscription = dispute.subscription;
  query.why_not = true;
  const attribution::Explanation because = TRY(explain(*view, query));
  // Kept, and so in the language of the record.
  return explanation_text(because, kAttachedMax, query.language);
}

std::string amount_text(base::Decimal amount, const std::string& currency) {
  return amount.is_zero() ? std::string() : ledger::money_text(amount, currency);
}

registry::DetailWriter detail_of(const Petition& one) {
  registry::DetailWriter detail;
  detail.field("petition", one.number == 0 ? "" : one.id()).field("state", word(one.state));
  detail.field("partner", one.earner).field("currency", one.currency);
  detail.field("asked", amount_text(one.asked, one.currency));
  detail.field("granted", amount_text(one.granted, one.currency));
  if (one.statement != 0) {
    detail.field("statement", statements::id_of(one.statement));
    detail.field("line", std::to_string(one.line));
  }
  return detail;
}

registry::Act act_of(const Petition& one, std::string_view event) {
  return {one.moved_by, std::string(word(one.kind)) + ' ' + std::string(event), one.reason,
          detail_of(one).text()};
}

// The answer to a refused act, which the chain keeps; what was not understood, it does not.
std::unexpected<base::Error> refused(Store& store, const lifecycle::Actor& actor,
                                     const Petition& asked, std::string_view event,
                                     const base::Error& error) {
  if (error.code != base::Code::Refused) return std::unexpected(error);
  registry::DetailWriter detail = detail_of(asked);
  detail.field("why", error.message);
  const auto noted = store.registry().note(
      {actor.text(), std::string(word(asked.kind)) + ' ' + std::string(event) + " refused",
       error.reason, detail.text()});
  return std::unexpected(noted ? error : noted.error());
}

Petition as_petition(const closing::PetitionWish& wish) {
  Petition out;
  out.kind = wish.kind;
  out.earner = wish.line ? wish.line->entry.earner : wish.earner;
  out.currency = wish.line ? wish.line->entry.currency : wish.currency;
  if (wish.amount) out.asked = *wish.amount;
  if (wish.line) {
    out.statement = wish.line->statement;
    out.line = wish.line->line;
  }
  return out;
}

base::Result<Petition> find_petition(const std::vector<Petition>& all, const std::string& id) {
  const auto found = std::ranges::find(all, id, &Petition::id);
  if (found != all.end()) return *found;
  return base::fail(base::Code::NotFound, "there is no petition '" + id + "'",
                    "accredit petition list");
}

}  // namespace

base::Result<PetitionReceipt> open_petition(Store& store, const lifecycle::Actor& actor,
                                            const PetitionAsked& asked, base::Instant now,
                                            const Report& report) {
  Desk desk;
  TRY_STATUS(open_desk(store, now, desk));
  closing::PetitionWish wish = asked.wish;
  const bool is_partner = actor.kind == registry::ActorKind::Partner;
  if (wish.earner.empty() && is_partner) wish.earner = actor.id;
  if (wish.currency.empty()) wish.currency = desk.programme.parameters.currency;
  base::CommitNumber as_known;
  if (wish.kind == PetitionKind::Dispute) wish.line = TRY(disputed_line(store, asked, as_known));
  auto opened = closing::open_petition(wish, petitioner(actor), desk.facts);
  if (!opened) return refused(store, actor, as_petition(wish), "open", opened.error());
  std::string attached;
  if (wish.line) attached = TRY(explanation_of(store, *opened, as_known, report));
  opened->commit = TRY(desk.store->keep(act_of(*opened, "open"), *opened, attached, {}));
  return PetitionReceipt{std::move(*opened), {}};
}

base::Result<PetitionReceipt> move_petition(Store& store, const lifecycle::Actor& actor,
                                            const std::string& id,
                                            const closing::PetitionStep& step, base::Instant now) {
  Desk desk;
  TRY_STATUS(open_desk(store, now, desk));
  const Petition known = TRY(find_petition(desk.facts.petitions, id));
  auto moved = closing::move_petition(known, step, petitioner(actor), desk.facts);
  if (!moved) return refused(store, actor, known, word(step.event), moved.error());
  PetitionReceipt receipt{std::move(*moved), {}};
  if (receipt.petition.state == closing::PetitionState::Accepted) {
    receipt.entries.push_back(
        entry_of(receipt.petition, desk.programme.parameters, *desk.facts.open_period));
  }
  const registry::Act act = act_of(receipt.petition, word(step.event));
  receipt.petition.commit = TRY(desk.store->keep(act, receipt.petition, {}, receipt.entries));
  return receipt;
}

base::Result<std::vector<Petition>> petitions(Store& store, base::CommitNumber as_known) {
  const base::CommitNumber known = TRY(store.known(as_known));
  return storage::open_petitions(store.record())->load(known);
}

base::Result<std::vector<BalanceRow>> balance_rows(Store& store) {
  const base::CommitNumber head = TRY(store.known(base::CommitNumber::latest()));
  const programs::Programme programme = TRY(store.programme(head));
  const ledger::Balances standing = TRY(storage::open_ledger(store.record())->balances());
  const auto all = TRY(storage::open_petitions(store.record())->load(head));
  const auto asked = closing::asked_of_balances(all);
  std::vector<BalanceRow> out;
  for (const auto& [key, amount] : standing.all()) {
    BalanceRow& row = out.emplace_back(BalanceRow{key, amount, {}, {}});
    if (const auto found = asked.find(key); found != asked.end()) row.asked = found->second;
    if (key.account == ledger::Account::Coop)
      row.windows = ledger::windows_of(programme.parameters, key.fund);
  }
  return out;
}

base::Result<PetitionFile> petition(Store& store, const std::string& id,
                                    base::CommitNumber as_known) {
  const base::CommitNumber known = TRY(store.known(as_known));
  const auto table = storage::open_petitions(store.record());
  const auto all = TRY(table->load(known));
  const Petition last = TRY(find_petition(all, id));
  PetitionFile out;
  out.history = TRY(table->history(last.number, known));
  out.attached = TRY(table->attached(last.number));
  if (last.state != closing::PetitionState::Accepted) return out;
  closing::EntryQuery query;
  query.earner = last.earner;
  query.as_known = last.commit;
  out.entries = TRY(storage::open_ledger(store.record())->entries(query));
  std::erase_if(out.entries,
                [&](const closing::BookedEntry& one) { return one.commit != last.commit; });
  return out;
}

}  // namespace app
