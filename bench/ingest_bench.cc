// P3: files into a store by the shipped program: a wide one, FOCUS 1.2 in its 57 columns, and a
// narrow one, the canonical CSV. Rows a second, and the memory it takes whatever the size.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/check.h"
#include "measure.h"
#include "process.h"
#include "scratch.h"
#include "world.h"

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kSubscriptions = 50'000;

// The columns of FOCUS 1.2, in its order of the alphabet. A cell: text as it stands, or one of the
// letters that Writer::cell() explains.
struct WideColumn {
  const char* name;
  const char* cell;
};
constexpr WideColumn kWide[] = {
    {"AvailabilityZone", "eu-west-1a"},
    {"BilledCost", "$a"},
    {"BillingAccountId", "4711-0815"},
    {"BillingAccountName", "Velmarin Holding"},
    {"BillingAccountType", "Billing Account"},
    {"BillingCurrency", "USD"},
    {"BillingPeriodEnd", "2026-04-01 00:00:00"},
    {"BillingPeriodStart", "2026-03-01 00:00:00"},
    {"CapacityReservationId", "NULL"},
    {"CapacityReservationStatus", "NULL"},
    {"ChargeCategory", "Usage"},
    {"ChargeClass", "NULL"},
    {"ChargeDescription", "\"Compute hours, general purpose\""},
    {"ChargeFrequency", "Usage-Based"},
    {"ChargePeriodEnd", "$e"},
    {"ChargePeriodStart", "$d"},
    {"CommitmentDiscountCategory", "NULL"},
    {"CommitmentDiscountId", "NULL"},
    {"CommitmentDiscountName", "NULL"},
    {"CommitmentDiscountQuantity", "NULL"},
    {"CommitmentDiscountStatus", "NULL"},
    {"CommitmentDiscountType", "NULL"},
    {"CommitmentDiscountUnit", "NULL"},
    {"ConsumedQuantity", "$q"},
    {"ConsumedUnit", "Hours"},
    {"ContractedCost", "$a"},
    {"ContractedUnitPrice", "0.0416"},
    {"EffectiveCost", "$a"},
    {"InvoiceId", "INV-2026-03"},
    {"InvoiceIssuer", "Lanternfall Cloud"},
    {"ListCost", "$a"},
    {"ListUnitPrice", "0.0416"},
    {"PricingCategory", "Standard"},
    {"PricingCurrency", "USD"},
    {"PricingCurrencyContractedUnitPrice", "0.0416"},
    {"PricingCurrencyEffectiveCost", "$a"},
    {"PricingCurrencyListUnitPrice", "0.0416"},
    {"PricingQuantity", "$q"},
    {"PricingUnit", "Hours"},
    {"Provider", "Lanternfall Cloud"},
    {"Publisher", "Lanternfall Cloud"},
    {"RegionId", "eu-west-1"},
    {"RegionName", "Europe West"},
    {"ResourceId", "$r"},
    {"ResourceName", "\"{\"\"role\"\": \"\"worker\"\"}\""},
    {"ResourceType", "Virtual Machine"},
    {"ServiceCategory", "Compute"},
    {"ServiceName", "$w"},
    {"ServiceSubcategory", "Virtual Machines"},
    {"SkuId", "SKU-00417"},
    {"SkuMeter", "Compute usage"},
    {"SkuPriceDetails", "\"{\"\"core\"\": 4}\""},
    {"SkuPriceId", "SKU-00417-P1"},
    {"SubAccountId", "$s"},
    {"SubAccountName", "Production"},
    {"SubAccountType", "Sub Account"},
    {"Tags", "\"{\"\"team\"\": \"\"billing\"\", \"\"stage\"\": \"\"prod\"\"}\""},
};
static_assert(std::size(kWide) == 57);

struct Row {
  std::uint64_t number = 0;
  std::uint32_t subscription = 0;
  std::uint32_t workload = 0;
  int day = 0;
  std::uint64_t cents = 0;
  std::uint64_t milli = 0;
};

