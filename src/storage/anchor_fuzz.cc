// Whatever the bytes: a slot that is read is the one way to write its mark, and a mark that was
// written reads the same; a flipped bit is noticed.
#include "storage/anchor.h"

#include <cstring>

#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (const auto mark = storage::decode_anchor(bytes)) ASSERT(storage::encode(*mark) == bytes);
  storage::AnchorMark mark;
  if (size < 16 + mark.head.size() + 2) return 0;
  std::memcpy(&mark.epoch, data, 8);
  std::memcpy(&mark.commit, data + 8, 8);
  std::memcpy(mark.head.data(), data + 16, mark.head.size());
  std::string slot = storage::encode(mark);
  ASSERT(storage::decode_anchor(slot) == mark);
  const std::size_t bit = (data[size - 2] * 256U + data[size - 1]) % (slot.size() * 8);
  slot[bit / 8] = static_cast<char>(slot[bit / 8] ^ (1 << (bit % 8)));
  ASSERT(!storage::decode_anchor(slot));
  return 0;
}
