#include <algorithm>
#include <cstring>

#include "duck_engine.h"
#include "rival.h"

namespace bench {
namespace {

constexpr const char* kTables = R"(
  CREATE TABLE delivered (subscription INTEGER, day DATE, month SMALLINT, workload TINYINT,
                          amount DECIMAL(18, 4), quantity DECIMAL(18, 4));
  CREATE TABLE holdings (partner INTEGER, subscription INTEGER, from_day DATE, to_day DATE,
                         types INTEGER))";

constexpr const char* kQuestion = R"(
  SELECT partner, workload, month, sum(amount), sum(quantity), bit_or(types)
  FROM facts JOIN holdings USING (subscription)
  WHERE day >= from_day AND day < to_day
  GROUP BY ALL)";

class DuckRival final : public Rival {
 public:
  DuckRival(const World& world, const attribution::Holdings& holdings, const std::string& scratch,
            int threads)
      : engine_(threads, scratch) {
    engine_.run(kTables);
    load_facts(world);
    // Tried: order of the feed 2.4, by subscription 1.5, holdings sorted too 1.7 (processor
    // seconds, sparse at 0.2). A packed group key and the interval in the join changed nothing.
    engine_.run("CREATE TABLE facts AS FROM delivered ORDER BY subscription, workload, day");
    engine_.run("DROP TABLE delivered");
    load_holdings(holdings);
    engine_.run("COPY facts TO '" + scratch + "/facts.parquet'");
    engine_.run("COPY holdings TO '" + scratch + "/holdings.parquet'");
  }

  const char* name() const override { return "duckdb"; }
  void answer() override { answer_ = std::make_unique<DuckTable>(engine_.query(kQuestion)); }
  std::vector<Cell> cells() override;

 private:
  void load_facts(const World& world);
  void load_holdings(const attribution::Holdings& holdings);

  DuckEngine engine_;
  std::unique_ptr<DuckTable> answer_;
};

duckdb_logical_type type(duckdb_type id) {
  return duckdb_create_logical_type(id);
}

void DuckRival::load_facts(const World& world) {
  DuckAppender to(engine_, "delivered",
                  {type(DUCKDB_TYPE_INTEGER), type(DUCKDB_TYPE_DATE), type(DUCKDB_TYPE_SMALLINT),
                   type(DUCKDB_TYPE_TINYINT), duckdb_create_decimal_type(18, 4),
                   duckdb_create_decimal_type(18, 4)});
  DayFacts facts;
  for (int d = 0; d < kDays; ++d) {
    world.facts(d, facts);
    const auto month = static_cast<std::int16_t>(facts.day.month() - kFirstMonth);
    for (std::size_t i = 0; i < facts.size(); ++i) {
      to.cell<std::int32_t>(0) = static_cast<std::int32_t>(facts.subscription[i]);
      to.cell<std::int32_t>(1) = facts.day.number;
      to.cell<std::int16_t>(2) = month;
      to.cell<std::int8_t>(3) = static_cast<std::int8_t>(facts.workload[i]);
      to.cell<std::int64_t>(4) = facts.amount[i];
      to.cell<std::int64_t>(5) = facts.quantity[i];
      to.end_row();
    }
  }
}

void DuckRival::load_holdings(const attribution::Holdings& holdings) {
  DuckAppender to(engine_, "holdings",
                  {type(DUCKDB_TYPE_INTEGER), type(DUCKDB_TYPE_INTEGER), type(DUCKDB_TYPE_DATE),
                   type(DUCKDB_TYPE_DATE), type(DUCKDB_TYPE_INTEGER)});
  for (const attribution::Holding& holding : holdings.by_partner) {
    for (const attribution::Run& run : holdings.runs_of(holding)) {
      to.cell<std::int32_t>(0) = static_cast<std::int32_t>(holding.partner.number);
      to.cell<std::int32_t>(1) = static_cast<std::int32_t>(holding.subscription.number);
      to.cell<std::int32_t>(2) = run.from.number;
      to.cell<std::int32_t>(3) = std::min(run.to, kFirstDay + kDays).number;
      to.cell<std::int32_t>(4) = static_cast<std::int32_t>(run.types);
      to.end_row();
    }
  }
}

std::vector<Cell> DuckRival::cells() {
  std::vector<Cell> out;
  while (duckdb_data_chunk chunk = answer_->next()) {
    const auto column = [&](idx_t c) {
      return duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, c));
    };
    for (idx_t i = 0; i < duckdb_data_chunk_get_size(chunk); ++i) {
      Cell cell;
      cell.partner = static_cast<std::uint32_t*>(column(0))[i];
      cell.workload = static_cast<std::uint8_t*>(column(1))[i];
      cell.month = static_cast<std::uint16_t*>(column(2))[i];
      std::memcpy(&cell.amount, static_cast<duckdb_hugeint*>(column(3)) + i, 16);
      std::memcpy(&cell.quantity, static_cast<duckdb_hugeint*>(column(4)) + i, 16);
      cell.types = static_cast<std::uint32_t*>(column(5))[i];
      out.push_back(cell);
    }
    duckdb_destroy_data_chunk(&chunk);
  }
  settle(out);
  return out;
}

}  // namespace

std::unique_ptr<Rival> make_duckdb(const World& world, const attribution::Holdings& holdings,
                                   const std::string& scratch, int threads) {
  return std::make_unique<DuckRival>(world, holdings, scratch, threads);
}

}  // namespace bench
