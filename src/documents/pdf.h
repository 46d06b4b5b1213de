// A statement as a tagged PDF, made without a browser. The same statement and fonts give the same
// bytes. docs/formats/statement-pdf.md.
#pragma once

#include <string>

#include "base/result.h"
#include "statements/statement.h"
#include "typesetting/document.h"

namespace documents {

using typesetting::Paper;
using typesetting::Sink;

// From any thread. Errors: Missing (the drawing module, a library or a font; says what to install),
// Io, and what the sink says.
base::Status write_pdf(const statements::Issued& issued, Paper paper, const Sink& sink);

// Into a file, which is whole or absent.
base::Status write_pdf(const statements::Issued& issued, Paper paper, const std::string& path);

}  // namespace documents
