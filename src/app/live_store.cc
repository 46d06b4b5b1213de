#include "app/live_store.h"

#include <algorithm>

namespace app {
namespace {

constexpr std::size_t kViewsMax = 4;

}  // namespace

base::Result<std::unique_ptr<LiveStore>> LiveStore::open(const std::string& directory, int readers,
                                                         const base::Clock& clock) {
  std::unique_ptr<LiveStore> out(new LiveStore);
  out->clock_ = &clock;
  out->writing_ =
      std::make_unique<Store>(TRY(Store::open(directory, storage::OpenFor::Writing, clock)));
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

base::Result<std::shared_ptr<const View>> LiveStore::view(base::CommitNumber as_known) {
  const auto known = TRY(read([&](Store& store) { return store.known(as_known); }));
  const std::scoped_lock lock(views_mutex_);
  const auto found =
      std::ranges::find(views_, known, [](const auto& one) { return one.known_until; });
  if (found != views_.end()) {
    std::rotate(found, found + 1, views_.end());
    return views_.back().view;
  }
  const std::scoped_lock scan(scan_);
  Kept fresh{known, TRY(made(known))};
  std::erase_if(views_, [&](const Kept& one) { return one.view == fresh.view; });
  if (views_.size() == kViewsMax) views_.erase(views_.begin());
  views_.push_back(fresh);
  return fresh.view;
}

// Out of the newest one that is not newer, if there is one.
base::Result<std::shared_ptr<const View>> LiveStore::made(base::CommitNumber known) {
  std::shared_ptr<const View> earlier;
  for (const Kept& one : views_) {
    const base::CommitNumber of = one.view->books.as_known;
    if (of <= known && (!earlier || of > earlier->books.as_known)) earlier = one.view;
  }
  std::shared_ptr<const View> fresh = earlier ? TRY(renew_view(*scanning_, known, *earlier))
                                              : TRY(open_view(*scanning_, known, {}));
  return fresh ? fresh : earlier;
}

}  // namespace app
