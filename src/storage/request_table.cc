#include "storage/request_table.h"

#include <algorithm>

#include "base/fault.h"
#include "base/terms.h"
#include "storage/persons.h"
#include "storage/registry_table_internal.h"

namespace storage {
namespace {

using lifecycle::Request;

constexpr std::string_view kColumns =
    "request, revision, kind, state, reason, type, partner, counterparty, customer, subscription, "
    "workload, starts_on, ends_on, evidence, evidence_on, exception, auto_extend, rules, "
    "association, opened_by, opened_at, moved_by, moved_at, deadlines, marks";

// A list is its texts, each with a record separator behind it.
constexpr char kSeparator = '\x1e';

std::string packed(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& one : texts)
    out += one + kSeparator;
  return out;
}

std::string number_text(base::Day day) {
  return std::to_string(day.number);
}

std::string pack_rules(const lifecycle::StandingRules& rules) {
  std::vector<std::string> texts{rules.renewals, rules.transfers, rules.products};
  texts.insert(texts.end(), rules.families.begin(), rules.families.end());
  return packed(texts);
}

std::string pack_deadlines(const Request& request) {
  std::vector<std::string> texts;
  for (const lifecycle::Deadline& one : request.deadlines) {
    texts.push_back(one.event);
    texts.push_back(number_text(one.due));
  }
  return packed(texts);
}

std::string pack_marks(const Request& request) {
  std::vector<std::string> texts;
  for (const lifecycle::Mark& one : request.marks) {
    for (const std::string& text : {one.what, one.subject, number_text(one.day), one.made})
      texts.push_back(text);
  }
  return packed(texts);
}

base::Result<std::vector<std::string>> unpacked(std::string_view bytes, std::size_t group) {
  std::vector<std::string> texts;
  while (!bytes.empty()) {
    const std::size_t end = bytes.find(kSeparator);
    if (end == bytes.npos) break;
    texts.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
  }
  if (bytes.empty() && texts.size() % group == 0) return texts;
  return base::fail(base::Code::Corrupt,
                    "a request of the record cannot be read: its lists are damaged; restore a "
                    "backup");
}

base::Day day_of(const std::string& text) {
  return {static_cast<std::int32_t>(std::strtol(text.c_str(), nullptr, 10))};
}

base::Day day_of(std::int64_t number) {
  return {static_cast<std::int32_t>(number)};
}

base::Status read_lists(const Statement& row, Request& to) {
  const auto rules = TRY(unpacked(row.text(17), 1));
  if (rules.size() >= 3) {
    to.rules = {rules[0], rules[1], rules[2], {rules.begin() + 3, rules.end()}};
  }
  const auto deadlines = TRY(unpacked(row.text(23), 2));
  for (std::size_t i = 0; i < deadlines.size(); i += 2)
    to.deadlines.push_back({deadlines[i], day_of(deadlines[i + 1])});
  const auto marks = TRY(unpacked(row.text(24), 4));
  for (std::size_t i = 0; i < marks.size(); i += 4)
    to.marks.push_back({marks[i], marks[i + 1], day_of(marks[i + 2]), marks[i + 3]});
  return {};
}

base::Result<Request> read_request(const Statement& row) {
  const auto text = [&](int column) { return std::string(row.text(column)); };
  const auto kind = base::parse_word<lifecycle::Kind>(lifecycle::kKinds, row.text(2));
  if (!kind) {
    return base::fail(base::Code::Corrupt, "a request of the record is of the unknown kind '" +
                                               text(2) + "'; restore a backup");
  }
  Request made;
  made.number = row.number(0);
  made.revision = row.number(1);
  made.kind = *kind;
  made.state = text(3);
  made.reason = text(4);
  made.type = text(5);
  made.partner = text(6);
  made.counterparty = text(7);
  made.customer = text(8);
  made.subscription = text(9);
  made.workload = text(10);
  made.on = day_of(row.number(11));
  made.until = day_of(row.number(12));
  made.evidence = text(13);
  made.evidence_on = day_of(row.number(14));
  made.exception = text(15);
  made.auto_extend = row.number(16) != 0;
  made.association = text(18);
  made.opened_by = text(19);
  made.opened_at = {row.number(20)};
  made.moved_by = text(21);
  made.moved_at = {row.number(22)};
  TRY_STATUS(read_lists(row, made));
  return made;
}

base::Status hide_persons(Request& request, Persons& persons) {
  for (std::string* actor : {&request.opened_by, &request.moved_by})
    *actor = TRY(persons.stored(*actor));
  for (std::string* text : {&request.reason, &request.evidence, &request.exception})
    *text = TRY(persons.without_names(*text));
  return {};
}

base::Status show_persons(Request& request, Persons& persons) {
  for (std::string* actor : {&request.opened_by, &request.moved_by})
    *actor = TRY(persons.shown(*actor));
  return {};
}

base::Status write_requests(Database& database, base::CommitNumber commit,
                            const std::vector<Request>& requests) {
  Statement insert = TRY(database.prepare(
      "INSERT INTO request_revision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const Request& one : requests) {
    insert.bind(1, commit.number).bind(2, one.number).bind(3, one.revision);
    insert.bind(4, lifecycle::word(one.kind)).bind(5, one.state).bind(6, one.reason);
    insert.bind(7, one.type).bind(8, one.partner).bind(9, one.counterparty);
    insert.bind(10, one.customer).bind(11, one.subscription).bind(12, one.workload);
    insert.bind(13, std::int64_t{one.on.number}).bind(14, std::int64_t{one.until.number});
    insert.bind(15, one.evidence).bind(16, std::int64_t{one.evidence_on.number});
    insert.bind(17, one.exception).bind(18, std::int64_t{one.auto_extend ? 1 : 0});
    insert.bind(19, pack_rules(one.rules)).bind(20, one.association);
    insert.bind(21, one.opened_by).bind(22, one.opened_at.milliseconds);
    insert.bind(23, one.moved_by).bind(24, one.moved_at.milliseconds);
    insert.bind(25, pack_deadlines(one)).bind(26, pack_marks(one));
    TRY_STATUS(insert.run());
  }
  return {};
}

base::Status write_notifications(Database& database, base::CommitNumber commit,
                                 const std::vector<lifecycle::Notification>& notifications) {
  std::int64_t next = TRY(database.number("SELECT coalesce(max(number), 0) + 1 FROM notification"));
  Statement insert =
      TRY(database.prepare("INSERT INTO notification VALUES (?, ?, ?, ?, ?, ?, ?, ?)"));
  for (const lifecycle::Notification& one : notifications) {
    insert.bind(1, commit.number).bind(2, next++).bind(3, std::int64_t{one.day.number});
    insert.bind(4, one.role).bind(5, one.recipient).bind(6, one.kind);
    insert.bind(7, one.subject).bind(8, one.payload);
    TRY_STATUS(insert.run());
  }
  return {};
}

class RequestTable final : public lifecycle::RequestStore {
 public:
  explicit RequestTable(Record& record) : record_(record) {}

  base::Result<bool> any() override {
    return TRY(record_.database().number("SELECT EXISTS (SELECT 1 FROM request_revision)")) != 0;
  }

  base::Result<std::vector<Request>> load(base::CommitNumber as_known) override {
    Statement rows = TRY(record_.database().prepare(
        "SELECT " + std::string(kColumns) +
        " FROM request_revision r WHERE commit_no = (SELECT max(commit_no) FROM request_revision "
        "WHERE request = r.request AND commit_no <= :known) ORDER BY request"));
    rows.bind(":known", as_known.number);
    return read_all(rows);
  }

  base::Result<std::vector<Request>> history(std::int64_t number,
                                             base::CommitNumber as_known) override {
    Statement rows = TRY(record_.database().prepare(
        "SELECT " + std::string(kColumns) +
        " FROM request_revision WHERE request = :request AND commit_no <= :known "
        "ORDER BY revision"));
    rows.bind(":request", number).bind(":known", as_known.number);
    return read_all(rows);
  }

  base::Result<base::CommitNumber> keep(const lifecycle::Step& step) override {
    return record_.commit(step.act, [&](Database& database, base::CommitNumber commit) {
      return write(database, commit, step);
    });
  }

  base::Result<std::vector<lifecycle::Recorded>> notifications(
      base::CommitNumber as_known) override {
    Statement rows = TRY(record_.database().prepare(
        "SELECT n.commit_no, a.recorded_at, n.number, n.day, n.role, n.recipient, n.kind, "
        "n.subject, n.payload FROM notification n JOIN audit_event a USING (commit_no) "
        "WHERE n.commit_no <= :known ORDER BY n.number"));
    rows.bind(":known", as_known.number);
    std::vector<lifecycle::Recorded> out;
    while (TRY(rows.step())) {
      const auto text = [&](int column) { return std::string(rows.text(column)); };
      out.push_back({.commit = {rows.number(0)},
                     .recorded_at = {rows.number(1)},
                     .notification = {.number = rows.number(2),
                                      .day = day_of(rows.number(3)),
                                      .role = text(4),
                                      .recipient = text(5),
                                      .kind = text(6),
                                      .subject = text(7),
                                      .payload = text(8)}});
    }
    return out;
  }

 private:
  base::Result<std::vector<Request>> read_all(Statement& rows) {
    Persons persons(record_.database());
    std::vector<Request> out;
    while (TRY(rows.step())) {
      out.push_back(TRY(read_request(rows)));
      TRY_STATUS(show_persons(out.back(), persons));
    }
    return out;
  }

  static base::Status write(Database& database, base::CommitNumber commit,
                            const lifecycle::Step& step) {
    if (!step.changes.empty()) TRY_STATUS(write_changes(database, commit, step.changes));
    std::vector<Request> requests = step.requests;
    Persons persons(database);
    for (Request& one : requests)
      TRY_STATUS(hide_persons(one, persons));
    TRY_STATUS(write_requests(database, commit, requests));
    TRY_STATUS(write_notifications(database, commit, step.notifications));
    return base::fault("request.entered");
  }

  Record& record_;
};

}  // namespace

std::unique_ptr<lifecycle::RequestStore> open_requests(Record& record) {
  return std::make_unique<RequestTable>(record);
}

}  // namespace storage
