// What goes wrong while a file is taken in leaves the store as it was.
#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>

#include "storage/usage_testing.h"

namespace storage {
namespace {

using testing::kUsageHeader;
using testing::usage_row;
using testing::UsageShop;

// No file may grow beyond `bytes`: to a writer the same as a full disk.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    before_ = ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &limit_);
    const rlimit small{bytes, limit_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &limit_);
    ::signal(SIGXFSZ, before_);
  }

 private:
  rlimit limit_{};
  sighandler_t before_;
};

std::string many_rows(int rows) {
  std::string out;
  for (int i = 0; i < rows; ++i) {
    out += usage_row("key-" + std::to_string(i * 7'919LL % 1'000'003), 0, std::to_string(i));
  }
  return out;
}

void check_untouched(UsageShop& shop) {
  CHECK(shop.current() == std::vector<std::string>{"k1/0=10"});
  CHECK(shop.verify().empty());
  CHECK(unregistered_files(*shop.log)->empty());
}

TEST_CASE("a full disk at any point commits nothing, and the repeat takes everything in") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 0, "10")));
  const std::int64_t head = shop.record->head()->number;
  const std::string path = shop.file("b.csv", kUsageHeader + many_rows(100'000));
  for (const rlim_t limit : {20'000, 200'000, 500'000, 790'000}) {
    CAPTURE(limit);
    const SmallDisk small(limit);
    const auto receipt = shop.ingest(path);
    REQUIRE_FALSE(receipt);
    CAPTURE(receipt.error().message);
    CHECK(receipt.error().code == base::Code::Io);
    CHECK(shop.record->head()->number == head);
  }
  check_untouched(shop);
  const auto receipt = shop.ingest(path);
  REQUIRE(receipt);
  CHECK(receipt->accepted == 100'000);
  CHECK(shop.verify().empty());
}

TEST_CASE("quarantine is written whole or not at all when the disk is full") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 0, "10")));
  std::string bad;
  for (int i = 0; i < 5'000; ++i)
    bad += usage_row("q" + std::to_string(i), 0, "x");
  const std::string path = shop.file("b.csv", kUsageHeader + bad);
  {
    const SmallDisk small(600'000);
    CHECK_FALSE(shop.ingest(path));
  }
  shop.reopen();
  check_untouched(shop);
  CHECK(list_quarantine(*shop.record)->empty());
  const auto receipt = shop.ingest(path);
  REQUIRE(receipt);
  CHECK(receipt->quarantined == 5'000);
}

TEST_CASE("a file that breaks off in the middle commits nothing of its good rows") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 0, "10")));
  const auto receipt = shop.ingest_rows("b.csv", many_rows(5'000) + "meter,\"open");
  REQUIRE_FALSE(receipt);
  CHECK(receipt.error().code == base::Code::InvalidInput);
  check_untouched(shop);
}

TEST_CASE("a file of the log that cannot be opened is the machine's failure, told in one line") {
  UsageShop shop;
  REQUIRE(shop.ingest_rows("a.csv", usage_row("k1", 0, "10")));
  std::filesystem::remove(shop.directory.path("segments/000001.parquet"));
  const auto rows = shop.log->read_records({});
  REQUIRE_FALSE(rows);
  CHECK(rows.error().code == base::Code::Io);
  CHECK(rows.error().message.find('\n') == std::string::npos);
}

}  // namespace
}  // namespace storage
