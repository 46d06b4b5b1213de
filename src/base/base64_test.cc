#include "base/base64.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace base::testing {
namespace {

TEST_CASE("the vectors of RFC 4648") {
  CHECK(base64("") == "");
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("foob") == "Zm9vYg==");
  CHECK(base64("fooba") == "Zm9vYmE=");
  CHECK(base64("foobar") == "Zm9vYmFy");
}

TEST_CASE("only what base64 writes is read") {
  for (const char* text :
       {"Z", "Zg", "Zg=", "Zh==", "Zg==Zg==", "Zm8=x", "Zm 9v", "Zm9v\n", "===="})
    CHECK_FALSE(parse_base64(text));
  CHECK(parse_base64("Zm9vYg==") == "foob");
}

TEST_CASE("bytes come back") {
  CHECK(rc::check("base64 and back", [](const std::string& bytes) {
    RC_ASSERT(parse_base64(base64(bytes)) == bytes);
  }));
}

}  // namespace
}  // namespace base::testing
