// Text of other encodings as UTF-8, block by block.
#include <array>
#include <cstring>
#include <optional>

#include "ingest/byte_source.h"

namespace ingest {
namespace {

constexpr char32_t kNoCharacter = 0xFFFD;

void append_utf8(std::string& out, char32_t c) {
  const auto byte = [&](char32_t bits) { out += static_cast<char>(bits); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | c >> 6);
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | c >> 12);
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | c >> 18);
    byte(0x80 | (c >> 12 & 0x3F));
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

// 0x80 to 0x9F of Windows-1252; the rest is Latin-1, which is Unicode.
constexpr std::array<char16_t, 32> kWindows{
    0x20AC,       kNoCharacter, 0x201A, 0x0192, 0x201E, 0x2026,       0x2020, 0x2021,
    0x02C6,       0x2030,       0x0160, 0x2039, 0x0152, kNoCharacter, 0x017D, kNoCharacter,
    kNoCharacter, 0x2018,       0x2019, 0x201C, 0x201D, 0x2022,       0x2013, 0x2014,
    0x02DC,       0x2122,       0x0161, 0x203A, 0x0153, kNoCharacter, 0x017E, 0x0178};

class Transcoder final : public ByteSource {
 public:
  Transcoder(std::unique_ptr<ByteSource> bytes, std::string name, Encoding encoding)
      : bytes_(std::move(bytes)), name_(std::move(name)), encoding_(encoding) {}

  base::Result<std::size_t> read(std::span<char> into) override {
    while (at_ == text_.size()) {
      text_.clear();
      at_ = 0;
      if (!TRY(fill())) return std::size_t{0};
    }
    const std::size_t count = std::min(into.size(), text_.size() - at_);
    std::memcpy(into.data(), text_.data() + at_, count);
    at_ += count;
    return count;
  }
  std::int64_t consumed() const override { return bytes_->consumed(); }

 private:
  // False at the end.
  base::Result<bool> fill() {
    std::array<char, 1 << 16> block;
    const std::size_t got = TRY(bytes_->read(block));
    const std::string_view read(block.data(), got);
    if (got == 0) {
      if (left_.empty() && !high_) return false;
      return base::fail(base::Code::InvalidInput,
                        name_ + " ends within a character of UTF-16; the file may be cut off");
    }
    if (encoding_ == Encoding::Windows1252) {
      for (const char c : read) {
        const auto byte = static_cast<unsigned char>(c);
        append_utf8(text_, byte >= 0x80 && byte < 0xA0 ? kWindows[byte - 0x80u] : byte);
      }
    } else {
      left_ += read;
      take_units();
    }
    return true;
  }

  void take_units() {
    std::size_t at = 0;
    for (; at + 2 <= left_.size(); at += 2) {
      const auto first = static_cast<unsigned char>(left_[at]);
      const auto second = static_cast<unsigned char>(left_[at + 1]);
      if (!order_) {  // the mark itself is no text
        order_ = first == 0xFE && second == 0xFF;
        if (*order_ || (first == 0xFF && second == 0xFE)) continue;
      }
      take_unit(*order_ ? first << 8 | second : second << 8 | first);
    }
    left_.erase(0, at);
  }

  void take_unit(int value) {
    const auto unit = static_cast<char32_t>(value);
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    if (high_) {
      append_utf8(text_,
                  low ? 0x10000 + ((*high_ - 0xD800) << 10) + (unit - 0xDC00) : kNoCharacter);
      high_.reset();
      if (low) return;
    }
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_ = unit;
    } else {
      append_utf8(text_, low ? kNoCharacter : unit);
    }
  }

  std::unique_ptr<ByteSource> bytes_;
  std::string name_;
  Encoding encoding_;
  std::string text_;
  std::size_t at_ = 0;
  std::string left_;              // half a unit
  std::optional<bool> order_;     // true: the high byte comes first
  std::optional<char32_t> high_;  // the first half of a pair
};

}  // namespace

std::unique_ptr<ByteSource> in_utf8(std::unique_ptr<ByteSource> bytes, std::string name,
                                    Encoding encoding) {
  if (encoding == Encoding::Utf8) return bytes;
  return std::make_unique<Transcoder>(std::move(bytes), std::move(name), encoding);
}

}  // namespace ingest
