#include "app/guidance_jobs.h"

#include "registry/act_detail.h"
#include "storage/guidance_table.h"

namespace app {

using guidance::Contact;
using guidance::Feedback;
using guidance::Guide;

base::Result<std::vector<Contact>> contacts(Store& store, base::CommitNumber as_known) {
  return storage::load_contacts(store.record(), as_known);
}

base::Result<Contact> set_contact(Store& store, const std::string& actor, Contact contact) {
  TRY_STATUS(guidance::check(contact));
  registry::DetailWriter detail;
  detail.field("family", contact.family).field("from", contact.from.text());
  detail.field("name", contact.name).field("url", contact.url);
  detail.field("email", contact.email).field("phone", contact.phone);
  contact.commit =
      TRY(storage::keep(store.record(), {actor, "support set", {}, detail.text()}, contact));
  return contact;
}

base::Result<std::vector<Guide>> guides(Store& store, base::CommitNumber as_known) {
  return storage::load_guides(store.record(), as_known);
}

base::Result<Guide> publish_guide(Store& store, const std::string& actor, Guide guide) {
  TRY_STATUS(guidance::check(guide));
  guide.version = 1;
  for (const Guide& one : TRY(guides(store, base::CommitNumber::latest()))) {
    if (one.name == guide.name && one.language == guide.language) guide.version = one.version + 1;
  }
  registry::DetailWriter detail;
  detail.field("guide", guide.name).field("language", guide.language);
  detail.field("version", std::to_string(guide.version)).field("from", guide.from.text());
  guide.commit =
      TRY(storage::keep(store.record(), {actor, "guide publish", {}, detail.text()}, guide));
  return guide;
}

base::Result<Guide> guide_of(Store& store, const std::string& name, const std::string& language,
                             std::int64_t version, base::Day day) {
  const auto all = TRY(guides(store, base::CommitNumber::latest()));
  const auto absent = [&](const std::string& more) {
    return base::fail(base::Code::NotFound,
                      "there is no guide '" + name + "' in " + language + more);
  };
  if (version == 0) {
    const Guide* const found = guidance::guide_on(all, name, language, day);
    if (found == nullptr) return absent(" that holds on " + day.text());
    return *found;
  }
  for (const Guide& one : all) {
    if (one.name == name && one.language == language && one.version == version) return one;
  }
  return absent(" of version " + std::to_string(version));
}

base::Result<std::vector<Feedback>> feedback(Store& store) {
  return storage::load_feedback(store.record());
}

base::Result<Feedback> leave_feedback(Store& store, const std::string& actor,
                                      const std::string& page, const std::string& text) {
  Feedback word;
  word.page = page;
  word.text = text;
  word.by = actor;
  word.at = store.clock().now();
  TRY_STATUS(guidance::check(word));
  registry::DetailWriter detail;
  detail.field("page", page);
  return storage::keep(store.record(), {actor, "feedback", {}, detail.text()}, std::move(word));
}

}  // namespace app
