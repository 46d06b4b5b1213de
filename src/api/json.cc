// The one file of the room that knows Boost.JSON: its streaming parser gives every number as text.
#include "api/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>

#include "base/check.h"
#include "base/json_text.h"

namespace api {

Value Value::number_of(std::string text) {
  Value out;
  out.kind_ = Kind::Number;
  out.text_ = std::move(text);
  return out;
}

std::int64_t Value::integer(std::int64_t otherwise) const {
  std::int64_t out = 0;
  const char* const end = text_.data() + text_.size();
  const auto [stop, failed] = std::from_chars(text_.data(), end, out);
  return kind_ == Kind::Number && failed == std::errc() && stop == end ? out : otherwise;
}

const Value& Value::get(std::string_view name) const {
  static const Value kNull;
  const auto found = std::ranges::find(
      members_, name, [](const auto& member) { return std::string_view(member.first); });
  return found == members_.end() ? kNull : found->second;
}

Value& Value::add(std::string name, Value value) {
  ASSERT(kind_ == Kind::Object);
  members_.emplace_back(std::move(name), std::move(value));
  return *this;
}

Value& Value::add(Value element) {
  ASSERT(kind_ == Kind::Array);
  list_.push_back(std::move(element));
  return *this;
}

Value object() {
  return Members();
}

Value list() {
  return List();
}

namespace {

void write(const Value& value, std::string& out) {
  switch (value.kind()) {
    case Kind::Null: out += "null"; return;
    case Kind::Boolean:
    case Kind::Number: out += value.text(); return;
    case Kind::Text: out += base::json_text(value.text()); return;
    case Kind::Array: {
      out += '[';
      for (const Value& one : value.list()) {
        if (out.back() != '[') out += ',';
        write(one, out);
      }
      out += ']';
      return;
    }
    case Kind::Object: break;
  }
  out += '{';
  bool is_first = true;
  for (const auto& [name, member] : value.members()) {
    if (!is_first) out += ',';
    is_first = false;
    out += base::json_text(name) + ':';
    write(member, out);
  }
  out += '}';
}

namespace json = boost::json;

std::string_view view(json::string_view text) {
  return {text.data(), text.size()};
}

// Builds values from the parser's events.
struct Builder {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  using Fault = json::error_code;

  struct Open {
    Value value;
    std::string name;  // of the member to come
  };
  std::size_t left = 0;
  std::vector<Open> open;
  std::string part;
  Value done;
  std::string fault;

  bool put(Value value, Fault& failed) {
    if (left-- == 0) return fails("there are too many values", failed);
    if (open.empty()) {
      done = std::move(value);
    } else if (open.back().value.kind() == Kind::Array) {
      open.back().value.add(std::move(value));
    } else {
      open.back().value.add(std::move(open.back().name), std::move(value));
    }
    return true;
  }
  bool fails(std::string why, Fault& failed) {
    fault = std::move(why);
    failed = json::make_error_code(json::error::extra_data);
    return false;
  }
  bool close(Fault& failed) {
    Value value = std::move(open.back().value);
    open.pop_back();
    return put(std::move(value), failed);
  }
  bool name(std::string text, Fault& failed) {
    for (const auto& [known, ignored] : open.back().value.members()) {
      if (known == text) return fails("the name '" + text + "' stands twice in one object", failed);
    }
    open.back().name = std::move(text);
    return true;
  }

  bool on_document_begin(Fault&) { return true; }
  bool on_document_end(Fault&) { return true; }
  bool on_object_begin(Fault&) { return open.push_back({object(), {}}), true; }
  bool on_object_end(std::size_t, Fault& failed) { return close(failed); }
  bool on_array_begin(Fault&) { return open.push_back({list(), {}}), true; }
  bool on_array_end(std::size_t, Fault& failed) { return close(failed); }
  bool on_key_part(json::string_view s, std::size_t, Fault&) { return part += view(s), true; }
  bool on_key(json::string_view s, std::size_t, Fault& failed) {
    return part += view(s), name(std::exchange(part, {}), failed);
  }
  bool on_string_part(json::string_view s, std::size_t, Fault&) { return part += view(s), true; }
  bool on_string(json::string_view s, std::size_t, Fault& failed) {
    return part += view(s), put(std::exchange(part, {}), failed);
  }
  bool on_number_part(json::string_view s, Fault&) { return part += view(s), true; }
  bool number(json::string_view s, Fault& failed) {
    return part += view(s), put(Value::number_of(std::exchange(part, {})), failed);
  }
  bool on_int64(std::int64_t, json::string_view s, Fault& failed) { return number(s, failed); }
  bool on_uint64(std::uint64_t, json::string_view s, Fault& failed) { return number(s, failed); }
  template <class Ignored>
  bool on_double(Ignored, json::string_view s, Fault& failed) {
    return number(s, failed);
  }
  bool on_bool(bool truth, Fault& failed) { return put(truth, failed); }
  bool on_null(Fault& failed) { return put({}, failed); }
  bool on_comment_part(json::string_view, Fault&) { return true; }
  bool on_comment(json::string_view, Fault&) { return true; }
};

}  // namespace

std::string json_of(const Value& value) {
  std::string out;
  write(value, out);
  return out;
}

base::Result<Value> parse_json(std::string_view text, JsonLimits limits) {
  json::parse_options options;
  options.max_depth = limits.depth;
  json::basic_parser<Builder> parser(options);
  parser.handler().left = limits.values;
  json::error_code failed;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), failed);
  if (!failed && read == text.size() && parser.done()) return std::move(parser.handler().done);
  const std::string& fault = parser.handler().fault;
  return base::fail(base::Code::InvalidInput, "this is no JSON at byte " + std::to_string(read) +
                                                  ": " +
                                                  (!fault.empty() ? fault
                                                   : failed       ? failed.message()
                                                                  : "more follows"));
}

}  // namespace api
