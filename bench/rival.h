// What a user would write instead: the same facts and the coalesced holdings in a database, joined
// on interval and grouped. Rivals get what helps them: dense integer keys instead of texts, 64-bit
// decimals, the month stored beside the day, their tables in the order that suits them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "attribution/holdings.h"
#include "cells.h"
#include "world.h"

namespace bench {

class Rival {
 public:
  virtual ~Rival() = default;
  virtual const char* name() const = 0;
  // Computes the whole answer and keeps it; this is what is timed.
  virtual void answer() = 0;
  // The kept answer, settled.
  virtual std::vector<Cell> cells() = 0;
};

// `scratch`: a directory for files that carry the tables into the engines.
std::unique_ptr<Rival> make_duckdb(const World& world, const attribution::Holdings& holdings,
                                   const std::string& scratch, int threads);
// From the files that make_duckdb left in `scratch`. Null when the library is not installed.
std::unique_ptr<Rival> make_clickhouse(const std::string& scratch, int threads);

}  // namespace bench
