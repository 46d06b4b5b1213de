// An exported audit chain: NDJSON, one key, event or checkpoint a line. Whoever has the file needs
// no store to check it. docs/formats/audit-record.md.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/byte_source.h"
#include "storage/chain.h"

namespace storage {

// One line each, with its line end.
std::string line_of(const KeptKey& key);
std::string line_of(const Checkpoint& checkpoint);
std::string line_of(const AuditEvent& event);

// The chain of a record as lines, handed on in pieces.
base::Status export_chain(Record& record, ChainStart start,
                          const std::function<base::Status(std::string_view)>& take);

// Recomputes what can be recomputed without the rows: hashes, links and signatures. A line that
// cannot be read is a finding. `name` is for messages. Errors: Io.
base::Result<ChainReport> check_audit_file(std::unique_ptr<ingest::ByteSource> bytes,
                                           const std::string& name,
                                           std::optional<base::PublicKey> trusted);

}  // namespace storage
