// Whatever the text: a sentence, or a programme that remembers its text and, laid over the shipped
// one, is refused with a sentence or taken.
#include "programs/load.h"

#include "base/check.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const programs::Programme shipped =
      programs::load(programs::shipped_cloud_2016(), "cloud-2016.toml").value();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto amended = programs::amended(shipped, text, "fuzz.toml");
  ASSERT(amended || !amended.error().message.empty());
  const auto programme = programs::load(text, "fuzz.toml");
  if (!programme) {
    ASSERT(!programme.error().message.empty());
    return 0;
  }
  ASSERT(programme->source == text);
  const auto again = programs::load(programme->source, "again.toml");
  ASSERT(again && again->code == programme->code && again->version == programme->version &&
         again->levers.size() == programme->levers.size());
  return 0;
}
