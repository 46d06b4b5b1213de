// The access log as the service writes it: a first look is durable before it is answered, looks
// alike within an hour are counted and written later, many threads share one write.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "access/look.h"
#include "app/store.h"

namespace app {

struct AccessLogSettings {
  std::int64_t window_ms = 3'600'000;  // looks alike within it are one
  std::size_t open_max = 65'536;       // that are counted at once; then all are written
};

// Writes looks and returns when they are durable: in the thread that owns the store, or by asking
// it. Called by one thread at a time.
using WriteLooks = std::function<base::Status(std::span<const rights::Look>)>;

class AccessLog {
 public:
  explicit AccessLog(WriteLooks write, AccessLogSettings settings = {});
  AccessLog(const AccessLog&) = delete;
  AccessLog& operator=(const AccessLog&) = delete;
  // Does not write: call flush_all() first, it can fail.
  ~AccessLog() = default;

  // Before the answer that these looks are. Views and reads of one object kind by one person or key
  // in one session are looks alike; exports and SQL never are. Errors: what the writer says; then
  // nothing may be answered.
  base::Status note(std::span<const rights::Look> looks, std::string_view session);
  // Writes what is counted of windows that are over at `now`.
  base::Status flush_over(base::Instant now);
  // Writes all that is counted.
  base::Status flush_all();
  // How many looks alike are counted now.
  std::size_t open() const;

 private:
  // who, session, customer, object, action
  using Alike = std::tuple<std::string, std::string, std::string, std::string, rights::LookAction>;
  struct Counted {
    base::Instant since;  // the first one, which is written
    rights::Look more;    // the last one, not yet written; `times` 0: there was no other
  };
  // Looks that become durable together.
  struct Batch {
    std::vector<rights::Look> looks;
    std::vector<std::pair<Alike, Counted>> first;  // looks from which on those alike are counted
    std::vector<std::pair<Alike, Counted>> taken;  // that were counted
    bool done = false;
    base::Status result;
  };

  void put(const rights::Look& look, std::string_view session, Batch& batch);
  void take(const Alike& alike, Counted& counted, Batch& batch);
  base::Status write(std::unique_lock<std::mutex>& lock, Batch& batch);
  base::Status flush(std::optional<base::Instant> now);

  WriteLooks write_;
  AccessLogSettings settings_;
  mutable std::mutex mutex_;
  std::condition_variable written_;
  std::map<Alike, Counted> open_;
  std::shared_ptr<Batch> next_;
  bool writing_ = false;
};

}  // namespace app
