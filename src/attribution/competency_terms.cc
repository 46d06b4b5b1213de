#include "attribution/competency_terms.h"

#include <algorithm>

namespace attribution {
namespace {

using base::Day;
using base::Month;

// Something that happens on a day: a level is awarded, or a partner brings its term along.
struct Event {
  Day day;
  std::size_t rank = 0;              // of an award
  std::optional<Term> brought = {};  // of a partner that joins
};

// The term of one account while the days pass. Events come in the order of their days.
class Course {
 public:
  explicit Course(const programs::Competency& competency) : competency_(competency) {}

  const std::optional<Term>& term() const { return term_; }
  bool has_lapsed() const { return has_lapsed_; }

  // Whatever is due up to the day, the day included.
  void advance(Day day) {
    while (term_) {
      if (next_rank_ > 0 && day >= term_->anniversary) {
        renew(next_rank_);
      } else if (day > last_chance()) {
        term_.reset();
        has_lapsed_ = true;
      } else {
        return;
      }
    }
  }

  void award(Day day, std::size_t rank) {
    if (term_ && day >= term_->anniversary) {
      renew(rank);
    } else if (term_ && rank <= term_->rank) {
      next_rank_ = rank;
    } else {
      begin(day, rank);
    }
  }

  void join(const Term& brought) {
    if (!term_) {
      term_ = brought;
      next_rank_ = 0;
    } else {
      term_->rank = std::max(term_->rank, brought.rank);
    }
  }

  // Where no fee is asked the numbers award by themselves, at the end of a month.
  void reach(Day day, std::size_t rank) {
    if (competency_.requires_fee || rank == 0) return;
    if (!term_ || day >= term_->anniversary || rank > term_->rank) award(day, rank);
  }

 private:
  void begin(Day day, std::size_t rank) {
    term_ = Term{.rank = rank, .began = day, .anniversary = anniversary_of(day)};
    next_rank_ = 0;
  }
  void renew(std::size_t rank) {
    const Day from = term_->anniversary;
    begin(from, rank);
    term_->renewed = true;
  }
  Day last_chance() const {
    const Day graced = term_->anniversary + competency_.grace_days;
    return competency_.requires_fee ? graced : std::max(graced, term_->anniversary.month().last());
  }

  const programs::Competency& competency_;
  std::optional<Term> term_;
  std::size_t next_rank_ = 0;  // awarded while the term ran; takes its place on the anniversary
  bool has_lapsed_ = false;
};

// Awards to the account, and to partners while they belonged to it.
std::vector<Event> awards(const CompetencyBooks& books, const MetricValues& values) {
  std::vector<Event> out;
  const registry::Snapshot& registry = books.standing.registry();
  for (const registry::Award& one : registry.awards) {
    const std::size_t rank = values.competency().rank(one.level);
    if (one.competency != values.competency().code || rank == 0) continue;
    const auto partner =
        std::ranges::find(registry.partners, one.account_id, &registry::Partner::id);
    std::string account = one.account_id;
    if (partner != registry.partners.end()) {
      const auto key = static_cast<std::uint32_t>(partner - registry.partners.begin());
      account = books.accounts.account_on({key}, one.awarded_on);
    }
    if (account == values.account()) out.push_back({one.awarded_on, rank});
  }
  return out;
}

class Walk {
 public:
  Walk(const CompetencyBooks& books, const MetricValues& values, std::vector<Event> events)
      : books_(books), values_(values), events_(std::move(events)), course_(values.competency()) {
    std::ranges::stable_sort(events_, {}, [](const Event& one) {
      return std::pair(one.day, one.brought.has_value() ? 0 : 1);
    });
  }

  // Takes one month after the other, from the first of the books.
  MonthStanding step(Month month) {
    MonthStanding out;
    out.month = month;
    if (course_.term()) out.began = course_.term()->began.month();
    live_through(month.last());
    out.readings = values_.readings(month, out.began);
    out.reached = values_.reached(month, out.readings);
    course_.reach(month.last(), out.reached);
    settle(out);
    return out;
  }

