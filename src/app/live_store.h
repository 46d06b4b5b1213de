// A store that many threads use: one of them changes it, all others read. Decision 0021.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "app/store.h"

namespace app {

class LiveStore {
 public:
  // Takes the writer's lock of the directory until it is destroyed. `readers`: connections.
  // For reading it takes no lock, and nothing may be changed.
  static base::Result<std::unique_ptr<LiveStore>> open(
      const std::string& directory, int readers, const base::Clock& clock,
      storage::OpenFor mode = storage::OpenFor::Writing);
  ~LiveStore();  // does the changes that were asked for first
  LiveStore(const LiveStore&) = delete;
  LiveStore& operator=(const LiveStore&) = delete;

  const base::Clock& clock() const { return *clock_; }

  // Runs `job` in the thread that owns the store, behind those asked for before it.
  void change_later(std::function<void(Store&)> job);
  // The same, waiting for its answer.
  template <class Job>
  auto change(Job job) -> decltype(job(std::declval<Store&>())) {
    const auto done = std::make_shared<std::promise<decltype(job(std::declval<Store&>()))>>();
    change_later([&job, done](Store& store) { done->set_value(job(store)); });
    return done->get_future().get();
  }
  std::size_t changes_waiting() const;

  // Runs `job` here, with a connection of its own.
  template <class Job>
  auto read(Job job) -> decltype(job(std::declval<Store&>())) {
    const Lent lent(*this);
    return job(*lent.store);
  }

  // As known at the commit; latest: at least as new as every change acknowledged before the call.
  // Both are shared and not changed any more. A ground is made anew only when rules or registry
  // have changed, a view when usage has too; what reads the log of one must hold log_lock().
  base::Result<std::shared_ptr<const Ground>> ground(base::CommitNumber as_known);
  base::Result<std::shared_ptr<const View>> view(base::CommitNumber as_known);
  std::unique_lock<std::mutex> log_lock() { return std::unique_lock(scan_); }

 private:
  struct Lent {
    explicit Lent(LiveStore& from);
    ~Lent();
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    LiveStore& owner;
    std::unique_ptr<Store> store;
  };
  LiveStore() = default;
  void write();
  base::Result<base::CommitNumber> known(base::CommitNumber as_known);
  base::Result<std::shared_ptr<const Ground>> ground_at(base::CommitNumber known, bool newer_fits);
  std::shared_ptr<const View> kept_view(base::CommitNumber known);
  base::Result<std::shared_ptr<const View>> make_view(std::shared_ptr<const Ground> ground,
                                                      base::CommitNumber known);

  const base::Clock* clock_ = nullptr;
  std::unique_ptr<Store> writing_;

  mutable std::mutex queue_mutex_;
  std::condition_variable queued_;
  std::deque<std::function<void(Store&)>> queue_;
  bool ends_ = false;

  std::mutex lending_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Store>> readers_;

  // What was made is what was known at its own commit and at this one. ground_mutex_ is held while
  // the newest ground is made, and scan_ while a view is: who asks for what is there does not wait.
  // Each is taken alone but views_mutex_, which may come after scan_.
  template <class Made>
  struct Kept {
    base::CommitNumber until;
    std::shared_ptr<const Made> made;
  };
  std::mutex ground_mutex_;
  Kept<Ground> ground_;  // the newest
  std::mutex views_mutex_;
  std::vector<Kept<View>> views_;  // the last ones asked for; the last asked for stands behind
  std::mutex scan_;
  std::unique_ptr<Store> scanning_;  // its log serves the views

  std::thread writer_;
};

}  // namespace app
