#include "payouts/bank.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/nearest.h"
#include "payouts/country.h"
#include "payouts/iban.h"

namespace payouts {
namespace {

struct System {
  std::string_view code;
  std::string_view of;
  std::size_t size_min, size_max;
  bool letters = false;  // beside digits
};
// Of countries that have no IBAN, and the two that banks there still go by although they have.
constexpr std::array kSystems{
    System{"AUBSB", "Australia", 6, 6},         System{"CACPA", "Canada", 9, 9},
    System{"CNAPS", "China", 12, 12},           System{"GBDSC", "the United Kingdom", 6, 6},
    System{"HKNCC", "Hong Kong", 3, 3},         System{"IENCC", "Ireland", 6, 6},
    System{"INFSC", "India", 11, 11, true},     System{"JPZGN", "Japan", 7, 7},
    System{"NZNCC", "New Zealand", 6, 6},       System{"SGIBG", "Singapore", 3, 7},
    System{"THCBC", "Thailand", 3, 3},          System{"TWNCC", "Taiwan", 7, 7},
    System{"USABA", "the United States", 9, 9}, System{"ZANCC", "South Africa", 6, 6}};

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_either(char c) {
  return is_digit(c) || is_capital(c);
}

std::unexpected<base::Error> wrong(const std::string& what) {
  return base::fail(base::Code::InvalidInput, what);
}

// A routing number of the American Bankers Association: weights 3, 7, 1, a multiple of ten.
bool is_routing_number(std::string_view digits) {
  constexpr std::array kWeights{3, 7, 1};
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i)
    sum += kWeights[i % 3] * (digits[i] - '0');
  return sum % 10 == 0;
}

const System* find_system(std::string_view code) {
  const auto found = std::ranges::find(kSystems, code, &System::code);
  return found == kSystems.end() ? nullptr : &*found;
}

std::unexpected<base::Error> unknown_system(const std::string& code) {
  std::array<std::string_view, kSystems.size()> codes;
  std::ranges::transform(kSystems, codes.begin(), &System::code);
  return wrong(fmt::format("clearing system '{}' is none of {}{}; name the bank by its BIC instead",
                           code, fmt::join(codes, " "), base::hint(code, codes)));
}

}  // namespace

base::Result<std::string> parse_bic(std::string_view written) {
  std::string bic = compact(written);
  const auto says = [&](const std::string& what) {
    return wrong(
        fmt::format("BIC '{}': {}; a BIC such as COBADEFFXXX has 4 letters for the bank, 2 "
                    "for the country, 2 for the place and 3 or none for the branch",
                    written, what));
  };
  if (bic.size() != 8 && bic.size() != 11)
    return says(fmt::format("it has {} characters, not 8 or 11", bic.size()));
  if (!std::ranges::all_of(bic, is_either)) return says("it has more than letters and digits");
  const std::string country = bic.substr(4, 2);
  if (!is_country(country)) return says(fmt::format("'{}' is no country", country));
  return bic;
}

base::Result<ClearingMember> parse_clearing(const ClearingMember& written) {
  ClearingMember out{compact(written.system), compact(written.number)};
  std::erase(out.number, '-');
  const System* system = find_system(out.system);
  if (system == nullptr) return unknown_system(out.system);
  const bool fits = std::ranges::all_of(out.number, system->letters ? is_either : is_digit);
  if (!fits || out.number.size() < system->size_min || out.number.size() > system->size_max) {
    return wrong(fmt::format(
        "clearing number '{}': a bank of {} has {}{} {} in {}; correct the number or the system",
        written.number, system->of,
        system->size_min == system->size_max ? "" : fmt::format("{} to ", system->size_min),
        system->size_max, system->letters ? "letters and digits" : "digits", system->code));
  }
  if (out.system == "USABA" && !is_routing_number(out.number)) {
    return wrong(
        fmt::format("clearing number '{}': its last digit does not fit the others, so it "
                    "is no routing number; compare it with what the payee's bank gave",
                    written.number));
  }
  return out;
}

}  // namespace payouts
