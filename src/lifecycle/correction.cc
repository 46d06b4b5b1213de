// An operator mends the past: one proposes, another confirms. Domain 5.2 (correct), 5.3.2, X5.
#include "lifecycle/tables.h"

namespace lifecycle {
namespace {

constexpr auto kRows = std::to_array<Row>({
    {.from = "",
     .event = "propose",
     .who = kOperator,
     .to = "PROPOSED",
     .guards = kScope | kEvidence | kReasonGiven | kWindow | kFits,
     .timers = {{{"expire", Clock::Days, "", 30}}},
     .tells = {{{"correction_proposed", Audience::Operator}}}},
    {.from = "PROPOSED",
     .event = "confirm",
     .who = kOperator,
     .to = "APPLIED",
     .guards = kFourEyes | kWindow,
     .effect = Effect::Correct,
     .tells = {{{"corrected", Audience::Customer},
                {"corrected", Audience::Partner},
                {"corrected", Audience::Incumbent}}}},
    {.from = "PROPOSED", .event = "reject", .who = kOperator, .to = "REJECTED"},
    {.from = "PROPOSED", .event = "expire", .who = kSystem, .to = "EXPIRED"},
});

constexpr auto kWaits = std::to_array<Wait>({{"PROPOSED", kOperator}});

}  // namespace

const Table kCorrectionTable{Kind::Correction, "Correction by operators", "dpor", kRows, kWaits};

}  // namespace lifecycle
