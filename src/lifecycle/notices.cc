// Who is told what. Payloads hold codes and ids; the words are for whoever delivers them.
#include <algorithm>
#include <set>

#include "lifecycle/engine_internal.h"
#include "registry/act_detail.h"

namespace lifecycle {
namespace {

// Partners that lose days by the changes, or would.
std::set<std::string> losers(const registry::ChangeSet& changes, const Request& request) {
  std::set<std::string> out;
  for (const auto& row : changes.associations) {
    if (!row.end_reason.empty() && row.partner_id != request.partner) out.insert(row.partner_id);
  }
  return out;
}

std::set<std::string> incumbents(const Attempt& a, const Request& request, const Step& step) {
  if (!request.counterparty.empty()) return {request.counterparty};
  if (parameter(a.moment.programme, "incumbent_notice") == "false") return {};
  if (!step.changes.associations.empty()) return losers(step.changes, request);
  Request copy = request;
  const auto outcome = carry_out(a, Effect::Claim, copy);
  return outcome ? losers(outcome->changes, request) : std::set<std::string>();
}

// The customer's own grants to the incumbent: they are not ours to end (X10).
bool has_access(const Attempt& a, const Request& request) {
  const registry::Snapshot& s = a.moment.registry;
  const std::string customer = owner_of(s, request);
  return std::ranges::any_of(s.associations, [&](const registry::Association& one) {
    return a.moment.programme.types[one.type].exclusive.empty() && !one.subscription.exists() &&
           one.days.contains(a.moment.today) && s[one.customer].id == customer &&
           s[one.partner].id == request.counterparty;
  });
}

std::string payload(const Attempt& a, const Request& request) {
  const std::string subscription = a.subject.empty() ? request.subscription : a.subject;
  return registry::DetailWriter()
      .field("event", a.row.event)
      .field("state", request.state)
      .field("reason", request.reason)
      .field("type", request.type)
      .field("partner", request.partner)
      .field("customer", request.customer)
      .field("subscription", subscription)
      .field("workload", request.workload)
      .field("on", a.moment.today.text())
      .field("until", request.until.text())
      .text();
}

}  // namespace

void tell(const Attempt& a, const Request& request, Step& step) {
  const auto add = [&](std::string_view role, const std::string& recipient, const Tell& what) {
    if (recipient.empty()) return;  // nobody is known, nobody is told
    step.notifications.push_back({.number = 0,
                                  .day = a.moment.today,
                                  .role = std::string(role),
                                  .recipient = recipient,
                                  .kind = std::string(what.kind),
                                  .subject = request.id(),
                                  .payload = payload(a, request)});
  };
  for (const Tell& one : a.row.tells) {
    if (one.kind.empty()) continue;
    switch (one.whom) {
      case Audience::Customer: {
        Request about = request;
        if (!a.subject.empty()) about.subscription = a.subject;
        add("customer", owner_of(a.moment.registry, about), one);
        break;
      }
      case Audience::GrantingCustomer:
        if (has_access(a, request)) add("customer", owner_of(a.moment.registry, request), one);
        break;
      case Audience::Partner: add("partner", request.partner, one); break;
      case Audience::Operator: add("operator", "programme", one); break;
      case Audience::Incumbent:
        for (const std::string& partner : incumbents(a, request, step))
          add("partner", partner, one);
        break;
    }
  }
}

}  // namespace lifecycle
