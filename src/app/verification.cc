#include <map>
#include <set>

#include "app/answer_jobs.h"
#include "app/check_jobs.h"
#include "app/verify_books.h"
#include "attribution/naive.h"
#include "storage/inbox.h"
#include "storage/verify.h"

namespace app {
namespace {

using attribution::CreditKey;
using base::Month;

// Months in which there is usage, from the manifests.
base::Result<std::set<Month>> months_of(const View& view) {
  std::set<Month> months;
  for (const usage::Manifest& segment : TRY(view.log->segments(view.as_known))) {
    for (Month m = segment.first_day.month(); m <= segment.last_day.month(); m = m + 1) {
      months.insert(m);
    }
  }
  return months;
}

class Verifier {
 public:
  Verifier(const View& view, Verification& result) : view_(view), result_(result) {}

  base::Status index() {
    if (view_.index->checksum_holds()) {
      result_.held.push_back("series index: checksum");
    } else {
      violate("series index", "its bytes changed on disk; delete the folder index/, it is rebuilt");
    }
    return {};
  }

  // ingested = everything else, per measure and currency.
  base::Status balance(Month month) {
    std::map<std::pair<base::Measure, std::string>, std::pair<base::Product, base::Product>> open;
    for (const auto& row : TRY(app::reconcile(view_, month))) {
      auto& [amount, quantity] = open[{row.measure, row.currency}];
      if (row.bucket == "quarantined") continue;
      const bool whole = row.bucket == "ingested";
      whole ? amount += row.amount : amount -= row.amount;
      whole ? quantity += row.quantity : quantity -= row.quantity;
    }
    for (const auto& [key, rest] : open) {
      if (rest.first.is_zero() && rest.second.is_zero()) continue;
      violate(month.text() + ' ' + std::string(base::word(key.first)) + ' ' + key.second,
              "does not balance: amount off by " + rest.first.text() + ", quantity by " +
                  rest.second.text());
    }
    return {};
  }

  // The engine against the naive model, to the last digit.
  base::Status recompute(Month month) {
    std::vector<usage::Record> records;
    const base::Month first = programs::first_needed(view_.books.programme, month);
    base::DayRange days{first.first(), month.end()};
    // Who holds a competency follows from everything before.
    for (const programs::Lever& lever : view_.books.programme.levers) {
      if (lever.eligibility.competency) days.from = base::Day::min();
    }
    for (auto& located : TRY(view_.log->read_records({.as_known = view_.as_known, .days = days}))) {
      records.push_back(std::move(located.record));
    }
    const attribution::CreditQuery query{
        .from = month,
        .to = month,
        .keys = {CreditKey::Partner, CreditKey::Subscription, CreditKey::Workload,
                 CreditKey::Measure, CreditKey::Currency}};
    const auto naive =
        TRY(attribution::naive_credit(records, view_.books.registry, view_.books.programme, query));
    const auto engine = TRY(app::credit(view_, query)).rows();
    if (engine != naive) violate(month.text() + " credit", kDiffers);
    const auto lines = TRY(
        attribution::naive_earnings(records, view_.books.registry, view_.books.programme, month));
    const auto stated = TRY(app::earnings(view_, month));
    if (stated != lines) violate(month.text() + " earnings", kDiffers);
    const auto rows =
        attribution::naive_coverage(records, view_.books.registry, view_.books.programme, month);
    if (app::coverage(view_, month) != rows) violate(month.text() + " coverage", kDiffers);
    return {};
  }

 private:
  static constexpr const char* kDiffers =
      "engine and naive model disagree; this is a defect of the program, please report it";
  void violate(std::string subject, std::string message) {
    result_.violations.push_back({std::move(subject), std::move(message)});
  }

  const View& view_;
  Verification& result_;
};

base::Status verify_answers(Store& store, bool deep, const Report& report, Verification& result) {
  const auto view = TRY(open_view(store, result.as_known, report));
  const std::set<Month> months = TRY(months_of(*view));
  Verifier verifier(*view, result);
  TRY_STATUS(verifier.index());
  std::int64_t done = 0;
  for (const Month month : months) {
    if (report) report({"Verify", done++, static_cast<std::int64_t>(months.size()), "months"});
    TRY_STATUS(verifier.balance(month));
    if (deep) TRY_STATUS(verifier.recompute(month));
  }
  const std::string count =
      std::to_string(months.size()) + (months.size() == 1 ? " month" : " months");
  result.held.push_back("reconciliation: in balance for " + count);
  if (deep) result.held.push_back("naive model: " + count + " recomputed from raw rows");
  return {};
}

void keep(Verification& result, const char* held, std::vector<storage::Finding> findings) {
  if (findings.empty()) result.held.emplace_back(held);
  for (storage::Finding& finding : findings)
    result.violations.push_back(std::move(finding));
}

}  // namespace

base::Result<Verification> verify(Store& store, bool deep, const Report& report,
                                  base::CommitNumber as_known) {
  Verification result;
  result.as_known = TRY(store.known(as_known));
  keep(result, "record: audit chain, anchor, exclusivity, references",
       TRY(storage::verify_record(store.record())));
  storage::UsageStore* log = TRY(store.log());
  keep(result, "usage log: segments, manifests, supersessions, current revisions",
       TRY(storage::verify_usage(store.record(), *log)));
  for (std::string& file : TRY(storage::unregistered_files(*log))) {
    result.notes.push_back(
        {std::move(file), "holds nothing of the log; the next command that writes sweeps it"});
  }
  if (const std::int64_t events = TRY(storage::inbox_state(store.record())).rows; events > 0) {
    result.notes.push_back(
        {std::to_string(events) + (events == 1 ? " event waits" : " events wait"),
         "in the inbox; a fold brings what waits into the log"});
  }
  // Answers of a damaged store would be noise beside the damage.
  if (!result.violations.empty()) return result;
  keep(result, "books: balances, closed periods, statements",
       TRY(verify_books(store, deep, report)));
  if (result.violations.empty()) TRY_STATUS(verify_answers(store, deep, report, result));
  return result;
}

}  // namespace app
