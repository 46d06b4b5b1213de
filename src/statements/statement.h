// What a partner is told for a posting period: its lines, where its accounts stand, and what did
// not earn. Immutable once issued; signed over the Merkle root of its leaves, of which the first is
// the header and the others the lines. docs/formats/statement.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/decimal.h"
#include "base/keys.h"
#include "base/sha256.h"
#include "ledger/entry.h"

namespace statements {

// Where an account of the partner stood before the period's entries, and where it stands now.
struct AccountStand {
  std::string currency;
  ledger::Account account = ledger::Account::Accrual;
  std::string fund;  // of co-op: first month of the half-year; else empty
  base::Decimal opening, change, closing;
  friend bool operator==(const AccountStand&, const AccountStand&) = default;
};

// What the period's earnings and adjustments come to in a currency.
struct CurrencySummary {
  std::string currency;
  base::Decimal earned;      // lines of the period's own month, rebate and co-op
  base::Decimal adjusted;    // of earlier months
  base::Decimal held;        // part of both that is held
  base::Decimal late;        // part of the adjustments that is too late to be paid
  base::Decimal due;         // what became payable with this close
  base::Decimal carried;     // what stays in accrual
  std::string carry_reason;  // BELOW_PAYMENT_THRESHOLD, NEGATIVE_BALANCE; empty: nothing carried
  // Earned and adjusted in the programme's currency, each line at the rate of its earning month.
  base::Decimal equivalent;
  friend bool operator==(const CurrencySummary&, const CurrencySummary&) = default;
};

struct RateUsed {
  std::string from, to;
  base::Month month;
  base::Decimal rate;
  friend bool operator==(const RateUsed&, const RateUsed&) = default;
};

// Lines of the period's month that earned nothing payable, by lever and reason.
struct NotEarned {
  std::string lever, reason_code, currency;
  std::int64_t lines = 0;
  base::Decimal base;
  base::Decimal cut;  // what caps took
  friend bool operator==(const NotEarned&, const NotEarned&) = default;
};

struct Statement {
  std::int64_t number = 0;
  std::string earner, earner_name;
  base::Month period;
  base::Day issued_on;
  std::string programme, version, currency;  // of the programme
  base::CommitNumber as_known;               // the cut-off: what was known when it was computed
  std::int64_t previous = 0;                 // the earner's statement before; 0: none
  base::Digest previous_root{};
  std::vector<AccountStand> accounts;       // by currency, account, fund
  std::vector<CurrencySummary> currencies;  // by currency
  std::vector<RateUsed> rates;              // by month, currency
  std::vector<NotEarned> not_earned;        // by lever, reason, currency
  std::vector<ledger::Entry> lines;         // earnings, adjustments, then what was moved

  std::string id() const;
};
std::string id_of(std::int64_t number);  // "ST-000042"
std::optional<std::int64_t> parse_id(std::string_view id);

// What is signed.
struct Seal {
  base::Digest root{};
  std::string key;        // id of the key: the first 16 hex digits of the SHA-256 of its 32 bytes
  std::string signature;  // 64 bytes, Ed25519 over the 32 bytes of the root
  friend bool operator==(const Seal&, const Seal&) = default;
};

struct Issued {
  Statement statement;
  Seal seal;
};

}  // namespace statements
