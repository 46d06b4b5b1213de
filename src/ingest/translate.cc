#include "ingest/translate.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/nearest.h"
#include "ingest/dialect.h"

namespace ingest {
namespace {

using C = UsageColumn;

std::size_t find_column(const std::vector<std::string>& names, std::string_view wanted) {
  const auto found = std::ranges::find(names, wanted);
  return found == names.end() ? kAbsent : static_cast<std::size_t>(found - names.begin());
}

void note_missing(std::string& missing, const std::vector<std::string>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    missing += (i == 0 ? (missing.empty() ? "'" : ", '") : " or '") + columns[i] + "'";
  }
}

// Every column that a rule of the mapping names.
std::vector<std::string_view> named_columns(const Mapping& mapping) {
  std::vector<std::string_view> out{mapping.correction_column};
  const auto add = [&](const CellRule& rule) {
    out.insert(out.end(), rule.columns.begin(), rule.columns.end());
  };
  for (const CellRule* rule :
       {&mapping.source, &mapping.record_key, &mapping.revision, &mapping.subscription_id,
        &mapping.workload, &mapping.usage_date, &mapping.currency, &mapping.charge_kind}) {
    add(*rule);
  }
  for (const FactRule& fact : mapping.facts) {
    add(fact.amount);
    add(fact.quantity);
    add(fact.unit);
  }
  return out;
}

}  // namespace

base::Result<Translator> Translator::open(std::string_view file,
                                          const std::vector<std::string>& names,
                                          const Mapping& mapping, const FileIdentity& identity,
                                          const base::Zone& programme) {
  base::ZonelessPolicy zoneless;
  if (mapping.zoneless != "programme") zoneless.clock = TRY(base::Zone::find(mapping.zoneless));
  Translator out(mapping, identity, programme, zoneless);
  TRY_STATUS(out.place_cells(file, names));
  out.name_columns();
  return out;
}

base::Status Translator::place_cells(std::string_view file, const std::vector<std::string>& names) {
  const std::vector<std::string_view> known = named_columns(*mapping_);
  if (!mapping_->ignore_unknown) {
    for (const std::string& name : names) {
      if (std::ranges::find(known, name) != known.end()) continue;
      return base::fail(base::Code::InvalidInput, std::string(file) + ": unknown column '" +
                                                      shown(name) + "'" + base::hint(name, known) +
                                                      "; mapping " + mapping_->name +
                                                      " refuses columns that it does not name");
    }
  }
  std::string missing;
  const auto put = [&](const CellRule& rule, Cell& cell) {
    for (const std::string& column : rule.columns) {
      if (const std::size_t at = find_column(names, column); at != kAbsent) {
        if (cell.places.empty()) cell.name = column;
        cell.places.push_back(at);
      }
    }
    cell.constant = rule.constant;
    cell.given = rule.given();
    if (!rule.columns.empty() && cell.places.empty() && rule.constant.empty()) {
      note_missing(missing, rule.columns);
    }
  };
  put(mapping_->source, source_);
  put(mapping_->record_key, record_key_);
  put(mapping_->revision, revision_cell_);
  put(mapping_->subscription_id, subscription_id_);
  put(mapping_->workload, workload_);
  put(mapping_->usage_date, usage_date_);
  put(mapping_->currency, currency_);
  put(mapping_->charge_kind, charge_kind_);
  if (const std::size_t at = find_column(names, mapping_->correction_column); at != kAbsent) {
    correction_ = {{at}, {}, mapping_->correction_column, true};
  }
  if (!place_facts(names, missing) && missing.empty()) {
    for (const FactRule& rule : mapping_->facts)
      note_missing(missing, rule.amount.columns);
  }
  if (missing.empty()) return {};
  return base::fail(base::Code::InvalidInput,
                    std::string(file) + ": the header has no column " + missing +
                        ", which mapping " + mapping_->name +
                        " needs; add it, or write a mapping that gives a constant instead");
}

// False when the file has the numbers of no fact at all.
bool Translator::place_facts(const std::vector<std::string>& names, std::string& missing) {
  const auto put = [&](const CellRule& rule, Cell& cell) {
    for (const std::string& column : rule.columns) {
      const std::size_t at = find_column(names, column);
      if (at == kAbsent) continue;
      if (cell.places.empty()) cell.name = column;
      cell.places.push_back(at);
    }
    if (cell.name.empty() && !rule.columns.empty()) cell.name = rule.columns.front();
    cell.constant = rule.constant;
    cell.given = !cell.places.empty() || !rule.constant.empty();
  };
  for (const FactRule& rule : mapping_->facts) {
    Fact fact{&rule, {}, {}, {}};
    put(rule.amount, fact.amount);
    put(rule.quantity, fact.quantity);
    put(rule.unit, fact.unit);
    const CellRule& first = rule.amount.given() ? rule.amount : rule.quantity;
    const Cell& figure = rule.amount.given() ? fact.amount : fact.quantity;
    if (figure.given) {
      facts_.push_back(std::move(fact));
    } else if (!rule.optional) {
      note_missing(missing, first.columns);
    }
  }
  return !facts_.empty();
}

void Translator::name_columns() {
  for (const Fact& fact : facts_) {
    std::array<std::string, kUsageColumnCount> names;
    for (std::size_t i = 0; i < kUsageColumnCount; ++i)
      names[i] = kUsageColumns[i];
    const auto put = [&](C column, const Cell& cell) {
      if (!cell.name.empty()) names[place(column)] = cell.name;
    };
    put(C::Source, source_);
    put(C::RecordKey, record_key_);
    put(C::Revision, revision_cell_);
    put(C::SubscriptionId, subscription_id_);
    put(C::Workload, workload_);
    put(C::UsageDate, usage_date_);
    put(C::Currency, currency_);
    put(C::ChargeKind, charge_kind_);
    put(C::Amount, fact.amount);
    put(C::Quantity, fact.quantity);
    put(C::Unit, fact.unit);
    names_.push_back(std::move(names));
  }
}

