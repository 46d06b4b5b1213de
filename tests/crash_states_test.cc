// The power fails. What the program does to its disk is recorded once; then the disk is built as it
// may look after a crash at any moment of that, and the store on it is opened and held against what
// was acknowledged by then. Decision 0009.
#include <doctest/doctest.h>
#include <stdlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>

#include "app/answer_jobs.h"
#include "app/check_jobs.h"
#include "app/store.h"
#include "base/sha256.h"
#include "programs/load.h"
#include "storage/audit.h"
#include "storage/verify.h"
#include "tests/disk_replay.h"
#include "tests/fault_story.h"

namespace {

namespace fs = std::filesystem;
using storage::OpenFor;
using tests::Disk;
using tests::DiskNote;
using tests::DiskState;
using tests::FaultStory;
using tests::Survives;
using Kind = DiskNote::Kind;

constexpr std::uint64_t kSeed = 20261126;
const base::FixedClock kClock(base::Instant{4'000'000'000'000});
const attribution::CreditQuery kQuery{
    .from = *base::Month::parse("2026-03"),
    .to = *base::Month::parse("2026-03"),
    .keys = {attribution::CreditKey::Partner, attribution::CreditKey::Subscription}};

std::string folder_in_memory() {
  const char* fast = "/dev/shm";
  std::string path = (fs::exists(fast) ? fs::path(fast) : fs::temp_directory_path()).string() +
                     "/accredit-crash-XXXXXX";
  REQUIRE(::mkdtemp(path.data()) != nullptr);
  return path;
}

base::Result<std::vector<attribution::CreditRow>> credit_at(app::Store& store, std::int64_t n) {
  const auto view = TRY(app::open_view(store, {n}, {}));
  return TRY(app::credit(*view, kQuery)).rows();
}

// What happened, and what it came to.
struct Recording {
  std::vector<DiskNote> notes;
  std::string root;
  std::vector<base::Digest> chain;  // hash of commit 1, 2, ...
  std::vector<std::vector<attribution::CreditRow>> credit;
};

void learn_outcome(const std::string& directory, Recording& out) {
  auto store = app::Store::open(directory, OpenFor::Reading, kClock);
  REQUIRE(store);
  const auto events = storage::read_events(store->record().database(), 0, INT64_MAX);
  REQUIRE(events);
  for (const storage::AuditEvent& event : *events) {
    out.chain.push_back(event.hash);
    out.credit.push_back(credit_at(*store, event.commit.number).value());
  }
}

// Tells the story once more under the recorder. With kills, each command is first ended at one of
// its flushes and then repeated, so that recovery is recorded too.
Recording record(const FaultStory& story, bool kills) {
  const char* recorder = std::getenv("ACCREDIT_DISK_RECORDER");
  REQUIRE_MESSAGE(recorder != nullptr, "ACCREDIT_DISK_RECORDER must name the recorder's library");
  Recording out;
  out.root = story.bench().path();
  const std::string log = story.bench().file("notes");
  fs::remove(log);
  const std::string under = std::string("LD_PRELOAD=") + recorder + " DISK_RECORDER_LOG=" + log +
                            " DISK_RECORDER_ROOT=" + out.root + '/';
  std::mt19937_64 random(kSeed);
  story.rewind(0);
  for (std::size_t chapter = 0; chapter < story.chapters(); ++chapter) {
    const std::size_t before = fs::exists(log) ? tests::read_notes(log).size() : 0;
    if (kills) {
      story.run(chapter, under + " DISK_RECORDER_KILL=" + std::to_string(1 + random() % 12));
    }
    story.run(chapter, under);
    if (chapter == 3) {
      story.bench().shell(under + " accredit credit --from 2026-03 --by partner");  // the index
    }
    auto notes = tests::read_notes(log);
    out.notes.push_back({Kind::Chapter, "", "", "", static_cast<std::int64_t>(chapter)});
    for (std::size_t i = before; i < notes.size(); ++i)
      out.notes.push_back(std::move(notes[i]));
  }
  REQUIRE(out.notes.size() > 500);
  learn_outcome(story.bench().file("store"), out);
  return out;
}

// Opens what a crash left and holds it against the recording.
class Examination {
 public:
  explicit Examination(const Recording& recording)
      : recording_(recording), root_(folder_in_memory()), store_(root_ + "/store") {}
  ~Examination() { fs::remove_all(root_); }
  Examination(const Examination&) = delete;
  Examination& operator=(const Examination&) = delete;

