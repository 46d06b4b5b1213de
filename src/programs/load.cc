#include "programs/load.h"

#include <algorithm>
#include <charconv>

#include "base/check.h"
#include "programs/load_competency.h"
#include "programs/load_eligibility.h"
#include "programs/load_lever.h"
#include "programs/load_type.h"
#include "programs/parameters.h"
#include "programs/section.h"

namespace programs {
namespace {

constexpr auto kFileKeys = std::to_array<std::string_view>(
    {"programme", "parameters", "type", "market_class", "competency", "lever", "example"});
constexpr auto kProgrammeKeys = std::to_array<std::string_view>({"code", "name", "version"});
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

// In the order in which they earn.
base::Status read_roles(const Section& section, const Programme& programme, Lever& lever) {
  std::vector<std::string_view> codes;
  for (const AssociationType& type : programme.types)
    codes.push_back(type.code);
  const Node* list = TRY(section.need("roles"));
  TRY(section.texts("roles"));
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
    if (!type.covers_measure(lever.measure())) {
      return fault(item, section.name() + " pays for " + std::string(base::word(lever.measure())) +
                             ", which 'covers' of type '" + type.code +
                             "' does not name; add it there or drop the role");
    }
    const TypeMask bit = TypeMask{1} << index;
    if ((lever.roles & bit) == 0) lever.precedence.push_back(static_cast<TypeIndex>(index));
    lever.roles |= bit;
  }
  if (lever.roles == 0)
    return fault(*list, "'roles' of " + section.name() + " is empty; nobody could earn");
  return {};
}

base::Result<Lever> read_lever(const Node& node, const Programme& programme) {
  const auto section = TRY(Section::open(node, named("lever", node), kLeverKeys));
  Lever lever;
  lever.code = TRY(section.code());
  lever.name = TRY(section.text_or("name", lever.code));
  lever.kind = TRY(section.choice<LeverKind>("kind", kLeverKinds));
  TRY_STATUS(check_keys_of_kind(section, lever.kind));
  lever.filter = TRY(read_filter(section));
  TRY_STATUS(read_basis(section, lever));
  if (lever.reads_usage()) TRY_STATUS(read_roles(section, programme, lever));
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

// Where the tables and rows of a file begin.
std::vector<int> heads_of(const Node& root) {
  std::vector<int> heads;
  for (const auto& [key, value] : root.entries) {
    if (value.kind == Node::Kind::List) {
      for (const Node& row : value.items)
        heads.push_back(line_of(row.place, "").value_or(1));
    } else {
      heads.push_back(line_of(value.place, "").value_or(1));
    }
  }
  return heads;
}

std::vector<std::string_view> lines_in(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// Without the blanks and comments at the end, which are about what follows.
std::string joined_lines(std::span<const std::string_view> lines) {
  const auto is_about_next = [](std::string_view line) {
    return line.find_first_not_of(" \t\r") == line.npos || line.starts_with('#');
  };
  while (!lines.empty() && is_about_next(lines.back()))
    lines = lines.first(lines.size() - 1);
  std::string out;
  for (const std::string_view line : lines)
    out.append(line).push_back('\n');
  return out;
}

}  // namespace

base::Result<Programme> load(std::string_view toml, std::string_view origin) {
  const Node root = TRY(parse_document(toml, origin));
  Programme programme = TRY(read_programme(root));
  programme.source = std::string(toml);
  return programme;
}

std::optional<int> line_of(std::string_view message, std::string_view origin) {
  if (!message.starts_with(origin)) return std::nullopt;
  message.remove_prefix(origin.size());
  int line = 0;
  if (!message.starts_with(':')) return std::nullopt;
  message.remove_prefix(1);
  const auto [end, error] = std::from_chars(message.data(), message.data() + message.size(), line);
  return error == std::errc() && end != message.data() ? std::optional(line) : std::nullopt;
}

std::vector<std::string> texts_of(const Programme& programme, std::string_view table) {
  const auto root = parse_document(programme.source, "");
  ASSERT(root.has_value());
  const std::vector<std::string_view> lines = lines_in(programme.source);
  std::vector<int> heads = heads_of(*root);
  heads.push_back(static_cast<int>(lines.size()) + 1);
  std::ranges::sort(heads);
  std::vector<std::string> out;
  const Node* rows = root->find(table);
  for (const Node& row : rows == nullptr ? std::span<const Node>() : std::span(rows->items)) {
    const int first = *line_of(row.place, "");
    const int behind = *std::ranges::upper_bound(heads, first);
    out.push_back(joined_lines(std::span(lines).subspan(static_cast<std::size_t>(first - 1),
                                                        static_cast<std::size_t>(behind - first))));
  }
  return out;
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
