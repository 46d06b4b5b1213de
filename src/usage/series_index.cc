#include "usage/series_index.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/check.h"
#include "usage/series_layout.h"

namespace usage {
namespace {

template <class T>
T load(const std::byte* at) {
  T out;
  std::memcpy(&out, at, sizeof(T));
  return out;
}

base::Decimal value(const std::byte* at, std::uint32_t entry, int width, int scale) {
  base::Int128 integer = 0;
  at += std::size_t{entry} * static_cast<std::size_t>(width);
  switch (width) {
    case 2: integer = load<std::int16_t>(at); break;
    case 4: integer = load<std::int32_t>(at); break;
    case 8: integer = load<std::int64_t>(at); break;
    case 16: integer = load<base::Int128>(at); break;
    default: return {};
  }
  return base::Decimal::from_units(integer * power_of_ten(base::kDecimals - scale));
}

base::Int128 wide(const std::int64_t (&words)[2]) {
  return static_cast<base::Int128>(
      (static_cast<base::UInt128>(static_cast<std::uint64_t>(words[1])) << 64) |
      static_cast<std::uint64_t>(words[0]));
}

bool fits(std::uint64_t at, std::uint64_t bytes, std::uint64_t size) {
  return at <= size && bytes <= size - at;
}

base::Status header_holds(const IndexHeader& header, std::size_t size) {
  const bool known = std::memcmp(header.magic, kIndexMagic, sizeof kIndexMagic) == 0 &&
                     header.version == kIndexVersion;
  if (!known || header.size != size ||
      !fits(header.directory_at, std::uint64_t{header.subscriptions} * sizeof(BlockSlot), size) ||
      !fits(header.words_at, 0, size)) {
    return base::fail(base::Code::Corrupt, "the series index is not readable; it is rebuilt");
  }
  return {};
}

}  // namespace

base::Decimal SeriesView::amount(std::uint32_t entry) const {
  return value(amounts, entry, series->amount_width(), series->amount_scale());
}

base::Decimal SeriesView::quantity(std::uint32_t entry) const {
  return value(quantities, entry, series->quantity_width(), series->quantity_scale());
}

base::Result<SeriesIndex> SeriesIndex::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return base::fail(base::Code::NotFound, "there is no series index at " + path);
  struct stat info {};
  const bool known = ::fstat(file, &info) == 0;
  const auto size = static_cast<std::size_t>(known ? info.st_size : 0);
  void* mapped = size < sizeof(IndexHeader) ? MAP_FAILED
                                            : ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
  ::close(file);
  if (mapped == MAP_FAILED) {
    return base::fail(base::Code::Corrupt, "the series index " + path + " cannot be mapped");
  }
  SeriesIndex out;
  out.bytes_ = static_cast<const std::byte*>(mapped);
  out.size_ = size;
  out.header_ = reinterpret_cast<const IndexHeader*>(out.bytes_);
  TRY_STATUS(header_holds(*out.header_, size));
  out.directory_ = reinterpret_cast<const BlockSlot*>(out.bytes_ + out.header_->directory_at);
  const std::byte* at = out.bytes_ + out.header_->words_at;
  const std::size_t words = std::size_t{out.header_->workloads} + out.header_->currencies;
  for (std::size_t i = 0; i < words; ++i) {
    const auto left = static_cast<std::size_t>(out.bytes_ + size - at);
    const std::size_t length = left < 4 ? left : load<std::uint32_t>(at);
    if (left < 4 || length > left - 4) {
      return base::fail(base::Code::Corrupt, "the dictionary of " + path + " is cut off");
    }
    out.words_.emplace_back(reinterpret_cast<const char*>(at + 4), length);
    at += 4 + length;
  }
  return out;
}

SeriesIndex::SeriesIndex(SeriesIndex&& other) noexcept {
  *this = std::move(other);
}

SeriesIndex& SeriesIndex::operator=(SeriesIndex&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  std::swap(header_, other.header_);
  std::swap(directory_, other.directory_);
  std::swap(words_, other.words_);
  return *this;
}

SeriesIndex::~SeriesIndex() {
  if (bytes_ != nullptr) ::munmap(const_cast<std::byte*>(bytes_), size_);
}

base::Int128 SeriesIndex::amount_bound() const {
  return wide(header_->bound_amount);
}
base::Int128 SeriesIndex::quantity_bound() const {
  return wide(header_->bound_quantity);
}

bool SeriesIndex::checksum_holds() const {
  Checksum sum;
  sum.update(bytes_ + sizeof(IndexHeader), size_ - sizeof(IndexHeader));
  return sum.value() == header_->checksum;
}

}  // namespace usage
