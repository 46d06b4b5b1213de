#include "programs/rule_changes.h"

#include <doctest/doctest.h>

namespace programs {
namespace {

using Codes = std::vector<std::string>;

Lever lever(const std::string& code, TypeMask roles) {
  Lever out;
  out.code = code;
  out.roles = roles;
  return out;
}

Programme programme() {
  Programme out;
  out.types.resize(2);
  out.types[0].code = "dpor";
  out.types[1].code = "csp";
  out.levers = {lever("sales", 1), lever("seats", 2), lever("sales-plus", 1)};
  out.levers[2].accelerates = 0;
  return out;
}

Codes changed(const Programme& draft) {
  const auto there = rule_changes(programme(), draft);
  const auto back = rule_changes(draft, programme());
  REQUIRE(there.has_value());
  REQUIRE(back.has_value());
  CHECK(there->levers == back->levers);
  CHECK(there->credit == back->credit);
  return there->levers;
}

TEST_CASE("a rate changes its lever, and those that share caps with it") {
  Programme draft = programme();
  CHECK(changed(draft).empty());
  draft.levers[1].rates.push_back({});
  CHECK(changed(draft) == Codes{"seats"});
  CHECK_FALSE(rule_changes(programme(), draft)->credit);
  draft = programme();
  draft.levers[0].rates.push_back({});
  CHECK(changed(draft) == Codes{"sales", "sales-plus"});
  draft = programme();
  draft.levers[2].rates.push_back({});
  CHECK(changed(draft) == Codes{"sales", "sales-plus"});
}

TEST_CASE("a lever that is new, gone or elsewhere in the order may pay otherwise") {
  Programme draft = programme();
  draft.levers.push_back(lever("launch", 1));
  CHECK(changed(draft) == Codes{"launch"});
  draft = programme();
  std::swap(draft.levers[0], draft.levers[1]);
  CHECK(changed(draft) == Codes{"sales", "sales-plus", "seats"});
}

TEST_CASE("the rules of a type change credit, its levers and those that ask for a competency") {
  Programme draft = programme();
  draft.types[1].channels = ChannelGate::NotCsp;
  CHECK(changed(draft) == Codes{"seats"});
  CHECK(rule_changes(programme(), draft)->credit);
  draft.levers[0].eligibility.competency = RequiredLevel{"cloud", 1};
  CHECK(changed(draft) == Codes{"sales", "sales-plus", "seats"});
}

TEST_CASE("the rules of a competency change no more than the levers that ask for one") {
  Programme draft = programme();
  draft.competencies.push_back({"cloud", "Cloud"});
  CHECK(changed(draft).empty());
}

TEST_CASE("parameters and other types may change everything") {
  Programme draft = programme();
  draft.parameters.snapshot_day = 5;
  CHECK_FALSE(rule_changes(programme(), draft).has_value());
  draft = programme();
  draft.types.push_back({});
  CHECK_FALSE(rule_changes(programme(), draft).has_value());
}

TEST_CASE("names and examples change nothing") {
  Programme draft = programme();
  draft.name = "Another";
  draft.examples.push_back({"one", "text"});
  CHECK(changed(draft).empty());
}

}  // namespace
}  // namespace programs
