#include "api/contract.h"

#include <doctest/doctest.h>

namespace api {
namespace {

std::unique_ptr<Contract> small() {
  return Contract::load(R"({"paths":{"/v1/things/{id}":{"get":{"operationId":"getThing",
    "x-public":true,"parameters":[{"name":"id","in":"path","required":true,
    "schema":{"type":"string","maxLength":5}},{"name":"limit","in":"query",
    "schema":{"type":"integer","minimum":1,"maximum":9,"default":3}},{"name":"by","in":"query",
    "schema":{"type":"array","items":{"type":"string","enum":["a","b"]}}}]}},
    "/v1/things/{id}:end":{"post":{"operationId":"endThing","x-public":true,"requestBody":
    {"required":true,"content":{"application/json":{"schema":
    {"$ref":"#/components/schemas/End"}}}}}}},
    "components":{"schemas":{"End":{"type":"object","required":["on"],"additionalProperties":false,
    "properties":{"on":{"type":"string","format":"date"},"why":{"type":"string","minLength":3,
    "maxLength":5},"sums":{"type":"array","maxItems":2,"items":{"type":"string",
    "format":"decimal"}}}}}}})")
      .value();
}

http::Target target(std::string_view text) {
  return http::parse_target(text).value();
}

TEST_CASE("the most particular path is meant, and other methods are named") {
  const auto contract = small();
  CHECK(contract->match("GET", target("/v1/things/T1")).operation->id == "getThing");
  CHECK(contract->match("POST", target("/v1/things/T1:end")).operation->id == "endThing");
  CHECK(contract->match("POST", target("/v1/things/T1:end")).path.find("id")->second == "T1");
  const Match other = contract->match("PUT", target("/v1/things/T1"));
  CHECK(other.operation == nullptr);
  CHECK(other.allowed == std::vector<std::string>{"GET"});
  CHECK(contract->match("GET", target("/v1/things")).allowed.empty());
  CHECK(contract->match("POST", target("/v1/things/:end")).operation == nullptr);
}

std::vector<Violation> parameters(std::string_view text, Arguments& out) {
  const auto contract = small();
  const Match match = contract->match("GET", target(text));
  out = match.path;
  return contract->read_parameters(*match.operation, target(text), {}, out);
}

TEST_CASE("parameters are checked, and defaults filled in") {
  Arguments out;
  CHECK(parameters("/v1/things/T1?by=a&by=b", out).empty());
  CHECK(out.find("limit")->second == "3");
  CHECK(out.count("by") == 2);
  for (const auto& [query, code] : std::initializer_list<std::pair<const char*, const char*>>{
           {"T1?limit=0", "range"},
           {"T1?limit=x", "type"},
           {"T1?limit=", "type"},
           {"T1?limit=1&limit=2", "repeated"},
           {"T1?by=c", "enum"},
           {"T1?limt=1", "unknown"},
           {"T12345", "length"},
           {"T1?limit=99999999999999999999", "type"}}) {
    const auto found = parameters(std::string("/v1/things/") + query, out);
    REQUIRE_MESSAGE(found.size() == 1, query);
    CHECK_MESSAGE(found[0].code == code, query);
  }
}

TEST_CASE("a body is checked down to its members") {
  const auto contract = small();
  const Operation& end = *contract->match("POST", target("/v1/things/T1:end")).operation;
  const auto check = [&](const char* body) {
    std::string out;
    for (const Violation& one : contract->check_body(end.bodies[0], parse_json(body).value()))
      out += one.pointer + ' ' + one.code + ';';
    return out;
  };
  CHECK(check(R"({"on":"2026-02-28","why":"so it","sums":["1.50","-2"]})").empty());
  CHECK(check("{}") == "/on required;");
  CHECK(check("[]") == " type;");
  CHECK(check(R"({"on":"2026-02-29"})") == "/on format;");
  CHECK(check(R"({"on":20260228,"wy":"x"})") == "/on type;/wy unknown;");
  CHECK(check(R"({"on":"2026-02-28","why":"no"})") == "/why length;");
  CHECK(check(R"({"on":"2026-02-28","sums":["1",2,"3"]})") == "/sums items;");
  CHECK(check(R"({"on":"2026-02-28","sums":["1e",2]})") == "/sums/0 format;/sums/1 type;");
}

TEST_CASE("a contract that cannot be served is refused") {
  for (
      const char* json :
      {"{", R"({"paths":{"/a":{"get":{"x-public":true}}}})",
       R"({"paths":{"/a":{"get":{"operationId":"a"}}}})",
       R"({"paths":{"/a":{"get":{"operationId":"a","x-public":true,"parameters":
          [{"name":"x","in":"query"}]}}}})",
       R"({"paths":{"/a":{"get":{"operationId":"a","x-access":{"resource":"credit","action":"read"},
          "x-own":{"partner":"partner"}}}}})",
       R"({"paths":{"/a":{"get":{"operationId":"a",
          "x-access":{"resource":"crdit","action":"read"}}}}})",
       R"({"components":{"schemas":{"A":{"type":"string","not":{}}}}})",
       R"({"components":{"schemas":{"A":{"type":"string","pattern":"^a+$"}}}})",
       R"({"components":{"schemas":{"A":{"$ref":"#/components/schemas/B"}}}})"})
    CHECK_MESSAGE(!Contract::load(json).has_value(), json);
}

TEST_CASE("what is shipped can be served, and every operation says who may ask") {
  const auto contract = Contract::shipped();
  REQUIRE_MESSAGE(contract.has_value(), (contract ? "" : contract.error().message));
  CHECK((*contract)->operations().size() > 40);
}

}  // namespace
}  // namespace api
