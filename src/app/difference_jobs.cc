#include "app/difference_jobs.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "app/answer_jobs.h"
#include "app/text_file.h"
#include "attribution/difference_path.h"
#include "ingest/registry_file.h"
#include "programs/load.h"
#include "programs/rule_changes.h"
#include "registry/applied.h"
#include "registry/import.h"
#include "scenarios/example.h"
#include "storage/registry_table.h"

namespace app {
namespace {

using attribution::BooksState;
using attribution::DifferencePath;

BooksState state_of(const View& view) {
  return {view.index.get(), &view.holdings, &view.standing};
}

// Other rules from here on; `registry` becomes what they make of it, which is shared as long as the
// association types are the same.
base::Status add_rules(const LoadRegistry& load, const Books& books,
                       const programs::Programme& programme, const usage::SeriesIndex& index,
                       registry::Snapshot& registry, DifferencePath& path) {
  const std::string cause = "RATE_CORRECTION";
  if (programs::rule_changes(books.programme, programme)) {
    path.add_rules(cause, programme);
    return {};
  }
  registry = TRY(load(programme));
  path.add(cause, registry, programme, index);
  return {};
}

struct Months {
  base::Month from, to;
};

base::Result<Months> months_of(const View& view, const DifferenceScope& scope) {
  if (scope.from) return Months{*scope.from, scope.to.value_or(*scope.from)};
  base::Day first = base::Day::forever();
  base::Day last = base::Day::min();
  for (const usage::Manifest& segment : TRY(view.log->segments(view.as_known))) {
    first = std::min(first, segment.first_day);
    last = std::max(last, segment.last_day);
  }
  if (last < first) return Months{base::Month{1}, base::Month{0}};
  return Months{first.month(), last.month()};
}

// Walks the months; `name` may give causes their full names.
using Name = std::function<base::Status(std::vector<attribution::Difference>&, base::Month)>;
base::Status walk(const Months& months, const DifferenceScope& scope, const BooksState& before,
                  const DifferencePath& path, const Report& report, const Name& name,
                  const TakeDifference& take) {
  for (base::Month month = months.from; month <= months.to; ++month.number) {
    if (scope.stop.stop_requested()) return base::refuse("CANCELLED", "it was cancelled");
    if (report)
      report({"Compare", month.number - months.from.number,
              months.to.number - months.from.number + 1, "months"});
    const attribution::DifferenceQuery query{month, scope.partner, scope.subscription, scope.grain};
    auto lines = TRY(attribution::differences(before, path.steps(), query, worker_threads()));
    TRY_STATUS(name(lines, month));
    for (const attribution::Difference& line : lines)
      TRY_STATUS(take(line));
  }
  return {};
}

base::Status check_scope(const View& view, const DifferenceScope& scope) {
  TRY_STATUS(known_partner(view, scope.partner));
  return known_subscription(view, scope.subscription);
}

// The cause that a registry file about partners or customers has; empty: what it changes is not
// simulated.
std::string_view cause_of(std::string_view kind) {
  if (kind == "enrolments" || kind == "profiles") return "ENROLLMENT_CORRECTION";
  if (kind == "credit_shares" || kind == "customer_mergers") return "ASSOCIATION_CORRECTION";
  constexpr std::array<std::string_view, 3> kOthers{"partner_statuses", "memberships", "awards"};
  return std::ranges::find(kOthers, kind) != kOthers.end() ? "MASTER_DATA_CORRECTION" : "";
}

// What the file would change, decided as an import would decide it.
base::Result<registry::Snapshot> with_file(const View& view, const programs::Programme& programme,
                                           registry::Snapshot registry, std::string_view kind,
                                           const std::string& path) {
  const auto rows = TRY(storage::open_rows(*view.log, path));
  const registry::Delivery delivery = TRY(ingest::read_registry_file(kind, path, *rows));
  const auto changes = TRY(registry::changes_of(delivery, registry, programme));
  return registry::applied(std::move(registry), changes, programme);
}

// Each as if an operator had made it on its own day, one after the other.
base::Result<registry::Snapshot> with_designations(
    const programs::Programme& programme, registry::Snapshot registry,
    const std::vector<registry::Designation>& designations) {
  for (const registry::Designation& wish : designations) {
    const registry::Situation situation{registry, programme, registry::ActorKind::Operator,
                                        "simulate", wish.on};
    auto decision = registry::associate(situation, wish);
    if (!decision) {
      decision.error().message =
          "subscription " + wish.subscription_id + ": " + decision.error().message;
      return std::unexpected(decision.error());
    }
    registry = registry::applied(std::move(registry), decision->changes, programme);
  }
  return registry;
}

}  // namespace

base::Result<programs::Programme> checked_programme(std::string_view text,
                                                    const std::string& origin) {
  programs::Programme programme = TRY(programs::load(text, origin));
  TRY_STATUS(scenarios::run_examples(programme));
  return programme;
}

base::Result<programs::Programme> read_programme(const std::string& path) {
  const std::string text = TRY(read_text(path));
  return checked_programme(text, path);
}

base::Status diff(Store& store, base::CommitNumber before, base::CommitNumber after,
                  const DifferenceScope& scope, const Report& report, const TakeDifference& take) {
  const std::unique_ptr<View> then = TRY(open_view(store, before, report));
  const std::unique_ptr<View> now = TRY(open_view(store, after, report));
  if (now->as_known < then->as_known) {
    return base::fail(base::Code::Usage,
                      "commit " + std::to_string(after.number) + " comes before commit " +
                          std::to_string(before.number) + "; --from-commit is the older one");
  }
  return diff(store, *then, *now, scope, report, take);
}

base::Status diff(Store& store, const View& then, const View& now, const DifferenceScope& scope,
                  const Report& report, const TakeDifference& take) {
  TRY_STATUS(check_scope(now, scope));
  DifferencePath path(state_of(then));
  const Books& old = then.books;
  const Books& fresh = now.books;
  path.add(std::string(attribution::kUsageStep), old.registry, old.programme, *now.index);
  registry::Snapshot registry = old.registry;
  const LoadRegistry load = [&](const programs::Programme& programme) {
    return store.registry().load(old.as_known, programme);
  };
  if (old.programme.source != fresh.programme.source)
    TRY_STATUS(add_rules(load, old, fresh.programme, *now.index, registry, path));
  path.add_registry(state_of(now));
  const BooksState held = path.steps().front().after;
  const auto name = [&](std::vector<attribution::Difference>& lines, base::Month month) {
    return attribution::name_usage(
        lines, month, held, attribution::usage_between(*now.log, then.as_known, now.as_known));
  };
  return walk(TRY(months_of(now, scope)), scope, state_of(then), path, report, name, take);
}

base::Status simulate(const View& now, const LoadRegistry& load, const Draft& draft,
                      const DifferenceScope& scope, const Report& report,
                      const TakeDifference& take) {
  TRY_STATUS(check_scope(now, scope));
  DifferencePath path(state_of(now));
  const programs::Programme& programme =
      draft.programme != nullptr ? *draft.programme : now.books.programme;
  registry::Snapshot registry = now.books.registry;
  if (draft.programme != nullptr)
    TRY_STATUS(add_rules(load, now.books, programme, *now.index, registry, path));
  if (!draft.changes.empty()) {
    const std::string_view kind = ingest::registry_kind(draft.changes);
    const std::string cause(cause_of(kind));
    if (cause.empty()) {
      return base::fail(base::Code::Usage,
                        "--changes '" + draft.changes +
                            "' is not named like partner_statuses.csv, enrolments.csv, "
                            "profiles.csv, memberships.csv, awards.csv, credit_shares.csv or "
                            "customer_mergers.csv");
    }
    registry = TRY(with_file(now, programme, std::move(registry), kind, draft.changes));
    path.add(cause, registry, programme, *now.index);
  }
  if (!draft.associations.empty()) {
    registry =
        TRY(with_file(now, programme, std::move(registry), "associations", draft.associations));
  }
  registry = TRY(with_designations(programme, std::move(registry), draft.designations));
  if (!draft.associations.empty() || !draft.designations.empty())
    path.add("ASSOCIATION_CORRECTION", registry, programme, *now.index);
  const auto no_name = [](std::vector<attribution::Difference>&, base::Month) -> base::Status {
    return {};
  };
  return walk(TRY(months_of(now, scope)), scope, state_of(now), path, report, no_name, take);
}

base::Result<Activation> activate(Store& store, const std::string& path, const std::string& actor,
                                  const std::string& reason) {
  Activation out;
  out.programme = TRY(read_programme(path));
  TRY(store.registry().load(base::CommitNumber::latest(), out.programme));
  const registry::Act act{actor, "activate", reason, {}};
  out.commit = TRY(storage::store_programme(store.record(), act, out.programme));
  return out;
}

}  // namespace app
