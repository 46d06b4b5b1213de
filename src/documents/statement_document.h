// A statement as a document: what stands on paper, in which words and in which order. Amounts are
// the text of the number, padded to the minor unit of the currency, without grouping: what a reader
// copies is what the statement file has.
#pragma once

#include "base/decimal.h"
#include "statements/statement.h"
#include "typesetting/document.h"

namespace documents {

// Requires: `issued` outlives the document, which reads its lines as it is drawn.
typesetting::Document document_of(const statements::Issued& issued, typesetting::Paper paper);

// Private to the room: the table of the lines (statement_lines.cc), and what they sum to.
typesetting::Table lines_of(const statements::Statement& statement);
typesetting::Table totals_of(const statements::Statement& statement);

}  // namespace documents
