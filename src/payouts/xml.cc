#include "payouts/xml.h"

#include <utility>

#include "base/check.h"

namespace payouts {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&apos;"; break;
      default: out += c;
    }
  }
}

void append_start(std::string& out, std::size_t level, std::string_view tag,
                  std::string_view attributes) {
  out.append(2 * level, ' ').append("<").append(tag);
  if (!attributes.empty()) out.append(" ").append(attributes);
  out += '>';
}

}  // namespace

Xml::Xml() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

void Xml::open(std::string_view tag, std::string_view attributes) {
  append_start(out_, open_.size(), tag, attributes);
  out_ += '\n';
  open_.emplace_back(tag);
}

void Xml::close() {
  ASSERT(!open_.empty());
  const std::string tag = std::move(open_.back());
  open_.pop_back();
  out_.append(2 * open_.size(), ' ').append("</").append(tag).append(">\n");
}

void Xml::leaf(std::string_view tag, std::string_view text, std::string_view attributes) {
  append_start(out_, open_.size(), tag, attributes);
  append_escaped(out_, text);
  out_.append("</").append(tag).append(">\n");
}

std::string Xml::text() && {
  ASSERT(open_.empty());
  return std::move(out_);
}

}  // namespace payouts
