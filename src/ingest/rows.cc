#include "ingest/rows.h"

#include "ingest/usage_decoder.h"

namespace ingest {

std::string cell_text(const Column& column, std::size_t row) {
  if (column.is_null(row)) return {};
  switch (column.type) {
    case ColumnType::Text: return std::string(column.text[row]);
    case ColumnType::Day: return column.day[row].text();
    case ColumnType::Integer: return std::to_string(column.integer[row]);
    case ColumnType::Decimal: return column.decimal[row].text();
  }
  return {};
}

void UsageBatch::resize(std::size_t rows) {
  size = rows;
  for (auto* texts : {&source, &record_key, &subscription_id, &workload, &unit, &currency}) {
    texts->resize(rows);
  }
  for (auto* numbers : {&revision, &quantity_rest, &amount_rest, &line})
    numbers->resize(rows);
  usage_date.resize(rows);
  measure.resize(rows);
  charge_kind.resize(rows);
  quantity.resize(rows);
  amount.resize(rows);
}

void UsageBatch::move_row(std::size_t from, std::size_t to) {
  for (auto* texts : {&source, &record_key, &subscription_id, &workload, &unit, &currency}) {
    (*texts)[to] = (*texts)[from];
  }
  for (auto* numbers : {&revision, &quantity_rest, &amount_rest, &line}) {
    (*numbers)[to] = (*numbers)[from];
  }
  usage_date[to] = usage_date[from];
  measure[to] = measure[from];
  charge_kind[to] = charge_kind[from];
  quantity[to] = quantity[from];
  amount[to] = amount[from];
}

usage::Record UsageBatch::record(std::size_t row) const {
  return {.source = std::string(source[row]),
          .record_key = std::string(record_key[row]),
          .revision = revision[row],
          .subscription_id = std::string(subscription_id[row]),
          .workload = std::string(workload[row]),
          .usage_date = usage_date[row],
          .measure = measure[row],
          .quantity = quantity[row],
          .unit = std::string(unit[row]),
          .amount = amount[row],
          .currency = std::string(currency[row]),
          .charge_kind = charge_kind[row],
          .quantity_rest = quantity_rest[row],
          .amount_rest = amount_rest[row]};
}

}  // namespace ingest
