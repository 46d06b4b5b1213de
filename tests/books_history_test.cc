// Random histories of an operator's books on the disk: months of usage, corrections and closes,
// with petitions, payouts and consent beside them. After every step the store verifies; what was
// shown as known at an earlier commit is shown as known there still, also when everything derived
// was deleted; what was posted and signed has not changed; lines and balances follow from usage,
// from the registry and from the naive close; a step that was killed is there once or not at all.
// Invariants 2 to 4, 6, 8, 9 and 14 to 17.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>
#include <utility>

#include "access/naive_reach.h"
#include "app/answer_jobs.h"
#include "app/check_jobs.h"
#include "app/closing_jobs.h"
#include "app/consent_jobs.h"
#include "app/payout_jobs.h"
#include "app/statement_jobs.h"
#include "closing/naive_close.h"
#include "statements/document.h"
#include "storage/ledger_table.h"
#include "storage/verify.h"
#include "tests/comparison.h"
#include "tests/fault_story.h"
#include "tests/random_vendor.h"
#include "tests/replay.h"
#include "tests/shown_books.h"

namespace tests {
namespace {

using attribution::EarningKind;
using attribution::EarningLine;
using base::CommitNumber;
using base::Month;
using closing::BookedEntry;
using ledger::Entry;

constexpr int kHistories = 3;
constexpr std::size_t kRemembered = 3;  // earlier commits that are asked for again and again
constexpr std::string_view kKilledEarly = "killed before its commit";
constexpr std::string_view kKilledLate = "killed after its commit";
constexpr std::string_view kSeen = "seen by a partner";

std::unexpected<base::Error> wrong(std::string what) {
  return base::fail(base::Code::Corrupt, std::move(what));
}

std::string number_text(CommitNumber commit) {
  return std::to_string(commit.number);
}

// ---- what must hold -----------------------------------------------------------------------------

using LineKey = std::tuple<std::string, std::string, std::string, std::string, EarningKind, bool>;

LineKey key_of(const Entry& one) {
  return {one.earner, one.lever, one.subscription, one.currency, one.payout, one.held};
}
LineKey key_of(const EarningLine& one) {
  return {one.partner,  one.lever, one.subscription,
          one.currency, one.kind,  one.reason_code == ledger::kOnHold};
}

class History {
 public:
  explicit History(std::uint64_t seed) : vendor_(seed), chance_(~seed) {}

  // Until something is wrong, or to the end.
  base::Status run();
  // What happened, a step a line.
  const std::string& told() const { return told_; }
  // How often each step came about in all histories, and each kind of entry.
  static const std::map<std::string_view, int>& came_about() { return came_about_; }

 private:
  base::Status take(const RandomVendor::Step& step);
  base::Result<std::string> rehearse(const RandomVendor::Step& step);
  base::Status check();
  base::Status check_record();
  base::Status check_verified(bool deep);
  base::Status check_log(const app::View& view);
  base::Status check_conservation(const app::View& view);
  base::Status check_sight();
  base::Status check_entries();
  base::Status check_balances();
  base::Status check_statements();
  base::Status check_remembered();
  base::Status check_close(const closing::Period& period);
  base::Status check_closed(const closing::Period& period);
  base::Status check_naive(const app::View& view, const closing::Period& period);
  base::Status check_lines(const app::View& view, const closing::Period& period);
  base::Status check_told(const app::View& view, const closing::Period& period);
  base::Status check_some_line(const app::View& view);
  base::Status check_without_derived();
  base::Status remember();
  base::Result<std::string> shown_at(CommitNumber known);

  app::Store& store() { return vendor_.store(); }

