#include <doctest/doctest.h>

#include <vector>

#include "ingest/byte_source.h"

namespace ingest {
namespace {

std::string read(std::string bytes, Encoding encoding, std::size_t at_once = 3) {
  auto source = in_utf8(bytes_in_memory(std::move(bytes)), "f", encoding);
  std::string out;
  std::vector<char> buffer(at_once);
  while (true) {
    const auto got = source->read(buffer);
    if (!got) return got.error().message;
    if (*got == 0) return out;
    out.append(buffer.data(), *got);
  }
}

TEST_CASE("Windows-1252 becomes UTF-8") {
  CHECK(read("M\xE4rz 5 \x80", Encoding::Windows1252) == "M\xC3\xA4rz 5 \xE2\x82\xAC");
  CHECK(read("\x81", Encoding::Windows1252) == "\xEF\xBF\xBD");
}

TEST_CASE("UTF-16 of both orders becomes UTF-8") {
  using std::string_literals::operator""s;
  CHECK(read("\xFF\xFE"
             "a\0\xAC\x20"s,
             Encoding::Utf16) == "a\xE2\x82\xAC");
  CHECK(read("\xFE\xFF\0a\x20\xAC"s, Encoding::Utf16) == "a\xE2\x82\xAC");
  CHECK(read("\xFF\xFE\x3D\xD8\x00\xDE"s, Encoding::Utf16) == "\xF0\x9F\x98\x80");
  CHECK(read("\xFF\xFE\x00\xDE"
             "a\0"s,
             Encoding::Utf16) ==
        "\xEF\xBF\xBD"
        "a");
  CHECK(read("\xFF\xFE"
             "a"s,
             Encoding::Utf16)
            .find("cut off") != std::string::npos);
}

}  // namespace
}  // namespace ingest
