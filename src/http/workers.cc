#include "http/workers.h"

#include <utility>

namespace http {

Workers::Workers(int threads, std::size_t queue_max) : queue_max_(queue_max) {
  for (int i = 0; i < threads; ++i)
    threads_.emplace_back([this] { work(); });
}

void Workers::finish() {
  {
    const std::scoped_lock lock(mutex_);
    ends_ = true;
  }
  wake_.notify_all();
  threads_.clear();
}

bool Workers::offer(std::function<void()> job) {
  {
    const std::scoped_lock lock(mutex_);
    if (ends_ || queue_.size() >= queue_max_) return false;
    queue_.push_back(std::move(job));
  }
  wake_.notify_one();
  return true;
}

std::size_t Workers::waiting() const {
  const std::scoped_lock lock(mutex_);
  return queue_.size();
}

void Workers::set_queue_max(std::size_t jobs) {
  const std::scoped_lock lock(mutex_);
  queue_max_ = jobs;
}

void Workers::work() {
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return ends_ || !queue_.empty(); });
      if (queue_.empty()) return;
      job = std::move(queue_.front());
      queue_.pop_front();
    }
    job();
  }
}

}  // namespace http
