#include "payouts/batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "base/check.h"
#include "base/currency.h"
#include "ingest/text.h"
#include "payouts/bank_text.h"

namespace payouts {
namespace {

constexpr std::size_t kIdMax = 35;
constexpr std::size_t kBatchIdMax = 24;  // with room for the currency of a block
constexpr std::int64_t kSepaAmountMax = 1'000'000'000;
// A file carries 18 digits, of which four may stand behind the point.
constexpr std::int64_t kAmountMax = 1'000'000'000'000;
constexpr std::int64_t kSumMax = 10'000'000'000'000;

constexpr std::string_view kPrefix = "PO-";

std::optional<std::int64_t> parse_count(std::string_view digits) {
  std::int64_t count = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, fault] = std::from_chars(digits.data(), end, count);
  return fault == std::errc() && stop == end && count > 0 ? std::optional(count) : std::nullopt;
}

std::unexpected<base::Error> wrong(const std::string& what) {
  return base::fail(base::Code::InvalidInput, what);
}

bool is_id(std::string_view text, std::size_t size_max) {
  return !text.empty() && text.size() <= size_max && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
  });
}

base::Status check_amount(const Payment& payment, bool sepa) {
  if (!base::is_currency(payment.currency))
    return wrong(fmt::format("'{}' is no currency of ISO 4217", payment.currency));
  const int digits = base::minor_unit(payment.currency);
  const std::string amount = payment.amount.text() + " " + payment.currency;
  if (payment.amount <= base::Decimal())
    return wrong(fmt::format("{} is not above zero; leave the payment out", amount));
  if (base::round(payment.amount, digits, base::Rounding::HalfEven) != payment.amount) {
    return wrong(fmt::format("{} has more than the {} decimals of its currency; round it first",
                             amount, digits));
  }
  const auto limit = base::Decimal::from_integer(sepa ? kSepaAmountMax : kAmountMax);
  if (payment.amount >= limit) {
    return wrong(fmt::format("{} is too much for one payment, the limit is below {}; split it",
                             amount, limit.text()));
  }
  return {};
}

base::Status check_head(const Batch& batch) {
  if (batch.number < 1 || !is_id(batch.id, kBatchIdMax)) {
    return wrong(
        fmt::format("payout '{}' (number {}): an id has up to {} letters, digits and "
                    "hyphens, a number is above 0",
                    batch.id, batch.number, kBatchIdMax));
  }
  if (batch.created < base::Instant{} || batch.execution.text().empty())
    return wrong(fmt::format("payout {}: it has no time or no day of execution", batch.id));
  if (batch.payments.empty())
    return wrong(fmt::format("payout {}: there is nothing to pay", batch.id));
  const BankAccount debtor = TRY(parse_account(batch.debtor));
  if (debtor != batch.debtor) {
    return wrong(
        fmt::format("payout {}: the payer's account is not in the form of files; take it "
                    "as parse_account gives it",
                    batch.id));
  }
  return {};
}

}  // namespace

std::string batch_id(std::int64_t number) {
  ASSERT(number > 0);
  return fmt::format("{}{:06}", kPrefix, number);
}

std::string payment_id(std::int64_t number, std::int64_t in_batch) {
  ASSERT(in_batch > 0);
  return fmt::format("{}-{:04}", batch_id(number), in_batch);
}

std::optional<std::pair<std::int64_t, std::int64_t>> parse_payment_id(std::string_view id) {
  const std::size_t hyphen = id.rfind('-');
  if (hyphen == id.npos) return {};
  const auto number = parse_batch_id(id.substr(0, hyphen));
  const auto place = parse_count(id.substr(hyphen + 1));
  if (!number || !place || payment_id(*number, *place) != id) return {};
  return std::pair(*number, *place);
}

std::optional<std::int64_t> parse_batch_id(std::string_view id) {
  if (!id.starts_with(kPrefix)) return {};
  const auto number = parse_count(id.substr(kPrefix.size()));
  return number && batch_id(*number) == id ? number : std::nullopt;
}

std::string remittance_text(base::Month period, std::span<const std::string> statements) {
  constexpr std::size_t kRest = 12;  // " +1234 more"
  std::string out = "Incentives " + period.text();
  std::size_t named = 0;
  for (const std::string& statement : statements) {
    const std::string id = in_bank_text(statement, kRemittanceMax);
    const std::size_t room = named + 1 < statements.size() ? kRest : 0;
    if (out.size() + 2 + id.size() + room > kRemittanceMax) break;
    out += (named == 0 ? ", " : " ") + id;
    ++named;
  }
  if (named < statements.size()) out += fmt::format(" +{} more", statements.size() - named);
  return in_bank_text(out, kRemittanceMax);
}

std::vector<Total> totals(const Batch& batch) {
  std::map<std::string, Total> by_currency;
  for (const Payment& payment : batch.payments) {
    Total& total = by_currency[payment.currency];
    total.currency = payment.currency;
    total.payments += 1;
    total.amount += payment.amount;
  }
  std::vector<Total> out;
  out.reserve(by_currency.size());
  for (auto& [currency, total] : by_currency)
    out.push_back(std::move(total));
  return out;
}

base::Status check_payment(const BankAccount& debtor, const Payment& payment) {
  if (payment.partner.empty()) return wrong("it names no partner");
  const BankAccount payee = TRY(parse_account(payment.payee));
  if (payee != payment.payee)
    return wrong("its account is not in the form of files; take it as parse_account gives it");
  const bool sepa = goes_by_sepa(debtor, payee, payment.currency);
  TRY_STATUS(check_amount(payment, sepa));
  if (!sepa && payee.bic.empty() && payee.clearing.empty()) {
    return wrong(
        fmt::format("{} to an account with nothing but an IBAN goes within SEPA in EUR "
                    "only; give the account a BIC or clearing member",
                    payment.currency));
  }
  if (!ingest::is_text(payment.remittance) || letters_of(payment.remittance) > kRemittanceMax) {
    return wrong(
        fmt::format("its remittance text is no UTF-8 or has more than {} letters; "
                    "shorten it",
                    kRemittanceMax));
  }
  return {};
}

base::Status check(const Batch& batch) {
  TRY_STATUS(check_head(batch));
  std::set<std::string_view> ids;
  base::Decimal sum;
  for (const Payment& payment : batch.payments) {
    if (!is_id(payment.id, kIdMax)) {
      return wrong(
          fmt::format("payout {}: payment id '{}' is not 1 to {} letters, digits and "
                      "hyphens",
                      batch.id, payment.id, kIdMax));
    }
    if (!ids.insert(payment.id).second)
      return wrong(fmt::format("payout {}: two payments have the id {}", batch.id, payment.id));
    if (const base::Status fine = check_payment(batch.debtor, payment); !fine)
      return wrong(fmt::format("payment {}: {}", payment.id, fine.error().message));
    sum += payment.amount;
  }
  if (sum >= base::Decimal::from_integer(kSumMax)) {
    return wrong(
        fmt::format("payout {}: its amounts add up to {}, more than a file can carry; "
                    "make two of it",
                    batch.id, sum.text()));
  }
  return {};
}

}  // namespace payouts
