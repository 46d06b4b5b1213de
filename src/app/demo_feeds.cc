#include "app/demo_feeds.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "app/demo_registry_files.h"
#include "app/demo_usage.h"
#include "app/feed_file.h"

namespace app {
namespace {

using base::Day;
using base::Month;

constexpr std::string_view kCanonicalHeader =
    "source,record_key,revision,subscription_id,workload,usage_date,measure,quantity,unit,amount,"
    "currency,charge_kind";
constexpr std::string_view kFocusHeader =
    "BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodEnd,"
    "BillingPeriodStart,ChargeCategory,ChargeClass,ChargeDescription,ChargeFrequency,"
    "ChargePeriodEnd,ChargePeriodStart,ConsumedQuantity,ConsumedUnit,ContractedCost,EffectiveCost,"
    "InvoiceIssuerName,ListCost,PricingCategory,PricingQuantity,PricingUnit,ProviderName,"
    "PublisherName,RegionId,ResourceId,ServiceCategory,ServiceName,SkuId,SubAccountId,"
    "SubAccountName";

// The months after which a file with late rows, and one with corrections, is delivered.
constexpr std::array<int, 3> kLateAfter{4, 10, 13};
constexpr std::array<int, 3> kCorrectedAfter{5, 9, 13};

std::string record_key(const DemoRow& row) {
  return row.subscription->id + '.' + std::to_string(row.series) + '.' +
         std::to_string(row.day.number);
}

void write_canonical(FeedFile& file, const DemoRow& row) {
  const bool stock = base::is_stock(row.measure);
  file.cell("lanternfall-meter").cell(record_key(row)).cell(row.revision);
  file.cell(row.subscription->id).cell(row.workload).cell(row.day.text());
  file.cell(base::word(row.measure)).decimal(row.quantity, 2).cell(row.unit);
  file.decimal(row.amount, 6).cell(stock ? "" : row.subscription->currency);
  file.cell(base::word(row.kind)).end();
}

std::string_view focus_category(base::ChargeKind kind) {
  return kind == base::ChargeKind::Credit ? "Credit" : "Usage";
}

void write_focus(FeedFile& file, const DemoRow& row) {
  const Month month = row.day.month();
  const bool correction = row.kind == base::ChargeKind::Refund;
  const auto midnight = [](Day day) { return day.text() + "T00:00:00Z"; };
  file.decimal(row.amount, 6).cell("LF-0001").cell("Lanternfall Cloud");
  file.cell(row.subscription->currency).cell(midnight(month.end())).cell(midnight(month.first()));
  file.cell(focus_category(row.kind)).cell(correction ? "Correction" : "");
  file.cell("Metered service").cell("Usage-Based").cell(midnight(row.day + 1));
  file.cell(midnight(row.day)).decimal(row.quantity, 2).cell("Hours");
  file.decimal(row.amount, 6).decimal(row.amount, 6).cell("Lanternfall Cloud");
  file.decimal(row.amount, 6).cell("Standard").decimal(row.quantity, 2).cell("Hours");
  file.cell("Lanternfall").cell("Lanternfall").cell("north-1");
  file.cell(row.subscription->id + "/" + std::to_string(row.series)).cell("Analytics");
  file.cell(row.workload).cell("LF-DATA-1").cell(row.subscription->id).cell("").end();
}

// One run of writing; keeps the lists that DemoFeeds gives back.
class FeedWriter {
 public:
  FeedWriter(const DemoWorld& world, std::string directory, const Report& report)
      : world_(world), directory_(std::move(directory)), report_(report) {}

  base::Result<DemoFeeds> write() {
    TRY_STATUS(make_folder("/registry"));
    TRY_STATUS(make_folder("/registry-2026-03"));
    TRY_STATUS(make_folder("/usage"));
    feeds_.registry = TRY(write_registry_files(world_, directory_ + "/registry"));
    feeds_.later_registry =
        TRY(write_later_registry_files(world_, directory_ + "/registry-2026-03"));
    for (int i = 0; i < kDemoMonths; ++i) {
      TRY_STATUS(write_month(demo_first_month() + i));
      if (report_) report_({"Write feeds", i + 1, kDemoMonths, "months"});
    }
    for (const int i : kLateAfter)
      TRY_STATUS(write_late(demo_first_month() + i));
    for (const int i : kCorrectedAfter)
      TRY_STATUS(write_corrections(demo_first_month() + i));
    TRY_STATUS(write_unregistered());
    return std::move(feeds_);
  }

