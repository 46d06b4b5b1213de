#include "app/programme_jobs.h"

#include <algorithm>

#include "app/difference_jobs.h"
#include "app/text_diff.h"
#include "programs/load.h"
#include "programs/rule_changes.h"
#include "registry/act_detail.h"
#include "scenarios/example.h"

namespace app {
namespace {

using programs::DraftState;
using programs::ProgrammeDraft;

registry::Act act_of(const ProgrammeDraft& draft, const std::string& actor,
                     std::string_view action) {
  registry::DetailWriter detail;
  detail.field("draft", draft.number == 0 ? std::string() : draft.id());
  detail.field("code", draft.code).field("version", draft.version);
  return {actor, "programme " + std::string(action), {}, detail.text()};
}

std::unexpected<base::Error> already(const ProgrammeDraft& draft) {
  return base::fail(base::Code::Conflict,
                    draft.id() + " is " + std::string(word(draft.state())) + " already");
}

base::Result<ProgrammeDraft> decide(Store& store, const std::string& actor, const std::string& id,
                                    DraftState state, std::string_view action) {
  ProgrammeDraft draft = TRY(draft_of(store, id));
  if (draft.state() != DraftState::Submitted) return already(draft);
  const programs::DraftDecision decision{state, actor, store.clock().now()};
  TRY(storage::keep_decision(store.record(), act_of(draft, actor, action), draft, decision));
  draft.decisions.push_back(decision);
  return draft;
}

}  // namespace

base::Status check_draft(Store& store, const programs::Programme& programme,
                         const std::string& text) {
  TRY(store.registry().load(base::CommitNumber::latest(), programme));
  for (const storage::ProgrammeVersion& one : TRY(programme_versions(store))) {
    const bool is_taken = one.stored.code == programme.code &&
                          one.stored.version == programme.version && one.stored.toml != text;
    if (is_taken) {
      return base::fail(base::Code::Conflict,
                        "programme '" + programme.code + "' version '" + programme.version +
                            "' is already stored with other content; give the draft a new version");
    }
  }
  return {};
}

DraftReading read_draft(const std::string& text) {
  DraftReading out;
  auto read = programs::load(text, "draft");
  if (!read) {
    const std::string& message = read.error().message;
    out.findings.push_back({programs::line_of(message, "draft"), message});
    return out;
  }
  for (const programs::Example& one : read->examples) {
    const base::Status came_out = scenarios::run_own_example(*read, one);
    out.examples.push_back({one.name, came_out ? std::string() : came_out.error().message});
    if (!came_out) out.findings.push_back({std::nullopt, came_out.error().message});
  }
  out.programme = std::move(*read);
  return out;
}

base::Result<ProgrammeDraft> submit_draft(Store& store, const std::string& actor,
                                          const std::string& text) {
  const programs::Programme programme = TRY(checked_programme(text, "draft"));
  TRY_STATUS(check_draft(store, programme, text));
  ProgrammeDraft draft;
  draft.code = programme.code;
  draft.version = programme.version;
  draft.text = text;
  draft.decisions.push_back({DraftState::Submitted, actor, store.clock().now()});
  return storage::keep_draft(store.record(), act_of(draft, actor, "submit"), draft);
}

base::Result<ProgrammeDraft> approve_draft(Store& store, const std::string& actor,
                                           const std::string& id) {
  const ProgrammeDraft draft = TRY(draft_of(store, id));
  if (draft.submitted_by() == actor)
    return base::refuse("FOUR_EYES_REQUIRED",
                        id + " was submitted by " + actor + ", so somebody else approves it");
  return decide(store, actor, id, DraftState::Approved, "approve");
}

base::Result<ProgrammeDraft> reject_draft(Store& store, const std::string& actor,
                                          const std::string& id) {
  return decide(store, actor, id, DraftState::Rejected, "reject");
}

base::Result<ProgrammeDraft> publish_draft(Store& store, const std::string& actor,
                                           const std::string& id) {
  ProgrammeDraft draft = TRY(draft_of(store, id));
  if (draft.state() == DraftState::Submitted)
    return base::refuse("NOT_APPROVED", id + " waits for somebody to approve it");
  if (draft.state() != DraftState::Approved) return already(draft);
  const programs::Programme programme = TRY(checked_programme(draft.text, "draft"));
  TRY_STATUS(check_draft(store, programme, draft.text));
  if (TRY(programme_versions(store)).back().stored.toml == draft.text)
    return base::fail(base::Code::Conflict, "the text of " + id + " is in force already");
  const programs::DraftDecision decision{DraftState::Published, actor, store.clock().now()};
  TRY(storage::publish_draft(store.record(), act_of(draft, actor, "publish"), draft, programme,
                             decision));
  draft.decisions.push_back(decision);
  return draft;
}

base::Result<std::vector<ProgrammeDraft>> drafts(Store& store) {
  return storage::load_drafts(store.record());
}

base::Result<ProgrammeDraft> draft_of(Store& store, const std::string& id) {
  for (ProgrammeDraft& one : TRY(drafts(store)))
    if (one.id() == id) return std::move(one);
  return base::fail(base::Code::NotFound, "there is no draft '" + id + "'");
}

base::Result<std::vector<storage::ProgrammeVersion>> programme_versions(Store& store) {
  return storage::load_versions(store.record());
}

base::Result<AffectedByDraft> affected_by_draft(Store& store, const std::string& text) {
  const programs::Programme programme = TRY(programs::load(text, "draft"));
  const auto registry = TRY(store.registry().load(base::CommitNumber::latest(), programme));
  const attribution::Standing standing(registry, programme);
  const base::Month month = TRY(store.today(programme)).month();
  return AffectedByDraft{month, attribution::affected(standing, month)};
}

base::Result<ProgrammeDifference> programme_difference(const std::string& before,
                                                       const std::string& after) {
  ProgrammeDifference out;
  out.text = text_diff(before, after);
  const programs::Programme one = TRY(programs::load(before, "before"));
  const programs::Programme other = TRY(programs::load(after, "after"));
  const auto changes = programs::rule_changes(one, other);
  out.changes_everything = !changes;
  if (!changes) return out;
  out.changes_credit = changes->credit;
  out.levers = changes->levers;
  return out;
}

base::Result<ProgrammeDifference> programme_difference(Store& store, base::CommitNumber before,
                                                       base::CommitNumber after) {
  const base::CommitNumber then = TRY(store.known(before));
  const base::CommitNumber now = TRY(store.known(after));
  const auto one = TRY(storage::load_programme_text(store.record(), then));
  const auto other = TRY(storage::load_programme_text(store.record(), now));
  return programme_difference(one.toml, other.toml);
}

}  // namespace app
