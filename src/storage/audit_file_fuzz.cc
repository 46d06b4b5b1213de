// Whatever the bytes: a file of an exported chain is read to its end, and what is wrong with it is
// a finding.
#include "storage/audit_file.h"

#include "base/check.h"

namespace {

storage::ChainReport check(const std::string& bytes) {
  auto report = storage::check_audit_file(ingest::bytes_in_memory(bytes), "fuzz", std::nullopt);
  return report ? *std::move(report) : storage::ChainReport();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const storage::ChainReport report = check(bytes);
  // What holds still holds behind a line that says nothing, which is found.
  const storage::ChainReport more = check(bytes + "\n{}\n");
  ASSERT(more.findings.size() >= report.findings.size());
  if (report.events > 0) ASSERT(!more.findings.empty());
  ASSERT(more.events == report.events);
  ASSERT(more.checkpoints == report.checkpoints);
  return 0;
}
