#include "access/data_class.h"

#include <algorithm>

namespace rights {

ClassMask opened_by(programs::DataProfile profile, base::Metering metering) {
  using enum programs::DataProfile;
  constexpr ClassMask kWithoutMoney = kShareable & ~bit(DataClass::BilledRevenue);
  switch (profile) {
    case Sale: return kShareable;
    case Service:
    case Deal: return kWithoutMoney;
    case Seats: return metering == base::Metering::Seat ? kWithoutMoney : ClassMask{0};
    case None: return 0;
  }
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
