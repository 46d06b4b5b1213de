// Whatever the text: a day or month that is read prints to that text, and lies where counting from
// the first of the year puts it.
#include "base/check.h"
#include "base/day.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto month = base::Month::parse(text)) {
    ASSERT(month->text() == text);
    ASSERT(month->days() >= 28 && month->days() <= 31);
  }
  const auto day = base::Day::parse(text);
  if (!day) return 0;
  ASSERT(day->text() == text);
  ASSERT(base::range_of(day->month()).contains(*day));
  const base::Month january{day->month().number / 12 * 12};
  int days = 0;
  for (base::Month m = january; m < day->month(); m = m + 1)
    days += m.days();
  ASSERT(*day - january.first() == days + (*day - day->month().first()));
  const base::Day before = *day + -1;
  ASSERT(base::Day::parse(before.text()) == before || before.month().number < 12);  // year 0
  return 0;
}
