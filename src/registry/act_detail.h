// The detail of an audit event: a flat JSON object, fields in the order of writing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace registry {

class DetailWriter {
 public:
  DetailWriter& field(std::string_view name, std::string_view value);  // empty values are left out
  // `json` is an object or array already.
  DetailWriter& nested(std::string_view name, std::string_view json);
  std::string text() const { return "{" + body_ + "}"; }

 private:
  void start(std::string_view name);
  std::string body_;
};

// A JSON array of values that are JSON already.
std::string array_of(const std::vector<std::string>& json);

}  // namespace registry
