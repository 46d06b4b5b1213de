#include "ingest/usage_decoder.h"

#include <charconv>

#include "base/check.h"
#include "base/currency.h"
#include "ingest/usage_checks.h"

namespace ingest {
namespace {

using base::Decimal;
using C = UsageColumn;

// A word of a closed vocabulary; feeds repeat the same word for thousands of rows.
template <class Enum, std::size_t N>
class WordReader {
 public:
  explicit WordReader(const std::array<std::string_view, N>& words) : words_(words) {}

  bool read(std::string_view text, Enum& out) {
    if (last_.empty() || text != last_) {
      const auto found = base::parse_word<Enum>(words_, text);
      if (!found) return false;
      last_ = words_[static_cast<std::size_t>(*found)];
      value_ = *found;
    }
    out = value_;
    return true;
  }

 private:
  const std::array<std::string_view, N>& words_;
  std::string_view last_;
  Enum value_{};
};

class CurrencyReader {
 public:
  bool known(std::string_view text) {
    if (text == last_) return true;
    if (!base::is_currency(text)) return false;
    last_ = text;
    return true;
  }

 private:
  std::string last_ = "USD";
};

bool read_revision(std::string_view text, std::int64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && text[0] != '-';
}

bool known_day(base::Day day) {
  return day > base::Day{-719'163} && day < base::Day::forever();  // 0001-01-01 to 9999-12-31
}

}  // namespace

struct UsageDecoder::State {
  explicit State(const UsageRules& r) : rules(r) {}

  const UsageRules& rules;
  std::vector<Faults> faults;
  std::vector<std::uint8_t> number_absent;  // bit 0: quantity, bit 1: amount
  std::vector<std::uint32_t> subscription;
  WordReader<base::Measure, 5> measures{base::kMeasures};
  WordReader<base::ChargeKind, 8> kinds{base::kChargeKinds};
  CurrencyReader currencies;

  void prepare(std::size_t rows);
  void texts(const Column& column, std::vector<std::string_view>& out, Fault if_empty);
  void revisions(const Column& column, std::vector<std::int64_t>& out);
  void days(const Column& column, std::vector<base::Day>& out);
  void measures_of(const Column& column, std::vector<base::Measure>& out);
  void kinds_of(const Column& column, std::vector<base::ChargeKind>& out);
  void numbers(const Column& column, std::vector<Decimal>& out, std::vector<std::int64_t>& rests,
               Fault fault, std::uint8_t absent);
  void number_texts(const Column& column, std::vector<Decimal>& out,
                    std::vector<std::int64_t>& rests, Fault fault, std::uint8_t absent);
  void money(const UsageBatch& batch);
  void subscriptions(const UsageBatch& batch);

