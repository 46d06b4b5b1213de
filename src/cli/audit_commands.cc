// audit checkpoint, list, verify, export; key show: the audit chain from outside.
#include "app/audit_jobs.h"
#include "app/signing.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/session.h"

namespace cli {
namespace {

// --from: the commit of a checkpoint, or "last".
base::Result<storage::ChainStart> start_of(const Arguments& arguments) {
  if (arguments.from.empty()) return std::nullopt;
  if (arguments.from == "last") return base::CommitNumber::latest();
  const std::int64_t number = TRY(count_value("--from", arguments.from, 0));
  return base::CommitNumber{number};
}

// "events 1..14 hold, signed up to 12 by key 85ab...; head 3f..."
std::string line_of(const storage::ChainReport& report) {
  std::string line = report.events == 0
                         ? std::string("no event")
                         : counted(report.events, "event") + ", " + std::to_string(report.from) +
                               " to " + std::to_string(report.to);
  line += report.key.empty()
              ? "; nothing is signed"
              : "; signed up to event " + std::to_string(report.signed_to) + " by key " +
                    report.key + " (" + counted(report.checkpoints, "checkpoint") + ")";
  return line + "; head " + base::hex(report.head);
}

base::Result<storage::ChainReport> report_of(Session& session, storage::ChainStart start) {
  const Arguments& arguments = session.arguments;
  if (arguments.words.empty()) {
    app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
    return app::verify_audit(store, start, arguments.public_key);
  }
  const std::string file = TRY(only_word(session, "one exported file, or none for the store"));
  if (!start) return app::verify_audit_file(file, arguments.public_key);
  return base::fail(base::Code::Usage,
                    "--from chooses among the checkpoints of a store; a file is checked whole");
}

}  // namespace

Outcome run_audit_checkpoint(Session& session) {
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto receipt =
      TRY(app::make_checkpoint(store, session.arguments.signing_key, "operator:cli"));
  const storage::Checkpoint& one = receipt.checkpoint;
  const std::string what = "signed up to event " + std::to_string(one.seq) + " by key " + one.key;
  session.console.done(receipt.made ? what + at_commit(one.commit)
                                    : "nothing happened since commit " +
                                          std::to_string(one.commit.number) + ": " + what);
  return Exit::Done;
}

Outcome run_audit_list(Session& session) {
  const auto number = ColumnKind::Number;
  RecordWriter writer = TRY(open_writer(session, {{"commit", number},
                                                  {"recorded_at", ColumnKind::Instant},
                                                  {"event", number},
                                                  {"head"},
                                                  {"key"}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  for (const auto& [one, at] : TRY(app::checkpoints(store))) {
    TRY_STATUS(writer.row({std::to_string(one.commit.number), time_text(at),
                           std::to_string(one.seq), base::hex(one.head), one.key}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_audit_verify(Session& session) {
  const storage::ChainStart start = TRY(start_of(session.arguments));
  RecordWriter writer = TRY(open_writer(session, {{"subject"}, {"violation"}}));
  const storage::ChainReport report = TRY(report_of(session, start));
  for (const storage::Finding& one : report.findings)
    TRY_STATUS(writer.row({one.subject, one.message}));
  if (report.findings.empty()) {
    session.console.done("the chain holds: " + line_of(report));
    return Exit::Done;
  }
  TRY_STATUS(writer.end());
  session.console.warn("the chain is broken: " + line_of(report));
  return Exit::Findings;
}

Outcome run_audit_export(Session& session) {
  const storage::ChainStart start = TRY(start_of(session.arguments));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const std::string& out = session.arguments.out;
  if (out.empty()) {
    TRY_STATUS(app::export_audit(
        store, start, [&](std::string_view piece) { return session.console.data(piece); }));
    return Exit::Done;
  }
  TRY_STATUS(app::export_audit_file(store, start, out));
  session.console.done("wrote " + out);
  return Exit::Done;
}

Outcome run_key_show(Session& session) {
  const auto& words = session.arguments.words;
  const std::string id = words.empty() ? "" : TRY(only_word(session, "at most one id of a key"));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  TRY_STATUS(session.console.data(TRY(app::public_key_pem(store, id))));
  return Exit::Done;
}

}  // namespace cli