std::string_view Translator::value(const Cell& cell, const RowBatch& batch, std::size_t row) {
  for (const std::size_t at : cell.places) {
    const Column& column = batch.columns[at];
    if (column.is_null(row)) continue;
    if (column.type != ColumnType::Text) return keep(cell_text(column, row));
    const std::string_view text = column.text[row];
    const bool quoted = column.quoted != nullptr && column.quoted[row] != 0;
    if (text.empty()) continue;
    const bool null = (!quoted || mapping_->quoted_nulls) &&
                      std::ranges::find(mapping_->nulls, text) != mapping_->nulls.end();
    if (!null) return text;
  }
  return cell.constant;
}

std::string_view Translator::number(const Cell& cell, const RowBatch& batch, std::size_t row) {
  const std::string_view text = value(cell, batch, row);
  if (text.empty() || mapping_->grouping.empty()) return text;
  return keep(plain_number(text, mapping_->grouping));
}

std::string_view Translator::day(const RowBatch& batch, std::size_t row) {
  const std::string_view text = value(usage_date_, batch, row);
  const auto timestamp = read_timestamp(text, mapping_->dates);
  if (!timestamp) return text;
  return keep(base::programme_day(*timestamp, programme_, zoneless_).text());
}

std::string_view Translator::kind(const RowBatch& batch, std::size_t row) {
  std::string_view kind = value(charge_kind_, batch, row);
  if (const auto known = mapping_->charge_kinds.find(std::string(kind));
      known != mapping_->charge_kinds.end()) {
    kind = known->second;
  }
  // A corrected tax or purchase stays what it is: those do not count as usage does.
  if (kind == base::word(base::ChargeKind::Usage) && correction_.given &&
      value(correction_, batch, row) == mapping_->correction_value) {
    kind = base::word(base::ChargeKind::Correction);
  }
  return kind;
}

bool Translator::wanted(const Fact& fact, std::string_view kind) const {
  const auto& kinds = fact.rule->charge_kinds;
  return kinds.empty() || std::ranges::find(kinds, kind) != kinds.end();
}

void Translator::add_record(const RowBatch& batch, std::size_t row, std::size_t fact_at,
                            std::array<std::string_view, kUsageColumnCount> cells) {
  const Fact& fact = facts_[fact_at];
  if (mapping_->identity == Identity::File) {
    cells[place(C::RecordKey)] = keep(std::to_string(batch.line[row]) + "/" + fact.rule->name);
  } else if (facts_.size() > 1 && !cells[place(C::RecordKey)].empty()) {
    cells[place(C::RecordKey)] =
        keep(std::string(cells[place(C::RecordKey)]) + "/" + fact.rule->name);
  }
  cells[place(C::Measure)] = base::word(fact.rule->measure);
  cells[place(C::Amount)] = number(fact.amount, batch, row);
  cells[place(C::Quantity)] = number(fact.quantity, batch, row);
  cells[place(C::Unit)] = value(fact.unit, batch, row);
  const bool negative = cells[place(C::Amount)].starts_with('-');
  if (negative && mapping_->negative_usage &&
      cells[place(C::ChargeKind)] == base::word(base::ChargeKind::Usage)) {
    cells[place(C::ChargeKind)] = base::word(*mapping_->negative_usage);
  }
  for (std::size_t i = 0; i < kUsageColumnCount; ++i)
    texts_[i].push_back(cells[i]);
  lines_.push_back(batch.line[row]);
  labels_.push_back(static_cast<std::uint8_t>(fact_at));
}

void Translator::add_row(const RowBatch& batch, std::size_t row) {
  std::array<std::string_view, kUsageColumnCount> cells;
  if (mapping_->identity == Identity::File) {
    cells[place(C::Source)] = identity_.source;
    cells[place(C::Revision)] = revision_;
  } else {
    cells[place(C::Source)] = value(source_, batch, row);
    cells[place(C::RecordKey)] = value(record_key_, batch, row);
    cells[place(C::Revision)] = value(revision_cell_, batch, row);
  }
  cells[place(C::SubscriptionId)] = value(subscription_id_, batch, row);
  cells[place(C::Workload)] = value(workload_, batch, row);
  cells[place(C::UsageDate)] = day(batch, row);
  cells[place(C::Currency)] = value(currency_, batch, row);
  cells[place(C::ChargeKind)] = kind(batch, row);
  bool any = false;
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const Fact& fact = facts_[i];
    if (!wanted(fact, cells[place(C::ChargeKind)])) continue;
    if (value(fact.amount, batch, row).empty() && value(fact.quantity, batch, row).empty())
      continue;
    add_record(batch, row, i, cells);
    any = true;
  }
  // A row without any figure is not passed over: its first record says what is missing.
  if (!any) add_record(batch, row, 0, cells);
}

UsageRows Translator::translate(const RowBatch& batch) {
  arena_.clear();
  for (auto& texts : texts_)
    texts.clear();
  lines_.clear();
  labels_.clear();
  for (std::size_t row = 0; row < batch.size; ++row)
    add_row(batch, row);
  UsageRows out;
  out.size = lines_.size();
  for (std::size_t i = 0; i < kUsageColumnCount; ++i) {
    columns_[i].text = texts_[i].data();
    out.columns[i] = &columns_[i];
  }
  out.line = lines_.data();
  out.label = labels_.data();
  out.names = &names_;
  return out;
}

}  // namespace ingest
