// Threads that do what may block. The queue before them is bounded: what does not fit is refused at
// once, so that a busy server says so and does not grow.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace http {

class Workers {
 public:
  Workers(int threads, std::size_t queue_max);
  ~Workers() { finish(); }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // False: the queue is full, and `job` will not run.
  bool offer(std::function<void()> job);
  std::size_t waiting() const;
  void set_queue_max(std::size_t jobs);  // what waits beyond it is done, too
  // Does what was taken, takes nothing more, and ends.
  void finish();

 private:
  void work();

  mutable std::mutex mutex_;
  std::size_t queue_max_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool ends_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace http
