// A store of the shipped kind with a world in it: registry imported, usage ingested from its feed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "world.h"

namespace bench {

// Paths of the files in a directory, sorted.
std::vector<std::string> files_of(const std::string& directory);

// DIRECTORY/feed, the usage as write_feed() makes it, and DIRECTORY/registry, the contract's files.
void write_files(const World& world, const programs::Programme& programme,
                 const std::string& directory);

// A store with the files of a registry imported.
void make_store(const std::string& directory, const std::string& registry);

struct Ingested {
  std::int64_t accepted = 0;
  std::int64_t adopted = 0;  // files that became segments as they were
};
// All of a feed. Ends the process when a row is refused.
Ingested ingest_feed(const std::string& store, const std::string& feed);

}  // namespace bench
