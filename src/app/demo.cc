#include "app/demo.h"

#include <filesystem>
#include <utility>

#include "app/demo_books.h"
#include "app/demo_feeds.h"
#include "app/demo_guidance.h"
#include "app/registry_jobs.h"
#include "app/store.h"
#include "app/text_file.h"
#include "app/usage_jobs.h"

namespace app {
namespace {

std::string note_of(DemoWish wish) {
  return "An accredit demo. Delete this folder to be rid of it.\nseed " +
         std::to_string(wish.scale.seed) + ", a row every " + std::to_string(wish.scale.stride) +
         " days, " + std::to_string(wish.closed) + " months closed\n";
}

constexpr std::string_view kComplete = "complete\n";

// Whether the demo stands complete; false when it is absent or was interrupted.
base::Result<bool> is_complete(const std::string& directory, DemoWish wish) {
  std::error_code ignored;
  if (!std::filesystem::exists(directory, ignored)) return false;
  const std::string path = directory + "/demo.txt";
  if (!std::filesystem::exists(path, ignored)) {
    if (std::filesystem::is_empty(directory, ignored)) return false;
    return base::fail(base::Code::Conflict,
                      "'" + directory + "' holds something that is not a demo; name another folder",
                      "accredit demo --dir DIR");
  }
  const std::string note = TRY(read_text(path));
  if (!note.starts_with(note_of(wish))) {
    return base::fail(base::Code::Conflict,
                      "'" + directory +
                          "' holds a demo with another seed, size or months closed. Name "
                          "another folder with --dir, or delete that one");
  }
  return note.ends_with(kComplete);
}

base::Status import_all(Store& store, const std::vector<std::string>& files) {
  base::Status status;
  const auto keep = [&](const std::string&, const ImportAnswer& answer) {
    if (!answer && status) status = std::unexpected(answer.error());
  };
  TRY_STATUS(import_files(store, {files, "feed:demo"}, {}, keep));
  return status;
}

base::Status ingest_all(Store& store, const IngestOrder& order, const Report& report, Demo& demo) {
  base::Status status;
  const auto keep = [&](const std::string&, const IngestAnswer& answer) {
    if (answer) demo.quarantined += answer->quarantined;
    if (!answer && status) status = std::unexpected(answer.error());
  };
  TRY_STATUS(ingest_files(store, order, report, keep));
  return status;
}

base::Status fill(const DemoFeeds& feeds, int closed, const base::Clock& clock,
                  const Report& report, Demo& demo) {
  if (!Store::exists(demo.store)) {
    TRY(Store::create(demo.store, demo_programme(), "lanternfall-2025.toml", clock));
  }
  Store store = TRY(Store::open(demo.store, storage::OpenFor::Writing, clock));
  TRY_STATUS(import_all(store, feeds.registry));
  const ingest::Mapping canonical = TRY(find_mapping("canonical"));
  const ingest::Mapping focus = TRY(find_mapping("focus"));
  TRY_STATUS(ingest_all(store, {feeds.canonical, "meter", canonical, "feed:meter"}, report, demo));
  TRY_STATUS(
      ingest_all(store, {feeds.focus, "data-cloud", focus, "feed:data-cloud"}, report, demo));
  TRY_STATUS(ingest_all(store, {feeds.afterwards, "meter", canonical, "feed:meter"}, report, demo));
  TRY_STATUS(import_all(store, feeds.later_registry));
  TRY_STATUS(close_demo(store, closed, report));
  return seed_guidance(store);
}

}  // namespace

base::Result<Demo> prepare_demo(const std::string& directory, DemoWish wish,
                                const base::Clock& clock, const Report& report) {
  Demo demo;
  demo.store = directory + "/store";
  if (TRY(is_complete(directory, wish))) return demo;
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  TRY_STATUS(write_text(directory + "/demo.txt", note_of(wish)));
  const DemoFeeds feeds =
      TRY(write_demo_feeds(demo_world(wish.scale), directory + "/feeds", report));
  TRY_STATUS(fill(feeds, wish.closed, clock, report, demo));
  TRY_STATUS(write_text(directory + "/demo.txt", note_of(wish) + std::string(kComplete)));
  demo.created = true;
  demo.usage_rows = feeds.usage_rows;
  return demo;
}

}  // namespace app
