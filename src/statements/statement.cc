#include "statements/statement.h"

#include <algorithm>

namespace statements {

std::string id_of(std::int64_t number) {
  const std::string digits = std::to_string(number);
  return "ST-" + std::string(6 - std::min<std::size_t>(6, digits.size()), '0') + digits;
}

std::string Statement::id() const {
  return id_of(number);
}

}  // namespace statements
