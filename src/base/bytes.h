// Canonical binary encoding: every field length-prefixed, so no two records share an encoding.
// Used for the audit chain and every digest (docs/formats/audit-record.md), and for files that one
// process writes and reads back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/decimal.h"

namespace base {

class ByteWriter {
 public:
  ByteWriter& text(std::string_view value);  // u32 little-endian length, then the bytes
  ByteWriter& number(std::int64_t value);    // 8 bytes little-endian
  ByteWriter& decimal(Decimal value);        // 16 bytes little-endian, two's complement
  const std::string& bytes() const { return bytes_; }
  void clear() { bytes_.clear(); }

 private:
  std::string bytes_;
};

// Reads what ByteWriter wrote, field by field in the same order. Requires: whole bytes of ours.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}
  std::string_view text();  // into the bytes
  std::int64_t number();
  Decimal decimal();
  bool at_end() const { return bytes_.empty(); }

 private:
  UInt128 take(std::size_t width);
  std::string_view bytes_;
};

}  // namespace base
