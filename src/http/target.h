// The target of a request: path and parameters, taken apart and unescaped. Strict: what could be
// read in two ways is refused. Source: RFC 3986, 3.3 and 3.4.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace http {

struct Target {
  std::vector<std::string> path;  // "/v1/partners/P%2F1" -> "v1", "partners", "P/1"
  std::vector<std::pair<std::string, std::string>> query;  // in their order; may repeat
};

// Errors: InvalidInput for a bad escape, a NUL or other control character, a text that is no UTF-8,
// an empty or dotted segment, a fragment, or another form than "/path?query".
base::Result<Target> parse_target(std::string_view target);

// "a=1&b=two+words", as it stands behind "?" and in a form (application/x-www-form-urlencoded); +
// is a blank. Errors: InvalidInput as above.
base::Result<std::vector<std::pair<std::string, std::string>>> parse_pairs(std::string_view text);

// Every byte but letters, digits, "-", ".", "_" and "~" as %XX.
std::string escape(std::string_view text);

}  // namespace http
