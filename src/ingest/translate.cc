#include "ingest/translate.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/nearest.h"
#include "ingest/dialect.h"
#include "ingest/usage_checks.h"

namespace ingest {
namespace {

using C = UsageColumn;

void note_missing(std::string& missing, const std::vector<std::string>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    missing += (i == 0 ? (missing.empty() ? "'" : ", '") : " or '") + columns[i] + "'";
  }
}

// Revision 1 where nothing else orders it: what is taken back has 0.
constexpr std::string_view kAfterTheFirst = "1";

void append_escaped(std::string& key, std::string_view part) {
  for (const char c : part) {
    if (c == '%')
      key += "%25";
    else if (c == '/')
      key += "%2F";
    else
      key += c;
  }
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

std::size_t Translator::find(const std::vector<std::string>& names, std::string_view wanted) const {
  if (wanted.empty()) return kAbsent;
  auto found = std::ranges::find(names, wanted);
  if (found == names.end() && mapping_->any_case_headers) {
    found = std::ranges::find_if(
        names, [&](const std::string& name) { return lower(name) == lower(wanted); });
  }
  return found == names.end() ? kAbsent : static_cast<std::size_t>(found - names.begin());
}

// False when the file lacks what the rule needs: for a key or a product every column, else one.
bool Translator::put(const std::vector<std::string>& names, const CellRule& rule,
                     Cell& cell) const {
  cell.constant = rule.constant;
  cell.made = rule.made;
  cell.lower = rule.lower;
  for (const std::string& column : rule.columns) {
    const std::size_t place = find(names, column);
    if (place == kAbsent) continue;
    if (cell.places.empty()) cell.name = column;
    cell.places.push_back(place);
  }
  if (cell.name.empty() && !rule.columns.empty()) cell.name = rule.columns.front();
  const bool whole =
      rule.made == Made::First ? !cell.places.empty() : cell.places.size() == rule.columns.size();
  if (!whole) cell.places.clear();
  cell.given = !cell.places.empty() || !rule.constant.empty();
  return cell.given || !rule.given();
}

base::Status Translator::place_cells(std::string_view file, const std::vector<std::string>& names) {
  const std::vector<std::string> columns = named_columns(*mapping_);
  if (!mapping_->ignore_unknown) {
    const std::vector<std::string_view> known(columns.begin(), columns.end());
    for (const std::string& name : names) {
      if (std::ranges::any_of(known,
                              [&](std::string_view k) { return find({name}, k) != kAbsent; })) {
        continue;
      }
      return base::fail(base::Code::InvalidInput, std::string(file) + ": unknown column '" +
                                                      shown(name) + "'" + base::hint(name, known) +
                                                      "; mapping " + mapping_->name +
                                                      " refuses columns that it does not name");
    }
  }
  std::string missing;
  const auto need = [&](const CellRule& rule, Cell& cell) {
    if (!put(names, rule, cell)) note_missing(missing, rule.columns);
  };
  need(mapping_->source, source_);
  need(mapping_->record_key, record_key_);
  need(mapping_->revision, revision_cell_);
  need(mapping_->subscription_id, subscription_id_);
  need(mapping_->workload, workload_);
  need(mapping_->usage_date, usage_date_);
  need(mapping_->currency, currency_);
  need(mapping_->charge_kind, charge_kind_);
  const CellRule correction{.columns = {mapping_->correction_column}};
  if (find(names, mapping_->correction_column) != kAbsent) put(names, correction, correction_);
  const CancellationRule& cancellation = mapping_->cancellation;
  if (cancellation.given()) need({.columns = {cancellation.column}}, cancellation_);
  need(cancellation.reference, reference_);
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
  for (const FactRule& rule : mapping_->facts) {
    Fact fact{&rule, {}, {}, {}, {}};
    put(names, rule.amount, fact.amount);
    put(names, rule.quantity, fact.quantity);
    put(names, rule.unit, fact.unit);
    put(names, rule.currency, fact.currency);
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
    const auto name = [&](C column, const Cell& cell) {
      if (!cell.name.empty()) names[place(column)] = cell.name;
    };
    name(C::Source, source_);
    name(C::RecordKey, record_key_);
    name(C::Revision, revision_cell_);
    name(C::SubscriptionId, subscription_id_);
    name(C::Workload, workload_);
    name(C::UsageDate, usage_date_);
    name(C::Currency, currency_);
    name(C::ChargeKind, charge_kind_);
    name(C::Amount, fact.amount);
    name(C::Quantity, fact.quantity);
    name(C::Unit, fact.unit);
    name(C::Currency, fact.currency);
    names_.push_back(std::move(names));
  }
}

// A cell with what the mapping calls null taken out: then data() is null.
std::string_view Translator::at(std::size_t place, const RowBatch& batch, std::size_t row) {
  const Column& column = batch.columns[place];
  if (column.is_null(row)) return {};
  if (column.type != ColumnType::Text) return keep(cell_text(column, row));
  const std::string_view text = column.text[row];
  const bool quoted = column.quoted != nullptr && column.quoted[row] != 0;
  if (text.empty())
    return quoted && mapping_->quoted_empty ? std::string_view("") : std::string_view();
  const bool null = (!quoted || mapping_->quoted_nulls) &&
                    std::ranges::find(mapping_->nulls, text) != mapping_->nulls.end();
  return null ? std::string_view() : text;
}

// "a/b" and "c" are another key than "a" and "b/c".
std::string_view Translator::joined(const Cell& cell, const RowBatch& batch, std::size_t row) {
  std::string key;
  for (std::size_t i = 0; i < cell.places.size(); ++i) {
    const std::string_view part = at(cell.places[i], batch, row);
    if (part.data() == nullptr) return {};
    if (i > 0) key += '/';
    append_escaped(key, part);
  }
  return keep(std::move(key));
}

std::string_view Translator::product(const Cell& cell, const RowBatch& batch, std::size_t row) {
  std::vector<std::string> factors;
  std::string shown;
  for (const std::size_t place : cell.places) {
    const std::string_view factor = at(place, batch, row);
    if (factor.empty()) return {};
    factors.push_back(plain_number(factor, {mapping_->grouping, mapping_->decimal}));
    shown += (shown.empty() ? "" : "*") + std::string(factor);
  }
  const auto product = product_of(factors);
  return keep(product ? *product : shown);  // "6*x" is no number, and the message shows it
}

std::string_view Translator::value(const Cell& cell, const RowBatch& batch, std::size_t row) {
  std::string_view out;
  if (cell.made == Made::First) {
    for (const std::size_t place : cell.places) {
      if (out = at(place, batch, row); out.data() != nullptr) break;
    }
  } else if (!cell.places.empty()) {
    out = cell.made == Made::Joined ? joined(cell, batch, row) : product(cell, batch, row);
  }
  if (out.data() == nullptr) return cell.constant;
  return cell.lower ? keep(lower(out)) : out;
}

std::string_view Translator::number(const Cell& cell, const RowBatch& batch, std::size_t row) {
  const std::string_view text = value(cell, batch, row);
  const NumberForm form{mapping_->grouping, mapping_->decimal};
  if (text.empty() || form.plain() || cell.made == Made::Product) return text;
  std::string plain = plain_number(text, form);
  base::ParsedDecimal ignored;
  const bool readable = read_number(plain, ignored) != base::NumberFault::NotANumber;
  return readable ? keep(std::move(plain)) : text;
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

// What orders the versions of a record.
std::string_view Translator::revision(const RowBatch& batch, std::size_t row) {
  switch (mapping_->restates) {
    case Restates::File:
    case Restates::Latest: return revision_;
    case Restates::Append: return "0";
    case Restates::Revisions:
    case Restates::Changes: break;
  }
  const std::string_view text = value(revision_cell_, batch, row);
  if (mapping_->restates == Restates::Revisions) return text;
  const auto time = read_timestamp(text, mapping_->dates);
  if (!time) return text;
  const base::Zone clock = zoneless_.clock.value_or(programme_);
  const base::Instant at = time->offset_minutes ? base::instant_of(*time) : clock.instant_at(*time);
  return keep(std::to_string(at.milliseconds));
}

bool Translator::cancels(const RowBatch& batch, std::size_t row) {
  const CancellationRule& rule = mapping_->cancellation;
  if (!rule.given()) return false;
  const std::string_view text = value(cancellation_, batch, row);
  return rule.prefix.empty() ? text == rule.value : text.starts_with(rule.prefix);
}

std::string_view Translator::negated(std::string_view number) {
  if (number.empty()) return number;
  if (number[0] == '-') return number.substr(1);
  return keep('-' + std::string(number.substr(number[0] == '+' ? 1 : 0)));
}

bool Translator::wanted(const Fact& fact, std::string_view kind) const {
  const auto& kinds = fact.rule->charge_kinds;
  return kinds.empty() || std::ranges::find(kinds, kind) != kinds.end();
}

std::string_view Translator::key_of(std::string_view key, const Fact& fact, std::int64_t line) {
  if (mapping_->identity == Identity::File)
    return keep(std::to_string(line) + "/" + fact.rule->name);
  // Of all facts of the mapping, so that a file without an optional one has the same keys.
  if (mapping_->facts.size() == 1 || key.empty()) return key;
  return keep(std::string(key) + "/" + fact.rule->name);
}

void Translator::append(const Cells& cells, std::int64_t line, std::size_t fact) {
  for (std::size_t i = 0; i < kUsageColumnCount; ++i)
    texts_[i].push_back(cells[i]);
  lines_.push_back(line);
  labels_.push_back(static_cast<std::uint8_t>(fact));
}

void Translator::add_record(const RowBatch& batch, std::size_t row, std::size_t fact_at,
                            const Cells& shared) {
  const Fact& fact = facts_[fact_at];
  Cells cells = shared;
  cells[place(C::RecordKey)] = key_of(shared[place(C::RecordKey)], fact, batch.line[row]);
  cells[place(C::Measure)] = base::word(fact.rule->measure);
  cells[place(C::Amount)] = number(fact.amount, batch, row);
  cells[place(C::Quantity)] = number(fact.quantity, batch, row);
  cells[place(C::Unit)] = value(fact.unit, batch, row);
  if (fact.rule->currency.given()) cells[place(C::Currency)] = value(fact.currency, batch, row);
  const bool cancelled = cells[place(C::ChargeKind)] == base::word(base::ChargeKind::Refund);
  if (cancelled && mapping_->cancellation.negate && cancels(batch, row)) {
    cells[place(C::Amount)] = negated(cells[place(C::Amount)]);
    cells[place(C::Quantity)] = negated(cells[place(C::Quantity)]);
  }
  const bool negative = cells[place(C::Amount)].starts_with('-');
  if (negative && mapping_->negative_usage &&
      cells[place(C::ChargeKind)] == base::word(base::ChargeKind::Usage)) {
    cells[place(C::ChargeKind)] = base::word(*mapping_->negative_usage);
  }
  append(cells, batch.line[row], fact_at);
}

// A newer revision of what is taken back, that says nothing: so it holds in whatever order the two
// come, and a cancellation of something that never comes is kept and changes no sum.
void Translator::add_void(const RowBatch& batch, std::size_t row, Cells shared) {
  if (reference_.given) {
    shared[place(C::RecordKey)] = value(reference_, batch, row);
    if (mapping_->restates == Restates::Append) shared[place(C::Revision)] = kAfterTheFirst;
  }
  shared[place(C::Amount)] = "0";
  shared[place(C::Quantity)] = "0";
  shared[place(C::ChargeKind)] = base::word(base::ChargeKind::Refund);
  const std::string_view key = shared[place(C::RecordKey)];
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const Fact& fact = facts_[i];
    shared[place(C::RecordKey)] = key_of(key, fact, batch.line[row]);
    shared[place(C::Measure)] = base::word(fact.rule->measure);
    shared[place(C::Unit)] = value(fact.unit, batch, row);
    append(shared, batch.line[row], i);
  }
}

void Translator::add_row(const RowBatch& batch, std::size_t row) {
  Cells cells;
  cells[place(C::Source)] = mapping_->by_file() ? identity_.source : value(source_, batch, row);
  if (mapping_->identity == Identity::Columns)
    cells[place(C::RecordKey)] = value(record_key_, batch, row);
  cells[place(C::Revision)] = revision(batch, row);
  cells[place(C::SubscriptionId)] = value(subscription_id_, batch, row);
  cells[place(C::Workload)] = value(workload_, batch, row);
  cells[place(C::UsageDate)] = day(batch, row);
  cells[place(C::Currency)] = value(currency_, batch, row);
  const bool cancelled = cancels(batch, row);
  cancellations_ += cancelled;
  if (cancelled && mapping_->cancellation.effect == CancellationRule::Effect::Voids)
    return add_void(batch, row, cells);
  cells[place(C::ChargeKind)] = cancelled ? base::word(base::ChargeKind::Refund) : kind(batch, row);
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
