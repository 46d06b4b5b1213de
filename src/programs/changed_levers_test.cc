#include "programs/changed_levers.h"

#include <doctest/doctest.h>

namespace programs {
namespace {

using Codes = std::optional<std::vector<std::string>>;

Lever lever(const std::string& code) {
  Lever out;
  out.code = code;
  return out;
}

Programme programme() {
  Programme out;
  out.levers = {lever("sales"), lever("seats"), lever("sales-plus")};
  out.levers[2].accelerates = 0;
  return out;
}

TEST_CASE("a rate changes its lever, and those that share caps with it") {
  Programme draft = programme();
  draft.levers[1].rates.push_back({});
  CHECK(changed_levers(programme(), programme()) == Codes(std::vector<std::string>{}));
  CHECK(changed_levers(programme(), draft) == Codes({"seats"}));
  draft.levers[0].rates.push_back({});
  CHECK(changed_levers(programme(), draft) == Codes({"sales", "sales-plus", "seats"}));
  draft = programme();
  draft.levers[2].rates.push_back({});
  CHECK(changed_levers(draft, programme()) == Codes({"sales", "sales-plus"}));
}

TEST_CASE("a lever that is new, gone or elsewhere in the order may pay otherwise") {
  Programme draft = programme();
  draft.levers.push_back(lever("launch"));
  CHECK(changed_levers(programme(), draft) == Codes({"launch"}));
  CHECK(changed_levers(draft, programme()) == Codes({"launch"}));
  draft = programme();
  std::swap(draft.levers[0], draft.levers[1]);
  CHECK(changed_levers(programme(), draft) == Codes({"sales", "sales-plus", "seats"}));
}

TEST_CASE("what is not a lever may change everything") {
  Programme draft = programme();
  draft.parameters.snapshot_day = 5;
  CHECK(changed_levers(programme(), draft) == std::nullopt);
  draft = programme();
  draft.types.push_back({});
  CHECK(changed_levers(programme(), draft) == std::nullopt);
}

TEST_CASE("names and examples change nothing") {
  Programme draft = programme();
  draft.name = "Another";
  draft.examples.push_back({"one", "text"});
  CHECK(changed_levers(programme(), draft) == Codes(std::vector<std::string>{}));
}

}  // namespace
}  // namespace programs
