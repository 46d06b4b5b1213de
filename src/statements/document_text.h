// The fixed parts of the two JSON files, written and read. Private to statements.
#pragma once

#include <string_view>

namespace statements {

inline constexpr std::string_view kDocument =
    "{\"format\":\"accredit.statement.1\",\n\"header\":\n";
inline constexpr std::string_view kLines = ",\n\"lines\":[";
inline constexpr std::string_view kHashes = "],\n\"leaves\":[";
inline constexpr std::string_view kProof = "{\"format\":\"accredit.proof.1\",\n\"place\":";
inline constexpr std::string_view kOf = ",\"of\":";
inline constexpr std::string_view kHeader = ",\n\"header\":\n";
inline constexpr std::string_view kHeaderPath = ",\n\"header_path\":[";
inline constexpr std::string_view kLine = "],\n\"line\":\n";
inline constexpr std::string_view kLinePath = ",\n\"line_path\":[";
inline constexpr std::string_view kRoot = "],\n\"root\":\"";
inline constexpr std::string_view kKey = "\",\n\"key\":\"";
inline constexpr std::string_view kPublicKey = "\",\n\"public_key\":\"";
inline constexpr std::string_view kSignature = "\",\n\"signature\":\"";
inline constexpr std::string_view kEnd = "\"}\n";

}  // namespace statements
