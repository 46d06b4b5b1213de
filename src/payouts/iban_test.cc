#include "payouts/iban.h"

#include <doctest/doctest.h>

namespace payouts {
namespace {

TEST_CASE("the examples of the registry are IBANs, with spaces or without") {
  for (const char* iban : {"DE89370400440532013000",
                           "GB82WEST12345698765432",
                           "FR1420041010050500013M02606",
                           "NL91ABNA0417164300",
                           "BE68539007547034",
                           "CH9300762011623852957",
                           "ES9121000418450200051332",
                           "IT60X0542811101000000123456",
                           "AT611904300234573201",
                           "NO9386011117947",
                           "SE4550000000058398257466",
                           "PL61109010140000071219812874",
                           "TR330006100519786457841326",
                           "SA0380000000608010167519",
                           "MT84MALT011000012345MTLCAST001S",
                           "BR9700360305000010009795493P1",
                           "MU17BOMM0101101030300200000MUR",
                           "SC18SSCB11010000000000001497USD",
                           "LC55HEMM000100010012001200023015",
                           "KW81CBKU0000000000001234560101",
                           "GE29NB0000000101904917",
                           "IE29AIBK93115212345678",
                           "VA59001123000012345678",
                           "XK051212012345678906",
                           "QA58DOHB00001234567890ABCDEFG"}) {
    CAPTURE(iban);
    const auto read = parse_iban(iban);
    REQUIRE_MESSAGE(read, read.error().message);
    CHECK(*read == iban);
  }
  CHECK(parse_iban("gb82 west 1234 5698 7654 32") == "GB82WEST12345698765432");
}

TEST_CASE("a wrong IBAN is refused with what is wrong") {
  struct Row {
    const char* iban;
    const char* says;
  };
  for (const Row row :
       {Row{"DE89370400440532013001", "check digits do not fit"},
        Row{"DE89370400440532031000", "check digits do not fit"},
        Row{"DE8937040044053201300", "it has 21 characters, an account of DE has 22"},
        Row{"DE893704004405320130000", "it has 23 characters"},
        Row{"GB82WEST1234569876543A", "character 22 ('A') must be a digit"},
        Row{"GB82W3ST12345698765432", "character 6 ('3') must be a letter"},
        Row{"GB82WEST12345698765423", "check digits do not fit"},
        Row{"FR1420041010050500013M02607", "check digits do not fit"},
        Row{"US64SVBKUS6S3300958879", "no country of the registry has the letters 'US'"},
        Row{"ZZ", "letters 'ZZ'"}, Row{"D", "letters 'D'"}, Row{"", "letters ''"},
        Row{"DE89-3704-0044", "character 5 is neither a letter nor a digit"},
        Row{"DE8937040044053201300\xC3\xB6", "character 22 is neither"},
        Row{"DEXX370400440532013000", "character 3 ('X') must be a digit"}}) {
    CAPTURE(row.iban);
    const auto read = parse_iban(row.iban);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == base::Code::InvalidInput);
    CHECK_MESSAGE(read.error().message.find(row.says) != std::string::npos, read.error().message);
  }
}

TEST_CASE("every mistyped character and every swap of neighbours is noticed") {
  const std::string good = "GB82WEST12345698765432";
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (const char c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")) {
      std::string bad = good;
      bad[i] = c;
      CAPTURE(bad);
      CHECK(parse_iban(bad).has_value() == (bad == good));
    }
    if (i + 1 == good.size() || good[i] == good[i + 1]) continue;
    std::string bad = good;
    std::swap(bad[i], bad[i + 1]);
    CHECK_FALSE(parse_iban(bad));
  }
}

TEST_CASE("check digits that no bank issues are refused though they divide") {
  // 98 and 01 leave the same remainder.
  std::string account = "DE01370400440532000000";
  int found = 0;
  for (int i = 0; i < 10'000; ++i) {
    const std::string tail = std::to_string(10'000 + i).substr(1);
    account.replace(18, 4, tail);
    account.replace(2, 2, "98");
    if (!parse_iban(account)) continue;
    ++found;
    account.replace(2, 2, "01");
    CHECK_FALSE(parse_iban(account));
  }
  CHECK(found > 50);
}

}  // namespace
}  // namespace payouts
