#include "storage/event_source.h"

#include <algorithm>
#include <map>

#include "closing/petition.h"
#include "payouts/payout.h"
#include "registry/act_detail.h"
#include "statements/statement.h"
#include "storage/inbox.h"

namespace storage {
namespace {

using delivery::Event;
using registry::DetailWriter;

// What the events of one commit are put together with.
struct Draft {
  Database& database;
  base::CommitNumber commit;
  base::Instant at;
  std::vector<Event> events;

  void add(std::string type, const DetailWriter& data, std::vector<delivery::Tenant> audience) {
    events.push_back({{commit.number, static_cast<std::int64_t>(events.size())},
                      std::move(type),
                      at,
                      std::move(audience),
                      data.text()});
  }
  // The rows that the commit has of a table.
  base::Result<Statement*> rows(const std::string& sql) {
    Statement* out = TRY(database.kept(sql));
    out->bind(":commit", commit.number);
    return out;
  }
};

std::string text(const Statement& row, int column) {
  return std::string(row.text(column));
}
delivery::Tenant partner(std::string_view id) {
  return "partner:" + std::string(id);
}
std::string month_text(std::int64_t number) {
  return base::Month{static_cast<std::int32_t>(number)}.text();
}

// Calls `each` for every row.
template <class Each>
base::Status for_rows(Draft& draft, const std::string& sql, Each each) {
  Statement& rows = *TRY(draft.rows(sql));
  while (TRY(rows.step()))
    each(rows);
  rows.reset();
  return {};
}

// What a notification of a lifecycle means to those outside. Whoever is asked, told of the end, or
// replaced is told so; every other word is a move of a request.
std::string_view type_of(std::string_view kind) {
  static const std::map<std::string_view, std::string_view> kTypes{
      {"acceptance_request", "association.requested"},
      {"claim_submitted", "association.requested"},
      {"consent_request", "association.requested"},
      {"deal_submitted", "association.requested"},
      {"grant_request", "association.requested"},
      {"invited", "association.requested"},
      {"standing_asks", "association.requested"},
      {"transfer_request", "association.requested"},
      {"assigned", "association.activated"},
      {"claim_approved", "association.activated"},
      {"deal_approved", "association.activated"},
      {"designated", "association.activated"},
      {"grant_approved", "association.activated"},
      {"transfer_completed", "association.activated"},
      {"replaced", "association.replaced"},
      {"access_cut", "association.ended"},
      {"deal_ended", "association.ended"},
      {"removed", "association.ended"},
      {"resigned", "association.ended"},
      {"unassigned", "association.ended"},
      {"expiry_near", "association.expiring"},
      {"invitation_expiring", "association.expiring"},
      {"renewal_near", "association.expiring"},
  };
  const auto found = kTypes.find(kind);
  return found == kTypes.end() ? "association.updated" : found->second;
}

base::Status add_notifications(Draft& draft) {
  return for_rows(
      draft,
      "SELECT n.kind, n.role, n.recipient, n.subject, n.day, r.type, r.customer, r.subscription, "
      "r.workload, r.state, r.partner FROM notification n LEFT JOIN request_revision r "
      "ON r.commit_no = n.commit_no AND 'req-' || r.request = n.subject "
      "WHERE n.commit_no = :commit ORDER BY n.number",
      [&](const Statement& row) {
        const std::string_view type = type_of(row.text(0));
        DetailWriter data;
        data.field("subject", row.text(3)).field("kind", row.text(0));
        data.field("day", base::Day{static_cast<std::int32_t>(row.number(4))}.text());
        if (!row.is_null(5)) {
          data.field("association_type", row.text(5)).field("customer_id", row.text(6));
          data.field("subscription_id", row.text(7)).field("workload", row.text(8));
          data.field("state", row.text(9));
          // A partner is not told who else there is.
          if (row.text(1) != "partner" || row.text(10) == row.text(2))
            data.field("partner_id", row.text(10));
        }
        std::vector<delivery::Tenant> audience;
        if (row.text(1) != delivery::kOperator) audience = {text(row, 1) + ':' + text(row, 2)};
        draft.add(std::string(type), data, std::move(audience));
      });
}

// What one act changed, told to the customer and to the partner whose association it is. A commit
// with notifications has told it; an import tells that it was completed.
base::Status add_acts(Draft& draft, std::string_view action) {
  if (action == "import" || !draft.events.empty()) return {};
  return for_rows(
      draft,
      "SELECT k.id, k.commit_no = :commit, r.end_reason, r.type, p.id, c.id, "
      "coalesce(s.id, ''), r.workload, r.starts_on, r.ends_on FROM association_revision r "
      "JOIN association_key k ON k.key = r.association JOIN partner_key p ON p.key = r.partner "
      "JOIN customer_key c ON c.key = r.customer "
      "LEFT JOIN subscription_key s ON s.key = r.subscription "
      "WHERE r.commit_no = :commit AND (k.commit_no = :commit OR r.end_reason <> '') "
      "ORDER BY k.id",
      [&](const Statement& row) {
        const bool is_new = row.number(1) != 0;
        const bool is_replaced = row.text(2) == "REPLACED";
        const std::int64_t day = row.number(is_new ? 8 : 9);
        DetailWriter data;
        data.field("subject", row.text(0));
        data.field("kind", is_new ? "designated" : is_replaced ? "replaced" : "removed");
        data.field("day", base::Day{static_cast<std::int32_t>(day)}.text());
        data.field("association_type", row.text(3)).field("partner_id", row.text(4));
        data.field("customer_id", row.text(5)).field("subscription_id", row.text(6));
        data.field("workload", row.text(7));
        draft.add(is_new        ? "association.activated"
                  : is_replaced ? "association.replaced"
                                : "association.ended",
                  data, {"customer:" + text(row, 5), partner(row.text(4))});
      });
}

base::Status add_periods(Draft& draft) {
  return for_rows(
      draft, "SELECT month, state FROM period_revision WHERE commit_no = :commit ORDER BY month",
      [&](const Statement& row) {
        if (row.text(1) == "open") return;
        draft.add(row.text(1) == "closed" ? "period.closed" : "period.frozen",
                  DetailWriter().field("period", month_text(row.number(0))), {});
      });
}

base::Status add_statements(Draft& draft) {
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

base::Status add_restatements(Draft& draft) {
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

base::Status add_payments(Draft& draft) {
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

base::Status add_disputes(Draft& draft) {
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
base::Status add_competencies(Draft& draft) {
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
base::Status add_imports(Draft& draft, std::string_view action) {
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

base::Status add_programme(Draft& draft) {
  return for_rows(draft, "SELECT code, version FROM programme_version WHERE commit_no = :commit",
                  [&](const Statement& row) {
                    DetailWriter data;
                    data.field("programme", row.text(0)).field("version", row.text(1));
                    draft.add("plan.published", data, {std::string(delivery::kEverybody)});
                  });
}

// The owner of an endpoint that was disabled hears it by every other way.
base::Status add_disabled(Draft& draft) {
  return for_rows(draft,
                  "SELECT json_extract(detail, '$.endpoint'), json_extract(detail, '$.tenant'), "
                  "reason FROM audit_event WHERE commit_no = :commit",
                  [&](const Statement& row) {
                    DetailWriter data;
                    data.field("endpoint_id", row.text(0)).field("reason", row.text(2));
                    draft.add("webhook.disabled", data, {text(row, 1)});
                  });
}

base::Status fill(Draft& draft, std::string_view action) {
  TRY_STATUS(add_programme(draft));
  TRY_STATUS(add_notifications(draft));
  TRY_STATUS(add_acts(draft, action));
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
  std::vector<Event> out;
  while (TRY(commits.step())) {
    Draft draft{database, {commits.number(0)}, {commits.number(1)}, {}};
    TRY_STATUS(fill(draft, commits.text(2)));
    std::ranges::move(draft.events, std::back_inserter(out));
  }
  return out;
}

}  // namespace storage
