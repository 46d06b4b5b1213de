#include "storage/persons.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "lifecycle/request.h"
#include "storage/verify_internal.h"

namespace storage {
namespace {

constexpr std::string_view kSchema = R"sql(
CREATE TABLE person (
  token INTEGER PRIMARY KEY,
  of TEXT NOT NULL,
  name TEXT NOT NULL,
  erased_in INTEGER
) STRICT;
CREATE UNIQUE INDEX person_named ON person (of, name) WHERE erased_in IS NULL;
)sql";

constexpr std::array<std::string_view, 2> kKinds{"customer:", "partner:"};
constexpr std::string_view kMark = "~k";

struct Mention {
  std::string_view of;    // "customer:C1"
  std::string_view name;  // "anna", "~k7"
};

// An actor with a person; nothing for any other text.
std::optional<Mention> split(std::string_view actor) {
  if (std::ranges::none_of(kKinds, [&](auto kind) { return actor.starts_with(kind); })) return {};
  const std::size_t slash = actor.find('/');
  if (slash >= actor.size() - 1) return std::nullopt;
  return Mention{actor.substr(0, slash), actor.substr(slash + 1)};
}

// The number of "~k7".
std::optional<std::int64_t> token_in(std::string_view name) {
  if (!name.starts_with(kMark)) return std::nullopt;
  const std::string_view digits = name.substr(kMark.size());
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
  if (error != std::errc() || end != digits.end()) return std::nullopt;
  return number;
}

// Where the next "customer:" or "partner:" begins.
std::size_t next_kind(std::string_view text, std::size_t from) {
  std::size_t at = text.npos;
  for (const std::string_view kind : kKinds)
    at = std::min(at, text.find(kind, from));
  return at;
}

// The person that a text which begins with a kind mentions: to the end of what can be a name.
std::optional<Mention> mention_in(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == text.npos) return std::nullopt;
  std::size_t end = slash + 1;
  while (end < text.size() && lifecycle::may_stand_in_name(text[end]))
    ++end;
  while (end > slash + 1 && !lifecycle::may_end_name(text[end - 1]))
    --end;
  return split(text.substr(0, end));
}

Person person_of(const Statement& row) {
  Person one{.token = row.number(0),
             .of = std::string(row.text(1)),
             .name = std::string(row.text(2)),
             .erased_in = {}};
  if (!row.is_null(3)) one.erased_in = base::CommitNumber{row.number(3)};
  return one;
}

}  // namespace

std::string_view person_schema() {
  return kSchema;
}

base::Result<std::optional<std::int64_t>> Persons::token_of(std::string_view of,
                                                            std::string_view name) {
  Statement row = TRY(database_.prepare(
      "SELECT token FROM person WHERE of = :of AND name = :name AND erased_in IS NULL"));
  row.bind(":of", of).bind(":name", name);
  if (!TRY(row.step())) return std::nullopt;
  return row.number(0);
}

base::Result<std::string> Persons::stored(std::string_view actor) {
  const auto mention = split(actor);
  if (!mention || token_in(mention->name)) return std::string(actor);
  auto token = TRY(token_of(mention->of, mention->name));
  if (!token) {
    token = TRY(database_.number("SELECT coalesce(max(token), 0) + 1 FROM person"));
    Statement insert =
        TRY(database_.prepare("INSERT INTO person VALUES (:token, :of, :name, NULL)"));
    insert.bind(":token", *token).bind(":of", mention->of).bind(":name", mention->name);
    TRY_STATUS(insert.run());
  }
  return Person{*token, std::string(mention->of), {}, {}}.text();
}

base::Result<registry::Act> Persons::stored(registry::Act act) {
  act.actor = TRY(stored(act.actor));
  act.reason = TRY(without_names(act.reason));
  act.detail = TRY(without_names(act.detail));
  return act;
}

