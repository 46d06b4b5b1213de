// For tests: a data directory that goes away, and a record inside it.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "programs/load.h"
#include "storage/record.h"
#include "storage/registry_table.h"

namespace storage::testing {

class Directory {
 public:
  Directory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "accredit-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  ~Directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string path(const std::string& name = "") const {
    return name.empty() ? path_ : path_ + "/" + name;
  }

 private:
  std::string path_;
};

// A store with a few parties: partners P1..P3, customers C1 and C2, subscriptions S1, S2 of C1 and
// S3 of C2.
class Shop {
 public:
  Shop() : programme(programs::load(programs::shipped_cloud_2016(), "cloud-2016.toml").value()) {
    if (!Record::create(directory.path(), clock)) ::abort();
    open();
    registry::ChangeSet set;
    for (const char* id : {"P1", "P2", "P3"})
      set.partners.push_back({.id = id, .name = id, .group_id = "", .country = "US"});
    set.customers = {{"C1", "One", "US"}, {"C2", "Two", "US"}};
    set.products = {{"azure", "Azure", "azure", base::Metering::Metered}};
    set.subscriptions = {{"S1", "C1", "azure", "USD", {}},
                         {"S2", "C1", "azure", "USD", {}},
                         {"S3", "C2", "azure", "USD", {}}};
    if (!apply(set)) ::abort();
  }

  void open(OpenFor mode = OpenFor::Writing) {
    close();
    record = std::move(Record::open(directory.path(), mode, clock).value());
    store = open_registry(*record);
  }
  void close() {
    store.reset();
    record.reset();
  }

  base::Result<base::CommitNumber> apply(const registry::ChangeSet& set) {
    return store->apply(set, {"operator:test", "import", "because", ""});
  }
  base::Result<base::CommitNumber> apply(registry::ChangeSet::AssociationRow row) {
    registry::ChangeSet set;
    set.associations.push_back(std::move(row));
    return apply(set);
  }
  registry::Snapshot load(base::CommitNumber known = base::CommitNumber::latest()) {
    return store->load(known, programme).value();
  }

  Directory directory;
  base::FixedClock clock{{1'000'000}};
  programs::Programme programme;
  std::unique_ptr<Record> record;
  std::unique_ptr<registry::RegistryStore> store;
};

inline base::DayRange days(std::string_view from, std::string_view to = "") {
  return {base::Day::parse(from).value(),
          to.empty() ? base::Day::forever() : base::Day::parse(to).value()};
}

inline registry::ChangeSet::AssociationRow dpor(std::string id, std::string partner,
                                                std::string subscription, base::DayRange when) {
  return {.id = std::move(id),
          .type = "dpor",
          .partner_id = std::move(partner),
          .customer_id = subscription == "S3" ? "C2" : "C1",
          .subscription_id = std::move(subscription),
          .workload = "",
          .days = when,
          .end_reason = "",
          .source = "import",
          .exclusive = "dpor",
          .voided = false,
          .where = ""};
}

}  // namespace storage::testing
