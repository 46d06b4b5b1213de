// What a configuration file says.
#include <algorithm>

#include "programs/document.h"
#include "settings/values.h"

namespace settings {
namespace {

using programs::Node;

class Reader {
 public:
  explicit Reader(const std::string& path) : folder_(path.substr(0, path.rfind('/') + 1)) {}

  void walk(const Node& table, const std::string& above) {
    for (const auto& [key, node] : table.entries) {
      const std::string name = above + key;
      if (const Setting* const found = find(name)) {
        value(*found, node);
      } else if (node.kind == Node::Kind::Table && is_section(name + '.')) {
        walk(node, name + '.');
      } else {
        fault(node, "there is no setting '" + name + "'" + hint(name));
      }
    }
  }
  Said take() { return std::move(said_); }

 private:
  static bool is_section(const std::string& begin) {
    return std::ranges::any_of(table(),
                               [&](const Setting& one) { return one.name.starts_with(begin); });
  }
  static Node::Kind kind_of(const Setting& setting) {
    switch (setting.kind) {
      case Kind::Count: return Node::Kind::Integer;
      case Kind::Switch: return Node::Kind::Flag;
      default: return Node::Kind::Text;
    }
  }
  void value(const Setting& setting, const Node& node) {
    if (node.kind != kind_of(setting)) {
      return fault(node, std::string(setting.name) + " is " + std::string(name_of(node.kind)) +
                             ", not " + expected(setting));
    }
    if (!fits(setting, node.text)) {
      return fault(node,
                   std::string(setting.name) + " '" + node.text + "' is not " + expected(setting));
    }
    const bool is_path = setting.kind == Kind::Path || setting.kind == Kind::Secret;
    const bool is_relative = is_path && !node.text.starts_with('/');
    said_.entries.push_back({setting.key, (is_relative ? folder_ : "") + node.text, node.place});
  }
  void fault(const Node& node, std::string what) {
    said_.findings.push_back({node.place, std::move(what)});
  }

  std::string folder_;  // "" or "/etc/accredit/"
  Said said_;
};

// "a.toml:3: this is not TOML ..."
Said unreadable(const std::string& message) {
  const std::size_t end = message.find(": ");
  return {{}, {{message.substr(0, end), message.substr(end + 2)}}};
}

}  // namespace

Said read_file(std::string_view toml, const std::string& path) {
  const auto document = programs::parse_document(toml, path);
  if (!document) return unreadable(document.error().message);
  Reader reader(path);
  reader.walk(*document, {});
  return reader.take();
}

}  // namespace settings
