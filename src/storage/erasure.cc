#include "storage/erasure.h"

#include <algorithm>

#include "base/fault.h"
#include "base/json_text.h"
#include "registry/act_detail.h"
#include "storage/identity_table.h"

namespace storage {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
  const char small = lower(c);
  return (small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// The name as a word of the text, in whatever letter case.
bool names(std::string text, std::string name) {
  std::ranges::transform(text, text.begin(), lower);
  std::ranges::transform(name, name.begin(), lower);
  for (std::size_t at = 0; (at = text.find(name, at)) != text.npos; ++at) {
    const std::size_t end = at + name.size();
    const bool word =
        (at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]));
    if (word) return true;
  }
  return false;
}

constexpr std::string_view kFreeTexts = R"sql(
SELECT commit_no, reason || ' ' || detail AS text FROM audit_event
 WHERE instr(lower(text), :name)
UNION ALL
SELECT commit_no, reason || ' ' || evidence || ' ' || exception AS text FROM request_revision
 WHERE instr(lower(text), :name)
UNION ALL
SELECT commit_no, body AS text FROM consent WHERE instr(lower(text), :name)
UNION ALL
SELECT commit_no, page || ' ' || body AS text FROM feedback WHERE instr(lower(text), :name)
UNION ALL
SELECT commit_no, reason AS text FROM consent_withdrawal WHERE instr(lower(text), :name)
 ORDER BY commit_no)sql";

// The tables are made anew: a page that was split may keep a copy of a row that moved away, and
// only pages that are given back are overwritten as a whole.
constexpr const char* kTakeOut = R"sql(
CREATE TEMP TABLE kept AS SELECT * FROM person;
CREATE TEMP TABLE kept_name AS SELECT * FROM user_name;
CREATE TEMP TABLE kept_session AS SELECT * FROM session;
DROP TABLE person;
DROP TABLE user_name;
DROP TABLE session;
)sql";
constexpr const char* kPutBack = R"sql(
INSERT INTO person SELECT * FROM kept;
INSERT INTO user_name SELECT * FROM kept_name;
INSERT INTO session SELECT * FROM kept_session;
DROP TABLE kept;
DROP TABLE kept_name;
DROP TABLE kept_session;
)sql";

base::Status overwrite(Database& database, const std::vector<Person>& persons,
                       base::CommitNumber commit) {
  for (const Person& one : persons) {
    Statement update = TRY(
        database.prepare("UPDATE person SET name = '', erased_in = :commit WHERE token = :token"));
    TRY_STATUS(update.bind(":commit", commit.number).bind(":token", one.token).run());
  }
  TRY_STATUS(erase_user(database, persons));
  TRY_STATUS(database.execute(kTakeOut));
  TRY_STATUS(database.execute(std::string(person_schema()) + std::string(identity_names_schema())));
  return database.execute(kPutBack);
}

// "person", and "also" the same one at other tenants.
std::string detail_of(const std::vector<Person>& persons) {
  registry::DetailWriter detail;
  detail.field("person", persons.front().text());
  std::vector<std::string> others;
  for (std::size_t i = 1; i < persons.size(); ++i)
    others.push_back(base::json_text(persons[i].text()));
  if (!others.empty()) detail.nested("also", registry::array_of(others));
  return detail.text();
}

// The log holds every page that changed; what a crash leaves of it goes with the next erasure of
// the same token, or when the last process closes the store.
base::Status empty_log(Database& database, const std::string& person) {
  TRY_STATUS(base::fault("person.erased"));
  if (TRY(database.number("PRAGMA wal_checkpoint(TRUNCATE)")) == 0) return {};
  return base::fail(base::Code::Conflict,
                    "the name of " + person +
                        " is erased, but another process reads the store as it was before, and "
                        "its log still has the bytes; repeat it when that has ended",
                    "accredit person erase " + person);
}

}  // namespace

base::Result<std::vector<base::CommitNumber>> free_texts(Database& database,
                                                         const std::string& name) {
  std::string small = name;
  std::ranges::transform(small, small.begin(), lower);
  Statement rows = TRY(database.prepare(kFreeTexts));
  rows.bind(":name", small);
  std::vector<base::CommitNumber> out;
  while (TRY(rows.step())) {
    const base::CommitNumber commit{rows.number(0)};
    if (!names(std::string(rows.text(1)), name)) continue;
    if (out.empty() || out.back() != commit) out.push_back(commit);
  }
  return out;
}

base::Result<Erasure> erase_person(Record& record, const std::string& who, const std::string& actor,
                                   const std::string& reason) {
  Database& database = record.database();
  const Person person = TRY(Persons(database).find(who));
  Erasure erasure{.person = person.text(), .commit = {}, .before = person.erased_in.has_value()};
  if (erasure.before) {
    erasure.commit = *person.erased_in;
    TRY_STATUS(empty_log(database, erasure.person));
    return erasure;
  }
  if (names(reason, person.name)) {
    return base::fail(base::Code::Usage,
                      "the reason names the person, and reasons stay for ever; write " +
                          erasure.person + " instead");
  }
  TRY_STATUS(database.execute("PRAGMA secure_delete=ON"));
  const std::vector<Person> persons = TRY(persons_of_one(database, person));
  erasure.commit = TRY(record.commit(
      {actor, "erase", reason, detail_of(persons)},
      [&](Database& open, base::CommitNumber commit) { return overwrite(open, persons, commit); }));
  TRY_STATUS(empty_log(database, erasure.person));
  return erasure;
}

}  // namespace storage
