// What helps people who use the programme: whom to ask, what to read, and what they say of a page.
// All of it is only ever added to; what holds is worked out from what was said. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/day.h"
#include "base/keys.h"
#include "base/result.h"

namespace guidance {

// Who answers questions about products of a family, from a day on.
struct Contact {
  std::string family;  // empty: of every family that has none of its own
  base::Day from;
  std::string name;  // empty: from that day on the family has none of its own
  std::string url, email, phone;
  base::CommitNumber commit;
  friend bool operator==(const Contact&, const Contact&) = default;
};

// Errors: InvalidInput for a contact whom nobody can reach, or in more words than are shown.
base::Status check(const Contact& contact);
// Of that family on that day: its own, else that of every family. Null: nobody. `said` is in the
// order of commits; of one family and day the last word counts.
const Contact* contact_on(std::span<const Contact> said, std::string_view family, base::Day day);
// Every family's own that holds on the day, that of every family first, then by name.
std::vector<Contact> contacts_on(std::span<const Contact> said, base::Day day);

// A version of a document that is read by people, in Markdown.
struct Guide {
  std::string name;      // "programme": a-z, 0-9, -
  std::string language;  // of base::kLanguages
  std::int64_t version = 0;
  base::Day from;
  std::string title, text;
  base::CommitNumber commit;
  friend bool operator==(const Guide&, const Guide&) = default;
};
inline constexpr std::size_t kGuideMax = 200'000;  // bytes of text

// Errors: InvalidInput for a name, language, title or text that is none.
base::Status check(const Guide& guide);
// Of that name and language: the highest version that holds on the day; null: none does.
const Guide* guide_on(std::span<const Guide> all, std::string_view name, std::string_view language,
                      base::Day day);

// What somebody said of a page.
struct Feedback {
  std::int64_t number = 0;
  std::string page;  // where: "/p/earnings"
  std::string text;
  std::string by;  // the actor
  base::Instant at{};
  base::CommitNumber commit;

  std::string id() const { return "FB-" + std::to_string(number); }
};
inline constexpr std::size_t kFeedbackMax = 2'000;  // bytes of text

// Errors: InvalidInput.
base::Status check(const Feedback& feedback);

}  // namespace guidance
