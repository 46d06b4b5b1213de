// Whatever the text: a mapping or a sentence.
#include "base/check.h"
#include "ingest/mapping.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto mapping =
      ingest::load_mapping({reinterpret_cast<const char*>(data), size}, "fuzz.toml");
  if (mapping)
    ASSERT(!mapping->facts.empty());
  else
    ASSERT(!mapping.error().message.empty());
  return 0;
}
