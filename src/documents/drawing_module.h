// The module that draws, loaded when the first document is made: it and the libraries beneath it
// (Cairo, Pango, and theirs) take as long to come as the rest of the program takes to start.
#pragma once

#include "base/result.h"
#include "typesetting/document.h"

namespace documents {

// From any thread. Errors: Missing: the module, a library or a font is not installed.
base::Status draw(const typesetting::Document& document, const typesetting::Sink& sink);

}  // namespace documents
