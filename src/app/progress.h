// How long work tells its caller where it stands. Only cli shows it.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace app {

struct Step {
  std::string_view what;  // "Ingest usage-2025-03.csv"
  std::int64_t done = 0;
  std::int64_t total = 0;  // 0: nobody knows
  std::string_view unit;   // "rows", "files"
};

// May be empty; called often, from the thread that works.
using Report = std::function<void(const Step&)>;

}  // namespace app
