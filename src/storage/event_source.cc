#include "storage/event_source.h"

#include <algorithm>

#include "closing/petition.h"
#include "payouts/payout.h"
#include "statements/statement.h"
#include "storage/association_events.h"
#include "storage/inbox.h"

namespace storage {
namespace {

using delivery::Event;
using registry::DetailWriter;

std::string month_text(std::int64_t number) {
  return base::Month{static_cast<std::int32_t>(number)}.text();
}

base::Status add_periods(EventDraft& draft) {
  return for_rows(
      draft, "SELECT month, state FROM period_revision WHERE commit_no = :commit ORDER BY month",
      [&](const Statement& row) {
        if (row.text(1) == "open") return;
        draft.add(row.text(1) == "closed" ? "period.closed" : "period.frozen",
                  DetailWriter().field("period", month_text(row.number(0))), {});
      });
}

base::Status add_statements(EventDraft& draft) {
  return for_rows(draft,
                  "SELECT s.number, p.id, s.period FROM statement s "
                  "JOIN partner_key p ON p.key = s.earner WHERE s.commit_no = :commit "
                  "ORDER BY s.number",
                  [&](const Statement& row) {
                    DetailWriter data;
                    data.field("statement_id", statements::id_of(row.number(0)));
                    data.field("partner_id", row.text(1));
                    data.field("period", month_text(row.number(2)));
                    draft.add("statement.issued", data, {partner(row.text(1))});
                  });
}

base::Status add_restatements(EventDraft& draft) {
  return for_rows(draft,
                  "SELECT p.id, e.period, min(e.earning_month), max(e.earning_month) "
                  "FROM ledger_entry e JOIN partner_key p ON p.key = e.earner "
                  "WHERE e.commit_no = :commit AND e.kind = 'adjustment' "
                  "GROUP BY p.id, e.period ORDER BY p.id, e.period",
                  [&](const Statement& row) {
                    DetailWriter data;
                    data.field("partner_id", row.text(0));
                    data.field("period", month_text(row.number(1)));
                    data.field("first_month", month_text(row.number(2)));
                    data.field("last_month", month_text(row.number(3)));
                    draft.add("earning.restated", data, {partner(row.text(0))});
                  });
}

base::Status add_payments(EventDraft& draft) {
  return for_rows(draft,
                  "SELECT a.payout, a.place, a.outcome, p.id FROM payment_answer a "
                  "JOIN payment y ON y.payout = a.payout AND y.place = a.place "
                  "JOIN partner_key p ON p.key = y.earner WHERE a.commit_no = :commit "
                  "ORDER BY a.payout, a.place, a.outcome",
                  [&](const Statement& row) {
                    DetailWriter data;
                    data.field("payout_id", payouts::batch_id(row.number(0)));
                    data.field("partner_id", row.text(3)).field("outcome", row.text(2));
                    draft.add(row.text(2) == "sent" ? "payout.sent" : "payout.failed", data,
                              {partner(row.text(3))});
                  });
}

base::Status add_disputes(EventDraft& draft) {
  return for_rows(draft,
                  "SELECT r.petition, r.revision, r.state, p.id FROM petition_revision r "
                  "JOIN partner_key p ON p.key = r.earner "
                  "WHERE r.commit_no = :commit AND r.kind = 'dispute' ORDER BY r.petition",
                  [&](const Statement& row) {
                    const bool is_decided = row.text(2) == "accepted" || row.text(2) == "rejected";
                    if (row.number(1) != 1 && !is_decided) return;
                    closing::Petition petition;
                    petition.number = row.number(0);
                    DetailWriter data;
                    data.field("petition_id", petition.id()).field("partner_id", row.text(3));
                    data.field("state", row.text(2));
                    draft.add(is_decided ? "dispute.decided" : "dispute.opened", data,
                              {partner(row.text(3))});
                  });
}

// An account is a partner, or a group: then each partner that is in it now.
base::Status add_competencies(EventDraft& draft) {
  struct Award {
    std::string account, competency, level;
  };
  std::vector<Award> awards;
  TRY_STATUS(for_rows(draft,
                      "SELECT account, competency, level FROM award_revision "
                      "WHERE commit_no = :commit ORDER BY account, competency, awarded_on",
                      [&](const Statement& row) {
                        awards.push_back({text(row, 0), text(row, 1), text(row, 2)});
                      }));
  for (const Award& one : awards) {
    std::vector<delivery::Tenant> audience;
    Statement& members =
        *TRY(draft.rows("SELECT DISTINCT k.id FROM partner_key k JOIN partner_revision r "
                        "ON r.partner = k.key WHERE r.commit_no = (SELECT max(commit_no) FROM "
                        "partner_revision WHERE partner = k.key AND commit_no <= :commit) "
                        "AND (k.id = :account OR r.group_id = :account) ORDER BY k.id"));
    members.bind(":account", one.account);
    while (TRY(members.step()))
      audience.push_back(partner(members.text(0)));
    members.reset();
    DetailWriter data;
    data.field("account_id", one.account).field("competency", one.competency);
    data.field("level", one.level);
    draft.add(one.level.empty() ? "competency.lost" : "competency.attained", data,
              std::move(audience));
  }
  return {};
}

// What came event by event is folded every second: only what of it waits in quarantine is news.
base::Status add_imports(EventDraft& draft, std::string_view action) {
  if (action == "import")
    draft.add("import.completed", DetailWriter().field("kind", "registry"), {});
  return for_rows(draft,
                  "SELECT name, feed, rows_read, accepted, quarantined FROM usage_delivery "
                  "WHERE commit_no = :commit ORDER BY delivery",
                  [&](const Statement& row) {
                    DetailWriter data;
                    data.field("kind", "usage").field("file", row.text(0));
                    data.field("feed", row.text(1));
                    data.field("rows", std::to_string(row.number(2)));
                    data.field("accepted", std::to_string(row.number(3)));
                    data.field("quarantined", std::to_string(row.number(4)));
                    if (row.text(1) != kEventFeed) draft.add("import.completed", data, {});
                    if (row.number(4) > 0) draft.add("import.quarantined", data, {});
                  });
}

base::Status add_programme(EventDraft& draft) {
  return for_rows(draft, "SELECT code, version FROM programme_version WHERE commit_no = :commit",
                  [&](const Statement& row) {
                    DetailWriter data;
                    data.field("programme", row.text(0)).field("version", row.text(1));
                    draft.add("plan.published", data, {std::string(delivery::kEverybody)});
                  });
}

// The owner of an endpoint that was disabled hears it by every other way.
base::Status add_disabled(EventDraft& draft) {
  return for_rows(draft,
                  "SELECT json_extract(detail, '$.endpoint'), json_extract(detail, '$.tenant'), "
                  "reason FROM audit_event WHERE commit_no = :commit",
                  [&](const Statement& row) {
                    DetailWriter data;
                    data.field("endpoint_id", row.text(0)).field("reason", row.text(2));
                    draft.add("webhook.disabled", data, {text(row, 1)});
                  });
}

base::Status fill(EventDraft& draft, ProgrammeCalendar& calendar, std::string_view action) {
  TRY_STATUS(add_programme(draft));
  TRY_STATUS(add_associations(draft, calendar, action));
  TRY_STATUS(add_imports(draft, action));
  TRY_STATUS(add_competencies(draft));
  TRY_STATUS(add_periods(draft));
  TRY_STATUS(add_restatements(draft));
  TRY_STATUS(add_statements(draft));
  TRY_STATUS(add_payments(draft));
  TRY_STATUS(add_disputes(draft));
  return action == "webhook disable" ? add_disabled(draft) : base::Status();
}

}  // namespace

base::Result<std::vector<Event>> events_of(Database& database, base::CommitNumber after,
                                           base::CommitNumber upto) {
  Statement commits =
      TRY(database.prepare("SELECT commit_no, recorded_at, action FROM audit_event "
                           "WHERE commit_no > :after AND commit_no <= :upto ORDER BY commit_no"));
  commits.bind(":after", after.number).bind(":upto", upto.number);
  ProgrammeCalendar calendar(database);
  std::vector<Event> out;
  while (TRY(commits.step())) {
    EventDraft draft{database, {commits.number(0)}, {commits.number(1)}, {}};
    TRY_STATUS(fill(draft, calendar, commits.text(2)));
    std::ranges::move(draft.events, std::back_inserter(out));
  }
  return out;
}

}  // namespace storage
