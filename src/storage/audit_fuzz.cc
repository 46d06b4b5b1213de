// Two audit events are the same bytes only when they are the same event: no text can move from one
// field into the next, whatever it holds.
#include "storage/audit.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"

namespace {

class Bytes {
 public:
  Bytes(const unsigned char* data, std::size_t size)
      : left_(reinterpret_cast<const char*>(data), size) {}
  std::string text() {
    const std::size_t size = std::min<std::size_t>(take(1).empty() ? 0 : last_ & 15, left_.size());
    return std::string(take(size));
  }
  std::int64_t number() {
    std::int64_t out = 0;
    const std::string_view bytes = take(std::min<std::size_t>(8, left_.size()));
    if (!bytes.empty()) std::memcpy(&out, bytes.data(), bytes.size());
    return out;
  }

 private:
  std::string_view take(std::size_t size) {
    size = std::min(size, left_.size());
    const std::string_view out = left_.substr(0, size);
    left_.remove_prefix(size);
    if (!out.empty()) last_ = static_cast<unsigned char>(out.back());
    return out;
  }
  std::string_view left_;
  unsigned char last_ = 0;
};

storage::AuditEvent event_of(Bytes& bytes) {
  storage::AuditEvent event;
  event.act = {bytes.text(), bytes.text(), bytes.text(), bytes.text()};
  event.seq = bytes.number();
  event.commit = {bytes.number()};
  event.recorded_at = {bytes.number()};
  const std::string content = bytes.text(), previous = bytes.text();
  std::ranges::copy(content, event.content.begin());
  std::ranges::copy(previous, event.previous.begin());
  return event;
}

bool same(const storage::AuditEvent& a, const storage::AuditEvent& b) {
  return a.seq == b.seq && a.commit == b.commit && a.recorded_at == b.recorded_at &&
         a.act.actor == b.act.actor && a.act.action == b.act.action &&
         a.act.reason == b.act.reason && a.act.detail == b.act.detail && a.content == b.content &&
         a.previous == b.previous;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  Bytes bytes(data, size);
  const storage::AuditEvent one = event_of(bytes), other = event_of(bytes);
  ASSERT((storage::canonical(one) == storage::canonical(other)) == same(one, other));
  ASSERT((storage::hash_of(one) == storage::hash_of(other)) == same(one, other));
  return 0;
}
