// The columns of a segment file, in order. docs/formats/segment.md.
#pragma once

#include <array>
#include <string_view>

#include "duckdb.h"

namespace storage {

struct SegmentColumn {
  std::string_view name;
  duckdb_type type;  // DECIMAL is DECIMAL(38,12)
};

inline constexpr std::array<SegmentColumn, 15> kSegmentColumns{{
    {"source", DUCKDB_TYPE_VARCHAR},
    {"record_key", DUCKDB_TYPE_VARCHAR},
    {"revision", DUCKDB_TYPE_BIGINT},
    {"subscription_id", DUCKDB_TYPE_VARCHAR},
    {"workload", DUCKDB_TYPE_VARCHAR},
    {"usage_date", DUCKDB_TYPE_DATE},
    {"measure", DUCKDB_TYPE_VARCHAR},
    {"quantity", DUCKDB_TYPE_DECIMAL},
    {"unit", DUCKDB_TYPE_VARCHAR},
    {"amount", DUCKDB_TYPE_DECIMAL},
    {"currency", DUCKDB_TYPE_VARCHAR},
    {"charge_kind", DUCKDB_TYPE_VARCHAR},
    {"quantity_rest", DUCKDB_TYPE_BIGINT},
    {"amount_rest", DUCKDB_TYPE_BIGINT},
    {"line", DUCKDB_TYPE_BIGINT},
}};

}  // namespace storage
