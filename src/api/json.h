// JSON as a value. Numbers keep the text they were written in: nothing is rounded on the way.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace api {

class Value;
using List = std::vector<Value>;
using Members = std::vector<std::pair<std::string, Value>>;  // in their order, names distinct

enum class Kind : std::uint8_t { Null, Boolean, Number, Text, Array, Object };

class Value {
 public:
  Value() = default;  // null
  Value(bool truth) : kind_(Kind::Boolean), text_(truth ? "true" : "false") {}
  Value(std::string text) : kind_(Kind::Text), text_(std::move(text)) {}
  Value(std::string_view text) : Value(std::string(text)) {}
  Value(const char* text) : Value(std::string(text)) {}
  Value(std::int64_t number) : Value(number_of(std::to_string(number))) {}
  Value(int number) : Value(std::int64_t{number}) {}
  Value(List list) : kind_(Kind::Array), list_(std::move(list)) {}
  Value(Members members) : kind_(Kind::Object), members_(std::move(members)) {}
  static Value number_of(std::string text);

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::Null; }
  bool truth() const { return text_ == "true"; }       // of a Boolean
  const std::string& text() const { return text_; }    // of a Text; of a Number its text
  const List& list() const { return list_; }           // empty for other kinds
  const Members& members() const { return members_; }  // empty for other kinds
  // Of a Number that is whole and fits 64 bits; else `otherwise`.
  std::int64_t integer(std::int64_t otherwise) const;
  // The member of that name; null when there is none. The second form walks: get("a", "b").
  const Value& get(std::string_view name) const;
  template <class... More>
  const Value& get(std::string_view name, More... more) const {
    return get(name).get(more...);
  }
  // Adds a member.
  Value& add(std::string name, Value value);
  Value& add(Value element);

  friend bool operator==(const Value&, const Value&) = default;

 private:
  Kind kind_ = Kind::Null;
  std::string text_;
  List list_;
  Members members_;
};

Value object();
Value list();

// Without spaces.
std::string json_of(const Value& value);

struct JsonLimits {
  std::size_t depth = 32;
  std::size_t values = 1'000'000;
};
// Errors: InvalidInput with the place: broken JSON, a name twice in one object, too deep, too many.
base::Result<Value> parse_json(std::string_view text, JsonLimits limits = {});

}  // namespace api
