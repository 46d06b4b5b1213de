// events: CloudEvents from files into the inbox.
#include <array>
#include <filesystem>

#include "app/event_jobs.h"
#include "app/text_file.h"
#include "base/zone.h"
#include "cli/phrases.h"
#include "cli/session.h"

namespace cli {
namespace {

base::Result<ingest::EventForm> form_of(const std::string& word) {
  if (word.empty() || word == "usage") return ingest::EventForm::Usage;
  if (word == "meter") return ingest::EventForm::Meter;
  return base::fail(base::Code::Usage,
                    "'" + word + "' is no form of events; expected usage or meter");
}

// What became of the events of one file, in words.
class EventTeller {
 public:
  EventTeller(Console& console, const std::string& path)
      : console_(console), name_(std::filesystem::path(path).filename().string()) {}

  void answered(const app::EventOutcome& outcome) {
    ++events_;
    if (!outcome) {
      const ingest::Rejection& wrong = outcome.error();
      return refuse(wrong.pointer,
                    wrong.code + ", " + wrong.message + ". Expected " + wrong.expected);
    }
    ++outcomes_[static_cast<std::size_t>(*outcome)];
    if (*outcome == storage::InboxOutcome::Conflict)
      refuse("/id", "KEY_REUSED, another content waits under it. Expected a higher revision");
  }

  bool refused() const { return refused_ > 0; }
  void finish() const {
    std::string line =
        name_ + ": " + counted(events_, "event") + ", " + count(outcomes_[0], "accepted");
    add_part(line, outcomes_[1], "waiting already");
    add_part(line, refused_, "refused");
    console_.done(line);
  }

 private:
  void refuse(const std::string& pointer, const std::string& why) {
    constexpr std::int64_t kToldMax = 20;
    if (++refused_ <= kToldMax)
      console_.warn(name_ + " event " + std::to_string(events_) + " " + pointer + ": " + why);
  }

  Console& console_;
  std::string name_;
  std::int64_t events_ = 0, refused_ = 0;
  std::array<std::int64_t, 3> outcomes_{};
};

}  // namespace

Outcome run_events(Session& session) {
  const ingest::EventForm form = TRY(form_of(session.arguments.format));
  if (session.arguments.words.empty())
    return base::fail(base::Code::Usage, "events needs files", "accredit help events");
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const programs::Programme programme = TRY(store.programme(base::CommitNumber::latest()));
  const base::Zone zone = TRY(base::Zone::find(programme.parameters.time_zone));
  bool refused = false;
  for (const std::string& path : session.arguments.words) {
    const auto events =
        ingest::read_events(TRY(app::read_text(path, ingest::kEventsBytesMax)), form, zone);
    if (!events) return base::fail(events.error().code, path + ": " + events.error().message);
    EventTeller teller(session.console, path);
    for (const app::EventOutcome& outcome : TRY(app::accept_events(store, *events)))
      teller.answered(outcome);
    teller.finish();
    refused |= teller.refused();
  }
  session.console.next("accredit fold --data " + store.directory());
  return refused ? Exit::Findings : Exit::Done;
}

}  // namespace cli