  // The term at the end of a day within the month that follows the last step.
  std::optional<Term> term_on(Day day) {
    live_through(day);
    return course_.term();
  }

  bool started() const { return started_; }

 private:
  void live_through(Day day) {
    for (; next_ < events_.size() && events_[next_].day <= day; ++next_) {
      const Event& event = events_[next_];
      course_.advance(event.day);
      if (event.brought) {
        course_.join(*event.brought);
      } else {
        course_.award(event.day, event.rank);
      }
    }
    course_.advance(day);
  }

  void settle(MonthStanding& out) {
    const Day last = out.month.last();
    out.term = course_.term();
    if (out.term) {
      out.state = out.term->renewed ? CompetencyState::Renewed : CompetencyState::Active;
      out.at_risk = out.reached < out.term->rank || last >= out.term->anniversary;
    } else if (out.reached > 0) {
      out.state = CompetencyState::Qualified;
    } else if (course_.has_lapsed()) {
      out.state = CompetencyState::Lapsed;
    }
    const auto measured = [](const MetricReading& one) { return !one.value.is_zero(); };
    started_ = started_ || out.term || std::ranges::any_of(out.readings, measured);
  }

  const CompetencyBooks& books_;
  const MetricValues& values_;
  std::vector<Event> events_;
  std::size_t next_ = 0;
  Course course_;
  bool started_ = false;
};

// What the account of a partner alone holds at the end of a day.
std::optional<Term> own_term(const CompetencyBooks& books, const programs::Competency& competency,
                             const std::string& partner, Day day) {
  const MetricValues values(books, partner, competency);
  Walk walk(books, values, awards(books, values));
  for (Month month = books.credit.first; month.last() <= day; month = month + 1)
    walk.step(month);
  return walk.term_on(day);
}

// The terms that partners bring along on the day on which they join the group.
std::vector<Event> joins(const CompetencyBooks& books, const MetricValues& values, Month to) {
  std::vector<Event> out;
  const registry::Snapshot& registry = books.standing.registry();
  for (const registry::Membership& one : registry.memberships) {
    const std::string& partner = registry[one.partner].id;
    const bool joins = one.group_id == values.account() && partner != values.account();
    if (!joins || one.days.empty() || one.days.from > to.last()) continue;
    if (one.days.from.month() < books.credit.first) continue;
    const Day before = one.days.from + -1;
    if (const auto term = own_term(books, values.competency(), partner, before)) {
      out.push_back({.day = one.days.from, .rank = 0, .brought = term});
    }
  }
  return out;
}

}  // namespace

Day anniversary_of(Day day) {
  const Month later = day.month() + 12;
  const Day out = later.first() + std::min(day - day.month().first(), later.days() - 1);
  return std::min(out, Day::forever());
}

std::optional<Term> term_on(const CompetencyBooks& books, const MetricValues& values, Day day) {
  std::vector<Event> events = awards(books, values);
  const std::vector<Event> joined = joins(books, values, day.month());
  events.insert(events.end(), joined.begin(), joined.end());
  Walk walk(books, values, std::move(events));
  for (Month month = books.credit.first; month.last() <= day; month = month + 1)
    walk.step(month);
  return walk.term_on(day);
}

std::vector<MonthStanding> standings(const CompetencyBooks& books, const MetricValues& values,
                                     Month to) {
  std::vector<Event> events = awards(books, values);
  const std::vector<Event> joined = joins(books, values, to);
  events.insert(events.end(), joined.begin(), joined.end());
  Walk walk(books, values, std::move(events));
  std::vector<MonthStanding> out;
  for (Month month = books.credit.first; month <= to; month = month + 1) {
    MonthStanding standing = walk.step(month);
    const bool exists = !books.accounts.partners_on(values.account(), month.last()).empty();
    if (exists && walk.started()) out.push_back(std::move(standing));
  }
  return out;
}

}  // namespace attribution
