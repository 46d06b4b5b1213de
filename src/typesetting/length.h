// Places on paper are whole numbers, 1/1024 of a point, as Pango has them: sums are exact, and the
// same document breaks into the same lines everywhere.
#pragma once

namespace typesetting {

using Length = int;
inline constexpr Length kPoint = 1024;
// Nothing on a page is longer; sums of a few of them do not overflow.
inline constexpr Length kLongest = 20'000 * kPoint;

constexpr Length points(int whole) {
  return whole * kPoint;
}
constexpr Length tenths(int of_a_point) {
  return of_a_point * kPoint / 10;
}

}  // namespace typesetting
