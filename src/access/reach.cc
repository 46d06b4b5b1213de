#include "access/reach.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "attribution/reached.h"

namespace rights {

using base::Day;
using base::DayRange;

namespace {

bool contains(std::span<const DayRange> ranges, Day day) {
  const auto next = std::ranges::upper_bound(ranges, day, {}, &DayRange::from);
  return next != ranges.begin() && day < std::prev(next)->to;
}

// Appends the ranges, which come by start, with those joined that touch.
void append_joined(std::span<const DayRange> ranges, std::vector<DayRange>& out) {
  const std::size_t first = out.size();
  for (const DayRange& one : ranges) {
    if (out.size() > first && one.from <= out.back().to) {
      out.back().to = std::max(out.back().to, one.to);
    } else {
      out.push_back(one);
    }
  }
}

// Appends the days of both; each is disjoint and sorted.
void append_common(std::span<const DayRange> one, std::span<const DayRange> other,
                   std::vector<DayRange>& out) {
  while (!one.empty() && !other.empty()) {
    const DayRange both = one.front().intersect(other.front());
    if (!both.empty()) out.push_back(both);
    auto& ends_first = one.front().to < other.front().to ? one : other;
    ends_first = ends_first.subspan(1);
  }
}

}  // namespace

// ---- asking ------------------------------------------------------------------------------------

const Reach::Lane* Reach::find(base::SubscriptionKey subscription, std::uint32_t workload) const {
  const auto key = [](const Lane& lane) { return std::pair(lane.subscription, lane.workload); };
  for (const std::uint32_t number : {workload, kEveryWorkload}) {
    const auto wanted = std::pair(subscription, number);
    const auto found = std::ranges::lower_bound(lanes_, wanted, {}, key);
    if (found != lanes_.end() && key(*found) == wanted) return &*found;
  }
  return nullptr;
}

std::span<const DayRange> Reach::days(base::SubscriptionKey subscription, std::uint32_t workload,
                                      DataClass one) const {
  const auto place = static_cast<std::size_t>(one);
  const Lane* lane = place < kShareableClasses ? find(subscription, workload) : nullptr;
  if (lane == nullptr) return {};
  return std::span(days_).subspan(lane->first[place], lane->first[place + 1] - lane->first[place]);
}

bool Reach::sees(base::SubscriptionKey subscription, std::uint32_t workload, Day day,
                 DataClass one) const {
  return contains(days(subscription, workload, one), day);
}

std::vector<std::uint32_t> Reach::workloads(base::SubscriptionKey subscription) const {
  std::vector<std::uint32_t> out;
  for (const Lane& lane : std::ranges::equal_range(lanes_, subscription, {}, &Lane::subscription)) {
    out.push_back(lane.workload);
  }
  return out;
}

// A lane without days says what no lane says: every workload has no days there either.
Reach Reach::within(const Reach& other) const {
  Reach out;
  for_each_subscription([&](base::SubscriptionKey subscription) {
    std::vector<std::uint32_t> all = workloads(subscription);
    std::ranges::copy(other.workloads(subscription), std::back_inserter(all));
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    for (const std::uint32_t workload : all) {
      Lane lane{subscription, workload, {}};
      for (std::size_t i = 0; i < kShareableClasses; ++i) {
        const auto one = static_cast<DataClass>(i);
        lane.first[i] = static_cast<std::uint32_t>(out.days_.size());
        append_common(days(subscription, workload, one), other.days(subscription, workload, one),
                      out.days_);
      }
      lane.first[kShareableClasses] = static_cast<std::uint32_t>(out.days_.size());
      if (lane.first.front() != lane.first.back()) out.lanes_.push_back(lane);
    }
  });
  return out;
}

// ---- compiling ---------------------------------------------------------------------------------

// A class that one association shows on some days.
struct ReachCompiler::Piece {
  base::SubscriptionKey subscription;
  DataClass data_class;
  std::uint32_t workload;
  DayRange days;
  friend auto operator<=>(const Piece&, const Piece&) = default;
};

ReachCompiler::ReachCompiler(const attribution::Standing& standing, const Consents& consents,
                             WorkloadNumber workload_number, Day today)
    : standing_(standing),
      consents_(consents),
      workload_number_(std::move(workload_number)),
      today_(today) {
  const auto& associations = standing.registry().associations;
  partner_first_.assign(standing.registry().partners.size() + 1, 0);
  for (const registry::Association& one : associations)
    ++partner_first_[one.partner.number + 1];
  for (std::size_t i = 1; i < partner_first_.size(); ++i)
    partner_first_[i] += partner_first_[i - 1];
  by_partner_.resize(associations.size());
  std::vector<std::uint32_t> next(partner_first_.begin(), partner_first_.end() - 1);
  for (std::uint32_t i = 0; i < associations.size(); ++i)
    by_partner_[next[associations[i].partner.number]++] = i;
}

std::span<const std::uint32_t> ReachCompiler::associations_of(base::PartnerKey partner) const {
  const std::uint32_t first = partner_first_[partner.number];
  return std::span(by_partner_).subspan(first, partner_first_[partner.number + 1] - first);
}

void ReachCompiler::open(const registry::Association& association,
                         base::SubscriptionKey subscription, Opening& out) const {
  std::vector<attribution::Stretch> stretches;
  standing_.cut(association, subscription, stretches);
  std::vector<DayRange> held;
  for (const attribution::Stretch& one : stretches)
    if (one.holds()) held.push_back(one.days);
  out.held.clear();
  append_joined(held, out.held);
  const registry::Snapshot& registry = standing_.registry();
  const programs::AssociationType& type = standing_.programme().types[association.type];
  out.profile = opened_by(type.data_profile, registry[registry[subscription].product].metering);
  out.word = consents_.last(association.partner, subscription);
  out.agreed = agreed(out.word, association);
}

void ReachCompiler::add_pieces(const registry::Association& association,
                               base::SubscriptionKey subscription, Day horizon,
                               std::vector<Piece>& out) const {
  Opening opening;
  open(association, subscription, opening);
  const ClassMask seen = opening.profile & opening.agreed.classes;
  if (seen == 0) return;
  const bool part = !association.workload.empty();
  const std::uint32_t workload = part ? workload_number_(association.workload) : kEveryWorkload;
  for (const DayRange& held : opening.held) {
    const DayRange days = held.intersect(opening.agreed.days).intersect({Day::min(), horizon});
    if (days.empty()) continue;
    for (std::size_t i = 0; i < kShareableClasses; ++i) {
      const auto one = static_cast<DataClass>(i);
      if (!has(seen, one)) continue;
      if (one == DataClass::OtherPartners && !held.contains(today_)) continue;
      if (is_of_whole(one)) {
        out.push_back({subscription, one, kEveryWorkload, days});
      } else if (!part || workload != kEveryWorkload) {  // else nothing was ever measured there
        out.push_back({subscription, one, workload, days});
      }
    }
  }
}

Reach ReachCompiler::joined(std::vector<Piece> pieces, Looker looker) {
  if (!looker.sees_money) {
    std::erase_if(pieces,
                  [](const Piece& one) { return one.data_class == DataClass::BilledRevenue; });
  }
  std::ranges::sort(pieces, {}, [](const Piece& one) {
    return std::tuple(one.subscription, one.data_class, one.days, one.workload);
  });
  Reach out;
  std::vector<std::uint32_t> workloads;
  std::vector<DayRange> days;
  for (auto at = pieces.begin(); at != pieces.end();) {
    const base::SubscriptionKey subscription = at->subscription;
    const auto end = std::find_if(
        at, pieces.end(), [&](const Piece& one) { return one.subscription != subscription; });
    workloads.clear();
    for (auto one = at; one != end; ++one)
      workloads.push_back(one->workload);
    std::ranges::sort(workloads);
    workloads.erase(std::ranges::unique(workloads).begin(), workloads.end());
    for (const std::uint32_t workload : workloads) {
      Reach::Lane lane{subscription, workload, {}};
      auto one = at;
      for (std::size_t i = 0; i < kShareableClasses; ++i) {
        lane.first[i] = static_cast<std::uint32_t>(out.days_.size());
        days.clear();
        for (; one != end && one->data_class == static_cast<DataClass>(i); ++one)
          if (one->workload == workload || one->workload == kEveryWorkload)
            days.push_back(one->days);
        append_joined(days, out.days_);
      }
      lane.first[kShareableClasses] = static_cast<std::uint32_t>(out.days_.size());
      out.lanes_.push_back(lane);
    }
    at = end;
  }
  return out;
}

Reach ReachCompiler::of(Looker looker) const {
  std::vector<Piece> pieces;
  for (const std::uint32_t at : associations_of(looker.partner)) {
    const registry::Association& association = standing_.registry().associations[at];
    attribution::each_reached(standing_, association, [&](base::SubscriptionKey subscription) {
      add_pieces(association, subscription, today_ + 1, pieces);
    });
  }
  return joined(std::move(pieces), looker);
}

Reach ReachCompiler::planned(Looker looker, std::span<const std::uint32_t> subscriptions) const {
  std::vector<Piece> pieces;
  for (const std::uint32_t subscription : subscriptions) {
    for (const registry::Association* association : standing_.reaching({subscription})) {
      if (association->partner == looker.partner)
        add_pieces(*association, {subscription}, Day::forever(), pieces);
    }
  }
  return joined(std::move(pieces), looker);
}

// ---- why ---------------------------------------------------------------------------------------

std::string ReachCompiler::gate_code(const registry::Association& association,
                                     base::SubscriptionKey subscription, Day day) const {
  const std::string_view gate = standing_.closed_gate(association, subscription, day);
  return std::string(gate.empty() ? "NO_ASSOCIATION_ON_DATE" : gate);
}

Verdict ReachCompiler::verdict(const registry::Association& association, const Opening& opening,
                               DataClass one, Looker looker, Day day) const {
  Verdict out{one, false, {}, association.id, {}};
  const LastWord& word = opening.word;
  if (word.receipt != nullptr) out.consent = word.receipt->id();
  if (word.receipt == nullptr && word.withdrawal == nullptr)
    out.consent = rights::word(How::ProgrammeRule);
  const auto held =
      std::ranges::find_if(opening.held, [&](const DayRange& days) { return days.contains(day); });
  if (day > today_) {
    out.code = "NOT_YET";
  } else if (opening.agreed.classes == 0) {
    out.code = "CONSENT_WITHDRAWN";
  } else if (!has(opening.profile, one)) {
    out.code = "NOT_IN_DATA_PROFILE";
  } else if (!has(opening.agreed.classes, one) || !opening.agreed.days.contains(day)) {
    out.code = "NOT_AGREED";
  } else if (one == DataClass::OtherPartners && !held->contains(today_)) {
    out.code = "ASSOCIATION_ENDED";
  } else if (!is_of_whole(one) && !association.workload.empty()) {
    out.code = "ONLY_ITS_WORKLOAD";
  } else if (one == DataClass::BilledRevenue && !looker.sees_money) {
    out.code = "NO_RIGHT_TO_MONEY";
  }
  out.sees = out.code.empty();
  return out;
}

std::vector<Verdict> ReachCompiler::verdicts(Looker looker, base::SubscriptionKey subscription,
                                             Day day) const {
  std::vector<Verdict> out;
  out.reserve(kDataClasses.size());
  for (std::size_t i = 0; i < kDataClasses.size(); ++i)
    out.push_back({static_cast<DataClass>(i), false, "NO_ASSOCIATION_ON_DATE", {}, {}});
  out.back().code = "NEVER_SHARED";
  Opening opening;
  for (const registry::Association* association : standing_.reaching(subscription)) {
    if (association->partner != looker.partner) continue;
    open(*association, subscription, opening);
    const bool holds =
        std::ranges::any_of(opening.held, [&](const DayRange& days) { return days.contains(day); });
    for (std::size_t i = 0; i < kShareableClasses; ++i) {
      if (out[i].sees) continue;
      if (holds) {
        out[i] = verdict(*association, opening, static_cast<DataClass>(i), looker, day);
      } else if (out[i].consent.empty() && out[i].code == "NO_ASSOCIATION_ON_DATE") {
        out[i].code = gate_code(*association, subscription, day);
        out[i].association = association->id;
      }
    }
  }
  return out;
}

}  // namespace rights
