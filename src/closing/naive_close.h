// The naive close: every month of the books computed anew from raw rows, posted or taken back where
// it differs from what was posted. Slow, obviously right, never removed; the close is compared with
// it, entry by entry. Rules: docs/domain/ledger.md.
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "ledger/entry.h"
#include "registry/snapshot.h"
#include "usage/record.h"

namespace closing {

struct NaiveBooks {
  base::Month period, first;
  std::span<const usage::Record> now, then;  // current rows at this close, and at the last one
  const registry::Snapshot& registry;
  const registry::Snapshot& registry_then;  // that of now for the first close
  const programs::Programme& programme;
  std::span<const ledger::Entry> entries;  // of the books so far
  bool registry_moved = true;              // false: both are the same
  std::set<std::string> left_out;          // by the last close
  std::string cause;
};

struct NaiveClose {
  std::vector<ledger::Entry> entries;
  std::set<std::string> left_out;
};
base::Result<NaiveClose> naive_close(const NaiveBooks& books);

}  // namespace closing
