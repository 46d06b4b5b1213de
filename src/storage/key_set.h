// The fingerprints of a segment's record keys, sorted, in a file beside it: how a delivery finds
// out which of its keys are known without reading old segments. Derived: a missing or damaged key
// file is rebuilt from its segment. docs/formats/segment.md#keys.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/disk_file.h"

namespace storage {

// Sorts in place; `scratch` is grown to the same size.
void sort_fingerprints(std::vector<std::uint64_t>& values, std::vector<std::uint64_t>& scratch);

// Collects fingerprints in any number and order; sorts, and spills what does not fit to `scratch`
// files named after `stem`. Takes 16 bytes of memory for each that may be held, and 64 KiB a spill.
class KeyCollector {
 public:
  explicit KeyCollector(std::string stem, std::size_t held_max = std::size_t{1} << 22)
      : stem_(std::move(stem)), held_max_(held_max) {}
  ~KeyCollector();
  KeyCollector(const KeyCollector&) = delete;
  KeyCollector& operator=(const KeyCollector&) = delete;

  base::Status add(std::span<const std::uint64_t> fingerprints);
  // Writes the sorted distinct fingerprints as key file `path` and gives those that came more than
  // once. `segment_sha256` (hex) ties the file to its segment.
  base::Result<std::vector<std::uint64_t>> write(const std::string& path,
                                                 std::string_view segment_sha256);

 private:
  base::Status spill();
  std::string stem_;
  std::size_t held_max_;
  std::vector<std::uint64_t> held_;
  std::vector<std::uint64_t> scratch_;
  std::vector<std::string> runs_;
};

// A key file, open. Its checksum was verified.
class KeySet {
 public:
  // An error when it is absent, damaged or of another segment: rebuild it.
  static base::Result<KeySet> open(const std::string& path, std::string_view segment_sha256);
  std::span<const std::uint64_t> keys() const { return keys_; }
  void let_go() const { file_.let_go(); }  // MappedFile::let_go

 private:
  KeySet(MappedFile file, std::span<const std::uint64_t> keys)
      : file_(std::move(file)), keys_(keys) {}
  MappedFile file_;
  std::span<const std::uint64_t> keys_;
};

// Ties a key file that was written before its segment's digest was known.
base::Status tie_keys(const std::string& path, std::string_view segment_sha256);

// Appends the values that stand in both sorted sets.
void append_common(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b,
                   std::vector<std::uint64_t>& out);
// The same of files of any size, in bounded memory.
void append_common(const KeySet& a, const KeySet& b, std::vector<std::uint64_t>& out);

}  // namespace storage
