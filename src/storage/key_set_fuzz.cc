// Whatever the bytes of a key file: it is refused, or its keys are all there; and one that was
// written is read, in order, unless it is another segment's.
#include "storage/key_set.h"

#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <fstream>

#include "base/check.h"

namespace {

std::string scratch(const char* name) {
  return "/dev/shm/accredit-keys-" + std::to_string(::getpid()) + name;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string digest(64, 'a');
  const std::string given = scratch(".given"), written = scratch(".written");
  std::ofstream(given, std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  if (const auto keys = storage::KeySet::open(given, digest)) {
    ASSERT(keys->keys().size_bytes() < size);
  }
  std::vector<std::uint64_t> numbers(size / 8);
  if (!numbers.empty()) std::memcpy(numbers.data(), data, numbers.size() * 8);
  {
    storage::KeyCollector collector(scratch(".run"), 64);
    for (const std::uint64_t number : numbers)
      ASSERT(collector.add({&number, 1}));
    ASSERT(collector.write(written, digest));
  }
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  const auto keys = storage::KeySet::open(written, digest);
  ASSERT(keys && std::ranges::equal(keys->keys(), numbers));
  ASSERT(!storage::KeySet::open(written, std::string(64, 'b')));
  ::unlink(given.c_str());
  ::unlink(written.c_str());
  return 0;
}
