#include "ingest/registry_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "base/currency.h"
#include "base/nearest.h"
#include "ingest/byte_source.h"
#include "ingest/quarantine.h"
#include "ingest/usage_columns.h"
#include "ingest/usage_decoder.h"
#include "registry/credit_shares.h"

namespace ingest {
namespace {

constexpr std::size_t kNamedRowsMax = 10;

constexpr std::array<std::string_view, 5> kPartner{"partner_id", "name", "group_id", "country",
                                                   "status"};
constexpr std::array<std::string_view, 3> kCustomer{"customer_id", "name", "country"};
constexpr std::array<std::string_view, 4> kProduct{"product_id", "name", "family", "metering"};
constexpr std::array<std::string_view, 6> kSubscription{
    "subscription_id", "customer_id", "product_id", "currency", "starts_on", "ends_on"};
constexpr std::array<std::string_view, 6> kChannel{
    "subscription_id",    "channel", "starts_on", "ends_on", "transacting_partner_id",
    "reseller_partner_id"};
constexpr std::array<std::string_view, 8> kAssociation{
    "association_id",  "type",     "partner_id", "customer_id",
    "subscription_id", "workload", "starts_on",  "ends_on"};
constexpr std::array<std::string_view, 4> kFxRate{"month", "from_currency", "to_currency", "rate"};

constexpr std::array<std::string_view, 4> kMembership{"partner_id", "group_id", "starts_on",
                                                      "ends_on"};
constexpr std::array<std::string_view, 5> kMetricValue{"account_id", "competency", "metric",
                                                       "month", "value"};
constexpr std::array<std::string_view, 4> kAward{"account_id", "competency", "level", "awarded_on"};

constexpr std::array<std::string_view, 3> kAccess{"association_id", "starts_at", "ends_at"};
constexpr std::array<std::string_view, 8> kManual{
    "reference", "lever", "partner_id", "subscription_id", "month", "amount", "currency", "reason"};
constexpr std::array<std::string_view, 5> kStatus{"partner_id", "status", "starts_on", "for_cause",
                                                  "reason"};
constexpr std::array<std::string_view, 4> kEnrolment{"partner_id", "agreement", "completed_on",
                                                     "ends_on"};
constexpr std::array<std::string_view, 4> kProfile{"partner_id", "kind", "completed_on", "ends_on"};
constexpr std::array<std::string_view, 5> kCreditShare{"subscription_id", "partner_id",
                                                       "share_percent", "starts_on", "ends_on"};
constexpr std::array<std::string_view, 4> kMerger{"merged_customer_id", "surviving_customer_id",
                                                  "starts_on", "kind"};
enum class Answer : std::uint8_t { No, Yes };
constexpr std::array<std::string_view, 2> kNoYes{"no", "yes"};

struct Fault {
  std::int64_t line;
  std::string what;
};

// One row while it is read: cells by the place of their column, faults noted as they are met.
class RowReader {
 public:
  RowReader(std::span<const std::string_view> columns, std::span<const std::size_t> places,
            std::vector<Fault>& faults)
      : columns_(columns), places_(places), faults_(faults) {}

  void at(const RowBatch& batch, std::size_t row) {
    batch_ = &batch;
    row_ = row;
    faulty_ = false;
  }
  bool faulty() const { return faulty_; }
  std::int64_t line() const { return batch_->line[row_]; }

