// Settings as they hold: what each source says, laid over one another, the strongest last.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "settings/table.h"

namespace settings {

// From the weakest to the strongest.
enum class Layer : std::uint8_t { BuiltIn, System, User, Project, Environment, Flag };
inline constexpr std::array<std::string_view, 6> kLayers{"built-in", "system",      "user",
                                                         "project",  "environment", "flag"};
constexpr std::string_view word(Layer layer) {
  return kLayers[static_cast<std::size_t>(layer)];
}

struct Entry {
  Key key;
  std::string text;
  std::string place;  // "accredit.toml:12", "ACCREDIT_PORT", "--port"
};
struct Finding {
  std::string place;
  std::string what;
};
// Of one source. What is wrong with it does not hide the rest.
struct Said {
  std::vector<Entry> entries;
  std::vector<Finding> findings;
};

// A configuration file, in TOML; `path` is told, and relative paths in it begin at its folder.
Said read_file(std::string_view toml, const std::string& path);
// `value`: of a variable; none, or empty: it is not set.
Said read_variables(const std::function<std::optional<std::string>(const std::string&)>& value);
// As given, by place of the key; empty: not given.
Said read_flags(std::span<const std::string, kKeys> given);

struct Held {
  std::string text;
  Layer layer = Layer::BuiltIn;
  std::string place;  // empty when built in
};

class Values {
 public:
  Values();  // as built in
  // Requires: no layer that is stronger was laid before.
  void lay(Layer layer, const Said& said);

  const Held& held(Key key) const { return held_[place_of(key)]; }
  const std::string& text(Key key) const { return held(key).text; }  // empty: not set
  std::int64_t number(Key key) const;                                // of a Count
  bool is_on(Key key) const { return text(key) == "true"; }          // of a Switch

 private:
  std::array<Held, kKeys> held_;
};

// Names of what differs and is taken only when the process begins.
std::vector<std::string_view> needs_restart(const Values& old, const Values& fresh);

}  // namespace settings
