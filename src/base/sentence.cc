#include "base/sentence.h"

#include <algorithm>

#include "base/currency.h"

namespace base {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"Januar",    "Februar", "März",     "April",
                                                   "Mai",       "Juni",    "Juli",     "August",
                                                   "September", "Oktober", "November", "Dezember"};

template <std::size_t N>
using Words = std::array<std::string_view, N>;
constexpr Words<kMeasures.size()> kGermanMeasures{"Verbrauch", "Umsatz", "Plätze", "aktive Nutzer",
                                                  "Indikator"};
constexpr Words<kChargeKinds.size()> kGermanChargeKinds{
    "Nutzung", "Erstattung", "Korrektur", "Gutschrift", "Kauf", "Steuer", "Test", "intern"};
constexpr Words<kChannels.size()> kGermanChannels{
    "Direktverkauf im Web", "Enterprise Agreement", "über Berater", "Open",
    "CSP direkt",           "CSP indirekt",         "Marktplatz"};
constexpr Words<kProfileKinds.size()> kGermanProfileKinds{"Zahlungs", "Steuer"};

struct Ranges {
  Sentence<Day, Day> closed{"from {0} until before {1}", "vom {0} bis ausschließlich {1}"};
  Sentence<Day> open{"from {0}, open", "ab {0}, offen"};
  Sentence<Day> until{"from the beginning until before {0}",
                      "von Anfang an bis ausschließlich {0}"};
  Sentence<> always{"from the beginning, open", "von Anfang an, offen"};
};
constexpr Ranges kRanges{};

template <class Enum, std::size_t N>
std::string of(Language language, const Words<N>& german, Enum value) {
  return std::string(language == Language::German ? german[static_cast<std::size_t>(value)]
                                                  : word(value));
}

// "-1.234,5" of "-1234.5", with at least so many places behind the comma.
std::string german_number(std::string_view exact, std::size_t places) {
  const std::size_t point = std::min(exact.find('.'), exact.size());
  std::string out;
  for (std::size_t at = 0; at < point; ++at) {
    const bool is_behind_digit = at > 0 && exact[at - 1] != '-';
    if (is_behind_digit && (point - at) % 3 == 0) out += '.';
    out += exact[at];
  }
  std::string fraction(exact.substr(std::min(point + 1, exact.size())));
  if (fraction.size() < places) fraction.resize(places, '0');
  return fraction.empty() ? out : out + ',' + fraction;
}

}  // namespace

std::string Speaker::text(const Number& number) const {
  return language_ == Language::German ? german_number(number.exact, 0) : number.exact;
}

std::string Speaker::text(const Money& money) const {
  if (language_ == Language::English)
    return money.currency.empty() ? money.exact : money.exact + ' ' + money.currency;
  if (money.currency.empty()) return german_number(money.exact, 0);
  const auto places = static_cast<std::size_t>(minor_unit(money.currency));
  return german_number(money.exact, places) + ' ' +
         (money.currency == "EUR" ? "€" : money.currency);
}

std::string Speaker::text(Day day) const {
  const std::string iso = day.text();
  if (language_ == Language::English || iso.empty()) return iso;
  return iso.substr(8, 2) + '.' + iso.substr(5, 2) + '.' + iso.substr(0, 4);
}

std::string Speaker::text(Month month) const {
  if (language_ == Language::English) return month.text();
  return std::string(kMonths[static_cast<std::size_t>(month.number % 12)]) + ' ' +
         std::to_string(month.number / 12);
}

std::string Speaker::text(DayRange days) const {
  const bool begins = !days.from.text().empty();
  const bool ends = !days.to.text().empty();
  if (begins && ends) return (*this)(kRanges.closed, days.from, days.to);
  if (begins) return (*this)(kRanges.open, days.from);
  return ends ? (*this)(kRanges.until, days.to) : (*this)(kRanges.always);
}

std::string Speaker::text(Measure measure) const {
  return of(language_, kGermanMeasures, measure);
}

std::string Speaker::text(ChargeKind kind) const {
  return of(language_, kGermanChargeKinds, kind);
}

std::string Speaker::text(Channel channel) const {
  return of(language_, kGermanChannels, channel);
}

std::string Speaker::text(ProfileKind kind) const {
  return of(language_, kGermanProfileKinds, kind);
}

Speaker::Said Speaker::said(const Count& count) const {
  const std::string plain = std::to_string(count.number);
  return {language_ == Language::German ? german_number(plain, 0) : plain, count.number == 1};
}

std::string Speaker::filled(std::string_view pattern, std::span<const Said> values) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t open = std::min(pattern.find('{', at), pattern.size());
    out += pattern.substr(at, open - at);
    if (open == pattern.size()) break;
    const std::size_t end = pattern.find('}', open);
    const Said& value = values[static_cast<std::size_t>(pattern[open + 1] - '0')];
    const std::string_view words = pattern.substr(open + 2, end - open - 2);
    if (words.empty()) {
      out += value.text;
    } else {
      const std::size_t second = words.find('|', 1);
      out += value.is_one ? words.substr(1, second - 1) : words.substr(second + 1);
    }
    at = end + 1;
  }
  return out;
}

}  // namespace base