  std::size_t size = 0;
  std::vector<std::string> words;  // texts of columns that came with another type
};

void UsageDecoder::State::prepare(std::size_t rows) {
  size = rows;
  faults.assign(rows, 0);
  number_absent.assign(rows, 0);
  subscription.resize(rows);
  words.clear();
  words.reserve(rows * 6);  // views into it must stay
}

void UsageDecoder::State::texts(const Column& column, std::vector<std::string_view>& out,
                                Fault if_empty) {
  for (std::size_t row = 0; row < size; ++row) {
    if (column.type == ColumnType::Text) {
      out[row] = column.text[row];
    } else {
      out[row] = words.emplace_back(cell_text(column, row));
    }
    if (if_empty != Fault::None && out[row].empty()) faults[row] |= bit(if_empty);
  }
}

void UsageDecoder::State::revisions(const Column& column, std::vector<std::int64_t>& out) {
  for (std::size_t row = 0; row < size; ++row) {
    bool good = !column.is_null(row);
    if (good && column.type == ColumnType::Integer) {
      out[row] = column.integer[row];
      good = out[row] >= 0;
    } else if (good && column.type == ColumnType::Text) {
      good = !column.text[row].empty() && read_revision(column.text[row], out[row]);
    } else if (good && column.type == ColumnType::Decimal) {
      const base::Int128 units = column.decimal[row].units();
      good = units >= 0 && units % base::kUnit == 0;
      if (good) out[row] = static_cast<std::int64_t>(units / base::kUnit);
    } else {
      good = false;
    }
    if (!good) faults[row] |= bit(Fault::Revision);
  }
}

void UsageDecoder::State::days(const Column& column, std::vector<base::Day>& out) {
  std::string_view last;
  base::Day day;
  for (std::size_t row = 0; row < size; ++row) {
    if (column.type == ColumnType::Day && !column.is_null(row)) {
      out[row] = column.day[row];
      if (!known_day(out[row])) faults[row] |= bit(Fault::Date);
      continue;
    }
    if (column.type == ColumnType::Text && column.text[row] != last) {
      const auto parsed = base::Day::parse(column.text[row]);
      last = parsed ? column.text[row] : std::string_view();
      day = parsed.value_or(base::Day());
    }
    if (last.empty()) faults[row] |= bit(Fault::Date);
    out[row] = day;
  }
}

void UsageDecoder::State::measures_of(const Column& column, std::vector<base::Measure>& out) {
  for (std::size_t row = 0; row < size; ++row) {
    if (column.type != ColumnType::Text || !measures.read(column.text[row], out[row])) {
      faults[row] |= bit(Fault::Measure);
    }
  }
}

void UsageDecoder::State::kinds_of(const Column& column, std::vector<base::ChargeKind>& out) {
  for (std::size_t row = 0; row < size; ++row) {
    if (column.type != ColumnType::Text || !kinds.read(column.text[row], out[row])) {
      faults[row] |= bit(Fault::Kind);
    }
  }
}

void UsageDecoder::State::number_texts(const Column& column, std::vector<Decimal>& out,
                                       std::vector<std::int64_t>& rests, Fault fault,
                                       std::uint8_t absent) {
  for (std::size_t row = 0; row < size; ++row) {
    rests[row] = 0;
    out[row] = {};
    if (column.text[row].empty()) {
      number_absent[row] = static_cast<std::uint8_t>(number_absent[row] | absent);
      continue;
    }
    base::ParsedDecimal parsed;
    if (read_number(column.text[row], parsed) != base::NumberFault::None ||
        (parsed.rest != 0 && !rules.rounds)) {
      faults[row] |= bit(fault);
      continue;
    }
    out[row] = parsed.value;
    rests[row] = parsed.rest;
  }
}

void UsageDecoder::State::numbers(const Column& column, std::vector<Decimal>& out,
                                  std::vector<std::int64_t>& rests, Fault fault,
                                  std::uint8_t absent) {
  if (column.type == ColumnType::Text) return number_texts(column, out, rests, fault, absent);
  for (std::size_t row = 0; row < size; ++row) {
    rests[row] = 0;
    out[row] = {};
    if (column.is_null(row)) {
      number_absent[row] = static_cast<std::uint8_t>(number_absent[row] | absent);
    } else if (column.type == ColumnType::Decimal) {
      out[row] = column.decimal[row];
    } else if (column.type == ColumnType::Integer) {
      out[row] = Decimal::from_integer(column.integer[row]);
    } else {
      faults[row] |= bit(fault);
    }
    if (out[row] >= kNumberLimit || out[row] <= -kNumberLimit) faults[row] |= bit(fault);
  }
}

void UsageDecoder::State::money(const UsageBatch& batch) {
  for (std::size_t row = 0; row < size; ++row) {
    if (number_absent[row] == 3) faults[row] |= bit(Fault::NoNumbers);
    if (batch.measure[row] == base::Measure::Indicator && batch.unit[row].empty()) {
      faults[row] |= bit(Fault::NoUnit);
    }
    if (batch.currency[row].empty()) {
      const bool zero = batch.amount[row].is_zero() && batch.amount_rest[row] == 0;
      if (!zero) faults[row] |= bit(Fault::NoCurrency);
    } else if (!currencies.known(batch.currency[row])) {
      faults[row] |= bit(Fault::Currency);
    }
  }
}

void UsageDecoder::State::subscriptions(const UsageBatch& batch) {
  if (rules.by_itself) return;
  rules.subscriptions.find_all(std::span(batch.subscription_id).first(size),
                               std::span(subscription).first(size));
  for (std::size_t row = 0; row < size; ++row) {
    const std::uint32_t number = subscription[row];
    if (batch.subscription_id[row].empty()) continue;
    if (number == TextIndex::kNone) {
      faults[row] |= bit(Fault::Subscription);
      continue;
    }
    const base::DayRange life = rules.lives[number];
    const base::Day day = batch.usage_date[row];
    if (day < life.from) faults[row] |= bit(Fault::BeforeStart);
    if (life.to != base::Day::forever() && day - life.to >= rules.usage_after_end_days) {
      faults[row] |= bit(Fault::AfterEnd);
    }
  }
}

UsageRules::UsageRules(const registry::Snapshot& snapshot, int days_after_end, bool rounds_finer)
    : usage_after_end_days(days_after_end), rounds(rounds_finer) {
  std::vector<std::string_view> ids;
  ids.reserve(snapshot.subscriptions.size());
  for (const registry::Subscription& subscription : snapshot.subscriptions) {
    ids.push_back(subscription.id);
    lives.push_back(subscription.life);
  }
  subscriptions = TextIndex(std::move(ids));
}

UsageDecoder::UsageDecoder(const UsageRules& rules) : state_(std::make_unique<State>(rules)) {}
UsageDecoder::~UsageDecoder() = default;

void UsageDecoder::decode(const UsageRows& rows, UsageBatch& accepted,
                          std::vector<QuarantinedRow>& refused) {
  State& s = *state_;
  s.prepare(rows.size);
  accepted.resize(rows.size);
  const auto column = [&](C c) -> const Column& { return *rows.columns[place(c)]; };
  s.texts(column(C::Source), accepted.source, Fault::NoSource);
  s.texts(column(C::RecordKey), accepted.record_key, Fault::NoKey);
  s.texts(column(C::SubscriptionId), accepted.subscription_id, Fault::NoSubscription);
  s.texts(column(C::Workload), accepted.workload, Fault::None);
  s.texts(column(C::Unit), accepted.unit, Fault::None);
  s.texts(column(C::Currency), accepted.currency, Fault::None);
  s.revisions(column(C::Revision), accepted.revision);
  s.days(column(C::UsageDate), accepted.usage_date);
  s.measures_of(column(C::Measure), accepted.measure);
  s.kinds_of(column(C::ChargeKind), accepted.charge_kind);
  s.numbers(column(C::Quantity), accepted.quantity, accepted.quantity_rest, Fault::Quantity, 1);
  s.numbers(column(C::Amount), accepted.amount, accepted.amount_rest, Fault::Amount, 2);
  s.money(accepted);
  s.subscriptions(accepted);
  std::size_t good = 0;
  for (std::size_t row = 0; row < rows.size; ++row) {
    accepted.line[row] = rows.line[row];
    if (s.faults[row] != 0) {
      refused.push_back(
          explain({rows, accepted, s.rules, row, s.faults[row], s.subscription[row]}));
      continue;
    }
    if (good != row) accepted.move_row(row, good);
    ++good;
  }
  accepted.size = good;
}

}  // namespace ingest
