// Rows of quarantine, gathered by what is wrong with them.
#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

#include "storage/persons.h"
#include "storage/quarantine_table.h"

namespace storage {
namespace {

// Rows share what is wrong when they name the same thing; a number or a date is a row's own. A day
// outside of a subscription's life is about the subscription.
struct Wrong {
  std::string column, value;
};
Wrong wrong_with(const ingest::QuarantinedRow& row) {
  using enum ingest::Cause;
  switch (row.cause) {
    case BeforeSubscriptionStart:
    case AfterSubscriptionEnd: return {"subscription_id", row.subscription_id};
    case UnknownSubscription:
    case UnknownCurrency:
    case BadMeasure:
    case BadChargeKind: return {row.column, row.value};
    default: return {row.column, ""};
  }
}

void add_figures(QuarantineGroup& group, const ingest::ReadableFigures& figures) {
  if (!figures.complete) return;
  group.first_day = std::min(group.first_day.value_or(figures.usage_date), figures.usage_date);
  group.last_day = std::max(group.last_day.value_or(figures.usage_date), figures.usage_date);
  auto total = std::ranges::find_if(group.totals, [&](const usage::ControlTotal& t) {
    return t.measure == figures.measure && t.currency == figures.currency;
  });
  if (total == group.totals.end()) {
    group.totals.push_back({figures.measure, figures.currency, {}, {}});
    total = group.totals.end() - 1;
  }
  total->amount += figures.amount;
  total->quantity += figures.quantity;
}

class Groups {
 public:
  explicit Groups(std::size_t examples_max) : examples_max_(examples_max) {}

  void add(WaitingRow&& row) {
    const ingest::QuarantinedRow& content = row.content;
    Wrong wrong = wrong_with(content);
    QuarantineGroup& group =
        groups_[Key(-row.left.number, content.cause, row.feed, wrong.column, wrong.value)];
    if (group.rows++ == 0) {
      group.cause = content.cause;
      group.feed = row.feed;
      group.column = std::move(wrong.column);
      group.value = std::move(wrong.value);
      group.waiver.commit = row.left;
      group.remedy = content.remedy;
    }
    group.files.insert(row.file);
    if (!content.subscription_id.empty()) group.subscriptions.insert(content.subscription_id);
    add_figures(group, content.figures);
    if (group.examples.size() < examples_max_)
      group.examples.push_back({std::move(row.file), std::move(row.content)});
  }

  // The newest waiver first, the largest group of it first.
  std::vector<QuarantineGroup> take() {
    std::vector<QuarantineGroup> out;
    for (auto& [key, group] : groups_) {
      std::ranges::sort(group.totals, {}, [](const usage::ControlTotal& t) {
        return std::pair(t.measure, t.currency);
      });
      out.push_back(std::move(group));
    }
    std::ranges::stable_sort(out, std::greater<>(), [](const QuarantineGroup& group) {
      return std::pair(group.waiver.commit.number, group.rows);
    });
    return out;
  }

 private:
  using Key = std::tuple<std::int64_t, ingest::Cause, std::string, std::string, std::string>;
  std::size_t examples_max_;
  std::map<Key, QuarantineGroup> groups_;
};

base::Status name_waiver(Database& database, Waiver& waiver) {
  Statement event = TRY(database.prepare(
      "SELECT recorded_at, actor, reason FROM audit_event WHERE commit_no = :commit"));
  event.bind(":commit", waiver.commit.number);
  if (!TRY(event.step())) return {};
  waiver.recorded_at = base::Instant{event.number(0)};
  waiver.actor = TRY(Persons(database).shown(event.text(1)));
  waiver.reason = event.text(2);
  return {};
}

}  // namespace

base::Result<std::vector<QuarantineGroup>> list_quarantine(Record& record,
                                                           const QuarantineFilter& filter,
                                                           base::CommitNumber as_known,
                                                           std::size_t examples_max) {
  Groups groups(examples_max);
  TRY_STATUS(each_waiting(record.database(), as_known, where_of(filter),
                          [&](WaitingRow&& row) -> base::Status {
                            groups.add(std::move(row));
                            return {};
                          }));
  return groups.take();
}

base::Result<std::vector<QuarantineGroup>> list_waived(Record& record,
                                                       const QuarantineFilter& filter,
                                                       base::CommitNumber as_known,
                                                       std::size_t examples_max) {
  Groups groups(examples_max);
  TRY_STATUS(each_waived(record.database(), as_known, where_of(filter),
                         [&](WaitingRow&& row) -> base::Status {
                           groups.add(std::move(row));
                           return {};
                         }));
  std::vector<QuarantineGroup> out = groups.take();
  for (QuarantineGroup& group : out)
    TRY_STATUS(name_waiver(record.database(), group.waiver));
  return out;
}

}  // namespace storage
