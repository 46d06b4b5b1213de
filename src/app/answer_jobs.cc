#include "app/answer_jobs.h"

#include <algorithm>

#include "attribution/accounts.h"
#include "base/nearest.h"

namespace app {
namespace {

// An id that must exist when it is given: a typing error must not look like a zero.
template <class Facts>
base::Status known_id(const Facts& facts, const std::string& id, std::string_view noun) {
  if (id.empty()) return {};
  std::vector<std::string_view> ids;
  for (const auto& fact : facts) {
    if (fact.id == id) return {};
    ids.push_back(fact.id);
  }
  return base::fail(base::Code::NotFound,
                    "there is no " + std::string(noun) + " '" + id + "'" + base::hint(id, ids));
}

base::Status known_competency(const View& view, const std::string& code) {
  if (code.empty() || view.books.programme.competency(code) != nullptr) return {};
  std::vector<std::string_view> codes;
  codes.reserve(view.books.programme.competencies.size());
  for (const programs::Competency& one : view.books.programme.competencies)
    codes.push_back(one.code);
  return base::fail(base::Code::NotFound,
                    "the programme has no competency '" + code + "'" + base::hint(code, codes));
}

}  // namespace

base::Status known_partner(const View& view, const std::string& id) {
  return known_id(view.books.registry.partners, id, "partner");
}

base::Status known_customer(const View& view, const std::string& id) {
  return known_id(view.books.registry.customers, id, "customer");
}

base::Status known_product(const View& view, const std::string& id) {
  return known_id(view.books.registry.products, id, "product");
}

base::Status known_subscription(const View& view, const std::string& id) {
  return known_id(view.books.registry.subscriptions, id, "subscription");
}

base::Result<attribution::CreditTable> credit(const View& view,
                                              const attribution::CreditQuery& query) {
  TRY_STATUS(known_partner(view, query.partner));
  TRY_STATUS(known_subscription(view, query.subscription));
  return attribution::credit(*view.index, view.holdings, view.standing, query, worker_threads());
}

base::Result<std::vector<attribution::EarningLine>> earnings(const View& view, base::Month month) {
  return attribution::earnings(*view.index, view.holdings, view.standing, month);
}

base::Result<std::vector<attribution::ReconcileRow>> reconcile(const View& view,
                                                               base::Month month) {
  const auto rounding = TRY(view.log->rounding(month, view.as_known));
  const auto quarantined = TRY(view.log->quarantined(month, view.as_known));
  return attribution::reconcile(*view.index, view.holdings, view.standing, month, rounding,
                                quarantined);
}

std::vector<attribution::CoverageRow> coverage(const View& view, base::Month month) {
  return attribution::coverage(*view.index, view.holdings, view.standing, month);
}

base::Result<std::string> account_of(const View& view, const std::string& partner,
                                     const std::string& group, base::Month month) {
  const registry::Snapshot& registry = view.books.registry;
  const attribution::Accounts accounts(registry);
  if (!partner.empty()) {
    TRY_STATUS(known_partner(view, partner));
    return accounts.account_on(view.ground->directory.partner(partner), month.last());
  }
  const std::vector<std::string> ids = accounts.ids();
  if (group.empty() || std::ranges::binary_search(ids, group)) return group;
  const std::vector<std::string_view> near(ids.begin(), ids.end());
  return base::fail(base::Code::NotFound,
                    "there is no group '" + group + "'" + base::hint(group, near));
}

base::Result<std::vector<attribution::CompetencyStatus>> competencies(
    const View& view, const attribution::CompetencyQuery& query) {
  TRY_STATUS(known_competency(view, query.competency));
  const auto figures = TRY(view.figures->of(view, query));
  return attribution::competencies(view.standing, *figures, query);
}

base::Result<std::vector<attribution::Gap>> competency_gaps(
    const View& view, const attribution::CompetencyQuery& query, attribution::Closers closers) {
  TRY_STATUS(known_competency(view, query.competency));
  const auto figures = TRY(view.figures->of(view, query));
  return attribution::competency_gaps(*view.index, view.standing, *figures, query, closers,
                                      worker_threads());
}

base::Result<std::vector<attribution::Forecast>> competency_forecasts(
    const View& view, const attribution::CompetencyQuery& query) {
  TRY_STATUS(known_competency(view, query.competency));
  const auto figures = TRY(view.figures->of(view, query));
  return attribution::competency_forecasts(view.standing, *figures, query);
}

base::Result<std::vector<attribution::CourseMonth>> competency_courses(
    const View& view, const attribution::CompetencyQuery& query, attribution::SumWindow window) {
  TRY_STATUS(known_competency(view, query.competency));
  const auto figures = TRY(view.figures->of(view, query));
  return attribution::competency_courses(view.standing, *figures, query, window);
}

}  // namespace app
