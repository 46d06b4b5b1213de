#include "ingest/usage_columns.h"

#include <algorithm>

#include "base/nearest.h"
#include "ingest/quarantine.h"

namespace ingest {
namespace {

std::string listed(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty()) out += ',';
    out += word;
  }
  return out;
}

}  // namespace

base::Result<std::vector<std::size_t>> place_columns(std::string_view file,
                                                     std::span<const std::string> names,
                                                     std::span<const std::string_view> wanted,
                                                     std::size_t optional) {
  std::vector<std::size_t> places(wanted.size(), kAbsent);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto found = std::ranges::find(wanted, names[i]);
    if (found == wanted.end()) {
      const std::string subject =
          names[i].empty()
              ? "column " + std::to_string(i + 1) + " has no name"
              : "unknown column '" + shown(names[i]) + "'" + base::hint(names[i], wanted);
      return base::fail(base::Code::InvalidInput, std::string(file) + ": " + subject +
                                                      ". The columns are " + listed(wanted) +
                                                      "; rename or remove it");
    }
    places[static_cast<std::size_t>(found - wanted.begin())] = i;
  }
  std::string missing;
  for (std::size_t i = 0; i + optional < wanted.size(); ++i) {
    if (places[i] != kAbsent) continue;
    missing += (missing.empty() ? "'" : ", '") + std::string(wanted[i]) + "'";
  }
  if (missing.empty()) return places;
  return base::fail(base::Code::InvalidInput, std::string(file) + ": the header has no column " +
                                                  missing +
                                                  "; add it, even if its cells are empty");
}

}  // namespace ingest
