#include "ledger/money.h"

#include "attribution/answers.h"

namespace ledger {

std::string money_text(base::Decimal amount, std::string_view currency) {
  std::string out = amount.text();
  const auto coins = static_cast<std::size_t>(attribution::minor_unit(currency));
  const std::size_t point = out.find('.');
  const std::size_t have = point == out.npos ? 0 : out.size() - point - 1;
  if (have >= coins) return out;
  if (point == out.npos) out += '.';
  return out.append(coins - have, '0');
}

}  // namespace ledger
