#include "closing/close_month.h"

#include "attribution/exchange.h"
#include "base/bytes.h"
#include "closing/lines.h"
#include "registry/partner_days.h"
#include "registry/snapshot.h"

namespace closing {
namespace {

using ledger::Entry;

ledger::Exchange exchange_of(const ClosingBooks& books) {
  const attribution::Standing& standing = *books.now.standing;
  return [&standing](std::string_view currency, base::Month month) -> base::Result<base::Decimal> {
    if (attribution::is_own_currency(standing, currency)) return base::Decimal::from_integer(1);
    return attribution::exchange_rate(standing, currency, month);
  };
}

void append(std::vector<Entry>& to, std::vector<Entry> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// A currency without a rate of the period, or of a month that one of its lines belongs to, waits
// for the next close: nothing of it is posted, the others are not held up.
void leave_out(const ledger::Exchange& exchange, MonthClose& close) {
  for (const Entry& entry : close.entries) {
    for (const base::Month month : {close.period, entry.earning_month}) {
      if (exchange(entry.currency, month)) continue;
      close.left_out.try_emplace(entry.currency, month.text());
    }
  }
  std::erase_if(close.entries,
                [&](const Entry& entry) { return close.left_out.contains(entry.currency); });
}

// What stands in the accounts once the entries so far are posted, of currencies that are closed.
ledger::Balances balances_after(const ClosingBooks& books, const ledger::Exchange& exchange,
                                MonthClose& close) {
  ledger::Balances out;
  for (const auto& [key, amount] : books.balances.all()) {
    if (!exchange(key.currency, close.period))
      close.left_out.try_emplace(key.currency, close.period.text());
    if (!close.left_out.contains(key.currency)) out.add(key, amount);
  }
  out.add(close.entries);
  return out;
}

ledger::DueTerms due_terms(const ClosingBooks& books, const ledger::Exchange& exchange) {
  const registry::Snapshot& registry = books.now.standing->registry();
  ledger::DueTerms terms;
  terms.period = books.period;
  terms.parameters = &books.now.standing->programme().parameters;
  terms.exchange = exchange;
  terms.below_zero_since = books.below_zero_since;
  terms.terminated = [&registry, directory = registry::Directory(registry),
                      last = books.period.last()](const std::string& earner) {
    const base::PartnerKey partner = directory.partner(earner);
    return partner.exists() &&
           registry::status_on(registry, partner, last) == base::PartnerStatus::Terminated;
  };
  return terms;
}

}  // namespace

base::Result<MonthClose> close_month(const ClosingBooks& books, int threads) {
  MonthClose close;
  close.period = books.period;
  const ledger::Exchange exchange = exchange_of(books);
  const programs::Parameters& parameters = books.now.standing->programme().parameters;

  // What the month earned, then what changed of the months before it.
  MonthLines lines = TRY(month_lines(books));
  append(close.entries, std::move(lines.entries));
  close.not_earned = std::move(lines.not_earned);
  append(close.entries, TRY(adjustments(books, threads)));
  leave_out(exchange, close);

  // Co-op funds whose time has come, then what is due and what the partner owes.
  ledger::Balances balances = balances_after(books, exchange, close);
  auto ended =
      TRY(ledger::settle_funds(balances, books.claims, parameters, books.period, exchange));
  balances.add(ended);
  append(close.entries, std::move(ended));
  append(close.entries, TRY(ledger::decide_due(balances, due_terms(books, exchange))));
  return close;
}

base::Digest MonthClose::digest() const {
  base::ByteWriter writer;
  base::Sha256 hash;
  writer.text("accredit.close.1").number(period.number);
  for (const Entry& entry : entries) {
    if (!posts_line(entry.kind)) continue;
    writer.number(entry.period.number).text(word(entry.kind)).text(entry.earner);
    writer.text(entry.currency).text(word(entry.from)).text(word(entry.to)).decimal(entry.amount);
    writer.text(entry.reason_code).text(entry.cause).number(entry.fund.number);
    writer.text(ledger::word(entry.payout)).text(entry.lever).text(entry.subscription);
    writer.number(entry.earning_month.number).number(entry.held ? 1 : 0).decimal(entry.base);
    writer.text(entry.rates);
    hash.update(writer.bytes());
    writer.clear();
  }
  for (const auto& [currency, month] : left_out)
    writer.text(currency).text(month);
  hash.update(writer.bytes());
  return hash.finish();
}

}  // namespace closing
