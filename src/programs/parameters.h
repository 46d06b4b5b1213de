// The parameters of a programme (domain 5.9): their names, shapes and defaults, in one table.
#pragma once

#include "programs/document.h"
#include "programs/programme.h"

namespace programs {

// `node` is the table [parameters]; null means all defaults.
base::Result<Parameters> read_parameters(const Node* node);

}  // namespace programs
