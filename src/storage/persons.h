// Persons of customers and partners. In the ground state, which nothing leaves, a person is a
// token, customer:C1/~k7. The name stands beside it in a table that the chain does not cover, so
// that it can be erased (erasure.h) while all that was recorded still verifies. This is the one
// place where names become tokens and tokens names. docs/decisions/0020-persons-and-erasure.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/registry_store.h"
#include "storage/database.h"
#include "storage/verify_usage.h"  // Finding

namespace storage {

std::string_view person_schema();

struct Person {
  std::int64_t token = 0;
  std::string of;    // "customer:C1"
  std::string name;  // empty once it is erased
  std::optional<base::CommitNumber> erased_in;
  std::string text() const { return of + "/~k" + std::to_string(token); }
};

class Persons {
 public:
  explicit Persons(Database& database) : database_(database) {}

  // An actor as the ground state has it. Whoever is new gets a token, so this belongs into the
  // transaction of the act. Texts that name no person stay as they are.
  base::Result<std::string> stored(std::string_view actor);
  // An act with its actor so, and every known person that its texts mention as an actor.
  base::Result<registry::Act> stored(registry::Act act);
  base::Result<std::string> without_names(std::string_view text);
  // The way back, for actors only: a token becomes the name, unless it is erased. Texts keep their
  // tokens, or whoever types one would be shown a name.
  base::Result<std::string> shown(std::string_view actor);

  // "customer:C1/anna" or "customer:C1/~k7". Errors: NotFound.
  base::Result<Person> find(std::string_view who);
  base::Result<std::vector<Person>> all();

 private:
  base::Result<std::optional<std::int64_t>> token_of(std::string_view of, std::string_view name);
  base::Result<std::string> name_of(std::int64_t token);

  Database& database_;
  std::map<std::int64_t, std::string> names_;  // that were looked up
};

// Ground rows name persons by tokens only, each token is known, and no erased person has a name.
base::Result<std::vector<Finding>> verify_persons(Database& database);

}  // namespace storage
