// The bytes of a delivered file, unpacked when it is a gzip, with a bound on what unpacking may
// yield.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"

namespace ingest {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills the front of `into`; 0 is the end.
  virtual base::Result<std::size_t> read(std::span<char> into) = 0;
  // Bytes of the delivered file taken so far (packed ones, when it is packed).
  virtual std::int64_t consumed() const = 0;
};

struct UnpackLimits {
  std::int64_t bytes_max = std::int64_t{256} << 30;
  // Unpacked bytes per packed byte, looked at once `grace_bytes` are unpacked. Usage files reach
  // about 60; a file of one repeated byte reaches 1,030.
  std::int64_t ratio_max = 300;
  std::int64_t grace_bytes = std::int64_t{64} << 20;
};

// A name ending in .gz is unpacked. Names in messages are without folders.
base::Result<std::unique_ptr<ByteSource>> open_bytes(const std::string& path,
                                                     UnpackLimits limits = {});
std::unique_ptr<ByteSource> bytes_in_memory(std::string bytes);
// Unpacks what `packed` gives.
std::unique_ptr<ByteSource> unpacked(std::unique_ptr<ByteSource> packed, std::string name,
                                     UnpackLimits limits = {});

enum class Encoding : std::uint8_t { Utf8, Windows1252, Utf16 };
// The same text in UTF-8. UTF-16 says its byte order by its mark, without one it is little-endian;
// half a character is an error. Windows-1252 has five bytes that are no character: they become
// U+FFFD, which no id or number matches.
std::unique_ptr<ByteSource> in_utf8(std::unique_ptr<ByteSource> bytes, std::string name,
                                    Encoding encoding);

// "usage.csv" of "feeds/2026/usage.csv".
std::string file_name(const std::string& path);

}  // namespace ingest
