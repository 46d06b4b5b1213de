// The engine over a world in memory, for the length of a question.
#pragma once

#include "attribution/difference_path.h"
#include "attribution/holdings.h"
#include "scenarios/example.h"
#include "usage/memory_log.h"

namespace scenarios {

// What it needs for one question; the parts refer to each other, so it stays in place.
class Engine {
 public:
  explicit Engine(const Books& books)
      : directory_(books.registry),
        log_(books.current, [this](std::string_view id) { return directory_.subscription(id); }),
        standing_(books.registry, books.programme) {}
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  usage::MemoryLog& log() { return log_; }
  const attribution::Standing& standing() const { return standing_; }
  base::Result<usage::SeriesIndex> index() {
    return usage::transient_index(log_, standing_.registry().subscriptions.size());
  }
  attribution::Holdings holdings(const usage::SeriesIndex& index) const {
    return attribution::compile_holdings(standing_, index);
  }

 private:
  registry::Directory directory_;
  usage::MemoryLog log_;
  attribution::Standing standing_;
};

}  // namespace scenarios
