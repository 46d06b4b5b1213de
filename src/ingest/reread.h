// Records from quarantine, read again in the dialect of a mended mapping. Quarantine keeps their
// twelve cells and not the delivered row, so a cell that could be read is never read otherwise;
// only one that could not, and stands there as it was delivered, is.
#pragma once

#include <array>
#include <deque>
#include <string>
#include <vector>

#include "base/zone.h"
#include "ingest/mapping.h"
#include "ingest/rows.h"
#include "ingest/usage_columns.h"

namespace ingest {

class Reread {
 public:
  // Requires: `mapping` outlives it.
  static base::Result<Reread> open(const Mapping& mapping, const base::Zone& programme);

  // Replaces cells of a batch in the columns of the contract, all of them texts. The new ones are
  // valid until the next call.
  void apply(RowBatch& batch);

 private:
  Reread(const Mapping& mapping, const base::Zone& programme, base::ZonelessPolicy zoneless)
      : mapping_(&mapping), programme_(programme), zoneless_(zoneless) {}
  using Cells = std::array<std::string_view, kUsageColumnCount>;
  void row(Cells& cells);
  void numbers(std::string_view& quantity, std::string_view& amount);
  std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }

  const Mapping* mapping_;
  base::Zone programme_;
  base::ZonelessPolicy zoneless_;
  std::deque<std::string> kept_;
  std::array<std::vector<std::string_view>, kUsageColumnCount> texts_;
};

}  // namespace ingest
