// A query of the scan engine as ingest sees rows: typed columns where the types are ours, text
// otherwise. Delivered Parquet files and segments are read through this.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ingest/rows.h"
#include "storage/duck.h"

namespace storage {

struct RowQuery {
  std::string relation;              // "read_parquet('x.parquet')"
  std::vector<std::string> columns;  // names; empty: all of the relation
  std::string rest;                  // " WHERE ... ORDER BY ..."
};

class DuckRows final : public ingest::RowSource {
 public:
  // The engine must outlive the rows. `bytes` is the size to report as progress over `rows` rows.
  static base::Result<std::unique_ptr<DuckRows>> open(Duck& duck, const RowQuery& query);
  ~DuckRows() override;

  const std::vector<std::string>& names() const override { return names_; }
  base::Result<bool> next(ingest::RowBatch& batch) override;
  std::int64_t bytes_read() const override;
  void report_as(std::int64_t bytes, std::int64_t rows) { bytes_ = bytes, rows_ = rows; }

  // Of the relation, before anything was made text.
  bool is_text(std::size_t column) const;
  bool is_day(std::size_t column) const;
  bool is_integer(std::size_t column) const;
  bool is_number(std::size_t column) const;  // integer, or decimal with at most 12 places

 private:
  struct Values;
  explicit DuckRows(DuckConnection connection);
  static std::string selected(const std::string& name, const DuckType& type);
  void view(std::size_t column, std::size_t size, ingest::Column& out);

  DuckConnection connection_;
  std::unique_ptr<DuckResult> result_;
  std::unique_ptr<DuckChunk> chunk_;
  std::vector<std::string> names_;
  std::vector<DuckType> original_;
  std::vector<DuckType> types_;  // as selected
  std::vector<Values> values_;
  std::vector<std::int64_t> lines_;
  std::int64_t taken_ = 0;
  std::int64_t bytes_ = 0;
  std::int64_t rows_ = 0;
};

// Opens a delivered Parquet file. A damaged one is InvalidInput.
base::Result<std::unique_ptr<DuckRows>> open_parquet(Duck& duck, const std::string& path);

}  // namespace storage
