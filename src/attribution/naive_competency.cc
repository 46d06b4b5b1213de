// Competencies by the book: facts summed one by one, terms walked day by day.
// docs/domain/competencies.md
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "attribution/naive_time.h"
#include "attribution/naive_world.h"
#include "base/check.h"

namespace attribution {
namespace {

using base::Day;
using base::Decimal;
using base::Month;
using base::Product;
using naive::account_on;
using naive::Fact;
using naive::World;
using programs::Competency;
using programs::Metric;
using programs::MetricKind;

// What an account was credited with, of one customer in one month; in the programme's currency.
struct Sum {
  std::string account, competency, customer;
  base::Measure measure;
  Month month;
  Product figure;
};

struct Sums {
  std::vector<Sum> credited;  // by account
  std::vector<Sum> stocks;    // whoever is credited: account is empty
  Month first;
};

// ---- Accounts -----------------------------------------------------------------------------------

std::vector<base::PartnerKey> partners_on(const World& world, const std::string& account, Day day) {
  std::vector<base::PartnerKey> out;
  for (std::uint32_t p = 0; p < world.registry.partners.size(); ++p) {
    if (account_on(world, {p}, day) == account) out.push_back({p});
  }
  return out;
}

std::set<std::string> all_accounts(const World& world) {
  std::set<std::string> out;
  for (const registry::Partner& one : world.registry.partners) {
    out.insert(one.id);
    if (!one.group_id.empty()) out.insert(one.group_id);
  }
  for (const registry::Membership& one : world.registry.memberships)
    out.insert(one.group_id);
  return out;
}

// With the part that each is credited with: all of it once, or the shares of its partners.
std::map<std::string, Decimal> accounts_credited(const World& world, const Fact& fact) {
  std::map<std::string, Decimal> out;
  for (std::uint32_t p = 0; p < world.registry.partners.size(); ++p) {
    if (naive::credited_types(world, {p}, fact) == 0) continue;
    const std::string account = account_on(world, {p}, fact.day);
    if (!world.programme.parameters.credit_own_use &&
        naive::is_of_house(world, fact.subscription, account, fact.day)) {
      continue;
    }
    Decimal& part = out[account];
    part = std::min(part + naive::part_of(world, {p}, fact), Decimal::from_integer(1));
  }
  std::erase_if(out, [](const auto& one) { return one.second.is_zero(); });
  return out;
}

// ---- Credit -------------------------------------------------------------------------------------

bool is_read(const Competency& competency, base::Measure measure) {
  return std::ranges::any_of(competency.metrics, [&](const Metric& metric) {
    return metric.kind != MetricKind::Manual && metric.measure == measure;
  });
}

Month first_month(const World& world, Month to) {
  Month first = to;
  for (const usage::Record& record : world.records)
    first = std::min(first, record.usage_date.month());
  for (const registry::MetricValue& one : world.registry.metric_values)
    first = std::min(first, one.month);
  for (const registry::Award& one : world.registry.awards)
    first = std::min(first, one.awarded_on.month());
  return first;
}

base::Result<Product> in_programme_currency(const World& world, const Product& amount,
                                            const std::string& currency, Month month) {
  const std::string& to = world.programme.parameters.currency;
  if (currency.empty() || currency == to || amount.is_zero()) return amount;
  for (const registry::FxRate& fx : world.registry.fx_rates) {
    if (fx.month == month && fx.from == currency && fx.to == to) {
      return base::multiply(base::round(amount, base::kDecimals, base::Rounding::HalfEven),
                            fx.rate);
    }
  }
  return base::fail(base::Code::Missing,
                    "no exchange rate from " + currency + " to " + to + " for " + month.text());
}

// By account, competency, customer, measure, month, currency.
using Cells =
    std::map<std::tuple<std::string, std::string, std::string, base::Measure, Month, std::string>,
             Product>;

bool is_asked(const World& world, const CompetencyQuery& query, const std::string& code,
              base::Measure measure) {
  return (query.competency.empty() || code == query.competency) &&
         is_read(*world.programme.competency(code), measure);
}

// What accounts are credited with by the time with access: each as one, whoever of it has it.
void add_by_time(const World& world, const CompetencyQuery& query, Month month, Cells& cells) {
  for (const auto& [key, flow] : naive::flows_of(world, month)) {
    const Fact& first = flow.front();
    const std::string& customer = world.registry[world.registry[first.subscription].customer].id;
    for (const std::string& account : all_accounts(world)) {
      const bool own_too = world.programme.parameters.credit_own_use;
      const auto share =
          naive::time_share(world, first, [&](const registry::Association& association, Day day) {
            return account_on(world, association.partner, day) == account &&
                   (own_too ||
                    !naive::is_own_use(world, association.partner, first.subscription, day));
          });
      if (share.part == 0) continue;
      Decimal sum;
      for (const Fact& fact : flow) {
        if (!share.by_day.contains(fact.day)) sum += fact.record->amount;
      }
      for (const std::string& code : naive::competencies_of(world, first)) {
        if (!is_asked(world, query, code, first.record->measure)) continue;
        cells[{account, code, customer, first.record->measure, month, first.record->currency}] +=
            Product(naive::part_of(sum, share));
      }
    }
  }
}

base::Result<Sums> sums_of(const World& world, const CompetencyQuery& query) {
  Cells cells;
  Sums out;
  out.first = first_month(world, query.to);
  for (Month month = out.first; month <= query.to; month = month + 1) {
    for (const Fact& fact : naive::facts_of(world, month)) {
      if (!fact.residual.empty()) continue;
      const usage::Record& record = *fact.record;
      const bool stock = base::is_stock(record.measure);
      const Decimal figure = stock ? record.quantity : record.amount;
      const std::string& customer = world.registry[world.registry[fact.subscription].customer].id;
      for (const std::string& code : naive::competencies_of(world, fact)) {
        if (!is_asked(world, query, code, record.measure)) continue;
        if (stock)
          out.stocks.push_back({"", code, customer, record.measure, month, Product(figure)});
        for (const auto& [account, part] : accounts_credited(world, fact)) {
          const std::string currency = stock ? "" : record.currency;
          cells[{account, code, customer, record.measure, month, currency}] +=
              base::multiply(figure, part);
        }
      }
    }
    add_by_time(world, query, month, cells);
  }
  for (const auto& [key, sum] : cells) {
    const auto& [account, code, customer, measure, month, currency] = key;
    const Product figure = TRY(in_programme_currency(world, sum, currency, month));
    out.credited.push_back({account, code, customer, measure, month, figure});
  }
  return out;
}

// ---- Metrics ------------------------------------------------------------------------------------

// One account and competency.
struct Case {
  const World& world;
  const Sums& sums;
  const Competency& competency;
  std::string account;
};

Decimal two_decimals(const Product& value) {
  return base::round(value, 2, base::Rounding::HalfEven);
}

// Of all customers, or of one.
Product credited(const Case& of, const Metric& metric, Month from, Month to,
                 const std::string& customer = "") {
  Product out;
  for (const Sum& one : of.sums.credited) {
    if (one.account == of.account && one.competency == of.competency.code &&
        one.measure == metric.measure && from <= one.month && one.month <= to &&
        (customer.empty() || one.customer == customer)) {
      out += one.figure;
    }
  }
  return out;
}

bool has_stock(const Case& of, const Metric& metric, const std::string& customer, Month month) {
  Product out;
  for (const Sum& one : of.sums.stocks) {
    if (one.competency == of.competency.code && one.measure == metric.measure &&
        one.customer == customer && one.month == month) {
      out += one.figure;
    }
  }
  return out > Product();
}

std::set<std::string> customers_of(const Case& of) {
  std::set<std::string> out;
  for (const Sum& one : of.sums.credited) {
    if (one.account == of.account) out.insert(one.customer);
  }
  return out;
}

int distinct_customers(const Case& of, const Metric& metric, Month month) {
  const Month from = base::is_stock(metric.measure) ? month : month + -11;
  int out = 0;
  for (const std::string& customer : customers_of(of))
    out += credited(of, metric, from, month, customer) > Product() ? 1 : 0;
  return out;
}

int net_customer_adds(const Case& of, const Metric& metric, Month month) {
  int out = 0;
  for (const std::string& customer : customers_of(of)) {
    for (Month m = month + -11; m <= month; m = m + 1) {
      const bool has = has_stock(of, metric, customer, m);
      const bool had = has_stock(of, metric, customer, m + -1);
      if (has == had) continue;
      Month came = has ? m : m + -1;
      while (!has && has_stock(of, metric, customer, came + -1))
        came = came + -1;
      if (credited(of, metric, came, came, customer) > Product()) out += has ? 1 : -1;
    }
  }
  return out;
}

// numerator / denominator to `digits` places, half to even, by long division on paper.
Decimal divided(base::Int128 numerator, base::Int128 denominator, int digits) {
  const bool negative = numerator < 0;
  base::Int128 rest = negative ? -numerator : numerator;
  base::Int128 whole = rest / denominator;
  rest %= denominator;
  for (int i = 0; i < digits; ++i) {
    whole = whole * 10 + rest * 10 / denominator;
    rest = rest * 10 % denominator;
  }
  const bool up = rest * 2 > denominator || (rest * 2 == denominator && whole % 2 != 0);
  whole += up ? 1 : 0;
  for (int i = digits; i < base::kDecimals; ++i)
    whole *= 10;
  return Decimal::from_units(negative ? -whole : whole);
}

Decimal growth(const Case& of, const Metric& metric, Month month) {
  const auto basis = [&](Month m) {
    const Month from = base::is_stock(metric.measure) ? m : m + -11;
    return two_decimals(credited(of, metric, from, m));
  };
  const Decimal before = basis(month + -metric.baseline_months);
  if (before <= Decimal() || before < metric.minimum_baseline) return {};
  const base::Int128 cents = base::kUnit / 100;
  const Decimal more = basis(month) - before;
  return divided(more.units() / cents * 100, before.units() / cents, 2);
}

Decimal measured(const Case& of, const Metric& metric, Month month) {
  std::set<std::string> ids{of.account};
  for (const base::PartnerKey partner : partners_on(of.world, of.account, month.last()))
    ids.insert(of.world.registry[partner].id);
  Decimal out;
  for (const std::string& id : ids) {
    const registry::MetricValue* last = nullptr;
    for (const registry::MetricValue& one : of.world.registry.metric_values) {
      if (one.account_id != id || one.competency != of.competency.code) continue;
      if (one.metric != metric.code || one.month > month) continue;
      if (last == nullptr || last->month < one.month) last = &one;
    }
    if (last != nullptr) out += last->value;
  }
  return two_decimals(Product(out));
}

Decimal value_of(const Case& of, const Metric& metric, Month month, std::optional<Month> began) {
  const Month year = month + -11;
  switch (metric.kind) {
    case MetricKind::TtmSum: return two_decimals(credited(of, metric, year, month));
    case MetricKind::AnniversarySum: {
      const Month from = began && *began >= year ? *began + 1 : year;
      return two_decimals(credited(of, metric, from, month));
    }
    case MetricKind::Snapshot: return two_decimals(credited(of, metric, month, month));
    case MetricKind::DistinctCustomers:
      return Decimal::from_integer(distinct_customers(of, metric, month));
    case MetricKind::NetCustomerAdds:
      return Decimal::from_integer(net_customer_adds(of, metric, month));
    case MetricKind::Growth: return growth(of, metric, month);
    case MetricKind::Manual: return measured(of, metric, month);
  }
  ASSERT(false);
  return {};
}

Decimal points_of(const Metric& metric, Decimal value) {
  if (metric.points.is_zero() || value <= Decimal()) return {};
  if (value >= metric.target) return metric.points;
  const base::Int128 cents = base::kUnit / 100;
  const Decimal exact =
      divided(metric.points.units() * (value.units() / cents), metric.target.units() / cents, 0);
  return Decimal::from_units(exact.units() / base::kUnit);  // points were counted in 10^-12
}

// ---- Levels -------------------------------------------------------------------------------------

std::string market_class(const Case& of, Month month) {
  std::set<std::string> classes;
  for (const base::PartnerKey partner : partners_on(of.world, of.account, month.last())) {
    const std::string& country = of.world.registry[partner].country;
    classes.insert(std::string(of.world.programme.market_class(country)));
  }
  return classes.size() == 1 ? *classes.begin() : "";
}

bool meets(const Case& of, const programs::Level& level, const CompetencyStatus& row) {
  if (level.points) {
    for (const MetricReading& one : row.metrics) {
      if (level.every_metric_positive && one.points <= Decimal()) return false;
    }
    return row.points >= *level.points;
  }
  const std::string market = market_class(of, row.month);
  for (std::size_t i = 0; i < row.metrics.size(); ++i) {
    for (const programs::Threshold& one : level.thresholds) {
      const bool special = std::ranges::any_of(level.thresholds, [&](const auto& other) {
        return other.metric == i && !market.empty() && other.market_class == market;
      });
      const bool applies = one.metric == i && one.market_class == (special ? market : "");
      if (applies && row.metrics[i].value < one.at_least) return false;
    }
  }
  return true;
}

// ---- States -------------------------------------------------------------------------------------

struct Held {
  std::size_t rank = 0;
  Day began, anniversary;
  bool renewed = false;
};

Day year_later(Day day) {
  const std::string text = day.text();
  const std::string year = std::to_string(std::stoi(text.substr(0, 4)) + 1);
  if (const auto same = Day::parse(year + text.substr(4))) return *same;
  return Day::parse(year + "-02-28").value_or(Day::forever());
}

// The days of one account, from the first of the books on.
class Diary {
 public:
  Diary(Case of, bool with_joins)
      : of_(std::move(of)), with_joins_(with_joins), today_(of_.sums.first.first()) {}

