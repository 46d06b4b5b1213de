// verify and doctor: is the store what it promises to be, and is it well.
#include <array>

#include "app/check_jobs.h"
#include "cli/option_values.h"
#include "cli/progress.h"
#include "cli/session.h"

namespace cli {
namespace {

constexpr std::array<std::string_view, 3> kHealth{"ok", "warn", "fail"};

std::string_view word_of(app::Health health) {
  return kHealth[static_cast<std::size_t>(health)];
}

// The line for eyes: "warn  quarantine: 250 rows wait.  Fix: accredit ..."
std::string line_of(const app::Check& check, bool colour) {
  static constexpr std::array<Tone, 3> kTones{Tone::Done, Tone::Warning, Tone::Error};
  std::string word(word_of(check.health));
  word.resize(4, ' ');
  std::string line = paint(word, kTones[static_cast<std::size_t>(check.health)], colour);
  line += "  " + check.subject + ": " + check.message;
  if (!check.fix.empty()) line += ".  Fix: " + check.fix;
  return line + '\n';
}

Exit worst(const std::vector<app::Check>& checks) {
  Exit exit = Exit::Done;
  for (const app::Check& check : checks) {
    if (check.health == app::Health::Fail) return Exit::Failed;
    if (check.health == app::Health::Warn) exit = Exit::Findings;
  }
  return exit;
}

}  // namespace

Outcome run_verify(Session& session) {
  const base::CommitNumber as_known = TRY(commit_value(session.arguments.as_known));
  RecordWriter writer = TRY(open_writer(session, {{"subject"}, {"violation"}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  Progress progress(session.console);
  const app::Verification result =
      TRY(app::verify(store, session.arguments.deep, progress.report(), as_known));
  progress.clear();
  for (const std::string& held : result.held)
    session.console.done(held);
  for (const auto& note : result.notes)
    session.console.say("Note: " + note.subject + ' ' + note.message);
  for (const auto& finding : result.violations) {
    TRY_STATUS(writer.row({finding.subject, finding.message}));
  }
  if (!result.violations.empty()) TRY_STATUS(writer.end());
  const std::string commit = "commit " + std::to_string(result.as_known.number);
  if (result.violations.empty()) {
    session.console.say("Verified up to " + commit + ": every promise holds.");
    return Exit::Done;
  }
  session.console.warn(std::to_string(result.violations.size()) + " violations up to " + commit);
  return Exit::Findings;
}

Outcome run_doctor(Session& session) {
  const std::string directory = TRY(data_directory(session));
  const std::vector<app::Check> checks = app::examine(directory, session.clock);
  if (session.arguments.output.empty()) {
    std::string text;
    for (const app::Check& check : checks)
      text += line_of(check, session.console.terminal().out_colour);
    TRY_STATUS(session.console.data(text));
    return worst(checks);
  }
  RecordWriter writer = TRY(open_writer(session, {{"health"}, {"subject"}, {"message"}, {"fix"}}));
  for (const app::Check& check : checks) {
    TRY_STATUS(
        writer.row({std::string(word_of(check.health)), check.subject, check.message, check.fix}));
  }
  TRY_STATUS(writer.end());
  return worst(checks);
}

}  // namespace cli
