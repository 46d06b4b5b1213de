// Any text, read as a filter, an order and a choice of columns, over one row and its like. A fault
// points into the text; what is accepted gives an answer, and its "not" the other one.
#include "filters/filter.h"

#include <array>

#include "base/check.h"
#include "filters/order.h"

namespace {

using filters::Cell;
using filters::Kind;

const std::array<filters::Column, 7> kColumns{{{"name", Kind::Text},
                                               {"lines", Kind::Integer},
                                               {"amount", Kind::Decimal},
                                               {"open", Kind::Boolean},
                                               {"day", Kind::Day},
                                               {"month", Kind::Month},
                                               {"at", Kind::Instant}}};
const std::array<Cell, 7> kRow{
    {"Ørsted, O'Neil", "3", "-12.50", "true", "2026-03-01", "2026-03", "2026-03-01T08:15:30Z"}};
const std::array<Cell, 7> kNulls{};

void check(const filters::Fault& fault, std::string_view text) {
  ASSERT(fault.position >= 1 && fault.position <= text.size() + 1);
  ASSERT(!fault.message.empty() && !fault.expected.empty());
}

void check_filter(std::string_view text) {
  const auto filter = filters::Filter::parse(text, kColumns);
  if (!filter) return check(filter.error(), text);
  const auto turned = filters::Filter::parse("not (" + std::string(text) + ')', kColumns);
  for (const auto& row : {kRow, kNulls})
    ASSERT(!turned || turned->matches(row) != filter->matches(row));
}

void check_order(std::string_view text) {
  const auto order = filters::Order::parse(text, kColumns);
  if (!order) return check(order.error(), text);
  const filters::Place one = order->place_of(kRow, "1"), other = order->place_of(kNulls, "2");
  ASSERT(order->parse_place(filters::text_of(one)) == one);
  ASSERT(order->is_before(one, other) != order->is_before(other, one));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_filter(text);
  check_order(text);
  if (const auto fields = filters::parse_fields(text, kColumns); !fields)
    check(fields.error(), text);
  // What a client makes of a cursor.
  const auto order = filters::Order::parse("-amount,at,name", kColumns);
  const auto place = order->parse_place(text);
  ASSERT(!place || place->cells.size() == 3);
  if (place) (void)order->is_before(*place, order->place_of(kRow, "1"));
  return 0;
}
