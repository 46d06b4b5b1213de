#include "feed.h"

#include <algorithm>

#include "duck_engine.h"

namespace bench {
namespace {

duckdb_logical_type type(duckdb_type id) {
  return duckdb_create_logical_type(id);
}

// A record key is a running number of 12 characters; a refund is marked by its charge kind.
std::string as_canonical() {
  std::string workloads;
  for (std::uint32_t w = 0; w < kWorkloads; ++w)
    workloads += "'" + workload_name(w) + "', ";
  return R"(SELECT 'meter' AS source, printf('m%011d', number) AS record_key, 1::BIGINT AS revision,
      printf('S%06d', subscription) AS subscription_id, ([)" +
         workloads + R"(''])[workload + 1] AS workload, day AS usage_date,
      'consumption' AS measure, quantity, 'unit' AS unit, amount, 'USD' AS currency,
      CASE WHEN amount < 0 THEN 'correction' ELSE 'usage' END AS charge_kind
    FROM month)";
}

void append_day(DuckAppender& to, const DayFacts& facts) {
  for (std::size_t i = 0; i < facts.size(); ++i) {
    to.cell<std::int32_t>(0) = static_cast<std::int32_t>(facts.subscription[i]);
    to.cell<std::int32_t>(1) = facts.day.number;
    to.cell<std::int32_t>(2) = static_cast<std::int32_t>(facts.workload[i]);
    to.cell<std::int64_t>(3) = facts.amount[i];
    to.cell<std::int64_t>(4) = facts.quantity[i];
    to.cell<std::int64_t>(5) = static_cast<std::int64_t>(facts.number[i]);
    to.end_row();
  }
}

}  // namespace

void write_feed(const World& world, const std::string& directory) {
  DuckEngine engine(2, directory);
  engine.run("SET preserve_insertion_order = true");
  DayFacts facts;
  int day = 0;
  for (base::Month month = kFirstMonth; month <= kLastMonth; month = month + 1) {
    engine.run(
        "CREATE OR REPLACE TABLE month (subscription INTEGER, day DATE, workload INTEGER, "
        "amount DECIMAL(18, 4), quantity DECIMAL(18, 4), number BIGINT)");
    {
      DuckAppender to(engine, "month",
                      {type(DUCKDB_TYPE_INTEGER), type(DUCKDB_TYPE_DATE), type(DUCKDB_TYPE_INTEGER),
                       duckdb_create_decimal_type(18, 4), duckdb_create_decimal_type(18, 4),
                       type(DUCKDB_TYPE_BIGINT)});
      for (; day < kDays && kFirstDay + day < month.end(); ++day) {
        world.facts(day, facts);
        append_day(to, facts);
      }
    }
    engine.run("COPY (" + as_canonical() + ") TO '" + directory + "/usage-" + month.text() +
               ".parquet' (FORMAT parquet, COMPRESSION zstd)");
  }
}

void write_holdings(const attribution::Holdings& holdings, const std::string& path) {
  DuckEngine engine(2, path + ".tmp");
  engine.run(
      "CREATE TABLE holdings (partner INTEGER, subscription INTEGER, from_day DATE, "
      "to_day DATE, types INTEGER)");
  {
    DuckAppender to(engine, "holdings",
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
  engine.run(
      "COPY (SELECT printf('P%05d', partner) AS partner_id, "
      "printf('S%06d', subscription) AS subscription_id, from_day, to_day, types "
      "FROM holdings) TO '" +
      path + "'");
}

}  // namespace bench
