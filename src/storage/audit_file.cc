#include "storage/audit_file.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/hex.h"
#include "base/json_text.h"
#include "ingest/json.h"
#include "ingest/text.h"

namespace storage {
namespace {

constexpr std::size_t kPiece = 1 << 16;

// ---- writing -----------------------------------------------------------------------------------

class Line {
 public:
  explicit Line(std::string_view kind) : text_("{\"kind\":\"" + std::string(kind) + '"') {}
  Line& number(std::string_view name, std::int64_t value) {
    return member(name, std::to_string(value));
  }
  Line& bytes(std::string_view name, std::string_view value) {
    return member(name, '"' + base::hex(value) + '"');
  }
  // What is no text in JSON goes as hex digits, under a name that says so.
  Line& text(std::string_view name, std::string_view value) {
    if (ingest::is_text(value)) return member(name, base::json_text(value));
    return bytes(std::string(name) + "_hex", value);
  }
  std::string finish() { return text_ + "}\n"; }

 private:
  Line& member(std::string_view name, std::string_view json) {
    text_ += ",\"" + std::string(name) + "\":" + std::string(json);
    return *this;
  }
  std::string text_;
};

// ---- reading -----------------------------------------------------------------------------------

enum Member : std::uint8_t {
  kKind,
  kSeq,
  kCommit,
  kRecordedAt,
  kActor,
  kAction,
  kReason,
  kDetail,
  kActorHex,
  kActionHex,
  kReasonHex,
  kDetailHex,
  kContent,
  kPrevious,
  kHash,
  kId,
  kPublicKey,
  kHead,
  kKey,
  kSignature
};
constexpr std::array<const char*, 20> kMembers{
    "kind",   "seq",       "commit",     "recorded_at", "actor",      "action",   "reason",
    "detail", "actor_hex", "action_hex", "reason_hex",  "detail_hex", "content",  "previous",
    "hash",   "id",        "public_key", "head",        "key",        "signature"};

// The members of one line. What is absent or of another shape is remembered by its name.
class Members {
 public:
  Members(const ingest::RowBatch& batch, std::size_t row) : batch_(batch), row_(row) {}

  std::string_view word(Member member) {
    if (has(member)) return batch_.columns[member].text[row_];
    return fail(member), std::string_view();
  }
  std::int64_t number(Member member) {
    const std::string_view digits = word(member);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), value);
    if (error != std::errc() || end != digits.end()) fail(member);
    return value;
  }
  std::string bytes(Member member, std::size_t size) {
    auto value = base::parse_hex(word(member));
    if (!value || value->size() != size) return fail(member), std::string(size, '\0');
    return std::move(*value);
  }
  base::Digest digest(Member member) { return digest_of(bytes(member, 32)); }
  std::string text(Member member) {
    const auto as_hex = static_cast<Member>(member + (kActorHex - kActor));
    if (!has(as_hex)) return std::string(word(member));
    auto value = base::parse_hex(word(as_hex));
    if (!value || has(member)) return fail(member), std::string();
    return std::move(*value);
  }
  const std::string& fault() const { return fault_; }

 private:
  bool has(Member member) const { return !batch_.columns[member].is_null(row_); }
  void fail(Member member) {
    if (fault_.empty()) fault_ = kMembers[member];
  }
  const ingest::RowBatch& batch_;
  std::size_t row_;
  std::string fault_;
};

AuditEvent event_of(Members& members) {
  AuditEvent event;
  event.seq = members.number(kSeq);
  event.commit = {members.number(kCommit)};
  event.recorded_at = {members.number(kRecordedAt)};
  event.act.actor = members.text(kActor);
  event.act.action = members.text(kAction);
  event.act.reason = members.text(kReason);
  event.act.detail = members.text(kDetail);
  event.content = members.digest(kContent);
  event.previous = members.digest(kPrevious);
  event.hash = members.digest(kHash);
  return event;
}

Checkpoint checkpoint_of(Members& members) {
  Checkpoint one;
  one.commit = {members.number(kCommit)};
  one.seq = members.number(kSeq);
  one.head = members.digest(kHead);
  one.key = members.word(kKey);
  one.signature = members.bytes(kSignature, 64);
  return one;
}