  // Calls `row` at the end of each month in which there is something to show.
  template <class Row>
  void live(Day last, Row row) {
    for (; today_ <= last; today_ = today_ + 1) {
      const Month month = today_.month();
      if (today_ == month.first())
        began_ = held_ ? std::optional(held_->began.month()) : std::nullopt;
      keep_dates();
      if (with_joins_) welcome();
      for (const registry::Award& one : of_.world.registry.awards) {
        const std::size_t rank = of_.competency.rank(one.level);
        if (one.awarded_on == today_ && rank > 0 && is_ours(one)) award(rank);
      }
      if (today_ != month.last()) continue;
      const CompetencyStatus status = end_of(month);
      if (shown_ && !partners_on(of_.world, of_.account, today_).empty()) row(status);
    }
  }
  const std::optional<Held>& held() const { return held_; }
  // Of the term that ran when the last month began.
  std::optional<Month> began() const { return began_; }

 private:
  bool is_ours(const registry::Award& one) const {
    if (one.competency != of_.competency.code) return false;
    const auto& partners = of_.world.registry.partners;
    for (std::uint32_t p = 0; p < partners.size(); ++p) {
      if (partners[p].id == one.account_id)
        return account_on(of_.world, {p}, one.awarded_on) == of_.account;
    }
    return one.account_id == of_.account;
  }

