#include "settings/values.h"

#include <algorithm>
#include <charconv>

#include "base/check.h"

namespace settings {
namespace {

constexpr std::string_view kFileEnd = "_FILE";

void take(const Setting& setting, std::string text, std::string place, Said& said) {
  if (fits(setting, text)) {
    said.entries.push_back({setting.key, std::move(text), std::move(place)});
  } else {
    said.findings.push_back({std::move(place), "'" + text + "' is not " + expected(setting)});
  }
}

}  // namespace

Said read_variables(const std::function<std::optional<std::string>(const std::string&)>& value) {
  Said said;
  for (const Setting& one : table()) {
    const std::string name = variable_of(one);
    if (auto text = value(name).value_or(""); !text.empty()) take(one, std::move(text), name, said);
    if (one.kind != Kind::Secret || !name.ends_with(kFileEnd)) continue;
    const std::string plain = name.substr(0, name.size() - kFileEnd.size());
    if (!value(plain).value_or("").empty())
      said.findings.push_back({plain, "a secret is kept in a file; " + name + " names it"});
  }
  return said;
}

Said read_flags(std::span<const std::string, kKeys> given) {
  Said said;
  for (const Setting& one : table()) {
    const std::string& text = given[place_of(one.key)];
    if (!text.empty()) take(one, text, flag_of(one), said);
  }
  return said;
}

Values::Values() {
  for (const Setting& one : table())
    held_[place_of(one.key)].text = one.otherwise;
}

void Values::lay(Layer layer, const Said& said) {
  for (const Entry& one : said.entries) {
    ASSERT(held(one.key).layer <= layer);
    held_[place_of(one.key)] = {one.text, layer, one.place};
  }
}

std::int64_t Values::number(Key key) const {
  const std::string& digits = text(key);
  std::int64_t out = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  ASSERT(fault == std::errc() && end == digits.data() + digits.size());
  return out;
}

std::vector<std::string_view> needs_restart(const Values& old, const Values& fresh) {
  std::vector<std::string_view> out;
  for (const Setting& one : table()) {
    if (!one.is_reloadable && old.text(one.key) != fresh.text(one.key)) out.push_back(one.name);
  }
  return out;
}

}  // namespace settings
