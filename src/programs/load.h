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

// The programme shipped as cloud-2016 (programmes/cloud-2016.toml, embedded in the binary).
std::string_view shipped_cloud_2016();

}  // namespace programs
