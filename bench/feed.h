// The usage of a world as a canonical Parquet feed, one file a month, as a billing system with
// typed columns writes it: texts, dates, decimals, 64-bit revisions, zstd.
#pragma once

#include <string>

#include "attribution/holdings.h"
#include "world.h"

namespace bench {

// DIRECTORY/usage-2022-01.parquet ...
void write_feed(const World& world, const std::string& directory);

// The coalesced holdings with the ids of the feed, for SQL: partner_id, subscription_id, from_day,
// to_day, types.
void write_holdings(const attribution::Holdings& holdings, const std::string& path);

}  // namespace bench
