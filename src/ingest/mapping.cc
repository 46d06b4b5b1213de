#include "ingest/mapping.h"

#include <array>

#include "programs/section.h"

namespace ingest {
namespace {

using programs::fault;
using programs::Node;
using programs::Section;

constexpr std::array<std::string_view, 15> kKeys{
    "mapping", "identity",        "delimiter",  "nulls", "quoted_nulls",
    "round",   "unknown_columns", "grouping",   "dates", "zoneless",
    "columns", "charge_kinds",    "correction", "facts", "negative_usage"};
constexpr std::array<std::string_view, 8> kCells{"source",          "record_key", "revision",
                                                 "subscription_id", "workload",   "usage_date",
                                                 "currency",        "charge_kind"};
constexpr std::array<std::string_view, 7> kFactKeys{"name", "measure",      "amount",  "quantity",
                                                    "unit", "charge_kinds", "optional"};
constexpr std::array<std::string_view, 2> kCellKeys{"columns", "constant"};
constexpr std::array<std::string_view, 2> kCorrectionKeys{"column", "value"};
constexpr std::array<std::string_view, 2> kIdentities{"columns", "file"};
constexpr std::array<std::string_view, 2> kUnknown{"ignore", "refuse"};
constexpr std::array<std::string_view, 3> kDates{"iso", "month/day/year", "day/month/year"};

// "ChargeCategory", ["SubAccountId", "BillingAccountId"], or { columns = [...], constant = "USD" }.
base::Result<CellRule> cell_of(const Section& section, std::string_view key) {
  CellRule rule;
  const Node* node = section.find(key);
  if (node == nullptr) return rule;
  if (node->kind == Node::Kind::Text) {
    rule.columns.push_back(TRY(section.text(key)));
  } else if (node->kind == Node::Kind::List) {
    rule.columns = TRY(section.texts(key));
  } else if (node->kind == Node::Kind::Table) {
    const Section cell = TRY(Section::open(*node, std::string(key), kCellKeys));
    if (cell.find("columns") != nullptr) {
      const CellRule columns = TRY(cell_of(cell, "columns"));
      rule.columns = columns.columns;
    }
    rule.constant = TRY(cell.text_or("constant", ""));
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
  if (mapping.identity == Identity::File) {
    if (mapping.source.given() || mapping.record_key.given() || mapping.revision.given()) {
      return fault(*node,
                   "identity = \"file\" makes source, record_key and revision by itself; "
                   "leave them out or write identity = \"columns\"");
    }
    return {};
  }
  if (!mapping.source.given() || !mapping.record_key.given()) {
    return fault(*node, "identity = \"columns\" needs source and record_key in [columns]");
  }
  if (!mapping.revision.given()) mapping.revision.constant = "0";
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

base::Status read_dialect(const Section& root, Mapping& mapping) {
  const std::string delimiter = TRY(root.text_or("delimiter", ","));
  if (delimiter.size() != 1 || delimiter == "\"" || delimiter == "\n" || delimiter == "\r") {
    return fault(*TRY(root.need("delimiter")), "delimiter is one character, such as \";\"");
  }
  mapping.delimiter = delimiter[0];
  mapping.nulls = TRY(root.texts("nulls"));
  mapping.quoted_nulls = TRY(root.flag_or("quoted_nulls", false));
  mapping.round = TRY(root.flag_or("round", false));
  mapping.ignore_unknown = TRY(root.choice<int>("unknown_columns", kUnknown, 0)) == 0;
  mapping.grouping = TRY(root.text_or("grouping", ""));
  if (mapping.grouping.find_first_of("0123456789.-+eE") != std::string::npos) {
    return fault(*TRY(root.need("grouping")),
                 "grouping lists characters to leave out of numbers; digits, sign, point and "
                 "exponent are the number itself");
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

Mapping canonical_mapping() {
  Mapping mapping;
  mapping.name = "canonical";
  mapping.canonical = true;
  mapping.identity = Identity::Columns;
  return mapping;
}

base::Result<Mapping> load_mapping(std::string_view toml, std::string_view origin) {
  const Node document = TRY(programs::parse_document(toml, origin));
  const Section root = TRY(Section::open(document, "mapping", kKeys));
  Mapping mapping;
  mapping.text = toml;
  mapping.name = TRY(root.text("mapping"));
  mapping.identity = TRY(root.choice<Identity>("identity", kIdentities, Identity::File));
  TRY_STATUS(read_dialect(root, mapping));
  TRY_STATUS(read_columns(root, mapping));
  TRY_STATUS(read_kinds(root, mapping));
  TRY_STATUS(read_facts(root, mapping));
  return mapping;
}

}  // namespace ingest
