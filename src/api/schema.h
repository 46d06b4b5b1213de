// JSON Schema as far as the contract uses it: does a value have the shape that the document gives?
// Known words: type, enum, const, properties, required, additionalProperties, items, minItems,
// maxItems, minLength, maxLength, pattern, minimum, maximum, format (date, month, date-time,
// decimal, currency), oneOf, $ref within the document. A schema with another word that restricts is
// refused when the contract is loaded. Source: JSON Schema 2020-12.
#pragma once

#include <map>
#include <memory>
#include <regex>
#include <string>
#include <vector>

#include "api/json.h"

namespace api {

struct Violation {
  std::string pointer;  // of the value, RFC 6901: "/data/0/amount"
  std::string code;     // required, unknown, type, enum, length, pattern, range, format, items,
                        // expression, taken
  std::string message;
  std::string expected;
  std::int64_t position = 0;  // of the character in an expression, from 1; 0: not of one
  friend bool operator==(const Violation&, const Violation&) = default;
};

class Schemas {
 public:
  // `document`: the whole contract, which must outlive this.
  explicit Schemas(const Value& document) : document_(&document) {}

  // What "$ref" stands for, or the schema itself.
  const Value& resolve(const Value& schema) const;
  // At most 20 violations, in the order of the schema.
  std::vector<Violation> check(const Value& schema, const Value& value) const;
  // The same for a parameter: a text that stands for a value of the schema's type.
  std::vector<Violation> check_text(const Value& schema, std::string_view name,
                                    const std::string& text) const;
  // Errors: InvalidInput for a word that is not known, a $ref that leads nowhere, a bad pattern.
  base::Status examine(const Value& schema);

 private:
  void check_at(const Value& schema, const Value& value, const std::string& pointer,
                std::vector<Violation>& out) const;
  void check_object(const Value& schema, const Value& value, const std::string& pointer,
                    std::vector<Violation>& out) const;
  void check_list(const Value& schema, const Value& value, const std::string& pointer,
                  std::vector<Violation>& out) const;
  void check_plain(const Value& schema, const Value& value, const std::string& pointer,
                   std::vector<Violation>& out) const;
  base::Status examine_words(const Value& schema);

  const Value* document_;
  std::map<std::string, std::regex, std::less<>> patterns_;
};

}  // namespace api
