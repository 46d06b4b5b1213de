// A page of rows, in the format that was asked for: the same fields everywhere.
#pragma once

#include "api/call.h"

namespace api {

// Errors: Usage for a cursor that this list did not give.
base::Result<Reply> list_page(Call& call, Lister lister);

}  // namespace api
