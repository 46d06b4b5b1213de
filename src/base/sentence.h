// Sentences in every language side by side, with holes for typed values: a sentence says the same
// in each, only how numbers, money and days are written differs. A room keeps its sentences in one
// struct, a member each; the compiler refuses one that lacks a language or a value.
#pragma once

#include <array>
#include <bit>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/day.h"
#include "base/decimal.h"
#include "base/language.h"
#include "base/terms.h"

namespace base {

// An exact decimal number.
struct Number {
  std::string exact;  // "-1234.5"

  Number(Decimal value) : exact(value.text()) {}
  Number(const Product& value) : exact(value.text()) {}
  explicit Number(std::string text) : exact(std::move(text)) {}
};

// An amount in a currency; without one, a number.
struct Money {
  std::string exact;
  std::string currency;

  Money(const Number& amount, std::string code) : exact(amount.exact), currency(std::move(code)) {}
};

// Of rows, days, months: may choose a word of the sentence.
struct Count {
  std::size_t number = 0;
};

struct Wording {
  std::string_view english, german;
  constexpr std::string_view in(Language language) const {
    return language == Language::German ? german : english;
  }
};

// Whether every hole is of one of `values` values, and each of these has one.
constexpr bool has_holes_for(std::string_view pattern, std::size_t values) {
  std::size_t seen = 0;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '}') return false;
    if (pattern[at] != '{') continue;
    const std::size_t end = pattern.find('}', at);
    if (end == std::string_view::npos || end < at + 2) return false;
    const std::size_t value = static_cast<std::size_t>(pattern[at + 1] - '0');
    const std::string_view words = pattern.substr(at + 2, end - at - 2);
    const bool is_whole = words.empty() || (words[0] == '|' && words.find('|', 1) != words.npos);
    if (value >= values || !is_whole) return false;
    if (words.empty()) seen |= std::size_t{1} << value;
    at = end;
  }
  return seen + 1 == std::size_t{1} << values;
}

// "{0}" is the first value; "{0|row|rows}" a word by it: the one before the second '|' for one.
// A std::string_view is said as it is: an id, a name, or another sentence that is part of this one.
template <class... Values>
struct Sentence : Wording {
  consteval Sentence(std::string_view in_english, std::string_view in_german)
      : Wording{in_english, in_german} {
    if (!has_holes_for(english, sizeof...(Values))) throw "a hole of the English";
    if (!has_holes_for(german, sizeof...(Values))) throw "a hole of the German";
  }
};

// The members of a struct of nothing but sentences, in their order.
template <class Sentences>
auto wordings(const Sentences& all) {
  static_assert(sizeof(Sentences) % sizeof(Wording) == 0);
  return std::bit_cast<std::array<Wording, sizeof(Sentences) / sizeof(Wording)>>(all);
}

// Says sentences in one language.
class Speaker {
 public:
  explicit Speaker(Language language) : language_(language) {}

  template <class... Values>
  std::string operator()(const Sentence<Values...>& sentence,
                         const std::type_identity_t<Values>&... values) const {
    const std::array<Said, sizeof...(Values)> all{said(values)...};
    return filled(sentence.in(language_), all);
  }

  Language language() const { return language_; }

  // "1234.5", "1.234,5"
  std::string text(const Number& number) const;
  // "98.7 EUR", "98,70 €"
  std::string text(const Money& money) const;
  // "2027-12-31", "31.12.2027"; empty for an open end
  std::string text(Day day) const;
  // "2027-12", "Dezember 2027"
  std::string text(Month month) const;
  // "from 2026-01-01 until before 2026-02-01", "from 2026-01-01, open"
  std::string text(DayRange days) const;
  std::string text(Measure measure) const;
  std::string text(ChargeKind kind) const;
  std::string text(Channel channel) const;
  std::string text(ProfileKind kind) const;

 private:
  struct Said {
    std::string text;
    bool is_one = false;
  };
  template <class Value>
  Said said(const Value& value) const {
    return {text(value)};
  }
  Said said(std::string_view text) const { return {std::string(text)}; }
  Said said(const Count& count) const;
  static std::string filled(std::string_view pattern, std::span<const Said> values);

  Language language_;
};

}  // namespace base
