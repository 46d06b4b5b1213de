// How rules come into force: checked, submitted, approved by somebody else, published; and what
// differs between two versions of them.
#include <algorithm>
#include <array>

#include "api/call.h"
#include "api/programme_rules.h"
#include "app/programme_jobs.h"
#include "base/instant_text.h"
#include "base/sha256.h"

namespace api {
namespace {

using programs::DraftDecision;
using programs::ProgrammeDraft;

Value findings_value(const app::DraftReading& reading) {
  Value out = list();
  for (const auto& one : reading.findings) {
    Value finding = object();
    finding.add("line", one.line ? Value(*one.line) : Value());
    out.add(std::move(finding.add("sentence", one.sentence)));
  }
  return out;
}

Value results_value(const app::DraftReading& reading) {
  Value out = list();
  for (const auto& one : reading.examples) {
    Value result = object();
    result.add("name", one.name).add("passes", one.fault.empty());
    out.add(std::move(result.add("fault", one.fault.empty() ? Value() : Value(one.fault))));
  }
  return out;
}

base::Result<Reply> validate(Call& call) {
  const std::string& text = call.body.get("text").text();
  app::DraftReading reading = app::read_draft(text);
  const auto& programme = reading.programme;
  if (programme) {
    const base::Status fits = call.service.store->read(
        [&](app::Store& store) { return app::check_draft(store, *programme, text); });
    if (!fits) reading.findings.push_back({std::nullopt, fits.error().message});
  }
  const bool is_valid = reading.findings.empty();
  const auto examples = static_cast<std::int64_t>(reading.examples.size());
  Value body = object();
  body.add("object", "validation").add("is_valid", is_valid);
  body.add("code", is_valid ? Value(programme->code) : Value());
  body.add("version", is_valid ? Value(programme->version) : Value());
  body.add("examples", is_valid ? Value(examples) : Value());
  body.add("fault", is_valid ? Value() : Value(reading.findings.front().sentence));
  body.add("findings", findings_value(reading)).add("results", results_value(reading));
  return Reply{200, std::move(body.add("rules", programme ? rules_value(*programme) : Value()))};
}

base::Result<Reply> get_rules(Call& call) {
  const auto read = [&](app::Store& store) -> base::Result<programs::Programme> {
    return store.programme(TRY(store.known(call.known_at())));
  };
  return Reply{200, rules_value(TRY(call.service.store->read(read)))};
}

base::Result<Reply> count_affects(Call& call) {
  const auto counted = TRY(call.service.store->read([&](app::Store& store) {
    return app::affected_by_draft(store, call.body.get("text").text());
  }));
  Value rules = list();
  for (const attribution::Affected& one : counted.rules) {
    Value row = object();
    row.add("kind", one.kind).add("code", one.code).add("partners", one.partners);
    rules.add(std::move(row.add("subscriptions", one.subscriptions)));
  }
  Value body = object();
  body.add("object", "programme_affects").add("month", counted.month.text());
  return Reply{200, std::move(body.add("rules", std::move(rules)))};
}

Value draft_value(const ProgrammeDraft& draft) {
  Value decisions = list();
  for (const DraftDecision& one : draft.decisions) {
    Value decision = object();
    decision.add("state", word(one.state)).add("by", one.by);
    decisions.add(std::move(decision.add("at", base::instant_text(one.at))));
  }
  Value out = object();
  out.add("object", "programme_draft").add("id", draft.id()).add("state", word(draft.state()));
  out.add("code", draft.code).add("version", draft.version);
  out.add("programme_sha256", base::hex(base::sha256(draft.text)));
  return out.add("decisions", std::move(decisions)).add("text", draft.text);
}

Value difference_value(const app::ProgrammeDifference& difference) {
  Value levers = list();
  for (const std::string& code : difference.levers)
    levers.add(code);
  Value out = object();
  out.add("changes_everything", difference.changes_everything);
  out.add("changes_credit", difference.changes_credit).add("levers", std::move(levers));
  return out.add("text", difference.text);
}

// With what it would change of the rules in force.
base::Result<Reply> get_draft(Call& call) {
  const auto read = [&](app::Store& store) -> base::Result<Value> {
    const ProgrammeDraft draft = TRY(app::draft_of(store, call.text("id")));
    const auto versions = TRY(app::programme_versions(store));
    const auto difference = TRY(app::programme_difference(versions.back().stored.toml, draft.text));
    return draft_value(draft).add("difference", difference_value(difference));
  };
  return Reply{200, TRY(call.service.store->read(read))};
}

base::Result<base::CommitNumber> list_drafts(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"id"},
                         {"state"},
                         {"code"},
                         {"version"},
                         {"submitted_by"},
                         {"submitted_at", CellType::Instant}}));
  for (const ProgrammeDraft& one : TRY(call.service.store->read(app::drafts))) {
    const bool is_open = rows.add(
        number_key(one.number), {one.id(), std::string(word(one.state())), one.code, one.version,
                                 one.submitted_by(), base::instant_text(one.decisions.front().at)});
    if (!is_open) break;
  }
  return base::CommitNumber();
}

