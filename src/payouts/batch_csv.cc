#include "payouts/batch_csv.h"

#include <array>
#include <string_view>

#include "base/check.h"
#include "base/currency.h"
#include "ingest/csv.h"
#include "ledger/money.h"

namespace payouts {
namespace {

constexpr std::array<std::string_view, 16> kColumns{
    "batch_id", "payment_id", "execution_day",   "partner_id",      "holder",  "iban",
    "number",   "bic",        "clearing_system", "clearing_number", "country", "town",
    "address",  "currency",   "amount",          "remittance"};

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines)
    out += (out.empty() ? "" : "\n") + line;
  return out;
}

void append_row(std::string& out, const std::array<std::string, kColumns.size()>& row) {
  std::array<std::string_view, kColumns.size()> cells;
  for (std::size_t i = 0; i < row.size(); ++i)
    if (!row[i].empty()) cells[i] = row[i];
  ingest::append_csv(out, cells);
  out += "\r\n";
}

}  // namespace

std::string batch_csv(const Batch& batch) {
  ASSERT(check(batch));
  std::string out;
  ingest::append_csv(out, kColumns);
  out += "\r\n";
  for (const Payment& payment : batch.payments) {
    const BankAccount& to = payment.payee;
    append_row(out, {batch.id, payment.id, batch.execution.text(), payment.partner, to.holder,
                     to.iban, to.number, to.bic, to.clearing.system, to.clearing.number, to.country,
                     to.town, joined(to.address), payment.currency,
                     ledger::money_text(payment.amount, payment.currency), payment.remittance});
  }
  return out;
}

}  // namespace payouts
