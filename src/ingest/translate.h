// A foreign row as canonical records, by a mapping. Nothing is refused here: a cell that cannot be
// read stays as it is, and the decoder says what is wrong with it.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/zone.h"
#include "ingest/mapping.h"
#include "ingest/rows.h"
#include "ingest/usage_decoder.h"

namespace ingest {

// How the source of a file begins whose feed gives none. No feed may call a system so.
inline constexpr std::string_view kFileSource = "file:";

// Identity of the rows of a file whose feed gives none.
struct FileIdentity {
  std::string source;
  std::int64_t revision = 1;
};

class Translator {
 public:
  // Requires: `mapping` outlives the translator. A file that lacks a column is an error naming it.
  static base::Result<Translator> open(std::string_view file, const std::vector<std::string>& names,
                                       const Mapping& mapping, const FileIdentity& identity,
                                       const base::Zone& programme);

  // The records of a batch; valid until the next call.
  UsageRows translate(const RowBatch& batch);
  std::int64_t cancellations() const { return cancellations_; }  // rows so far

 private:
  struct Cell {  // a CellRule with the places of its columns
    std::vector<std::size_t> places;
    std::string constant;
    std::string name;  // for messages
    bool given = false;
    Made made = Made::First;
    bool lower = false;
  };
  struct Fact {
    const FactRule* rule;
    Cell amount, quantity, unit, currency;
  };

  Translator(const Mapping& mapping, FileIdentity identity, const base::Zone& programme,
             base::ZonelessPolicy zoneless)
      : mapping_(&mapping),
        identity_(std::move(identity)),
        programme_(programme),
        zoneless_(zoneless),
        revision_(std::to_string(identity_.revision)) {}

  std::size_t find(const std::vector<std::string>& names, std::string_view wanted) const;
  bool put(const std::vector<std::string>& names, const CellRule& rule, Cell& cell) const;
  base::Status place_cells(std::string_view file, const std::vector<std::string>& names);
  bool place_facts(const std::vector<std::string>& names, std::string& missing);
  void name_columns();
  std::string_view at(std::size_t place, const RowBatch& batch, std::size_t row);
  std::string_view joined(const Cell& cell, const RowBatch& batch, std::size_t row);
  std::string_view product(const Cell& cell, const RowBatch& batch, std::size_t row);
  std::string_view value(const Cell& cell, const RowBatch& batch, std::size_t row);
  std::string_view number(const Cell& cell, const RowBatch& batch, std::size_t row);
  std::string_view day(const RowBatch& batch, std::size_t row);
  std::string_view kind(const RowBatch& batch, std::size_t row);
  std::string_view keep(std::string text) { return arena_.emplace_back(std::move(text)); }
  std::string_view revision(const RowBatch& batch, std::size_t row);
  bool cancels(const RowBatch& batch, std::size_t row);
  std::string_view negated(std::string_view number);
  bool wanted(const Fact& fact, std::string_view kind) const;
  void add_row(const RowBatch& batch, std::size_t row);
  using Cells = std::array<std::string_view, kUsageColumnCount>;
  void add_record(const RowBatch& batch, std::size_t row, std::size_t fact, const Cells& shared);
  void add_void(const RowBatch& batch, std::size_t row, Cells shared);
  std::string_view key_of(std::string_view key, const Fact& fact, std::int64_t line);
  void append(const Cells& cells, std::int64_t line, std::size_t fact);

  const Mapping* mapping_;
  FileIdentity identity_;
  base::Zone programme_;
  base::ZonelessPolicy zoneless_;
  std::string revision_;
  Cell source_, record_key_, revision_cell_, subscription_id_, workload_, usage_date_, currency_,
      charge_kind_, correction_, cancellation_, reference_;
  std::vector<Fact> facts_;
  std::vector<std::array<std::string, kUsageColumnCount>> names_;  // per fact
  std::deque<std::string> arena_;
  std::array<std::vector<std::string_view>, kUsageColumnCount> texts_;
  std::array<Column, kUsageColumnCount> columns_;
  std::vector<std::int64_t> lines_;
  std::vector<std::uint8_t> labels_;
  std::int64_t cancellations_ = 0;
};

}  // namespace ingest
