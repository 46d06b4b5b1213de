#include "payouts/account.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/currency.h"
#include "ingest/text.h"
#include "payouts/bank_text.h"
#include "payouts/country.h"
#include "payouts/iban.h"

namespace payouts {
namespace {

constexpr std::size_t kNumberMax = 34;

std::unexpected<base::Error> wrong(const std::string& what) {
  return base::fail(base::Code::InvalidInput, what);
}

// Something to read, in UTF-8, of at most `size_max` letters.
base::Status check_words(std::string_view what, std::string_view text, std::size_t size_max) {
  if (!ingest::is_text(text))
    return wrong(fmt::format("the {} is no text in UTF-8; write it anew", what));
  const std::size_t letters = letters_of(text);
  if (letters > size_max) {
    return wrong(fmt::format("the {} has {} letters, a payment carries {}; shorten it", what,
                             letters, size_max));
  }
  if (!is_readable(in_bank_text(text, size_max))) {
    return wrong(
        fmt::format("the {} '{}' has no letter that a bank can read; write it in Latin "
                    "letters, as the bank has it",
                    what, text));
  }
  return {};
}

base::Status check_address(const BankAccount& account) {
  if (!is_country(account.country)) {
    return wrong(fmt::format("'{}' is no country of ISO 3166; give two capitals, such as DE",
                             account.country));
  }
  if (account.town.empty() && !account.address.empty())
    return wrong("an address without a town is not carried; give the town, or no address");
  if (!account.town.empty()) TRY_STATUS(check_words("town", account.town, kTownMax));
  if (account.address.size() > kAddressLinesMax) {
    return wrong(
        fmt::format("the address has {} lines, a payment carries {} beside the town; "
                    "shorten it",
                    account.address.size(), kAddressLinesMax));
  }
  for (const std::string& line : account.address)
    TRY_STATUS(check_words("address line", line, kAddressLineMax));
  return {};
}

base::Result<std::string> parse_number(std::string_view written) {
  std::string out = compact(written);
  const bool fits = std::ranges::all_of(
      out, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-'; });
  if (fits && out.size() <= kNumberMax && is_readable(out)) return out;
  return wrong(
      fmt::format("account number '{}': it may have up to {} letters, digits and hyphens; "
                  "compare it with what the payee's bank gave",
                  written, kNumberMax));
}

base::Status parse_numbers(BankAccount& account) {
  if (account.iban.empty() == account.number.empty()) {
    return wrong(account.iban.empty() ? "it has neither an IBAN nor an account number; give one"
                                      : "it has both an IBAN and an account number; give one");
  }
  if (!account.iban.empty()) account.iban = TRY(parse_iban(account.iban));
  if (!account.number.empty()) account.number = TRY(parse_number(account.number));
  if (!account.bic.empty()) account.bic = TRY(parse_bic(account.bic));
  if (!account.clearing.empty()) account.clearing = TRY(parse_clearing(account.clearing));
  if (account.iban.empty() && account.bic.empty() && account.clearing.empty())
    return wrong("an account number alone does not name its bank; give a BIC or clearing member");
  return {};
}

base::Result<BankAccount> parse_parts(BankAccount account) {
  TRY_STATUS(check_words("holder's name", account.holder, kHolderMax));
  TRY_STATUS(parse_numbers(account));
  if (!base::is_currency(account.currency)) {
    return wrong(fmt::format("'{}' is no currency of ISO 4217; give three capitals, such as EUR",
                             account.currency));
  }
  TRY_STATUS(check_address(account));
  return account;
}

}  // namespace

base::Result<BankAccount> parse_account(const BankAccount& written) {
  base::Result<BankAccount> out = parse_parts(written);
  if (out) return out;
  const std::string holder =
      written.holder.empty() ? "without a holder" : "of " + in_bank_text(written.holder, 40);
  return base::fail(out.error().code,
                    fmt::format("bank account {}: {}", holder, out.error().message));
}

std::string masked(const BankAccount& account) {
  constexpr std::size_t kShown = 4, kShort = 8;  // of a short number half is too much
  const std::string& number = account.iban.empty() ? account.number : account.iban;
  const std::size_t shown = number.size() < kShort ? kShown / 2 : kShown;
  const std::string country = account.iban.substr(0, 2);
  return country + "…" + number.substr(number.size() - std::min(shown, number.size()));
}

bool goes_by_sepa(const BankAccount& from, const BankAccount& to, std::string_view currency) {
  const auto reached = [](const BankAccount& account) {
    return is_in_sepa(std::string_view(account.iban).substr(0, 2));
  };
  return currency == "EUR" && reached(from) && reached(to);
}

}  // namespace payouts
