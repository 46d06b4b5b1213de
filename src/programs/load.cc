#include "programs/load.h"

#include <algorithm>

#include "programs/load_competency.h"
#include "programs/load_eligibility.h"
#include "programs/load_lever.h"
#include "programs/parameters.h"
#include "programs/section.h"

namespace programs {
namespace {

constexpr auto kFileKeys = std::to_array<std::string_view>(
    {"programme", "parameters", "type", "market_class", "competency", "lever", "example"});
constexpr auto kProgrammeKeys = std::to_array<std::string_view>({"code", "name", "version"});
constexpr auto kTypeKeys =
    std::to_array<std::string_view>({"code", "name", "channels", "meterings", "exclusive", "needs",
                                     "competency", "incentive", "data_profile", "recognised"});
constexpr auto kRecognisedKeys = std::to_array<std::string_view>({"channel", "party"});
constexpr auto kLeverKeys = std::to_array<std::string_view>({"code",
                                                             "name",
                                                             "kind",
                                                             "roles",
                                                             "families",
                                                             "products",
                                                             "workloads",
                                                             "meterings",
                                                             "rates",
                                                             "unit_values",
                                                             "currency",
                                                             "coop_share",
                                                             "invented",
                                                             "tiers",
                                                             "tier_mode",
                                                             "caps",
                                                             "accelerates",
                                                             "amounts",
                                                             "milestones",
                                                             "measure",
                                                             "scope",
                                                             "starts",
                                                             "start_mark",
                                                             "baseline_months",
                                                             "minimum_baseline",
                                                             "at_least",
                                                             "minimum_seats",
                                                             "minimum_active_share",
                                                             "attach_within_days",
                                                             "rounding",
                                                             "eligibility"});
constexpr auto kExampleKeys = std::to_array<std::string_view>({"name", "scenario"});

constexpr std::array<std::string_view, 3> kChannelGates{"any", "csp_only", "not_csp"};
constexpr std::array<std::string_view, 2> kParties{"transacting", "reseller"};

base::Result<AssociationType> read_type(const Node& node) {
  const auto section = TRY(Section::open(node, named("type", node), kTypeKeys));
  AssociationType type;
  type.code = TRY(section.code());
  type.name = TRY(section.text_or("name", type.code));
  type.channels = TRY(section.choice<ChannelGate>("channels", kChannelGates, ChannelGate::Any));
  type.meterings = TRY(section.choices<base::Metering>("meterings", base::kMeterings));
  type.exclusive = TRY(section.text_or("exclusive", ""));
  type.needs = TRY(section.text_or("needs", ""));
  type.competency = TRY(section.flag_or("competency", true));
  type.incentive = TRY(section.flag_or("incentive", false));
  type.data_profile = TRY(section.text_or("data_profile", ""));
  for (const Node& item : TRY(section.tables("recognised"))) {
    const auto row = TRY(Section::open(item, "'recognised' of " + section.name(), kRecognisedKeys));
    type.recognised.push_back(
        {.channel = TRY(row.choice<base::Channel>("channel", base::kChannels)),
         .party = TRY(row.choice<ChannelParty>("party", kParties))});
  }
  return type;
}

base::Result<TypeMask> read_roles(const Section& section, const Programme& programme) {
  std::vector<std::string_view> codes;
  for (const AssociationType& type : programme.types)
    codes.push_back(type.code);
  const Node* list = TRY(section.need("roles"));
  TRY(section.texts("roles"));
  TypeMask roles = 0;
  for (const Node& item : list->items) {
    const std::size_t index = TRY(word_index(item, "role of " + section.name(), codes));
    const AssociationType& type = programme.types[index];
    if (!type.incentive) {
      return fault(item,
                   section.name() + " pays type '" + type.code +
                       "', but that type has incentive = false; set it to true or drop the role");
    }
    if (type.exclusive.empty()) {
      return fault(item, section.name() + " pays type '" + type.code +
                             "', which several partners may hold on one day; give the type an "
                             "'exclusive' key or drop the role");
    }
    roles |= TypeMask{1} << index;
  }
  if (roles == 0)
    return fault(*list, "'roles' of " + section.name() + " is empty; nobody could earn");
  return roles;
}

base::Result<Lever> read_lever(const Node& node, const Programme& programme) {
  const auto section = TRY(Section::open(node, named("lever", node), kLeverKeys));
  Lever lever;
  lever.code = TRY(section.code());
  lever.name = TRY(section.text_or("name", lever.code));
  lever.kind = TRY(section.choice<LeverKind>("kind", kLeverKinds));
  TRY_STATUS(check_keys_of_kind(section, lever.kind));
  if (lever.reads_usage()) lever.roles = TRY(read_roles(section, programme));
  lever.filter = TRY(read_filter(section));
  TRY_STATUS(read_basis(section, lever));
  TRY_STATUS(read_gates(section, lever));
  TRY_STATUS(read_prices(section, lever));
  TRY_STATUS(read_tiers(section, lever));
  TRY_STATUS(read_caps(section, lever));
  TRY_STATUS(read_accelerates(section, programme, lever));
  TRY_STATUS(read_eligibility(section, programme, lever.eligibility));
  lever.invented = TRY(section.flag_or("invented", false));
  if (const Node* share = section.find("coop_share")) {
    lever.coop_share = TRY(section.share("coop_share"));
    if (lever.coop_share->is_zero() || *lever.coop_share == base::Decimal::from_integer(1)) {
      return fault(*share, "'coop_share' of " + section.name() +
                               " must lie between 0 and 100 %; leave it out when nothing is co-op");
    }
  }
  return lever;
}

base::Result<Example> read_example(const Node& node) {
  const auto section = TRY(Section::open(node, "an example", kExampleKeys));
  Example example;
  example.name = TRY(section.text("name"));
  example.scenario = TRY(section.text("scenario"));
  return example;
}

// Two rows of one list may not share the text under `key`.
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
  return check_recognition(rows, programme);
}

// A country is of one class.
base::Status read_market_classes(const Section& file, Programme& programme) {
  const auto rows = TRY(file.tables("market_class"));
  for (const Node& row : rows) {
    MarketClass made = TRY(read_market_class(row));
    for (const std::string& country : made.countries) {
      if (programme.market_class(country).empty()) continue;
      return fault(row, "country '" + country + "' stands in market class '" + made.code +
                            "' and in '" + std::string(programme.market_class(country)) +
                            "'; keep one");
    }
    programme.market_classes.push_back(std::move(made));
  }
  return check_distinct(rows, "market class", "code");
}

base::Status read_competencies(const Section& file, Programme& programme) {
  const auto rows = TRY(file.tables("competency"));
  for (const Node& row : rows)
    TRY_STATUS(read_competency(row, programme));
  return check_distinct(rows, "competency", "code");
}

base::Status read_levers(const Section& file, Programme& programme) {
  const auto rows = TRY(file.tables("lever"));
  for (const Node& row : rows)
    programme.levers.push_back(TRY(read_lever(row, programme)));
  return check_distinct(rows, "lever", "code");
}

base::Status read_examples(const Section& file, Programme& programme) {
  const auto rows = TRY(file.tables("example"));
  for (const Node& row : rows)
    programme.examples.push_back(TRY(read_example(row)));
  return check_distinct(rows, "example", "name");
}

base::Result<Programme> read_programme(const Node& root) {
  const auto file = TRY(Section::open(root, "the programme file", kFileKeys));
  const Node* head = TRY(file.need("programme"));
  const auto section = TRY(Section::open(*head, "[programme]", kProgrammeKeys));
  Programme programme;
  programme.code = TRY(section.code());
  programme.name = TRY(section.text_or("name", programme.code));
  programme.version = TRY(section.text("version"));
  programme.parameters = TRY(read_parameters(file.find("parameters")));
  TRY_STATUS(read_types(file, programme));
  TRY_STATUS(read_market_classes(file, programme));
  TRY_STATUS(read_competencies(file, programme));
  TRY_STATUS(read_levers(file, programme));
  TRY_STATUS(read_examples(file, programme));
  return programme;
}

}  // namespace

base::Result<Programme> load(std::string_view toml, std::string_view origin) {
  const Node root = TRY(parse_document(toml, origin));
  Programme programme = TRY(read_programme(root));
  programme.source = std::string(toml);
  return programme;
}

base::Result<Programme> amended(const Programme& programme, std::string_view toml,
                                std::string_view origin) {
  Node under = TRY(parse_document(programme.source, programme.code));
  std::erase_if(under.entries, [](const auto& entry) { return entry.first == "example"; });
  const Node over = TRY(parse_document(toml, origin));
  const Node root = merged(under, over);
  Programme made = TRY(read_programme(root));
  made.source = write_document(root);
  return made;
}

}  // namespace programs
