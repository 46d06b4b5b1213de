#include "app/insight_jobs.h"

#include <optional>

#include "app/answer_jobs.h"
#include "base/nearest.h"

namespace app {
namespace {

base::Status known_role(const View& view, const std::string& role) {
  if (role.empty() || view.books.programme.type(role)) return {};
  std::vector<std::string_view> codes;
  for (const programs::AssociationType& type : view.books.programme.types)
    codes.push_back(type.code);
  return base::fail(base::Code::NotFound, "the programme has no association type '" + role + "'" +
                                              base::hint(role, codes));
}

std::optional<insight::Onlooker> onlooker_of(const View& view, const Eyes* eyes) {
  if (eyes == nullptr) return std::nullopt;
  insight::Onlooker out{eyes->reach, {}, eyes->sight.today};
  for (std::uint32_t w = 0; w < view.index->workloads(); ++w)
    out.workloads.push_back(eyes->sight.workload_number(view.index->workload(w)));
  return out;
}

}  // namespace

base::Result<std::vector<insight::ReportRow>> report(const View& view,
                                                     const insight::ReportQuery& query,
                                                     const Eyes* eyes) {
  TRY_STATUS(known_partner(view, query.partner));
  if (eyes == nullptr) TRY_STATUS(known_customer(view, query.customer));
  TRY_STATUS(known_product(view, query.product));
  TRY_STATUS(known_role(view, query.role));
  const auto onlooker = onlooker_of(view, eyes);
  return insight::report(*view.index, view.holdings, view.standing, query, worker_threads(),
                         onlooker ? &*onlooker : nullptr);
}

base::Result<std::vector<insight::Opportunity>> opportunities(
    const View& view, const insight::OpportunityQuery& query, const Eyes* eyes) {
  TRY_STATUS(known_partner(view, query.partner));
  const auto onlooker = onlooker_of(view, eyes);
  return insight::opportunities(*view.index, view.holdings, view.standing, query,
                                onlooker ? &*onlooker : nullptr);
}

}  // namespace app
