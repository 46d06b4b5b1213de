#include "api/contract.h"

#include <algorithm>
#include <optional>
#include <set>

#include "access/scope.h"
#include "base/nearest.h"
#include "base/terms.h"

// The document as JSON, put here by the build.
extern "C" const char accredit_contract_begin[];
extern "C" const char accredit_contract_end[];

namespace api {
namespace {

constexpr int kMonthsToSunset = 12;
constexpr std::int64_t kBodyMax = std::int64_t{1} << 20;

base::Error wrong(const std::string& where, std::string_view what) {
  return {base::Code::InvalidInput, "the contract, " + where + ": " + std::string(what), {}};
}

std::vector<std::string> segments_of(std::string_view path) {
  std::vector<std::string> out;
  while (path.size() > 1) {
    path.remove_prefix(1);
    const std::string_view one = path.substr(0, path.find('/'));
    out.emplace_back(one);
    path.remove_prefix(one.size());
  }
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return out;
}

// What confines must be something: a misspelt argument would confine nothing.
bool is_confinement(const Operation& one, const std::string& how) {
  return how.empty() || how == "row" || how == "reach" ||
         std::ranges::find(one.parameters, how, &Parameter::name) != one.parameters.end();
}

base::Status check_access(const Operation& one) {
  if (one.resource.empty()) return {};
  if (!is_confinement(one, one.own_partner) || !is_confinement(one, one.own_customer))
    return std::unexpected(wrong(one.path, "x-own names no parameter of it"));
  const bool is_known =
      base::parse_word<rights::Resource>(rights::kResources, one.resource).has_value() &&
      base::parse_word<rights::Action>(rights::kActions, one.action).has_value();
  if (is_known) return {};
  return std::unexpected(wrong(one.path, one.resource + ':' + one.action + " is no scope"));
}

// Every look of a partner at what is a customer's is in the access log: nothing that partners may
// ask is silent about it.
base::Status read_look(const Value& at, Operation& out) {
  const Value& look = at.get("x-look");
  for (const Value& one : look.list())
    out.look_by.push_back(one.text());
  if (out.own_partner.empty() || look.kind() == Kind::Array) return {};
  return std::unexpected(wrong(out.path, "x-look says nothing of whom a partner sees here"));
}

// A client has a year to do without.
base::Status read_deprecation(const std::string& where, const Value& at,
                              std::optional<Deprecation>& out) {
  const Value &since = at.get("x-deprecated-since"), &sunset = at.get("x-sunset");
  if (since.is_null() == at.get("deprecated").truth())
    return std::unexpected(wrong(where, "deprecated and x-deprecated-since go together"));
  if (since.is_null() && !sunset.is_null())
    return std::unexpected(wrong(where, "x-sunset without x-deprecated-since"));
  if (since.is_null()) return {};
  const auto from = base::Day::parse(since.text()), to = base::Day::parse(sunset.text());
  if (!from || (!to && !sunset.is_null()))
    return std::unexpected(wrong(where, "x-deprecated-since and x-sunset are days"));
  if (to && to->month() - from->month() < kMonthsToSunset)
    return std::unexpected(wrong(where, "x-sunset comes a year after x-deprecated-since"));
  out = Deprecation{*from, to};
  return {};
}

// Whether a segment fits "{id}:end" or "partners"; what stands for the braces goes to `path`.
bool fits(std::string_view shape, std::string_view segment, Arguments& path) {
  if (!shape.starts_with('{')) return shape == segment;
  const std::size_t end = shape.find('}');
  const std::string_view name = shape.substr(1, end - 1), tail = shape.substr(end + 1);
  if (!segment.ends_with(tail)) return false;
  segment.remove_suffix(tail.size());
  if (segment.empty()) return false;
  path.emplace(name, segment);
  return true;
}

}  // namespace

base::Result<std::unique_ptr<Contract>> Contract::shipped() {
  return load({accredit_contract_begin,
               static_cast<std::size_t>(accredit_contract_end - accredit_contract_begin)});
}

base::Result<std::unique_ptr<Contract>> Contract::load(std::string_view json) {
  std::unique_ptr<Contract> out(new Contract);
  out->text_ = std::string(json);
  out->document_ = TRY(parse_json(json));
  out->schemas_ = std::make_unique<Schemas>(out->document_);
  for (const auto& [name, schema] : out->document_.get("components", "schemas").members())
    TRY_STATUS(out->schemas_->examine(schema));
  for (const auto& [path, item] : out->document_.get("paths").members()) {
    for (const auto& [method, at] : item.members()) {
      if (method == "parameters") continue;
      TRY_STATUS(out->read_operation(path, method, at, item));
    }
  }
  // The most particular first: "{id}:end" before "{id}".
  std::ranges::stable_sort(out->operations_, [](const Operation& a, const Operation& b) {
    return std::ranges::count(a.path, '{') < std::ranges::count(b.path, '{') ||
           (std::ranges::count(a.path, '{') == std::ranges::count(b.path, '{') &&
            std::ranges::count(a.path, ':') > std::ranges::count(b.path, ':'));
  });
  std::set<std::string> ids;
  for (const Operation& one : out->operations_) {
    if (!ids.insert(one.id).second) return std::unexpected(wrong(one.path, "operationId twice"));
    out->segments_.push_back(segments_of(one.path));
  }
  return out;
}

base::Status Contract::read_operation(const std::string& path, const std::string& method,
                                      const Value& at, const Value& item) {
  Operation out;
  out.id = at.get("operationId").text();
  out.method = upper(method);
  out.path = path;
  out.resource = at.get("x-access", "resource").text();
  out.action = at.get("x-access", "action").text();
  out.own_partner = at.get("x-own", "partner").text();
  out.own_customer = at.get("x-own", "customer").text();
  out.is_spooled = at.get("x-spool").truth();
  out.shows_secret = at.get("x-secret").truth();
  out.is_self = at.get("x-self").truth();
  out.open_query = at.get("x-open-query").truth();
  out.is_oauth = at.get("x-oauth").truth();
  out.is_list = at.get("x-list").truth();
  out.body_max = at.get("x-body-max").integer(kBodyMax);
  if (out.id.empty()) return std::unexpected(wrong(path, "an operation without operationId"));
  if (at.get("x-access").is_null() && !out.is_self && !at.get("x-public").truth())
    return std::unexpected(wrong(path, "an operation says none of x-access, x-self, x-public"));
  for (const Value* parameters : {&item.get("parameters"), &at.get("parameters")}) {
    for (const Value& one : parameters->list())
      TRY_STATUS(read_parameter(out, schemas_->resolve(one)));
  }
  TRY_STATUS(check_access(out));
  TRY_STATUS(read_deprecation(path, at, out.deprecation));
  TRY_STATUS(read_look(at, out));
  const bool has_key = std::ranges::find(out.parameters, "Idempotency-Key", &Parameter::name) !=
                       out.parameters.end();
  if (out.method == "POST" && !out.resource.empty() && !has_key && !at.get("x-idempotent").truth())
    return std::unexpected(wrong(path, "a POST without Idempotency-Key"));
  TRY_STATUS(read_body(out, schemas_->resolve(at.get("requestBody"))));
  operations_.push_back(std::move(out));
  return {};
}

base::Status Contract::read_parameter(Operation& operation, const Value& at) {
  Parameter out;
  out.name = at.get("name").text();
  const std::string& in = at.get("in").text();
  out.in = in == "path"     ? Parameter::In::Path
           : in == "header" ? Parameter::In::Header
                            : Parameter::In::Query;
  out.required = at.get("required").truth();
  const Value& schema = schemas_->resolve(at.get("schema"));
  out.repeats = schema.get("type").text() == "array";
  out.schema = out.repeats ? &schemas_->resolve(schema.get("items")) : &schema;
  if (out.name.empty() || out.schema->is_null())
    return std::unexpected(wrong(operation.path, "a parameter without name or schema"));
  TRY_STATUS(schemas_->examine(*out.schema));
  TRY_STATUS(read_deprecation(operation.path, at, out.deprecation));
  operation.parameters.push_back(std::move(out));
  return {};
}

base::Status Contract::read_body(Operation& operation, const Value& at) {
  operation.body_required = at.get("required").truth();
  for (const auto& [type, content] : at.get("content").members()) {
    const Value& schema = content.get("schema");
    if (!schema.is_null()) TRY_STATUS(schemas_->examine(schema));
    operation.bodies.push_back({type, schema.is_null() ? nullptr : &schema});
  }
  return {};
}

Match Contract::match(std::string_view method, const http::Target& target) const {
  Match out;
  for (std::size_t i = 0; i < operations_.size(); ++i) {
    const std::vector<std::string>& shape = segments_[i];
    if (shape.size() != target.path.size()) continue;
    Arguments path;
    bool is_it = true;
    for (std::size_t k = 0; k < shape.size() && is_it; ++k)
      is_it = fits(shape[k], target.path[k], path);
    if (!is_it) continue;
    if (operations_[i].method == method) {
      out.operation = &operations_[i];
      out.path = std::move(path);
      return out;
    }
    out.allowed.push_back(operations_[i].method);
  }
  return out;
}

std::vector<Violation> Contract::read_parameters(const Operation& operation,
                                                 const http::Target& target,
                                                 const http::Headers& headers,
                                                 Arguments& out) const {
  std::vector<Violation> violations;
  std::set<std::string_view> known;
  for (const Parameter& one : operation.parameters) {
    std::vector<std::string> values;
    if (one.in == Parameter::In::Query) {
      known.insert(one.name);
      for (const auto& [name, value] : target.query) {
        if (name == one.name) values.push_back(value);
      }
    } else if (one.in == Parameter::In::Header) {
      std::string name = one.name;
      for (char& c : name)
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
      if (http::count_of(headers, name) > 0) values.emplace_back(http::header(headers, name));
    } else {
      values.push_back(out.find(one.name)->second);
    }
    if (values.size() > 1 && !one.repeats)
      violations.push_back({one.name, "repeated", "it is given more than once", "once"});
    if (values.empty() && one.required)
      violations.push_back({one.name, "required", "it is missing", one.name});
    if (values.empty() && !one.schema->get("default").is_null())
      out.emplace(one.name, one.schema->get("default").text());
    for (const std::string& value : values) {
      std::ranges::copy(schemas_->check_text(*one.schema, one.name, value),
                        std::back_inserter(violations));
      if (one.in != Parameter::In::Path) out.emplace(one.name, value);
    }
  }
  for (const auto& [name, ignored] : target.query) {
    if (operation.open_query || known.contains(name)) continue;
    const std::vector<std::string_view> names(known.begin(), known.end());
    violations.push_back({name, "unknown", "no parameter is called that" + base::hint(name, names),
                          std::string(base::nearest(name, names))});
  }
  return violations;
}

std::vector<Violation> Contract::check_body(const BodyType& type, const Value& body) const {
  return type.schema ? schemas_->check(*type.schema, body) : std::vector<Violation>();
}

}  // namespace api
