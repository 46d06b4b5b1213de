#include "statements/merkle.h"

#include <bit>

#include "base/check.h"

namespace statements {
namespace {

base::Digest node_hash(const base::Digest& left, const base::Digest& right) {
  base::Sha256 hash;
  hash.update("\x01").update(base::bytes_of(left)).update(base::bytes_of(right));
  return hash.finish();
}

// How many leaves stand on the left. Requires: more than one.
std::size_t left_of(std::size_t leaves) {
  return std::bit_floor(leaves - 1);
}

}  // namespace

base::Digest leaf_hash(std::string_view bytes) {
  base::Sha256 hash;
  hash.update(std::string_view("\0", 1)).update(bytes);
  return hash.finish();
}

base::Digest merkle_root(std::span<const base::Digest> leaves) {
  ASSERT(!leaves.empty());
  if (leaves.size() == 1) return leaves.front();
  const std::size_t left = left_of(leaves.size());
  return node_hash(merkle_root(leaves.first(left)), merkle_root(leaves.subspan(left)));
}

std::vector<base::Digest> merkle_path(std::span<const base::Digest> leaves, std::size_t leaf) {
  ASSERT(leaf < leaves.size());
  if (leaves.size() == 1) return {};
  const std::size_t left = left_of(leaves.size());
  const bool on_left = leaf < left;
  auto path = on_left ? merkle_path(leaves.first(left), leaf)
                      : merkle_path(leaves.subspan(left), leaf - left);
  path.push_back(merkle_root(on_left ? leaves.subspan(left) : leaves.first(left)));
  return path;
}

base::Digest root_along(const base::Digest& leaf, std::size_t place, std::size_t leaves,
                        std::span<const base::Digest> path) {
  if (place >= leaves || (leaves == 1) != path.empty()) return {};
  if (leaves == 1) return leaf;
  const std::size_t left = left_of(leaves);
  const auto below = path.first(path.size() - 1);
  if (place < left) return node_hash(root_along(leaf, place, left, below), path.back());
  return node_hash(path.back(), root_along(leaf, place - left, leaves - left, below));
}

}  // namespace statements
