#include "base/decimal.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace base {
namespace {

constexpr Int128 kLimit = Int128{1'000'000'000'000'000'000} * kUnit;  // 10^18

// Floor division: the rest is never negative, whatever the sign of the value.
struct Split {
  Int128 quotient;
  Int128 rest;
};
constexpr Split split(Int128 value, Int128 divisor) {
  Int128 quotient = value / divisor;
  Int128 rest = value % divisor;
  if (rest < 0) {
    quotient -= 1;
    rest += divisor;
  }
  return {quotient, rest};
}

Int128 times(Int128 a, Int128 b) {
  Int128 out = 0;
  ASSERT(!__builtin_mul_overflow(a, b, &out));
  return out;
}
Int128 plus(Int128 a, Int128 b) {
  Int128 out = 0;
  ASSERT(!__builtin_add_overflow(a, b, &out));
  return out;
}

constexpr Int128 power_of_ten(int exponent) {
  Int128 out = 1;
  for (int i = 0; i < exponent; ++i)
    out *= 10;
  return out;
}

// Writes |whole|.|fraction| with the fraction padded to `digits` and its trailing zeros removed.
std::string print(bool negative, UInt128 whole, UInt128 fraction, int digits) {
  std::array<char, 80> buffer;
  auto at = buffer.end();
  if (fraction != 0) {
    for (int i = 0; i < digits; ++i, fraction /= 10) {
      const char digit = static_cast<char>('0' + static_cast<int>(fraction % 10));
      if (digit != '0' || at != buffer.end()) *--at = digit;
    }
    *--at = '.';
  }
  do {
    *--at = static_cast<char>('0' + static_cast<int>(whole % 10));
    whole /= 10;
  } while (whole != 0);
  if (negative) *--at = '-';
  return {at, buffer.end()};
}

UInt128 magnitude(Int128 value) {
  return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

// The quotient moves up by one when the mode says so; `twice` compares 2 x rest with the divisor.
Int128 settle(Int128 quotient, std::strong_ordering twice, bool exact, Rounding mode) {
  if (exact || mode == Rounding::Floor) return quotient;
  if (twice != std::strong_ordering::equal) return quotient + (twice > 0 ? 1 : 0);
  if (mode == Rounding::HalfEven) return quotient + (quotient % 2 != 0 ? 1 : 0);
  return quotient + (quotient >= 0 ? 1 : 0);  // HalfUp: away from zero
}

}  // namespace

Decimal& Decimal::operator+=(Decimal other) {
  units_ = plus(units_, other.units_);
  return *this;
}

Decimal& Decimal::operator-=(Decimal other) {
  ASSERT(!__builtin_sub_overflow(units_, other.units_, &units_));
  return *this;
}

std::string Decimal::text() const {
  const UInt128 size = magnitude(units_);
  return print(units_ < 0, size / kUnit, size % kUnit, kDecimals);
}

Product Product::from_parts(Decimal whole, std::int64_t rest) {
  const Split carried = split(rest, kUnit);
  Product out;
  out.whole_ = whole + Decimal::from_units(carried.quotient);
  out.rest_ = static_cast<std::int64_t>(carried.rest);
  return out;
}

Product& Product::operator+=(const Product& other) {
  return *this = from_parts(whole_ + other.whole_, rest_ + other.rest_);
}

Product& Product::operator-=(const Product& other) {
  return *this = from_parts(whole_ - other.whole_, rest_ - other.rest_);
}

std::string Product::text() const {
  if (rest_ == 0) return whole_.text();
  const bool negative = whole_.units() < 0;
  // -1 + 0.25 is -0.75: a negative number shows the distance to zero.
  const Int128 whole = negative ? whole_.units() + 1 : whole_.units();
  const UInt128 rest = static_cast<UInt128>(negative ? kUnit - rest_ : rest_);
  const UInt128 size = magnitude(whole);
  return print(negative, size / kUnit, (size % kUnit) * kUnit + rest, 2 * kDecimals);
}

Product multiply(Decimal a, Decimal b) {
  // Both in base 10^12: (a1 U + a0)(b1 U + b0), in units of U^-2.
  const Split x = split(a.units(), kUnit);
  const Split y = split(b.units(), kUnit);
  const Split low = split(x.rest * y.rest, kUnit);
  Int128 whole = times(times(x.quotient, y.quotient), kUnit);
  whole = plus(whole, times(x.quotient, y.rest));
  whole = plus(whole, times(x.rest, y.quotient));
  whole = plus(whole, low.quotient);
  return Product::from_parts(Decimal::from_units(whole), static_cast<std::int64_t>(low.rest));
}

Decimal round(const Product& value, int decimals, Rounding mode) {
  ASSERT(decimals >= 0 && decimals <= kDecimals);
  const Int128 step = power_of_ten(kDecimals - decimals);
  const Split cut = split(value.whole().units(), step);
  const bool exact = cut.rest == 0 && value.rest() == 0;
  std::strong_ordering twice = 2 * cut.rest <=> step;
  if (step == 1) {
    twice = Int128{2} * value.rest() <=> Int128{kUnit};
  } else if (twice == 0 && value.rest() != 0) {
    twice = std::strong_ordering::greater;
  }
  return Decimal::from_units(times(settle(cut.quotient, twice, exact, mode), step));
}

Decimal round(Decimal value, int decimals, Rounding mode) {
  return round(Product(value), decimals, mode);
}

namespace {

struct Digits {
  std::array<char, 64> digit;  // significant digits, leading zeros skipped
  int count = 0;
  int point = 0;  // the value is 0.d1 d2 d3 ... x 10^point
  bool negative = false;
};

// Reads sign, digits and point; false when the text is not a number.
bool read_digits(std::string_view& text, Digits& out) {
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) out.negative = text[at++] == '-';
  bool any = false;
  bool after_point = false;
  int pending_zeros = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !after_point) {
      after_point = true;
      continue;
    }
    if (c < '0' || c > '9') break;
    any = true;
    if (!after_point) {
      if (out.count > 0 || pending_zeros > 0 || c != '0') ++out.point;
    } else if (out.count == 0 && c == '0') {
      --out.point;
      continue;
    }
    if (out.count == 0 && c == '0') continue;
    if (c == '0') {
      ++pending_zeros;
      continue;
    }
    if (out.count + pending_zeros >= static_cast<int>(out.digit.size())) {
      out.count = static_cast<int>(out.digit.size()) + 1;  // too many digits to be lawful
      return false;
    }
    for (; pending_zeros > 0; --pending_zeros)
      out.digit[static_cast<std::size_t>(out.count++)] = '0';
    out.digit[static_cast<std::size_t>(out.count++)] = c;
  }
  text.remove_prefix(at);
  return any;
}