Row row_at(std::uint64_t number) {
  const std::uint64_t dice = bench::mix(number + 77);
  return {number,
          static_cast<std::uint32_t>(dice % kSubscriptions),
          static_cast<std::uint32_t>((dice >> 20) % bench::kWorkloads),
          static_cast<int>((dice >> 28) % 31),
          (dice >> 33) % 100'000,
          (dice >> 17) % 24'000};
}

std::string two(std::uint64_t number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

std::string cents(const Row& row) {
  return std::to_string(row.cents / 100) + "." + two(row.cents % 100);
}

std::string quantity(const Row& row) {
  std::string rest = std::to_string(1'000 + row.milli % 1'000);
  rest[0] = '.';
  return std::to_string(row.milli / 1'000) + rest;
}

// $a amount, $q quantity, $d begin and $e end of the charge period, $r resource, $s subscription,
// $w workload.
std::string cell(const char* pattern, const Row& row) {
  if (pattern[0] != '$') return pattern;
  switch (pattern[1]) {
    case 'a': return cents(row);
    case 'q': return quantity(row);
    case 'd': return "2026-03-" + two(static_cast<std::uint64_t>(row.day) + 1) + "T00:00:00Z";
    case 'e': return "2026-03-" + two(static_cast<std::uint64_t>(row.day) + 1) + "T23:59:59Z";
    case 'r': return "vm-" + std::to_string(row.number);
    case 's': return "S" + std::to_string(row.subscription);
    default: return bench::workload_name(row.workload);
  }
}

void write_wide(const std::string& path, std::uint64_t rows) {
  std::ofstream out(path);
  for (std::size_t c = 0; c < std::size(kWide); ++c)
    out << (c == 0 ? "" : ",") << kWide[c].name;
  out << '\n';
  std::string line;
  for (std::uint64_t n = 0; n < rows; ++n) {
    const Row row = row_at(n);
    line.clear();
    for (std::size_t c = 0; c < std::size(kWide); ++c)
      line += (c == 0 ? "" : ",") + cell(kWide[c].cell, row);
    out << line << '\n';
  }
}

void write_narrow(const std::string& path, std::uint64_t rows) {
  std::ofstream out(path);
  out << "source,record_key,revision,subscription_id,workload,usage_date,measure,quantity,unit,"
         "amount,currency,charge_kind\n";
  for (std::uint64_t n = 0; n < rows; ++n) {
    const Row row = row_at(n);
    out << "meter,k" + std::to_string(n) + ",1,S" + std::to_string(row.subscription) + "," +
               bench::workload_name(row.workload) + ",2026-03-" +
               two(static_cast<std::uint64_t>(row.day) + 1) + ",consumption," + quantity(row) +
               ",hours," + cents(row) + ",USD,usage\n";
  }
}

void write_registry(const std::string& directory) {
  std::ofstream(directory + "/customers.csv") << "customer_id,name,country\nC1,Marvossen,DE\n";
  std::ofstream(directory + "/products.csv")
      << "product_id,name,family,metering\nazure,Azure,Azure,metered\n";
  std::ofstream out(directory + "/subscriptions.csv");
  out << "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n";
  for (std::uint32_t s = 0; s < kSubscriptions; ++s)
    out << "S" + std::to_string(s) + ",C1,azure,USD,2025-01-01,\n";
}

struct Feed {
  const char* name;
  const char* format;
  std::uint64_t rows;
  void (*write)(const std::string&, std::uint64_t);
  double goal;  // rows a second
};

// What the receipt must say: the exact sum of the file.
std::string sum_of(const Feed& feed) {
  std::uint64_t sum = 0;
  for (std::uint64_t n = 0; n < feed.rows; ++n)
    sum += row_at(n).cents;
  std::string text = std::to_string(sum / 100);
  if (sum % 100 != 0) text += "." + two(sum % 100);
  while (text.contains('.') && text.ends_with('0'))
    text.pop_back();
  return text;
}

void measure(const Feed& feed, const std::string& program, const std::string& directory) {
  const std::string file = directory + "/" + feed.name + ".csv";
  feed.write(file, feed.rows);
  const double mib = static_cast<double>(fs::file_size(file)) / (1 << 20);
  const std::string wanted = "consumption USD " + sum_of(feed) + " quantity";
  bench::Timing timing;
  std::int64_t memory = 0;
  for (int run = -1; run < bench::runs_wanted(3); ++run) {
    const std::string store = directory + "/store";
    fs::remove_all(store);
    bench::run_program({program, "init", "--quiet", "--data", store});
    bench::run_program({program, "import", "--quiet", "--data", store, directory + "/customers.csv",
                        directory + "/products.csv", directory + "/subscriptions.csv"});
    const bench::Run done = bench::run_program({program, "ingest", "--quiet", "--data", store,
                                                "--format", feed.format, "-o", "csv", file});
    if (!done.text.contains(wanted)) bench::give_up("the receipt does not say " + wanted);
    memory = std::max(memory, done.memory_mib);
    if (run >= 0) timing.take(done.seconds, done.processor_seconds);
  }
  const double speed = static_cast<double>(feed.rows) / timing.median();
  bench::say("%s: %llu rows, %.0f MiB: %s, %lld MiB of memory", feed.name,
             static_cast<unsigned long long>(feed.rows), mib, timing.text().c_str(),
             static_cast<long long>(memory));
  bench::say("P3 %s: %.0f rows/s; wanted on an idle machine: %.0f, memory below 1,024 MiB",
             feed.name, speed, feed.goal);
  bench::Result line("ingest");
  line.text("feed", feed.name).number("rows", static_cast<double>(feed.rows)).number("mib", mib);
  line.timing("ingest", timing).number("rows_per_s", speed).number("goal", feed.goal);
  line.number("rss_mib", static_cast<double>(memory)).publish();
  fs::remove(file);
}

}  // namespace

int main() {
  const char* given = std::getenv("ACCREDIT_BINARY");
  const std::string program = given != nullptr ? given : "build/accredit";
  const double scale = bench::scale_wanted(0.1);
  const auto rows = [&](double full) { return static_cast<std::uint64_t>(full * scale); };
  const bench::Scratch scratch;
  write_registry(scratch.path());
  measure({"wide", "focus", rows(3'000'000), write_wide, 150'000}, program, scratch.path());
  measure({"narrow", "canonical", rows(20'000'000), write_narrow, 1'000'000}, program,
          scratch.path());
}
