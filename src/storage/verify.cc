#include "storage/verify.h"

#include <algorithm>
#include <optional>

#include "storage/anchor.h"
#include "storage/chain.h"
#include "storage/identity_table.h"
#include "storage/persons.h"
#include "storage/registry_table_internal.h"
#include "storage/verify_internal.h"

namespace storage {
namespace {

constexpr std::string_view kRestore = "; restore a backup";

std::string commit_name(std::int64_t number) {
  return "commit " + std::to_string(number);
}

// SQLite's own checks: pages, indexes, CHECK constraints, foreign keys.
base::Result<std::vector<Finding>> verify_pages(Database& database) {
  Findings findings;
  Statement pages = TRY(database.prepare("PRAGMA integrity_check(20)"));
  while (TRY(pages.step())) {
    if (pages.text(0) == "ok") continue;
    findings.add("database", std::string(pages.text(0)) + std::string(kRestore));
  }
  Statement keys = TRY(database.prepare("PRAGMA foreign_key_check"));
  while (TRY(keys.step())) {
    findings.add("table " + std::string(keys.text(0)),
                 "a row refers to a row of " + std::string(keys.text(2)) + " that is not there" +
                     std::string(kRestore));
  }
  return findings.take();
}

std::string what_broke(std::string_view field, const AuditEvent& event, const AuditEvent& before) {
  if (field == "previous")
    return "its audit event does not follow the one before it: the chain is broken";
  if (field == "hash") return "its audit event was changed after it was written";
  if (field == "recorded_at") return "it was recorded no later than the commit before it";
  return "its audit event has number " + std::to_string(event.seq) + " after number " +
         std::to_string(before.seq) + ": events are missing or out of order";
}

base::Result<std::vector<Finding>> verify_chain(Database& database,
                                                const std::vector<AuditEvent>& events) {
  Findings findings;
  AuditEvent before;
  for (const AuditEvent& event : events) {
    for (const std::string_view field : broken_fields(event, before)) {
      findings.add(commit_name(event.commit.number),
                   what_broke(field, event, before) + std::string(kRestore));
    }
    if (event.content != TRY(content_digest(database, event.commit))) {
      findings.add(
          commit_name(event.commit.number),
          "rows that it stored were changed, removed or added later" + std::string(kRestore));
    }
    before = event;
  }
  return findings.take();
}

// Each checkpoint by itself: its signature, and that it covers the event that it says.
base::Result<std::vector<Finding>> verify_checkpoints(Database& database,
                                                      const std::vector<AuditEvent>& events) {
  const auto keys = TRY(read_signing_keys(database));
  Findings findings;
  for (const Checkpoint& one : TRY(read_checkpoints(database))) {
    ChainCheck check({});
    for (const KeptKey& key : keys)
      check.key(key);
    check.checkpoint(one);
    const auto event = std::ranges::find(events, one.seq, &AuditEvent::seq);
    if (event == events.end() || event->hash != one.head) {
      check.found("checkpoint " + std::to_string(one.commit.number) + ", head",
                  "it is not the hash of event " + std::to_string(one.seq));
    }
    for (Finding& finding : check.finish().findings)
      findings.add(std::move(finding.subject), finding.message + std::string(kRestore));
  }
  return findings.take();
}

base::Result<std::vector<Finding>> verify_strays(Database& database) {
  Findings findings;
  for (const GroundTable& table : ground_tables()) {
    Statement rows = TRY(database.prepare(
        "SELECT commit_no, count(*) FROM " + std::string(table.name) +
        " WHERE commit_no NOT IN (SELECT commit_no FROM audit_event) GROUP BY commit_no"));
    while (TRY(rows.step())) {
      findings.add("table " + std::string(table.name),
                   std::to_string(rows.number(1)) + " rows claim " + commit_name(rows.number(0)) +
                       ", of which the audit chain knows nothing" + std::string(kRestore));
    }
  }
  return findings.take();
}

// Engines index arrays by key: keys run from 0 without a gap, in commit order.
base::Result<std::vector<Finding>> verify_keys(Database& database) {
  Findings findings;
  for (const std::string table :
       {"partner_key", "customer_key", "product_key", "subscription_key", "association_key"}) {
    const std::int64_t gap =
        TRY(database.number("SELECT coalesce(max(key), -1) + 1 - count(*) FROM " + table));
    const std::int64_t unordered =
        TRY(database.number("SELECT count(*) FROM (SELECT commit_no < lag(commit_no) OVER (ORDER "
                            "BY key) AS back FROM " +
                            table + ") WHERE back"));
    if (gap == 0 && unordered == 0) continue;
    findings.add("table " + table,
                 "its keys are not dense and in commit order" + std::string(kRestore));
  }
  return findings.take();
}

// Revisions of a request follow each other, and what it made is there.
base::Result<std::vector<Finding>> verify_requests(Database& database) {
  Findings findings;
  Statement gaps =
      TRY(database.prepare("SELECT request FROM request_revision GROUP BY request "
                           "HAVING count(*) <> max(revision) OR min(revision) <> 1"));
  while (TRY(gaps.step())) {
    findings.add("request req-" + std::to_string(gaps.number(0)),
                 "its revisions do not follow each other" + std::string(kRestore));
  }
  Statement lost = TRY(database.prepare(
      "SELECT DISTINCT request, association FROM request_revision WHERE association <> '' "
      "AND association NOT IN (SELECT id FROM association_key)"));
  while (TRY(lost.step())) {
    findings.add("request req-" + std::to_string(lost.number(0)),
                 "association '" + std::string(lost.text(1)) + "' that it made is not there" +
                     std::string(kRestore));
  }
  return findings.take();
}

base::Result<std::vector<Finding>> verify_shares(Database& database) {
  Findings findings;
  Statement shared = TRY(database.prepare(
      "SELECT DISTINCT subscription, id FROM credit_share_revision JOIN subscription_key ON key = "
      "subscription"));
  while (TRY(shared.step())) {
    const auto day = TRY(share_fault_day(database, shared.number(0)));
    if (!day) continue;
    findings.add("subscription " + std::string(shared.text(1)),
                 "on " + day->text() +
                     " its shares of credit come to more than 100 %, or are two of one partner" +
                     std::string(kRestore));
  }
  return findings.take();
}

std::vector<Finding> verify_anchor(const AnchorMark& mark, const std::vector<AuditEvent>& events) {
  Findings findings;
  const auto count = static_cast<std::int64_t>(events.size());
  if (mark.commit > count) {
    findings.add("anchor", "the store lost commits " + std::to_string(count + 1) + ".." +
                               std::to_string(mark.commit) + std::string(kRestore));
  } else if (mark.commit > 0 &&
             events[static_cast<std::size_t>(mark.commit - 1)].hash != mark.head) {
    findings.add("anchor", "it remembers another " + commit_name(mark.commit) +
                               " than the database holds" + std::string(kRestore));
  }
  return findings.take();
}

void append(std::vector<Finding>& all, std::vector<Finding> some) {
  for (Finding& one : some)
    all.push_back(std::move(one));
}

base::Result<std::vector<Finding>> verify_at(Database& database,
                                             const std::optional<AnchorMark>& mark) {
  std::vector<Finding> all;
  append(all, TRY(verify_pages(database)));
  const auto events = TRY(read_events(database, INT64_MIN, INT64_MAX));
  append(all, TRY(verify_chain(database, events)));
  append(all, TRY(verify_checkpoints(database, events)));
  append(all, TRY(verify_strays(database)));
  append(all, TRY(verify_keys(database)));
  append(all, TRY(verify_requests(database)));
  append(all, TRY(verify_persons(database)));
  append(all, TRY(verify_identity(database)));
  if (mark) append(all, verify_anchor(*mark, events));
  append(all, TRY(verify_exclusivity(database)));
  append(all, TRY(verify_shares(database)));
  return all;
}

}  // namespace

void Findings::add(std::string subject, std::string message) {
  if (all_.size() < kShown) {
    all_.push_back({.subject = std::move(subject), .message = std::move(message)});
  } else {
    ++hidden_;
  }
}

std::vector<Finding> Findings::take() {
  if (hidden_ > 0) {
    all_.push_back({.subject = "more",
                    .message = std::to_string(hidden_) + " further findings of the same kind"});
  }
  return std::move(all_);
}

base::Result<std::vector<Finding>> verify_record(Record& record) {
  // The anchor first: a writer may go on, and then only the database can be ahead.
  const Anchor anchor = TRY(Anchor::open(record.directory() + "/anchor", false));
  const auto mark = anchor.read();
  Database& database = record.database();
  TRY_STATUS(database.execute("BEGIN"));
  auto findings = verify_at(database, mark ? std::optional(*mark) : std::nullopt);
  TRY_STATUS(database.execute("ROLLBACK"));
  if (findings && !mark) {
    findings->push_back({.subject = "anchor", .message = mark.error().message});
  }
  return findings;
}

}  // namespace storage
