// Others are told what happens, for as long as a service runs: a thread that makes events of new
// commits and sends the webhooks and letters that are due.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "app/delivery_jobs.h"
#include "app/live_store.h"
#include "app/postman.h"
#include "storage/delivery_table.h"

namespace app {

// What secrets of endpoints are sealed with: the store's sealing key. Errors: as app::sealer.
base::Result<storage::SecretBox> secret_box(Store& store);

class Messenger {
 public:
  struct Options {
    DispatcherOptions dispatcher;
    Postman::Carry carry;  // of letters; empty: none are written
    PostOptions post;
    std::function<void(const base::Error&)> trouble;  // from its thread; may be empty
  };
  // Both must outlive it.
  Messenger(LiveStore& store, delivery::Sender& sender, Options options);
  // Starts nothing more, waits for the answers to what is under way and writes them down.
  ~Messenger();
  Messenger(const Messenger&) = delete;
  Messenger& operator=(const Messenger&) = delete;

 private:
  void run(const std::stop_token& stop);
  // Until an answer has come, a second is over, or the end is asked for.
  void pause(std::unique_lock<std::mutex>& lock, const std::stop_token& stop);
  // Whether there is more to do at once.
  base::Result<bool> step();
  base::Result<bool> step_in(Store& store);

  bool has_answer() const;
  bool is_under_way() const;

  LiveStore* store_;
  std::function<void(const base::Error&)> trouble_;
  Dispatcher dispatcher_;
  std::optional<Postman> postman_;
  std::optional<storage::SecretBox> box_;
  Store* writing_ = nullptr;  // while it is lent to this thread's work
  AccessLog looks_;
  base::Instant forgotten_{};  // when old events were last looked for
  std::mutex mutex_;
  std::condition_variable_any ending_;
  std::jthread thread_;
};

}  // namespace app
