#include "programs/document.h"

#include <algorithm>
#include <sstream>

// toml++ asserts some of what a file may well say ("[&x]" is enough). Thrown, it is a sentence.
namespace programs {
struct UnexpectedText {};
[[noreturn]] static void unexpected_text();
}  // namespace programs
#define TOML_ASSERT(condition) \
  (static_cast<bool>(condition) ? void(0) : ::programs::unexpected_text())
#include <toml++/toml.h>

namespace programs {

void unexpected_text() {
  throw UnexpectedText();
}

namespace {

std::string place_of(std::string_view origin, const toml::source_region& region) {
  return std::string(origin) + ":" + std::to_string(region.begin.line);
}

std::string iso(const toml::date& date) {
  std::ostringstream out;
  out << date;
  return out.str();
}

Node scalar_of(const toml::node& node) {
  using Kind = Node::Kind;
  if (const auto* text = node.as_string()) return {.kind = Kind::Text, .text = text->get()};
  if (const auto* whole = node.as_integer()) {
    return {.kind = Kind::Integer, .text = std::to_string(whole->get())};
  }
  if (const auto* flag = node.as_boolean()) {
    return {.kind = Kind::Flag, .text = flag->get() ? "true" : "false"};
  }
  if (const auto* date = node.as_date()) return {.kind = Kind::Date, .text = iso(date->get())};
  return {.kind = node.is_floating_point() ? Kind::Float : Kind::Other};
}

Node node_of(const toml::node& node, std::string_view origin) {
  Node made;
  if (const auto* table = node.as_table()) {
    for (const auto& [key, value] : *table) {
      Node child = node_of(value, origin);
      child.place = place_of(origin, key.source());
      made.entries.emplace_back(std::string(key.str()), std::move(child));
    }
  } else if (const auto* list = node.as_array()) {
    made.kind = Node::Kind::List;
    for (const auto& item : *list)
      made.items.push_back(node_of(item, origin));
  } else {
    made = scalar_of(node);
  }
  made.place = place_of(origin, node.source());
  return made;
}

std::string escaped(char control) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(control);
  return std::string("\\u00") + kHex[byte >> 4] + kHex[byte & 0xF];
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
          out += escaped(c);
        } else {
          out += c;
        }
    }
  }
  return out + '"';
}

// Bare where TOML allows it.
std::string key_text(std::string_view key) {
  const bool bare = !key.empty() && std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
  return bare ? std::string(key) : quoted(key);
}

std::string inline_text(const Node& node) {
  std::string out;
  switch (node.kind) {
    case Node::Kind::Text: return quoted(node.text);
    case Node::Kind::List:
      for (const Node& item : node.items)
        out += (out.empty() ? "" : ", ") + inline_text(item);
      return "[" + out + "]";
    case Node::Kind::Table:
      for (const auto& [key, value] : node.entries) {
        out += (out.empty() ? "" : ", ") + key_text(key) + " = " + inline_text(value);
      }
      return "{" + out + "}";
    default: return node.text;
  }
}

std::string lines_of(const Node& table) {
  std::string out;
  for (const auto& [key, value] : table.entries) {
    out += key_text(key) + " = " + inline_text(value) + "\n";
  }
  return out;
}

bool is_list_of_tables(const Node& node) {
  return node.kind == Node::Kind::List && !node.items.empty() &&
         std::ranges::all_of(node.items,
                             [](const Node& item) { return item.kind == Node::Kind::Table; });
}

const std::string* code_of(const Node& node) {
  const Node* code = node.kind == Node::Kind::Table ? node.find("code") : nullptr;
  return code != nullptr && code->kind == Node::Kind::Text ? &code->text : nullptr;
}

bool is_coded(const Node& node) {
  return is_list_of_tables(node) &&
         std::ranges::all_of(node.items, [](const Node& item) { return code_of(item) != nullptr; });
}

Node merged_lists(Node list, const Node& over) {
  for (const Node& item : over.items) {
    const auto same = std::ranges::find_if(
        list.items, [&](const Node& old) { return *code_of(old) == *code_of(item); });
    if (same == list.items.end()) {
      list.items.push_back(item);
    } else {
      *same = merged(*same, item);
    }
  }
  return list;
}

}  // namespace

const Node* Node::find(std::string_view key) const {
  const auto found =
      std::ranges::find_if(entries, [&](const auto& entry) { return entry.first == key; });
  return found == entries.end() ? nullptr : &found->second;
}

std::string_view name_of(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::Text: return "a string";
    case Node::Kind::Integer: return "a whole number";
    case Node::Kind::Float: return "a floating-point number";
    case Node::Kind::Flag: return "true or false";
    case Node::Kind::Date: return "a date";
    case Node::Kind::List: return "a list";
    case Node::Kind::Table: return "a table";
    case Node::Kind::Other: break;
  }
  return "a date with a time";
}

base::Result<Node> parse_document(std::string_view toml, std::string_view origin) {
  try {
    return node_of(toml::parse(toml, std::string(origin)), origin);
  } catch (const toml::parse_error& error) {
    return base::fail(base::Code::InvalidInput,
                      place_of(origin, error.source()) +
                          ": this is not TOML: " + std::string(error.description()));
  } catch (const UnexpectedText&) {
    return base::fail(base::Code::InvalidInput,
                      std::string(origin) +
                          ": this is not TOML: look for a name in [...] or before '=' that begins "
                          "with a sign and needs quotes");
  }
}

Node merged(const Node& under, const Node& over) {
  if (under.kind == Node::Kind::Table && over.kind == Node::Kind::Table) {
    Node table = under;
    for (const auto& [key, value] : over.entries) {
      const auto same = std::ranges::find_if(table.entries,
                                             [&](const auto& entry) { return entry.first == key; });
      if (same == table.entries.end()) {
        table.entries.emplace_back(key, value);
      } else {
        same->second = merged(same->second, value);
      }
    }
    return table;
  }
  return is_coded(under) && is_coded(over) ? merged_lists(under, over) : over;
}

std::string write_document(const Node& root) {
  std::string plain;
  std::string sections;
  for (const auto& [key, value] : root.entries) {
    if (value.kind == Node::Kind::Table) {
      sections += "\n[" + key_text(key) + "]\n" + lines_of(value);
    } else if (is_list_of_tables(value)) {
      for (const Node& item : value.items) {
        sections += "\n[[" + key_text(key) + "]]\n" + lines_of(item);
      }
    } else {
      plain += key_text(key) + " = " + inline_text(value) + "\n";
    }
  }
  return plain + sections;
}

}  // namespace programs
