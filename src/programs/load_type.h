// Association types of a programme file: who may stand beside a subscription.
#pragma once

#include "programs/programme.h"
#include "programs/section.h"

namespace programs {

// All [[type]] of the file.
base::Status read_types(const Section& file, Programme& programme);

// Two rows of one list may not share the text under `key`.
base::Status check_distinct(std::span<const Node> rows, std::string_view noun,
                            std::string_view key);

}  // namespace programs