  // Nothing when all is well, and nothing when this very state was seen before.
  std::string examine(const DiskState& state, std::size_t acknowledged) {
    base::Sha256 digest;
    for (const auto& [path, bytes] : state)
      digest.update(std::to_string(bytes.size()) + ':' + path).update(bytes);
    digest.update(std::to_string(acknowledged));
    if (!seen_.insert(digest.finish()).second) return "";
    tests::put(state, root_, recording_.root);
    const base::Result<std::string> wrong = look(acknowledged);
    return wrong ? *wrong : wrong.error().message;
  }
  std::size_t states() const { return seen_.size(); }
  std::size_t verifications() const { return verified_.size(); }

 private:
  // An init that nobody was told of may be repeated.
  base::Result<std::string> made_anew() {
    TRY(app::Store::create(store_, programs::shipped_cloud_2016(), "cloud-2016.toml", kClock));
    return "";
  }

  base::Result<std::string> look(std::size_t acknowledged) {
    std::size_t commits = 0;
    if (app::Store::exists(store_)) {
      app::Store store = TRY(app::Store::open(store_, OpenFor::Writing, kClock));
      TRY(store.log());  // sweeps
      const auto events = TRY(storage::read_events(store.record().database(), 0, INT64_MAX));
      commits = events.size();
      for (std::size_t i = 0; i < commits; ++i) {
        if (i >= recording_.chain.size() || events[i].hash != recording_.chain[i]) {
          return "commit " + std::to_string(i + 1) + " was never made";
        }
      }
      if (commits < acknowledged) {
        return "lost commits " + std::to_string(commits + 1) + ".." + std::to_string(acknowledged);
      }
      if (commits > 0) return verify(store, commits);
    }
    if (acknowledged > 0) return std::string("lost the store");
    return made_anew();
  }

  // Once for each content of the segments at each commit: the rest of the store is the chain's.
  base::Result<std::string> verify(app::Store& store, std::size_t commits) {
    for (const storage::Finding& one : TRY(storage::verify_record(store.record())))
      return one.subject + ": " + one.message;
    base::Sha256 digest;
    digest.update(std::to_string(commits));
    for (const auto& entry : fs::directory_iterator(store_ + "/segments")) {
      std::ifstream file(entry.path(), std::ios::binary);
      digest.update(entry.path().filename().string());
      digest.update(std::string(std::istreambuf_iterator<char>(file), {}));
    }
    if (!verified_.insert(digest.finish()).second) return "";
    const app::Verification whole = TRY(app::verify(store, false, {}));
    for (const storage::Finding& one : whole.violations)
      return one.subject + ": " + one.message;
    const auto rows = TRY(credit_at(store, static_cast<std::int64_t>(commits)));
    return rows == recording_.credit[commits - 1] ? "" : "the credit is another";
  }

  const Recording& recording_;
  const std::string root_, store_;
  std::set<base::Digest> seen_, verified_;
};

constexpr Survives kAll[] = {Survives::Sectors, Survives::Writes, Survives::Names,
                             Survives::Nothing, Survives::All,    Survives::Sectors};

// Replays the recording up to every note in turn and lets the power fail there in each way, until
// `states` different ones were examined or every moment was visited `rounds` times. Gives what was
// wrong, with the place.
std::vector<std::string> replay(const Recording& recording, Examination& examination,
                                std::size_t states, int rounds, std::size_t wrong_max) {
  std::mt19937_64 random(kSeed);
  std::vector<std::string> wrong;
  for (int round = 0; round < rounds && examination.states() < states; ++round) {
    Disk disk;
    std::size_t acknowledged = 0;
    std::int64_t chapter = 0;
    for (std::size_t at = 0; at < recording.notes.size(); ++at) {
      const DiskNote& note = recording.notes[at];
      if (note.kind == Kind::Chapter) chapter = note.number;
      if (note.kind == Kind::Said) {
        acknowledged = std::max(acknowledged, tests::acknowledged({0, "", note.data}));
      }
      disk.apply(note);
      const Survives what = kAll[(at + static_cast<std::size_t>(round)) % std::size(kAll)];
      const std::string found = examination.examine(disk.crash(what, random), acknowledged);
      if (found.empty()) continue;
      wrong.push_back("round " + std::to_string(round) + ", note " + std::to_string(at) +
                      " of chapter " + std::to_string(chapter) + ", way " +
                      std::to_string(static_cast<int>(what)) + ": " + found);
      if (wrong.size() == wrong_max) return wrong;
    }
  }
  return wrong;
}

}  // namespace

