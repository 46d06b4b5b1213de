// A vendor made up by chance that keeps its books in a store on the disk: a registry, usage that
// comes late, twice, corrected and refunded, associations that move, rates that are missing at
// first, closes, petitions and payouts. Each step goes through the functions of app, as a command
// would; what was delivered is remembered beside the store.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/store.h"
#include "closing/petition.h"
#include "tests/chance.h"
#include "tests/program.h"
#include "usage/record.h"

namespace tests {

// What a rule refuses, or what finds nothing to be done to, did not come about.
template <class T>
base::Result<bool> came(const base::Result<T>& result) {
  if (result) return true;
  const base::Code code = result.error().code;
  if (code == base::Code::Refused || code == base::Code::Missing) return false;
  return std::unexpected(result.error());
}

// Moves when it is told to.
class HandClock final : public base::Clock {
 public:
  base::Instant now() const override { return {milliseconds_}; }
  void not_before(base::Day day);
  void pass_hours(int hours);

 private:
  std::int64_t milliseconds_ = 0;
};

class RandomVendor {
 public:
  explicit RandomVendor(std::uint64_t seed);

  // The store with a programme and a registry. Call it first.
  base::Status found();

  // A step tells whether it came about; any error is a defect.
  struct Step {
    std::string_view what;
    base::Result<bool> (RandomVendor::*act)();
    int weight = 0;        // among the steps that chance draws
    bool repeats = false;  // taken again, it changes nothing
    bool enrols = false;   // changes the registry
  };
  static const std::vector<Step>& steps();
  // Those of the next month in their order, its close at the end; none after the last month.
  std::vector<const Step*> next_month();
  base::Result<bool> take(const Step& step);

  // Takes a step that repeats in a copy of the store, in a process that is killed so long after it
  // began, and then once more in one that is not. Each look sees the copy, after the kill and at
  // the end; the store itself is as it was.
  using Look = std::function<base::Status(app::Store&)>;
  base::Status rehearse(const Step& step, int microseconds, const Look& killed, const Look& again);

  // Closes the store, deletes whatever may be deleted, and opens it again.
  base::Status forget_derived();

  app::Store& store() { return *store_; }
  base::Month first() const { return first_; }
  base::Month month() const { return month_; }
  // What waits for a subscription that nobody registered yet.
  const std::vector<usage::Record>& strays() const { return strays_; }
  // What counts of all that had come by then: the highest revision of each record.
  std::vector<usage::Record> current_rows(base::CommitNumber as_known) const;

 private:
  struct Delivered {
    usage::Record record;
    base::CommitNumber commit;
  };

  base::Result<bool> deliver_month();
  base::Result<bool> deliver_late();
  base::Result<bool> correct();
  base::Result<bool> refund();
  base::Result<bool> deliver_again();
  base::Result<bool> deliver_stray();
  base::Result<bool> register_stray();
  base::Result<bool> fold();
  base::Result<bool> bring_rates();
  base::Result<bool> designate();
  base::Result<bool> end_association();
  base::Result<bool> correct_association();
  base::Result<bool> move_channel();
  base::Result<bool> change_status();
  base::Result<bool> give_consent();
  base::Result<bool> withdraw_consent();

  base::Result<bool> dispute();
  base::Result<bool> ask_for_balance();
  base::Result<bool> decide();
  base::Result<bool> pay();
  base::Result<bool> answer_payments();
  base::Result<bool> freeze();
  base::Result<bool> sign_off();

  std::string programme_text();
  base::Status found_registry();
  base::Status found_accounts();
  std::string subscription_row(const std::string& id);
  std::string channel_row(const std::string& id);
  int take_apart(const Step& step, const std::string& store, std::optional<int> killed_after);
  base::Result<bool> import(const std::string& kind, const std::string& text);

  base::Decimal some_amount();
  usage::Record some_usage(base::Day day);
  base::Result<bool> ingest(const std::vector<usage::Record>& rows);
  base::Result<bool> ingest_file(const std::string& path, std::size_t fresh,
                                 base::CommitNumber& commit);
  bool is_known(const usage::Record& record) const;
  base::Result<bool> move(const closing::Petition& petition);

  base::Day today() const;
  base::Day recent_day();       // of the books so far, at times before them
  base::Month earlier_month();  // of the books, before this one

  Chance chance_;
  Bench bench_;
  HandClock clock_;
  std::optional<app::Store> store_;
  base::Month first_, month_, last_;
  std::vector<std::string> subscriptions_;
  std::map<std::string, std::string> currencies_;  // by subscription
  std::set<base::Month> rates_;                    // months of which the rates are known
  std::vector<Delivered> delivered_;
  std::vector<usage::Record> strays_;
  std::vector<std::string> files_;
  int names_ = 0;
  bool rehearses_ = false;  // its commit may be there already
};

}  // namespace tests
