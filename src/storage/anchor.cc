#include "storage/anchor.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/bytes.h"
#include "base/check.h"
#include "base/fault.h"

namespace storage {
namespace {

constexpr std::string_view kMagic = "accredit.anchor.1";

std::unexpected<base::Error> trouble(std::string_view what, const std::string& path) {
  return base::fail(base::Code::Io, "cannot " + std::string(what) + " the anchor '" + path +
                                        "': " + std::strerror(errno) + "; check the disk");
}

base::Status write_slot(int file, const std::string& path, const AnchorMark& mark) {
  const std::string slot = encode(mark);
  const auto offset = static_cast<off_t>(mark.epoch % 2) * static_cast<off_t>(kAnchorSlot);
  const ssize_t written = ::pwrite(file, slot.data(), slot.size(), offset);
  if (written != static_cast<ssize_t>(slot.size())) return trouble("write", path);
  TRY_STATUS(base::fault("anchor.written"));
  if (::fsync(file) != 0) return trouble("flush", path);
  return {};
}

std::int64_t number_at(std::string_view bytes, std::size_t offset) {
  std::uint64_t value = 0;
  for (std::size_t i = 8; i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(bytes[offset + i]);
  }
  return static_cast<std::int64_t>(value);
}

std::string body_of(const AnchorMark& mark) {
  return base::ByteWriter()
      .text(kMagic)
      .number(mark.epoch)
      .number(mark.commit)
      .text(base::bytes_of(mark.head))
      .bytes();
}

}  // namespace

std::string encode(const AnchorMark& mark) {
  std::string slot = body_of(mark);
  slot += base::bytes_of(base::sha256(slot));
  ASSERT(slot.size() <= kAnchorSlot);
  slot.resize(kAnchorSlot, '\0');
  return slot;
}

std::optional<AnchorMark> decode_anchor(std::string_view slot) {
  if (slot.size() != kAnchorSlot) return std::nullopt;
  const std::size_t numbers = 4 + kMagic.size();
  AnchorMark mark;
  mark.epoch = number_at(slot, numbers);
  mark.commit = number_at(slot, numbers + 8);
  std::memcpy(mark.head.data(), slot.data() + numbers + 16 + 4, mark.head.size());
  if (encode(mark) != slot) return std::nullopt;
  return mark;
}

base::Status Anchor::create(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file.open()) return trouble("create", path);
  TRY_STATUS(write_slot(file.number(), path, AnchorMark{}));
  return write_slot(file.number(), path, AnchorMark{.epoch = 1, .commit = 0, .head = {}});
}

base::Result<Anchor> Anchor::open(const std::string& path, bool writing) {
  const int flags = (writing ? O_RDWR : O_RDONLY) | O_CLOEXEC;
  Descriptor file(::open(path.c_str(), flags));
  if (file.open()) return Anchor(std::move(file), path);
  if (errno != ENOENT) return trouble("open", path);
  return base::fail(base::Code::Corrupt,
                    "the anchor '" + path +
                        "' is gone: without it a lost tail of the store cannot "
                        "be seen; restore the whole data directory from a backup");
}

base::Result<AnchorMark> Anchor::read() const {
  std::array<char, 2 * kAnchorSlot> bytes{};
  const ssize_t got = ::pread(file_.number(), bytes.data(), bytes.size(), 0);
  if (got < 0) return trouble("read", path_);
  const std::string_view text(bytes.data(), bytes.size());
  const auto even = decode_anchor(text.substr(0, kAnchorSlot));
  const auto odd = decode_anchor(text.substr(kAnchorSlot));
  if (even && (!odd || odd->epoch < even->epoch)) return *even;
  if (odd) return *odd;
  return base::fail(base::Code::Corrupt, "both slots of the anchor '" + path_ +
                                             "' are damaged; restore the data directory from a "
                                             "backup");
}

base::Status Anchor::move(std::int64_t commit, const base::Digest& head) {
  const AnchorMark last = TRY(read());
  ASSERT(commit >= last.commit);
  return write_slot(file_.number(), path_,
                    {.epoch = last.epoch + 1, .commit = commit, .head = head});
}

}  // namespace storage
