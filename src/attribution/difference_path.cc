#include "attribution/difference_path.h"

#include <utility>

namespace attribution {

Holdings compile_holdings(const Standing& standing, const usage::SeriesIndex& index) {
  return compile(standing, [&](std::string_view word) {
    for (std::uint32_t number = 0; number < index.workloads(); ++number) {
      if (index.workload(number) == word) return number;
    }
    return Holding::kEveryWorkload;
  });
}

// A state that no commit ever had. Stays where it is made: its parts refer to each other.
class DifferencePath::Stage {
 public:
  Stage(registry::Snapshot registry, programs::Programme programme, const usage::SeriesIndex& index)
      : registry_(std::move(registry)),
        programme_(std::move(programme)),
        standing_(registry_, programme_),
        holdings_(compile_holdings(standing_, index)),
        state_{&index, &holdings_, &standing_} {}
  Stage(const BooksState& before, programs::Programme programme)
      : programme_(std::move(programme)),
        standing_(before.standing->registry(), programme_),
        holdings_(compile_holdings(standing_, *before.index)),
        state_{before.index, &holdings_, &standing_} {}
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  const BooksState& state() const { return state_; }

 private:
  const registry::Snapshot registry_;
  const programs::Programme programme_;
  const Standing standing_;
  const Holdings holdings_;
  const BooksState state_;
};

void DifferencePath::add(std::string cause, const BooksState& state) {
  steps_.push_back({std::move(cause), state});
  last_ = state;
}

void DifferencePath::add(std::string cause, registry::Snapshot registry,
                         const programs::Programme& programme, const usage::SeriesIndex& index) {
  stages_.push_back(std::make_shared<Stage>(std::move(registry), programme, index));
  add(std::move(cause), stages_.back()->state());
}

void DifferencePath::add_rules(std::string cause, const programs::Programme& programme) {
  stages_.push_back(std::make_shared<Stage>(last_, programme));
  add(std::move(cause), stages_.back()->state());
}

namespace {

// What is known `now` with the channels, associations, shares and mergers of `then`: keys stay.
registry::Snapshot without_associations(const registry::Snapshot& now,
                                        const registry::Snapshot& then) {
  registry::Snapshot out = now;
  out.channels = then.channels;
  out.associations = then.associations;
  out.credit_shares = then.credit_shares;
  out.mergers = then.mergers;
  return out;
}

// And with its enrolments and profiles.
registry::Snapshot master_data_of(const registry::Snapshot& now, const registry::Snapshot& then) {
  registry::Snapshot out = without_associations(now, then);
  out.enrolments = then.enrolments;
  out.profiles = then.profiles;
  return out;
}

}  // namespace

void DifferencePath::add_registry(const BooksState& now) {
  const registry::Snapshot& fresh = now.standing->registry();
  const registry::Snapshot& old = last_.standing->registry();
  const programs::Programme& programme = now.standing->programme();
  registry::Snapshot rates = old;
  rates.fx_rates = fresh.fx_rates;
  registry::Snapshot master_data = master_data_of(fresh, old);
  registry::Snapshot enrolments = without_associations(fresh, old);
  if (old.fx_rates != fresh.fx_rates) add("FX_CORRECTION", std::move(rates), programme, *now.index);
  add("MASTER_DATA_CORRECTION", std::move(master_data), programme, *now.index);
  add("ENROLLMENT_CORRECTION", std::move(enrolments), programme, *now.index);
  add("ASSOCIATION_CORRECTION", now);
}

}  // namespace attribution
