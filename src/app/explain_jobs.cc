#include "app/explain_jobs.h"

#include "app/answer_jobs.h"
#include "app/entry_sentences.h"
#include "attribution/sentences.h"
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
  const base::Speaker say(query.language);
  const auto gaps = TRY(competency_gaps(view, wanted, attribution::Closers::Without));
  for (const attribution::Gap& gap : gaps) {
    const std::string metric = gap.metric.empty() ? say(kSayOfEntry.points) : gap.metric;
    out.because.push_back({"gap",
                           gap.competency + ' ' + gap.level,
                           say(kSayOfEntry.gap, metric, gap.value, gap.needed, gap.missing),
                           {}});
  }
  return {};
}

// "LATE_USAGE+REFUND": a node for each.
void add_reasons(const std::string& codes, base::Language language, Explanation& out) {
  for (std::size_t at = 0; at < codes.size();) {
    const std::size_t end = std::min(codes.find('+', at), codes.size());
    const std::string code = codes.substr(at, end - at);
    out.because.push_back({"reason", code, attribution::reason_text(code, language), {}});
    at = end + 1;
  }
}

template <class Enum, std::size_t N>
std::string of(const base::Speaker& say, const std::array<base::Sentence<>, N>& words, Enum value) {
  return say(words[static_cast<std::size_t>(value)]);
}

Explanation entry_node(const ExplainedEntry& asked, base::Language language) {
  const base::Speaker say(language);
  const ledger::Entry& entry = asked.entry;
  const base::Number amount(ledger::money_text(entry.amount, entry.currency));
  Explanation out{
      "statement_line",
      say(kSayOfEntry.line, asked.statement, std::to_string(asked.line)),
      say(kSayOfEntry.moves, of(say, kSayOfEntry.kinds, entry.kind),
          base::Money(amount, entry.currency), of(say, kSayOfEntry.accounts, entry.from),
          of(say, kSayOfEntry.accounts, entry.to)),
      {}};
  add_reasons(entry.reason_code, language, out);
  const auto note = [&](const char* code, std::string label, std::string value) {
    out.because.push_back(attribution::labelled("note", code, std::move(label), std::move(value)));
  };
  if (!entry.cause.empty()) note("cause", say(kSayOfEntry.cause), entry.cause);
  if (entry.kind == ledger::EntryKind::Adjustment) note("adjusts", "", say(kSayOfEntry.adjusts));
  if (!posts_line(entry.kind)) note("moves_earned", "", say(kSayOfEntry.moves_earned));
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
  Explanation out = entry_node(asked, query.language);
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
