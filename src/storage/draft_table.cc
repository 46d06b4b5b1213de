#include "storage/draft_table.h"

#include "base/terms.h"
#include "storage/persons.h"

namespace storage {
namespace {

using programs::DraftDecision;
using programs::ProgrammeDraft;

base::Status write_draft(Database& database, base::CommitNumber commit, ProgrammeDraft& draft) {
  Persons persons(database);
  draft.number = TRY(database.number("SELECT coalesce(max(number), 0) + 1 FROM programme_draft"));
  const DraftDecision& submitted = draft.decisions.front();
  Statement insert = TRY(database.prepare(
      "INSERT INTO programme_draft VALUES (:commit, :number, :code, :version, :toml, :by, :at)"));
  insert.bind(":commit", commit.number).bind(":number", draft.number);
  insert.bind(":code", draft.code).bind(":version", draft.version).bind(":toml", draft.text);
  insert.bind(":by", TRY(persons.stored(submitted.by))).bind(":at", submitted.at.milliseconds);
  return insert.run();
}

base::Status write_decision(Database& database, base::CommitNumber commit,
                            const ProgrammeDraft& draft, const DraftDecision& decision) {
  Persons persons(database);
  Statement insert = TRY(database.prepare(
      "INSERT INTO programme_decision VALUES (:commit, :draft, :state, :by, :at)"));
  insert.bind(":commit", commit.number).bind(":draft", draft.number);
  insert.bind(":state", word(decision.state)).bind(":by", TRY(persons.stored(decision.by)));
  insert.bind(":at", decision.at.milliseconds);
  return insert.run();
}

base::Status add_decisions(Database& database, std::vector<ProgrammeDraft>& drafts) {
  Persons persons(database);
  Statement rows =
      TRY(database.prepare("SELECT draft, state, decided_by, decided_at FROM programme_decision "
                           "ORDER BY draft, commit_no"));
  while (TRY(rows.step())) {
    const auto state = base::parse_word<programs::DraftState>(programs::kDraftStates, rows.text(1));
    const auto at = static_cast<std::size_t>(rows.number(0) - 1);
    if (!state || at >= drafts.size())
      return base::fail(base::Code::Corrupt, "a decision about no draft; restore a backup");
    drafts[at].decisions.push_back({*state, TRY(persons.shown(rows.text(2))), {rows.number(3)}});
  }
  return {};
}

}  // namespace

base::Result<std::vector<ProgrammeDraft>> load_drafts(Record& record) {
  Persons persons(record.database());
  Statement rows = TRY(record.database().prepare(
      "SELECT number, code, version, toml, submitted_by, submitted_at FROM programme_draft "
      "ORDER BY number"));
  std::vector<ProgrammeDraft> out;
  while (TRY(rows.step())) {
    ProgrammeDraft& one = out.emplace_back();
    one.number = rows.number(0);
    one.code = rows.text(1);
    one.version = rows.text(2);
    one.text = rows.text(3);
    const std::string by = TRY(persons.shown(rows.text(4)));
    one.decisions.push_back({programs::DraftState::Submitted, by, {rows.number(5)}});
  }
  TRY_STATUS(add_decisions(record.database(), out));
  return out;
}

base::Result<ProgrammeDraft> keep_draft(Record& record, const registry::Act& act,
                                        ProgrammeDraft draft) {
  TRY(record.commit(act, [&](Database& database, base::CommitNumber commit) {
    return write_draft(database, commit, draft);
  }));
  return draft;
}

base::Result<base::CommitNumber> keep_decision(Record& record, const registry::Act& act,
                                               const ProgrammeDraft& draft,
                                               const DraftDecision& decision) {
  return record.commit(act, [&](Database& database, base::CommitNumber commit) {
    return write_decision(database, commit, draft, decision);
  });
}

base::Result<base::CommitNumber> publish_draft(Record& record, const registry::Act& act,
                                               const ProgrammeDraft& draft,
                                               const programs::Programme& programme,
                                               const DraftDecision& decision) {
  return store_programme(record, act, programme,
                         [&](Database& database, base::CommitNumber commit) {
                           return write_decision(database, commit, draft, decision);
                         });
}

base::Result<std::vector<ProgrammeVersion>> load_versions(Record& record) {
  Persons persons(record.database());
  Statement rows = TRY(record.database().prepare(
      "SELECT p.commit_no, p.code, p.version, p.toml, a.actor, a.recorded_at "
      "FROM programme_version p JOIN audit_event a ON a.commit_no = p.commit_no "
      "WHERE p.activated = 1 ORDER BY p.commit_no"));
  std::vector<ProgrammeVersion> out;
  while (TRY(rows.step())) {
    ProgrammeVersion& one = out.emplace_back();
    one.stored.commit = {rows.number(0)};
    one.stored.code = rows.text(1);
    one.stored.version = rows.text(2);
    one.stored.toml = rows.text(3);
    one.actor = TRY(persons.shown(rows.text(4)));
    one.at = {rows.number(5)};
  }
  return out;
}

}  // namespace storage
