#include "app/live_store.h"

#include <algorithm>

#include "storage/registry_table.h"

namespace app {
namespace {

constexpr std::size_t kViewsMax = 4;

}  // namespace

base::Result<std::unique_ptr<LiveStore>> LiveStore::open(const std::string& directory, int readers,
                                                         const base::Clock& clock,
                                                         storage::OpenFor mode) {
  std::unique_ptr<LiveStore> out(new LiveStore);
  out->clock_ = &clock;
  out->writing_ = std::make_unique<Store>(TRY(Store::open(directory, mode, clock)));
  for (int i = 0; i < readers; ++i) {
    out->readers_.push_back(
        std::make_unique<Store>(TRY(Store::open(directory, storage::OpenFor::Reading, clock))));
  }
  out->scanning_ =
      std::make_unique<Store>(TRY(Store::open(directory, storage::OpenFor::Reading, clock)));
  out->writer_ = std::thread([live = out.get()] { live->write(); });
  return out;
}

LiveStore::~LiveStore() {
  {
    const std::scoped_lock lock(queue_mutex_);
    ends_ = true;
  }
  queued_.notify_all();
  if (writer_.joinable()) writer_.join();
  views_.clear();
}

void LiveStore::change_later(std::function<void(Store&)> job) {
  {
    const std::scoped_lock lock(queue_mutex_);
    queue_.push_back(std::move(job));
  }
  queued_.notify_one();
}

std::size_t LiveStore::changes_waiting() const {
  const std::scoped_lock lock(queue_mutex_);
  return queue_.size();
}

void LiveStore::write() {
  for (;;) {
    std::function<void(Store&)> job;
    {
      std::unique_lock lock(queue_mutex_);
      queued_.wait(lock, [this] { return ends_ || !queue_.empty(); });
      if (queue_.empty()) return;
      job = std::move(queue_.front());
      queue_.pop_front();
    }
    job(*writing_);
  }
}

LiveStore::Lent::Lent(LiveStore& from) : owner(from) {
  std::unique_lock lock(owner.lending_);
  owner.returned_.wait(lock, [this] { return !owner.readers_.empty(); });
  store = std::move(owner.readers_.back());
  owner.readers_.pop_back();
}

LiveStore::Lent::~Lent() {
  {
    const std::scoped_lock lock(owner.lending_);
    owner.readers_.push_back(std::move(store));
  }
  owner.returned_.notify_one();
}

base::Result<base::CommitNumber> LiveStore::known(base::CommitNumber as_known) {
  return read([&](Store& store) { return store.known(as_known); });
}

base::Result<std::shared_ptr<const Ground>> LiveStore::ground(base::CommitNumber as_known) {
  const bool newer_fits = as_known == base::CommitNumber::latest();
  return ground_at(TRY(known(as_known)), newer_fits);
}

base::Result<std::shared_ptr<const Ground>> LiveStore::ground_at(base::CommitNumber known,
                                                                 bool newer_fits) {
  const auto load = [&](Store& store) -> base::Result<std::shared_ptr<const Ground>> {
    return std::make_shared<const Ground>(TRY(open_books(store, known)));
  };
  {
    const std::scoped_lock lock(ground_mutex_);
    const bool is_older = ground_.made && known < ground_.made->books.as_known;
    if (is_older && newer_fits) return ground_.made;
    if (!is_older) {
      if (ground_.made && known <= ground_.until) return ground_.made;
      const bool is_same =
          ground_.made && !TRY(read([&](Store& store) {
            return storage::registry_changed(store.record().database(), ground_.until, known);
          }));
      auto made = is_same ? ground_.made : TRY(read(load));
      ground_ = {known, made};
      return made;
    }
  }
  return read(load);
}

std::shared_ptr<const View> LiveStore::kept_view(base::CommitNumber known) {
  const std::scoped_lock lock(views_mutex_);
  const auto found = std::ranges::find(views_, known, &Kept<View>::until);
  if (found == views_.end()) return nullptr;
  std::rotate(found, found + 1, views_.end());
  return views_.back().made;
}

base::Result<std::shared_ptr<const View>> LiveStore::view(base::CommitNumber as_known) {
  const base::CommitNumber at = TRY(known(as_known));
  if (auto kept = kept_view(at)) return kept;
  auto ground = TRY(ground_at(at, false));
  const std::scoped_lock scan(scan_);
  if (auto kept = kept_view(at)) return kept;  // made while this one waited
  const Kept<View> fresh{at, TRY(make_view(std::move(ground), at))};
  const std::scoped_lock lock(views_mutex_);
  std::erase_if(views_, [&](const Kept<View>& one) { return one.made == fresh.made; });
  if (views_.size() == kViewsMax) views_.erase(views_.begin());
  views_.push_back(fresh);
  return fresh.made;
}

// One that is there, where neither its ground nor usage have changed since. Requires: scan_ is
// held, without which nothing comes to views_.
base::Result<std::shared_ptr<const View>> LiveStore::make_view(std::shared_ptr<const Ground> ground,
                                                               base::CommitNumber known) {
  std::vector<Kept<View>> there;
  {
    const std::scoped_lock lock(views_mutex_);
    there = views_;
  }
  for (const Kept<View>& one : there) {
    if (one.made->ground != ground || known < one.until) continue;
    if (!TRY(storage::usage_changed(scanning_->record().database(), one.until, known)))
      return one.made;
  }
  std::shared_ptr<const View> out = TRY(open_view(*scanning_, std::move(ground), known, {}));
  return out;
}

}  // namespace app
