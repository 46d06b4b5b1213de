// programme: the rules in force, and how others come into force.
#include "app/difference_jobs.h"
#include "app/programme_jobs.h"
#include "app/text_file.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/session.h"

namespace cli {
namespace {

using programs::ProgrammeDraft;

std::string in_words(const ProgrammeDraft& draft) {
  return draft.id() + " (" + draft.code + ' ' + draft.version + ") is " +
         std::string(word(draft.state()));
}

using Decide = base::Result<ProgrammeDraft> (*)(app::Store&, const std::string&,
                                                const std::string&);
Outcome decide(Session& session, Decide act) {
  const std::string id = TRY(only_word(session, "draft, such as PD-1"));
  const std::string actor = TRY(operator_value(session.arguments));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const ProgrammeDraft decided = TRY(act(store, actor, id));
  session.console.done(in_words(decided));
  return Exit::Done;
}

}  // namespace

Outcome run_programme_activate(Session& session) {
  if (session.arguments.words.size() != 1) {
    return base::fail(base::Code::Usage, "programme activate needs one programme file");
  }
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const app::Activation done = TRY(app::activate(store, session.arguments.words.front(),
                                                 "operator:cli", session.arguments.reason));
  session.console.done(
      "programme " + done.programme.code + ' ' + done.programme.version + " is in force (" +
      counted(static_cast<std::int64_t>(done.programme.examples.size()), "example") +
      " passed, commit " + std::to_string(done.commit.number) + ")");
  return Exit::Done;
}

Outcome run_programme_show(Session& session) {
  const base::CommitNumber as_known = TRY(commit_value(session.arguments.as_known));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const base::CommitNumber known = TRY(store.known(as_known));
  const programs::Programme programme = TRY(store.programme(known));
  TRY_STATUS(session.console.data(programme.source));
  return Exit::Done;
}

Outcome run_programme_validate(Session& session) {
  const std::string file = TRY(only_word(session, "programme file"));
  const std::string text = TRY(app::read_text(file));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const programs::Programme programme = TRY(app::checked_programme(text, "draft"));
  TRY_STATUS(app::check_draft(store, programme, text));
  session.console.done(
      "programme " + programme.code + ' ' + programme.version + " could be submitted (" +
      counted(static_cast<std::int64_t>(programme.examples.size()), "example") + " passed)");
  return Exit::Done;
}

Outcome run_programme_submit(Session& session) {
  const std::string file = TRY(only_word(session, "programme file"));
  const std::string text = TRY(app::read_text(file));
  const std::string actor = TRY(operator_value(session.arguments));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const ProgrammeDraft made = TRY(app::submit_draft(store, actor, text));
  session.console.done(in_words(made));
  TRY_STATUS(session.console.data(made.id() + '\n'));
  return Exit::Done;
}

Outcome run_programme_approve(Session& session) {
  return decide(session, app::approve_draft);
}

Outcome run_programme_reject(Session& session) {
  return decide(session, app::reject_draft);
}

Outcome run_programme_publish(Session& session) {
  return decide(session, app::publish_draft);
}

Outcome run_programme_list(Session& session) {
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const auto all = TRY(app::drafts(store));
  RecordWriter writer = TRY(open_writer(session, {{"id"},
                                                  {"state"},
                                                  {"code"},
                                                  {"version"},
                                                  {"submitted_by"},
                                                  {"decided_by"},
                                                  {"at", ColumnKind::Instant}}));
  for (const ProgrammeDraft& one : all) {
    const programs::DraftDecision& last = one.decisions.back();
    TRY_STATUS(writer.row({one.id(), std::string(word(one.state())), one.code, one.version,
                           one.submitted_by(), one.decisions.size() > 1 ? last.by : std::string(),
                           time_text(last.at)}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_programme_versions(Session& session) {
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const auto all = TRY(app::programme_versions(store));
  RecordWriter writer = TRY(open_writer(session, {{"commit", ColumnKind::Number},
                                                  {"code"},
                                                  {"version"},
                                                  {"by"},
                                                  {"at", ColumnKind::Instant}}));
  for (const storage::ProgrammeVersion& one : all)
    TRY_STATUS(writer.row({std::to_string(one.stored.commit.number), one.stored.code,
                           one.stored.version, one.actor, time_text(one.at)}));
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_programme_diff(Session& session) {
  const Arguments& given = session.arguments;
  const std::string from = TRY(required("--from-commit", given.from_commit, "N"));
  const base::CommitNumber before = TRY(commit_value(from));
  const base::CommitNumber after = TRY(commit_value(given.to_commit));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const auto difference = TRY(app::programme_difference(store, before, after));
  TRY_STATUS(session.console.data(difference.text));
  std::string levers;
  for (const std::string& code : difference.levers)
    levers += (levers.empty() ? "" : ", ") + code;
  if (!levers.empty()) session.console.say("May pay otherwise: " + levers);
  return Exit::Done;
}

}  // namespace cli
