#include "storage/chain.h"

#include <algorithm>

namespace storage {
namespace {

constexpr std::int64_t kPiece = 4096;  // events held at once

std::string_view message_of(std::string_view field) {
  if (field == "seq") return "events are missing or out of order before it";
  if (field == "commit") return "it is not the commit of this event";
  if (field == "previous") return "it is not the hash of the event before: the chain is broken";
  if (field == "hash") return "the event was changed after it was written";
  return "it is no later than that of the event before";
}

base::Result<std::optional<Checkpoint>> starting_point(const std::vector<Checkpoint>& all,
                                                       ChainStart start) {
  if (!start) return std::nullopt;
  const bool last = *start == base::CommitNumber::latest();
  const auto found = std::ranges::find(all, *start, &Checkpoint::commit);
  if (last && !all.empty()) return all.back();
  if (found != all.end()) return *found;
  return base::fail(base::Code::NotFound,
                    (last ? std::string("there is no checkpoint yet")
                          : "commit " + std::to_string(start->number) + " made no checkpoint"),
                    "accredit audit list");
}

}  // namespace

std::vector<std::string_view> broken_fields(const AuditEvent& event, const AuditEvent& before) {
  std::vector<std::string_view> fields;
  if (event.seq != before.seq + 1) fields.emplace_back("seq");
  if (event.commit.number != event.seq) fields.emplace_back("commit");
  if (event.previous != before.hash) fields.emplace_back("previous");
  if (event.hash != hash_of(event)) fields.emplace_back("hash");
  if (event.recorded_at <= before.recorded_at && before.seq > 0) fields.emplace_back("recorded_at");
  return fields;
}

void ChainCheck::found(std::string subject, std::string message) {
  clean_ = false;
  findings_.add(std::move(subject), std::move(message));
}

void ChainCheck::key(const KeptKey& key) {
  if (base::key_id(key.key) != key.id) {
    found("key " + key.id, "its public key is another one than its id says");
  }
  keys_[key.id] = key.key;
}

void ChainCheck::check_signature(const Checkpoint& checkpoint, const std::string& subject) {
  const bool ours = !trusted_ || base::key_id(*trusted_) == checkpoint.key;
  const auto known = keys_.find(checkpoint.key);
  if (known == keys_.end() && !(trusted_ && ours)) {
    return found(subject + ", key", "no key " + checkpoint.key + " is known");
  }
  const base::PublicKey& key = trusted_ && ours ? *trusted_ : known->second;
  const std::string message = checkpoint_message(checkpoint.seq, checkpoint.head);
  if (!base::verifies(key, message, checkpoint.signature)) {
    return found(subject + ", signature", "it is not one of key " + checkpoint.key +
                                              " over event " + std::to_string(checkpoint.seq));
  }
  if (!ours) return;  // it holds, but says nothing to whoever trusts another key
  ++report_.checkpoints;
  report_.signed_to = checkpoint.seq;
  report_.key = checkpoint.key;
}

void ChainCheck::checkpoint(const Checkpoint& checkpoint) {
  const std::string subject = "checkpoint " + std::to_string(checkpoint.commit.number);
  if (checkpoint.seq + 1 != checkpoint.commit.number) {
    found(subject + ", seq", "it does not cover the event before its own");
  } else if (!begun_) {
    last_ = {.seq = checkpoint.seq, .commit = {checkpoint.seq}, .hash = checkpoint.head};
  } else if (last_.seq != checkpoint.commit.number) {
    found(subject + ", commit", "it does not stand behind the event of its own commit");
  } else if (before_last_ != checkpoint.head) {
    found(subject + ", head", "it is not the hash of event " + std::to_string(checkpoint.seq));
  }
  begun_ = true;
  check_signature(checkpoint, subject);
}

void ChainCheck::event(const AuditEvent& event) {
  for (const std::string_view field : broken_fields(event, last_)) {
    found("event " + std::to_string(event.seq) + ", " + std::string(field),
          std::string(message_of(field)));
  }
  begun_ = true;
  if (report_.from == 0) report_.from = event.seq;
  ++report_.events;
  before_last_ = last_.hash;
  last_ = event;
}

ChainReport ChainCheck::finish() {
  if (trusted_ && report_.key.empty()) {
    found("key " + base::key_id(*trusted_), "no checkpoint is signed by this key");
  }
  report_.to = last_.seq;
  report_.head = last_.hash;
  report_.findings = findings_.take();
  return std::move(report_);
}

base::Status walk_chain(Database& database, ChainStart start, const ChainVisitor& visitor) {
  const auto checkpoints = TRY(read_checkpoints(database));
  const auto from = TRY(starting_point(checkpoints, start));
  for (const KeptKey& key : TRY(read_signing_keys(database)))
    TRY_STATUS(visitor.key(key));
  if (from) TRY_STATUS(visitor.checkpoint(*from));
  auto next = checkpoints.begin();
  std::int64_t after = from ? from->seq : INT64_MIN;
  while (true) {
    const auto events = TRY(read_piece(database, after, kPiece));
    if (events.empty()) return {};
    for (const AuditEvent& event : events) {
      TRY_STATUS(visitor.event(event));
      for (; next != checkpoints.end() && next->commit.number <= event.seq; ++next) {
        if (!from || next->commit > from->commit) TRY_STATUS(visitor.checkpoint(*next));
      }
    }
    after = events.back().seq;
  }
}

base::Result<ChainReport> check_chain(Record& record, ChainStart start,
                                      std::optional<base::PublicKey> trusted) {
  Database& database = record.database();
  ChainCheck check(trusted);
  const ChainVisitor visitor{.key = [&](const KeptKey& key) -> base::Status {
                               check.key(key);
                               return {};
                             },
                             .checkpoint = [&](const Checkpoint& one) -> base::Status {
                               check.checkpoint(one);
                               return {};
                             },
                             .event = [&](const AuditEvent& event) -> base::Status {
                               check.event(event);
                               if (event.content == TRY(content_digest(database, event.commit)))
                                 return {};
                               check.found(
                                   "event " + std::to_string(event.seq) + ", content",
                                   "rows of its commit were changed, removed or added later");
                               return {};
                             }};
  TRY_STATUS(database.execute("BEGIN"));
  const auto walked = walk_chain(database, start, visitor);
  TRY_STATUS(database.execute("ROLLBACK"));
  if (!walked) return std::unexpected(walked.error());
  return check.finish();
}

}  // namespace storage