TEST_CASE("after a power failure nothing acknowledged is lost and nothing counts twice") {
  MESSAGE("seed " << kSeed);
  const FaultStory story;
  const std::size_t states = std::size_t{5'000} * static_cast<std::size_t>(tests::campaign_times());
  for (const bool kills : {false, true}) {
    CAPTURE(kills);
    const Recording recording = record(story, kills);
    Examination examination(recording);
    const auto wrong = replay(recording, examination, states, 1'000, 5);
    for (const std::string& one : wrong)
      CHECK_MESSAGE(false, one);
    CHECK(examination.states() >= states);
    tests::add_evidence(kills ? "crash states, with recoveries" : "crash states",
                        {{"calls", static_cast<long>(recording.notes.size())},
                         {"states", static_cast<long>(examination.states())},
                         {"verified_whole", static_cast<long>(examination.verifications())},
                         {"wrong", static_cast<long>(wrong.size())}});
  }
}

// ---- settings that are wrong, and must be caught ----------------------------------------------

namespace {

using Notes = std::vector<DiskNote>;

bool is_log(const DiskNote& note) {
  return note.path.ends_with("/record.db-wal");
}
bool is_anchor(const DiskNote& note) {
  return note.path.ends_with("/anchor");
}
bool is_flush(const DiskNote& note) {
  return note.kind == Kind::Flush;
}

Notes without(Notes notes, const std::function<bool(const DiskNote&)>& left_out) {
  std::erase_if(notes, left_out);
  return notes;
}

// As SQLite's synchronous=NORMAL: the log is flushed before a checkpoint, not at each commit.
Notes unflushed_commits(const Notes& notes) {
  Notes out;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const bool commit =
        is_flush(notes[i]) && is_log(notes[i]) && i + 1 < notes.size() && is_anchor(notes[i + 1]);
    if (!commit) out.push_back(notes[i]);
  }
  return out;
}

Notes no_folder_flushed(const Notes& notes) {
  std::set<std::string> folders{notes[1].path};
  for (const DiskNote& note : notes) {
    if (note.kind == Kind::MakeDirectory) folders.insert(note.path);
  }
  return without(
      notes, [&](const DiskNote& note) { return is_flush(note) && folders.contains(note.path); });
}

// The anchor moves before the commit is durable.
Notes anchor_first(Notes notes) {
  for (std::size_t i = 1; i + 1 < notes.size(); ++i) {
    const bool commit = is_flush(notes[i - 1]) && is_log(notes[i - 1]) && is_anchor(notes[i]) &&
                        is_anchor(notes[i + 1]);
    if (commit) std::rotate(&notes[i - 1], &notes[i], &notes[i + 1] + 1);
  }
  return notes;
}

struct Control {
  const char* name;
  std::function<Notes(const Notes&)> spoil;
};

const Control kControls[] = {
    {"synchronous=OFF",
     [](const Notes& notes) {
       return without(notes, [](const DiskNote& note) {
         return is_flush(note) && note.path.find("/record.db") != note.path.npos;
       });
     }},
    {"synchronous=NORMAL", unflushed_commits},
    {"no directory is flushed", no_folder_flushed},
    {"the manifest commits before its segment is durable",
     [](const Notes& notes) {
       return without(notes, [](const DiskNote& note) {
         return is_flush(note) && note.path.find("/segments") != note.path.npos;
       });
     }},
    {"the anchor is not written",
     [](const Notes& notes) {
       int writes = 0;  // its creation takes two
       return without(notes, [&](const DiskNote& note) {
         return note.kind == Kind::Write && is_anchor(note) && ++writes > 2;
       });
     }},
    {"the anchor is not flushed",
     [](const Notes& notes) {
       return without(notes,
                      [](const DiskNote& note) { return is_flush(note) && is_anchor(note); });
     }},
    {"the anchor moves before the commit", anchor_first},
};

}  // namespace

TEST_CASE("wrong settings do not survive the same crashes") {
  const FaultStory story;
  Recording recording = record(story, false);
  const Notes right = recording.notes;
  long caught = 0;
  for (const Control& control : kControls) {
    CAPTURE(control.name);
    recording.notes = control.spoil(right);
    Examination examination(recording);
    const auto wrong = replay(recording, examination, 3'000, 6, 1);
    CHECK_MESSAGE(!wrong.empty(), "survived " << examination.states() << " crash states");
    caught += wrong.empty() ? 0 : 1;
  }
  tests::add_evidence("controls of the crash states",
                      {{"controls", static_cast<long>(std::size(kControls))}, {"caught", caught}});
}
