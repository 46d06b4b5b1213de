#include "app/explain_jobs.h"

#include "app/answer_jobs.h"
#include "ledger/money.h"

namespace app {
namespace {

using attribution::ExplainQuery;
using attribution::Explanation;

base::Status add_gaps(const View& view, const ExplainQuery& query, Explanation& out) {
  attribution::CompetencyQuery wanted;
  wanted.from = wanted.to = query.month;
  wanted.account = TRY(account_of(view, query.partner, {}, query.month));
  wanted.competency = query.competency;
  for (const attribution::Gap& gap : TRY(competency_gaps(view, wanted))) {
    const std::string metric = gap.metric.empty() ? "points" : gap.metric;
    out.because.push_back({"gap",
                           gap.competency + ' ' + gap.level,
                           metric + " is " + gap.value.text() + " of " + gap.needed.text() + ", " +
                               gap.missing.text() + " is missing",
                           {}});
  }
  return {};
}

// "LATE_USAGE+REFUND": a node for each.
void add_reasons(const std::string& codes, Explanation& out) {
  for (std::size_t at = 0; at < codes.size();) {
    const std::size_t end = std::min(codes.find('+', at), codes.size());
    const std::string code = codes.substr(at, end - at);
    out.because.push_back({"reason", code, attribution::reason_text(code), {}});
    at = end + 1;
  }
}

Explanation entry_node(const ExplainedEntry& asked) {
  const ledger::Entry& entry = asked.entry;
  Explanation out{"statement_line",
                  asked.statement + " line " + std::to_string(asked.line),
                  std::string(word(entry.kind)) + " of " +
                      ledger::money_text(entry.amount, entry.currency) + ' ' + entry.currency +
                      ", from " + std::string(word(entry.from)) + " to " +
                      std::string(word(entry.to)),
                  {}};
  add_reasons(entry.reason_code, out);
  if (!entry.cause.empty()) out.because.push_back({"note", "cause", entry.cause, {}});
  if (entry.kind == ledger::EntryKind::Adjustment) {
    out.because.push_back(
        {"note", "", "what the month is worth now, less what was posted for it before", {}});
  }
  if (!posts_line(entry.kind))
    out.because.push_back({"note", "", "it moves what was earned before", {}});
  return out;
}

}  // namespace

base::Result<Explanation> explain(const View& view, const ExplainQuery& query) {
  Explanation out = TRY(attribution::explain(*view.index, *view.log, view.as_known, view.holdings,
                                             view.standing, query));
  if (query.why_not && !query.competency.empty()) TRY_STATUS(add_gaps(view, query, out));
  return out;
}

base::Result<Explanation> explain_entry(const View& view, const ExplainedEntry& asked,
                                        ExplainQuery query) {
  Explanation out = entry_node(asked);
  const ledger::Entry& entry = asked.entry;
  if (entry.lever.empty() || entry.subscription.empty()) return out;
  query.partner = entry.earner;
  query.month = entry.earning_month;
  query.subscription = entry.subscription;
  query.lever = entry.lever;
  query.why_not = true;
  out.because.push_back(TRY(explain(view, query)));
  return out;
}

base::Result<Explanation> benefit(const View& view, const attribution::BenefitQuery& query) {
  return attribution::benefit(*view.index, view.holdings, view.standing, query);
}

}  // namespace app
