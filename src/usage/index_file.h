// A file that is written front to back, checksummed after its header, and becomes visible under its
// name when it is whole and durable. Private to the index builder.
#pragma once

#include <string>

#include "base/checksum.h"
#include "base/result.h"
#include "usage/series_layout.h"

namespace usage {

class IndexFile {
 public:
  explicit IndexFile(std::string path);
  IndexFile(const IndexFile&) = delete;
  IndexFile& operator=(const IndexFile&) = delete;
  ~IndexFile();  // removes what was not kept

  std::uint64_t size() const { return size_; }
  std::uint64_t checksum() const { return sum_.value(); }

  base::Status append(const void* bytes, std::size_t count);
  base::Status write_header(const IndexHeader& header);
  // Makes the file durable and gives it its name.
  base::Status keep(const std::string& name);

 private:
  base::Status write_at(std::uint64_t at, const void* bytes, std::size_t count);
  base::Status failed() const;

  std::string path_;
  int file_ = -1;
  bool kept_ = false;
  std::uint64_t size_ = 0;
  base::Checksum sum_;
};

}  // namespace usage
