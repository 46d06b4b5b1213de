// A hash tree over leaves, as RFC 6962 (section 2.1) has it: a leaf is SHA-256(0x00 || bytes), a
// node SHA-256(0x01 || left || right), and the left side is the largest whole tree that fits.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/sha256.h"

namespace statements {

base::Digest leaf_hash(std::string_view bytes);

// Requires: at least one leaf.
base::Digest merkle_root(std::span<const base::Digest> leaves);

// What proves that a leaf is one of them, from its neighbour upwards.
std::vector<base::Digest> merkle_path(std::span<const base::Digest> leaves, std::size_t leaf);

// The root that a leaf and its path lead to. Nothing when the path does not fit the place.
base::Digest root_along(const base::Digest& leaf, std::size_t place, std::size_t leaves,
                        std::span<const base::Digest> path);

}  // namespace statements
