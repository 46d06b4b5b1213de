#include "usage/series_index.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "base/check.h"
#include "base/checksum.h"

namespace usage {
namespace {

template <class T>
T load(const std::byte* at) {
  T out;
  std::memcpy(&out, at, sizeof(T));
  return out;
}

constexpr std::int64_t unit_of(int scale) {
  std::int64_t out = 1;
  for (int i = scale; i < base::kDecimals; ++i)
    out *= 10;
  return out;
}

base::Decimal decimal(const std::byte* at, std::size_t width, int scale) {
  base::Int128 integer = 0;
  switch (width) {
    case 2: integer = load<std::int16_t>(at); break;
    case 4: integer = load<std::int32_t>(at); break;
    case 8: integer = load<std::int64_t>(at); break;
    case 16: integer = load<base::Int128>(at); break;
    default: return {};
  }
  return base::Decimal::from_units(integer * unit_of(scale));
}

base::Int128 wide(const std::int64_t (&words)[2]) {
  return static_cast<base::Int128>(
      (static_cast<base::UInt128>(static_cast<std::uint64_t>(words[1])) << 64) |
      static_cast<std::uint64_t>(words[0]));
}

bool fits(std::uint64_t at, std::uint64_t count, std::size_t each, std::uint64_t size) {
  return at <= size && count <= (size - at) / each;
}

std::unexpected<base::Error> damaged(const std::string& path, std::string_view what) {
  return base::fail(base::Code::Corrupt,
                    "the series index " + path + " " + std::string(what) + "; it is rebuilt");
}

}  // namespace

std::uint64_t checksum_of(IndexHeader header, std::uint64_t rest) {
  header.checksum = rest;
  return base::checksum(std::as_bytes(std::span(&header, 1)));
}

SeriesView::Value SeriesView::value(std::uint32_t entry) const {
  const std::byte* at = stored(entry);
  const std::size_t width = series_->amount_width();
  return {decimal(at, width, series_->amount_scale()),
          decimal(at + width, series_->quantity_width(), series_->quantity_scale())};
}

SeriesView::Value SeriesView::sum(std::uint32_t first, std::uint32_t from, std::uint32_t to) const {
  Value out = value(to - 1);
  if (series_->months == 0) {  // no running sums
    for (std::uint32_t e = from; e + 1 < to; ++e) {
      const Value one = value(e);
      out.amount += one.amount;
      out.quantity += one.quantity;
    }
  } else if (from > first) {
    const Value before = value(from - 1);
    out.amount -= before.amount;
    out.quantity -= before.quantity;
  }
  return out;
}

base::Decimal Scatter::amount(const ScatterEntry& entry) const {
  return base::Decimal::from_units(base::Int128{entry.amount} * unit_of(amount_scale));
}

base::Decimal Scatter::quantity(const ScatterEntry& entry) const {
  return base::Decimal::from_units(base::Int128{entry.quantity} * unit_of(quantity_scale));
}

base::Result<SeriesIndex> SeriesIndex::open(const std::string& path, Trust trust) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return base::fail(base::Code::NotFound, "there is no series index at " + path);
  struct stat info {};
  const bool known = ::fstat(file, &info) == 0;
  const auto size = static_cast<std::size_t>(known ? info.st_size : 0);
  void* mapped = size < sizeof(IndexHeader) ? MAP_FAILED
                                            : ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
  ::close(file);
  if (mapped == MAP_FAILED) return damaged(path, "cannot be mapped");
  SeriesIndex out;
  out.bytes_ = static_cast<const std::byte*>(mapped);
  out.size_ = size;
  out.header_ = reinterpret_cast<const IndexHeader*>(out.bytes_);
  const IndexHeader& header = *out.header_;
  if (std::memcmp(header.magic, kIndexMagic, sizeof kIndexMagic) != 0 ||
      header.version != kIndexVersion || header.size != size) {
    return damaged(path, "is of another version or cut off");
  }
  if (trust == Trust::Verify) {
    ::madvise(mapped, size, MADV_WILLNEED);
    if (!out.checksum_holds()) return damaged(path, "has changed bytes");
  }
  TRY_STATUS(out.read_tables(path));
  return out;
}

base::Status SeriesIndex::read_tables(const std::string& path) {
  const IndexHeader& header = *header_;
  if (!fits(header.directory_at, header.subscriptions, sizeof(BlockSlot), size_) ||
      !fits(header.lanes_at, header.lanes, sizeof(Lane), size_) || header.words_at > size_) {
    return damaged(path, "has tables outside the file");
  }
  directory_ = reinterpret_cast<const BlockSlot*>(bytes_ + header.directory_at);
  lanes_ = {reinterpret_cast<const Lane*>(bytes_ + header.lanes_at), header.lanes};
  const std::byte* at = bytes_ + header.words_at;
  const std::size_t words = std::size_t{header.workloads} + header.currencies;
  for (std::size_t i = 0; i < words; ++i) {
    const auto left = static_cast<std::size_t>(bytes_ + size_ - at);
    const std::size_t length = left < 4 ? left : load<std::uint32_t>(at);
    if (left < 4 || length > left - 4) return damaged(path, "has a dictionary that is cut off");
    words_.emplace_back(reinterpret_cast<const char*>(at + 4), length);
    at += 4 + length;
  }
  return {};
}

SeriesIndex::SeriesIndex(SeriesIndex&& other) noexcept {
  *this = std::move(other);
}

SeriesIndex& SeriesIndex::operator=(SeriesIndex&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  std::swap(header_, other.header_);
  std::swap(directory_, other.directory_);
  std::swap(lanes_, other.lanes_);
  std::swap(words_, other.words_);
  return *this;
}

SeriesIndex::~SeriesIndex() {
  if (bytes_ != nullptr) ::munmap(const_cast<std::byte*>(bytes_), size_);
}

bool SeriesIndex::checksum_holds() const {
  const std::span rest(bytes_ + sizeof(IndexHeader), size_ - sizeof(IndexHeader));
  return checksum_of(*header_, base::checksum(rest)) == header_->checksum;
}

base::Int128 SeriesIndex::amount_bound() const {
  return wide(header_->bound_amount);
}
base::Int128 SeriesIndex::quantity_bound() const {
  return wide(header_->bound_quantity);
}

}  // namespace usage
