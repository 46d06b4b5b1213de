// XML as text, element by element, two spaces a level: the same calls give the same bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace payouts {

class Xml {
 public:
  Xml();
  // Tags and attributes are literals of the caller; texts are escaped.
  void open(std::string_view tag, std::string_view attributes = {});
  void close();
  void leaf(std::string_view tag, std::string_view text, std::string_view attributes = {});
  // Requires: every element is closed.
  std::string text() &&;

 private:
  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace payouts
