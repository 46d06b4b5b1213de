#include "delivery/letter.h"

#include <doctest/doctest.h>

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

TEST_CASE("letters are written of what waits for a person, of nothing else") {
  CHECK(is_written_of("statement.issued"));
  CHECK(is_written_of("association.requested"));
  for (const char* type : {"association.ended", "import.completed", "webhook.test", ""})
    CHECK_FALSE(is_written_of(type));
}

}  // namespace
}  // namespace delivery::testing
