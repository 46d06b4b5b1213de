#include "closing/naive_close.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "attribution/naive.h"
#include "attribution/naive_world.h"

namespace closing {
namespace {

using attribution::EarningKind;
using base::Decimal;
using base::Month;
using ledger::Account;
using ledger::Entry;
using ledger::EntryKind;

// Earner, lever, subscription, currency, kind, held.
using Key = std::tuple<std::string, std::string, std::string, std::string, EarningKind, bool>;
struct Sum {
  Decimal base, amount;
  std::string rates;
};
using Lines = std::map<Key, Sum>;

base::Result<Lines> lines_of(std::span<const usage::Record> records,
                             const registry::Snapshot& registry,
                             const programs::Programme& programme, Month month) {
  Lines out;
  for (const auto& line : TRY(attribution::naive_earnings(records, registry, programme, month))) {
    if (!line.reason_code.empty() && line.reason_code != "ON_HOLD") continue;
    Sum& sum = out[{line.partner, line.lever, line.subscription, line.currency, line.kind,
                    line.reason_code == "ON_HOLD"}];
    sum.base += line.base;
    sum.amount += line.amount;
    for (const Decimal rate : line.rates)
      sum.rates += (sum.rates.empty() ? "" : "+") + rate.text();
  }
  return out;
}

Lines posted(const NaiveBooks& books, Month month) {
  Lines out;
  for (const Entry& one : books.entries) {
    if (one.kind != EntryKind::Earning && one.kind != EntryKind::Adjustment) continue;
    if (one.earning_month != month) continue;
    Sum& sum = out[{one.earner, one.lever, one.subscription, one.currency, one.payout, one.held}];
    sum.base += one.base;
    sum.amount += one.amount;
  }
  return out;
}

Entry line_entry(const NaiveBooks& books, const Key& key, Month month, const Sum& sum) {
  Entry out;
  out.period = books.period;
  std::tie(out.earner, out.lever, out.subscription, out.currency, out.payout, out.held) = key;
  out.earning_month = month;
  out.base = sum.base;
  out.amount = sum.amount;
  out.rates = sum.rates;
  out.from = Account::Expense;
  out.to = Account::Accrual;
  if (out.payout == EarningKind::Coop) out.to = Account::Coop;
  if (out.held) out.to = Account::Held;
  if (out.to == Account::Coop) {
    out.fund =
        programs::window_start(books.programme.parameters, programs::CapWindow::Half, books.period);
  }
  return out;
}

// What the registry was when only some of it had changed, by the order of causes.
registry::Snapshot between(const registry::Snapshot& then, const registry::Snapshot& now,
                           int step) {
  registry::Snapshot out = step >= 2 ? now : then;
  if (step == 1) out.fx_rates = now.fx_rates;
  if (step == 2 || step == 3) {
    out.channels = then.channels;
    out.associations = then.associations;
    out.credit_shares = then.credit_shares;
    out.mergers = then.mergers;
  }
  if (step == 2) {
    out.enrolments = then.enrolments;
    out.profiles = then.profiles;
  }
  return out;
}
constexpr std::array<std::string_view, 5> kCauses{"LATE_USAGE", "FX_CORRECTION",
                                                  "MASTER_DATA_CORRECTION", "ENROLLMENT_CORRECTION",
                                                  "ASSOCIATION_CORRECTION"};

const usage::Record* find(std::span<const usage::Record> records, const usage::Record& wanted) {
  for (const usage::Record& one : records) {
    if (one.source == wanted.source && one.record_key == wanted.record_key) return &one;
  }
  return nullptr;
}

// Whether the partner held on the day in the workload, as things stood at the last close.
bool stood(const NaiveBooks& books, const std::string& earner, const usage::Record& record) {
  const attribution::naive::World world{books.then, books.registry_then, books.programme};
  const registry::Directory names(books.registry_then);
  const base::SubscriptionKey subscription = names.subscription(record.subscription_id);
  if (!subscription.exists()) return false;
  const attribution::naive::Fact fact{&record, subscription, record.usage_date, {}};
  for (const registry::Association& one : books.registry_then.associations) {
    if (books.registry_then[one.partner].id != earner) continue;
    if (attribution::naive::stands(world, one, fact) &&
        attribution::naive::is_admitted(world, one, fact) &&
        (books.programme.parameters.credit_own_use ||
         !attribution::naive::is_own_use(world, one.partner, subscription, fact.day)))
      return true;
  }
  return false;
}

// What came for the subscription in the month: on days of the earner, or at all.
std::string name_of_usage(const NaiveBooks& books, const Key& key, Month month) {
  std::set<int> own, all;
  const auto note = [&](const usage::Record& record, int cause) {
    if (record.subscription_id != std::get<2>(key) || record.usage_date.month() != month) return;
    all.insert(cause);
    if (stood(books, std::get<0>(key), record)) own.insert(cause);
  };
  for (const usage::Record& record : books.now) {
    const usage::Record* before = find(books.then, record);
    if (before != nullptr && *before == record) continue;
    const bool refund = record.charge_kind == base::ChargeKind::Refund ||
                        record.charge_kind == base::ChargeKind::Credit;
    const bool known = before != nullptr && before->usage_date.month() == month &&
                       before->subscription_id == record.subscription_id;
    note(record, refund ? 2 : known ? 1 : 0);
  }
  for (const usage::Record& record : books.then) {
    const usage::Record* after = find(books.now, record);
    const bool here = after != nullptr && after->usage_date.month() == month &&
                      after->subscription_id == record.subscription_id;
    if (!here) note(record, 1);
  }
  constexpr std::array<std::string_view, 3> kNames{"LATE_USAGE", "CORRECTED_USAGE", "REFUND"};
  std::string out;
  for (const int cause : own.empty() ? all : own)
    out += (out.empty() ? "" : "+") + std::string(kNames[static_cast<std::size_t>(cause)]);
  return out.empty() ? "LATE_USAGE" : out;
}

void adjust(const NaiveBooks& books, const Key& key, Month month, std::size_t step, const Sum& sum,
            NaiveClose& close) {
  Entry entry = line_entry(books, key, month, sum);
  entry.kind = EntryKind::Adjustment;
  entry.rates.clear();
  entry.reason_code = kCauses[step];
  entry.cause = books.cause;
  if (step == 0) {
    entry.reason_code = name_of_usage(books, key, month);
    if (books.left_out.contains(entry.currency)) {
      entry.reason_code = "PREVIOUS_PERIOD";
    } else if (books.period - month > books.programme.parameters.late_usage_earning_months) {
      entry.to = Account::OutsideWindow;
      entry.fund = {};
      entry.cause = entry.reason_code + ", " + entry.cause;
      entry.reason_code = "OUTSIDE_RESTATEMENT_WINDOW";
    }
  }
  close.entries.push_back(std::move(entry));
}

// Usage has no place in the registry of before its subscription was registered.
std::vector<usage::Record> placed(std::span<const usage::Record> records,
                                  const registry::Snapshot& registry) {
  const registry::Directory names(registry);
  std::vector<usage::Record> out;
  for (const usage::Record& one : records) {
    if (names.subscription(one.subscription_id).exists()) out.push_back(one);
  }
  return out;
}

// One earlier month: from what was posted through every step to what is known now.
base::Status restate(const NaiveBooks& books, Month month, NaiveClose& close) {
  std::vector<Lines> states{posted(books, month)};
  for (int step = 0; step < 5; ++step) {
    if (step > 0 && !books.registry_moved) {
      states.push_back(states.back());
      continue;
    }
    const registry::Snapshot registry = between(books.registry_then, books.registry, step);
    const auto records = placed(books.now, registry);
    states.push_back(TRY(lines_of(records, registry, books.programme, month)));
  }
  std::set<Key> keys;
  for (const Lines& state : states) {
    for (const auto& [key, sum] : state)
      keys.insert(key);
  }
  for (const Key& key : keys) {
    const Sum before = states.front()[key];
    const Sum after = states.back()[key];
    if (before.base == after.base && before.amount == after.amount) continue;
    for (std::size_t step = 0; step < 5; ++step) {
      const Sum& one = states[step][key];
      const Sum& next = states[step + 1][key];
      const Sum share{next.base - one.base, next.amount - one.amount, {}};
      if (!share.amount.is_zero()) adjust(books, key, month, step, share, close);
    }
  }
  return {};
}

// None: there is no rate.
std::optional<Decimal> rate(const NaiveBooks& books, const std::string& currency, Month month) {
  const std::string& own = books.programme.parameters.currency;
  if (currency == own) return Decimal::from_integer(1);
  for (const registry::FxRate& one : books.registry.fx_rates) {
    if (one.month == month && one.from == currency && one.to == own) return one.rate;
  }
  return std::nullopt;
}

Decimal worth(const NaiveBooks& books, Decimal amount, const std::string& currency) {
  return base::round(base::multiply(amount, *rate(books, currency, books.period)), base::kDecimals,
                     base::Rounding::HalfEven);
}

// What an account of an earner in a currency holds; of co-op, one fund of it.
Decimal stands_in(const NaiveBooks& books, const NaiveClose& close, const std::string& earner,
                  const std::string& currency, Account account, Month fund) {
  Decimal out;
  const auto add = [&](const Entry& one) {
    if (one.earner != earner || one.currency != currency) return;
    if (account == Account::Coop && one.fund != fund) return;
    if (one.to == account) out += one.amount;
    if (one.from == account) out -= one.amount;
  };
  for (const Entry& one : books.entries)
    add(one);
  for (const Entry& one : close.entries)
    add(one);
  return out;
}

Entry moving(const NaiveBooks& books, const std::string& earner, const std::string& currency,
             EntryKind kind, Account from, Account to, Decimal amount) {
  Entry out;
  out.period = books.period;
  out.kind = kind;
  out.earner = earner;
  out.currency = currency;
  out.from = from;
  out.to = to;
  out.amount = amount;
  return out;
}

std::set<std::pair<std::string, std::string>> earners_of(const NaiveBooks& books,
                                                         const NaiveClose& close) {
  std::set<std::pair<std::string, std::string>> out;
  for (const Entry& one : books.entries)
    out.insert({one.earner, one.currency});
  for (const Entry& one : close.entries)
    out.insert({one.earner, one.currency});
  std::erase_if(out, [&](const auto& one) { return close.left_out.contains(one.second); });
  return out;
}

// A fund ends with its half-year when it is small, else with its time of use. Claims are not known
// here: none is open.
void end_funds(const NaiveBooks& books, NaiveClose& close) {
  const programs::Parameters& parameters = books.programme.parameters;
  for (const auto& [earner, currency] : earners_of(books, close)) {
    for (Month fund = books.first + -6; fund <= books.period; ++fund.number) {
      const Decimal amount = stands_in(books, close, earner, currency, Account::Coop, fund);
      if (amount.is_zero()) continue;
      const Month last = fund + 5;
      const bool small = worth(books, amount, currency) < parameters.coop_threshold;
      const bool rolls = books.period == last && small;
      if (!rolls && books.period < last + std::max(parameters.coop_usage_months, 1)) continue;
      if (books.period == last && !small) continue;
      Entry entry =
          moving(books, earner, currency, rolls ? EntryKind::Rollover : EntryKind::Forfeit,
                 Account::Coop, rolls ? Account::Accrual : Account::Forfeited, amount);
      entry.reason_code = rolls ? "COOP_ROLLOVER" : "";
      entry.cause = "fund " + fund.text();
      entry.fund = fund;
      entry.payout = EarningKind::Coop;
      close.entries.push_back(entry);
    }
  }
}

bool terminated(const NaiveBooks& books, const std::string& earner) {
  const attribution::naive::World world{books.now, books.registry, books.programme};
  const base::PartnerKey partner = registry::Directory(books.registry).partner(earner);
  return partner.exists() && attribution::naive::status_on(world, partner, books.period.last()) ==
                                 base::PartnerStatus::Terminated;
}

// How many closes in a row, the last one included, left the accrual below zero; none: 0 months.
bool is_long_below(const NaiveBooks& books, const std::string& earner,
                   const std::string& currency) {
  Month since = books.period;
  for (Month month = books.period + -1; month >= books.first; --month.number) {
    Decimal sum;
    for (const Entry& one : books.entries) {
      if (one.earner != earner || one.currency != currency || one.period > month) continue;
      if (one.to == Account::Accrual) sum += one.amount;
      if (one.from == Account::Accrual) sum -= one.amount;
    }
    if (sum >= Decimal()) break;
    since = month;
  }
  return since < books.period && books.period - since >= books.programme.parameters.recoup_months;
}

void decide(const NaiveBooks& books, NaiveClose& close) {
  for (const auto& [earner, currency] : earners_of(books, close)) {
    const Decimal amount = stands_in(books, close, earner, currency, Account::Accrual, {});
    const bool gone = terminated(books, earner);
    if (amount < Decimal()) {
      const Decimal payable = stands_in(books, close, earner, currency, Account::Payable, {});
      const Decimal back = payable < -amount ? payable : -amount;
      if (!back.is_zero()) {
        close.entries.push_back(moving(books, earner, currency, EntryKind::Due, Account::Accrual,
                                       Account::Payable, -back));
      }
      const Decimal owed = amount + back;
      if (!owed.is_zero() && (gone || is_long_below(books, earner, currency))) {
        close.entries.push_back(moving(books, earner, currency, EntryKind::Recoup, Account::Accrual,
                                       Account::Receivable, owed));
      }
    }
    if (amount > Decimal() &&
        (gone || worth(books, amount, currency) >= books.programme.parameters.payment_threshold)) {
      close.entries.push_back(moving(books, earner, currency, EntryKind::Due, Account::Accrual,
                                     Account::Payable, amount));
    }
  }
}

}  // namespace

base::Result<NaiveClose> naive_close(const NaiveBooks& books) {
  NaiveClose close;
  for (const auto& [key, sum] :
       TRY(lines_of(books.now, books.registry, books.programme, books.period))) {
    if (sum.amount.is_zero()) continue;
    Entry entry = line_entry(books, key, books.period, sum);
    if (entry.held) entry.reason_code = "ON_HOLD";
    close.entries.push_back(std::move(entry));
  }
  for (Month month = books.first; month < books.period; ++month.number)
    TRY_STATUS(restate(books, month, close));
  for (const Entry& one : close.entries) {
    if (!rate(books, one.currency, books.period) || !rate(books, one.currency, one.earning_month))
      close.left_out.insert(one.currency);
  }
  for (const Entry& one : books.entries) {
    if (!rate(books, one.currency, books.period)) close.left_out.insert(one.currency);
  }
  std::erase_if(close.entries,
                [&](const Entry& one) { return close.left_out.contains(one.currency); });
  end_funds(books, close);
  decide(books, close);
  return close;
}

}  // namespace closing
