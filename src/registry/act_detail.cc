#include "registry/act_detail.h"

#include "base/json_text.h"

namespace registry {

void DetailWriter::start(std::string_view name) {
  if (!body_.empty()) body_.push_back(',');
  body_ += base::json_text(name);
  body_.push_back(':');
}

DetailWriter& DetailWriter::field(std::string_view name, std::string_view value) {
  if (value.empty()) return *this;
  start(name);
  body_ += base::json_text(value);
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
