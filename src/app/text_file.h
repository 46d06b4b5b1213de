// Small text files: programmes, mappings, notes of the demo.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace app {

// The whole file. Errors: NotFound, Io; InvalidInput beyond `bytes_max`.
base::Result<std::string> read_text(const std::string& path, std::size_t bytes_max = 1 << 22);

// Replaces the file; it is either the old or the new one, never a part.
base::Status write_text(const std::string& path, std::string_view text);

}  // namespace app
