// Canonical binary encoding: every field length-prefixed, so no two records share an encoding.
// Used for the audit chain and every digest. docs/formats/audit-record.md.
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

}  // namespace base