  void hold(std::size_t rank, Day from, bool renewed) {
    held_ = Held{rank, from, year_later(from), renewed};
    next_ = 0;
  }

  void keep_dates() {
    while (held_ && next_ > 0 && today_ >= held_->anniversary)
      hold(next_, held_->anniversary, true);
    if (!held_) return;
    Day end = held_->anniversary + of_.competency.grace_days;
    if (!of_.competency.requires_fee) end = std::max(end, held_->anniversary.month().last());
    if (today_ <= end) return;
    held_.reset();
    lapsed_ = true;
  }

  // Partners that join today bring what they hold by themselves.
  void welcome() {
    for (const registry::Membership& one : of_.world.registry.memberships) {
      const std::string& id = of_.world.registry[one.partner].id;
      if (one.group_id != of_.account || one.days.empty() || one.days.from != today_) continue;
      if (id == of_.account) continue;
      Case alone = of_;
      alone.account = id;
      Diary before(alone, false);
      before.live(today_ + -1, [](const CompetencyStatus&) {});
      if (!before.held()) continue;
      if (held_) {
        held_->rank = std::max(held_->rank, before.held()->rank);
      } else {
        held_ = before.held();
        next_ = 0;
      }
    }
  }

  void award(std::size_t rank) {
    if (!held_ || (today_ < held_->anniversary && rank > held_->rank)) {
      hold(rank, today_, false);
    } else if (today_ < held_->anniversary) {
      next_ = rank;
    } else {
      hold(rank, held_->anniversary, true);
    }
  }

