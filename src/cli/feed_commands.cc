// feed list, show, infer, digest: mappings that are shipped or proposed, and the log's digest.
#include "app/feed_jobs.h"
#include "app/usage_jobs.h"
#include "base/nearest.h"
#include "cli/option_values.h"
#include "cli/session.h"
#include "ingest/usage_columns.h"

namespace cli {
namespace {

constexpr std::size_t kRowsShown = 3;

// The comment that a shipped mapping begins with, up to its first full stop or line end.
std::string purpose_of(std::string_view toml) {
  std::string text;
  while (toml.starts_with("# ")) {
    const std::size_t end = toml.find('\n');
    text += (text.empty() ? "" : " ") + std::string(toml.substr(2, end - 2));
    toml.remove_prefix(std::min(toml.size(), end + 1));
  }
  return text;
}

void show(Console& console, const std::string& title, const std::vector<std::string>& columns,
          const std::vector<std::vector<std::string>>& rows) {
  console.say(title);
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size() && i < columns.size(); ++i) {
      if (row[i].empty()) continue;
      line += (line.empty() ? "  " : "  ") + columns[i] + "=" + row[i];
    }
    console.say(line);
  }
}

}  // namespace

Outcome run_feed_list(Session& session) {
  RecordWriter writer = TRY(open_writer(session, {{"mapping"}, {"reads"}}));
  for (const ingest::ShippedMapping& shipped : ingest::shipped_mappings()) {
    TRY_STATUS(writer.row({std::string(shipped.name), purpose_of(shipped.toml)}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_feed_show(Session& session) {
  const std::string name = TRY(only_word(session, "the name of a mapping"));
  const ingest::Mapping mapping = TRY(app::find_mapping(name));
  TRY_STATUS(session.console.data(mapping.text));
  return Exit::Done;
}

Outcome run_feed_infer(Session& session) {
  const std::string path = TRY(only_word(session, "one file"));
  const app::FeedPreview preview = TRY(app::preview_feed(path, kRowsShown));
  const ingest::Proposal& proposal = preview.proposal;
  Console& console = session.console;
  show(console, "The first rows as they stand:", preview.columns, preview.rows);
  const std::vector<std::string> columns(ingest::kUsageColumns.begin(),
                                         ingest::kUsageColumns.end());
  show(console, "The same rows as records:", columns, preview.records);
  for (const std::string& remark : proposal.remarks)
    console.warn(remark);
  TRY_STATUS(console.data(proposal.mapping.text));
  const std::string format = proposal.shipped.empty() ? "MAPPING.toml" : proposal.shipped;
  console.next("accredit ingest --format " + format + " " + path);
  return Exit::Done;
}

Outcome run_feed_digest(Session& session) {
  const base::CommitNumber as_known = TRY(commit_value(session.arguments.as_known));
  RecordWriter writer =
      TRY(open_writer(session, {{"part"}, {"records", ColumnKind::Number}, {"digest"}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const storage::LogDigest digest = TRY(app::digest_log(store, as_known));
  TRY_STATUS(writer.row({"counting", std::to_string(digest.records), digest.records_digest}));
  TRY_STATUS(writer.row({"waiting", std::to_string(digest.waiting), digest.waiting_digest}));
  TRY_STATUS(writer.end());
  return Exit::Done;
}

}  // namespace cli
