// For tests: a store with parties and a usage log, and files to ingest.
#pragma once

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "storage/quarantine.h"
#include "storage/record_testing.h"
#include "storage/usage_store.h"
#include "storage/verify_usage.h"

namespace storage::testing {

inline const std::string kUsageHeader =
    "source,record_key,revision,subscription_id,workload,usage_date,measure,quantity,unit,amount,"
    "currency,charge_kind\n";

// One canonical row of subscription S1.
inline std::string usage_row(std::string_view key, int revision, std::string_view amount,
                             std::string_view day = "2026-03-05",
                             std::string_view subscription = "S1") {
  return "meter," + std::string(key) + "," + std::to_string(revision) + "," +
         std::string(subscription) + ",vm," + std::string(day) + ",consumption,1,hours," +
         std::string(amount) + ",USD,usage\n";
}

class UsageShop : public Shop {
 public:
  UsageShop() { reopen(); }

  void reopen(OpenFor mode = OpenFor::Writing) {
    log.reset();
    open(mode);
    log = UsageStore::open(*record, mode).value();
  }
  std::string file(const std::string& name, const std::string& content) {
    std::filesystem::create_directories(directory.path("in"));
    const std::string path = directory.path("in/" + name);
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }
  base::Result<ingest::Receipt> ingest(const std::string& path,
                                       ingest::Mapping mapping = ingest::canonical_mapping()) {
    const registry::Snapshot snapshot = load();
    ingest::Request request;
    request.path = path;
    request.mapping = std::move(mapping);
    request.actor = "operator:test";
    return ingest_file(*record, *log, request, snapshot, programme.parameters);
  }
  base::Result<ingest::Receipt> ingest_rows(const std::string& name, const std::string& rows) {
    return ingest(file(name, kUsageHeader + rows));
  }
  base::Result<ReplayReceipt> replay(const ReplayOrder& order = {}) {
    const registry::Snapshot snapshot = load();
    return replay_quarantine(*record, *log, snapshot, programme.parameters, order);
  }

  // "key/revision=amount" of all rows that count, sorted.
  std::vector<std::string> current(base::CommitNumber known = base::CommitNumber::latest()) {
    std::vector<std::string> out;
    usage::Selection all;
    all.as_known = known;
    const auto rows = log->read_records(all).value();
    out.reserve(rows.size());
    for (const usage::LocatedRecord& row : rows) {
      out.push_back(row.record.record_key + "/" + std::to_string(row.record.revision) + "=" +
                    row.record.amount.text());
    }
    std::ranges::sort(out);
    return out;
  }
  // The sum of the facts as the index builder gets them.
  base::Decimal facts_amount() {
    usage::Dictionary workloads, currencies;
    base::Decimal sum;
    const auto take = [&](const usage::FactBatch& batch) {
      for (std::size_t i = 0; i < batch.size; ++i)
        sum += batch.amount[i];
    };
    if (!log->read_facts({}, base::CommitNumber::latest(), {}, workloads, currencies, take)) {
      ::abort();
    }
    return sum;
  }
  std::vector<Finding> verify() { return verify_usage(*record, *log).value(); }

  std::unique_ptr<UsageStore> log;
};

}  // namespace storage::testing
