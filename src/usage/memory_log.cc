#include "usage/memory_log.h"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <tuple>

namespace usage {

base::Result<base::CommitNumber> MemoryLog::last_change(base::CommitNumber) {
  return base::CommitNumber{1};
}

base::Result<std::vector<Manifest>> MemoryLog::segments(base::CommitNumber) {
  return std::vector<Manifest>{};
}

base::Result<std::vector<Supersession>> MemoryLog::supersessions(base::CommitNumber,
                                                                 base::CommitNumber) {
  return std::vector<Supersession>{};
}

base::Result<std::vector<base::SubscriptionKey>> MemoryLog::superseded_subscriptions(
    base::CommitNumber, base::CommitNumber) {
  return std::vector<base::SubscriptionKey>{};
}

base::Result<std::vector<QuarantineTotal>> MemoryLog::quarantined(base::Month, base::CommitNumber) {
  return std::vector<QuarantineTotal>{};
}

base::Status MemoryLog::read_facts(base::CommitNumber, base::CommitNumber,
                                   std::span<const base::SubscriptionKey> only,
                                   Dictionary& workloads, Dictionary& currencies,
                                   const std::function<void(const FactBatch&)>& take) {
  for (const Record& record : records_) {
    const base::SubscriptionKey subscription = key_of_(record.subscription_id);
    if (!only.empty() && !std::binary_search(only.begin(), only.end(), subscription)) continue;
    const std::uint32_t workload = workloads.number(record.workload);
    const auto currency = static_cast<std::uint16_t>(currencies.number(record.currency));
    const base::CountClass counted = base::count_class(record.measure, record.charge_kind);
    take({1, &subscription, &workload, &record.measure, &counted, &currency, &record.usage_date,
          &record.amount, &record.quantity});
  }
  return {};
}

base::Result<std::vector<LocatedRecord>> MemoryLog::read_records(const Selection& selection) {
  std::vector<LocatedRecord> out;
  for (const Record& record : records_) {
    if (!selection.subscription_id.empty() && selection.subscription_id != record.subscription_id) {
      continue;
    }
    if (!selection.days.contains(record.usage_date)) continue;
    out.push_back({record, 0, &record - records_.data(), "", 0});
  }
  std::ranges::sort(out, {}, [](const LocatedRecord& located) {
    const Record& r = located.record;
    return std::tuple<const std::string&, base::Day, const std::string&, const std::string&>(
        r.subscription_id, r.usage_date, r.source, r.record_key);
  });
  return out;
}

base::Result<std::vector<UsageLog::RoundingTotal>> MemoryLog::rounding(base::Month month,
                                                                       base::CommitNumber) {
  std::map<std::pair<base::Measure, std::string>, RoundingTotal> totals;
  for (const Record& record : records_) {
    if (record.usage_date.month() != month) continue;
    RoundingTotal& total = totals[{record.measure, record.currency}];
    total.measure = record.measure;
    total.currency = record.currency;
    total.amount += base::Product::from_parts({}, record.amount_rest);
    total.quantity += base::Product::from_parts({}, record.quantity_rest);
  }
  std::vector<RoundingTotal> out;
  for (auto& [key, total] : totals)
    out.push_back(std::move(total));
  return out;
}

base::Result<SeriesIndex> transient_index(UsageLog& log, std::size_t subscriptions) {
  std::string directory =
      (std::filesystem::temp_directory_path() / "accredit-index-XXXXXX").string();
  if (::mkdtemp(directory.data()) == nullptr) {
    return base::fail(base::Code::Io, "cannot create a temporary directory " + directory);
  }
  auto index = current_index(directory, log, base::CommitNumber::latest(), subscriptions, {});
  std::error_code ignored;
  std::filesystem::remove_all(directory, ignored);
  return index;
}

}  // namespace usage
