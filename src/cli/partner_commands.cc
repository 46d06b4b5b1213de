// partner: status, enrolment and profiles of one partner, and what is recorded of it.
#include "app/registry_jobs.h"
#include "base/nearest.h"
#include "cli/option_values.h"
#include "cli/session.h"

namespace cli {
namespace {

// From --on, today when absent, until --to.
base::Result<base::DayRange> days_of(const Arguments& arguments) {
  const base::Day from = TRY(day_or("--on", arguments.date, base::Day::min()));
  const base::Day to = TRY(day_or("--to", arguments.to, base::Day::forever()));
  return base::DayRange{from, to};
}

template <class Enum, std::size_t N>
base::Result<Enum> word_of(std::string_view option, const std::string& text,
                           const std::array<std::string_view, N>& words) {
  if (const auto found = base::parse_word<Enum>(words, text)) return *found;
  std::string list;
  for (std::size_t i = 0; i < N; ++i)
    list += (i == 0 ? "" : i + 1 == N ? " or " : ", ") + std::string(words[i]);
  return base::fail(base::Code::Usage, std::string(option) + " '" + text + "' is not " + list +
                                           base::hint(text, words));
}

base::Result<registry::StatusWish> status_wish(const Arguments& given) {
  registry::StatusWish wish;
  wish.partner_id = TRY(required("--partner", given.partner, "ID"));
  if (given.withdraw && !given.status.empty()) {
    return base::fail(base::Code::Usage,
                      "--withdraw takes back a status and --status sets one; drop one");
  }
  if (!given.withdraw) {
    const std::string text = TRY(required("--status", given.status, "suspended"));
    wish.status = TRY(word_of<base::PartnerStatus>("--status", text, base::kPartnerStatuses));
  }
  wish.reason = TRY(required("--reason", given.reason, "'why it changes'"));
  wish.on = TRY(day_or("--on", given.date, base::Day::min()));
  wish.for_cause = given.for_cause;
  return wish;
}

std::string at_commit(const app::ActReceipt& receipt) {
  return " (commit " + std::to_string(receipt.commit.number) + ")";
}

base::Status print_facts(RecordWriter& writer, const registry::Snapshot& registry,
                         base::PartnerKey partner) {
  const std::string& id = registry[partner].id;
  TRY_STATUS(writer.row(
      {id, "status", std::string(base::word(registry[partner].status)), "", "", "partners.csv"}));
  for (const auto& one : registry.statuses) {
    if (one.partner != partner) continue;
    std::string note = one.for_cause ? "for cause" : "";
    if (!one.reason.empty()) note += (note.empty() ? "" : ": ") + one.reason;
    TRY_STATUS(
        writer.row({id, "status", std::string(base::word(one.status)), one.from.text(), "", note}));
  }
  const auto print = [&](std::string_view fact, std::string_view value,
                         base::DayRange days) -> base::Status {
    return writer.row({id, std::string(fact), std::string(value), days.from.text(), days.to.text(),
                       days.empty() ? "withdrawn" : ""});
  };
  for (const auto& one : registry.enrolments) {
    if (one.partner == partner) TRY_STATUS(print("enrolment", one.agreement, one.days));
  }
  for (const auto& one : registry.profiles) {
    if (one.partner == partner) TRY_STATUS(print("profile", base::word(one.kind), one.days));
  }
  for (const auto& one : registry::memberships_of(registry, partner))
    TRY_STATUS(print("group", one.group_id, one.days));
  return {};
}

}  // namespace

Outcome run_partner_status(Session& session) {
  const registry::StatusWish wish = TRY(status_wish(session.arguments));
  const app::Actor actor = TRY(actor_value(session.arguments, Acting::Vendor));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const app::ActReceipt receipt = TRY(app::set_status(store, actor, wish));
  std::string line = "partner " + wish.partner_id;
  line += wish.status ? " is " + std::string(base::word(*wish.status))
                      : std::string(": the status of that day is taken back");
  if (receipt.ended > 0) {
    line += ", " + std::to_string(receipt.ended) +
            (receipt.ended == 1 ? " association ended" : " associations ended");
  }
  session.console.done(line + at_commit(receipt));
  return Exit::Done;
}

Outcome run_partner_enrol(Session& session) {
  const Arguments& given = session.arguments;
  registry::EnrolWish wish;
  wish.partner_id = TRY(required("--partner", given.partner, "ID"));
  wish.agreement = TRY(required("--agreement", given.agreement, "NAME"));
  wish.days = TRY(days_of(given));
  wish.reason = given.reason;
  const app::Actor actor = TRY(actor_value(given, Acting::Vendor));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const app::ActReceipt receipt = TRY(app::enrol(store, actor, wish));
  session.console.done("enrolment of " + wish.partner_id + " in " + wish.agreement + " recorded" +
                       at_commit(receipt));
  return Exit::Done;
}

Outcome run_partner_profile(Session& session) {
  const Arguments& given = session.arguments;
  registry::ProfileWish wish;
  wish.partner_id = TRY(required("--partner", given.partner, "ID"));
  const std::string kind = TRY(required("--kind", given.kind, "payout"));
  wish.kind = TRY(word_of<base::ProfileKind>("--kind", kind, base::kProfileKinds));
  wish.days = TRY(days_of(given));
  wish.reason = given.reason;
  const app::Actor actor = TRY(actor_value(given, Acting::Vendor));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const app::ActReceipt receipt = TRY(app::complete_profile(store, actor, wish));
  session.console.done(kind + " profile of " + wish.partner_id + " recorded" + at_commit(receipt));
  return Exit::Done;
}

Outcome run_partner_show(Session& session) {
  const Arguments& given = session.arguments;
  const std::string id = TRY(required("--partner", given.partner, "ID"));
  const base::CommitNumber as_known = TRY(commit_value(given.as_known));
  RecordWriter writer = TRY(open_writer(
      session, {{"partner"}, {"fact"}, {"value"}, {"starts_on"}, {"ends_on"}, {"note"}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const app::Books books = TRY(app::open_books(store, as_known));
  const auto partner = registry::Directory(books.registry).partner(id);
  if (!partner.exists()) {
    std::vector<std::string_view> ids;
    ids.reserve(books.registry.partners.size());
    for (const auto& one : books.registry.partners)
      ids.push_back(one.id);
    return base::fail(base::Code::NotFound,
                      "there is no partner '" + id + "'" + base::hint(id, ids));
  }
  TRY_STATUS(print_facts(writer, books.registry, partner));
  TRY_STATUS(writer.end());
  return Exit::Done;
}

}  // namespace cli
