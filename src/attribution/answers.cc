#include "attribution/answers.h"

#include "base/currency.h"

namespace attribution {

int minor_unit(std::string_view currency) {
  return base::minor_unit(currency);
}

}  // namespace attribution
