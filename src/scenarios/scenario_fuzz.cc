// Whatever the text: a scenario, which can be written as files, or a sentence.
#include "base/check.h"
#include "programs/load.h"
#include "scenarios/scenario.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const programs::Programme programme =
      programs::load(programs::shipped_cloud_2016(), "cloud-2016.toml").value();
  const auto scenario =
      scenarios::parse_scenario(programme, {reinterpret_cast<const char*>(data), size}, "fuzz.scn");
  if (scenario) {
    ASSERT(!scenarios::to_files(*scenario, scenario->questions.size()).empty());
  } else {
    ASSERT(!scenario.error().message.empty());
  }
  return 0;
}
