#include "base/bytes.h"

#include "base/check.h"

namespace base {
namespace {

void put(std::string& out, UInt128 value, int width) {
  for (int i = 0; i < width; ++i, value >>= 8)
    out.push_back(static_cast<char>(value & 0xFF));
}

}  // namespace

ByteWriter& ByteWriter::text(std::string_view value) {
  ASSERT(value.size() <= UINT32_MAX);
  put(bytes_, value.size(), 4);
  bytes_.append(value);
  return *this;
}

ByteWriter& ByteWriter::number(std::int64_t value) {
  put(bytes_, static_cast<UInt128>(value), 8);
  return *this;
}

ByteWriter& ByteWriter::decimal(Decimal value) {
  put(bytes_, static_cast<UInt128>(value.units()), 16);
  return *this;
}

}  // namespace base
