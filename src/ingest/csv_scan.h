// The inner loop of the CSV reader: the next delimiter or line feed.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ingest {

// Finds delimiters and line feeds in order, 64 bytes at a time. Reads no byte at or behind `end`
// unless the buffer holds kSlack more bytes, which its owner guarantees.
class SpecialScan {
 public:
  static constexpr std::size_t kSlack = 64;

  SpecialScan(const char* data, std::size_t end, char delimiter)
      : data_(data), end_(end), delimiter_(delimiter) {}

  // The first delimiter or line feed at or behind `from`, or `end`. `from` never goes back.
  std::size_t next(std::size_t from) {
    if (from >= base_ + 64 || !loaded_) load(from);
    mask_ &= ~std::uint64_t{0} << (from - base_);
    while (mask_ == 0) {
      if (base_ + 64 >= end_) return end_;
      load(base_ + 64);
    }
    const std::size_t found = base_ + static_cast<std::size_t>(std::countr_zero(mask_));
    return found < end_ ? found : end_;
  }

 private:
  void load(std::size_t base) {
    base_ = base;
    loaded_ = true;
#if defined(__SSE2__)
    const __m128i delimiter = _mm_set1_epi8(delimiter_);
    const __m128i newline = _mm_set1_epi8('\n');
    mask_ = 0;
    for (unsigned part = 0; part < 4; ++part) {
      const __m128i bytes =
          _mm_loadu_si128(reinterpret_cast<const __m128i*>(data_ + base + part * 16));
      const __m128i hit =
          _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiter), _mm_cmpeq_epi8(bytes, newline));
      mask_ |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(hit))} << (part * 16);
    }
#else
    mask_ = 0;
    for (std::size_t i = 0; i < 64; ++i) {
      const char c = data_[base + i];
      if (c == delimiter_ || c == '\n') mask_ |= std::uint64_t{1} << i;
    }
#endif
  }

  const char* data_;
  std::size_t end_;
  char delimiter_;
  std::size_t base_ = 0;
  std::uint64_t mask_ = 0;
  bool loaded_ = false;
};

}  // namespace ingest
