// Statements out of their leaves: every document is made from the same texts, wherever they come
// from.
#pragma once

#include <string_view>

#include "base/result.h"
#include "statements/statement.h"

namespace statements {

// What the header says, without lines. Errors: InvalidInput.
base::Result<Statement> read_header(std::string_view leaf);

// A whole document. Does not check its signature: verify_document() does.
base::Result<Issued> read_document(std::string_view document);

}  // namespace statements
