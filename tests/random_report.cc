#include "tests/random_report.h"

#include <algorithm>

namespace tests {

using insight::Grain;
using insight::ReportQuery;
using insight::ReportRow;

ReportQuery random_report(Chance& chance, const World& world) {
  const attribution::CreditQuery like = random_query(chance, world);
  ReportQuery out{like.from, like.to, {}, like.partner, "", "", ""};
  for (std::size_t grain = 0; grain < insight::kGrains.size(); ++grain) {
    if (chance.in_hundred(35)) out.by.push_back(static_cast<Grain>(grain));
  }
  chance.shuffle(out.by);
  if (out.by.empty()) out.by = {Grain::Month};
  if (chance.in_hundred(20)) out.customer = chance.of(world.registry.customers).id;
  if (chance.in_hundred(20)) out.product = chance.of(world.registry.products).id;
  if (chance.in_hundred(20)) out.role = chance.of(world.programme.types).code;
  out.empty_months = chance.in_hundred(30);
  return out;
}

std::string words(const ReportQuery& query) {
  std::string out = "report " + query.from.text() + " to " + query.to.text() + " by ";
  for (const Grain grain : query.by)
    out += std::string(insight::kGrains[static_cast<std::size_t>(grain)]) + ',';
  return out + " partner '" + query.partner + "' customer '" + query.customer + "' product '" +
         query.product + "' role '" + query.role +
         (query.empty_months ? "' with empty months" : "'");
}

std::string words(const ReportRow& row) {
  std::string out;
  for (const std::string& key : row.keys)
    out += key + ',';
  return out + " revenue " + row.revenue.text() + " consumption " + row.consumption.text() +
         " usage " + row.usage.text() + " seats " + row.seats.text() + " active " +
         row.active_users.text() + " indicator " + row.indicator_amount.text() + '/' +
         row.indicator_quantity.text();
}

std::optional<std::string> first_difference(const std::vector<ReportRow>& one,
                                            const std::vector<ReportRow>& other) {
  for (std::size_t i = 0; i < std::max(one.size(), other.size()); ++i) {
    if (i < one.size() && i < other.size() && one[i] == other[i]) continue;
    return "row " + std::to_string(i + 1) +
           "\n  one:   " + (i < one.size() ? words(one[i]) : "no more rows") +
           "\n  other: " + (i < other.size() ? words(other[i]) : "no more rows");
  }
  return std::nullopt;
}

World with_the_unseen_elsewhere(const World& world,
                                const std::function<bool(const usage::Record&)>& is_seen) {
  World out = world;
  const base::CustomerKey owner{static_cast<std::uint32_t>(out.registry.customers.size())};
  out.registry.customers.push_back({"~nobody's", "", ""});
  out.registry.subscriptions.push_back({"~elsewhere", owner, {0}, "USD", {}});
  out.delivered = current_rows(world);
  for (usage::Record& record : out.delivered) {
    if (!is_seen(record)) record.subscription_id = "~elsewhere";
  }
  return out;
}

}  // namespace tests
