#include "delivery/letter.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

namespace delivery::testing {
namespace {

const Event kIssued{{7, 0}, "statement.issued", {1'776'245'405'250}, {}, "{}"};

TEST_CASE("a letter says what it is about and where more is, in the reader's language") {
  const std::map<std::string, std::string> facts{
      {"statement_id", "ST-000007"}, {"partner_id", "P1"}, {"period", "2026-03"}};
  const Letter english =
      letter_of(kIssued, facts, "eva@p.example", Language::English, "https://a.example/");
  CHECK(english.to == "eva@p.example");
  CHECK(english.id == "evt_000000000007_00000");
  CHECK(english.subject == "Your statement ST-000007 for 2026-03");
  CHECK(english.body.contains("\nhttps://a.example/\n"));
  const Letter german =
      letter_of(kIssued, facts, "eva@p.example", Language::German, "https://a.example/");
  CHECK(german.subject == "Ihre Abrechnung ST-000007 für 2026-03");
  CHECK(german.body.contains("Für Partner P1"));
}

TEST_CASE("a line of which nothing is known is left out") {
  const Event asked{{7, 1}, "association.requested", {0}, {}, "{}"};
  const std::map<std::string, std::string> facts{{"subject", "req-1"}, {"customer_id", "C1"}};
  for (const Language language : {Language::English, Language::German}) {
    const Letter letter = letter_of(asked, facts, "a@b", language, "https://a.example/");
    CHECK(letter.body.contains(": "));
    CHECK(letter.body.contains("C1"));
    CHECK_FALSE(letter.body.contains("Partner: "));
    CHECK_FALSE(letter.body.contains("{"));
  }
}

TEST_CASE("each kind of letter is of an event, and all of it has words in each language") {
  const std::map<std::string, std::string> facts{
      {"subject", "req-1"}, {"competency", "data"}, {"petition_id", "PT-1"},
      {"file", "may.csv"},  {"payout_id", "PO-1"},  {"period", "2026-03"},
      {"partner_id", "P1"}, {"level", "gold"},      {"statement_id", "ST-1"}};
  CHECK(std::ranges::is_sorted(letter_kinds(), {}, &LetterKind::type));
  for (const LetterKind& kind : letter_kinds()) {
    CAPTURE(kind.type);
    CHECK(find_event_type(kind.type) != nullptr);
    CHECK(is_written_of(kind.type));
    const Event event{{7, 0}, std::string(kind.type), {0}, {}, "{}"};
    std::set<std::string> subjects;
    for (const Language language : {Language::English, Language::German}) {
      const Letter letter = letter_of(event, facts, "a@b", language, "https://a.example/");
      subjects.insert(letter.subject);
      CHECK_FALSE((letter.subject + letter.body).contains('{'));
      CHECK_FALSE(letter.body.starts_with('\n'));
      CHECK(letter.body.contains("evt_000000000007_00000"));
    }
    CHECK(subjects.size() == 2);
  }
  for (const char* type : {"import.completed", "webhook.test", ""})
    CHECK_FALSE(is_written_of(type));
}

TEST_CASE("who has said nothing gets what is usual") {
  LetterWish wish;
  CHECK(wish.wants("statement.issued"));
  CHECK_FALSE(wish.wants("payout.sent"));
  wish.kinds = {{"statement.issued", false}, {"payout.sent", true}};
  CHECK_FALSE(wish.wants("statement.issued"));
  CHECK(wish.wants("payout.sent"));
  CHECK(wish.wants("payout.failed"));
}

}  // namespace
}  // namespace delivery::testing