KeptKey key_of(Members& members) {
  KeptKey key;
  key.id = members.word(kId);
  std::ranges::copy(members.bytes(kPublicKey, key.key.size()), key.key.begin());
  return key;
}

class FileCheck {
 public:
  explicit FileCheck(std::optional<base::PublicKey> trusted) : check_(trusted) {}

  void batch(const ingest::RowBatch& batch) {
    for (const ingest::BrokenRow& broken : batch.broken)
      check_.found("line " + std::to_string(broken.line), "it is no object of JSON");
    for (std::size_t row = 0; row < batch.size; ++row)
      line(Members(batch, row), batch.line[row]);
  }
  ChainReport finish() { return check_.finish(); }

 private:
  void line(Members members, std::int64_t number) {
    const std::string_view kind = members.word(kKind);
    if (kind == "event") {
      event(event_of(members), members);
    } else if (kind == "checkpoint") {
      const Checkpoint one = checkpoint_of(members);
      if (members.fault().empty()) check_.checkpoint(one);
      begun_ = true;
    } else if (kind == "key") {
      const KeptKey key = key_of(members);
      if (members.fault().empty()) check_.key(key);
    } else {
      return check_.found("line " + std::to_string(number) + ", kind",
                          "it is none of key, event and checkpoint");
    }
    if (members.fault().empty()) return;
    check_.found("line " + std::to_string(number) + ", " + members.fault(),
                 "it is not there, or not as an export writes it");
  }

  void event(const AuditEvent& event, const Members& members) {
    if (!begun_ && event.seq > 1) {
      check_.found("event " + std::to_string(event.seq),
                   "the file begins with it, and no checkpoint vouches for what came before");
    }
    begun_ = true;
    if (members.fault().empty()) check_.event(event);
  }

  ChainCheck check_;
  bool begun_ = false;
};

}  // namespace

std::string line_of(const KeptKey& key) {
  const std::string_view bytes(reinterpret_cast<const char*>(key.key.data()), key.key.size());
  return Line("key").text("id", key.id).bytes("public_key", bytes).finish();
}

std::string line_of(const Checkpoint& checkpoint) {
  return Line("checkpoint")
      .number("commit", checkpoint.commit.number)
      .number("seq", checkpoint.seq)
      .bytes("head", base::bytes_of(checkpoint.head))
      .text("key", checkpoint.key)
      .bytes("signature", checkpoint.signature)
      .finish();
}

std::string line_of(const AuditEvent& event) {
  return Line("event")
      .number("seq", event.seq)
      .number("commit", event.commit.number)
      .number("recorded_at", event.recorded_at.milliseconds)
      .text("actor", event.act.actor)
      .text("action", event.act.action)
      .text("reason", event.act.reason)
      .text("detail", event.act.detail)
      .bytes("content", base::bytes_of(event.content))
      .bytes("previous", base::bytes_of(event.previous))
      .bytes("hash", base::bytes_of(event.hash))
      .finish();
}

base::Status export_chain(Record& record, ChainStart start,
                          const std::function<base::Status(std::string_view)>& take) {
  std::string piece;
  const auto add = [&](const auto& one) -> base::Status {
    piece += line_of(one);
    if (piece.size() < kPiece) return {};
    TRY_STATUS(take(piece));
    piece.clear();
    return {};
  };
  Database& database = record.database();
  TRY_STATUS(database.execute("BEGIN"));
  const auto walked = walk_chain(database, start, {.key = add, .checkpoint = add, .event = add});
  TRY_STATUS(database.execute("ROLLBACK"));
  TRY_STATUS(walked);
  return take(piece);
}

base::Result<ChainReport> check_audit_file(std::unique_ptr<ingest::ByteSource> bytes,
                                           const std::string& name,
                                           std::optional<base::PublicKey> trusted) {
  const auto lines = TRY(ingest::JsonReader::open(
      std::move(bytes), name, std::vector<std::string>(kMembers.begin(), kMembers.end()), {}));
  FileCheck check(trusted);
  ingest::RowBatch batch;
  while (TRY(lines->next(batch)))
    check.batch(batch);
  return check.finish();
}

}  // namespace storage
