#include <algorithm>
#include <map>
#include <set>

#include "attribution/competency_outlook.h"
#include "attribution/competency_terms.h"

namespace attribution {
namespace {

using base::Decimal;
using base::Month;
using base::Product;
using programs::Metric;
using programs::MetricKind;

// The least and the most that a month brings: of a flow the month, of a stock its change.
struct Pace {
  Decimal least, most;
};

Product at(const MonthFigures& months, Month month) {
  const auto found = months.find(month);
  return found == months.end() ? Product() : found->second;
}

Metric within(const Metric& metric, SumWindow window) {
  Metric out = metric;
  if (out.kind == MetricKind::TtmSum || out.kind == MetricKind::AnniversarySum) {
    out.kind = window == SumWindow::Trailing ? MetricKind::TtmSum : MetricKind::AnniversarySum;
  }
  return out;
}

bool is_carried_on(MetricKind kind) {
  return kind == MetricKind::TtmSum || kind == MetricKind::AnniversarySum ||
         kind == MetricKind::Snapshot || kind == MetricKind::Growth;
}

Pace pace_of(const MonthFigures& months, base::Measure measure, Month to, int history) {
  const bool stock = base::is_stock(measure);
  std::vector<Decimal> seen;
  for (Month month = to + (1 - history + (stock ? 1 : 0)); month <= to; month = month + 1) {
    const Product before = stock ? at(months, month + -1) : Product();
    seen.push_back(base::round(at(months, month) - before, 2, base::Rounding::HalfEven));
  }
  return {*std::ranges::min_element(seen), *std::ranges::max_element(seen)};
}

// One account and competency with the months to come on two paths.
class Outlook {
 public:
  Outlook(const CompetencyBooks& books, const MetricValues& values, Month to)
      : books_(books), values_(values), to_(to), months_of_data_(count_months()) {}

  int months_of_data() const { return months_of_data_; }

  // Requires: enough months of data.
  std::vector<Forecast> forecasts() {
    const auto months = standings(books_, values_, to_);
    std::vector<Forecast> out;
    if (months.empty() || months.back().month != to_) return out;
    if (months.back().term) began_ = months.back().term->began.month();
    const auto low = ranks(path(false), months.back());
    const auto high = ranks(path(true), months.back());
    for (std::size_t rank = months.back().reached + 1;
         rank <= values_.competency().level_codes.size(); ++rank) {
      Forecast made;
      made.account = values_.account();
      made.competency = values_.competency().code;
      made.level = values_.competency().level_codes[rank - 1];
      made.months_of_data = months_of_data_;
      settle(first_reach(low, rank), first_reach(high, rank), made);
      made.pace_months = pace_months();
      made.basis = basis(months.back());
      out.push_back(std::move(made));
    }
    return out;
  }

  std::vector<CourseMonth> course(Month from, SumWindow window) {
    const auto months = standings(books_, values_, to_);
    std::vector<CourseMonth> out;
    const bool goes_on =
        !months.empty() && months.back().month == to_ && months_of_data_ >= kForecastMonthsMin;
    const CompetencyCredit low = goes_on ? path(false) : CompetencyCredit();
    const CompetencyCredit high = goes_on ? path(true) : CompetencyCredit();
    for (const Metric& published : values_.competency().metrics) {
      const Metric metric = within(published, window);
      for (const MonthStanding& one : months) {
        if (one.month < from) continue;
        const Decimal value = values_.value(metric, one.month, one.began);
        out.push_back(course_month(metric, one.month, value, value));
      }
      if (goes_on) add_ahead(metric, months.back(), window, low, high, out);
    }
    return out;
  }

 private:
  CourseMonth course_month(const Metric& metric, Month month, Decimal one, Decimal other) const {
    CourseMonth out;
    out.account = values_.account();
    out.competency = values_.competency().code;
    out.metric = metric.code;
    out.month = month;
    out.is_forecast = month > to_;
    out.low = std::min(one, other);
    out.high = std::max(one, other);
    out.months_of_data = months_of_data_;
    out.pace_months = pace_months();
    return out;
  }

  void add_ahead(const Metric& metric, const MonthStanding& now, SumWindow window,
                 const CompetencyCredit& low, const CompetencyCredit& high,
                 std::vector<CourseMonth>& out) const {
    const MetricValues lower({books_.standing, books_.accounts, low}, values_.account(),
                             values_.competency());
    const MetricValues higher({books_.standing, books_.accounts, high}, values_.account(),
                              values_.competency());
    std::optional<Month> began;
    if (now.term) began = now.term->began.month();
    Month last = to_ + kForecastMonthsAhead;
    if (window == SumWindow::Anniversary && now.term)
      last = std::min(last, now.term->anniversary.month());
    const bool carried = is_carried_on(metric.kind);
    const Decimal stays = carried ? Decimal() : values_.value(metric, to_, now.began);
    for (Month month = to_ + 1; month <= last; month = month + 1) {
      out.push_back(course_month(metric, month, carried ? lower.value(metric, month, began) : stays,
                                 carried ? higher.value(metric, month, began) : stays));
    }
  }

  const MonthFigures& months_of(base::Measure measure) const {
    return books_.credit.of(values_.account(), values_.competency().code, measure).months;
  }

  int count_months() const {
    std::optional<Month> first;
    for (const Metric& metric : values_.competency().metrics) {
      if (metric.kind == MetricKind::Manual) continue;
      for (const auto& [month, figure] : months_of(metric.measure)) {
        if (!figure.is_zero() && month <= to_ && (!first || month < *first)) first = month;
      }
    }
    return first ? to_ - *first + 1 : 0;
  }

  int pace_months() const { return std::min(kPaceMonths, months_of_data_); }

  Pace pace(base::Measure measure) const {
    return pace_of(months_of(measure), measure, to_, pace_months());
  }

