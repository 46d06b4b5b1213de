#include "storage/guidance_table.h"

#include <doctest/doctest.h>

#include "storage/draft_table.h"
#include "storage/persons.h"
#include "storage/record_testing.h"

namespace storage::testing {
namespace {

using programs::DraftState;
using programs::ProgrammeDraft;

const registry::Act kAct{"operator:anna", "support set", {}, "{}"};

TEST_CASE("contacts and guides are kept as they were said, and read as known then") {
  Shop shop;
  guidance::Contact desk;
  desk.name = "Desk";
  desk.email = "desk@example.com";
  desk.from = base::Day::parse("2026-01-01").value();
  const auto first = keep(*shop.record, kAct, desk);
  REQUIRE(first);
  desk.name = "Other desk";
  REQUIRE(keep(*shop.record, kAct, desk));
  const auto then = load_contacts(*shop.record, *first).value();
  REQUIRE(then.size() == 1);
  CHECK(then[0].name == "Desk");
  CHECK(load_contacts(*shop.record, base::CommitNumber::latest()).value().size() == 2);
  guidance::Guide guide;
  guide.name = "programme";
  guide.language = "en";
  guide.version = 1;
  guide.title = "Guide";
  guide.text = "# Guide\n";
  guide.commit = keep(*shop.record, kAct, guide).value();
  CHECK(load_guides(*shop.record, base::CommitNumber::latest()).value() == std::vector{guide});
  CHECK_FALSE(keep(*shop.record, kAct, guide));  // a version is published once
}

TEST_CASE("who said something of a page is a token in the record") {
  Shop shop;
  guidance::Feedback word;
  word.page = "/p";
  word.text = "fine";
  word.by = "customer:C1/anna";
  CHECK(keep(*shop.record, kAct, word).value().id() == "FB-1");
  CHECK(keep(*shop.record, kAct, word).value().id() == "FB-2");
  CHECK(load_feedback(*shop.record).value()[1].by == "customer:C1/anna");
  CHECK(shop.record->database().text("SELECT DISTINCT said_by FROM feedback").value() ==
        "customer:C1/~k1");
  CHECK(verify_persons(shop.record->database()).value().empty());
}

TEST_CASE("a draft is approved by somebody else, once, and published when it is") {
  Shop shop;
  ProgrammeDraft draft;
  draft.code = "small";
  draft.version = "2";
  draft.text = "text";
  draft.decisions.push_back({DraftState::Submitted, "operator:anna", {1'000}});
  draft = keep_draft(*shop.record, kAct, draft).value();
  CHECK(draft.id() == "PD-1");
  const auto decide = [&](DraftState state, const char* by) {
    return keep_decision(*shop.record, kAct, draft, {state, by, {2'000}}).has_value();
  };
  CHECK_FALSE(decide(DraftState::Published, "operator:ben"));
  CHECK_FALSE(decide(DraftState::Approved, "operator:anna"));
  CHECK(decide(DraftState::Approved, "operator:ben"));
  CHECK_FALSE(decide(DraftState::Approved, "operator:carl"));
  CHECK_FALSE(decide(DraftState::Rejected, "operator:carl"));
  CHECK(decide(DraftState::Published, "operator:anna"));
  CHECK_FALSE(decide(DraftState::Published, "operator:anna"));
  const auto kept = load_drafts(*shop.record).value();
  REQUIRE(kept.size() == 1);
  CHECK(kept[0].state() == DraftState::Published);
  CHECK(kept[0].submitted_by() == "operator:anna");
  CHECK(kept[0].decisions[1].by == "operator:ben");
}

}  // namespace
}  // namespace storage::testing
