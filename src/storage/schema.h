// The tables of the record. A ground table holds facts: it is append-only (triggers refuse UPDATE
// and DELETE), has a column commit_no, and every one of its rows is covered by the digest of the
// commit that wrote it. docs/formats/audit-record.md.
#pragma once

#include <span>
#include <string_view>

namespace storage {

struct GroundTable {
  std::string_view name;
  std::string_view order_by;  // total order of the rows of one commit, as SQL
};

std::string_view registry_schema();  // schema.cc
std::span<const GroundTable> registry_ground_tables();
std::string_view lifecycle_schema();  // lifecycle_schema.cc
std::span<const GroundTable> lifecycle_ground_tables();
std::string_view ledger_schema();  // ledger_schema.cc
std::span<const GroundTable> ledger_ground_tables();
std::string_view petition_schema();  // petition_schema.cc
std::span<const GroundTable> petition_ground_tables();
std::string_view consent_schema();  // consent_schema.cc
std::span<const GroundTable> consent_ground_tables();
std::string_view guidance_schema();  // guidance_schema.cc
std::span<const GroundTable> guidance_ground_tables();
std::string_view payout_schema();  // payout_schema.cc
std::span<const GroundTable> payout_ground_tables();
std::string_view delivery_schema();  // delivery_schema.cc; no ground tables
std::string_view usage_schema();     // usage_schema.cc
std::span<const GroundTable> usage_ground_tables();
std::string_view inbox_schema();        // inbox.cc; no ground table
std::string_view import_schema();       // import_table.cc; no ground table
std::string_view idempotency_schema();  // idempotency_table.cc; no ground table
std::string_view checkpoint_schema();   // checkpoint.cc
std::span<const GroundTable> checkpoint_ground_tables();

}  // namespace storage
