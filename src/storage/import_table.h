// Files that are delivered over HTTP, beside the record: received piece by piece, taken in once.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/keys.h"
#include "storage/record.h"

namespace storage {

enum class ImportKind : std::uint8_t { Usage, Registry };
inline constexpr std::array<std::string_view, 2> kImportKinds{"usage", "registry"};
constexpr std::string_view word(ImportKind kind) {
  return kImportKinds[static_cast<std::size_t>(kind)];
}

enum class ImportState : std::uint8_t { Receiving, Running, Done, Failed, Cancelled };
inline constexpr std::array<std::string_view, 5> kImportStates{"receiving", "running", "done",
                                                               "failed", "cancelled"};
constexpr std::string_view word(ImportState state) {
  return kImportStates[static_cast<std::size_t>(state)];
}

struct Import {
  std::int64_t number = 0;
  ImportKind kind = ImportKind::Usage;
  std::string file;    // its name, without folders; a registry file is recognised by it
  std::string feed;    // label; of usage
  std::string format;  // mapping; empty: canonical
  std::string actor;
  base::Instant created_at;
  ImportState state = ImportState::Receiving;
  std::string result;  // "accepted 5\nduplicates 0\n"; of a failed one why

  std::string id() const { return "imp_" + std::to_string(number); }
};

base::Result<Import> add_import(Record& record, Import import);  // gives it its number
// By number, those behind `after`.
base::Result<std::vector<Import>> read_imports(Record& record, std::int64_t after);
base::Result<std::optional<Import>> find_import(Record& record, std::int64_t number);
// How many there are, by state.
using ImportCounts = std::array<std::int64_t, kImportStates.size()>;
base::Result<ImportCounts> count_imports(Record& record);
// False: it was not in the state `from`, and nothing has changed.
base::Result<bool> move_import(Record& record, std::int64_t number, ImportState from,
                               ImportState to, const std::string& result);

}  // namespace storage