  std::string text(std::size_t column) const {
    if (places_[column] == kAbsent) return {};
    return cell_text(batch_->columns[places_[column]], row_);
  }
  std::string needed(std::size_t column) {
    std::string out = text(column);
    if (out.empty()) wrong(column, out, "a value", "fill the cell");
    return out;
  }
  template <class Enum, std::size_t N>
  Enum word(std::size_t column, const std::array<std::string_view, N>& words) {
    const std::string value = text(column);
    if (const auto found = base::parse_word<Enum>(words, value)) return *found;
    std::string expected = "one of";
    for (std::size_t i = 0; i < N; ++i) {
      expected += (i == 0 ? " " : ", ") + std::string(words[i]);
    }
    wrong(column, value, expected + base::hint(value, words), "correct the cell");
    return {};
  }
  // Half-open; an empty cell is open.
  base::DayRange days(std::size_t from, std::size_t to) {
    const base::DayRange out{day(from, base::Day::min()), day(to, base::Day::forever())};
    if (out.to < out.from && !faulty_) {
      wrong(to, out.to.text(),
            "a day not before " + std::string(columns_[from]) + " " + out.from.text() +
                " (the range is half-open: ends_on is the "
                "first day after it)",
            "correct one of them");
    }
    return out;
  }
  // The same with a first day.
  base::DayRange days_since(std::size_t from, std::size_t to) {
    return needed(from).empty() ? base::DayRange() : days(from, to);
  }
  std::string currency(std::size_t column) {
    std::string out = needed(column);
    if (!out.empty() && !base::is_currency(out)) {
      wrong(column, out, "a currency code of ISO 4217 in capitals, such as EUR",
            "correct the cell");
    }
    return out;
  }
  base::Month month(std::size_t column) {
    const std::string value = text(column);
    if (const auto month = base::Month::parse(value)) return *month;
    wrong(column, value, "a month as YYYY-MM", "correct the cell");
    return {};
  }
  base::Day date(std::size_t column) {
    return needed(column).empty() ? base::Day() : day(column, base::Day());
  }
  // An instant; nothing in an empty cell.
  std::optional<base::Timestamp> instant(std::size_t column) {
    const std::string value = text(column);
    if (value.empty()) return std::nullopt;
    if (const auto timestamp = base::parse_timestamp(value)) return timestamp;
    wrong(column, value, "a time such as 2026-06-12T14:00Z or 2026-06-12T14:00+02:00",
          "correct the cell");
    return std::nullopt;
  }
  base::Decimal number(std::size_t column) {
    const std::string value = text(column);
    if (const auto number = base::parse_exact(value)) return *number;
    wrong(column, value, "a number with at most 12 decimals and a point", "correct the cell");
    return {};
  }
  base::Decimal rate(std::size_t column) {
    const std::string value = text(column);
    const auto rate = base::parse_exact(value);
    if (rate && *rate > base::Decimal()) return *rate;
    wrong(column, value, "a number above 0 with at most 12 decimals and a point",
          "correct the cell");
    return {};
  }

  // A percentage as a fraction.
  base::Decimal percentage(std::size_t column) {
    const std::string value = text(column);
    const auto share = registry::parse_percent(value);
    if (share && !share->is_zero()) return *share;
    wrong(column, value, "a percentage from 0.01 to 100 with at most 2 decimals",
          "correct the cell; to withdraw a share let it end on the day on which it begins");
    return {};
  }

 private:
  base::Day day(std::size_t column, base::Day open) {
    const std::string value = text(column);
    if (value.empty()) return open;
    if (const auto day = base::Day::parse(value)) return *day;
    wrong(column, value, "a day as YYYY-MM-DD that is in the calendar, or nothing",
          "correct the cell");
    return open;
  }
  void wrong(std::size_t column, const std::string& value, const std::string& expected,
             std::string_view remedy) {
    faulty_ = true;
    faults_.push_back({line(), ", column '" + std::string(columns_[column]) + "'" +
                                   (value.empty() ? " (empty)" : ", value '" + shown(value) + "'") +
                                   ": expected " + expected + "; " + std::string(remedy)});
  }

