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

UInt128 ByteReader::take(std::size_t width) {
  ASSERT(bytes_.size() >= width);
  UInt128 value = 0;
  for (std::size_t i = width; i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes_[i]);
  bytes_.remove_prefix(width);
  return value;
}

std::string_view ByteReader::text() {
  const auto size = static_cast<std::size_t>(take(4));
  ASSERT(bytes_.size() >= size);
  const std::string_view value = bytes_.substr(0, size);
  bytes_.remove_prefix(size);
  return value;
}

std::int64_t ByteReader::number() {
  return static_cast<std::int64_t>(take(8));
}

Decimal ByteReader::decimal() {
  return Decimal::from_units(static_cast<Int128>(take(16)));
}

}  // namespace base
