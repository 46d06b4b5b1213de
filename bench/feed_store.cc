#include "feed_store.h"

#include <algorithm>
#include <filesystem>

#include "app/registry_jobs.h"
#include "app/system_clock.h"
#include "app/usage_jobs.h"
#include "feed.h"
#include "measure.h"
#include "programs/load.h"

namespace bench {

namespace fs = std::filesystem;

std::vector<std::string> files_of(const std::string& directory) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(directory))
    out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

void write_files(const World& world, const programs::Programme& programme,
                 const std::string& directory) {
  for (const char* each : {"feed", "registry"})
    fs::create_directories(directory + "/" + each);
  write_feed(world, directory + "/feed");
  write_registry(world, programme, directory + "/registry");
}

void make_store(const std::string& directory, const std::string& registry) {
  const app::SystemClock clock;
  must(app::Store::create(directory, programs::shipped_cloud_2016(), "cloud-2016", clock));
  auto store = must(app::Store::open(directory, storage::OpenFor::Writing, clock));
  must(app::import_files(store, {files_of(registry)}, {},
                         [](const std::string& file, const app::ImportAnswer& answer) {
                           if (!answer) give_up(file + ": " + answer.error().message);
                         }));
}

Ingested ingest_feed(const std::string& directory, const std::string& feed) {
  const app::SystemClock clock;
  auto store = must(app::Store::open(directory, storage::OpenFor::Writing, clock));
  app::IngestOrder order;
  order.files = files_of(feed);
  order.mapping = must(app::find_mapping("canonical"));
  Ingested out;
  must(app::ingest_files(store, order, {},
                         [&](const std::string& file, const app::IngestAnswer& answer) {
                           if (!answer) give_up(file + ": " + answer.error().message);
                           out.adopted += answer->adopted;
                           out.accepted += answer->accepted;
                           if (answer->quarantined > 0) give_up(file + ": rows refused");
                         }));
  return out;
}

}  // namespace bench
