#include "storage/guidance_table.h"

#include "storage/persons.h"

namespace storage {
namespace {

base::Day day_of(const Statement& row, int column) {
  return {static_cast<std::int32_t>(row.number(column))};
}

}  // namespace

base::Result<std::vector<guidance::Contact>> load_contacts(Record& record,
                                                           base::CommitNumber as_known) {
  Statement rows = TRY(record.database().prepare(
      "SELECT commit_no, family, starts_on, name, url, email, phone FROM support_contact "
      "WHERE commit_no <= :known ORDER BY commit_no, family, starts_on"));
  rows.bind(":known", as_known.number);
  std::vector<guidance::Contact> out;
  while (TRY(rows.step())) {
    guidance::Contact& one = out.emplace_back();
    one.commit = {rows.number(0)};
    one.family = rows.text(1);
    one.from = day_of(rows, 2);
    one.name = rows.text(3);
    one.url = rows.text(4);
    one.email = rows.text(5);
    one.phone = rows.text(6);
  }
  return out;
}

base::Result<std::vector<guidance::Guide>> load_guides(Record& record,
                                                       base::CommitNumber as_known) {
  Statement rows = TRY(record.database().prepare(
      "SELECT commit_no, name, language, version, starts_on, title, body FROM guide "
      "WHERE commit_no <= :known ORDER BY name, language, version"));
  rows.bind(":known", as_known.number);
  std::vector<guidance::Guide> out;
  while (TRY(rows.step())) {
    guidance::Guide& one = out.emplace_back();
    one.commit = {rows.number(0)};
    one.name = rows.text(1);
    one.language = rows.text(2);
    one.version = rows.number(3);
    one.from = day_of(rows, 4);
    one.title = rows.text(5);
    one.text = rows.text(6);
  }
  return out;
}

base::Result<std::vector<guidance::Feedback>> load_feedback(Record& record) {
  Persons persons(record.database());
  Statement rows = TRY(record.database().prepare(
      "SELECT commit_no, number, page, body, said_by, said_at FROM feedback ORDER BY number"));
  std::vector<guidance::Feedback> out;
  while (TRY(rows.step())) {
    guidance::Feedback& one = out.emplace_back();
    one.commit = {rows.number(0)};
    one.number = rows.number(1);
    one.page = rows.text(2);
    one.text = rows.text(3);
    one.by = TRY(persons.shown(rows.text(4)));
    one.at = {rows.number(5)};
  }
  return out;
}

base::Result<base::CommitNumber> keep(Record& record, const registry::Act& act,
                                      const guidance::Contact& contact) {
  return record.commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
    Statement insert = TRY(database.prepare(
        "INSERT INTO support_contact VALUES (:commit, :family, :from, :name, :url, :email, "
        ":phone)"));
    insert.bind(":commit", commit.number).bind(":family", contact.family);
    insert.bind(":from", std::int64_t{contact.from.number}).bind(":name", contact.name);
    insert.bind(":url", contact.url).bind(":email", contact.email).bind(":phone", contact.phone);
    return insert.run();
  });
}

base::Result<base::CommitNumber> keep(Record& record, const registry::Act& act,
                                      const guidance::Guide& guide) {
  return record.commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
    Statement insert = TRY(database.prepare(
        "INSERT INTO guide VALUES (:commit, :name, :language, :version, :from, :title, :body)"));
    insert.bind(":commit", commit.number).bind(":name", guide.name);
    insert.bind(":language", guide.language).bind(":version", guide.version);
    insert.bind(":from", std::int64_t{guide.from.number}).bind(":title", guide.title);
    insert.bind(":body", guide.text);
    return insert.run();
  });
}

base::Result<guidance::Feedback> keep(Record& record, const registry::Act& act,
                                      guidance::Feedback feedback) {
  const auto write = [&](Database& database, base::CommitNumber commit) -> base::Status {
    Persons persons(database);
    feedback.number = TRY(database.number("SELECT coalesce(max(number), 0) + 1 FROM feedback"));
    Statement insert = TRY(
        database.prepare("INSERT INTO feedback VALUES (:commit, :number, :page, :body, :by, :at)"));
    insert.bind(":commit", commit.number).bind(":number", feedback.number);
    insert.bind(":page", TRY(persons.without_names(feedback.page)));
    insert.bind(":body", TRY(persons.without_names(feedback.text)));
    insert.bind(":by", TRY(persons.stored(feedback.by)));
    insert.bind(":at", feedback.at.milliseconds);
    return insert.run();
  };
  feedback.commit = TRY(record.commit(act, write));
  return feedback;
}

}  // namespace storage
