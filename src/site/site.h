// The portals: pages and their files, packed when the program is built (web/build/pack.ts) and
// answered from memory, with nothing asked of the store. Decision 0022.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"

namespace site {

// One file, in the forms in which it can be sent; an empty one is not there.
struct File {
  std::string_view type;  // media type
  std::string_view hash;  // of its content
  std::string_view brotli, gzip, plain;
};

class Site {
 public:
  // Keeps views into `pack`. Errors: Corrupt for bytes that web/build/pack.ts did not write.
  static base::Result<Site> parse(std::string_view pack);

  // None for what is not the site's: the service answers that. An address below a portal that
  // shows nothing is the app with 404, in which the app says so.
  std::optional<http::Response> answer(const http::Request& head) const;

 private:
  using Path = std::vector<std::string_view>;  // segments; ":id" of a page stands for any one
  bool has_page(const Path& path) const;
  http::Response page(const http::Request& head, const Path& path) const;

  std::map<std::string_view, File> files_;
  std::vector<Path> pages_;
};

// What the program carries.
const Site& shipped();

}  // namespace site
