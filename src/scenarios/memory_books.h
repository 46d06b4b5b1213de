// The books of a scenario: what its acts post, in memory, by the close or by the naive one.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ledger/entry.h"
#include "registry/snapshot.h"
#include "scenarios/scenario.h"
#include "usage/record.h"

namespace scenarios {

struct Books;

// What an act other than a close posts into the period, given all that was posted before: by the
// rules of petitions that were accepted, and of payouts that were sent. Errors: Refused when the
// account has less.
base::Result<std::vector<ledger::Entry>> entries_of(const BookAct& act,
                                                    std::span<const ledger::Entry> before,
                                                    const programs::Parameters& parameters,
                                                    base::Month period);

enum class ClosedBy : std::uint8_t { Engine, Naive };

class MemoryBooks {
 public:
  explicit MemoryBooks(ClosedBy by) : by_(by) {}

  base::Status act(const Books& books, const BookAct& act);
  const std::vector<ledger::Entry>& entries() const { return entries_; }

 private:
  base::Status close(const Books& books, base::Month month);

  ClosedBy by_;
  std::vector<ledger::Entry> entries_;
  base::Month first_{}, last_{};  // closes; 0: none
  registry::Snapshot registry_;   // at the last one
  std::vector<usage::Record> records_;
  std::set<std::string> left_out_;
};

}  // namespace scenarios
