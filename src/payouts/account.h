// Where a payee has its money, or the payer: whose account, its number, at which bank.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "payouts/bank.h"

namespace payouts {

inline constexpr std::size_t kHolderMax = 140;
inline constexpr std::size_t kSepaNameMax = 70;
inline constexpr std::size_t kTownMax = 35;
inline constexpr std::size_t kAddressLineMax = 70;
inline constexpr std::size_t kAddressLinesMax = 2;  // beside town and country

struct BankAccount {
  std::string holder;                // as the bank knows it, in any script that can be spelled
  std::string iban;                  // or
  std::string number;                // what the account has where there is no IBAN
  std::string bic;                   // may be empty where SEPA or `clearing` names the bank
  ClearingMember clearing;           // may be empty
  std::string country;               // of the holder
  std::string currency;              // of the account
  std::string town;                  // may be empty, then there is no address either
  std::vector<std::string> address;  // lines
  friend bool operator==(const BankAccount&, const BankAccount&) = default;
};

// The account with its numbers and codes in the form that files carry. Error: InvalidInput, with
// the holder, the part that is wrong, why and what to do.
base::Result<BankAccount> parse_account(const BankAccount& written);

// For who should recognise the account and not learn it: "DE…3000", the country of an IBAN and its
// end; without an IBAN the end of the number, "…4567".
std::string masked(const BankAccount& account);

// Whether an amount in this currency goes from one to the other as a SEPA credit transfer.
bool goes_by_sepa(const BankAccount& from, const BankAccount& to, std::string_view currency);

}  // namespace payouts
