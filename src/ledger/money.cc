#include "ledger/money.h"

#include "base/currency.h"

namespace ledger {

std::string with_decimals(base::Decimal amount, int decimals) {
  std::string out = amount.text();
  const auto wanted = static_cast<std::size_t>(decimals);
  const std::size_t point = out.find('.');
  const std::size_t have = point == out.npos ? 0 : out.size() - point - 1;
  if (have >= wanted) return out;
  if (point == out.npos) out += '.';
  return out.append(wanted - have, '0');
}

std::string money_text(base::Decimal amount, std::string_view currency) {
  return with_decimals(amount, base::minor_unit(currency));
}

}  // namespace ledger
