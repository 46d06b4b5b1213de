// person list and erase: who acted for customers and partners, and taking a name out for good.
#include "app/person_jobs.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/session.h"

namespace cli {

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
  session.console.say(
      "Not searched: reasons, evidence and other free texts; backups and delivered files.");
  return Exit::Done;
}

}  // namespace cli
