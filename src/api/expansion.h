// What rows name by id, shown within them: `expand=customer,subscription.customer`. Each as its own
// address shows it to the caller, null where the caller does not see it, and a look for the access
// log.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "api/call.h"

namespace api {

// The fact of the registry with that id, as its own address shows it; null where there is none that
// the caller sees.
using FactOf = std::function<Value(std::string_view noun, const std::string& id)>;
// As known at that commit. registry.cc
base::Result<FactOf> facts_for(Call& call, base::CommitNumber as_known);

class Expansion {
 public:
  // Of the rows of a page. Errors: Usage for what the rows do not name, which is in the call's
  // violations, too, and in a format of flat rows; Refused for what the caller may not read.
  static base::Result<Expansion> of(Call& call, const Rows& rows, base::CommitNumber as_known);
  // What comes behind the members of the row of that number: `,"customer":{...}`.
  std::string text(std::size_t row) const { return row < texts_.size() ? texts_[row] : ""; }

 private:
  std::vector<std::string> texts_;
};

}  // namespace api
