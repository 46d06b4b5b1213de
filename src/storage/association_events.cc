#include "storage/association_events.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "programs/load.h"
#include "storage/registry_table.h"

namespace storage {
namespace {

using delivery::Tenant;
using registry::DetailWriter;

base::Day day_at(const Statement& row, int column) {
  return {static_cast<std::int32_t>(row.number(column))};
}

// An association that the commit began or ended.
struct Turn {
  bool is_new = false, is_voided = false, is_replaced = false;
  std::string association, type, partner, customer, subscription, workload, end_reason;
  std::string acting_customer;  // that is told of it in place of the customer; mostly empty
  std::string request, state;   // that the commit moved for it; may be empty
  base::DayRange days;
};

// It is replaced when the commit gives another partner what it held. A request is its own when it
// made the association, or is the standing designation of its partner.
constexpr std::string_view kTurns =
    "SELECT k.commit_no = :commit, r.voided, EXISTS (SELECT 1 FROM association_revision n "
    "JOIN association_key m ON m.key = n.association AND m.commit_no = :commit "
    "WHERE n.commit_no = :commit AND n.voided = 0 AND n.partner <> r.partner "
    "AND r.exclusive <> '' AND n.exclusive = r.exclusive AND n.subscription IS r.subscription "
    "AND (n.exclusive_in = r.exclusive_in OR n.exclusive_in = '' OR r.exclusive_in = '')), "
    "k.id, r.type, p.id, c.id, coalesce(s.id, ''), r.workload, r.end_reason, "
    "coalesce((SELECT recipient FROM notification WHERE commit_no = :commit AND subject = k.id "
    "AND role = 'customer'), ''), 'req-' || q.request, q.state, r.starts_on, r.ends_on "
    "FROM association_revision r JOIN association_key k ON k.key = r.association "
    "JOIN partner_key p ON p.key = r.partner JOIN customer_key c ON c.key = r.customer "
    "LEFT JOIN subscription_key s ON s.key = r.subscription "
    "LEFT JOIN request_revision q ON q.commit_no = :commit AND q.request = "
    "(SELECT min(request) FROM request_revision WHERE commit_no = :commit "
    "AND (association = k.id OR (kind = 'standing' AND partner = p.id))) "
    "WHERE r.commit_no = :commit AND (CASE WHEN k.commit_no = :commit "
    "THEN r.voided = 0 AND r.starts_on < r.ends_on ELSE r.voided OR r.end_reason <> '' END) "
    "ORDER BY k.id";

Turn read_turn(const Statement& row) {
  Turn out;
  out.is_new = row.number(0) != 0;
  out.is_voided = row.number(1) != 0;
  out.is_replaced = row.number(2) != 0;
  int column = 3;
  for (std::string* field :
       {&out.association, &out.type, &out.partner, &out.customer, &out.subscription, &out.workload,
        &out.end_reason, &out.acting_customer, &out.request, &out.state})
    *field = row.text(column++);
  out.days = {day_at(row, column), day_at(row, column + 1)};
  return out;
}

struct Words {
  std::string_view type, kind;
};
Words words_of(const Turn& turn, base::Day today) {
  if (turn.is_new && turn.days.from > today) return {"association.updated", "scheduled"};
  if (turn.is_new) return {"association.activated", "designated"};
  if (turn.is_replaced) return {"association.replaced", "replaced"};
  const bool is_resigned = turn.end_reason == "RESIGNED_BY_PARTNER";
  return {"association.ended", is_resigned ? "resigned" : "removed"};
}

DetailWriter data_of(const Turn& turn, std::string_view kind) {
  DetailWriter data;
  data.field("subject", turn.request.empty() ? turn.association : turn.request);
  data.field("kind", kind);
  data.field("day", (turn.is_new || turn.is_voided ? turn.days.from : turn.days.to).text());
  data.field("association_type", turn.type).field("customer_id", turn.customer);
  data.field("subscription_id", turn.subscription).field("workload", turn.workload);
  data.field("state", turn.state).field("partner_id", turn.partner);
  if (!turn.is_new) data.field("end_reason", turn.end_reason);
  return data;
}

// Who is told of which association.
using Told = std::set<std::pair<Tenant, std::string>>;

base::Result<Told> add_turns(EventDraft& draft, ProgrammeCalendar& calendar) {
  std::vector<Turn> turns;
  TRY_STATUS(for_rows(draft, std::string(kTurns),
                      [&](const Statement& row) { turns.push_back(read_turn(row)); }));
  Told told;
  if (turns.empty()) return told;
  const base::Day today = TRY(calendar.day_of(draft.commit, draft.at));
  for (const Turn& turn : turns) {
    std::vector<Tenant> audience{"customer:" + turn.customer, partner(turn.partner)};
    if (!turn.acting_customer.empty() && turn.acting_customer != turn.customer)
      audience.push_back("customer:" + turn.acting_customer);
    for (const Tenant& one : audience)
      told.emplace(one, turn.association);
    told.emplace(delivery::kOperator, turn.association);
    const Words words = words_of(turn, today);
    draft.add(std::string(words.type), data_of(turn, words.kind), std::move(audience));
  }
  return told;
}

// What a notification means to those outside: that somebody is asked, that time runs out, or that
// something moved.
std::string_view type_of(std::string_view kind) {
  static const std::map<std::string_view, std::string_view> kTypes{
      {"acceptance_request", "association.requested"}, {"claim_submitted", "association.requested"},
      {"consent_request", "association.requested"},    {"deal_submitted", "association.requested"},
      {"expiry_near", "association.expiring"},         {"grant_request", "association.requested"},
      {"invitation_expiring", "association.expiring"}, {"invited", "association.requested"},
      {"renewal_near", "association.expiring"},        {"standing_asks", "association.requested"},
      {"transfer_request", "association.requested"},
  };
  const auto found = kTypes.find(kind);
  return found == kTypes.end() ? "association.updated" : found->second;
}

// Whether it only says that an association began or ended, which whoever is told of that knows.
bool is_of_a_turn(std::string_view kind) {
  static constexpr std::array<std::string_view, 11> kKinds{
      "access_cut", "assigned", "corrected", "deal_approved", "deal_ended", "designated",
      "removed",    "replaced", "resigned",  "tenant_merged", "unassigned"};
  return std::ranges::binary_search(kKinds, kind);
}

// Of one association, or, of a request, of any.
bool is_told(const Told& told, const Tenant& tenant, const std::string& association) {
  const auto found = told.lower_bound({tenant, association});
  return found != told.end() && found->first == tenant &&
         (association.empty() || found->second == association);
}

// Its subject is a request, or an association that the commit changed.
constexpr std::string_view kNotifications =
    "SELECT n.kind, n.role, n.recipient, n.subject, n.day, "
    "CASE WHEN r.association IS NULL THEN '' ELSE n.subject END, coalesce(q.type, r.type), "
    "coalesce(q.customer, c.id), coalesce(q.subscription, s.id), coalesce(q.workload, r.workload), "
    "q.state, coalesce(q.partner, p.id) FROM notification n "
    "LEFT JOIN request_revision q ON q.commit_no = n.commit_no "
    "AND 'req-' || q.request = n.subject LEFT JOIN association_key k ON k.id = n.subject "
    "LEFT JOIN association_revision r ON r.commit_no = n.commit_no AND r.association = k.key "
    "LEFT JOIN partner_key p ON p.key = r.partner LEFT JOIN customer_key c ON c.key = r.customer "
    "LEFT JOIN subscription_key s ON s.key = r.subscription "
    "WHERE n.commit_no = :commit ORDER BY n.number";

void add_notification(EventDraft& draft, const Statement& row, const Told& told) {
  const bool is_operator = row.text(1) == delivery::kOperator;
  const Tenant tenant =
      is_operator ? Tenant(delivery::kOperator) : text(row, 1) + ':' + text(row, 2);
  if (is_of_a_turn(row.text(0)) && is_told(told, tenant, text(row, 5))) return;
  DetailWriter data;
  data.field("subject", row.text(3)).field("kind", row.text(0));
  data.field("day", day_at(row, 4).text());
  data.field("association_type", row.text(6)).field("customer_id", row.text(7));
  data.field("subscription_id", row.text(8)).field("workload", row.text(9));
  data.field("state", row.text(10));
  // A partner is not told who else there is.
  if (row.text(1) != "partner" || row.text(11) == row.text(2))
    data.field("partner_id", row.text(11));
  std::vector<Tenant> audience;
  if (!is_operator) audience = {tenant};
  draft.add(std::string(type_of(row.text(0))), data, std::move(audience));
}

}  // namespace

base::Result<base::Day> ProgrammeCalendar::day_of(base::CommitNumber commit, base::Instant at) {
  const auto stored = load_programme_text(database_, commit);
  if (!stored && stored.error().code != base::Code::NotFound)
    return std::unexpected(stored.error());
  if (stored && stored->commit != programme_) {
    const auto programme = TRY(programs::load(stored->toml, stored->code + ' ' + stored->version));
    zone_ = TRY(base::Zone::find(programme.parameters.time_zone));
    programme_ = stored->commit;
  }
  return zone_.day_of(at);
}

base::Status add_associations(EventDraft& draft, ProgrammeCalendar& calendar,
                              std::string_view action) {
  Told told;
  if (action != "import") told = TRY(add_turns(draft, calendar));
  return for_rows(draft, std::string(kNotifications),
                  [&](const Statement& row) { add_notification(draft, row, told); });
}

}  // namespace storage
