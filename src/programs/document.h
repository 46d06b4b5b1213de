// A programme file as a tree of values that remember their line: what the rules of load.cc read.
// The only neighbour of the TOML library; nothing here knows what a programme is.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace programs {

struct Node {
  enum class Kind { Text, Integer, Float, Flag, Date, List, Table, Other };

  Kind kind = Kind::Table;
  std::string place = {};        // "cloud-2016.toml:12"
  std::string text = {};         // of a scalar: the string itself, "12", "true", "2026-03-01"
  std::vector<Node> items = {};  // of a list
  std::vector<std::pair<std::string, Node>> entries = {};  // of a table, by key

  const Node* find(std::string_view key) const;  // null when absent
};

// What a value of this kind is called in messages ("a string", "a list", ...).
std::string_view name_of(Node::Kind kind);

// InvalidInput with file and line when the text is not TOML.
base::Result<Node> parse_document(std::string_view toml, std::string_view origin);

// `over` laid on `under`: tables merge key by key; lists of tables merge by their `code`, new ones
// come last; every other value of `over` takes the place of the old one.
Node merged(const Node& under, const Node& over);

// TOML text that parses to the same tree.
std::string write_document(const Node& root);

}  // namespace programs
