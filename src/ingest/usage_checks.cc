#include "ingest/usage_checks.h"

#include <bit>

#include "base/check.h"
#include "base/nearest.h"
#include "ingest/csv.h"

namespace ingest {
namespace {

using C = UsageColumn;

struct Wording {
  Cause cause;
  C column;
  std::string_view expected;
  std::string_view remedy;
};

// By Fault. Numbers and subscriptions get a closer wording below.
constexpr std::array<Wording, 16> kWordings{{
    {Cause::MissingValue, C::Source, "the name of the system that counts",
     "fill the cell and deliver the row again"},
    {Cause::MissingValue, C::RecordKey, "the record's own key in its source",
     "fill the cell and deliver the row again"},
    {Cause::MissingValue, C::SubscriptionId, "the subscription that used it",
     "fill the cell and deliver the row again"},
    {Cause::BadRevision, C::Revision, "a whole number from 0, higher for each correction",
     "correct the cell and deliver the row again"},
    {Cause::BadDate, C::UsageDate, "a day as YYYY-MM-DD that is in the calendar",
     "correct the cell and deliver the row again"},
    {Cause::BadMeasure, C::Measure, "one of consumption, revenue, seats, active_users, indicator",
     "correct the cell and deliver the row again"},
    {Cause::BadChargeKind, C::ChargeKind,
     "one of usage, refund, correction, credit, purchase, tax, trial, internal",
     "correct the cell and deliver the row again"},
    {Cause::BadNumber, C::Quantity, "", ""},
    {Cause::BadNumber, C::Amount, "", ""},
    {Cause::MissingValue, C::Amount, "an amount or a quantity",
     "fill one of them and deliver the row again"},
    {Cause::MissingValue, C::Unit, "the name of the figure, since the measure is an indicator",
     "fill the cell and deliver the row again"},
    {Cause::UnknownCurrency, C::Currency, "a currency code of ISO 4217 in capitals, such as EUR",
     "correct the cell and deliver the row again"},
    {Cause::MissingCurrency, C::Currency, "a currency, since the amount is not zero",
     "fill the cell and deliver the row again"},
    {Cause::UnknownSubscription, C::SubscriptionId, "the id of a subscription in the registry",
     "import the subscription, then run quarantine replay"},
    {Cause::BeforeSubscriptionStart, C::UsageDate, "",
     "correct the date and deliver the row again, or correct the subscription's starts_on and run "
     "quarantine replay"},
    {Cause::AfterSubscriptionEnd, C::UsageDate, "",
     "correct the date and deliver the row again, or correct the subscription's ends_on and run "
     "quarantine replay"},
}};

Wording number_wording(std::string_view text, C column, bool rounds) {
  base::ParsedDecimal parsed;
  switch (read_number(text, parsed)) {
    case base::NumberFault::TooLarge:
      return {Cause::NumberTooLarge, column, "a number below 1,000,000,000,000,000,000",
              "correct the cell and deliver the row again"};
    case base::NumberFault::TooFine:
      return {Cause::NumberTooFine, column, "at most 24 decimals",
              "round the number at its source and deliver the row again"};
    case base::NumberFault::None:
      if (!rounds) {
        return {Cause::NumberTooFine, column, "at most 12 decimals",
                "round the number at its source, or ingest with a mapping that has round = true"};
      }
      [[fallthrough]];
    case base::NumberFault::NotANumber: break;
  }
  return {Cause::BadNumber, column,
          "a number such as -1234.56 or 5.2E-9, with a point and without grouping",
          "correct the cell and deliver the row again"};
}

std::string bounds_of(const FaultyRow& faulty, Fault fault) {
  const base::DayRange life = faulty.rules.lives[faulty.subscription];
  if (fault == Fault::BeforeStart) {
    return "a day from " + life.from.text() + " on, when the subscription starts";
  }
  return "a day before " + (life.to + faulty.rules.usage_after_end_days).text() +
         ": the subscription ends on " + life.to.text() + " and usage may come up to " +
         std::to_string(faulty.rules.usage_after_end_days) + " days later";
}

std::string hint_of(const FaultyRow& faulty, Fault fault) {
  if (fault == Fault::Measure) {
    return base::hint(cell_text(*faulty.rows.columns[place(C::Measure)], faulty.row),
                      base::kMeasures);
  }
  if (fault == Fault::Kind) {
    return base::hint(cell_text(*faulty.rows.columns[place(C::ChargeKind)], faulty.row),
                      base::kChargeKinds);
  }
  return {};
}

std::string cells_of(const UsageRows& rows, std::size_t row) {
  std::array<std::string, kUsageColumnCount> texts;
  std::array<std::string_view, kUsageColumnCount> cells;
  for (std::size_t i = 0; i < kUsageColumnCount; ++i) {
    const Column& column = *rows.columns[i];
    if (column.is_null(row)) continue;
    texts[i] = cell_text(column, row);
    if (!texts[i].empty()) cells[i] = texts[i];
  }
  std::string out;
  append_csv(out, cells);
  return out;
}

ReadableFigures figures_of(const FaultyRow& faulty) {
  constexpr Faults kNeeded = bit(Fault::Date) | bit(Fault::Measure) | bit(Fault::Quantity) |
                             bit(Fault::Amount) | bit(Fault::NoNumbers);
  ReadableFigures out;
  out.complete = (faulty.faults & kNeeded) == 0;
  if (!out.complete) return out;
  out.usage_date = faulty.decoded.usage_date[faulty.row];
  out.measure = faulty.decoded.measure[faulty.row];
  out.currency = faulty.decoded.currency[faulty.row];
  out.amount = faulty.decoded.amount[faulty.row];
  out.quantity = faulty.decoded.quantity[faulty.row];
  return out;
}

std::string column_name(const FaultyRow& faulty, C column) {
  if (faulty.rows.names == nullptr) return std::string(kUsageColumns[place(column)]);
  const std::size_t label = faulty.rows.label == nullptr ? 0 : faulty.rows.label[faulty.row];
  return (*faulty.rows.names)[label][place(column)];
}

}  // namespace

base::NumberFault read_number(std::string_view text, base::ParsedDecimal& out) {
  constexpr std::array<std::int64_t, 13> kPowers{1'000'000'000'000,
                                                 100'000'000'000,
                                                 10'000'000'000,
                                                 1'000'000'000,
                                                 100'000'000,
                                                 10'000'000,
                                                 1'000'000,
                                                 100'000,
                                                 10'000,
                                                 1'000,
                                                 100,
                                                 10,
                                                 1};
  if (text.empty() || text.size() > 17) return base::parse_decimal(text, out);
  const bool negative = text[0] == '-';
  std::int64_t digits = 0;
  std::size_t point = text.size();
  std::size_t count = 0;
  for (std::size_t i = negative ? 1 : 0; i < text.size(); ++i) {
    const unsigned digit = static_cast<unsigned char>(text[i]) - unsigned{'0'};
    if (digit < 10) {
      digits = digits * 10 + static_cast<std::int64_t>(digit);
      ++count;
    } else if (text[i] == '.' && point == text.size()) {
      point = i;
    } else {
      return base::parse_decimal(text, out);
    }
  }
  const std::size_t decimals = point == text.size() ? 0 : text.size() - point - 1;
  if (count == 0 || decimals > 12) return base::parse_decimal(text, out);
  const base::Int128 units = base::Int128{negative ? -digits : digits} * kPowers[decimals];
  out = {base::Decimal::from_units(units), 0};
  return base::NumberFault::None;
}

QuarantinedRow explain(const FaultyRow& faulty) {
  ASSERT(faulty.faults != 0);
  const auto fault = static_cast<Fault>(std::countr_zero(faulty.faults));
  Wording wording = kWordings[static_cast<std::size_t>(fault)];
  const std::string value = cell_text(*faulty.rows.columns[place(wording.column)], faulty.row);
  if (fault == Fault::Quantity || fault == Fault::Amount) {
    wording = number_wording(value, wording.column, faulty.rules.rounds);
  }
  const bool bounded = fault == Fault::BeforeStart || fault == Fault::AfterEnd;
  QuarantinedRow out;
  out.cause = wording.cause;
  out.line = faulty.rows.line[faulty.row];
  out.column = column_name(faulty, wording.column);
  out.value = shown(value);
  out.expected =
      bounded ? bounds_of(faulty, fault) : std::string(wording.expected) + hint_of(faulty, fault);
  out.remedy = wording.remedy;
  out.source = faulty.decoded.source[faulty.row];
  out.record_key = faulty.decoded.record_key[faulty.row];
  out.subscription_id = faulty.decoded.subscription_id[faulty.row];
  if ((faulty.faults & bit(Fault::Revision)) == 0) {
    out.revision = faulty.decoded.revision[faulty.row];
  }
  out.cells = cells_of(faulty.rows, faulty.row);
  out.rounds = faulty.rules.rounds;
  out.figures = figures_of(faulty);
  return out;
}

}  // namespace ingest
