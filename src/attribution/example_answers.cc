// The two models behind one door: nested loops over raw rows, and the engine over a series index
// that lives in memory for the length of a question.
#include "attribution/competency.h"
#include "attribution/coverage.h"
#include "attribution/credit.h"
#include "attribution/earnings.h"
#include "attribution/example.h"
#include "attribution/naive.h"
#include "attribution/reconcile.h"
#include "usage/memory_log.h"

namespace attribution {
namespace {

// What the engine needs for one question; the parts refer to each other, so it stays in place.
class Engine {
 public:
  explicit Engine(const Books& books)
      : directory_(books.registry),
        log_(books.current, [this](std::string_view id) { return directory_.subscription(id); }),
        standing_(books.registry, books.programme) {}
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  usage::MemoryLog& log() { return log_; }
  const Standing& standing() const { return standing_; }
  base::Result<usage::SeriesIndex> index() {
    return usage::transient_index(log_, standing_.registry().subscriptions.size());
  }
  Holdings holdings(const usage::SeriesIndex& index) const {
    return compile(standing_, [&](std::string_view workload) {
      for (std::uint32_t number = 0; number < index.workloads(); ++number) {
        if (index.workload(number) == workload) return number;
      }
      return Holding::kEveryWorkload;
    });
  }

 private:
  registry::Directory directory_;
  usage::MemoryLog log_;
  Standing standing_;
};

base::Result<std::vector<CreditRow>> engine_credit(const Books& books, const CreditQuery& query) {
  Engine engine(books);
  const auto index = TRY(engine.index());
  const Holdings holdings = engine.holdings(index);
  return TRY(credit(index, holdings, engine.standing(), query, 1)).rows();
}

base::Result<std::vector<EarningLine>> engine_earnings(const Books& books, base::Month month) {
  Engine engine(books);
  const auto index = TRY(engine.index());
  return earnings(index, engine.holdings(index), engine.standing(), month);
}

base::Result<std::vector<ReconcileRow>> engine_reconcile(const Books& books, base::Month month) {
  Engine engine(books);
  const auto index = TRY(engine.index());
  const auto rounding = TRY(engine.log().rounding(month, base::CommitNumber::latest()));
  return reconcile(index, engine.holdings(index), engine.standing(), month, rounding, {});
}

base::Result<std::vector<CompetencyStatus>> engine_competencies(const Books& books,
                                                                const CompetencyQuery& query) {
  Engine engine(books);
  const auto index = TRY(engine.index());
  return competencies(index, engine.standing(), query, 1);
}

base::Result<std::vector<CoverageRow>> engine_coverage(const Books& books, base::Month month) {
  Engine engine(books);
  const auto index = TRY(engine.index());
  return coverage(index, engine.holdings(index), engine.standing(), month);
}

}  // namespace

Answers naive_answers() {
  return {.credit =
              [](const Books& books, const CreditQuery& query) {
                return naive_credit(books.current, books.registry, books.programme, query);
              },
          .earnings = [](const Books& books,
                         base::Month month) -> base::Result<std::vector<EarningLine>> {
            return naive_earnings(books.current, books.registry, books.programme, month);
          },
          .reconcile = [](const Books& books,
                          base::Month month) -> base::Result<std::vector<ReconcileRow>> {
            return naive_reconcile(books.current, books.registry, books.programme, month);
          },
          .competencies =
              [](const Books& books, const CompetencyQuery& query) {
                return naive_competencies(books.current, books.registry, books.programme, query);
              },
          .coverage = [](const Books& books,
                         base::Month month) -> base::Result<std::vector<CoverageRow>> {
            return naive_coverage(books.current, books.registry, books.programme, month);
          }};
}

Answers engine_answers() {
  return {.credit = engine_credit,
          .earnings = engine_earnings,
          .reconcile = engine_reconcile,
          .competencies = engine_competencies,
          .coverage = engine_coverage};
}

}  // namespace attribution