bool read_exponent(std::string_view text, int& exponent) {
  if (text.empty()) return true;
  if (text[0] != 'e' && text[0] != 'E') return false;
  text.remove_prefix(1);
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.empty() || text.size() > 4) return false;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    exponent = exponent * 10 + (c - '0');
  }
  if (negative) exponent = -exponent;
  return true;
}

}  // namespace

NumberFault parse_decimal(std::string_view text, ParsedDecimal& out) {
  Digits digits;
  int exponent = 0;
  if (!read_digits(text, digits)) {
    return digits.count > 0 && digits.count > static_cast<int>(digits.digit.size())
               ? NumberFault::TooFine
               : NumberFault::NotANumber;
  }
  if (!read_exponent(text, exponent)) return NumberFault::NotANumber;
  out = {};
  if (digits.count == 0) return NumberFault::None;  // zero, whatever its sign and exponent
  const int point = digits.point + exponent;
  if (point > 18) return NumberFault::TooLarge;
  if (digits.count - point > 2 * kDecimals) return NumberFault::TooFine;
  Int128 whole = 0;
  Int128 rest = 0;
  for (int place = 0; place < point + 2 * kDecimals; ++place) {
    const int digit =
        place < digits.count ? digits.digit[static_cast<std::size_t>(place)] - '0' : 0;
    Int128& part = place < point + kDecimals ? whole : rest;
    part = part * 10 + digit;
  }
  if (point < -kDecimals) {  // all digits lie beyond 12 decimals, zeros before them counted above
    whole = 0;
  }
  ASSERT(whole < kLimit);
  if (digits.negative) {
    whole = -whole;
    rest = -rest;
  }
  // Half-even to 12 decimals; what was rounded away stays beside the value.
  const Int128 twice = 2 * rest;
  Int128 up = 0;
  if (twice > kUnit || (twice == kUnit && whole % 2 != 0)) up = 1;
  if (twice < -kUnit || (twice == -kUnit && whole % 2 != 0)) up = -1;
  out.value = Decimal::from_units(whole + up);
  out.rest = static_cast<std::int64_t>(rest - up * kUnit);
  return NumberFault::None;
}

std::optional<Decimal> parse_exact(std::string_view text) {
  ParsedDecimal parsed;
  if (parse_decimal(text, parsed) != NumberFault::None || parsed.rest != 0) return std::nullopt;
  return parsed.value;
}

}  // namespace base
