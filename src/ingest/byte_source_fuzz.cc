// Whatever the bytes: unpacking ends within its bounds, the same in small and in large pieces; and
// what was packed comes out again.
#include "ingest/byte_source.h"

#include <zlib.h>

#include "base/check.h"

namespace {

constexpr ingest::UnpackLimits kLimits{
    .bytes_max = 1 << 20, .ratio_max = 300, .grace_bytes = 1 << 16};

// What comes out before the end or an error; `whole` tells which.
std::string unpack(std::string packed, std::size_t piece, bool& whole) {
  auto source = ingest::unpacked(ingest::bytes_in_memory(std::move(packed)), "fuzz.gz", kLimits);
  std::string out, buffer(piece, '\0');
  while (true) {
    const auto got = source->read(buffer);
    whole = got && *got == 0;
    if (!got || *got == 0) return out;
    ASSERT(*got <= piece);
    out.append(buffer, 0, *got);
    ASSERT(out.size() <= static_cast<std::size_t>(kLimits.bytes_max));
  }
}

std::string pack(std::string_view bytes) {
  z_stream state{};
  ASSERT(deflateInit2(&state, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&state, bytes.size()), '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  state.avail_in = static_cast<uInt>(bytes.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  ASSERT(deflate(&state, Z_FINISH) == Z_STREAM_END);
  out.resize(state.total_out);
  deflateEnd(&state);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  bool whole = false, whole_again = false;
  const std::string large = unpack(bytes, 65'536, whole);
  const std::string small = unpack(bytes, 7, whole_again);
  if (whole && whole_again) ASSERT(large == small);
  ASSERT(unpack(pack(bytes), 1 + size % 97, whole) == bytes);
  ASSERT(whole);
  // Two members in one file are one text.
  ASSERT(unpack(pack(bytes) + pack(bytes), 4'096, whole) == bytes + bytes);
  return 0;
}
