// The competencies of a programme file: what counts, metrics, levels, market classes. Private to
// load.cc.
#pragma once

#include "programs/programme.h"
#include "programs/section.h"

namespace programs {

base::Result<ProductFilter> read_filter(const Section& section);
base::Result<MarketClass> read_market_class(const Node& node);
// Adds the competency and its maps. Requires: the market classes were read.
base::Status read_competency(const Node& node, Programme& programme);

}  // namespace programs
