#include "ingest/reread.h"

#include <algorithm>

#include "base/check.h"
#include "base/currency.h"
#include "base/terms.h"
#include "ingest/dialect.h"
#include "ingest/usage_checks.h"

namespace ingest {
namespace {

using C = UsageColumn;

bool is_number(std::string_view text, base::ParsedDecimal& out) {
  return read_number(text, out) != base::NumberFault::NotANumber;
}

}  // namespace

base::Result<Reread> Reread::open(const Mapping& mapping, const base::Zone& programme) {
  base::ZonelessPolicy zoneless;
  if (mapping.zoneless != "programme") zoneless.clock = TRY(base::Zone::find(mapping.zoneless));
  return Reread(mapping, programme, zoneless);
}

// One number that nobody could read tells of its neighbour, too: where the mended form would read
// that otherwise than it was read, the row stays as it is.
void Reread::numbers(std::string_view& quantity, std::string_view& amount) {
  const NumberForm form{mapping_->grouping, mapping_->decimal};
  std::array<std::string_view*, 2> cells{&quantity, &amount};
  std::array<std::string_view, 2> mended{quantity, amount};
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string_view text = *cells[i];
    if (text.empty()) continue;
    base::ParsedDecimal before, after;
    const bool readable = is_number(text, before);
    const bool null =
        !readable && std::ranges::find(mapping_->nulls, text) != mapping_->nulls.end();
    mended[i] = null ? std::string_view() : keep(plain_number(text, form));
    if (null) continue;
    if (!is_number(mended[i], after)) return;
    if (readable && (before.value != after.value || before.rest != after.rest)) return;
    if (readable) mended[i] = text;
  }
  quantity = mended[0];
  amount = mended[1];
}

void Reread::row(Cells& cells) {
  std::string_view& date = cells[place(C::UsageDate)];
  if (!base::Day::parse(date)) {
    if (const auto timestamp = read_timestamp(date, mapping_->dates))
      date = keep(base::programme_day(*timestamp, programme_, zoneless_).text());
  }
  numbers(cells[place(C::Quantity)], cells[place(C::Amount)]);
  std::string_view& currency = cells[place(C::Currency)];
  const bool null = std::ranges::find(mapping_->nulls, currency) != mapping_->nulls.end();
  if (currency.empty() || (null && !base::is_currency(currency)))
    currency = mapping_->currency.constant;
  std::string_view& kind = cells[place(C::ChargeKind)];
  if (base::parse_word<base::ChargeKind>(base::kChargeKinds, kind)) return;
  const auto known = mapping_->charge_kinds.find(std::string(kind));
  if (known != mapping_->charge_kinds.end())
    kind = known->second;
  else if (kind.empty())
    kind = mapping_->charge_kind.constant;
}

void Reread::apply(RowBatch& batch) {
  if (mapping_->canonical) return;
  ASSERT(batch.columns.size() == kUsageColumnCount);
  kept_.clear();
  for (std::size_t i = 0; i < kUsageColumnCount; ++i) {
    ASSERT(batch.columns[i].type == ColumnType::Text);
    texts_[i].assign(batch.columns[i].text, batch.columns[i].text + batch.size);
  }
  for (std::size_t at = 0; at < batch.size; ++at) {
    Cells cells;
    for (std::size_t i = 0; i < kUsageColumnCount; ++i)
      cells[i] = texts_[i][at];
    row(cells);
    for (std::size_t i = 0; i < kUsageColumnCount; ++i)
      texts_[i][at] = cells[i];
  }
  for (std::size_t i = 0; i < kUsageColumnCount; ++i)
    batch.columns[i].text = texts_[i].data();
}

}  // namespace ingest
