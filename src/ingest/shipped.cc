// The shipped mappings travel inside the binary: the assembler takes their bytes as they stand in
// the folder mappings/ (SHIPPED_MAPPINGS, set in CMakeLists.txt).
#include <array>

#include "ingest/mapping.h"

// SHIP(symbol, file): the bytes of the file between two symbols.
#define SHIP(symbol, file)                               \
  __asm__(                                               \
      ".pushsection .rodata\n"                           \
      "accredit_mapping_" #symbol                        \
      "_begin:\n"                                        \
      ".incbin \"" SHIPPED_MAPPINGS "/" file             \
      ".toml\"\n"                                        \
      "accredit_mapping_" #symbol                        \
      "_end:\n"                                          \
      ".popsection\n");                                  \
  extern "C" {                                           \
  extern const char accredit_mapping_##symbol##_begin[]; \
  extern const char accredit_mapping_##symbol##_end[];   \
  }

SHIP(focus, "focus-1")
SHIP(cur, "aws-cur")
SHIP(azure, "azure-cost")
SHIP(stripe, "stripe-meter")
SHIP(optscale, "optscale")
SHIP(optscale_daily, "optscale-daily")
SHIP(csp_usage, "csp-usage")
SHIP(csp_recon, "csp-recon")
SHIP(csp_records, "csp-usage-records")
SHIP(insights, "partner-insights")
SHIP(retail, "retail-by-day")
SHIP(cloudevents, "cloudevents")
SHIP(trace, "llm-trace")

namespace ingest {
namespace {

#define SHIPPED(symbol, name)                                            \
  ShippedMapping {                                                       \
    name, {                                                              \
      accredit_mapping_##symbol##_begin, accredit_mapping_##symbol##_end \
    }                                                                    \
  }

}  // namespace

std::span<const ShippedMapping> shipped_mappings() {
  static const std::array<ShippedMapping, 13> kAll{{
      SHIPPED(focus, "focus-1"),
      SHIPPED(cur, "aws-cur"),
      SHIPPED(azure, "azure-cost"),
      SHIPPED(csp_usage, "csp-usage"),
      SHIPPED(csp_recon, "csp-recon"),
      SHIPPED(csp_records, "csp-usage-records"),
      SHIPPED(insights, "partner-insights"),
      SHIPPED(cloudevents, "cloudevents"),
      SHIPPED(stripe, "stripe-meter"),
      SHIPPED(optscale, "optscale"),
      SHIPPED(optscale_daily, "optscale-daily"),
      SHIPPED(retail, "retail-by-day"),
      SHIPPED(trace, "llm-trace"),
  }};
  return kAll;
}

std::string_view shipped_focus_1() {
  return shipped_mappings().front().toml;
}

}  // namespace ingest
