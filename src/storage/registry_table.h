// The registry in the system of record: dense keys, append-only revisions, "as known at K".
// The tables and the triggers that keep exclusivity are in schema.cc.
#pragma once

#include <memory>
#include <string>

#include "base/keys.h"
#include "base/result.h"
#include "programs/programme.h"
#include "registry/registry_store.h"
#include "storage/record.h"

namespace storage {

// `record` must outlive the store. Writing needs a record that was opened for writing.
std::unique_ptr<registry::RegistryStore> open_registry(Record& record);

struct StoredProgramme {
  base::CommitNumber commit;
  std::string code;
  std::string version;
  std::string toml;
};

// Stores a checked programme as the active one. The same text again commits nothing; another text
// under a version that is already stored is Code::Conflict: versions are immutable. `also` runs in
// the same commit.
base::Result<base::CommitNumber> store_programme(
    Record& record, const registry::Act& act, const programs::Programme& programme,
    const std::function<base::Status(Database&, base::CommitNumber)>& also = {});

// The programme in force as known at a commit; Code::NotFound when none was stored by then.
base::Result<StoredProgramme> load_programme_text(Record& record, base::CommitNumber as_known);
base::Result<StoredProgramme> load_programme_text(Database& database, base::CommitNumber as_known);

// Whether a commit in (after, upto] stored anything of the registry or the programme.
base::Result<bool> registry_changed(Database& database, base::CommitNumber after,
                                    base::CommitNumber upto);
// The same of usage and quarantine.
base::Result<bool> usage_changed(Database& database, base::CommitNumber after,
                                 base::CommitNumber upto);

}  // namespace storage
