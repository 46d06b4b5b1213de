// Rows of lists as tables of an engine that is thrown away: written as Parquet, or asked in SQL. A
// question reaches the rows that were put in and nothing else: no file, no network, no setting.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace storage {

enum class RowType : std::uint8_t { Text, Integer, Decimal, Boolean, Day };
struct RowColumn {
  std::string name;
  RowType type = RowType::Text;
};
using RowCell = std::optional<std::string>;  // none: null

struct QueryLimits {
  std::int64_t rows = 10'000;
  std::int64_t milliseconds = 10'000;
};
struct QueryRows {
  std::vector<RowColumn> columns;  // binary fractions and all that has no type here are Text
  std::vector<std::vector<RowCell>> rows;
  bool is_cut = false;  // there were more
};

class RowTables {
 public:
  // `scratch`: a directory for rows on their way in; nothing stays there.
  static base::Result<RowTables> open(const std::string& scratch, int memory_mib);
  RowTables(RowTables&&) noexcept;
  ~RowTables();

  base::Status add(const std::string& name, std::span<const RowColumn> columns,
                   std::span<const std::vector<RowCell>> rows);
  // The file is whole or absent.
  base::Status write_parquet(const std::string& name, const std::string& path);
  // One SELECT. From then on nothing can be added or written. Errors: Usage for what is no SELECT
  // or contradicts the tables; Refused (TOO_LONG) after the limit's time.
  base::Result<QueryRows> query(const std::string& sql, const QueryLimits& limits);

 private:
  struct State;
  explicit RowTables(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace storage
