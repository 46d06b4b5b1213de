#include "registry/act_detail.h"

#include <array>

namespace registry {

std::string quoted(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out.push_back('\\');
      out.push_back(c);
    } else if (byte < 0x20) {
      out += "\\u00";
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
    } else {
      out.push_back(c);
    }
  }
  return out + "\"";
}

void DetailWriter::start(std::string_view name) {
  if (!body_.empty()) body_.push_back(',');
  body_ += quoted(name);
  body_.push_back(':');
}

DetailWriter& DetailWriter::field(std::string_view name, std::string_view value) {
  if (value.empty()) return *this;
  start(name);
  body_ += quoted(value);
  return *this;
}

DetailWriter& DetailWriter::nested(std::string_view name, std::string_view json) {
  start(name);
  body_ += json;
  return *this;
}

std::string array_of(const std::vector<std::string>& json) {
  std::string out;
  for (const std::string& one : json)
    out += (out.empty() ? "" : ",") + one;
  return "[" + out + "]";
}

}  // namespace registry
