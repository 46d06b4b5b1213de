// Questions for the single view made up by chance, and its rows compared.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "insight/report.h"
#include "tests/random_world.h"

namespace tests {

insight::ReportQuery random_report(Chance& chance, const World& world);

std::string words(const insight::ReportQuery& query);
std::string words(const insight::ReportRow& row);
// None: there is no difference.
std::optional<std::string> first_difference(const std::vector<insight::ReportRow>& one,
                                            const std::vector<insight::ReportRow>& other);

// Adds a subscription with which nobody is associated, and gives it the usage that `is_seen` does
// not take: which workloads there are stays known.
World with_the_unseen_elsewhere(const World& world,
                                const std::function<bool(const usage::Record&)>& is_seen);

}  // namespace tests
