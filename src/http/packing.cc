#include "http/packing.h"

#include <zlib.h>

#include <array>

#include "base/check.h"

namespace http {
namespace {

constexpr int kGzip = 16 + MAX_WBITS;
constexpr int kQuick = 2;  // of 1 to 9: answers are packed while somebody waits
constexpr std::size_t kPiece = std::size_t{64} << 10;

Bytef* bytes(std::string_view text) {
  return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));  // zlib only reads
}

struct Unpacker {
  z_stream stream{};
  Unpacker() { ASSERT(inflateInit2(&stream, kGzip) == Z_OK); }
  ~Unpacker() { inflateEnd(&stream); }
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

}  // namespace

std::string pack(std::string_view plain) {
  z_stream stream{};
  ASSERT(deflateInit2(&stream, kQuick, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, plain.size()), '\0');
  stream.next_in = bytes(plain);
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = bytes(out);
  stream.avail_out = static_cast<uInt>(out.size());
  ASSERT(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

base::Result<std::string> unpack(std::string_view packed, std::size_t max) {
  Unpacker unpacker;
  z_stream& stream = unpacker.stream;
  stream.next_in = bytes(packed);
  stream.avail_in = static_cast<uInt>(packed.size());
  std::string out;
  std::array<char, kPiece> piece;
  for (int state = Z_OK; state != Z_STREAM_END;) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    state = inflate(&stream, Z_NO_FLUSH);
    const std::size_t made = piece.size() - stream.avail_out;
    if ((state != Z_OK && state != Z_STREAM_END) || (made == 0 && state == Z_OK))
      return base::fail(base::Code::InvalidInput, "the body is no whole gzip");
    if (out.size() + made > max) {
      return base::fail(base::Code::InvalidInput,
                        "the body unpacks to more than " + std::to_string(max) + " bytes");
    }
    out.append(piece.data(), made);
  }
  if (stream.avail_in != 0)
    return base::fail(base::Code::InvalidInput, "there is more behind the gzip of the body");
  return out;
}

bool takes(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    const std::string_view one = accept_encoding.substr(0, accept_encoding.find(','));
    accept_encoding.remove_prefix(std::min(accept_encoding.size(), one.size() + 1));
    const std::string_view named = trimmed(one.substr(0, one.find(';')));
    if (named != coding && named != "*") continue;
    const std::size_t weight = one.find("q=");
    if (weight == std::string_view::npos) return true;
    return one.substr(weight + 2).find_first_not_of("0. \t") != std::string_view::npos;
  }
  return false;
}

}  // namespace http
