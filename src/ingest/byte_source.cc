#include "ingest/byte_source.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <vector>

namespace ingest {
namespace {

class FileBytes final : public ByteSource {
 public:
  FileBytes(int file, std::string name) : file_(file), name_(std::move(name)) {}
  ~FileBytes() override { ::close(file_); }
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;

  base::Result<std::size_t> read(std::span<char> into) override {
    const ssize_t got = ::read(file_, into.data(), into.size());
    if (got < 0) {
      return base::fail(base::Code::Io, name_ + " cannot be read: " + std::strerror(errno));
    }
    consumed_ += got;
    return static_cast<std::size_t>(got);
  }
  std::int64_t consumed() const override { return consumed_; }

 private:
  int file_;
  std::string name_;
  std::int64_t consumed_ = 0;
};

class MemoryBytes final : public ByteSource {
 public:
  explicit MemoryBytes(std::string bytes) : bytes_(std::move(bytes)) {}

  base::Result<std::size_t> read(std::span<char> into) override {
    const std::size_t count = std::min(into.size(), bytes_.size() - at_);
    std::memcpy(into.data(), bytes_.data() + at_, count);
    at_ += count;
    return count;
  }
  std::int64_t consumed() const override { return static_cast<std::int64_t>(at_); }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

class Unpacked final : public ByteSource {
 public:
  Unpacked(std::unique_ptr<ByteSource> packed, std::string name, UnpackLimits limits)
      : packed_(std::move(packed)), name_(std::move(name)), limits_(limits), input_(1 << 17) {
    state_.zalloc = nullptr;
    state_.zfree = nullptr;
    state_.opaque = nullptr;
    state_.next_in = nullptr;
    state_.avail_in = 0;
    ready_ = inflateInit2(&state_, 15 + 16) == Z_OK;  // 16: a gzip header is expected
  }
  ~Unpacked() override {
    if (ready_) inflateEnd(&state_);
  }
  Unpacked(const Unpacked&) = delete;
  Unpacked& operator=(const Unpacked&) = delete;

  base::Result<std::size_t> read(std::span<char> into) override;
  std::int64_t consumed() const override { return packed_->consumed(); }

 private:
  base::Status step();
  base::Status check_limits(std::int64_t unpacked) const;
  std::unexpected<base::Error> broken(const std::string& what) const {
    return base::fail(base::Code::InvalidInput,
                      name_ + " is not a whole gzip file: " + what + "; transfer it again");
  }

  std::unique_ptr<ByteSource> packed_;
  std::string name_;
  UnpackLimits limits_;
  std::vector<char> input_;
  z_stream state_{};
  bool ready_ = false;
  bool at_end_ = false;
  bool member_done_ = false;
  std::int64_t unpacked_ = 0;
};

base::Status Unpacked::step() {
  if (state_.avail_in == 0) {
    const std::size_t got = TRY(packed_->read(input_));
    if (got == 0 && !member_done_) return broken("it ends in the middle");
    at_end_ = got == 0;
    state_.next_in = reinterpret_cast<Bytef*>(input_.data());
    state_.avail_in = static_cast<uInt>(got);
    if (at_end_) return {};
  }
  if (member_done_) {  // another gzip follows in the same file
    if (inflateReset(&state_) != Z_OK) return broken("it cannot be unpacked");
    member_done_ = false;
  }
  const int result = inflate(&state_, Z_NO_FLUSH);
  if (result == Z_STREAM_END) member_done_ = true;
  if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
    return broken(state_.msg != nullptr ? state_.msg : "its data are damaged");
  }
  return {};
}

base::Status Unpacked::check_limits(std::int64_t unpacked) const {
  const std::int64_t packed = std::max<std::int64_t>(packed_->consumed(), 1);
  const bool bomb = unpacked > limits_.grace_bytes && unpacked / packed > limits_.ratio_max;
  if (!bomb && unpacked <= limits_.bytes_max) return {};
  return base::fail(base::Code::InvalidInput,
                    name_ + " unpacks to more than " +
                        (bomb ? std::to_string(limits_.ratio_max) + " times its size"
                              : std::to_string(limits_.bytes_max) + " bytes") +
                        "; nothing was taken in. If it is genuine, unpack it and ingest the "
                        "unpacked file");
}

base::Result<std::size_t> Unpacked::read(std::span<char> into) {
  if (!ready_) return base::fail(base::Code::Io, name_ + ": no memory to unpack it");
  state_.next_out = reinterpret_cast<Bytef*>(into.data());
  state_.avail_out = static_cast<uInt>(into.size());
  while (state_.avail_out == into.size() && !at_end_)
    TRY_STATUS(step());
  const std::size_t got = into.size() - state_.avail_out;
  unpacked_ += static_cast<std::int64_t>(got);
  TRY_STATUS(check_limits(unpacked_));
  return got;
}

}  // namespace

std::string file_name(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::unique_ptr<ByteSource> bytes_in_memory(std::string bytes) {
  return std::make_unique<MemoryBytes>(std::move(bytes));
}

std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> packed, std::string name,
                                     UnpackLimits limits) {
  return std::make_unique<Unpacked>(std::move(packed), std::move(name), limits);
}

base::Result<std::unique_ptr<ByteSource>> open_bytes(const std::string& path, UnpackLimits limits) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    const base::Code code = errno == ENOENT ? base::Code::NotFound : base::Code::Io;
    return base::fail(code, path + " cannot be opened: " + std::strerror(errno));
  }
  ::posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL);
  auto bytes = std::make_unique<FileBytes>(file, file_name(path));
  if (!path.ends_with(".gz")) return bytes;
  return unpacked(std::move(bytes), file_name(path), limits);
}

}  // namespace ingest
