// Exact decimal numbers: money, quantities and rates. A Decimal is a 128-bit count of 10^-12;
// a Product is the exact product of two Decimals (24 decimals). Nothing here ever rounds unless
// the function is called `round`. docs/decisions/0001-numbers-and-rounding.md.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

inline constexpr int kDecimals = 12;
inline constexpr std::int64_t kUnit = 1'000'000'000'000;  // 10^12

enum class Rounding { HalfEven, HalfUp, Floor };

class Decimal {
 public:
  constexpr Decimal() = default;
  static constexpr Decimal from_units(Int128 units) { return Decimal(units); }
  static constexpr Decimal from_integer(std::int64_t whole) {
    return Decimal(Int128{whole} * kUnit);
  }

  // The count of 10^-12.
  constexpr Int128 units() const { return units_; }
  constexpr bool is_zero() const { return units_ == 0; }

  // Sums are checked: leaving 128 bits is an internal error, never a wrapped number.
  Decimal& operator+=(Decimal other);
  Decimal& operator-=(Decimal other);
  friend Decimal operator+(Decimal a, Decimal b) { return a += b; }
  friend Decimal operator-(Decimal a, Decimal b) { return a -= b; }
  friend Decimal operator-(Decimal a) { return Decimal() - a; }
  friend constexpr bool operator==(Decimal, Decimal) = default;
  friend constexpr auto operator<=>(Decimal a, Decimal b) { return a.units_ <=> b.units_; }

  // Exact text: no exponent, no trailing zeros after the point, no sign on zero.
  std::string text() const;

 private:
  explicit constexpr Decimal(Int128 units) : units_(units) {}
  Int128 units_ = 0;
};

// A value with up to 24 decimals: `whole` in 10^-12 plus `rest` in 10^-24, 0 <= rest < 10^12.
class Product {
 public:
  constexpr Product() = default;
  explicit Product(Decimal value) : whole_(value) {}
  static Product from_parts(Decimal whole, std::int64_t rest);

  Decimal whole() const { return whole_; }
  std::int64_t rest() const { return rest_; }
  bool is_zero() const { return whole_.is_zero() && rest_ == 0; }

  Product& operator+=(const Product& other);
  Product& operator-=(const Product& other);
  friend Product operator+(Product a, const Product& b) { return a += b; }
  friend Product operator-(Product a, const Product& b) { return a -= b; }
  friend bool operator==(const Product&, const Product&) = default;
  friend auto operator<=>(const Product&, const Product&) = default;

  std::string text() const;

 private:
  Decimal whole_;
  std::int64_t rest_ = 0;
};

// Exact. Leaving 128 bits is an internal error; inputs are below 10^18 by the rules of ingest.
Product multiply(Decimal a, Decimal b);

// Rounds once to `decimals` places (0..12) by the named mode.
Decimal round(const Product& value, int decimals, Rounding mode);
Decimal round(Decimal value, int decimals, Rounding mode);

// What a number in a feed says. `rest` is what lies beyond 12 decimals (10^-24 each, rounded away
// half-even from `value`): value + rest is exactly the input.
struct ParsedDecimal {
  Decimal value;
  std::int64_t rest = 0;  // may be negative: input - value, in 10^-24
  friend bool operator==(const ParsedDecimal&, const ParsedDecimal&) = default;
};

enum class NumberFault { None, NotANumber, TooLarge, TooFine };

// Reads [+-]digits[.digits][e[+-]digits]. TooLarge: 10^18 or more. TooFine: more than 24 decimals
// that are not zeros. No spaces, no grouping: dialects are undone before.
NumberFault parse_decimal(std::string_view text, ParsedDecimal& out);

// As above, and refuses anything beyond 12 decimals. For rates and programme files.
std::optional<Decimal> parse_exact(std::string_view text);

}  // namespace base