  // The credit with a year more of it.
  CompetencyCredit path(bool high) const {
    CompetencyCredit out;
    out.first = books_.credit.first;
    for (const Metric& metric : values_.competency().metrics) {
      if (!is_carried_on(metric.kind)) continue;
      MonthFigures months = months_of(metric.measure);
      const Pace each = pace(metric.measure);
      const Product step(high ? each.most : each.least);
      for (Month month = to_ + 1; month <= to_ + kForecastMonthsAhead; month = month + 1) {
        const bool stock = base::is_stock(metric.measure);
        months[month] = stock ? std::max(Product(), at(months, month + -1) + step) : step;
      }
      out.figures[{values_.account(), values_.competency().code, metric.measure}].months =
          std::move(months);
    }
    return out;
  }

  // The rank that each month to come reaches.
  std::vector<std::size_t> ranks(const CompetencyCredit& credit, const MonthStanding& now) const {
    const CompetencyBooks ahead{books_.standing, books_.accounts, credit};
    const MetricValues values(ahead, values_.account(), values_.competency());
    std::vector<std::size_t> out;
    for (Month month = to_ + 1; month <= to_ + kForecastMonthsAhead; month = month + 1) {
      std::vector<MetricReading> readings = values.readings(month, began_);
      for (std::size_t i = 0; i < readings.size(); ++i) {
        if (!is_carried_on(values_.competency().metrics[i].kind)) readings[i] = now.readings[i];
      }
      out.push_back(values.reached(month, readings));
    }
    return out;
  }

  // Growth against a month to come may be less on the higher path.
  static void settle(std::optional<Month> one, std::optional<Month> other, Forecast& out) {
    if (one && other) {
      out.earliest = std::min(*one, *other);
      out.latest = std::max(*one, *other);
    } else {
      out.earliest = one ? one : other;
    }
  }

  std::optional<Month> first_reach(const std::vector<std::size_t>& ranks, std::size_t rank) const {
    const auto found = std::ranges::find_if(ranks, [&](std::size_t one) { return one >= rank; });
    if (found == ranks.end()) return std::nullopt;
    return to_ + static_cast<int>(found - ranks.begin()) + 1;
  }

  // What is carried on comes first.
  std::vector<ForecastBasis> basis(const MonthStanding& now) const {
    std::set<base::Measure> carried;
    std::vector<ForecastBasis> moving, staying;
    const auto& metrics = values_.competency().metrics;
    for (std::size_t i = 0; i < metrics.size(); ++i) {
      if (!is_carried_on(metrics[i].kind)) {
        const Decimal& value = now.readings[i].value;
        staying.push_back({ForecastBasis::Kind::Stays, metrics[i].code, value, value});
      } else if (carried.insert(metrics[i].measure).second) {
        const base::Measure measure = metrics[i].measure;
        const Pace each = pace(measure);
        moving.push_back(
            {base::is_stock(measure) ? ForecastBasis::Kind::Adds : ForecastBasis::Kind::Brings,
             std::string(base::word(measure)), each.least, each.most});
      }
    }
    moving.insert(moving.end(), staying.begin(), staying.end());
    return moving;
  }

  CompetencyBooks books_;
  const MetricValues& values_;
  Month to_;
  int months_of_data_;
  std::optional<Month> began_;
};

std::string in_words(const ForecastBasis& one, int months) {
  if (one.kind == ForecastBasis::Kind::Stays) return one.name + ": stays at " + one.most.text();
  return one.name + ": " + one.least.text() + " to " + one.most.text() +
         (one.kind == ForecastBasis::Kind::Adds ? " more" : "") +
         " a month (the least and the most of the last " + std::to_string(months) + ")";
}

}  // namespace

std::string method_in_words(const Forecast& forecast) {
  std::string out;
  for (const ForecastBasis& one : forecast.basis)
    out += (out.empty() ? "" : "; ") + in_words(one, forecast.pace_months);
  return out;
}

std::string basis_text(const Forecast& forecast) {
  std::string out;
  for (const ForecastBasis& one : forecast.basis) {
    out += (out.empty() ? "" : "; ") + one.name + '=' + one.least.text();
    if (one.kind != ForecastBasis::Kind::Stays) out += ".." + one.most.text();
  }
  return out;
}

std::vector<CourseMonth> competency_courses(const Standing& standing,
                                            const CompetencyFigures& figures,
                                            const CompetencyQuery& query, SumWindow window) {
  const CompetencyBooks books{standing, figures.accounts, figures.credit};
  std::vector<CourseMonth> out;
  for (const MetricValues& values : values_of(books, query)) {
    for (CourseMonth& one : Outlook(books, values, query.to).course(query.from, window))
      out.push_back(std::move(one));
  }
  return out;
}

base::Result<std::vector<Forecast>> competency_forecasts(const Standing& standing,
                                                         const CompetencyFigures& figures,
                                                         const CompetencyQuery& query) {
  const CompetencyBooks books{standing, figures.accounts, figures.credit};
  std::vector<Forecast> out;
  int most = 0;
  for (const MetricValues& values : values_of(books, query)) {
    Outlook outlook(books, values, query.to);
    most = std::max(most, outlook.months_of_data());
    if (outlook.months_of_data() < kForecastMonthsMin) continue;
    for (Forecast& one : outlook.forecasts())
      out.push_back(std::move(one));
  }
  if (most >= kForecastMonthsMin) return out;
  return base::fail(base::Code::Missing,
                    "not enough history: '" + query.account + "' has " + std::to_string(most) +
                        (most == 1 ? " month" : " months") + " of credit up to " + query.to.text() +
                        ", and a forecast needs " + std::to_string(kForecastMonthsMin));
}

}  // namespace attribution