base::Result<std::string> Persons::without_names(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t found = 0; (found = next_kind(text, found)) != text.npos;) {
    const auto mention = mention_in(text.substr(found));
    const auto token = mention ? TRY(token_of(mention->of, mention->name)) : std::nullopt;
    if (!token) {
      ++found;
      continue;
    }
    out += text.substr(at, found - at);
    out += Person{*token, std::string(mention->of), {}, {}}.text();
    at = found += mention->of.size() + 1 + mention->name.size();
  }
  out += text.substr(at);
  return out;
}

base::Result<std::string> Persons::name_of(std::int64_t token) {
  const auto known = names_.find(token);
  if (known != names_.end()) return known->second;
  Statement row = TRY(database_.prepare("SELECT name FROM person WHERE token = :token"));
  row.bind(":token", token);
  std::string name = TRY(row.step()) ? std::string(row.text(0)) : std::string();
  if (name.empty()) name = "~k" + std::to_string(token);
  return names_[token] = name;
}

base::Result<std::string> Persons::shown(std::string_view actor) {
  const auto mention = split(actor);
  const auto token = mention ? token_in(mention->name) : std::nullopt;
  if (!token) return std::string(actor);
  return std::string(mention->of) + '/' + TRY(name_of(*token));
}

base::Result<Person> Persons::find(std::string_view who) {
  const auto mention = split(who);
  if (mention) {
    const auto token = token_in(mention->name);
    Statement row = TRY(database_.prepare(
        "SELECT token, of, name, erased_in FROM person WHERE of = :of AND (token = :token OR "
        "name = :name AND erased_in IS NULL)"));
    row.bind(":of", mention->of).bind(":token", token.value_or(0)).bind(":name", mention->name);
    if (TRY(row.step())) return person_of(row);
  }
  return base::fail(base::Code::NotFound, "nobody of this store is '" + std::string(who) + "'",
                    "accredit person list");
}

base::Result<std::vector<Person>> Persons::all() {
  Statement rows = TRY(
      database_.prepare("SELECT token, of, name, erased_in FROM person ORDER BY of, name, token"));
  std::vector<Person> out;
  while (TRY(rows.step()))
    out.push_back(person_of(rows));
  return out;
}

base::Result<std::vector<Finding>> verify_persons(Database& database) {
  Findings findings;
  Persons persons(database);
  Statement rows = TRY(
      database.prepare("SELECT DISTINCT actor FROM audit_event WHERE instr(actor, '/') UNION "
                       "SELECT opened_by FROM request_revision WHERE instr(opened_by, '/') UNION "
                       "SELECT moved_by FROM request_revision WHERE instr(moved_by, '/') UNION "
                       "SELECT opened_by FROM petition_revision WHERE instr(opened_by, '/') UNION "
                       "SELECT moved_by FROM petition_revision WHERE instr(moved_by, '/') UNION "
                       "SELECT given_by FROM consent WHERE instr(given_by, '/') UNION "
                       "SELECT withdrawn_by FROM consent_withdrawal WHERE instr(withdrawn_by, '/') "
                       "UNION SELECT said_by FROM feedback WHERE instr(said_by, '/') "
                       "UNION SELECT submitted_by FROM programme_draft "
                       "WHERE instr(submitted_by, '/') "
                       "UNION SELECT decided_by FROM programme_decision "
                       "WHERE instr(decided_by, '/') "
                       "UNION SELECT who FROM access_log WHERE instr(who, '/')"));
  while (TRY(rows.step())) {
    const std::string actor(rows.text(0));
    const auto mention = split(actor);
    if (!mention) continue;
    if (!token_in(mention->name)) {
      findings.add("actor " + actor, "a person stands in the record by name; restore a backup");
    } else if (const auto known = persons.find(actor); !known) {
      findings.add("actor " + actor, "the table of persons does not know it; restore a backup");
    }
  }
  for (const Person& one : TRY(persons.all())) {
    if (one.erased_in && !one.name.empty())
      findings.add("person " + one.text(), "it was erased and has a name; erase it again");
  }
  return findings.take();
}

}  // namespace storage
