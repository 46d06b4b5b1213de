#include "tests/explained.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "attribution/benefit.h"
#include "programs/load.h"
#include "scenarios/engine.h"
#include "scenarios/scenario.h"

namespace tests {
namespace {

namespace fs = std::filesystem;
using attribution::Explanation;

scenarios::Scenario scenario_of(const std::string& path) {
  static const auto shipped =
      programs::load(programs::shipped_cloud_2016(), "cloud-2016.toml").value();
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return scenarios::parse_scenario(shipped, text.str(), path).value();
}

const attribution::Discretion& blind() {
  static const attribution::Discretion out{
      .sees_money = false,
      .sees_subscription = [](base::SubscriptionKey) { return false; },
      .sees_record = [](base::SubscriptionKey, const usage::Record&) { return false; }};
  return out;
}

}  // namespace

std::vector<std::string> scenario_paths() {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator("tests/scenarios")) {
    const fs::path& path = entry.path();
    if (path.extension() == ".scn") out.push_back(path.string());
  }
  std::ranges::sort(out);
  return out;
}

Explained explained(const std::string& path, base::Language language) {
  const scenarios::Scenario scenario = scenario_of(path);
  const auto records = scenarios::current_records(scenario.deliveries);
  scenarios::Engine engine({scenario.registry, records, scenario.programme});
  const usage::SeriesIndex index = engine.index().value();
  const attribution::Holdings holdings = engine.holdings(index);
  std::set<base::Month> months;
  for (const usage::Record& one : records)
    months.insert(one.usage_date.month());
  Explained out;
  for (const auto& one : scenario.programme.types)
    out.names.push_back(one.name);
  for (const auto& one : scenario.programme.levers)
    out.names.push_back(one.name);
  for (const auto& one : scenario.registry.statuses)
    out.names.push_back(one.reason);
  for (const auto& one : scenario.registry.manual_earnings)
    out.names.push_back(one.reason);
  for (const base::Month month : months) {
    for (const registry::Partner& partner : scenario.registry.partners) {
      attribution::ExplainQuery query{.partner = partner.id, .month = month};
      query.usage_rows_max = 2;
      query.why_not = true;
      query.language = language;
      const auto ask = [&] {
        out.trees.push_back(attribution::explain(index, engine.log(), base::CommitNumber::latest(),
                                                 holdings, engine.standing(), query)
                                .value());
      };
      ask();
      query.discretion = &blind();
      ask();
    }
    for (const registry::Customer& customer : scenario.registry.customers) {
      const attribution::BenefitQuery query{
          .customer = customer.id, .month = month, .language = language};
      out.trees.push_back(attribution::benefit(index, holdings, engine.standing(), query).value());
    }
  }
  return out;
}

}  // namespace tests
