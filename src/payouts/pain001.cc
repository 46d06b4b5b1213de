#include "payouts/pain001.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/currency.h"
#include "base/instant_text.h"
#include "ledger/money.h"
#include "payouts/bank_text.h"
#include "payouts/xml.h"

namespace payouts {
namespace {

constexpr std::string_view kNamespace = "xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"";

struct BlockKey {
  std::string currency;
  bool abroad = false;  // not by SEPA
  friend auto operator<=>(const BlockKey&, const BlockKey&) = default;
};
using Blocks = std::map<BlockKey, std::vector<const Payment*>>;

Blocks blocks_of(const Batch& batch) {
  Blocks out;
  for (const Payment& payment : batch.payments) {
    const bool sepa = goes_by_sepa(batch.debtor, payment.payee, payment.currency);
    out[{payment.currency, !sepa}].push_back(&payment);
  }
  return out;
}

template <class Payments>
void write_counts(Xml& xml, const Payments& payments, int digits) {
  base::Decimal sum;
  for (const Payment* payment : payments)
    sum += payment->amount;
  xml.leaf("NbOfTxs", std::to_string(payments.size()));
  xml.leaf("CtrlSum", ledger::with_decimals(sum, digits));
}

void write_header(Xml& xml, const Batch& batch) {
  std::vector<const Payment*> all;
  int digits = 0;
  for (const Payment& payment : batch.payments) {
    all.push_back(&payment);
    digits = std::max(digits, base::minor_unit(payment.currency));
  }
  xml.open("GrpHdr");
  xml.leaf("MsgId", batch.id);
  xml.leaf("CreDtTm", base::instant_text(batch.created));
  write_counts(xml, all, digits);
  xml.open("InitgPty");
  xml.leaf("Nm", in_bank_text(batch.debtor.holder, kSepaNameMax));
  xml.close();
  xml.close();
}

void write_party(Xml& xml, std::string_view tag, const BankAccount& account, bool sepa) {
  xml.open(tag);
  xml.leaf("Nm", in_bank_text(account.holder, sepa ? kSepaNameMax : kHolderMax));
  if (!account.town.empty()) {
    xml.open("PstlAdr");
    xml.leaf("TwnNm", in_bank_text(account.town, kTownMax));
    xml.leaf("Ctry", account.country);
    for (const std::string& line : account.address)
      xml.leaf("AdrLine", in_bank_text(line, kAddressLineMax));
    xml.close();
  }
  xml.close();
}

void write_account(Xml& xml, std::string_view tag, const BankAccount& account) {
  xml.open(tag);
  xml.open("Id");
  if (account.iban.empty()) {
    xml.open("Othr");
    xml.leaf("Id", account.number);
    xml.close();
  } else {
    xml.leaf("IBAN", account.iban);
  }
  xml.close();
  xml.leaf("Ccy", account.currency);
  xml.close();
}

void write_agent(Xml& xml, std::string_view tag, const BankAccount& account) {
  xml.open(tag);
  xml.open("FinInstnId");
  if (!account.bic.empty()) xml.leaf("BICFI", account.bic);
  if (!account.clearing.empty()) {
    xml.open("ClrSysMmbId");
    xml.open("ClrSysId");
    xml.leaf("Cd", account.clearing.system);
    xml.close();
    xml.leaf("MmbId", account.clearing.number);
    xml.close();
  }
  if (account.bic.empty() && account.clearing.empty()) {
    // The element is mandatory for the payer; SEPA agreed on this word for "see the IBAN".
    xml.open("Othr");
    xml.leaf("Id", "NOTPROVIDED");
    xml.close();
  }
  xml.close();
  xml.close();
}

void write_payment(Xml& xml, const Payment& payment, bool sepa) {
  const BankAccount& payee = payment.payee;
  xml.open("CdtTrfTxInf");
  xml.open("PmtId");
  xml.leaf("InstrId", payment.id);
  xml.leaf("EndToEndId", payment.id);
  xml.close();
  xml.open("Amt");
  xml.leaf("InstdAmt", ledger::money_text(payment.amount, payment.currency),
           "Ccy=\"" + payment.currency + "\"");
  xml.close();
  if (!payee.bic.empty() || !payee.clearing.empty()) write_agent(xml, "CdtrAgt", payee);
  write_party(xml, "Cdtr", payee, sepa);
  write_account(xml, "CdtrAcct", payee);
  const std::string remittance = in_bank_text(payment.remittance, kRemittanceMax);
  if (!remittance.empty()) {
    xml.open("RmtInf");
    xml.leaf("Ustrd", remittance);
    xml.close();
  }
  xml.close();
}

void write_block(Xml& xml, const Batch& batch, const BlockKey& key,
                 const std::vector<const Payment*>& payments) {
  const bool sepa = !key.abroad;
  xml.open("PmtInf");
  const bool split = key.abroad && key.currency == "EUR";
  xml.leaf("PmtInfId", batch.id + "-" + key.currency + (split ? "-ABROAD" : ""));
  xml.leaf("PmtMtd", "TRF");
  write_counts(xml, payments, base::minor_unit(key.currency));
  if (sepa) {
    xml.open("PmtTpInf");
    xml.open("SvcLvl");
    xml.leaf("Cd", "SEPA");
    xml.close();
    xml.close();
  }
  xml.open("ReqdExctnDt");
  xml.leaf("Dt", batch.execution.text());
  xml.close();
  write_party(xml, "Dbtr", batch.debtor, sepa);
  write_account(xml, "DbtrAcct", batch.debtor);
  write_agent(xml, "DbtrAgt", batch.debtor);
  xml.leaf("ChrgBr", sepa ? "SLEV" : "SHAR");
  for (const Payment* payment : payments)
    write_payment(xml, *payment, sepa);
  xml.close();
}

}  // namespace

std::string pain001(const Batch& batch) {
  ASSERT(check(batch));
  Xml xml;
  xml.open("Document", kNamespace);
  xml.open("CstmrCdtTrfInitn");
  write_header(xml, batch);
  for (const auto& [key, payments] : blocks_of(batch))
    write_block(xml, batch, key, payments);
  xml.close();
  xml.close();
  return std::move(xml).text();
}

}  // namespace payouts
