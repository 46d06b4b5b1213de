// For tests: accounts that banks and registries print as examples, and batches made of them.
#pragma once

#include <random>
#include <string>

#include "base/currency.h"
#include "payouts/batch.h"

namespace payouts::testing {

inline BankAccount account(const BankAccount& written) {
  return parse_account(written).value();
}

inline BankAccount debtor() {
  return account({.holder = "Lanternfall Clouds B.V.",
                  .iban = "NL91 ABNA 0417 1643 00",
                  .bic = "ABNANL2A",
                  .country = "NL",
                  .currency = "EUR",
                  .town = "Amsterdam",
                  .address = {"Prinsengracht 7"}});
}
inline BankAccount german() {
  return account({.holder = "Müller & Söhne GmbH",
                  .iban = "DE89370400440532013000",
                  .country = "DE",
                  .currency = "EUR",
                  .town = "Köln",
                  .address = {"Große Straße 12", "2. Étage"}});
}
inline BankAccount french() {
  return account({.holder = "L'Œuvre <script>alert(\"x\")</script>",
                  .iban = "FR1420041010050500013M02606",
                  .bic = "PSSTFRPPPAR",
                  .country = "FR",
                  .currency = "EUR"});
}
inline BankAccount turkish() {
  return account({.holder = "Işık Bilişim A.Ş.",
                  .iban = "TR330006100519786457841326",
                  .bic = "TCZBTR2A",
                  .country = "TR",
                  .currency = "EUR",
                  .town = "İzmir"});
}
inline BankAccount british() {
  return account({.holder = "West & West Partners Ltd",
                  .iban = "GB82WEST12345698765432",
                  .bic = "WESTGB22",
                  .country = "GB",
                  .currency = "USD"});
}
inline BankAccount american() {
  return account({.holder = "Acme Cloud, Inc.",
                  .number = "000123456789",
                  .clearing = {"USABA", "021000021"},
                  .country = "US",
                  .currency = "USD",
                  .town = "New York"});
}
inline BankAccount japanese() {
  return account({.holder = "Kumo KK (クモ株式会社)",
                  .number = "1234567",
                  .bic = "BOTKJPJT",
                  .clearing = {"JPZGN", "0005001"},
                  .country = "JP",
                  .currency = "JPY"});
}

inline Payment payment(std::int64_t in_batch, std::string partner, BankAccount payee,
                       std::string currency, std::string_view amount) {
  return {payment_id(7, in_batch),
          std::move(partner),
          std::move(payee),
          std::move(currency),
          base::parse_exact(amount).value(),
          "Incentives 2026-03, ST-000041"};
}

// Three currencies, and a euro payment that leaves SEPA.
inline Batch batch() {
  return {.number = 7,
          .id = batch_id(7),
          .created = {1'776'245'405'250},  // 2026-04-15T09:30:05.250Z
          .execution = base::Day::parse("2026-04-16").value(),
          .debtor = debtor(),
          .payments = {payment(1, "P1", german(), "EUR", "1250"),
                       payment(2, "P2", american(), "USD", "98.7"),
                       payment(3, "P3", japanese(), "JPY", "120000"),
                       payment(4, "P4", french(), "EUR", "0.01"),
                       payment(5, "P5", turkish(), "EUR", "310.5"),
                       payment(6, "P6", british(), "USD", "1000000")}};
}

// Names of any bytes that are text, any currency, any amount that a payment may have.
inline Batch random_batch(std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t n) { return random() % n; };
  constexpr std::string_view kLetters[] = {"a", "Z", "9", " ",  "<", "&",  "\"", "'", "é",
                                           "ß", "Ж", "ψ", "株", "😀", "\t", "-",  "/", "."};
  constexpr std::string_view kCurrencies[] = {"EUR", "USD", "JPY", "KWD", "CLF", "GBP"};
  const BankAccount payees[] = {german(), french(), turkish(), british(), american(), japanese()};
  const auto text = [&](std::size_t letters) {
    std::string out = "N";
    for (std::size_t i = below(static_cast<std::uint32_t>(letters)); i > 0; --i)
      out += kLetters[below(std::size(kLetters))];
    return out;
  };
  Batch out = batch();
  out.payments.clear();
  for (std::int64_t i = 1, count = 1 + below(30); i <= count; ++i) {
    Payment next = payment(i, "P" + std::to_string(i), payees[below(6)], "EUR", "1");
    next.payee.holder = text(kHolderMax);
    next.remittance = text(kRemittanceMax);
    if (below(2) == 0) next.payee.town = text(kTownMax);
    if (next.payee.town.empty()) next.payee.address.clear();
    const bool named = !next.payee.bic.empty() || !next.payee.clearing.empty();
    if (named) next.currency = kCurrencies[below(6)];
    base::Int128 minor = base::kUnit;
    for (int d = base::minor_unit(next.currency); d > 0; --d)
      minor /= 10;
    next.amount = base::Decimal::from_units(minor * (1 + below(1'000'000'000)));
    out.payments.push_back(std::move(next));
  }
  return out;
}

}  // namespace payouts::testing