  std::string level(std::size_t rank) const {
    return rank == 0 ? "" : of_.competency.level_codes[rank - 1];
  }

  CompetencyStatus end_of(Month month) {
    CompetencyStatus row;
    row.account = of_.account;
    row.competency = of_.competency.code;
    row.month = month;
    Decimal points;
    for (const Metric& metric : of_.competency.metrics) {
      const Decimal value = value_of(of_, metric, month, began_);
      row.metrics.push_back({metric.code, value, points_of(metric, value)});
      points += row.metrics.back().points;
      shown_ = shown_ || !value.is_zero();
    }
    row.points = two_decimals(Product(points));
    std::size_t reached = 0;
    for (const programs::Level& one : of_.competency.levels) {
      if (one.in_force.contains(today_) && meets(of_, one, row))
        reached = std::max(reached, one.rank);
    }
    row.reached = level(reached);
    const bool by_itself = !of_.competency.requires_fee && reached > 0;
    if (by_itself && (!held_ || today_ >= held_->anniversary || reached > held_->rank)) {
      award(reached);
    }
    if (held_) {
      shown_ = true;
      row.state = held_->renewed ? CompetencyState::Renewed : CompetencyState::Active;
      row.level = level(held_->rank);
      row.at_risk = reached < held_->rank || today_ >= held_->anniversary;
      row.began = held_->began;
      row.anniversary = held_->anniversary;
    } else if (reached > 0) {
      row.state = CompetencyState::Qualified;
    } else {
      row.state = lapsed_ ? CompetencyState::Lapsed : CompetencyState::Started;
    }
    return row;
  }

