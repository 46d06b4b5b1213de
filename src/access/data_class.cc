#include "access/data_class.h"

#include <algorithm>

namespace rights {

ClassMask opened_by(std::string_view profile, base::Metering metering) {
  constexpr ClassMask kWithoutMoney = kShareable & ~bit(DataClass::BilledRevenue);
  if (profile == "sale") return kShareable;
  if (profile == "service" || profile == "deal") return kWithoutMoney;
  if (profile == "seats" && metering == base::Metering::Seat) return kWithoutMoney;
  return 0;
}

std::string words(ClassMask mask) {
  std::string out;
  for (std::size_t i = 0; i < kDataClasses.size(); ++i) {
    if (has(mask, static_cast<DataClass>(i)))
      out += (out.empty() ? "" : "+") + std::string(kDataClasses[i]);
  }
  return out;
}

std::optional<ClassMask> parse_classes(std::string_view text) {
  ClassMask out = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("+,", at), text.size());
    const auto one = base::parse_word<DataClass>(kDataClasses, text.substr(at, end - at));
    if (!one) return std::nullopt;
    out |= bit(*one);
    at = end + 1;
  }
  return out;
}

}  // namespace rights
