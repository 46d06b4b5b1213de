// Files written so that they are whole or absent: a temporary name, fsync, rename, fsync of the
// directory. Every failure is Code::Io and says what to do.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sha256.h"
#include "storage/descriptor.h"

namespace storage {

class FileWriter {
 public:
  static base::Result<FileWriter> create(const std::string& path);  // truncates
  base::Status write(std::string_view bytes);
  base::Status write_numbers(std::span<const std::uint64_t> numbers);
  base::Status flush();                                 // to the system, not yet to the disk
  base::Status finish();                                // flushes and fsyncs
  base::Status write_at_start(std::string_view bytes);  // over what stands there, after finish()

 private:
  explicit FileWriter(std::string path) : path_(std::move(path)) {}
  Descriptor file_;
  std::string path_;
  std::vector<char> buffer_;
};

// Reads all of `path` through `take`, a piece of about a mebibyte at a time.
base::Status read_in_pieces(const std::string& path,
                            const std::function<base::Status(std::string_view)>& take);

// A file mapped for reading; an empty file is an empty span.
class MappedFile {
 public:
  static base::Result<MappedFile> open(const std::string& path);
  MappedFile(MappedFile&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();
  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }
  // What was read is no memory of this process any more; it is there when it is touched again.
  void let_go() const;

 private:
  MappedFile(void* data, std::size_t size) : data_(data), size_(size) {}
  void* data_;
  std::size_t size_;
};

// Of a file or a directory.
base::Status sync_file(const std::string& path);
// Creates the directory and those above it that are missing, each durable in its parent.
base::Status make_directory(const std::string& path);
enum class Readers : std::uint8_t { Group, Owner };
// Renames and makes the new name durable.
base::Status publish(const std::string& from, const std::string& to,
                     Readers readers = Readers::Group);
// Copies and fsyncs; gives the digest of what was copied.
base::Result<base::Digest> copy_file(const std::string& from, const std::string& to);
base::Result<base::Digest> digest_file(const std::string& path);
void remove_quietly(const std::string& path);

}  // namespace storage
