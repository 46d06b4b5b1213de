// init, import, ingest: what goes into a store.
#include <filesystem>

#include "app/event_jobs.h"
#include "app/lifecycle_jobs.h"
#include "app/quarantine_jobs.h"
#include "app/registry_jobs.h"
#include "app/text_file.h"
#include "app/usage_jobs.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "programs/load.h"

namespace cli {
namespace {

base::Status need_files(const Session& session) {
  if (!session.arguments.words.empty()) return {};
  return base::fail(base::Code::Usage, session.arguments.command + " needs files",
                    "accredit help " + session.arguments.command);
}

// ---- ingest ------------------------------------------------------------------------------------

std::string receipt_line(const std::string& path, const ingest::Receipt& receipt) {
  const std::string name = std::filesystem::path(path).filename().string();
  if (receipt.repeated) return name + ": read before, nothing changed";
  std::string line =
      name + ": " + counted(receipt.records, "record") + ", " + count(receipt.accepted, "accepted");
  add_part(line, receipt.superseding - receipt.voided, "of them in the place of older revisions");
  add_part(line, receipt.voided, "older rows void, which the file no longer has");
  add_part(line, receipt.superseded, "of them older than what is known");
  add_part(line, receipt.cancellations,
           receipt.cancellations == 1 ? "cancellation" : "cancellations");
  add_part(line, receipt.duplicates, receipt.duplicates == 1 ? "duplicate" : "duplicates");
  add_part(line, receipt.quarantined, "quarantined");
  add_part(line, receipt.known_quarantined, "already waiting in quarantine");
  add_part(line, receipt.released, "released from quarantine");
  return line + " (commit " + std::to_string(receipt.commit.number) + ")";
}

void tell_causes(Console& console, const ingest::Receipt& receipt) {
  for (const ingest::QuarantinedRow& row : receipt.examples) {
    console.warn(ingest::sentence(receipt.file, row));
  }
  for (const auto& [cause, rows] : receipt.causes) {
    if (rows > 1) console.say("  " + std::string(word(cause)) + ": " + counted(rows, "row"));
  }
}

// "BAD_DATE 3; MISSING_VALUE 1"
std::string causes_text(const ingest::Receipt& receipt) {
  std::string out;
  for (const auto& [cause, rows] : receipt.causes) {
    out += (out.empty() ? "" : "; ") + std::string(word(cause)) + " " + std::to_string(rows);
  }
  return out;
}

// "consumption USD 12.5 quantity 3; ...": what the file says, with what rounding put aside.
std::string totals_text(const ingest::Receipt& receipt) {
  std::string out;
  for (const usage::ControlTotal& total : receipt.totals) {
    base::Product amount(total.amount), quantity(total.quantity);
    for (const auto& rest : receipt.rounding) {
      if (rest.measure != total.measure || rest.currency != total.currency) continue;
      amount += rest.amount;
      quantity += rest.quantity;
    }
    out += (out.empty() ? "" : "; ") + std::string(base::word(total.measure)) + " " +
           (total.currency.empty() ? "-" : total.currency) + " " + amount.text() + " quantity " +
           quantity.text();
  }
  return out;
}

// Answers as they come, and what they add up to.
class IngestTeller {
 public:
  IngestTeller(Session& session, Progress& progress, RecordWriter* writer)
      : console_(session.console), progress_(progress), writer_(writer) {}

  void answered(const std::string& path, const app::IngestAnswer& answer) {
    progress_.clear();
    if (!answer) {
      refused_ = true;
      console_.fail(answer.error());
      return;
    }
    console_.done(receipt_line(path, *answer));
    tell_causes(console_, *answer);
    if (!answer->repeated) waiting_ += answer->quarantined + answer->known_quarantined;
    if (writer_ != nullptr && written_) written_ = writer_->row(cells_of(*answer));
  }

  Outcome outcome() {
    if (writer_ != nullptr) {
      TRY_STATUS(std::move(written_));
      TRY_STATUS(writer_->end());
    }
    if (waiting_ != 0) console_.next("accredit quarantine list");
    if (refused_) return Exit::Failed;
    return waiting_ != 0 ? Exit::Findings : Exit::Done;
  }

  static std::vector<Column> columns() {
    const auto number = ColumnKind::Number;
    return {{"file"},
            {"feed"},
            {"sha256"},
            {"commit", number},
            {"records", number},
            {"accepted", number},
            {"duplicates", number},
            {"quarantined", number},
            {"rows", number},
            {"cancellations", number},
            {"causes"},
            {"totals"}};
  }

 private:
  static std::vector<std::string> cells_of(const ingest::Receipt& receipt) {
    return {receipt.file,
            receipt.feed,
            receipt.sha256,
            std::to_string(receipt.commit.number),
            std::to_string(receipt.records),
            std::to_string(receipt.accepted),
            std::to_string(receipt.duplicates),
            std::to_string(receipt.quarantined + receipt.known_quarantined),
            std::to_string(receipt.rows_read),
            std::to_string(receipt.cancellations),
            causes_text(receipt),
            totals_text(receipt)};
  }

