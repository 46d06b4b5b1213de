// Whatever the texts of an account, cut at line feeds: it is refused with a sentence, or taken in a
// form that is taken again as it is, and is paid to in a file that only banks' letters stand in.
#include "payouts/account.h"

#include "base/check.h"
#include "payouts/bank_text.h"

namespace {

std::string take_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return std::string(line);
}

void check_bank_text(const std::string& text) {
  const std::string once = payouts::in_bank_text(text, payouts::kSepaNameMax);
  ASSERT(once.size() <= payouts::kSepaNameMax);
  ASSERT(payouts::in_bank_text(once, payouts::kSepaNameMax) == once);
  ASSERT(once.find_first_of("<>&\"\n") == once.npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  payouts::BankAccount account;
  for (std::string* part :
       {&account.holder, &account.iban, &account.number, &account.bic, &account.clearing.system,
        &account.clearing.number, &account.country, &account.currency, &account.town})
    *part = take_line(text);
  while (!text.empty())
    account.address.push_back(take_line(text));
  check_bank_text(account.holder);
  const auto taken = payouts::parse_account(account);
  if (!taken) {
    ASSERT(!taken.error().message.empty());
    return 0;
  }
  ASSERT(payouts::parse_account(*taken) == *taken);
  ASSERT(payouts::is_readable(payouts::in_bank_text(taken->holder, payouts::kHolderMax)));
  return 0;
}