 private:
  base::Status make_folder(const std::string& below) {
    std::error_code error;
    std::filesystem::create_directories(directory_ + below, error);
    if (!error) return {};
    return base::fail(base::Code::Io, "the folder '" + directory_ + below +
                                          "' cannot be created: " + error.message());
  }

  std::string usage_path(std::string_view kind, Month month) const {
    return directory_ + "/usage/" + std::string(kind) + '-' + month.text() + ".csv";
  }

  base::Status finish(FeedFile& file, std::string path, std::vector<std::string>& list) {
    feeds_.usage_rows += file.rows();
    list.push_back(std::move(path));
    return file.close();
  }

  // A row is on time in a month without a late file: every row must reach us once.
  bool is_late(const DemoRow& row) const {
    const int month = row.day.month() - demo_first_month();
    return std::ranges::find(kLateAfter, month) != kLateAfter.end() &&
           delivery_of(world_, *row.subscription, row.series, row.day) == Delivery::Late;
  }

  base::Status write_month(Month month);
  base::Status write_late(Month month);
  base::Status write_corrections(Month month);
  base::Status write_unregistered();

  const DemoWorld& world_;
  std::string directory_;
  const Report& report_;
  DemoFeeds feeds_;
};

base::Status FeedWriter::write_month(Month month) {
  const std::string plain = usage_path("usage", month);
  const std::string focus = usage_path("focus", month);
  FeedFile canonical_file = TRY(FeedFile::create(plain, kCanonicalHeader));
  FeedFile focus_file = TRY(FeedFile::create(focus, kFocusHeader));
  for (Day day = month.first(); day < month.end(); day = day + 1) {
    for_each_consumption(world_, day, false, [&](const DemoRow& row) {
      if (!is_late(row)) write_canonical(canonical_file, row);
    });
    for_each_consumption(world_, day, true,
                         [&](const DemoRow& row) { write_focus(focus_file, row); });
  }
  for_each_monthly(world_, month,
                   [&](const DemoRow& row) { write_canonical(canonical_file, row); });
  TRY_STATUS(finish(canonical_file, plain, feeds_.canonical));
  return finish(focus_file, focus, feeds_.focus);
}

base::Status FeedWriter::write_late(Month month) {
  const std::string path = usage_path("late", month);
  FeedFile file = TRY(FeedFile::create(path, kCanonicalHeader));
  for (Day day = month.first(); day < month.end(); day = day + 1) {
    for_each_consumption(world_, day, false, [&](const DemoRow& row) {
      if (is_late(row)) write_canonical(file, row);
    });
  }
  return finish(file, path, feeds_.afterwards);
}

base::Status FeedWriter::write_corrections(Month month) {
  const std::string path = usage_path("corrections", month);
  FeedFile file = TRY(FeedFile::create(path, kCanonicalHeader));
  for (Day day = month.first(); day < month.end(); day = day + 1) {
    for_each_consumption(world_, day, false, [&](const DemoRow& row) {
      if (corrected(world_, *row.subscription, row.series, row.day)) {
        write_canonical(file, correction_of(row));
      }
    });
  }
  return finish(file, path, feeds_.afterwards);
}

// Rows of subscriptions that the registry does not know yet, and two that nobody can read.
base::Status FeedWriter::write_unregistered() {
  const Month month = demo_last_month();
  const std::string path = usage_path("unregistered", month);
  FeedFile file = TRY(FeedFile::create(path, kCanonicalHeader));
  for (int i = 0; i < 8; ++i) {
    const DemoSubscription subscription{.id = "S99" + std::to_string(10 + i), .currency = "EUR"};
    for (Day day = month.first(); day < month.end(); day = day + 1) {
      write_canonical(file, {.subscription = &subscription,
                             .workload = "compute",
                             .day = day,
                             .quantity = 2400,
                             .amount = 3'120'000,
                             .unit = "hours"});
    }
  }
  const std::string& known = world_.subscriptions.front().id;
  file.cell("lanternfall-meter").cell("hand.1").cell(1).cell(known).cell("compute");
  file.cell("2026-02-30").cell("consumption").cell("1").cell("hours").cell("1").cell("USD");
  file.cell("usage").end();
  file.cell("lanternfall-meter").cell("hand.2").cell(1).cell(known).cell("compute");
  file.cell("2026-03-02").cell("consumption").cell("1").cell("hours").cell("12.5O").cell("USD");
  file.cell("usage").end();
  return finish(file, path, feeds_.afterwards);
}

}  // namespace

base::Result<DemoFeeds> write_demo_feeds(const DemoWorld& world, const std::string& directory,
                                         const Report& report) {
  return FeedWriter(world, directory, report).write();
}

}  // namespace app
