// Automatic recognition: a channel period that names its partners yields their associations by
// itself (seed R22, R28). The programme says which type each party gets in which channel.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "registry/standing.h"

namespace registry {

// "channel/S1/2026-03-16/csp_provider": the id says where the association comes from.
std::string recognised_id(std::string_view subscription, base::Day starts_on,
                          std::string_view type);

// The associations of one changed period, as far as they differ from the current ones; those that
// the period no longer gives are withdrawn.
std::vector<ChangeSet::AssociationRow> recognise(const View& view,
                                                 const ChangeSet::ChannelRow& period,
                                                 const std::string& where);

}  // namespace registry