  RandomVendor vendor_;
  Chance chance_;
  std::string told_;
  std::map<CommitNumber, std::string> remembered_;
  std::vector<BookedEntry> entries_;
  std::map<std::int64_t, std::string> documents_;  // by statement
  std::optional<closing::Period> closed_;          // the last one
  CommitNumber checked_;                           // of the log
  std::chrono::nanoseconds taken_{};               // by the last step
  static std::map<std::string_view, int> came_about_;
};

std::map<std::string_view, int> History::came_about_ = [] {
  std::map<std::string_view, int> out;
  for (const RandomVendor::Step& one : RandomVendor::steps())
    out[one.what] = 0;
  for (const std::string_view kind : ledger::kEntryKinds)
    out[kind] = 0;
  for (const std::string_view kill : {kKilledEarly, kKilledLate, kSeen})
    out[kill] = 0;
  return out;
}();

base::Status History::run() {
  TRY_STATUS(vendor_.found());
  for (auto steps = vendor_.next_month(); !steps.empty(); steps = vendor_.next_month()) {
    for (const RandomVendor::Step* step : steps)
      TRY_STATUS(take(*step));
  }
  return {};
}

base::Status History::take(const RandomVendor::Step& step) {
  told_ += "  " + vendor_.month().text() + ": " + std::string(step.what);
  std::string rehearsed;
  if (step.repeats && chance_.in_hundred(6)) rehearsed = TRY(rehearse(step));
  const auto begun = std::chrono::steady_clock::now();
  const bool came = TRY(vendor_.take(step));
  taken_ = std::chrono::steady_clock::now() - begun;
  told_ += came ? "\n" : ", not possible\n";
  if (!came) return {};
  ++came_about_[step.what];
  if (!rehearsed.empty()) {
    const std::string now = TRY(shown_at(CommitNumber::latest()));
    if (now != rehearsed)
      return wrong("killed and taken again it came to something else: " +
                   first_difference(rehearsed, now));
  }
  return check();
}

// Gives what is shown once the step was killed, and taken again.
base::Result<std::string> History::rehearse(const RandomVendor::Step& step) {
  const CommitNumber head = TRY(store().known(CommitNumber::latest()));
  const std::string before = TRY(shown_at(head));
  std::string out;
  const auto killed = [&](app::Store& copy) -> base::Status {
    const CommitNumber now = TRY(copy.known(CommitNumber::latest()));
    ++came_about_[now > head ? kKilledLate : kKilledEarly];
    TRY_STATUS(check_verified(false));
    const std::string then = TRY(shown_at(head));
    if (now < head || then != before)
      return wrong("a killed process took with it: " + first_difference(then, before));
    return {};
  };
  const auto again = [&](app::Store&) -> base::Status {
    TRY_STATUS(check_verified(false));
    out = TRY(shown_at(CommitNumber::latest()));
    return {};
  };
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(taken_).count();
  const int after =
      chance_.below(static_cast<int>(std::clamp<std::int64_t>(3 * whole, 1000, 500'000)));
  TRY_STATUS(vendor_.rehearse(step, after, killed, again));
  return out;
}

base::Status History::check() {
  TRY_STATUS(check_record());
  TRY_STATUS(check_entries());
  TRY_STATUS(check_balances());
  TRY_STATUS(check_statements());
  TRY_STATUS(check_remembered());
  TRY_STATUS(check_sight());
  {
    const auto view = TRY(app::open_view(store(), CommitNumber::latest(), {}));
    TRY_STATUS(check_log(*view));
    if (chance_.in_hundred(40)) TRY_STATUS(check_some_line(*view));
  }
  const auto periods = TRY(app::periods(store()));
  const closing::Period* last = closing::last_closed(periods);
  if (last != nullptr && (!closed_ || closed_->month < last->month)) {
    TRY_STATUS(check_verified(true));
    TRY_STATUS(check_close(*last));
    closed_ = *last;
  } else if (chance_.in_hundred(10)) {
    TRY_STATUS(check_verified(false));
  }
  if (chance_.in_hundred(3)) TRY_STATUS(check_without_derived());
  return remember();
}

base::Status none_of(const std::vector<storage::Finding>& violations) {
  std::string all;
  for (const storage::Finding& one : violations)
    all += "\n  " + one.subject + ": " + one.message;
  return all.empty() ? base::Status() : wrong("the store does not verify:" + all);
}

// What of a verification takes no time.
base::Status History::check_record() {
  return none_of(TRY(storage::verify_record(store().record())));
}

base::Status History::check_verified(bool deep) {
  return none_of(TRY(app::verify(store(), deep, {})).violations);
}

// The log has the rows that were delivered, and of each the highest revision.
base::Status History::check_log(const app::View& view) {
  const CommitNumber known = view.books.as_known;
  const CommitNumber change = TRY(view.log->last_change(known));
  if (std::exchange(checked_, change) == change) return {};
  std::map<std::string, usage::Record> there;
  for (const auto& one : TRY(view.log->read_records({.as_known = known, .subscription_id = {}})))
    there[one.record.record_key] = one.record;
  const auto delivered = vendor_.current_rows(known);
  if (there.size() != delivered.size())
    return wrong(std::to_string(there.size()) + " records count of " +
                 std::to_string(delivered.size()));
  for (const usage::Record& one : delivered) {
    const auto found = there.find(one.record_key);
    if (found == there.end() || found->second != one)
      return wrong("record " + one.record_key + " is not the one that was delivered");
  }
  return check_conservation(view);
}

// All that was delivered of a month is in its reconciliation, once.
base::Status History::check_conservation(const app::View& view) {
  using Key = std::tuple<base::Measure, std::string, bool>;  // of what waits
  const base::Decimal one = base::Decimal::from_integer(1);
  for (Month month = vendor_.first() + -2; month <= vendor_.month() + 1; month = month + 1) {
    std::map<Key, std::pair<base::Product, base::Product>> open;
    std::map<Key, base::Product> inside;
    const auto add = [&](const usage::Record& row, bool waits) {
      if (row.usage_date.month() != month) return;
      auto& [amount, quantity] = open[{row.measure, row.currency, waits}];
      amount += base::multiply(row.amount, one);
      quantity += base::multiply(row.quantity, one);
    };
    for (const usage::Record& row : vendor_.current_rows(view.as_known))
      add(row, false);
    for (const usage::Record& row : vendor_.strays())
      add(row, true);
    for (const attribution::ReconcileRow& row : TRY(app::reconcile(view, month))) {
      const bool waits = row.bucket == "quarantined", whole = row.bucket == "ingested";
      if (!waits) {
        auto& sum = inside[{row.measure, row.currency, false}];
        whole ? sum += row.amount : sum -= row.amount;
      }
      if (!waits && !whole) continue;
      auto& [amount, quantity] = open[{row.measure, row.currency, waits}];
      amount -= row.amount;
      quantity -= row.quantity;
    }
    for (const auto& [key, rest] : open) {
      if (!rest.first.is_zero() || !rest.second.is_zero())
        return wrong(month.text() + ": " + rest.first.text() + ' ' + std::get<1>(key) + " and " +
                     rest.second.text() + " units were delivered and are not reconciled");
    }
    for (const auto& [key, rest] : inside) {
      if (!rest.is_zero())
        return wrong(month.text() + ": buckets leave out " + rest.text() + ' ' + std::get<1>(key));
    }
  }
  return {};
}

// A partner sees what the naive model of reach says, and nothing of days on which no association
// of its own is there.
base::Status History::check_sight() {
  const auto sight = TRY(app::open_sight(store(), CommitNumber::latest()));
  const registry::Snapshot& registry = sight->books.registry;
  const rights::naive::World world{registry, sight->books.programme, sight->book, sight->today};
  for (std::uint32_t p = 0; p < registry.partners.size(); ++p) {
    const rights::Looker looker{{p}, chance_.in_hundred(50)};
    const rights::Reach reach = sight->compiler.of(looker);
    for (int i = 0; i < 20; ++i) {
      const base::SubscriptionKey place{static_cast<std::uint32_t>(
          chance_.below(static_cast<int>(registry.subscriptions.size())))};
      const base::Day day = vendor_.first().first() + chance_.between(-20, 190);
      const auto kind = static_cast<rights::DataClass>(chance_.below(5));
      const bool sees = reach.sees(place, rights::kEveryWorkload, day, kind);
      const bool stands = std::ranges::any_of(registry.associations, [&](const auto& one) {
        return one.partner.number == p && one.days.contains(day) &&
               (one.subscription.exists() ? one.subscription == place
                                          : one.customer == registry[place].customer);
      });
      if (sees != rights::naive::sees(world, looker, place, "", day, kind) || (sees && !stands))
        return wrong(registry.partners[p].id + (sees ? " sees " : " does not see ") +
                     std::string(word(kind)) + " of " + registry[place].id + " on " + day.text());
      came_about_[kSeen] += sees ? 1 : 0;
    }
  }
  return {};
}

base::Status History::check_entries() {
  auto now = TRY(app::ledger_entries(store(), {}));
  if (now.size() < entries_.size()) return wrong("an entry is gone");
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const BookedEntry &then = entries_[i], &one = now[i];
    if (one.number != then.number || one.commit != then.commit || one.entry != then.entry)
      return wrong("entry " + std::to_string(then.number) + " has changed: " + text(one.entry));
  }
  for (std::size_t i = entries_.size(); i < now.size(); ++i) {
    const Entry& one = now[i].entry;
    if (closed_ && one.period <= closed_->month)
      return wrong("entry " + std::to_string(now[i].number) + " came into a closed period");
    ++came_about_[word(one.kind)];
  }
  entries_ = std::move(now);
  return {};
}

// Sums of entries; nothing in each currency; in payment and paid is what payouts say.
base::Status History::check_balances() {
  const ledger::Balances balances = TRY(app::balances(store()));
  ledger::Balances sums;
  std::map<std::string, base::Decimal> currencies;
  for (const BookedEntry& one : entries_)
    sums.add(one.entry);
  if (!(sums == balances)) return wrong("the balances are not the sums of the entries");
  std::map<std::tuple<std::string, std::string, ledger::Account>, base::Decimal> payments;
  for (const auto& [key, amount] : balances.all()) {
    currencies[key.currency] += amount;
    if (key.account == ledger::Account::InPayment || key.account == ledger::Account::Paid)
      payments[{key.earner, key.currency, key.account}] += amount;
  }
  for (const payouts::Payout& payout : TRY(app::payouts_of(store()))) {
    for (const payouts::PaymentOrder& one : payout.payments) {
      const ledger::EntryKind state = state_of(one);
      if (state == ledger::EntryKind::Failed || state == ledger::EntryKind::Reversed) continue;
      const ledger::Account account =
          state == ledger::EntryKind::Sent ? ledger::Account::Paid : ledger::Account::InPayment;
      payments[{one.earner, one.currency, account}] -= one.amount;
    }
  }
  for (const auto& [currency, sum] : currencies) {
    if (!sum.is_zero()) return wrong("the accounts of " + currency + " add up to " + sum.text());
  }
  for (const auto& [key, rest] : payments) {
    if (!rest.is_zero())
      return wrong("payments of " + std::get<0>(key) + " are off by " + rest.text());
  }
  return {};
}

// The documents of statements keep their bytes; a new one is checked from its bytes alone.
base::Status History::check_statements() {
  std::size_t there = 0;
  for (const closing::StatementRow& row : TRY(app::statement_rows(store(), {}))) {
    ++there;
    const auto issued = TRY(app::statement(store(), row));
    const base::PublicKey key = TRY(app::statement_key(store(), row.seal));
    std::string document = statements::json_document(issued, key);
    const auto [at, is_new] = documents_.try_emplace(row.number, document);
    if (!is_new && at->second != document)
      return wrong(issued.statement.id() +
                   " has changed: " + first_difference(document, at->second));
    if (!is_new) continue;
    TRY(statements::verify_document(document, &key));
    for (const Entry& one : issued.statement.lines) {
      if (one.earner != row.earner || one.period != row.period)
        return wrong(issued.statement.id() + " tells " + text(one));
    }
  }
  return there == documents_.size() ? base::Status() : wrong("a statement is gone");
}

base::Result<std::string> History::shown_at(CommitNumber known) {
  return shown(store(), TRY(store().known(known)), vendor_.first(), vendor_.first() + 6);
}

base::Status History::check_remembered() {
  const int one = chance_.below(2 * static_cast<int>(kRemembered));
  for (int i = 0; const auto& [known, then] : remembered_) {
    if (i++ != one) continue;
    const std::string now = TRY(shown_at(known));
    if (now != then)
      return wrong("as known at commit " + number_text(known) +
                   ", now: " + first_difference(now, then));
  }
  return {};
}

base::Status History::remember() {
  if (!chance_.in_hundred(30)) return {};
  const CommitNumber head = TRY(store().known(CommitNumber::latest()));
  remembered_[head] = TRY(shown_at(head));
  if (remembered_.size() > kRemembered)
    remembered_.erase(std::next(remembered_.begin(), chance_.below(static_cast<int>(kRemembered))));
  return {};
}

base::Status History::check_without_derived() {
  const CommitNumber head = TRY(store().known(CommitNumber::latest()));
  const std::string before = TRY(shown_at(head));
  const ledger::Balances balances = TRY(app::balances(store()));
  TRY_STATUS(vendor_.forget_derived());
  if (chance_.in_hundred(50)) TRY_STATUS(check_remembered());
  const std::string after = TRY(shown_at(head));
  if (after != before)
    return wrong("without derived state, now: " + first_difference(after, before));
  if (!(TRY(app::balances(store())) == balances))
    return wrong("without derived state there are other balances");
  return check_verified(false);
}

// ---- a close ------------------------------------------------------------------------------------

base::Status History::check_close(const closing::Period& period) {
  const auto view = TRY(app::open_view(store(), period.cutoff, {}));
  TRY_STATUS(check_naive(*view, period));
  TRY_STATUS(check_lines(*view, period));
  TRY_STATUS(check_told(*view, period));
  std::size_t posted = 0, told = 0;
  for (const BookedEntry& one : entries_)
    posted += one.entry.period == period.month ? 1 : 0;
  for (const auto& row : TRY(app::statement_rows(store(), {{}, period.month, {}})))
    told += static_cast<std::size_t>(row.lines);
  if (posted != told)
    return wrong("statements tell " + std::to_string(told) + " entries of " +
                 std::to_string(posted));
  return check_closed(period);
}

// A closed period stays as it is, whoever wants what.
base::Status History::check_closed(const closing::Period& period) {
  const std::string carl = "operator:carl";
  if (app::freeze_period(store(), period.month, carl, {}))
    return wrong("what is closed was frozen");
  const CommitNumber head = TRY(store().known(CommitNumber::latest()));
  const auto again = TRY(app::sign_off(store(), period.month, {carl, {}, {}}, {}));
  if (!again.was_closed || again.commit != period.commit) return wrong("a period was closed twice");
  if (!entries_.empty()) {
    Entry late = entries_.back().entry;
    late.period = period.month;
    if (storage::open_ledger(store().record())->post({carl, "post", "", ""}, {&late, 1}))
      return wrong("the store takes an entry of a closed period");
  }
  if (TRY(store().known(CommitNumber::latest())) != head)
    return wrong("a refused act on a closed period left something behind");
  return {};
}

std::vector<Entry> sorted(std::vector<Entry> entries) {
  std::ranges::sort(entries, {}, [](const Entry& one) { return text(one); });
  return entries;
}

// What the close posted is what the naive close posts, from the rows that were delivered.
base::Status History::check_naive(const app::View& view, const closing::Period& period) {
  const app::Books& now = view.books;
  const auto rows = vendor_.current_rows(period.cutoff);
  std::vector<usage::Record> rows_then;
  registry::Snapshot registry_then = now.registry;
  closing::NaiveBooks books{.period = period.month,
                            .first = vendor_.first(),
                            .now = rows,
                            .then = {},
                            .registry = now.registry,
                            .registry_then = registry_then,
                            .programme = now.programme,
                            .entries = {},
                            .registry_moved = closed_.has_value(),
                            .left_out = {},
                            .cause = {}};
  if (closed_) {
    rows_then = vendor_.current_rows(closed_->cutoff);
    registry_then = TRY(app::open_books(store(), closed_->cutoff)).registry;
    books.then = rows_then;
    books.left_out = {closed_->left_out.begin(), closed_->left_out.end()};
    books.cause =
        "commits " + number_text({closed_->cutoff.number + 1}) + '-' + number_text(period.cutoff);
  }
  std::vector<Entry> before, posted;
  for (const BookedEntry& one : entries_)
    (one.commit < period.commit ? before : posted).push_back(one.entry);
  books.entries = before;
  const closing::NaiveClose naive = TRY(closing::naive_close(books));
  const std::set<std::string> left_out(period.left_out.begin(), period.left_out.end());
  if (naive.left_out != left_out) return wrong("the naive close leaves out other currencies");
  const auto ours = sorted(posted), theirs = sorted(naive.entries);
  if (ours == theirs) return {};
  std::string out = "the close and the naive close of " + period.month.text() + " differ:";
  for (const Entry& one : ours)
    out += std::ranges::count(theirs, one) == 0 ? "\n  + " + text(one) : "";
  for (const Entry& one : theirs)
    out += std::ranges::count(ours, one) == 0 ? "\n  - " + text(one) : "";
  return wrong(out);
}

// The sum of what was posted of each line is what the line is computed to be at the cut-off.
base::Status History::check_lines(const app::View& view, const closing::Period& period) {
  for (Month month = vendor_.first(); month <= period.month; month = month + 1) {
    std::map<LineKey, base::Decimal> open;
    for (const EarningLine& line : TRY(app::earnings(view, month))) {
      if (ledger::is_money(line.reason_code)) open[key_of(line)] += line.amount;
    }
    for (const BookedEntry& one : entries_) {
      if (posts_line(one.entry.kind) && one.entry.earning_month == month)
        open[key_of(one.entry)] -= one.entry.amount;
    }
    for (const auto& [key, rest] : open) {
      const bool waits = std::ranges::count(period.left_out, std::get<3>(key)) > 0;
      if (!rest.is_zero() && !waits)
        return wrong("earning month " + month.text() + ": a line of " + std::get<0>(key) +
                     " is worth " + rest.text() + " more than was posted");
    }
  }
  return {};
}

// Every line that the close posted, and every zero of the month, is what its explanation says.
base::Status History::check_told(const app::View& view, const closing::Period& period) {
  const auto rows = vendor_.current_rows(period.cutoff);
  Replay replay(view, rows);
  std::map<Month, std::map<LineKey, EarningLine>> lines;
  for (Month month = vendor_.first(); month <= period.month; month = month + 1) {
    for (EarningLine& line : TRY(app::earnings(view, month))) {
      if (month == period.month && line.amount.is_zero()) TRY_STATUS(replay.check(line));
      if (ledger::is_money(line.reason_code)) lines[month][key_of(line)] = std::move(line);
    }
  }
  for (const BookedEntry& one : entries_) {
    const Entry& entry = one.entry;
    if (one.commit != period.commit || !posts_line(entry.kind)) continue;
    const auto line = lines[entry.earning_month].find(key_of(entry));
    if (line != lines[entry.earning_month].end()) {
      TRY_STATUS(replay.check(line->second));
      continue;
    }
    EarningLine gone;
    gone.partner = entry.earner;
    gone.lever = entry.lever;
    gone.subscription = entry.subscription;
    gone.earning_month = entry.earning_month;
    gone.currency = entry.currency;
    gone.kind = entry.payout;
    if (entry.held) gone.reason_code = ledger::kOnHold;
    TRY_STATUS(replay.check_absent(gone));
  }
  return {};
}

// Between closes, a line of any month.
base::Status History::check_some_line(const app::View& view) {
  const Month month = vendor_.first() + chance_.below(vendor_.month() - vendor_.first() + 1);
  const auto lines = TRY(app::earnings(view, month));
  const auto rows = vendor_.current_rows(view.books.as_known);
  return lines.empty() ? base::Status() : Replay(view, rows).check(chance_.of(lines));
}

}  // namespace

TEST_CASE("the books of a random history keep what was promised, after every step") {
  for_each_seed(static_cast<std::uint64_t>(kHistories * campaign_times()), [](std::uint64_t seed) {
    History history(seed);
    if (const base::Status end = history.run(); !end)
      FAIL("seed ", seed, " (run again with ACCREDIT_SEED=", seed,
           " ACCREDIT_CASES=1): ", end.error().message, "\nafter\n", history.told());
  });
  std::string figures;
  for (const auto& [what, times] : History::came_about()) {
    WARN_MESSAGE(times > 0, "never: " << what);
    if (campaign_times() > 1) CHECK_MESSAGE(times > 0, "never: " << what);
    figures += (figures.empty() ? "" : ", ") + std::string(what) + ' ' + std::to_string(times);
  }
  MESSAGE(figures);
}

}  // namespace tests
