// The contract: docs/api/*.yaml as one OpenAPI 3.1 document that the program carries. Requests are
// routed and checked by it, so it cannot say another thing than the program does. Decision 0021.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/json.h"
#include "api/schema.h"
#include "base/day.h"
#include "http/message.h"
#include "http/target.h"

namespace api {

// Of what is on its way out: since when, and from when on it may be gone.
struct Deprecation {
  base::Day since;
  std::optional<base::Day> sunset = {};
};

struct Parameter {
  enum class In : std::uint8_t { Path, Query, Header };
  std::string name;
  In in = In::Query;
  bool required = false;
  bool repeats = false;  // a list, given several times
  std::optional<Deprecation> deprecation = {};
  const Value* schema = nullptr;
};

struct BodyType {
  std::string media_type;  // "application/json"
  const Value* schema = nullptr;
};

struct Operation {
  std::string id;
  std::string method;  // upper case
  std::string path;    // "/v1/associations/{id}:end"
  std::vector<Parameter> parameters;
  std::vector<BodyType> bodies;  // empty: takes none
  bool body_required = false;
  std::int64_t body_max = 0;
  bool is_spooled = false;       // x-spool: the body goes to the disk as it comes
  bool shows_secret = false;     // x-secret: what it answers is shown once and kept nowhere
  bool is_list = false;          // x-list: rows, paged, also as CSV, NDJSON ...
  std::string resource, action;  // x-access; empty: anybody
  bool is_self = false;          // x-self: whoever is known, about themselves
  bool open_query = false;       // x-open-query: others may add parameters, which are ignored
  bool is_oauth = false;         // x-oauth: errors as RFC 6749 has them
  std::optional<Deprecation> deprecation = {};  // x-deprecated-since, x-sunset
  // x-own: the argument that is set to the caller's own; "row" or "reach" where the handler looks
  // at what it answers; empty: only for who may see everybody's.
  std::string own_partner, own_customer;
  // x-look, of what partners may ask: the members, columns or arguments that name the subscription
  // or customer that is told of, the first that is there; "row": the handler says it.
  std::vector<std::string> look_by;

  bool needs_caller() const { return is_self || !resource.empty(); }
};

// Parameters by name; those not given are absent, defaults are filled in.
using Arguments = std::multimap<std::string, std::string, std::less<>>;

struct Match {
  const Operation* operation = nullptr;  // null: none
  Arguments path;
  std::vector<std::string> allowed;  // methods that the path has, when it has not this one
};

class Contract {
 public:
  // Errors: InvalidInput for what is no contract that can be served.
  static base::Result<std::unique_ptr<Contract>> load(std::string_view json);
  // What the program carries.
  static base::Result<std::unique_ptr<Contract>> shipped();

  const std::vector<Operation>& operations() const { return operations_; }
  const std::string& text() const { return text_; }
  Match match(std::string_view method, const http::Target& target) const;
  // Fills `out`; says what does not fit.
  std::vector<Violation> read_parameters(const Operation& operation, const http::Target& target,
                                         const http::Headers& headers, Arguments& out) const;
  std::vector<Violation> check_body(const BodyType& type, const Value& body) const;

 private:
  Contract() = default;
  base::Status read_operation(const std::string& path, const std::string& method, const Value& at,
                              const Value& item);
  base::Status read_parameter(Operation& operation, const Value& at);
  base::Status read_body(Operation& operation, const Value& at);

  std::string text_;
  Value document_;
  std::unique_ptr<Schemas> schemas_;
  std::vector<Operation> operations_;
  std::vector<std::vector<std::string>> segments_;  // of each operation
};

}  // namespace api
