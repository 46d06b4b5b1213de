// How a bank is named: by its BIC (ISO 9362), or as a member of its country's clearing system where
// that is what banks go by.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace payouts {

// In capitals, without spaces, 8 or 11 characters.
base::Result<std::string> parse_bic(std::string_view written);

// A code of the ISO 20022 list of clearing systems ("USABA") and the number the bank has in it.
struct ClearingMember {
  std::string system;
  std::string number;
  bool empty() const { return system.empty() && number.empty(); }
  friend bool operator==(const ClearingMember&, const ClearingMember&) = default;
};

// In capitals, without spaces or hyphens.
base::Result<ClearingMember> parse_clearing(const ClearingMember& written);

}  // namespace payouts
