#include "app/usage_jobs.h"

#include <filesystem>

#include "app/text_file.h"
#include "base/nearest.h"

namespace app {
namespace {

constexpr std::size_t kFilesBetweenFolds = 32;

// After these nothing more may be tried: the machine or the store is in doubt.
bool ends_all(const base::Error& error) {
  return error.code == base::Code::CommitUnknown || error.code == base::Code::Corrupt ||
         error.code == base::Code::Io;
}

IngestAnswer ingest_one(Store& store, const Books& books, const ingest::Request& request,
                        const Report& report) {
  storage::UsageStore* log = TRY(store.log());
  const std::string what = "Ingest " + std::filesystem::path(request.path).filename().string();
  const auto tell = [&](const ingest::Progress& progress) {
    if (report) report({what, progress.bytes_read >> 10, progress.bytes_total >> 10, "KiB"});
  };
  return storage::ingest_file(store.record(), *log, request, books.registry,
                              books.programme.parameters, tell);
}

}  // namespace

base::Result<ingest::Mapping> find_mapping(const std::string& format) {
  if (format.empty() || format == "canonical") return ingest::canonical_mapping();
  const std::string_view name = format == "focus" ? "focus-1" : std::string_view(format);
  std::vector<std::string_view> names{"canonical"};
  for (const ingest::ShippedMapping& shipped : ingest::shipped_mappings()) {
    if (shipped.name == name)
      return ingest::load_mapping(shipped.toml, std::string(shipped.name) + ".toml");
    names.push_back(shipped.name);
  }
  if (!format.ends_with(".toml")) {
    return base::fail(base::Code::Usage,
                      "'" + format + "' is neither a known mapping nor a mapping file (.toml)" +
                          base::hint(format, names),
                      "accredit feed list");
  }
  return ingest::load_mapping(TRY(read_text(format)), format);
}

base::Result<IngestEnd> ingest_files(
    Store& store, const IngestOrder& order, const Report& report,
    const std::function<void(const std::string&, const IngestAnswer&)>& answered) {
  const Books books = TRY(open_books(store, base::CommitNumber::latest()));
  IngestEnd end;
  std::size_t taken = 0;
  for (const std::string& file : order.files) {
    const ingest::Request request{.path = file,
                                  .feed = order.feed,
                                  .mapping = order.mapping,
                                  .actor = order.actor,
                                  .stop = order.stop};
    const IngestAnswer answer = ingest_one(store, books, request, report);
    answered(file, answer);
    if (!answer && ends_all(answer.error())) return end;
    if (++taken % kFilesBetweenFolds != 0 && taken != order.files.size()) continue;
    storage::UsageStore* log = TRY(store.log());
    const auto folded =
        storage::fold_log(store.record(), *log, order.actor, storage::FoldWhat::Crowded);
    if (folded) continue;
    end.not_folded = folded.error();
    if (ends_all(folded.error())) return end;
  }
  return end;
}

base::Result<storage::FoldReceipt> fold(Store& store, const std::string& actor) {
  storage::UsageStore* log = TRY(store.log());
  return storage::fold_log(store.record(), *log, actor, storage::FoldWhat::All);
}

base::Result<storage::LogDigest> digest_log(Store& store, base::CommitNumber as_known) {
  const base::CommitNumber known = TRY(store.known(as_known));
  storage::UsageStore* log = TRY(store.log());
  return storage::digest_log(store.record(), *log, known);
}

base::Result<storage::FeedVoid> plan_void(Store& store, const storage::VoidWish& wish) {
  storage::UsageStore* log = TRY(store.log());
  return storage::FeedVoid::plan(store.record(), *log, wish);
}

}  // namespace app
