// support, guide, feedback: whom to ask, what to read, what people say of a page.
#include "app/guidance_jobs.h"
#include "app/text_file.h"
#include "cli/option_values.h"
#include "cli/session.h"

namespace cli {
namespace {

using guidance::Contact;
using guidance::Feedback;
using guidance::Guide;

base::Result<base::Day> today(app::Store& store) {
  const auto programme = TRY(store.programme(base::CommitNumber::latest()));
  return store.today(programme);
}

std::string language_of(const Arguments& given) {
  return given.language.empty() ? "en" : given.language;
}

std::string in_commit(base::CommitNumber commit) {
  return " (commit " + std::to_string(commit.number) + ")";
}

}  // namespace

Outcome run_support_set(Session& session) {
  const Arguments& given = session.arguments;
  const std::string actor = TRY(operator_value(given));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const base::Day day = TRY(today(store));
  Contact wish;
  wish.family = given.family;
  wish.from = TRY(day_or("--from", given.from, day));
  wish.name = given.name;
  wish.url = given.url;
  wish.email = given.email;
  wish.phone = given.phone;
  const Contact made = TRY(app::set_contact(store, actor, wish));
  session.console.done(
      (made.family.empty() ? "every family" : made.family) + " from " + made.from.text() +
      " on: " + (made.name.empty() ? "none of its own" : made.name) + in_commit(made.commit));
  return Exit::Done;
}

Outcome run_support_list(Session& session) {
  const Arguments& given = session.arguments;
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const base::Day now = TRY(today(store));
  const base::Day day = TRY(day_or("--date", given.date, now));
  const auto said = TRY(app::contacts(store, base::CommitNumber::latest()));
  std::vector<Contact> shown = guidance::contacts_on(said, day);
  if (!given.family.empty()) {
    const Contact* const one = guidance::contact_on(said, given.family, day);
    shown.clear();
    if (one != nullptr) shown.push_back(*one);
  }
  RecordWriter writer = TRY(open_writer(
      session, {{"family"}, {"from", ColumnKind::Day}, {"name"}, {"url"}, {"email"}, {"phone"}}));
  for (const Contact& one : shown)
    TRY_STATUS(writer.row({one.family, one.from.text(), one.name, one.url, one.email, one.phone}));
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_guide_publish(Session& session) {
  const Arguments& given = session.arguments;
  const std::string file = TRY(only_word(session, "file, the text of the guide"));
  const std::string actor = TRY(operator_value(given));
  Guide wish;
  wish.name = TRY(required("--name", given.name, "NAME"));
  wish.title = TRY(required("--title", given.title, "TEXT"));
  wish.language = language_of(given);
  wish.text = TRY(app::read_text(file));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const base::Day day = TRY(today(store));
  wish.from = TRY(day_or("--from", given.from, day));
  const Guide made = TRY(app::publish_guide(store, actor, wish));
  session.console.done("guide " + made.name + " in " + made.language + ", version " +
                       std::to_string(made.version) + ", holds from " + made.from.text() + " on" +
                       in_commit(made.commit));
  return Exit::Done;
}

Outcome run_guide_list(Session& session) {
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const base::Day day = TRY(today(store));
  const auto all = TRY(app::guides(store, base::CommitNumber::latest()));
  RecordWriter writer = TRY(open_writer(session, {{"name"},
                                                  {"language"},
                                                  {"version", ColumnKind::Number},
                                                  {"title"},
                                                  {"from", ColumnKind::Day},
                                                  {"current"}}));
  for (const Guide& one : all) {
    const bool holds = guidance::guide_on(all, one.name, one.language, day) == &one;
    TRY_STATUS(writer.row({one.name, one.language, std::to_string(one.version), one.title,
                           one.from.text(), holds ? "yes" : ""}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_guide_show(Session& session) {
  const Arguments& given = session.arguments;
  const std::string name = TRY(only_word(session, "name of a guide"));
  const std::int64_t version = TRY(count_value("--edition", given.edition, 0));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const base::Day now = TRY(today(store));
  const base::Day day = TRY(day_or("--date", given.date, now));
  const Guide found = TRY(app::guide_of(store, name, language_of(given), version, day));
  TRY_STATUS(session.console.data(found.text + (found.text.ends_with('\n') ? "" : "\n")));
  return Exit::Done;
}

Outcome run_feedback_leave(Session& session) {
  const Arguments& given = session.arguments;
  const auto actor =
      TRY(lifecycle::parse_actor(given.actor.empty() ? "operator:cli" : given.actor));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const Feedback made = TRY(app::leave_feedback(store, actor.text(), given.page, given.text));
  session.console.done(made.id() + in_commit(made.commit));
  return Exit::Done;
}

Outcome run_feedback_list(Session& session) {
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const auto all = TRY(app::feedback(store));
  RecordWriter writer =
      TRY(open_writer(session, {{"id"}, {"page"}, {"text"}, {"by"}, {"at", ColumnKind::Instant}}));
  for (const Feedback& one : all)
    TRY_STATUS(writer.row({one.id(), one.page, one.text, one.by, time_text(one.at)}));
  TRY_STATUS(writer.end());
  return Exit::Done;
}

}  // namespace cli
