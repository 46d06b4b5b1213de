// person list and erase: who acted for customers and partners, and taking a name out for good.
#include "app/person_jobs.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/session.h"

namespace cli {
namespace {

constexpr std::size_t kShown = 20;

// "the name also stands in ... of commits 3, 9"
std::string warning_of(const std::vector<base::CommitNumber>& commits) {
  std::string text = "the name also stands in reasons or evidence of ";
  text += commits.size() == 1 ? "commit " : "commits ";
  for (std::size_t i = 0; i < commits.size() && i < kShown; ++i)
    text += (i == 0 ? "" : ", ") + std::to_string(commits[i].number);
  if (commits.size() > kShown) text += ", ...";
  return text + ", which are sealed and stay as they are";
}

}  // namespace

Outcome run_person_list(Session& session) {
  RecordWriter writer =
      TRY(open_writer(session, {{"person"}, {"name"}, {"erased_in", ColumnKind::Number}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  for (const storage::Person& one : TRY(app::persons(store))) {
    TRY_STATUS(writer.row(
        {one.text(), one.name, one.erased_in ? std::to_string(one.erased_in->number) : ""}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_person_erase(Session& session) {
  const std::string who = TRY(only_word(session, "a person, such as customer:C1/anna"));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const storage::Person person = TRY(app::person(store, who));
  if (!person.erased_in) {
    TRY(required("--reason", session.arguments.reason, "TEXT"));
    const auto stay = TRY(app::free_texts(store, person.name));
    if (!stay.empty()) session.console.warn(warning_of(stay));
    TRY_STATUS(confirm(session,
                       "the name of " + person.text() +
                           " would be overwritten, which nothing "
                           "undoes",
                       person.name));
  }
  const storage::Erasure erasure =
      TRY(app::erase_person(store, who, "operator:cli", session.arguments.reason));
  session.console.done(erasure.person + (erasure.before ? " was erased before" : " is erased") +
                       at_commit(erasure.commit));
  session.console.say("Not searched: programme files, quarantine, backups, delivered files.");
  return Exit::Done;
}

}  // namespace cli
