// Whatever the text: each finding is a sentence, and each entry a value of its setting.
#include "base/check.h"
#include "settings/values.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const settings::Said said = settings::read_file(text, "/etc/fuzz.toml");
  for (const settings::Finding& one : said.findings)
    ASSERT(!one.place.empty() && !one.what.empty());
  settings::Values values;
  values.lay(settings::Layer::System, said);
  for (const settings::Setting& one : settings::table()) {
    const std::string& held = values.text(one.key);
    ASSERT(held.empty() ? one.otherwise.empty() : settings::fits(one, held));
    if (one.kind == settings::Kind::Count) ASSERT(values.number(one.key) <= one.most);
  }
  return 0;
}
