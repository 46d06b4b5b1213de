// Whatever the text: a sentence, or a mapping that remembers its text and reads the same again.
#include "base/check.h"
#include "ingest/mapping.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto mapping = ingest::load_mapping(text, "fuzz.toml");
  if (!mapping) {
    ASSERT(!mapping.error().message.empty());
    return 0;
  }
  ASSERT(!mapping->facts.empty());
  ASSERT(mapping->text == text);
  const auto again = ingest::load_mapping(mapping->text, "again.toml");
  ASSERT(again && again->facts.size() == mapping->facts.size() && again->nulls == mapping->nulls &&
         again->charge_kinds == mapping->charge_kinds && again->name == mapping->name);
  return 0;
}
