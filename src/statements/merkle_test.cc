#include "statements/merkle.h"

#include <doctest/doctest.h>

#include <string>

namespace statements {
namespace {

std::vector<base::Digest> leaves(std::size_t count) {
  std::vector<base::Digest> out;
  for (std::size_t i = 0; i < count; ++i)
    out.push_back(leaf_hash("leaf " + std::to_string(i)));
  return out;
}

TEST_CASE("a leaf and a node are what RFC 6962 says") {
  // SHA-256 of one zero byte: the leaf without bytes.
  CHECK(base::hex(leaf_hash("")) ==
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  const auto two = leaves(2);
  std::string node = "\x01";
  node += base::bytes_of(two[0]);
  node += base::bytes_of(two[1]);
  CHECK(merkle_root(two) == base::sha256(node));
  CHECK(merkle_root(leaves(1)) == leaves(1).front());
}

TEST_CASE("every path leads to the root, and no path of another place does") {
  for (std::size_t count = 1; count <= 40; ++count) {
    const auto all = leaves(count);
    const base::Digest root = merkle_root(all);
    for (std::size_t i = 0; i < count; ++i) {
      const auto path = merkle_path(all, i);
      CHECK(root_along(all[i], i, count, path) == root);
      for (std::size_t other = 0; other < count; ++other) {
        if (other != i) CHECK(root_along(all[other], i, count, path) != root);
      }
      if (!path.empty()) {
        CHECK(root_along(all[i], i, count, std::span(path).first(path.size() - 1)) != root);
      }
    }
  }
}

}  // namespace
}  // namespace statements
