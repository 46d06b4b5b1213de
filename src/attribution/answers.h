// What attribution answers: credit rows, earning lines, reconciliation rows. Plain values, shared
// by the engine, the naive model, explanations and every output format. Rules:
// docs/domain/rules.md.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/decimal.h"
#include "base/result.h"
#include "base/terms.h"
#include "programs/programme.h"

namespace attribution {

enum class CreditKey : std::uint8_t {
  Partner,
  Subscription,
  Customer,
  Workload,
  Product,
  Competency,
  Measure,
  Month,
  Currency
};
inline constexpr std::array<std::string_view, 9> kCreditKeys{
    "partner",    "subscription", "customer", "workload", "product",
    "competency", "measure",      "month",    "currency"};

struct CreditQuery {
  base::Month from;  // both included
  base::Month to;
  std::vector<CreditKey> keys;  // distinct, in the order of the columns
  std::string partner;          // only this partner; empty: all
  std::string subscription;     // only this subscription; empty: all
};

struct CreditRow {
  std::vector<std::string> keys;  // one text per CreditQuery::keys
  base::Product amount;
  base::Decimal quantity;
  programs::TypeMask associations = 0;
  friend bool operator==(const CreditRow&, const CreditRow&) = default;
};

enum class EarningKind : std::uint8_t { Rebate, Coop };

struct EarningLine {
  std::string partner;
  std::string lever;
  std::string subscription;
  base::Month earning_month;
  base::Decimal base;
  std::vector<base::Decimal> rates;  // by date; empty on a zero line
  base::Decimal amount;
  std::string currency;
  EarningKind kind = EarningKind::Rebate;
  std::string reason_code;  // empty when earned and payable
  // What the base was measured against: a mark, the seats, what shares a pool. Of such levers only.
  std::optional<base::Decimal> against;
  friend bool operator==(const EarningLine&, const EarningLine&) = default;
};

struct ReconcileRow {
  base::Measure measure = base::Measure::Consumption;
  std::string currency;
  std::string bucket;
  base::Product amount;
  base::Product quantity;
  friend bool operator==(const ReconcileRow&, const ReconcileRow&) = default;
};

// Consumption that no partner is recognised for: NEVER_DESIGNATED, ENDED_NOT_REPLACED,
// CSP_WITHOUT_PARTNER, or the code of the gate that is closed.
struct CoverageRow {
  std::string customer;
  std::string currency;
  std::string reason;
  base::Product amount;
  friend bool operator==(const CoverageRow&, const CoverageRow&) = default;
};

// Digits after the point of a currency's minor unit (ISO 4217); 2 when it is not in the table.
int minor_unit(std::string_view currency);

// What a reason code means, as a sentence without a full stop (domain 5.8).
std::string reason_text(std::string_view code);

}  // namespace attribution
