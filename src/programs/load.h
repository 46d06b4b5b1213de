// Reads and checks a programme file (TOML). Every fault names line, key, what was expected and the
// nearest known key. Examples are parsed by their runner (attribution/example.h), not here.
// Format: docs/formats/programme.md.
#pragma once

#include <string_view>

#include "programs/programme.h"

namespace programs {

// `origin` is the file name for messages.
base::Result<Programme> load(std::string_view toml, std::string_view origin);

// `programme` with the sections of `toml` laid over its own: tables by key, types, competencies and
// levers by code. Checked like a whole file; for what-if runs and scenarios. Without its examples,
// which speak about the programme as published.
base::Result<Programme> amended(const Programme& programme, std::string_view toml,
                                std::string_view origin);

// The lines of each row of `table` ("type", "competency", "lever") in the file, with the comments
// inside it, in its order. Requires: load() has read the text.
std::vector<std::string> texts_of(const Programme& programme, std::string_view table);

// The line that a message of load() names after `origin`; none: it names no line.
std::optional<int> line_of(std::string_view message, std::string_view origin);

// The programme shipped as cloud-2016 (programmes/cloud-2016.toml, embedded in the binary).
std::string_view shipped_cloud_2016();

}  // namespace programs
