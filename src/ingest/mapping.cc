#include "ingest/mapping.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ingest/file_name.h"
#include "programs/section.h"

namespace ingest {
namespace {

using programs::fault;
using programs::Node;
using programs::Section;

constexpr std::array<std::string_view, 23> kKeys{
    "mapping",         "identity",    "restates",     "replaces",     "delimiter",     "encoding",
    "rows_in",         "header_case", "nulls",        "quoted_nulls", "quoted_empty",  "round",
    "unknown_columns", "grouping",    "decimal",      "dates",        "zoneless",      "columns",
    "charge_kinds",    "correction",  "cancellation", "facts",        "negative_usage"};
constexpr std::array<std::string_view, 8> kCells{"source",          "record_key", "revision",
                                                 "subscription_id", "workload",   "usage_date",
                                                 "currency",        "charge_kind"};
constexpr std::array<std::string_view, 8> kFactKeys{"name", "measure",  "amount",       "quantity",
                                                    "unit", "currency", "charge_kinds", "optional"};
constexpr std::array<std::string_view, 5> kCellKeys{"columns", "join", "product", "constant",
                                                    "letters"};
constexpr std::array<std::string_view, 2> kCorrectionKeys{"column", "value"};
constexpr std::array<std::string_view, 6> kCancellationKeys{"column", "value",     "prefix",
                                                            "effect", "reference", "sign"};
constexpr std::array<std::string_view, 2> kIdentities{"columns", "file"};
constexpr std::array<std::string_view, 5> kRestates{"append", "revisions", "changes", "latest",
                                                    "file"};
constexpr std::array<std::string_view, 3> kEncodings{"utf-8", "windows-1252", "utf-16"};
constexpr std::array<std::string_view, 2> kHeaderCases{"exact", "any"};
constexpr std::array<std::string_view, 2> kLetters{"as-written", "lower"};
constexpr std::array<std::string_view, 2> kQuotedEmpty{"null", "text"};
constexpr std::array<std::string_view, 2> kDecimals{".", ","};
constexpr std::array<std::string_view, 2> kEffects{"adds", "voids"};
constexpr std::array<std::string_view, 2> kSigns{"signed", "negate"};
constexpr std::array<std::string_view, 2> kUnknown{"ignore", "refuse"};
constexpr std::array<std::string_view, 5> kDates{"iso", "month/day/year", "day/month/year",
                                                 "yyyymmdd", "unix"};

base::Result<CellRule> cell_of(const Section& section, std::string_view key);

// { columns | join | product = [...], constant = "USD", letters = "lower" }
base::Result<CellRule> table_cell_of(const Node& node, std::string_view key) {
  constexpr std::array<std::pair<std::string_view, Made>, 3> kWays{
      {{"columns", Made::First}, {"join", Made::Joined}, {"product", Made::Product}}};
  const Section cell = TRY(Section::open(node, std::string(key), kCellKeys));
  CellRule rule;
  for (const auto& [word, made] : kWays) {
    if (cell.find(word) == nullptr) continue;
    if (!rule.columns.empty()) {
      return fault(node, cell.name() + ": columns, join and product exclude each other; keep one");
    }
    rule.columns = TRY(cell_of(cell, word)).columns;
    rule.made = made;
  }
  rule.constant = TRY(cell.text_or("constant", ""));
  rule.lower = TRY(cell.choice<int>("letters", kLetters, 0)) == 1;
  return rule;
}

// "ChargeCategory", ["SubAccountId", "BillingAccountId"], or a table.
base::Result<CellRule> cell_of(const Section& section, std::string_view key) {
  CellRule rule;
  const Node* node = section.find(key);
  if (node == nullptr) return rule;
  if (node->kind == Node::Kind::Text) {
    rule.columns.push_back(TRY(section.text(key)));
  } else if (node->kind == Node::Kind::List) {
    rule.columns = TRY(section.texts(key));
  } else if (node->kind == Node::Kind::Table) {
    rule = TRY(table_cell_of(*node, key));
  } else {
    return fault(*node, section.name() + ": '" + std::string(key) +
                            "' is the name of a column, a list of them, or a table with columns "
                            "and constant");
  }
  if (!rule.given()) {
    return fault(*node, section.name() + ": '" + std::string(key) +
                            "' names neither a column nor a constant");
  }
  return rule;
}

base::Result<FactRule> fact_of(const Node& node) {
  const Section section = TRY(Section::open(node, "fact", kFactKeys));
  FactRule fact;
  fact.name = TRY(section.text("name"));
  fact.measure = TRY(section.choice<base::Measure>("measure", base::kMeasures));
  fact.amount = TRY(cell_of(section, "amount"));
  fact.quantity = TRY(cell_of(section, "quantity"));
  fact.unit = TRY(cell_of(section, "unit"));
  fact.currency = TRY(cell_of(section, "currency"));
  for (const base::ChargeKind kind :
       TRY(section.choices<base::ChargeKind>("charge_kinds", base::kChargeKinds))) {
    fact.charge_kinds.emplace_back(base::word(kind));
  }
  fact.optional = TRY(section.flag_or("optional", false));
  if (!fact.amount.given() && !fact.quantity.given()) {
    return fault(node, "fact '" + fact.name + "' has neither amount nor quantity; name a column");
  }
  if (fact.measure == base::Measure::Indicator && !fact.unit.given()) {
    return fault(node, "fact '" + fact.name +
                           "' is an indicator without unit; name a column or { constant = ... }");
  }
  return fact;
}

base::Status read_facts(const Section& root, Mapping& mapping) {
  for (const Node& node : TRY(root.tables("facts"))) {
    FactRule fact = TRY(fact_of(node));
    for (const FactRule& other : mapping.facts) {
      if (other.name == fact.name) {
        return fault(node, "fact '" + fact.name +
                               "' stands twice; names are part of record keys and must differ");
      }
    }
    mapping.facts.push_back(std::move(fact));
  }
  if (mapping.facts.empty() || mapping.facts.size() > 200) {
    return fault(root.node(), "a mapping needs 1 to 200 [[facts]]: what each row says");
  }
  return {};
}

// Which of the identity columns the feed has to have follows from how it restates.
base::Status check_identity(const Node& node, Mapping& mapping) {
  const bool by_row = mapping.identity == Identity::Columns;
  const Restates restates = mapping.restates;
  if (!by_row && (mapping.source.given() || mapping.record_key.given())) {
    return fault(node,
                 "identity = \"file\" makes source, record_key and revision by itself; "
                 "leave them out or write identity = \"columns\"");
  }
  if (!by_row && restates != Restates::File && restates != Restates::Append) {
    return fault(node, "identity = \"file\" restates by \"file\" or by \"append\"");
  }
  const bool numbered = restates == Restates::Revisions || restates == Restates::Changes;
  if (mapping.revision.given() && !numbered) {
    return fault(node, "a revision column goes with restates = \"revisions\" or \"changes\"");
  }
  if (restates == Restates::Changes && !mapping.revision.given()) {
    return fault(node,
                 "restates = \"changes\" needs revision in [columns]: the time of the change");
  }
  if (!by_row) return {};
  if (restates == Restates::File && mapping.source.given()) {
    return fault(node, "restates = \"file\" makes the source from the file's name; leave it out");
  }
  if (!mapping.record_key.given() || (restates != Restates::File && !mapping.source.given())) {
    return fault(node, "identity = \"columns\" needs source and record_key in [columns]");
  }
  if (!mapping.revision.given()) mapping.revision.constant = "0";
  return {};
}

base::Status read_columns(const Section& root, Mapping& mapping) {
  const Node* node = TRY(root.need("columns"));
  const Section columns = TRY(Section::open(*node, "[columns]", kCells));
  mapping.source = TRY(cell_of(columns, "source"));
  mapping.record_key = TRY(cell_of(columns, "record_key"));
  mapping.revision = TRY(cell_of(columns, "revision"));
  mapping.subscription_id = TRY(cell_of(columns, "subscription_id"));
  mapping.workload = TRY(cell_of(columns, "workload"));
  mapping.usage_date = TRY(cell_of(columns, "usage_date"));
  mapping.currency = TRY(cell_of(columns, "currency"));
  mapping.charge_kind = TRY(cell_of(columns, "charge_kind"));
  if (!mapping.subscription_id.given()) return fault(*node, "[columns] lacks subscription_id");
  if (!mapping.usage_date.given()) return fault(*node, "[columns] lacks usage_date");
  if (!mapping.charge_kind.given()) mapping.charge_kind.constant = "usage";
  return check_identity(*node, mapping);
}

base::Status read_cancellation(const Section& root, Mapping& mapping) {
  const Node* node = root.find("cancellation");
  if (node == nullptr) return {};
  using Effect = CancellationRule::Effect;
  const Section section = TRY(Section::open(*node, "[cancellation]", kCancellationKeys));
  CancellationRule& rule = mapping.cancellation;
  rule.column = TRY(section.text("column"));
  rule.value = TRY(section.text_or("value", ""));
  rule.prefix = TRY(section.text_or("prefix", ""));
  rule.effect = TRY(section.choice<Effect>("effect", kEffects, Effect::Adds));
  rule.reference = TRY(cell_of(section, "reference"));
  rule.negate = TRY(section.choice<int>("sign", kSigns, 0)) == 1;
  if (rule.value.empty() == rule.prefix.empty()) {
    return fault(*node, "[cancellation] needs either value or prefix: how its column tells one");
  }
  const bool voids = rule.effect == Effect::Voids;
  if (voids ? rule.negate : rule.reference.given()) {
    return fault(*node,
                 "[cancellation]: reference goes with effect = \"voids\", sign with \"adds\"");
  }
  if (voids && mapping.identity == Identity::File) {
    return fault(
        *node,
        "[cancellation]: effect = \"voids\" needs identity = \"columns\": a line of a file "
        "cannot be named by another row");
  }
  const bool ordered = mapping.restates != Restates::Latest && mapping.restates != Restates::File;
  if (rule.reference.given() && !ordered) {
    return fault(
        *node,
        "[cancellation]: with restates = \"latest\" or \"file\" nothing tells whether a row "
        "came before or after its cancellation; leave reference out");
  }
  return {};
}

base::Status read_kinds(const Section& root, Mapping& mapping) {
  if (const Node* kinds = root.find("charge_kinds"); kinds != nullptr) {
    for (const auto& [word, node] : kinds->entries) {
      const std::size_t kind = TRY(programs::word_index(node, word, base::kChargeKinds));
      mapping.charge_kinds[word] = base::kChargeKinds[kind];
    }
  }
  if (const Node* node = root.find("correction"); node != nullptr) {
    const Section correction = TRY(Section::open(*node, "[correction]", kCorrectionKeys));
    mapping.correction_column = TRY(correction.text("column"));
    mapping.correction_value = TRY(correction.text("value"));
  }
  if (root.find("negative_usage") != nullptr) {
    mapping.negative_usage =
        TRY(root.choice<base::ChargeKind>("negative_usage", base::kChargeKinds));
  }
  return {};
}

base::Status read_replaces(const Section& root, Mapping& mapping) {
  mapping.replaces = TRY(root.text_or("replaces", ""));
  if (mapping.replaces.empty()) return {};
  const Node& node = *TRY(root.need("replaces"));
  if (mapping.restates != Restates::File) {
    return fault(node, "replaces goes with restates = \"file\"");
  }
  if (!read_name(mapping.replaces, "").has_value()) {
    return fault(
        node,
        "replaces is a file name with {period} and, if names tell the order, {as_of}, each "
        "once and with text between them: \"usage-{period}-{as_of}.csv\"");
  }
  return {};
}

base::Status read_dialect(const Section& root, Mapping& mapping) {
  const std::string delimiter = TRY(root.text_or("delimiter", ","));
  if (delimiter.size() != 1 || delimiter == "\"" || delimiter == "\n" || delimiter == "\r") {
    return fault(*TRY(root.need("delimiter")), "delimiter is one character, such as \";\"");
  }
  mapping.delimiter = delimiter[0];
  mapping.encoding = TRY(root.choice<Encoding>("encoding", kEncodings, Encoding::Utf8));
  mapping.rows_in = TRY(root.text_or("rows_in", ""));
  mapping.any_case_headers = TRY(root.choice<int>("header_case", kHeaderCases, 0)) == 1;
  mapping.nulls = TRY(root.texts("nulls"));
  mapping.quoted_nulls = TRY(root.flag_or("quoted_nulls", false));
  mapping.quoted_empty = TRY(root.choice<int>("quoted_empty", kQuotedEmpty, 0)) == 1;
  mapping.round = TRY(root.flag_or("round", false));
  mapping.ignore_unknown = TRY(root.choice<int>("unknown_columns", kUnknown, 0)) == 0;
  mapping.grouping = TRY(root.text_or("grouping", ""));
  mapping.decimal = kDecimals[TRY(root.choice<std::size_t>("decimal", kDecimals, 0))][0];
  if (mapping.grouping.find_first_of(std::string("0123456789-+eE") + mapping.decimal) !=
      std::string::npos) {
    return fault(*TRY(root.need("grouping")),
                 "grouping lists characters to leave out of numbers; digits, sign, decimal point "
                 "and exponent are the number itself");
  }
  mapping.dates = TRY(root.choice<DateForm>("dates", kDates, DateForm::Iso));
  mapping.zoneless = TRY(root.text_or("zoneless", "programme"));
  if (mapping.zoneless != "programme") {
    if (auto zone = base::Zone::find(mapping.zoneless); !zone) {
      return fault(*TRY(root.need("zoneless")), zone.error().message);
    }
  }
  return {};
}

}  // namespace

std::vector<std::string> named_columns(const Mapping& mapping) {
  std::vector<std::string> out;
  const auto add_name = [&](const std::string& name) {
    if (!name.empty() && std::ranges::find(out, name) == out.end()) out.push_back(name);
  };
  const auto add = [&](const CellRule& rule) { std::ranges::for_each(rule.columns, add_name); };
  for (const CellRule* rule :
       {&mapping.source, &mapping.record_key, &mapping.revision, &mapping.subscription_id,
        &mapping.workload, &mapping.usage_date, &mapping.currency, &mapping.charge_kind,
        &mapping.cancellation.reference}) {
    add(*rule);
  }
  add_name(mapping.correction_column);
  add_name(mapping.cancellation.column);
  for (const FactRule& fact : mapping.facts) {
    add(fact.amount);
    add(fact.quantity);
    add(fact.unit);
    add(fact.currency);
  }
  return out;
}

Mapping canonical_mapping() {
  Mapping mapping;
  mapping.name = "canonical";
  mapping.canonical = true;
  mapping.identity = Identity::Columns;
  mapping.restates = Restates::Revisions;
  return mapping;
}

base::Result<Mapping> load_mapping(std::string_view toml, std::string_view origin) {
  const Node document = TRY(programs::parse_document(toml, origin));
  const Section root = TRY(Section::open(document, "mapping", kKeys));
  Mapping mapping;
  mapping.text = toml;
  mapping.name = TRY(root.text("mapping"));
  mapping.identity = TRY(root.choice<Identity>("identity", kIdentities, Identity::File));
  const bool by_file = mapping.identity == Identity::File;
  mapping.restates = TRY(
      root.choice<Restates>("restates", kRestates, by_file ? Restates::File : Restates::Revisions));
  TRY_STATUS(read_replaces(root, mapping));
  TRY_STATUS(read_dialect(root, mapping));
  TRY_STATUS(read_columns(root, mapping));
  TRY_STATUS(read_kinds(root, mapping));
  TRY_STATUS(read_cancellation(root, mapping));
  TRY_STATUS(read_facts(root, mapping));
  return mapping;
}

}  // namespace ingest
