#include "guidance/guidance.h"

#include <doctest/doctest.h>

namespace guidance {
namespace {

base::Day day(std::string_view text) {
  return base::Day::parse(text).value();
}

Contact contact(std::string_view family, std::string_view from, std::string_view name) {
  Contact out;
  out.family = family;
  out.from = day(from);
  out.name = name;
  if (!name.empty()) out.email = "ask@example.com";
  return out;
}

TEST_CASE("a question goes to the contact of the family, else to everybody's") {
  const std::vector<Contact> said{
      contact("", "2026-01-01", "Desk"),       contact("Azure", "2026-02-01", "Cloud"),
      contact("Azure", "2026-03-01", "Metal"), contact("Azure", "2026-03-01", "Metals"),
      contact("Azure", "2026-05-01", ""),
  };
  const auto name = [&](std::string_view family, std::string_view on) {
    const Contact* found = contact_on(said, family, day(on));
    return found == nullptr ? std::string("nobody") : found->name;
  };
  CHECK(name("Azure", "2025-12-31") == "nobody");
  CHECK(name("Azure", "2026-01-31") == "Desk");
  CHECK(name("Azure", "2026-02-01") == "Cloud");
  CHECK(name("Azure", "2026-03-01") == "Metals");  // the last word about the day
  CHECK(name("Azure", "2026-05-01") == "Desk");    // taken back
  CHECK(name("Office", "2026-03-01") == "Desk");
  CHECK(contacts_on(said, day("2026-03-05")).size() == 2);
  CHECK(contacts_on(said, day("2026-03-05")).front().family.empty());
  CHECK(contacts_on(said, day("2026-05-05")).size() == 1);
}

TEST_CASE("a contact can be reached, or is taken back") {
  Contact one = contact("Azure", "2026-01-01", "Cloud");
  CHECK(check(one));
  one.email.clear();
  CHECK(!check(one));
  one.url = "javascript:alert(1)";
  CHECK(!check(one));
  one.url = "https://support.example.com/cloud";
  CHECK(check(one));
  one.name.clear();
  CHECK(!check(one));
  CHECK(check(contact("Azure", "2026-01-01", "")));
  one = contact("Azure", "2026-01-01", "Two\nlines");
  CHECK(!check(one));
}

TEST_CASE("a guide is the highest version that holds on the day") {
  const auto guide = [](std::int64_t version, std::string_view from) {
    Guide out;
    out.name = "programme";
    out.language = "en";
    out.version = version;
    out.from = day(from);
    out.title = "Guide";
    out.text = "# Guide\n";
    return out;
  };
  const std::vector<Guide> all{guide(1, "2026-01-01"), guide(2, "2026-06-01"),
                               guide(3, "2026-03-01")};
  const auto version = [&](std::string_view on, std::string_view language = "en") {
    const Guide* found = guide_on(all, "programme", language, day(on));
    return found == nullptr ? 0 : found->version;
  };
  CHECK(version("2025-12-31") == 0);
  CHECK(version("2026-02-01") == 1);
  CHECK(version("2026-04-01") == 3);
  CHECK(version("2026-07-01") == 3);
  CHECK(version("2026-07-01", "de") == 0);
  Guide bad = all.front();
  CHECK(check(bad));
  bad.name = "../etc";
  CHECK(!check(bad));
  bad = all.front();
  bad.language = "fr";
  CHECK(!check(bad));
  bad = all.front();
  bad.text.assign(kGuideMax + 1, 'x');
  CHECK(!check(bad));
}

TEST_CASE("feedback is a word about a page") {
  Feedback one;
  one.page = "/p/earnings";
  one.text = "more of it";
  CHECK(check(one));
  one.text.assign(kFeedbackMax + 1, 'x');
  CHECK(!check(one));
  one.text.clear();
  CHECK(!check(one));
  one.text = "x";
  one.page = "";
  CHECK(!check(one));
}

}  // namespace
}  // namespace guidance
