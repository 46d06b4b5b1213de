// What must be true of every answer, whoever computes it, held against the naive model: the
// invariants 2, 3, 4, 8, 13 and 14 of the domain and 15 of the architecture.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "attribution/naive.h"
#include "tests/comparison.h"
#include "usage/identity.h"

namespace tests {
namespace {

using attribution::CreditKey;
using attribution::CreditQuery;
using attribution::CreditRow;
using attribution::EarningKind;
using attribution::EarningLine;
using attribution::ReconcileRow;
using base::Decimal;
using base::Product;
using Fault = std::optional<std::string>;

CreditQuery whole(const World& world, std::vector<CreditKey> keys) {
  return {world.first, world.last, std::move(keys), "", ""};
}

// A world whose log holds one row only.
World with_one_row(const World& world, const usage::Record& record) {
  World out = world;
  out.delivered = {record};
  out.first = out.last = record.usage_date.month();
  return out;
}

// Every row alone in its world: what becomes of a single fact.
Fault for_each_row(const World& world,
                   const std::function<Fault(const World&, const usage::Record&)>& check) {
  for (const usage::Record& record : current_rows(world)) {
    if (auto fault = check(with_one_row(world, record), record)) return fault;
  }
  return std::nullopt;
}

Decimal magnitude(Decimal value) {
  return value < Decimal() ? -value : value;
}

bool is_shared(const World& world) {
  return world.programme.parameters.credit_mode == programs::CreditMode::Shared;
}
// By the time with access, and where credit is shared, a partner is credited with a part of a fact,
// and the part may be nothing.
bool is_shared(const World& world, programs::TypeMask types) {
  return is_shared(world) || (types & world.programme.credited_by_time()) != 0;
}
// Parts of a quantity are rounded to twelve decimals, each by itself.
bool is_close(const World& world, Decimal one, Decimal other) {
  const Decimal most = Decimal::from_units(is_shared(world) ? 1'000 : 0);
  return magnitude(one - other) <= most;
}
bool is_part(const CreditRow& row, const usage::Record& record) {
  const auto of = [](Decimal part, Decimal whole) {
    return magnitude(part) <= magnitude(whole) &&
           (part.is_zero() || (part < Decimal()) == (whole < Decimal()));
  };
  return of(row.amount.whole(), record.amount) && of(row.quantity, record.quantity);
}

TEST_CASE(
    "every partner is credited with all of a fact, k partners k times; or all of them with it "
    "once") {
  check_worlds(600, [](const World& world, std::uint64_t) {
    return for_each_row(world, [](const World& alone, const usage::Record& record) -> Fault {
      const Answers answers = naive_answers(alone);
      const auto rows =
          answers.credit(whole(alone, {CreditKey::Partner, CreditKey::Currency})).value();
      Product amount;
      Decimal quantity;
      for (const CreditRow& row : rows) {
        const bool all = row.amount == Product(record.amount) && row.quantity == record.quantity;
        if (is_shared(alone, row.associations) ? !is_part(row, record) : !all) {
          return "a partner is not credited with exactly the fact: " + text(alone.programme, row);
        }
        amount += row.amount;
        quantity += row.quantity;
      }
      const auto all = answers.credit(whole(alone, {CreditKey::Currency})).value();
      if (all.size() != (rows.empty() ? 0U : 1U)) return "partners and total disagree";
      if (all.empty()) return std::nullopt;
      if (all[0].amount != amount || !is_close(alone, all[0].quantity, quantity)) {
        return "the total is not k x the fact: " + text(alone.programme, all[0]);
      }
      if (is_shared(alone) && !is_part(all[0], record)) {
        return "the shares are more than the fact: " + text(alone.programme, all[0]);
      }
      return std::nullopt;
    });
  });
}

TEST_CASE("under one lever a fact has at most one holder, and its base is at most the fact") {
  check_worlds(600, [](const World& world, std::uint64_t) {
    return for_each_row(world, [](const World& alone, const usage::Record& record) -> Fault {
      std::map<std::string, std::set<std::string>> holders;
      for (const EarningLine& line : naive_answers(alone).earnings(record.usage_date.month())) {
        if (line.rates.empty()) continue;
        holders[line.lever].insert(line.partner);
        const Decimal fact = line.base == record.amount ? record.amount : record.quantity;
        if (magnitude(line.base) > magnitude(fact)) return "more than the fact: " + text(line);
        if (holders[line.lever].size() > 1) return "a second earner: " + text(line);
      }
      return std::nullopt;
    });
  });
}

TEST_CASE("a partner, lever, subscription, month and currency has each kind of line once") {
  check_worlds(1500, [](const World& world, std::uint64_t) -> Fault {
    const Answers answers = naive_answers(world);
    for (base::Month month = world.first; month <= world.last; month = month + 1) {
      std::set<std::tuple<std::string, std::string, std::string, std::string, int, std::string>>
          seen;
      for (const EarningLine& line : answers.earnings(month)) {
        // What a gate refuses, what has no rate, what a cap takes and what is held stand beside.
        const bool zero = line.base.is_zero() && line.amount.is_zero();
        const bool beside = !line.reason_code.empty() && !zero;
        const bool is_new =
            seen.insert({line.partner, line.lever, line.subscription, line.currency,
                         static_cast<int>(line.kind), beside ? line.reason_code : std::string()})
                .second;
        if (!is_new) return "twice: " + text(line);
      }
    }
    return std::nullopt;
  });
}

TEST_CASE("a type that is closed to a channel is never among the types of a credited day") {
  check_worlds(600, [](const World& world, std::uint64_t) {
    return for_each_row(world, [](const World& alone, const usage::Record& record) -> Fault {
      base::Day day = record.usage_date;
      if (base::is_stock(record.measure)) {
        day = programs::snapshot_day(alone.programme.parameters, day.month());
      }
      bool csp = false;
      for (const auto& period : alone.registry.channels) {
        csp |= alone.registry[period.subscription].id == record.subscription_id &&
               period.days.contains(day) && base::is_csp(period.channel);
      }
      const auto rows = naive_answers(alone).credit(whole(alone, {CreditKey::Currency})).value();
      for (std::size_t type = 0; type < alone.programme.types.size(); ++type) {
        const auto gate = alone.programme.types[type].channels;
        if (alone.programme.types[type].continuous) continue;  // it has no day
        const auto closed = csp ? programs::ChannelGate::NotCsp : programs::ChannelGate::CspOnly;
        if (!rows.empty() && (rows[0].associations >> type & 1U) != 0 && gate == closed) {
          return alone.programme.types[type].code + " holds on " + day.text();
        }
      }
      return std::nullopt;
    });
  });
}

TEST_CASE("a month balances: ingested is the sum of every other bucket") {
  check_worlds(2500, [](const World& world, std::uint64_t) -> Fault {
    const Answers answers = naive_answers(world);
    for (base::Month month = world.first; month <= world.last; month = month + 1) {
      std::map<std::pair<base::Measure, std::string>, std::pair<Product, Product>> open;
      for (const ReconcileRow& row : answers.reconcile(month)) {
        auto& [amount, quantity] = open[{row.measure, row.currency}];
        if (row.bucket == "ingested") {
          amount += row.amount;
          quantity += row.quantity;
        } else {
          amount -= row.amount;
          quantity -= row.quantity;
        }
      }
      for (const auto& [key, rest] : open) {
        if (!rest.first.is_zero() || !rest.second.is_zero()) {
          return month.text() + " " + std::string(base::word(key.first)) + " " + key.second +
                 " is off by " + rest.first.text() + " and " + rest.second.text();
        }
      }
    }
    return std::nullopt;
  });
}

// The buckets in which nobody is credited, whatever the reason.
bool is_uncredited(std::string_view bucket) {
  static constexpr std::array<std::string_view, 7> kUncredited{"no_association",
                                                               "csp_without_partner",
                                                               "SELF_DEALING",
                                                               "ASSOC_NOT_ALLOWED_FOR_FAMILY",
                                                               "ASSOC_NOT_ALLOWED_ON_CHANNEL",
                                                               "ASSOC_NOT_COUNTED",
                                                               "NOT_SHARED"};
  return std::ranges::find(kUncredited, bucket) != kUncredited.end();
}

TEST_CASE("coverage is what the reconciliation says nobody is credited with") {
  check_worlds(2500, [](const World& world, std::uint64_t) -> Fault {
    const Answers answers = naive_answers(world);
    for (base::Month month = world.first; month <= world.last; month = month + 1) {
      std::map<std::string, Product> open;
      for (const ReconcileRow& row : answers.reconcile(month)) {
        const bool counts = row.measure == base::Measure::Consumption && is_uncredited(row.bucket);
        if (counts) open[row.currency] += row.amount;
      }
      for (const attribution::CoverageRow& row : answers.coverage(month))
        open[row.currency] -= row.amount;
      for (const auto& [currency, rest] : open) {
        if (!rest.is_zero()) return month.text() + " " + currency + " is off by " + rest.text();
      }
    }
    return std::nullopt;
  });
}

TEST_CASE("what is credited once is what at least one partner is credited with") {
  check_worlds(600, [](const World& world, std::uint64_t) {
    return for_each_row(world, [](const World& alone, const usage::Record& record) -> Fault {
      if (record.amount.is_zero() && record.quantity.is_zero()) return std::nullopt;
      const Decimal least = Decimal::from_units(100'000);  // less may be shared out to nothing
      if (alone.programme.credited_by_time() != 0 && magnitude(record.amount) < least &&
          magnitude(record.quantity) < least) {
        return std::nullopt;
      }
      const Answers answers = naive_answers(alone);
      const bool credited = !answers.credit(whole(alone, {CreditKey::Currency})).value().empty();
      for (const ReconcileRow& row : answers.reconcile(record.usage_date.month())) {
        if (row.bucket != "credited_once") continue;
        const bool all =
            row.amount == Product(record.amount) && row.quantity.whole() == record.quantity;
        const bool any = !row.amount.is_zero() || !row.quantity.is_zero();
        if (credited != (is_shared(alone) ? any : all))
          return "credit and reconciliation disagree: " + text(row);
      }
      return std::nullopt;
    });
  });
}

World negated(World world) {
  for (usage::Record& record : world.delivered) {
    record.amount = -record.amount;
    record.quantity = -record.quantity;
    record.amount_rest = -record.amount_rest;
    record.quantity_rest = -record.quantity_rest;
  }
  return world;
}

void negate(CreditRow& row) {
  row.amount = Product() - row.amount;
  row.quantity = -row.quantity;
}
void negate(EarningLine& line) {
  line.base = -line.base;
  line.amount = -line.amount;
}
void negate(ReconcileRow& row) {
  row.amount = Product() - row.amount;
  row.quantity = Product() - row.quantity;
}
template <class Row>
std::vector<Row> all_negated(std::vector<Row> rows) {
  for (Row& row : rows)
    negate(row);
  return rows;
}

TEST_CASE("negating every number negates every line") {
  check_worlds(2000, [](World world, std::uint64_t seed) {
    // Floor is the one rounding that knows up from down.
    if (world.programme.parameters.rounding == base::Rounding::Floor) {
      world.programme.parameters.rounding = base::Rounding::HalfUp;
    }
    // Tiers, caps, marks, fixed amounts, gates on seats and levels of competencies do, too:
    // invariant 14 speaks of the other lines.
    for (programs::Lever& lever : world.programme.levers) {
      lever.tiers.clear();
      lever.caps.clear();
      lever.rounding.reset();
      lever.gates.minimum_seats.reset();
      lever.gates.minimum_active_share.reset();
      lever.eligibility.competency.reset();
    }
    std::erase_if(world.programme.levers, [](const programs::Lever& lever) {
      return lever.over_mark() || lever.fixed() || !lever.reads_usage();
    });
    for (programs::Lever& lever : world.programme.levers)
      lever.accelerates.reset();
    const World opposite = negated(world);
    const Engine back = [&](const World&) {
      const Answers answers = naive_answers(opposite);
      return Answers{
          [answers](const CreditQuery& query) -> base::Result<std::vector<CreditRow>> {
            return all_negated(TRY(answers.credit(query)));
          },
          [answers](base::Month month) { return all_negated(answers.earnings(month)); },
          [answers](base::Month month) { return all_negated(answers.reconcile(month)); }};
    };
    return difference(world, naive_answers, back, seed, 3);
  });
}

TEST_CASE("the order of delivery and re-delivery change nothing") {
  check_worlds(1500, [](const World& world, std::uint64_t seed) {
    World again = world;
    again.delivered.insert(again.delivered.end(), world.delivered.begin(), world.delivered.end());
    Chance(seed).shuffle(again.delivered);
    const Engine shuffled = [&](const World&) { return naive_answers(again); };
    return difference(world, naive_answers, shuffled, seed, 3);
  });
}

TEST_CASE("coarser keys are sums of finer ones, and months add up to their range") {
  check_worlds(1500, [](const World& world, std::uint64_t) -> Fault {
    const Answers answers = naive_answers(world);
    const auto coarse = answers.credit(whole(world, {CreditKey::Currency})).value();
    std::map<std::string, CreditRow> sums;
    const std::vector<CreditKey> fine{CreditKey::Currency,     CreditKey::Partner,
                                      CreditKey::Subscription, CreditKey::Workload,
                                      CreditKey::Measure,      CreditKey::Month};
    for (base::Month month = world.first; month <= world.last; month = month + 1) {
      const auto parts = answers.credit({month, month, fine, "", ""}).value();
      for (const CreditRow& row : parts) {
        CreditRow& sum = sums[row.keys[0]];
        sum.amount += row.amount;
        sum.quantity += row.quantity;
      }
    }
    for (const CreditRow& row : coarse) {
      const CreditRow& sum = sums[row.keys[0]];
      if (sum.amount != row.amount || !is_close(world, sum.quantity, row.quantity)) {
        return "the parts do not add up to " + text(world.programme, row);
      }
    }
    return std::nullopt;
  });
}

TEST_CASE("rebate and co-op share the same base and are whole coins") {
  check_worlds(1500, [](const World& world, std::uint64_t) -> Fault {
    const Answers answers = naive_answers(world);
    for (base::Month month = world.first; month <= world.last; month = month + 1) {
      const auto lines = answers.earnings(month);
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const int digits = attribution::minor_unit(lines[i].currency);
        const Decimal coins = base::round(lines[i].amount, digits, base::Rounding::Floor);
        if (coins != lines[i].amount) return "not whole coins: " + text(lines[i]);
        if (lines[i].kind != EarningKind::Coop) continue;
        const bool paired = std::ranges::any_of(lines, [&](const EarningLine& other) {
          return other.kind == EarningKind::Rebate && other.partner == lines[i].partner &&
                 other.lever == lines[i].lever && other.subscription == lines[i].subscription &&
                 other.currency == lines[i].currency && other.reason_code == lines[i].reason_code &&
                 other.base == lines[i].base;
        });
        const bool rebate_is_nothing = lines[i].base.is_zero();
        if (!paired && !rebate_is_nothing) return "co-op without its rebate: " + text(lines[i]);
      }
    }
    return std::nullopt;
  });
}

// Takes deliveries one by one through the identity rule, as the log does.
std::vector<usage::Record> through_the_identity_rule(const World& world) {
  std::map<std::pair<std::string, std::string>, std::vector<usage::Version>> known;
  for (const usage::Record& record : world.delivered) {
    auto& versions = known[{record.source, record.record_key}];
    versions.push_back({&record, false, false});
    const usage::Resolution resolution = usage::resolve(versions);
    REQUIRE(resolution.verdicts.size() == 1);
    for (const std::size_t at : resolution.no_longer_current)
      versions[at].current = false;
    const usage::Verdict verdict = resolution.verdicts[0];
    CHECK(verdict != usage::Verdict::KeyReused);
    if (verdict == usage::Verdict::Duplicate) {
      versions.pop_back();
    } else {
      versions.back().in_log = true;
      versions.back().current = verdict == usage::Verdict::Current;
    }
  }
  std::vector<usage::Record> out;
  for (const auto& [key, versions] : known) {
    for (const usage::Version& version : versions) {
      if (version.current) out.push_back(*version.record);
    }
  }
  return out;
}

TEST_CASE("the identity rule, row by row, leaves exactly the highest revisions") {
  check_worlds(2000, [](const World& world, std::uint64_t) -> Fault {
    if (through_the_identity_rule(world) == current_rows(world)) return std::nullopt;
    return "the current rows differ";
  });
}

// What levers that look beyond a line paid.
void count_kinds(const World& world, const EarningLine& line, std::map<std::string, int>& seen) {
  const auto& levers = world.programme.levers;
  const auto lever = std::ranges::find(levers, line.lever, &programs::Lever::code);
  if (line.amount <= Decimal() || !line.reason_code.empty()) return;
  if (lever->over_mark()) seen["paid over a mark"]++;
  if (lever->kind == programs::LeverKind::Milestone) seen["paid a milestone"]++;
  if (lever->fixed() && line.against && line.base < *line.against) seen["divided among several"]++;
  if (!lever->reads_usage()) seen["given by hand"]++;
}

// A property over worlds in which nothing happens holds too easily.
TEST_CASE("the worlds are odd enough: every bucket, reason, kind and refusal occurs often") {
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    const World world = random_world(seed);
    const Answers answers = naive_answers(world);
    const auto credit = answers.credit(whole(world, {CreditKey::Competency}));
    seen[credit ? "credit refused never" : "credit refused"]++;
    if (credit && !credit->empty()) seen["competency credit"]++;
    for (const CreditRow& row : credit ? *credit : std::vector<CreditRow>())
      seen["by time"] += is_shared(world, row.associations) ? 1 : 0;
    for (base::Month month = world.first; month <= world.last; month = month + 1) {
      for (const ReconcileRow& row : answers.reconcile(month)) {
        if (!row.amount.is_zero() || !row.quantity.is_zero()) seen[row.bucket]++;
      }
      for (const EarningLine& line : answers.earnings(month)) {
        if (line.kind == EarningKind::Coop) seen["coop"]++;
        if (line.rates.size() > 1) seen["several rates"]++;
        count_kinds(world, line, seen);
        seen[line.reason_code.empty() ? "earned" : "earning " + line.reason_code]++;
      }
    }
  }
  for (const std::string name : {"credit refused",
                                 "competency credit",
                                 "by time",
                                 "credited_once",
                                 "no_association",
                                 "csp_without_partner",
                                 "SELF_DEALING",
                                 "ASSOC_NOT_ALLOWED_FOR_FAMILY",
                                 "ASSOC_NOT_ALLOWED_ON_CHANNEL",
                                 "ASSOC_NOT_COUNTED",
                                 "NOT_ON_SNAPSHOT",
                                 "SUBSCRIPTION_NOT_ACTIVE",
                                 "OFFER_TYPE_EXCLUDED",
                                 "TAX_EXCLUDED",
                                 "INDICATOR",
                                 "rounding",
                                 "coop",
                                 "several rates",
                                 "earned",
                                 "earning ON_HOLD",
                                 "earning PRODUCT_NOT_ON_RATE_CARD",
                                 "earning NOT_HOLDER",
                                 "earning ASSOC_NOT_INCENTIVE_BEARING",
                                 "earning SELF_DEALING",
                                 "earning CAP_REACHED",
                                 "earning ATTACH_TOO_LATE",
                                 "earning NOT_FULL_DAY_ACCESS",
                                 "earning BELOW_MINIMUM_SEATS",
                                 "earning BELOW_MINIMUM",
                                 "earning BELOW_HIGH_WATER_MARK",
                                 "earning MILESTONE_ALREADY_PAID",
                                 "paid over a mark",
                                 "paid a milestone",
                                 "divided among several",
                                 "given by hand",
                                 "earning NOT_IN_GOOD_STANDING",
                                 "earning NOT_ENROLLED",
                                 "earning PROFILE_INCOMPLETE",
                                 "earning SEGMENT_EXCLUDED",
                                 "earning COMPETENCY_NOT_HELD"}) {
    CAPTURE(name);
    CHECK(seen[name] >= 20);
  }
}

}  // namespace
}  // namespace tests