  std::span<const std::string_view> columns_;
  std::span<const std::size_t> places_;
  std::vector<Fault>& faults_;
  const RowBatch* batch_ = nullptr;
  std::size_t row_ = 0;
  bool faulty_ = false;
};

registry::Partner read(RowReader& r, registry::Partner*) {
  return {.id = r.needed(0),
          .name = r.text(1),
          .group_id = r.text(2),
          .country = r.text(3),
          .status = r.word<base::PartnerStatus>(4, base::kPartnerStatuses)};
}
registry::Customer read(RowReader& r, registry::Customer*) {
  return {.id = r.needed(0), .name = r.text(1), .country = r.text(2)};
}
registry::Product read(RowReader& r, registry::Product*) {
  return {.id = r.needed(0),
          .name = r.text(1),
          .family = r.text(2),
          .metering = r.word<base::Metering>(3, base::kMeterings)};
}
registry::SubscriptionLine read(RowReader& r, registry::SubscriptionLine*) {
  return {.id = r.needed(0),
          .customer_id = r.needed(1),
          .product_id = r.needed(2),
          .currency = r.currency(3),
          .life = r.days(4, 5)};
}
registry::ChannelLine read(RowReader& r, registry::ChannelLine*) {
  return {.subscription_id = r.needed(0),
          .channel = r.word<base::Channel>(1, base::kChannels),
          .days = r.days(2, 3),
          .transacting_id = r.text(4),
          .reseller_id = r.text(5)};
}
registry::AssociationLine read(RowReader& r, registry::AssociationLine*) {
  return {.id = r.needed(0),
          .type = r.needed(1),
          .partner_id = r.needed(2),
          .customer_id = r.text(3),  // import asks for it, or for a subscription
          .subscription_id = r.text(4),
          .workload = r.text(5),
          .days = r.days(6, 7)};
}
registry::FxRate read(RowReader& r, registry::FxRate*) {
  return {.month = r.month(0), .from = r.currency(1), .to = r.currency(2), .rate = r.rate(3)};
}

registry::MembershipLine read(RowReader& r, registry::MembershipLine*) {
  return {.partner_id = r.needed(0), .group_id = r.needed(1), .days = r.days(2, 3)};
}
registry::MetricValue read(RowReader& r, registry::MetricValue*) {
  return {.account_id = r.needed(0),
          .competency = r.needed(1),
          .metric = r.needed(2),
          .month = r.month(3),
          .value = r.number(4)};
}
registry::Award read(RowReader& r, registry::Award*) {
  return {.account_id = r.needed(0),
          .competency = r.needed(1),
          .awarded_on = r.date(3),
          .level = r.text(2)};
}

registry::AccessLine read(RowReader& r, registry::AccessLine*) {
  registry::AccessLine out;
  out.association_id = r.needed(0);
  if (!r.needed(1).empty()) out.from = r.instant(1).value_or(base::Timestamp());
  out.to = r.instant(2);
  return out;
}
registry::ManualLine read(RowReader& r, registry::ManualLine*) {
  return {.reference = r.needed(0),
          .lever = r.needed(1),
          .partner_id = r.needed(2),
          .subscription_id = r.needed(3),
          .month = r.month(4),
          .amount = r.number(5),
          .currency = r.currency(6),
          .reason = r.needed(7)};
}

registry::StatusLine read(RowReader& r, registry::StatusLine*) {
  registry::StatusLine out{.partner_id = r.needed(0),
                           .from = r.date(2),
                           .status = {},
                           .for_cause = false,
                           .reason = r.text(4)};
  if (!r.text(1).empty()) out.status = r.word<base::PartnerStatus>(1, base::kPartnerStatuses);
  if (!r.text(3).empty()) out.for_cause = r.word<Answer>(3, kNoYes) == Answer::Yes;
  return out;
}
registry::EnrolmentLine read(RowReader& r, registry::EnrolmentLine*) {
  return {.partner_id = r.needed(0), .agreement = r.needed(1), .days = r.days_since(2, 3)};
}
registry::ProfileLine read(RowReader& r, registry::ProfileLine*) {
  return {.partner_id = r.needed(0),
          .kind = r.word<base::ProfileKind>(1, base::kProfileKinds),
          .days = r.days_since(2, 3)};
}

registry::CreditShareLine read(RowReader& r, registry::CreditShareLine*) {
  return {.subscription_id = r.needed(0),
          .partner_id = r.needed(1),
          .share = r.percentage(2),
          .days = r.days(3, 4)};
}

registry::MergerLine read(RowReader& r, registry::MergerLine*) {
  return {.merged_id = r.needed(0),
          .survivor_id = r.needed(1),
          .from = r.date(2),
          .kind = r.word<base::MergerKind>(3, base::kMergerKinds)};
}

std::unexpected<base::Error> refused(std::string_view file, std::vector<Fault>& faults,
                                     std::size_t rows) {
  std::ranges::stable_sort(faults, {}, &Fault::line);
  std::string message = std::string(file) + ": " + std::to_string(rows) +
                        (rows == 1 ? " row is" : " rows are") +
                        " wrong; the whole file was refused";
  for (std::size_t i = 0; i < faults.size() && i < kNamedRowsMax; ++i) {
    message +=
        "\n  " + std::string(file) + " line " + std::to_string(faults[i].line) + faults[i].what;
  }
  if (faults.size() > kNamedRowsMax) {
    message += "\n  and " + std::to_string(faults.size() - kNamedRowsMax) + " more";
  }
  return base::fail(base::Code::InvalidInput, message);
}

template <class Value>
base::Result<registry::Delivery> read_rows(std::string_view file, RowSource& source,
                                           std::span<const std::string_view> columns,
                                           std::size_t optional) {
  const auto places = TRY(place_columns(file, source.names(), columns, optional));
  std::vector<Fault> faults;
  std::size_t faulty_rows = 0;
  RowReader reader(columns, places, faults);
  std::vector<registry::Delivered<Value>> rows;
  RowBatch batch;
  while (TRY(source.next(batch))) {
    for (const BrokenRow& broken : batch.broken) {
      const QuarantinedRow why = refusal(broken, columns.size());
      faults.push_back({broken.line, ": expected " + why.expected});
      ++faulty_rows;
    }
    for (std::size_t row = 0; row < batch.size; ++row) {
      reader.at(batch, row);
      Value value = read(reader, static_cast<Value*>(nullptr));
      if (reader.faulty())
        ++faulty_rows;
      else
        rows.push_back({std::move(value), reader.line()});
    }
  }
  if (faulty_rows > 0) return refused(file, faults, faulty_rows);
  return registry::Delivery{std::string(file), std::move(rows)};
}

constexpr std::array<std::string_view, 17> kKinds{
    "partners",      "customers",       "products",         "subscriptions", "channels",
    "associations",  "fx_rates",        "memberships",      "metric_values", "awards",
    "enrolments",    "profiles",        "partner_statuses", "access",        "manual_earnings",
    "credit_shares", "customer_mergers"};

}  // namespace

std::string_view registry_kind(std::string_view path) {
  const std::string name = file_name(std::string(path));
  std::string_view stem(name);
  for (const std::string_view ending : {".gz", ".csv", ".parquet"}) {
    if (stem.ends_with(ending)) stem.remove_suffix(ending.size());
  }
  if (stem.size() == name.size()) return {};
  for (const std::string_view kind : kKinds) {
    if (!stem.starts_with(kind)) continue;
    // "partners-2026", "partners.part1", "partners_new": what follows is no letter.
    const std::string_view rest = stem.substr(kind.size());
    if (rest.empty() ||
        std::string_view("-._0123456789 ").find(rest[0]) != std::string_view::npos) {
      return kind;
    }
  }
  return {};
}

base::Result<registry::Delivery> read_registry_file(std::string_view kind, std::string_view file,
                                                    RowSource& rows) {
  if (kind == "partners") return read_rows<registry::Partner>(file, rows, kPartner, 0);
  if (kind == "customers") return read_rows<registry::Customer>(file, rows, kCustomer, 0);
  if (kind == "products") return read_rows<registry::Product>(file, rows, kProduct, 0);
  if (kind == "subscriptions") {
    return read_rows<registry::SubscriptionLine>(file, rows, kSubscription, 0);
  }
  if (kind == "channels") return read_rows<registry::ChannelLine>(file, rows, kChannel, 2);
  if (kind == "associations") {
    return read_rows<registry::AssociationLine>(file, rows, kAssociation, 0);
  }
  if (kind == "memberships") {
    return read_rows<registry::MembershipLine>(file, rows, kMembership, 0);
  }
  if (kind == "metric_values") return read_rows<registry::MetricValue>(file, rows, kMetricValue, 0);
  if (kind == "awards") return read_rows<registry::Award>(file, rows, kAward, 0);
  if (kind == "access") return read_rows<registry::AccessLine>(file, rows, kAccess, 0);
  if (kind == "manual_earnings") return read_rows<registry::ManualLine>(file, rows, kManual, 0);
  if (kind == "partner_statuses") return read_rows<registry::StatusLine>(file, rows, kStatus, 2);
  if (kind == "enrolments") return read_rows<registry::EnrolmentLine>(file, rows, kEnrolment, 0);
  if (kind == "profiles") return read_rows<registry::ProfileLine>(file, rows, kProfile, 0);
  if (kind == "credit_shares") {
    return read_rows<registry::CreditShareLine>(file, rows, kCreditShare, 0);
  }
  if (kind == "customer_mergers") return read_rows<registry::MergerLine>(file, rows, kMerger, 0);
  return read_rows<registry::FxRate>(file, rows, kFxRate, 0);
}

}  // namespace ingest
