#include "access/look.h"

#include <algorithm>

#include "base/instant_text.h"
#include "base/json_text.h"

namespace rights {
namespace {

void append(std::string& to, std::string_view name, std::string_view value) {
  to += to.size() == 1 ? "" : ",";
  to += base::json_text(name) + ':' + base::json_text(value);
}

}  // namespace

std::string line(const Look& look) {
  std::string out = "{";
  append(out, "number", std::to_string(look.number));
  append(out, "at", base::instant_text(look.at));
  append(out, "customer", look.customer);
  append(out, "partner", look.partner);
  append(out, "who", look.who);
  append(out, "action", word(look.action));
  append(out, "object", look.object);
  append(out, "object_id", look.object_id);
  append(out, "rows", std::to_string(look.rows));
  append(out, "times", std::to_string(look.times));
  append(out, "purpose", look.purpose);
  append(out, "address", look.address);
  append(out, "request", look.request);
  return out + "}\n";
}

base::Digest digest(std::span<const Look> looks) {
  base::Sha256 hash;
  for (const Look& one : looks)
    hash.update(line(one));
  return hash.finish();
}

std::string truncated_address(std::string_view address) {
  constexpr std::string_view kDecimal = "0123456789.";
  constexpr std::string_view kHex = "0123456789abcdefABCDEF:";
  constexpr std::size_t kLongest = 39;
  if (address.empty() || address.size() > kLongest) return {};
  if (address.find_first_not_of(kDecimal) == address.npos) {
    if (std::ranges::count(address, '.') != 3) return {};
    return std::string(address.substr(0, address.rfind('.'))) + ".0";
  }
  if (address.find_first_not_of(kHex) != address.npos || !address.contains(':')) return {};
  std::size_t end = 0;  // of three groups, fewer before "::"
  for (int groups = 0; groups < 3 && end < address.size(); ++groups) {
    const std::size_t colon = std::min(address.find(':', end), address.size());
    if (colon == end) break;
    end = std::min(colon + 1, address.size());
  }
  std::string out(address.substr(0, end));
  while (out.ends_with(':'))
    out.pop_back();
  return out + "::";
}

}  // namespace rights