  Console& console_;
  Progress& progress_;
  RecordWriter* writer_;
  base::Status written_;
  std::int64_t waiting_ = 0;
  bool refused_ = false;
};

// ---- import ------------------------------------------------------------------------------------

std::string import_line(const std::string& path, const app::ImportReceipt& receipt) {
  std::string line = std::filesystem::path(path).filename().string() + ": " +
                     counted(static_cast<std::int64_t>(receipt.rows), "row");
  if (receipt.commit.number == 0) return line + ", nothing changed";
  line += ", " + count(static_cast<std::int64_t>(receipt.changed), "new or changed");
  add_part(line, static_cast<std::int64_t>(receipt.recognised),
           receipt.recognised == 1 ? "association recognised" : "associations recognised");
  add_part(line, static_cast<std::int64_t>(receipt.ended),
           receipt.ended == 1 ? "association ended" : "associations ended");
  add_part(line, static_cast<std::int64_t>(receipt.flagged), "of them changed in the past");
  return line + " (commit " + std::to_string(receipt.commit.number) + ")";
}

}  // namespace

Outcome run_init(Session& session) {
  const std::string directory = TRY(data_directory(session));
  const std::string& file = session.arguments.programme;
  const std::string text =
      file.empty() ? std::string(programs::shipped_cloud_2016()) : TRY(app::read_text(file));
  const programs::Programme programme = TRY(
      app::Store::create(directory, text, file.empty() ? "cloud-2016.toml" : file, session.clock));
  session.console.done(
      "created the store '" + directory + "' with programme " + programme.code + ' ' +
      programme.version + " (" +
      count(static_cast<std::int64_t>(programme.examples.size()), "examples passed, time zone ") +
      programme.parameters.time_zone + ")");
  session.console.next("accredit import --data " + directory +
                       " partners.csv customers.csv products.csv subscriptions.csv ...");
  return Exit::Done;
}

Outcome run_import(Session& session) {
  TRY_STATUS(need_files(session));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  Progress progress(session.console);
  bool refused = false, healing = false;
  const auto answered = [&](const std::string& file, const app::ImportAnswer& answer) {
    progress.clear();
    if (!answer) {
      refused = true;
      session.console.fail(answer.error());
      return;
    }
    healing |= answer->heals_quarantine();
    session.console.done(import_line(file, *answer));
  };
  TRY_STATUS(app::import_files(store, {session.arguments.words, "operator:cli"}, progress.report(),
                               answered));
  if (healing && !session.arguments.no_replay) {
    const auto replayed = TRY(app::replay_healed(store, "operator:cli"));
    if (replayed && replayed->commit.number != 0)
      session.console.done("quarantine: " + replay_line(*replayed));
  }
  const app::TickReceipt due = TRY(app::tick(store, session.clock.now()));
  if (due.steps > 0) session.console.done("requests: " + tick_line(due));
  return refused ? Exit::Failed : Exit::Done;
}

Outcome run_ingest(Session& session) {
  TRY_STATUS(need_files(session));
  const ingest::Mapping mapping = TRY(app::find_mapping(session.arguments.format));
  const app::IngestOrder order{
      .files = session.arguments.words, .feed = session.arguments.feed, .mapping = mapping};
  std::optional<RecordWriter> writer;
  if (!session.arguments.output.empty()) {
    writer.emplace(TRY(open_writer(session, IngestTeller::columns())));
  }
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  Progress progress(session.console);
  IngestTeller teller(session, progress, writer ? &*writer : nullptr);
  const app::IngestEnd end =
      TRY(app::ingest_files(store, order, progress.report(),
                            [&](const std::string& path, const app::IngestAnswer& answer) {
                              teller.answered(path, answer);
                            }));
  if (end.not_folded) {
    session.console.warn("the files are in the log, but small ones were not folded: " +
                         end.not_folded->message);
  }
  return teller.outcome();
}

Outcome run_fold(Session& session) {
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  Progress progress(session.console);
  IngestTeller teller(session, progress, nullptr);
  if (const auto events = TRY(app::fold_inbox(store, "operator:cli")))
    teller.answered(events->file, *events);
  const storage::FoldReceipt receipt = TRY(app::fold(store, "operator:cli"));
  if (receipt.containers == 0) {
    session.console.say("No two files are small enough to be folded.");
    return teller.outcome();
  }
  session.console.done(counted(receipt.files, "file") + " folded into " +
                       std::to_string(receipt.containers) + ", " + counted(receipt.rows, "row") +
                       " moved (commit " + std::to_string(receipt.commit.number) + ")");
  return teller.outcome();
}

}  // namespace cli
