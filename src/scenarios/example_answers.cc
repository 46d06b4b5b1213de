// The two models behind one door: nested loops over raw rows, and the engine over a series index
// that lives in memory for the length of a question.
#include "attribution/competency.h"
#include "attribution/coverage.h"
#include "attribution/credit.h"
#include "attribution/earnings.h"
#include "attribution/naive.h"
#include "attribution/reconcile.h"
#include "scenarios/engine.h"
#include "scenarios/example.h"
#include "scenarios/memory_books.h"

namespace scenarios {
namespace {

base::Result<std::vector<attribution::CreditRow>> engine_credit(
    const Books& books, const attribution::CreditQuery& query) {
  Engine engine(books);
  const auto index = TRY(engine.index());
  const attribution::Holdings holdings = engine.holdings(index);
  return TRY(attribution::credit(index, holdings, engine.standing(), query, 1)).rows();
}

base::Result<std::vector<attribution::EarningLine>> engine_earnings(const Books& books,
                                                                    base::Month month) {
  Engine engine(books);
  const auto index = TRY(engine.index());
  return attribution::earnings(index, engine.holdings(index), engine.standing(), month);
}

base::Result<std::vector<attribution::ReconcileRow>> engine_reconcile(const Books& books,
                                                                      base::Month month) {
  Engine engine(books);
  const auto index = TRY(engine.index());
  const auto rounding = TRY(engine.log().rounding(month, base::CommitNumber::latest()));
  return attribution::reconcile(index, engine.holdings(index), engine.standing(), month, rounding,
                                {});
}

base::Result<std::vector<attribution::CompetencyStatus>> engine_competencies(
    const Books& books, const attribution::CompetencyQuery& query) {
  Engine engine(books);
  const auto index = TRY(engine.index());
  const auto figures = TRY(attribution::competency_figures(index, engine.standing(), query, 1));
  return attribution::competencies(engine.standing(), figures, query);
}

base::Result<std::vector<attribution::CoverageRow>> engine_coverage(const Books& books,
                                                                    base::Month month) {
  Engine engine(books);
  const auto index = TRY(engine.index());
  return attribution::coverage(index, engine.holdings(index), engine.standing(), month);
}

}  // namespace

Answers naive_answers() {
  const auto kept = std::make_shared<MemoryBooks>(ClosedBy::Naive);
  return {
      .credit =
          [](const Books& books, const attribution::CreditQuery& query) {
            return attribution::naive_credit(books.current, books.registry, books.programme, query);
          },
      .earnings = [](const Books& books,
                     base::Month month) -> base::Result<std::vector<attribution::EarningLine>> {
        return attribution::naive_earnings(books.current, books.registry, books.programme, month);
      },
      .reconcile = [](const Books& books,
                      base::Month month) -> base::Result<std::vector<attribution::ReconcileRow>> {
        return attribution::naive_reconcile(books.current, books.registry, books.programme, month);
      },
      .competencies =
          [](const Books& books, const attribution::CompetencyQuery& query) {
            return attribution::naive_competencies(books.current, books.registry, books.programme,
                                                   query);
          },
      .coverage = [](const Books& books,
                     base::Month month) -> base::Result<std::vector<attribution::CoverageRow>> {
        return attribution::naive_coverage(books.current, books.registry, books.programme, month);
      },
      .act = [kept](const Books& books, const BookAct& act) { return kept->act(books, act); },
      .entries = [kept]() -> base::Result<std::vector<ledger::Entry>> { return kept->entries(); }};
}

Answers engine_answers() {
  const auto kept = std::make_shared<MemoryBooks>(ClosedBy::Engine);
  return {
      .credit = engine_credit,
      .earnings = engine_earnings,
      .reconcile = engine_reconcile,
      .competencies = engine_competencies,
      .coverage = engine_coverage,
      .act = [kept](const Books& books, const BookAct& act) { return kept->act(books, act); },
      .entries = [kept]() -> base::Result<std::vector<ledger::Entry>> { return kept->entries(); }};
}

}  // namespace scenarios
