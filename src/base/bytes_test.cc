#include "base/bytes.h"

#include <doctest/doctest.h>

namespace base {

TEST_CASE("fields are read back as they were written") {
  const std::string zeros(3, '\0');
  const Decimal fine = Decimal::from_units(-1);
  const ByteWriter writer =
      ByteWriter().text("").text(zeros).number(-2).number(INT64_MIN).decimal(fine).text("end");
  ByteReader reader(writer.bytes());
  CHECK(reader.text().empty());
  CHECK(reader.text() == zeros);
  CHECK(reader.number() == -2);
  CHECK(reader.number() == INT64_MIN);
  CHECK(reader.decimal() == fine);
  CHECK_FALSE(reader.at_end());
  CHECK(reader.text() == "end");
  CHECK(reader.at_end());
}

}  // namespace base
