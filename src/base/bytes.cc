#include "base/bytes.h"

#include <array>

#include "base/check.h"

namespace base {
namespace {

// Number is as wide as the value needs it.
template <class Number>
void put(std::string& out, Number value) {
  std::array<char, sizeof(Number)> bytes;
  for (char& byte : bytes) {
    byte = static_cast<char>(value & 0xFF);
    value >>= 8;
  }
  out.append(bytes.data(), bytes.size());
}

}  // namespace

ByteWriter& ByteWriter::text(std::string_view value) {
  ASSERT(value.size() <= UINT32_MAX);
  put(bytes_, static_cast<std::uint32_t>(value.size()));
  bytes_.append(value);
  return *this;
}

ByteWriter& ByteWriter::number(std::int64_t value) {
  put(bytes_, static_cast<std::uint64_t>(value));
  return *this;
}

ByteWriter& ByteWriter::decimal(Decimal value) {
  put(bytes_, static_cast<UInt128>(value.units()));
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
