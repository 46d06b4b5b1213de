// feed void: what voiding a file changes, and doing it.
#include "app/quarantine_jobs.h"
#include "app/usage_jobs.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/session.h"

namespace cli {
namespace {

using storage::VoidEffect;

std::string file_text(const storage::DeliveredFile& file) {
  return file.name + " of commit " + std::to_string(file.commit.number);
}

base::Status print(Session& session, const VoidEffect& effect) {
  const auto number = ColumnKind::Number;
  RecordWriter writer = TRY(open_writer(session, {{"month"},
                                                  {"measure"},
                                                  {"currency"},
                                                  {"amount_before", number},
                                                  {"amount_after", number},
                                                  {"quantity_before", number},
                                                  {"quantity_after", number}}));
  for (const VoidEffect::MonthTotal& total : effect.totals) {
    TRY_STATUS(writer.row({total.month, total.measure, total.currency, total.amount_before.text(),
                           total.amount_after.text(), total.quantity_before.text(),
                           total.quantity_after.text()}));
  }
  return writer.end();
}

void tell(Console& console, const VoidEffect& effect) {
  for (const storage::DeliveredFile& file : effect.files)
    console.say("Voids " + file_text(file) + ", SHA-256 " + file.file_sha256.substr(0, 12));
  console.say("  " + counted(effect.stopping, "row") + " would stop counting");
  console.say("  " + counted(effect.returning, "row") + " of other files would count again");
  if (effect.waiting != 0)
    console.say("  " + counted(effect.waiting, "row") + " of it would leave quarantine");
  if (effect.going_back != 0)
    console.say("  " + counted(effect.going_back, "row") + " of other files would wait again");
  for (const storage::DeliveredFile& file : effect.repeating) {
    console.say("  " + counted(file.known, "row") + " of " + file_text(file) +
                " were known already, perhaps from here: deliver it again afterwards");
  }
}

}  // namespace

Outcome run_feed_void(Session& session) {
  const Arguments& arguments = session.arguments;
  const std::string name = TRY(only_word(session, "the name of a delivered file, or its SHA-256"));
  const std::string reason = TRY(required("--reason", arguments.reason, "TEXT"));
  storage::VoidWish wish{.file = name, .commit = {}};
  if (!arguments.commit.empty()) {
    const std::int64_t number = TRY(count_value("--commit", arguments.commit, 0));
    wish.commit = base::CommitNumber{number};
  }
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  storage::FeedVoid voiding = TRY(app::plan_void(store, wish));
  const VoidEffect effect = voiding.effect();
  tell(session.console, effect);
  TRY_STATUS(print(session, effect));
  TRY_STATUS(confirm(
      session, "the log would be as if " + effect.files.front().name + " had never been delivered",
      effect.files.front().name));
  const base::CommitNumber commit = TRY(voiding.commit("operator:cli", reason));
  session.console.done(effect.files.front().name + " is void: " + counted(effect.stopping, "row") +
                       " stopped counting, " + count(effect.returning, "counting again") +
                       at_commit(commit));
  if (arguments.no_replay) return Exit::Done;
  const storage::ReplayReceipt replayed = TRY(app::replay_freed(store, "operator:cli"));
  if (replayed.commit.number != 0) session.console.done("quarantine: " + replay_line(replayed));
  return Exit::Done;
}

}  // namespace cli