  Case of_;
  bool with_joins_;
  Day today_;
  std::optional<Month> began_;
  std::optional<Held> held_;
  std::size_t next_ = 0;
  bool lapsed_ = false, shown_ = false;
};

// ---- Course -------------------------------------------------------------------------------------

bool goes_on(const Metric& metric) {
  return metric.kind != MetricKind::DistinctCustomers &&
         metric.kind != MetricKind::NetCustomerAdds && metric.kind != MetricKind::Manual;
}

Metric seen_through(Metric metric, SumWindow window) {
  const bool sums = metric.kind == MetricKind::TtmSum || metric.kind == MetricKind::AnniversarySum;
  if (sums)
    metric.kind = window == SumWindow::Trailing ? MetricKind::TtmSum : MetricKind::AnniversarySum;
  return metric;
}

// How many months there are from the first with credit to the last; customers' credits may cancel
// out in a month, which then is no first.
int months_with_credit(const Case& of, Month to) {
  for (Month month = of.sums.first; month <= to; month = month + 1) {
    for (const Metric& metric : of.competency.metrics) {
      const bool counts = metric.kind != MetricKind::Manual;
      if (counts && credited(of, metric, month, month) != Product()) return to - month + 1;
    }
  }
  return 0;
}

// The sums with a year more of the least, or of the most, that a month of late brought.
Sums carried_on(const Case& of, Month to, int months, bool most) {
  Sums out = of.sums;
  std::set<base::Measure> done;
  for (const Metric& metric : of.competency.metrics) {
    if (!goes_on(metric) || !done.insert(metric.measure).second) continue;
    const bool stock = base::is_stock(metric.measure);
    std::optional<Decimal> step;
    for (int back = std::min(kPaceMonths, months) - (stock ? 2 : 1); back >= 0; --back) {
      const Month month = to + -back;
      Product seen = credited(of, metric, month, month);
      if (stock) seen -= credited(of, metric, month + -1, month + -1);
      const Decimal rounded = two_decimals(seen);
      if (!step || (most ? *step < rounded : rounded < *step)) step = rounded;
    }
    Product figure = credited(of, metric, to, to);
    for (int ahead = 1; ahead <= kForecastMonthsAhead; ++ahead) {
      figure = stock ? std::max(Product(), figure + Product(*step)) : Product(*step);
      out.credited.push_back(
          {of.account, of.competency.code, "", metric.measure, to + ahead, figure});
    }
  }
  return out;
}

void add_course(const Case& of, const CompetencyQuery& query, SumWindow window,
                std::vector<CourseMonth>& rows) {
  const int months = months_with_credit(of, query.to);
  const int pace = std::min(kPaceMonths, months);
  for (const Metric& as_published : of.competency.metrics) {
    const Metric metric = seen_through(as_published, window);
    Diary diary(of, true);
    std::optional<Month> last;
    Decimal now;
    diary.live(query.to.last(), [&](const CompetencyStatus& status) {
      last = status.month;
      now = value_of(of, metric, status.month, diary.began());
      if (status.month < query.from) return;
      rows.push_back({of.account, of.competency.code, metric.code, status.month, false, now, now,
                      months, pace});
    });
    if (last != query.to || months < kForecastMonthsMin) continue;
    const auto held = diary.held();
    const auto began = held ? std::optional(held->began.month()) : std::nullopt;
    const Sums least = carried_on(of, query.to, months, false);
    const Sums most = carried_on(of, query.to, months, true);
    for (Month month = query.to + 1; month <= query.to + kForecastMonthsAhead; month = month + 1) {
      const bool ends = window == SumWindow::Anniversary && held;
      if (ends && month > held->anniversary.month()) break;
      const auto then = [&](const Sums& sums) {
        if (!goes_on(metric)) return now;
        return value_of({of.world, sums, of.competency, of.account}, metric, month, began);
      };
      const auto [low, high] = std::minmax({then(least), then(most)});
      rows.push_back(
          {of.account, of.competency.code, metric.code, month, true, low, high, months, pace});
    }
  }
}

}  // namespace

std::string naive::account_on(const World& world, base::PartnerKey partner, Day day) {
  const registry::Partner& one = world.registry[partner];
  bool dated = false;
  for (const registry::Membership& row : world.registry.memberships) {
    if (row.partner != partner || row.days.empty()) continue;
    dated = true;
    if (row.days.contains(day)) return row.group_id;
  }
  return dated || one.group_id.empty() ? one.id : one.group_id;
}

base::Result<std::size_t> naive::held_rank(const World& world, const std::string& competency,
                                           base::PartnerKey partner, Day day) {
  CompetencyQuery query;
  query.to = day.month();
  query.competency = competency;
  const Sums sums = TRY(sums_of(world, query));
  const Case of{world, sums, *world.programme.competency(competency),
                account_on(world, partner, day)};
  Diary diary(of, true);
  diary.live(day, [](const CompetencyStatus&) {});
  return diary.held() ? diary.held()->rank : 0;
}

base::Result<std::vector<CompetencyStatus>> naive_competencies(
    std::span<const usage::Record> records, const registry::Snapshot& registry,
    const programs::Programme& programme, const CompetencyQuery& query) {
  const World world{records, registry, programme};
  const Sums sums = TRY(sums_of(world, query));
  std::vector<CompetencyStatus> rows;
  for (const std::string& account : all_accounts(world)) {
    if (!query.account.empty() && account != query.account) continue;
    for (const Competency& competency : programme.competencies) {
      if (competency.levels.empty()) continue;
      if (!query.competency.empty() && competency.code != query.competency) continue;
      Diary diary({world, sums, competency, account}, true);
      diary.live(query.to.last(), [&](const CompetencyStatus& row) {
        if (row.month >= query.from) rows.push_back(row);
      });
    }
  }
  std::ranges::stable_sort(rows, [](const CompetencyStatus& a, const CompetencyStatus& b) {
    return std::tie(a.account, a.competency, a.month) < std::tie(b.account, b.competency, b.month);
  });
  return rows;
}

base::Result<std::vector<CourseMonth>> naive_competency_courses(
    std::span<const usage::Record> records, const registry::Snapshot& registry,
    const programs::Programme& programme, const CompetencyQuery& query, SumWindow window) {
  const World world{records, registry, programme};
  const Sums sums = TRY(sums_of(world, query));
  std::vector<CourseMonth> rows;
  for (const std::string& account : all_accounts(world)) {
    if (!query.account.empty() && account != query.account) continue;
    std::map<std::string, const Competency*> by_code;
    for (const Competency& competency : programme.competencies) {
      const bool is_asked = query.competency.empty() || competency.code == query.competency;
      if (is_asked && !competency.levels.empty()) by_code[competency.code] = &competency;
    }
    for (const auto& [code, competency] : by_code)
      add_course({world, sums, *competency, account}, query, window, rows);
  }
  return rows;
}

}  // namespace attribution
