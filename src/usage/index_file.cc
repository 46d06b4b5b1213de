#include "usage/index_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace usage {

IndexFile::IndexFile(std::string path) : path_(std::move(path)) {
  file_ = ::open(path_.c_str(), O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0644);
}

IndexFile::~IndexFile() {
  if (file_ >= 0) ::close(file_);
  if (!kept_) ::unlink(path_.c_str());
}

base::Status IndexFile::append(const void* bytes, std::size_t count) {
  if (size_ > 0) sum_.update({static_cast<const std::byte*>(bytes), count});
  return write_at(size_, bytes, count);
}

base::Status IndexFile::write_header(const IndexHeader& header) {
  return write_at(0, &header, sizeof header);
}

base::Status IndexFile::keep(const std::string& name) {
  if (::fdatasync(file_) != 0 || std::rename(path_.c_str(), name.c_str()) != 0) return failed();
  kept_ = true;
  return {};
}

base::Status IndexFile::write_at(std::uint64_t at, const void* bytes, std::size_t count) {
  const auto* from = static_cast<const char*>(bytes);
  while (count > 0) {
    const ssize_t done = ::pwrite(file_, from, count, static_cast<off_t>(at));
    if (done <= 0) return failed();
    from += done;
    at += static_cast<std::uint64_t>(done);
    count -= static_cast<std::size_t>(done);
  }
  size_ = std::max(size_, at);
  return {};
}

base::Status IndexFile::failed() const {
  return base::fail(base::Code::Io, "cannot write the series index " + path_ + ": " +
                                        std::strerror(errno) +
                                        "; free space in the data directory and try again");
}

}  // namespace usage
