#include "programs/load_type.h"

#include <algorithm>

#include "programs/words.h"

namespace programs {
namespace {

constexpr auto kTypeKeys = std::to_array<std::string_view>(
    {"code", "name", "channels", "meterings", "exclusive", "exclusive_per", "needs", "competency",
     "incentive", "covers", "basis", "month_hours", "data_profile", "recognised"});
constexpr auto kRecognisedKeys = std::to_array<std::string_view>({"channel", "party"});

constexpr int kMonthHoursMax = 744;  // of 31 days

enum class ExclusivePer : std::uint8_t { Subscription, Workload };
enum class Basis : std::uint8_t { Daily, Continuous };

base::Status read_exclusivity(const Section& section, AssociationType& type) {
  type.exclusive = TRY(section.text_or("exclusive", ""));
  const auto per =
      TRY(section.choice<ExclusivePer>("exclusive_per", kExclusivePer, ExclusivePer::Subscription));
  type.exclusive_per_workload = per == ExclusivePer::Workload;
  const Node* given = section.find("exclusive_per");
  if (given == nullptr || !type.exclusive.empty()) return {};
  return fault(*given, "'exclusive_per' of " + section.name() +
                           " needs an 'exclusive' key; without one nobody is excluded");
}

base::Status read_incentive(const Section& section, AssociationType& type) {
  type.incentive = TRY(section.flag_or("incentive", false));
  type.covers = TRY(section.choices<base::Measure>("covers", base::kMeasures));
  const Node* given = section.find("covers");
  if (given == nullptr) return {};
  if (type.covers.empty()) {
    return fault(*given, "'covers' of " + section.name() +
                             " is empty; name the measures, or leave it out for all");
  }
  if (type.incentive) return {};
  return fault(*given, "'covers' of " + section.name() +
                           " says what its holder earns on, but the type has incentive = false; "
                           "set it to true or remove 'covers'");
}

// Credit by the time with access has no day, and money belongs to the holder of a day.
base::Status read_time_basis(const Section& section, AssociationType& type) {
  const auto basis = TRY(section.choice<Basis>("basis", kBases, Basis::Daily));
  type.continuous = basis == Basis::Continuous;
  if (const Node* hours = section.find("month_hours")) {
    if (!type.continuous) {
      return fault(*hours, "'month_hours' of " + section.name() +
                               " belongs to basis = \"continuous\"; remove it or set the basis");
    }
    type.month_hours = TRY(section.whole_or("month_hours", {1, kMonthHoursMax, 0}));
  }
  if (!type.continuous || !type.incentive) return {};
  return fault(*section.find("incentive"),
               section.name() +
                   " has basis = \"continuous\" and incentive = true, but a lever pays "
                   "the holder of a day; set one of them back");
}

base::Result<AssociationType> read_type(const Node& node) {
  const auto section = TRY(Section::open(node, named("type", node), kTypeKeys));
  AssociationType type;
  type.code = TRY(section.code());
  type.name = TRY(section.text_or("name", type.code));
  type.channels = TRY(section.choice<ChannelGate>("channels", kChannelGates, ChannelGate::Any));
  type.meterings = TRY(section.choices<base::Metering>("meterings", base::kMeterings));
  TRY_STATUS(read_exclusivity(section, type));
  type.needs = TRY(section.text_or("needs", ""));
  type.competency = TRY(section.flag_or("competency", true));
  TRY_STATUS(read_incentive(section, type));
  TRY_STATUS(read_time_basis(section, type));
  type.data_profile =
      TRY(section.choice<DataProfile>("data_profile", kDataProfiles, DataProfile::None));
  for (const Node& item : TRY(section.tables("recognised"))) {
    const auto row = TRY(Section::open(item, "'recognised' of " + section.name(), kRecognisedKeys));
    type.recognised.push_back(
        {.channel = TRY(row.choice<base::Channel>("channel", base::kChannels)),
         .party = TRY(row.choice<ChannelParty>("party", kParties))});
  }
  return type;
}

base::Status check_needs(std::span<const Node> rows, const Programme& programme) {
  std::vector<std::string_view> codes;
  for (const AssociationType& type : programme.types)
    codes.push_back(type.code);
  for (std::size_t i = 0; i < programme.types.size(); ++i) {
    const AssociationType& type = programme.types[i];
    if (type.needs.empty()) continue;
    const Node& needs = *rows[i].find("needs");
    TRY(word_index(needs, "'needs' of type '" + type.code + "'", codes));
    if (type.needs == type.code) return fault(needs, "type '" + type.code + "' cannot need itself");
  }
  return {};
}

// Types of one key exclude each other in one way. Types with access share one length of a month,
// and nobody shares what they are credited with.
base::Status check_alike(std::span<const Node> rows, const Programme& programme) {
  for (std::size_t i = 0; i < programme.types.size(); ++i) {
    const AssociationType& type = programme.types[i];
    if (type.continuous && programme.parameters.credit_mode == CreditMode::Shared) {
      return fault(rows[i], "type '" + type.code +
                                "' has basis = \"continuous\" and the programme credit_mode = "
                                "\"SHARED\": a share belongs to days; keep one of the two");
    }
    for (std::size_t j = 0; j < i; ++j) {
      const AssociationType& other = programme.types[j];
      if (!type.exclusive.empty() && type.exclusive == other.exclusive &&
          type.exclusive_per_workload != other.exclusive_per_workload) {
        return fault(rows[i], "types '" + other.code + "' and '" + type.code +
                                  "' share the exclusive key '" + type.exclusive +
                                  "', but only one is exclusive per workload; give both the same "
                                  "'exclusive_per', or keys of their own");
      }
      if (type.continuous && other.continuous && type.month_hours != other.month_hours) {
        return fault(rows[i], "types '" + other.code + "' and '" + type.code +
                                  "' differ in 'month_hours'; one programme has one length of a "
                                  "month, give both the same");
      }
    }
  }
  return {};
}

// One partner of a channel period becomes one association: two types may not claim it.
base::Status check_recognition(std::span<const Node> rows, const Programme& programme) {
  std::vector<std::pair<base::Channel, ChannelParty>> taken;
  for (std::size_t i = 0; i < programme.types.size(); ++i) {
    const AssociationType& type = programme.types[i];
    for (const Recognition& row : type.recognised) {
      const std::string whom = "the " + std::string(kParties[static_cast<std::size_t>(row.party)]) +
                               " partner of channel " + std::string(base::word(row.channel));
      const Node& place = *rows[i].find("recognised");
      if (!type.allows(row.channel)) {
        return fault(place, "type '" + type.code + "' recognises " + whom +
                                ", but its own gate 'channels' does not admit that channel");
      }
      if (std::ranges::find(taken, std::pair(row.channel, row.party)) != taken.end()) {
        return fault(place, whom + " is recognised twice; keep one row");
      }
      taken.emplace_back(row.channel, row.party);
    }
  }
  return {};
}

}  // namespace

base::Status read_types(const Section& file, Programme& programme) {
  const auto rows = TRY(file.tables("type"));
  for (const Node& row : rows)
    programme.types.push_back(TRY(read_type(row)));
  if (rows.empty())
    return fault(file.node(), "the programme has no association type; add [[type]]");
  if (rows.size() > kTypesMax) {
    return fault(rows[kTypesMax], "a programme has at most 32 association types");
  }
  TRY_STATUS(check_distinct(rows, "type", "code"));
  TRY_STATUS(check_needs(rows, programme));
  TRY_STATUS(check_alike(rows, programme));
  return check_recognition(rows, programme);
}

base::Status check_distinct(std::span<const Node> rows, std::string_view noun,
                            std::string_view key) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (rows[i].find(key)->text != rows[j].find(key)->text) continue;
      return fault(rows[i], "duplicate " + std::string(noun) + " '" + rows[i].find(key)->text +
                                "': it already stands at " + rows[j].place +
                                "; rename or remove one of them");
    }
  }
  return {};
}

}  // namespace programs
