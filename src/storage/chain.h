// Walking the audit chain: the same steps whether its events come from a record or from an export.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/audit.h"
#include "storage/checkpoint.h"
#include "storage/verify_internal.h"

namespace storage {

// Which fields of an event contradict the one before it or its own hash: "seq", "commit",
// "previous", "hash", "recorded_at".
std::vector<std::string_view> broken_fields(const AuditEvent& event, const AuditEvent& before);

struct ChainReport {
  std::int64_t from = 0;  // the first event looked at; 0: none was
  std::int64_t to = 0;    // the last one
  std::int64_t events = 0;
  std::int64_t checkpoints = 0;  // whose signature holds
  std::int64_t signed_to = 0;    // the last event that one of them covers
  std::string key;               // by this key; empty: nothing is signed
  base::Digest head{};           // hash of the last event
  std::vector<Finding> findings;
};

// Takes keys, then events in their order, each checkpoint behind the event of its own commit. A
// checkpoint before any event is where the walk begins: it vouches for what it covers.
class ChainCheck {
 public:
  // With `trusted` only signatures of that key count, and there must be one.
  explicit ChainCheck(std::optional<base::PublicKey> trusted) : trusted_(trusted) {}

  void key(const KeptKey& key);
  void checkpoint(const Checkpoint& checkpoint);
  void event(const AuditEvent& event);
  // Something else is wrong with it: "event 4, content".
  void found(std::string subject, std::string message);
  bool clean() const { return clean_; }
  ChainReport finish();

 private:
  void check_signature(const Checkpoint& checkpoint, const std::string& subject);

  std::optional<base::PublicKey> trusted_;
  std::map<std::string, base::PublicKey> keys_;
  AuditEvent last_;
  base::Digest before_last_{};
  bool begun_ = false;
  bool clean_ = true;
  ChainReport report_;
  Findings findings_;
};

struct ChainVisitor {
  std::function<base::Status(const KeptKey&)> key;
  std::function<base::Status(const Checkpoint&)> checkpoint;
  std::function<base::Status(const AuditEvent&)> event;
};

// Where to begin: the checkpoint of a commit, CommitNumber::latest() for the last one; nothing for
// the whole chain.
using ChainStart = std::optional<base::CommitNumber>;

// The chain of a record in the order that ChainCheck wants. Errors: NotFound for a commit that
// made no checkpoint.
base::Status walk_chain(Database& database, ChainStart start, const ChainVisitor& visitor);

// Recomputes events, digests of the rows of their commits, and signatures.
base::Result<ChainReport> check_chain(Record& record, ChainStart start,
                                      std::optional<base::PublicKey> trusted);

}  // namespace storage