base::Result<Reply> submit(Call& call) {
  const ProgrammeDraft made = TRY(call.change([&](app::Store& store) {
    return app::submit_draft(store, call.actor(), call.body.get("text").text());
  }));
  return Reply{201, draft_value(made), {{"location", "/v1/programme-drafts/" + made.id()}}};
}

using Decide = base::Result<ProgrammeDraft> (*)(app::Store&, const std::string&,
                                                const std::string&);
base::Result<Reply> decide(Call& call, Decide act) {
  const ProgrammeDraft decided = TRY(
      call.change([&](app::Store& store) { return act(store, call.actor(), call.text("id")); }));
  return Reply{200, draft_value(decided)};
}
base::Result<Reply> approve(Call& call) {
  return decide(call, app::approve_draft);
}
base::Result<Reply> reject(Call& call) {
  return decide(call, app::reject_draft);
}
base::Result<Reply> publish(Call& call) {
  return decide(call, app::publish_draft);
}

base::Result<base::CommitNumber> list_versions(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"commit", CellType::Integer},
                         {"code"},
                         {"version"},
                         {"published_by"},
                         {"published_at", CellType::Instant}}));
  const bool names_people = call.caller.is_operator();
  for (const storage::ProgrammeVersion& one :
       TRY(call.service.store->read(app::programme_versions))) {
    const std::int64_t commit = one.stored.commit.number;
    const bool is_open = rows.add(
        number_key(commit), {std::to_string(commit), one.stored.code, one.stored.version,
                             names_people ? Cell(one.actor) : Cell(), base::instant_text(one.at)});
    if (!is_open) break;
  }
  return base::CommitNumber();
}

base::Result<Reply> get_difference(Call& call) {
  const std::int64_t later = call.number("to_commit", 0);
  const base::CommitNumber before{call.number("from_commit", 0)};
  const base::CommitNumber after =
      later == 0 ? base::CommitNumber::latest() : base::CommitNumber{later};
  const auto difference = TRY(call.service.store->read(
      [&](app::Store& store) { return app::programme_difference(store, before, after); }));
  Value out = object();
  out.add("object", "programme_difference");
  return Reply{200, std::move(out.add("difference", difference_value(difference)))};
}

constexpr std::array<Route, 11> kRoutes{{
    {"validateProgramme", validate},
    {"countProgrammeAffects", count_affects},
    {"getProgrammeRules", get_rules},
    {"listProgrammeDrafts", nullptr, list_drafts},
    {"submitProgrammeDraft", submit},
    {"getProgrammeDraft", get_draft},
    {"approveProgrammeDraft", approve},
    {"rejectProgrammeDraft", reject},
    {"publishProgrammeDraft", publish},
    {"listProgrammeVersions", nullptr, list_versions},
    {"getProgrammeDifference", get_difference},
}};

}  // namespace

std::span<const Route> programme_draft_routes() {
  return kRoutes;
}

}  // namespace api
