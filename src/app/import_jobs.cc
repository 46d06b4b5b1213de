#include "app/import_jobs.h"

#include <charconv>
#include <filesystem>

#include "app/quarantine_jobs.h"
#include "app/registry_jobs.h"
#include "app/usage_jobs.h"
#include "base/sha256.h"
#include "storage/disk_file.h"

namespace app {
namespace {

using storage::Import;
using storage::ImportKind;
using storage::ImportState;

constexpr std::size_t kNameMax = 100;
constexpr std::string_view kNameLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

std::string folder_of(const std::string& directory, const Import& import) {
  return directory + "/imports/" + import.id();
}

base::Status check(const Import& wish) {
  const std::string& name = wish.file;
  const bool is_name = !name.empty() && name.size() <= kNameMax && name.front() != '.' &&
                       name.find_first_not_of(kNameLetters) == name.npos;
  if (!is_name)
    return base::fail(base::Code::Usage, "a file is named with letters, digits, '.', '-' and '_'");
  if (wish.kind == ImportKind::Registry) return {};
  // A mapping of the caller's own would be a path of this machine.
  if (wish.format.find('/') != wish.format.npos || wish.format.ends_with(".toml"))
    return base::fail(base::Code::Usage, "'" + wish.format + "' is no mapping that is shipped");
  TRY(find_mapping(wish.format));
  return {};
}

std::string line(std::string_view name, std::int64_t number) {
  return std::string(name) + ' ' + std::to_string(number) + '\n';
}

std::string text_of(const ingest::Receipt& one) {
  return line("rows_read", one.rows_read) + line("records", one.records) +
         line("accepted", one.accepted) + line("superseding", one.superseding) +
         line("duplicates", one.duplicates) + line("quarantined", one.quarantined) +
         line("released", one.released) + line("commit", one.commit.number);
}

std::string text_of(const ImportReceipt& one) {
  return line("rows_read", static_cast<std::int64_t>(one.rows)) +
         line("changed", static_cast<std::int64_t>(one.changed)) +
         line("commit", one.commit.number);
}

// Rows of usage that waited for what the file has brought.
base::Result<std::string> release(Store& store, const Import& import, const std::string& told) {
  const auto replayed = TRY(replay_healed(store, import.actor));
  return told + line("released", replayed ? replayed->accepted : 0);
}

// What came of it, or why nothing did. Errors: those of the machine.
template <class Answer>
void note(const Answer& answer, base::Result<std::string>& out) {
  if (answer) {
    out = text_of(*answer);
  } else {
    out = std::unexpected(answer.error());
  }
}

base::Result<std::string> take_in(Store& store, const Import& import, const std::stop_token& stop,
                                  const Report& report) {
  base::Result<std::string> out = std::string();
  if (stop.stop_requested())
    return base::refuse(std::string(storage::kCancelled), "it was cancelled before it began");
  const std::string path = import_path(store.directory(), import);
  if (import.kind == ImportKind::Usage) {
    const ingest::Mapping mapping = TRY(find_mapping(import.format));
    const IngestOrder order{{path}, import.feed, mapping, import.actor, stop};
    TRY(ingest_files(store, order, report,
                     [&](const std::string&, const IngestAnswer& answer) { note(answer, out); }));
  } else {
    bool heals = false;
    TRY_STATUS(import_files(store, {{path}, import.actor}, report,
                            [&](const std::string&, const ImportAnswer& answer) {
                              heals = answer && answer->heals_quarantine();
                              note(answer, out);
                            }));
    if (heals) out = TRY(release(store, import, std::move(*out)));
  }
  return out;
}

}  // namespace

std::string import_path(const std::string& directory, const Import& import) {
  return folder_of(directory, import) + '/' + import.file;
}

std::int64_t import_size(const std::string& directory, const Import& import) {
  std::error_code error;
  const auto size = std::filesystem::file_size(import_path(directory, import), error);
  return error ? 0 : static_cast<std::int64_t>(size);
}

base::Status keep_import(const std::string& directory, const Import& import) {
  return storage::sync_file(import_path(directory, import));
}

base::Result<Import> open_import(Store& store, Import wish) {
  TRY_STATUS(check(wish));
  wish.created_at = store.clock().now();
  Import out = TRY(storage::add_import(store.record(), std::move(wish)));
  const std::string folder = folder_of(store.directory(), out);
  // What a store before this one left under the number is not of this import.
  std::error_code error;
  std::filesystem::remove_all(folder, error);
  TRY_STATUS(storage::make_directory(folder));
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  return out;
}

base::Result<std::vector<Import>> imports(Store& store, std::int64_t after) {
  return storage::read_imports(store.record(), after);
}

base::Result<Import> import_of(Store& store, const std::string& id) {
  std::int64_t number = 0;
  const bool is_id = id.starts_with("imp_");
  if (is_id) std::from_chars(id.data() + 4, id.data() + id.size(), number);
  auto found = TRY(storage::find_import(store.record(), number));
  if (found && found->id() == id) return std::move(*found);
  return base::fail(base::Code::NotFound, "there is no import '" + id + "'");
}

base::Result<Import> start_import(Store& store, const std::string& id, const std::string& sha256) {
  Import import = TRY(import_of(store, id));
  if (!sha256.empty()) {
    const std::string path = import_path(store.directory(), import);
    const std::string found = base::hex(TRY(storage::digest_file(path)));
    if (found != sha256)
      return base::refuse("DIGEST_DIFFERS", "what has come has the SHA-256 " + found);
  }
  const bool is_started = TRY(storage::move_import(
      store.record(), import.number, ImportState::Receiving, ImportState::Running, {}));
  if (!is_started)
    return base::fail(base::Code::Conflict, id + " is " + std::string(word(import.state)));
  import.state = ImportState::Running;
  return import;
}

base::Status run_import(Store& store, const Import& import, const std::stop_token& stop,
                        const Report& report) {
  const auto done = take_in(store, import, stop, report);
  const bool is_refused = !done && done.error().code != base::Code::CommitUnknown;
  if (!done && !is_refused) return std::unexpected(done.error());
  const bool is_cancelled = !done && done.error().reason == storage::kCancelled;
  const ImportState end = done           ? ImportState::Done
                          : is_cancelled ? ImportState::Cancelled
                                         : ImportState::Failed;
  TRY(storage::move_import(store.record(), import.number, ImportState::Running, end,
                           done ? *done : done.error().message));
  std::error_code error;
  std::filesystem::remove_all(folder_of(store.directory(), import), error);
  return {};
}

base::Status cancel_import(Store& store, const std::string& id) {
  const Import import = TRY(import_of(store, id));
  const bool is_cancelled = TRY(storage::move_import(
      store.record(), import.number, ImportState::Receiving, ImportState::Cancelled, {}));
  if (!is_cancelled)
    return base::fail(base::Code::Conflict, id + " is " + std::string(word(import.state)));
  std::error_code error;
  std::filesystem::remove_all(folder_of(store.directory(), import), error);
  return {};
}

}  // namespace app
