#include "storage/disk_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "base/check.h"
#include "base/fault.h"

namespace storage {
namespace {

constexpr std::size_t kBuffer = std::size_t{1} << 20;
constexpr mode_t kMode = 0640;
constexpr mode_t kOwnerMode = 0600;

std::unexpected<base::Error> failed(const std::string& path, const char* act) {
  const int reason = errno;
  std::string message = path + " cannot be " + act + ": " + std::strerror(reason);
  if (reason == ENOSPC || reason == EFBIG || reason == EDQUOT) {
    message += "; nothing was committed, make room and repeat the command";
  }
  return base::fail(base::Code::Io, message);
}

base::Status write_all(int file, const std::string& path, const char* data, std::size_t size) {
  while (size > 0) {
    const ssize_t written = ::write(file, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed(path, "written");
    data += written;
    size -= static_cast<std::size_t>(written);
  }
  return {};
}

}  // namespace

base::Result<FileWriter> FileWriter::create(const std::string& path) {
  FileWriter writer(path);
  writer.file_ = Descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kMode));
  if (!writer.file_.open()) return failed(path, "created");
  writer.buffer_.reserve(kBuffer);
  return writer;
}

base::Status FileWriter::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() > kBuffer) TRY_STATUS(flush());
  if (bytes.size() > kBuffer) return write_all(file_.number(), path_, bytes.data(), bytes.size());
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
  return {};
}

base::Status FileWriter::write_numbers(std::span<const std::uint64_t> numbers) {
  return write({reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes()});
}

base::Status FileWriter::flush() {
  TRY_STATUS(write_all(file_.number(), path_, buffer_.data(), buffer_.size()));
  buffer_.clear();
  return {};
}

base::Status FileWriter::finish() {
  TRY_STATUS(flush());
  if (::fsync(file_.number()) != 0) return failed(path_, "made durable");
  return {};
}

base::Status FileWriter::write_at_start(std::string_view bytes) {
  ASSERT(buffer_.empty());
  if (::pwrite(file_.number(), bytes.data(), bytes.size(), 0) !=
      static_cast<ssize_t>(bytes.size())) {
    return failed(path_, "written");
  }
  return finish();
}

base::Status read_in_pieces(const std::string& path,
                            const std::function<base::Status(std::string_view)>& take) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) return failed(path, "opened");
  ::posix_fadvise(file.number(), 0, 0, POSIX_FADV_SEQUENTIAL);
  std::vector<char> buffer(kBuffer);
  while (true) {
    const ssize_t got = ::read(file.number(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(path, "read");
    if (got == 0) return {};
    TRY_STATUS(take(std::string_view(buffer.data(), static_cast<std::size_t>(got))));
  }
}

base::Result<MappedFile> MappedFile::open(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) return failed(path, "opened");
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return failed(path, "read");
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size == 0) return MappedFile(nullptr, 0);
  void* data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.number(), 0);
  if (data == MAP_FAILED) return failed(path, "mapped");
  return MappedFile(data, size);
}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(data_, size_);
}

void MappedFile::let_go() const {
  // Whether the system does it changes no answer.
  if (data_ != nullptr) (void)::madvise(data_, size_, MADV_DONTNEED);
}

base::Status sync_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) return failed(path, "opened");
  if (::fsync(file.number()) != 0) return failed(path, "made durable");
  return {};
}

base::Status make_directory(const std::string& path) {
  std::filesystem::path whole = std::filesystem::absolute(path).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();  // "store/"
  std::filesystem::path above;
  for (const std::filesystem::path& part : whole) {
    const std::filesystem::path next = above / part;
    if (::mkdir(next.c_str(), 0777) == 0) {
      TRY_STATUS(sync_file(above.string()));
    } else if (!std::filesystem::is_directory(next)) {
      return failed(next.string(), "created");
    }
    above = next;
  }
  return {};
}

base::Status publish(const std::string& from, const std::string& to, Readers readers) {
  // The scan engine writes for everybody to read; the log is not for everybody.
  const mode_t mode = readers == Readers::Owner ? kOwnerMode : kMode;
  if (::chmod(from.c_str(), mode) != 0) return failed(from, "closed to others");
  if (::rename(from.c_str(), to.c_str()) != 0) return failed(to, "put in place");
  TRY_STATUS(base::fault("file.renamed"));
  const std::string folder = std::filesystem::path(to).parent_path().string();
  return sync_file(folder.empty() ? "." : folder);
}

base::Result<base::Digest> copy_file(const std::string& from, const std::string& to) {
  FileWriter writer = TRY(FileWriter::create(to));
  base::Sha256 digest;
  TRY_STATUS(read_in_pieces(from, [&](std::string_view bytes) -> base::Status {
    digest.update(bytes);
    return writer.write(bytes);
  }));
  TRY_STATUS(writer.finish());
  return digest.finish();
}

base::Result<base::Digest> digest_file(const std::string& path) {
  base::Sha256 digest;
  TRY_STATUS(read_in_pieces(path, [&](std::string_view bytes) -> base::Status {
    digest.update(bytes);
    return {};
  }));
  return digest.finish();
}

void remove_quietly(const std::string& path) {
  ::unlink(path.c_str());
}

}  // namespace storage
