#include "app/verify_books.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "app/statement_jobs.h"
#include "attribution/earnings.h"
#include "ledger/balance.h"
#include "storage/ledger_table.h"

namespace app {
namespace {

using closing::BookedEntry;
using closing::Period;
using ledger::Entry;
using LineKey = std::tuple<std::string, std::string, std::string, std::string, bool, bool>;
using Lines = std::map<LineKey, base::Decimal>;

class BooksVerifier {
 public:
  BooksVerifier(Store& store, std::vector<storage::Finding>& findings)
      : store_(store), ledger_(storage::open_ledger(store.record())), findings_(findings) {}

  base::Status entries() {
    periods_ = TRY(ledger_->periods());
    booked_ = TRY(ledger_->entries({}));
    ledger::Balances sums;
    std::map<base::Month, base::CommitNumber> closed;
    for (const Period& one : periods_) {
      if (one.state == closing::PeriodState::Closed) closed[one.month] = one.commit;
    }
    for (const BookedEntry& one : booked_) {
      sums.add(one.entry);
      const auto close = closed.find(one.entry.period);
      if (close != closed.end() && one.commit > close->second)
        violate("entry " + std::to_string(one.number), "came into a period after its close");
    }
    if (const auto balanced = check_balanced(sums); !balanced)
      violate("ledger", balanced.error().message);
    if (!(sums == TRY(ledger_->balances())))
      violate("account_balance", "is not the sum of the entries; restore a backup");
    return {};
  }

  base::Status statements() {
    std::map<std::string, closing::LastStatement> last;
    for (const closing::StatementRow& row : TRY(ledger_->statements({}))) {
      const std::string id = statements::id_of(row.number);
      const auto issued = statement(store_, row);
      if (!issued) {
        violate(id, issued.error().message);
        continue;
      }
      const base::PublicKey key = TRY(statement_key(store_, row.seal));
      if (!base::verifies(key, base::bytes_of(row.seal.root), row.seal.signature))
        violate(id, "its signature is not one of key " + row.seal.key);
      closing::LastStatement& before = last[row.earner];
      const bool follows = issued->statement.previous == before.number &&
                           issued->statement.previous_root == before.root;
      if (!follows) violate(id, "does not follow the partner's statement before it");
      before = {row.number, row.seal.root};
    }
    return {};
  }

  // Every closed month, as known at the last close.
  base::Status lines(const Report& report) {
    const Period* last = closing::last_closed(periods_);
    if (last == nullptr) return {};
    const auto view = TRY(open_view(store_, last->cutoff, report));
    const std::set<std::string> left_out(last->left_out.begin(), last->left_out.end());
    for (base::Month month = first_closed(); month <= last->month; month = month + 1) {
      Lines open = TRY(computed(*view, month));
      for (const BookedEntry& one : booked_) {
        if (posts_line(one.entry.kind) && one.entry.earning_month == month)
          open[key_of(one.entry)] -= one.entry.amount;
      }
      for (const auto& [key, amount] : open) {
        if (amount.is_zero() || left_out.contains(std::get<3>(key))) continue;
        violate("earning month " + month.text(),
                "a line of " + std::get<0>(key) + " at " + std::get<2>(key) + " under " +
                    std::get<1>(key) + " is worth " + amount.text() + ' ' + std::get<3>(key) +
                    " more than was posted");
      }
    }
    return {};
  }

 private:
  // Requires: there is one.
  base::Month first_closed() const {
    return std::ranges::find(periods_, closing::PeriodState::Closed, &Period::state)->month;
  }

  static LineKey key_of(const Entry& one) {
    return {one.earner,
            one.lever,
            one.subscription,
            one.currency,
            one.payout == attribution::EarningKind::Coop,
            one.held};
  }

  static base::Result<Lines> computed(const View& view, base::Month month) {
    Lines out;
    for (const auto& line :
         TRY(attribution::earnings(*view.index, view.holdings, view.standing, month))) {
      if (!ledger::is_money(line.reason_code)) continue;
      out[{line.partner, line.lever, line.subscription, line.currency,
           line.kind == attribution::EarningKind::Coop, !line.reason_code.empty()}] += line.amount;
    }
    return out;
  }

  void violate(std::string subject, std::string message) {
    findings_.push_back({std::move(subject), std::move(message)});
  }

  Store& store_;
  std::unique_ptr<closing::BooksStore> ledger_;
  std::vector<storage::Finding>& findings_;
  std::vector<Period> periods_;
  std::vector<BookedEntry> booked_;
};

}  // namespace

base::Result<std::vector<storage::Finding>> verify_books(Store& store, bool deep,
                                                         const Report& report) {
  std::vector<storage::Finding> findings;
  BooksVerifier verifier(store, findings);
  TRY_STATUS(verifier.entries());
  TRY_STATUS(verifier.statements());
  if (deep && findings.empty()) TRY_STATUS(verifier.lines(report));
  return findings;
}

}  // namespace app
