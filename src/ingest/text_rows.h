// A delivered text file as rows, in the dialect of its mapping: CSV or JSON, by its name.
#pragma once

#include <memory>
#include <string>

#include "ingest/mapping.h"
#include "ingest/rows.h"

namespace ingest {

// Names end in .csv, .ndjson, .jsonl or .json, each also with .gz.
base::Result<std::unique_ptr<RowSource>> open_text_rows(const std::string& path,
                                                        const Mapping& mapping);
// The same over bytes that stand for the file `name`.
base::Result<std::unique_ptr<RowSource>> open_text_rows(std::unique_ptr<ByteSource> bytes,
                                                        const std::string& name,
                                                        const Mapping& mapping);

}  // namespace ingest
