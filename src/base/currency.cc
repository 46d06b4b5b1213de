#include "base/currency.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace base {
namespace {

// By digits of the minor unit, current codes first, withdrawn ones after the empty line of each
// list: old months are restated in the money they were billed in.
constexpr std::string_view kNoDigits =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF "

    "ADP BEF BYB BYR ESP GRD ITL LUF MGF PTE TPE TRL";
constexpr std::string_view kTwoDigits =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
    "GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD "
    "LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB "
    "PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP "
    "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW "
    "ZWG "

    "AFA ALK ANG AOK AON AOR ARA ARP ARY ATS AYM AZM BAD BEC BEL BGJ BGK BGL BGN BOP BRB BRC BRE "
    "BRN BRR BUK CHC CSD CSJ CSK CUC CYP DDM DEM ECS ECV EEK ESA ESB FIM FRF GEK GHC GHP GNE GNS "
    "GQE GWE GWP HRD HRK IEP ILP ILR ISJ LAJ LSM LTL LTT LUC LUL LVL LVR MLF MRO MTL MTP MVQ MXP "
    "MZE MZM NIC NLG PEH PEI PES PLZ RHD ROK ROL RUR SDD SDP SIT SKK SLL SRG STD SUR TJR TMM UAK "
    "UGS UGW USS UYN UYP VEB VEF VNC XEU YDD YUD YUM YUN ZAL ZMK ZRN ZRZ ZWC ZWD ZWL ZWN ZWR";
constexpr std::string_view kThreeDigits = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view kFourDigits = "CLF UYW";

constexpr std::size_t kLetters = 26;
constexpr std::size_t kCodes = kLetters * kLetters * kLetters;
constexpr std::int8_t kUnknown = -1;

// The place of a code among all words of three letters; kCodes for anything else.
constexpr std::size_t place(std::string_view code) {
  if (code.size() != 3) return kCodes;
  std::size_t out = 0;
  for (const char c : code) {
    if (c < 'A' || c > 'Z') return kCodes;
    out = out * kLetters + static_cast<std::size_t>(c - 'A');
  }
  return out;
}

using Table = std::array<std::int8_t, kCodes>;

constexpr void list(Table& table, std::string_view codes, std::int8_t digits) {
  for (std::size_t at = 0; at < codes.size(); at += 4)
    table[place(codes.substr(at, 3))] = digits;
}

constexpr Table kDigits = [] {
  Table table{};
  table.fill(kUnknown);
  list(table, kNoDigits, 0);
  list(table, kTwoDigits, 2);
  list(table, kThreeDigits, 3);
  list(table, kFourDigits, 4);
  return table;
}();

std::int8_t digits_of(std::string_view code) {
  const std::size_t at = place(code);
  return at < kCodes ? kDigits[at] : kUnknown;
}

}  // namespace

bool is_currency(std::string_view code) {
  return digits_of(code) != kUnknown;
}

int minor_unit(std::string_view code) {
  const std::int8_t digits = digits_of(code);
  return digits == kUnknown ? 2 : digits;
}

}  // namespace base
