#include "ingest/quarantine.h"

#include "ingest/csv.h"
#include "ingest/usage_decoder.h"

namespace ingest {

std::string sentence(std::string_view file, const QuarantinedRow& row) {
  std::string out(file);
  out += " line " + std::to_string(row.line);
  if (!row.column.empty()) out += ", column '" + row.column + "'";
  if (!row.column.empty()) out += row.value.empty() ? " (empty)" : ", value '" + row.value + "'";
  out += ": " + std::string(word(row.cause)) + ". Expected " + row.expected + "; " + row.remedy;
  return out;
}

QuarantinedRow refusal(const BrokenRow& broken, std::size_t columns) {
  QuarantinedRow out;
  out.line = broken.line;
  out.text = broken.text;
  out.cause = Cause::RaggedRow;
  out.remedy = "correct the row and deliver it again";
  switch (broken.fault) {
    case BrokenRow::Fault::Ragged:
      out.expected = std::to_string(columns) + " cells as in the header, the row has " +
                     std::to_string(broken.cells);
      break;
    case BrokenRow::Fault::CellTooLarge:
      out.cause = Cause::CellTooLarge;
      out.expected = "cells of at most 1 MiB";
      break;
    case BrokenRow::Fault::Quotes:
      out.expected =
          "nothing between a closing quote and the next delimiter, and quotes inside a "
          "cell doubled";
      break;
    case BrokenRow::Fault::NotText: out.expected = "UTF-8 text without NUL bytes"; break;
    case BrokenRow::Fault::NotJson: out.expected = "a line that is one JSON document"; break;
    case BrokenRow::Fault::NotObject: out.expected = "a JSON object for each row"; break;
    case BrokenRow::Fault::NotPlain:
      out.expected = "plain values, each once, where the mapping looks; the row has " + broken.text;
      break;
  }
  return out;
}

std::string canonical_line(const usage::Record& record) {
  // value + rest is the input; the exact text keeps both.
  const auto exact = [](base::Decimal value, std::int64_t rest) {
    return base::Product::from_parts(value, rest).text();
  };
  const std::string revision = std::to_string(record.revision);
  const std::string day = record.usage_date.text();
  const std::string quantity = exact(record.quantity, record.quantity_rest);
  const std::string amount = exact(record.amount, record.amount_rest);
  std::array<std::string_view, kUsageColumnCount> cells{record.source,
                                                        record.record_key,
                                                        revision,
                                                        record.subscription_id,
                                                        record.workload,
                                                        day,
                                                        base::word(record.measure),
                                                        quantity,
                                                        record.unit,
                                                        amount,
                                                        record.currency,
                                                        base::word(record.charge_kind)};
  for (std::string_view& cell : cells) {
    if (cell.empty()) cell = {};
  }
  std::string out;
  append_csv(out, cells);
  return out;
}

QuarantinedRow reused_key(const usage::Record& record, std::int64_t line) {
  QuarantinedRow out;
  out.cause = Cause::KeyReused;
  out.line = line;
  out.column = "record_key";
  out.value = shown(record.record_key);
  out.expected = "a higher revision, since revision " + std::to_string(record.revision) +
                 " of this key is known with other content";
  out.remedy = "deliver the row under its own key or as a higher revision";
  out.source = record.source;
  out.record_key = record.record_key;
  out.revision = record.revision;
  out.subscription_id = record.subscription_id;
  out.cells = canonical_line(record);
  out.rounds = record.quantity_rest != 0 || record.amount_rest != 0;
  out.figures = {true,          record.usage_date, record.measure, record.currency,
                 record.amount, record.quantity};
  return out;
}

}  // namespace ingest
