#include "attribution/exchange.h"

#include <algorithm>
#include <tuple>

namespace attribution {

bool is_own_currency(const Standing& standing, std::string_view currency) {
  return currency.empty() || currency == standing.programme().parameters.currency;
}

base::Result<base::Decimal> exchange_rate(const Standing& standing, std::string_view currency,
                                          base::Month month) {
  const auto& rates = standing.registry().fx_rates;
  const std::string_view to = standing.programme().parameters.currency;
  const auto order = [](const registry::FxRate& fx) {
    return std::tuple(fx.month, std::string_view(fx.from), std::string_view(fx.to));
  };
  const auto found = std::ranges::lower_bound(rates, std::tuple(month, currency, to), {}, order);
  if (found != rates.end() && order(*found) == std::tuple(month, currency, to)) return found->rate;
  return base::fail(base::Code::Missing,
                    no_exchange_rate(standing, currency, month) + "; import fx_rates.csv with it");
}

std::string no_exchange_rate(const Standing& standing, std::string_view currency,
                             base::Month month) {
  return "there is no exchange rate " + std::string(currency) + " to " +
         standing.programme().parameters.currency + " for " + month.text();
}

}  // namespace attribution
