#include "tests/random_vendor.h"

#include <algorithm>
#include <filesystem>

#include "app/consent_jobs.h"
#include "app/quarantine_jobs.h"
#include "app/registry_jobs.h"
#include "app/usage_jobs.h"
#include "programs/load.h"

namespace tests {
namespace {

using base::Day;
using base::Decimal;
using base::Month;
using usage::Record;

constexpr std::int64_t kHour = 3'600'000;
constexpr std::string_view kCustomers[] = {"C1", "C2", "C3", "C4"};

Month month_of(int year, int month) {
  return {year * 12 + month};
}

std::string row_of(const Record& one) {
  std::string out;
  for (const std::string& cell :
       {one.source, one.record_key, std::to_string(one.revision), one.usage_date.text(),
        one.subscription_id, one.workload, std::string(base::word(one.measure)),
        one.quantity.text(), one.unit, one.amount.text(), one.currency})
    out += cell + ',';
  return out + std::string(base::word(one.charge_kind)) + '\n';
}

void replace(std::string& text, std::string_view line, const std::string& with) {
  text.replace(text.find(line), line.size(), with);
}

// Without those that are recognised from sales channels.
std::vector<registry::Association> designated(const registry::Snapshot& registry) {
  std::vector<registry::Association> out;
  for (const registry::Association& one : registry.associations) {
    if (one.source != "recognition") out.push_back(one);
  }
  return out;
}

}  // namespace

void HandClock::not_before(Day day) {
  milliseconds_ = std::max(milliseconds_, std::int64_t{day.number} * 24 * kHour);
}

void HandClock::pass_hours(int hours) {
  milliseconds_ += hours * kHour;
}

RandomVendor::RandomVendor(std::uint64_t seed) : chance_(seed) {
  first_ = month_of(2025, chance_.below(12));
  last_ = first_ + chance_.between(3, 5);
  clock_.not_before(first_.first());
}

base::Status RandomVendor::found() {
  TRY(app::Store::create(bench_.file("store"), programme_text(), "programme.toml", clock_));
  store_.emplace(TRY(app::Store::open(bench_.file("store"), storage::OpenFor::Writing, clock_)));
  TRY_STATUS(found_registry());
  return found_accounts();
}

const std::vector<RandomVendor::Step>& RandomVendor::steps() {
  static const std::vector<Step> all{
      {"usage of the month", &RandomVendor::deliver_month, 0, true},
      {"late usage", &RandomVendor::deliver_late, 4, true},
      {"corrected usage", &RandomVendor::correct, 4, true},
      {"refunds", &RandomVendor::refund, 3, true},
      {"usage that is known", &RandomVendor::deliver_again, 2, true},
      {"usage of an unknown subscription", &RandomVendor::deliver_stray, 3},
      {"a subscription that usage waits for", &RandomVendor::register_stray, 2, false, true},
      {"a fold", &RandomVendor::fold, 2, true},
      {"rates", &RandomVendor::bring_rates, 4, true, true},
      {"a designation", &RandomVendor::designate, 4, false, true},
      {"the end of an association", &RandomVendor::end_association, 2, false, true},
      {"an association corrected by file", &RandomVendor::correct_association, 3, false, true},
      {"another channel", &RandomVendor::move_channel, 2, false, true},
      {"another status of a partner", &RandomVendor::change_status, 2, false, true},
      {"consent", &RandomVendor::give_consent, 2},
      {"consent withdrawn", &RandomVendor::withdraw_consent, 1},
      {"a dispute", &RandomVendor::dispute, 3},
      {"a petition for a balance", &RandomVendor::ask_for_balance, 6},
      {"a decision", &RandomVendor::decide, 4},
      {"a payout", &RandomVendor::pay, 4},
      {"answers of the bank", &RandomVendor::answer_payments, 4},
      {"a freeze", &RandomVendor::freeze, 0, true},
      {"a sign-off", &RandomVendor::sign_off, 0, true},
  };
  return all;
}

std::vector<const RandomVendor::Step*> RandomVendor::next_month() {
  if (month_ == last_) return {};
  month_ = month_.number == 0 ? first_ : month_ + 1;
  clock_.not_before(month_.first() + 20);
  // A close after which the registry stayed as it was looks at fewer months.
  const bool is_quiet = chance_.in_hundred(40);
  std::vector<const Step*> drawn;
  for (const Step& one : steps()) {
    if (!is_quiet || !one.enrols)
      drawn.insert(drawn.end(), static_cast<std::size_t>(one.weight), &one);
  }
  const auto add = [&](std::vector<const Step*>& to, int count) {
    for (; count > 0; --count)
      to.push_back(chance_.of(drawn));
  };
  const auto named = [](std::string_view what) {
    return &*std::ranges::find(steps(), what, &Step::what);
  };
  std::vector<const Step*> out{named("usage of the month"), named("answers of the bank")};
  if (chance_.in_hundred(60)) out.push_back(named("a payout"));
  if (chance_.in_hundred(50)) out.push_back(named("a decision"));
  add(out, chance_.between(9, 14));
  chance_.shuffle(out);
  out.push_back(named("a freeze"));
  // What happens to a frozen period, and at times somebody freezes it anew.
  if (chance_.in_hundred(50)) add(out, chance_.between(1, 2));
  if (chance_.in_hundred(15)) out.push_back(named("a freeze"));
  out.push_back(named("a sign-off"));
  return out;
}

base::Result<bool> RandomVendor::take(const Step& step) {
  clock_.pass_hours(chance_.between(1, 30));
  return (this->*step.act)();
}

std::vector<Record> RandomVendor::current_rows(base::CommitNumber as_known) const {
  std::map<std::pair<std::string, std::string>, Record> highest;
  for (const auto& [record, commit] : delivered_) {
    if (commit > as_known) continue;
    Record& there = highest.try_emplace({record.source, record.record_key}, record).first->second;
    if (record.revision > there.revision) there = record;
  }
  std::vector<Record> out;
  for (auto& [key, record] : highest)
    out.push_back(std::move(record));
  return out;
}

Day RandomVendor::today() const {
  return {static_cast<std::int32_t>(clock_.now().milliseconds / (24 * kHour))};
}

Day RandomVendor::recent_day() {
  const Day begin = first_.first() + -5;
  return begin + chance_.below(std::max(1, today() - begin));
}

Month RandomVendor::earlier_month() {
  return first_ + chance_.below(std::max(1, month_ - first_));
}

// ---- the vendor ---------------------------------------------------------------------------------

// The shipped programme. What takes thousands or many months in it comes about in small books too.
std::string RandomVendor::programme_text() {
  std::string out(programs::shipped_cloud_2016());
  if (chance_.in_hundred(50))
    replace(out, "payment_threshold = \"200\"",
            "payment_threshold = \"" + std::to_string(chance_.of({0, 40, 90})) + '"');
  if (chance_.in_hundred(50))
    replace(out, "late_usage_earning_months = 6",
            "late_usage_earning_months = " + std::to_string(chance_.of({0, 1, 2})));
  if (chance_.in_hundred(80)) replace(out, "recoup_months = 12", "recoup_months = 1");
  if (chance_.in_hundred(60))
    replace(
        out, "coop_threshold = \"10000\"",
        "coop_threshold = \"30\"\ncoop_usage_months = " + std::to_string(chance_.between(0, 2)) +
            "\ncoop_claim_months = " + std::to_string(chance_.between(0, 2)));
  return out;
}

std::string RandomVendor::subscription_row(const std::string& id) {
  const bool seats = chance_.in_hundred(25);
  currencies_[id] = chance_.in_hundred(65) ? "USD" : "EUR";
  return id + ',' + std::string(kCustomers[chance_.below(4)]) + ',' +
         (seats ? "exchange" : "azure") + ',' + currencies_[id] + ",2024-06-01,\n";
}

std::string RandomVendor::channel_row(const std::string& id) {
  if (chance_.in_hundred(35))
    return id + ",csp_indirect,2024-06-01,,P5," + chance_.of({"P3", "P4"}) + '\n';
  return id + ",ea,2024-06-01,," + chance_.of({"", "", "P4"}) + ",\n";
}

base::Status RandomVendor::found_registry() {
  std::string partners, customers, subscriptions, channels, associations;
  for (const std::string_view id : {"P1", "P2", "P3", "P4", "P5"})
    partners += std::string(id) + ",Partner " + std::string(id) + ",,US,active\n";
  for (const std::string_view id : kCustomers)
    customers += std::string(id) + ",Customer " + std::string(id) + ",US\n";
  for (int i = chance_.between(10, 16); i > 0; --i) {
    const std::string id = "S" + std::to_string(10 + i);
    subscriptions_.push_back(id);
    subscriptions += subscription_row(id);
    channels += channel_row(id);
    if (!chance_.in_hundred(75)) continue;
    const Day from = first_.first() + chance_.of({-90, -30, 0, 3, 17});
    associations += "A" + id + ",dpor," + chance_.of({"P1", "P2", "P3"}) + ",," + id + ",," +
                    from.text() + ",\n";
  }
  for (const std::string_view id : kCustomers) {
    if (!chance_.in_hundred(50)) continue;
    associations += "D" + std::string(id) + ",dap," + chance_.of({"P1", "P2"}) + ',' +
                    std::string(id) + ",,," + first_.first().text() + ",\n";
  }
  TRY(import("partners", partners));
  TRY(import("customers", customers));
  TRY(import("products", "azure,Azure,Azure,metered\nexchange,Exchange,Office 365,seat\n"));
  TRY(import("subscriptions", subscriptions));
  TRY(import("channels", channels));
  TRY(import("associations", associations));
  return {};
}

base::Result<bool> RandomVendor::import(const std::string& kind, const std::string& text) {
  static const std::map<std::string_view, std::string_view> kColumns{
      {"partners", "partner_id,name,group_id,country,status"},
      {"customers", "customer_id,name,country"},
      {"products", "product_id,name,family,metering"},
      {"subscriptions", "subscription_id,customer_id,product_id,currency,starts_on,ends_on"},
      {"channels",
       "subscription_id,channel,starts_on,ends_on,transacting_partner_id,reseller_partner_id"},
      {"associations",
       "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,ends_on"},
      {"fx_rates", "month,from_currency,to_currency,rate"},
      {"partner_statuses", "partner_id,status,starts_on,for_cause,reason"},
  };
  bench_.write(kind + ".csv", std::string(kColumns.at(kind)) + '\n' + text);
  base::Result<bool> out = false;
  TRY_STATUS(app::import_files(*store_, {{bench_.file(kind + ".csv")}, "operator:cli"}, {},
                               [&](const std::string&, const app::ImportAnswer& answer) {
                                 out = came(answer);
                                 if (answer) out = answer->changed > 0;
                               }));
  return out;
}

base::Result<bool> RandomVendor::bring_rates() {
  std::string rows;
  for (Month month = first_; month <= month_ + 1; month = month + 1) {
    const bool is_known = rates_.contains(month);
    if (!chance_.in_hundred(is_known ? 5 : 70)) continue;
    rates_.insert(month);
    const std::string digits = std::to_string(chance_.between(1000, 1999));
    rows += month.text() + ",EUR,USD,1." + digits.substr(1) + '\n';
    rows += month.text() + ",USD,EUR,0.8" + digits.substr(1) + '\n';
  }
  if (rows.empty()) return false;
  return import("fx_rates", rows);
}

base::Result<bool> RandomVendor::designate() {
  registry::Designation wish;
  wish.type = "dpor";
  wish.partner_id = chance_.of({"P1", "P2", "P3"});
  wish.subscription_id = chance_.of(subscriptions_);
  wish.on = std::max(recent_day(), today() + -90);
  wish.incumbent =
      chance_.in_hundred(85) ? registry::Incumbent::Replace : registry::Incumbent::Refuse;
  return came(app::associate(*store_, {}, wish));
}

base::Result<bool> RandomVendor::end_association() {
  const app::Books books = TRY(app::open_books(*store_, base::CommitNumber::latest()));
  std::vector<registry::Association> open = designated(books.registry);
  std::erase_if(open, [](const auto& one) { return one.days.to != Day::forever(); });
  if (open.empty()) return false;
  registry::Ending wish;
  wish.association_id = chance_.of(open).id;
  wish.on = std::max(recent_day(), today() + -90);
  return came(app::end_association(*store_, {}, wish));
}

// Its days, or its partner, were always others.
base::Result<bool> RandomVendor::correct_association() {
  const app::Books books = TRY(app::open_books(*store_, base::CommitNumber::latest()));
  const registry::Snapshot& registry = books.registry;
  const auto all = designated(registry);
  if (all.empty()) return false;
  const registry::Association& one = chance_.of(all);
  const std::string& type = books.programme.types[one.type].code;
  std::string partner = registry[one.partner].id;
  base::DayRange days = one.days;
  if (chance_.in_hundred(40)) partner = chance_.of({"P1", "P2", "P3"});
  if (chance_.in_hundred(60)) days.from = recent_day();
  if (chance_.in_hundred(40))
    days.to = chance_.in_hundred(50) ? Day::forever() : recent_day() + chance_.of({0, 30});
  if (days.to < days.from) days.to = days.from;
  return import("associations",
                one.id + ',' + type + ',' + partner + ',' + registry[one.customer].id + ',' +
                    (one.subscription.exists() ? registry[one.subscription].id : "") + ",," +
                    days.from.text() + ',' + days.to.text() + '\n');
}

// From some day on, which may be long past.
base::Result<bool> RandomVendor::move_channel() {
  const app::Books books = TRY(app::open_books(*store_, base::CommitNumber::latest()));
  const registry::Snapshot& registry = books.registry;
  const Day day = recent_day();
  std::vector<registry::ChannelPeriod> open = registry.channels;
  std::erase_if(
      open, [&](const auto& one) { return one.days.to != Day::forever() || day <= one.days.from; });
  if (open.empty()) return false;
  const registry::ChannelPeriod& one = chance_.of(open);
  const auto id_of = [&](base::PartnerKey key) { return key.exists() ? registry[key].id : ""; };
  const std::string& id = registry[one.subscription].id;
  const std::string next =
      base::is_csp(one.channel) && chance_.in_hundred(50)
          ? ",ea," + day.text() + ",,,\n"
          : ",csp_indirect," + day.text() + ",,P5," + chance_.of({"P3", "P4"}) + '\n';
  return import("channels", id + ',' + std::string(base::word(one.channel)) + ',' +
                                one.days.from.text() + ',' + day.text() + ',' +
                                id_of(one.transacting) + ',' + id_of(one.reseller) + '\n' + id +
                                next);
}

base::Result<bool> RandomVendor::change_status() {
  const app::Books books = TRY(app::open_books(*store_, base::CommitNumber::latest()));
  const auto& statuses = books.registry.statuses;
  if (!statuses.empty() && chance_.in_hundred(40)) {  // it was a mistake
    const registry::StatusChange& one = chance_.of(statuses);
    return import("partner_statuses",
                  books.registry[one.partner].id + ",," + one.from.text() + ",no,\n");
  }
  return import("partner_statuses",
                chance_.of({"P1", "P2", "P3", "P4", "P5"}) +
                    std::string(chance_.in_hundred(70) ? ",suspended," : ",active,") +
                    recent_day().text() + ",no,\n");
}

base::Result<bool> RandomVendor::give_consent() {
  rights::ConsentWish wish;
  wish.customer = kCustomers[chance_.below(4)];
  wish.partner = chance_.of({"P1", "P2", "P3"});
  wish.classes = static_cast<rights::ClassMask>(chance_.between(1, rights::kShareable));
  if (chance_.in_hundred(40)) wish.days.from = recent_day();
  if (chance_.in_hundred(40))
    wish.days.to = std::max(wish.days.from, first_.first()) + chance_.between(1, 90);
  const lifecycle::Actor customer{registry::ActorKind::Customer, wish.customer, ""};
  return came(app::give_consent(*store_, customer, wish, clock_.now()));
}

base::Result<bool> RandomVendor::withdraw_consent() {
  rights::WithdrawalWish wish;
  wish.customer = kCustomers[chance_.below(4)];
  wish.partner = chance_.of({"P1", "P2", "P3"});
  wish.reason = "no longer wanted";
  const lifecycle::Actor customer{registry::ActorKind::Customer, wish.customer, ""};
  return came(app::withdraw_consent(*store_, customer, wish, clock_.now()));
}

// ---- usage --------------------------------------------------------------------------------------

Decimal RandomVendor::some_amount() {
  const int finer = chance_.in_hundred(20) ? 100 : 1;
  return Decimal::from_units(base::kUnit / 100 / finer * chance_.between(1, 90'000 * finer));
}

Record RandomVendor::some_usage(Day day) {
  Record out;
  out.source = "meter";
  out.record_key = "k" + std::to_string(++names_);
  out.revision = 1;
  out.subscription_id = chance_.of(subscriptions_);
  out.workload = chance_.of({"", "", "vm"});
  out.usage_date = day;
  out.amount = some_amount();
  out.currency = currencies_.at(out.subscription_id);
  return out;
}

base::Result<bool> RandomVendor::deliver_month() {
  std::vector<Record> rows;
  for (const std::string& id : subscriptions_) {
    for (int i = chance_.in_hundred(85) ? chance_.between(1, 4) : 0; i > 0; --i) {
      Record row = some_usage(month_.first() + chance_.below(month_.days()));
      row.subscription_id = id;
      row.currency = currencies_.at(id);
      rows.push_back(row);
    }
    if (!chance_.in_hundred(30)) continue;
    Record users = some_usage(month_.last());
    users.subscription_id = id;
    users.workload = "mail";
    users.measure = base::Measure::ActiveUsers;
    users.quantity = Decimal::from_integer(chance_.between(1, 400));
    users.amount = {};
    users.currency.clear();
    rows.push_back(users);
  }
  return ingest(rows);
}

base::Result<bool> RandomVendor::deliver_late() {
  std::vector<Record> rows;
  for (int i = chance_.between(1, 6); i > 0; --i) {
    const Month month = earlier_month();
    rows.push_back(some_usage(month.first() + chance_.below(month.days())));
  }
  if (chance_.in_hundred(20)) rows.push_back(some_usage(first_.first() + -chance_.between(1, 40)));
  return ingest(rows);
}

base::Result<bool> RandomVendor::correct() {
  std::vector<Record> rows;
  const auto known = current_rows(base::CommitNumber::latest());
  if (known.empty()) return false;
  std::set<std::string> taken;
  for (int i = chance_.between(1, 5); i > 0; --i) {
    Record row = chance_.of(known);
    if (!taken.insert(row.record_key).second) continue;
    ++row.revision;
    if (row.measure == base::Measure::ActiveUsers) {
      row.quantity = Decimal::from_integer(chance_.between(0, 400));
    } else {
      row.amount = chance_.in_hundred(15) ? Decimal() : some_amount();
      if (chance_.in_hundred(20))
        row.usage_date = row.usage_date.month().first() + chance_.below(28);
    }
    rows.push_back(row);
  }
  return ingest(rows);
}

base::Result<bool> RandomVendor::refund() {
  std::vector<Record> rows;
  const bool of_everything = chance_.in_hundred(15);
  for (int i = chance_.between(1, 3) + (of_everything ? 15 : 0); i > 0; --i) {
    Record row = some_usage(recent_day());
    row.charge_kind = chance_.of({base::ChargeKind::Refund, base::ChargeKind::Credit});
    const bool is_large = of_everything || chance_.in_hundred(30);
    row.amount = -(is_large ? row.amount + row.amount + row.amount : row.amount);
    rows.push_back(row);
  }
  return ingest(rows);
}

// A whole file, or some rows of several beside a new one.
base::Result<bool> RandomVendor::deliver_again() {
  if (files_.empty()) return false;
  base::CommitNumber commit;
  if (chance_.in_hundred(50)) return ingest_file(chance_.of(files_), 0, commit);
  std::vector<Record> rows{some_usage(recent_day())};
  std::set<std::string> taken;
  for (int i = chance_.between(1, 6); i > 0; --i) {
    const Record& row = chance_.of(delivered_).record;
    if (taken.insert(row.record_key).second) rows.push_back(row);
  }
  chance_.shuffle(rows);
  return ingest(rows);
}

base::Result<bool> RandomVendor::deliver_stray() {
  if (!strays_.empty()) return false;
  const std::string id = "S" + std::to_string(30 + subscriptions_.size());
  for (int i = chance_.between(1, 3); i > 0; --i) {
    Record row = some_usage(recent_day());
    row.subscription_id = id;
    row.currency = chance_.in_hundred(50) ? "USD" : "EUR";
    strays_.push_back(row);
  }
  std::vector<Record> rows = strays_;
  rows.push_back(some_usage(recent_day()));
  return ingest(rows);
}

base::Result<bool> RandomVendor::register_stray() {
  if (strays_.empty()) return false;
  const std::string id = strays_.front().subscription_id;
  TRY(import("subscriptions", subscription_row(id)));
  TRY(import("channels", channel_row(id)));
  subscriptions_.push_back(id);
  const auto replayed = TRY(app::replay_healed(*store_, "operator:cli"));
  if (!replayed || replayed->accepted != static_cast<std::int64_t>(strays_.size()))
    return base::fail(base::Code::Corrupt, "usage that waited for a subscription still waits");
  for (Record& row : strays_)
    delivered_.push_back({std::move(row), replayed->commit});
  strays_.clear();
  return true;
}

base::Result<bool> RandomVendor::fold() {
  TRY(app::fold(*store_, "operator:cli"));
  return true;
}

bool RandomVendor::is_known(const Record& record) const {
  return std::ranges::any_of(delivered_, [&](const Delivered& one) {
    return one.record.record_key == record.record_key && one.record.revision == record.revision;
  });
}

base::Result<bool> RandomVendor::ingest(const std::vector<Record>& rows) {
  const std::string path = bench_.file("usage-" + std::to_string(++names_) + ".csv");
  std::string text =
      "source,record_key,revision,usage_date,subscription_id,workload,measure,quantity,unit,"
      "amount,currency,charge_kind\n";
  std::vector<Record> fresh;
  for (const Record& row : rows) {
    text += row_of(row);
    if (!is_known(row) && currencies_.contains(row.subscription_id)) fresh.push_back(row);
  }
  bench_.write(std::filesystem::path(path).filename().string(), text);
  base::CommitNumber commit;
  TRY(ingest_file(path, fresh.size(), commit));
  for (Record& row : fresh)
    delivered_.push_back({std::move(row), commit});
  files_.push_back(path);
  return true;
}

base::Result<bool> RandomVendor::ingest_file(const std::string& path, std::size_t fresh,
                                             base::CommitNumber& commit) {
  app::IngestOrder order;
  order.files = {path};
  order.mapping = TRY(app::find_mapping("canonical"));
  base::Status taken;
  TRY(app::ingest_files(*store_, order, {}, [&](const std::string&, const auto& answer) {
    if (!answer) {
      taken = std::unexpected(answer.error());
    } else if (answer->accepted != static_cast<std::int64_t>(fresh) &&
               !(rehearses_ && answer->accepted == 0)) {
      taken = base::fail(base::Code::Corrupt, std::to_string(answer->accepted) + " rows of " +
                                                  std::to_string(fresh) + " were taken in");
    } else {
      commit = answer->commit;
    }
  }));
  TRY_STATUS(taken);
  return true;
}

}  // namespace tests
