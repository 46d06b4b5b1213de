// The anchor: a small file beside the database that remembers the last commit and the head of the
// audit chain. A database that lost its tail opens without complaint; it no longer matches the
// anchor. Two 512-byte slots are written in turn, so a torn write leaves the older one.
// docs/decisions/0006-commit-point-and-anchor.md, docs/formats/audit-record.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/sha256.h"
#include "storage/descriptor.h"

namespace storage {

struct AnchorMark {
  std::int64_t epoch = 0;  // grows by one with every write
  std::int64_t commit = 0;
  base::Digest head{};
  friend bool operator==(const AnchorMark&, const AnchorMark&) = default;
};

inline constexpr std::size_t kAnchorSlot = 512;

// One slot as bytes, and back; nothing when the checksum does not fit.
std::string encode(const AnchorMark& mark);
std::optional<AnchorMark> decode_anchor(std::string_view slot);

class Anchor {
 public:
  // A new anchor at commit 0; an existing file is written over.
  static base::Status create(const std::string& path);
  static base::Result<Anchor> open(const std::string& path, bool writing);

  base::Result<AnchorMark> read() const;  // the newest valid slot, or Corrupt
  // Durable when it returns.
  base::Status move(std::int64_t commit, const base::Digest& head);

 private:
  Anchor(Descriptor file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
  Descriptor file_;
  std::string path_;
};

}  // namespace storage
