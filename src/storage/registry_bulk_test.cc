// Associations checked together at the end of a commit, against the check row by row.
#include <doctest/doctest.h>

#include <map>
#include <random>

#include "storage/record_testing.h"
#include "storage/registry_table_internal.h"
#include "storage/verify.h"

namespace storage::testing {

namespace {

constexpr unsigned kSeed = 20260316;
constexpr int kCommits = 300;
constexpr std::size_t kAlways = 1, kNever = SIZE_MAX;

using Row = registry::ChangeSet::AssociationRow;

base::Status write(Shop& shop, const std::vector<Row>& rows, std::size_t bulk_rows_min) {
  registry::ChangeSet set;
  set.associations = rows;
  const registry::Act act{"operator:test", "import", "", ""};
  const auto done = shop.record->commit(act, [&](Database& database, base::CommitNumber commit) {
    return write_changes(database, commit, set, bulk_rows_min);
  });
  return done ? base::Status() : std::unexpected(done.error());
}

std::string occupied(Shop& shop) {
  Statement rows = shop.record->database().prepare("SELECT * FROM occupancy ORDER BY 6").value();
  std::string out;
  while (rows.step().value()) {
    for (int i = 0; i < rows.columns(); ++i)
      out += std::string(rows.text(i)) + ' ';
    out += '\n';
  }
  return out;
}

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

 private:
  std::mt19937 random_;
};

// A few short engagements at many places, so that most sets are lawful and many are not.
Row random_row(Dice& dice, int id) {
  const std::string subscription = "S" + std::to_string(1 + dice.below(3));
  const base::Day from = base::Day::parse("2026-01-01").value() + dice.below(40);
  Row row = dpor("a" + std::to_string(id), "P" + std::to_string(1 + dice.below(3)), subscription,
                 {from, from + dice.below(6)});
  if (dice.below(2) == 0) row.type = row.exclusive = "tpor";
  if (dice.below(6) == 0) row.exclusive = "";
  if (dice.below(2) == 0) row.exclusive_in = dice.below(2) == 0 ? "mail" : "chat";
  if (dice.below(6) == 0) row.subscription_id = "";
  if (dice.below(4) == 0) row.source = "recognition";
  row.voided = dice.below(5) == 0;
  return row;
}

// Whether some day of some workload of some subscription would have two holders of one key.
bool clash(const Row& a, const Row& b) {
  const bool holds = !a.voided && !b.voided && !a.exclusive.empty() && a.exclusive == b.exclusive;
  const bool twice = a.partner_id == b.partner_id && a.type == b.type &&
                     (a.source == "recognition") != (b.source == "recognition");
  if (!holds || twice) return false;
  for (const std::string subscription : {"S1", "S2", "S3"}) {
    const std::string customer = subscription == "S3" ? "C2" : "C1";
    for (const std::string workload : {"mail", "chat", "void"}) {
      const auto stands = [&](const Row& one) {
        return (one.subscription_id.empty() ? one.customer_id == customer
                                            : one.subscription_id == subscription) &&
               (one.exclusive_in.empty() || one.exclusive_in == workload);
      };
      if (stands(a) && stands(b) && a.days.overlaps(b.days)) return true;
    }
  }
  return false;
}

bool is_lawful(const std::map<std::string, Row>& rows) {
  for (auto a = rows.begin(); a != rows.end(); ++a) {
    for (auto b = rows.begin(); b != a; ++b) {
      if (clash(a->second, b->second)) return false;
    }
  }
  return true;
}

std::vector<Row> random_rows(Dice& dice) {
  std::vector<Row> rows;
  for (int id = dice.below(4); id < 14; id += 1 + dice.below(3))
    rows.push_back(random_row(dice, id));
  return rows;
}

}  // namespace

TEST_CASE("checked together or one by one, the same sets are lawful and occupy the same days") {
  MESSAGE("seed " << kSeed);
  Dice dice(kSeed);
  Shop together, one_by_one;
  std::map<std::string, Row> known;
  int lawful = 0;
  for (int commit = 0; commit < kCommits; ++commit) {
    CAPTURE(commit);
    const std::vector<Row> rows = random_rows(dice);
    const base::Status bulk = write(together, rows, kAlways);
    const base::Status single = write(one_by_one, rows, kNever);
    REQUIRE(bulk.has_value() == single.has_value());
    std::map<std::string, Row> after = known;
    for (const Row& row : rows)
      after.insert_or_assign(row.id, row);
    REQUIRE(bulk.has_value() == is_lawful(after));
    if (bulk) known = std::move(after);
    if (!bulk) CHECK(bulk.error().reason == "ALREADY_HELD");
    if (!bulk) CHECK(bulk.error().code == base::Code::Refused);
    REQUIRE(occupied(together) == occupied(one_by_one));
    lawful += bulk.has_value();
  }
  CHECK(lawful > kCommits / 5);
  CHECK(lawful < kCommits * 4 / 5);
  CHECK(verify_record(*together.record)->empty());
}

TEST_CASE("a bulk names both associations, and nobody commits one that was not checked") {
  Shop shop;
  REQUIRE(write(shop, {dpor("a1", "P1", "S1", days("2026-01-01", "2026-02-01"))}, kAlways));
  const auto refused = write(shop, {dpor("a2", "P2", "S1", days("2026-01-31"))}, kAlways);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("association 'a1'") != std::string::npos);
  CHECK(refused.error().message.find("association 'a2'") != std::string::npos);

  const registry::Act act{"operator:test", "import", "", ""};
  const auto unchecked = shop.record->commit(act, [](Database& database,
                                                     base::CommitNumber commit) {
    return database.execute("INSERT INTO bulk VALUES (" + std::to_string(commit.number) + ", 0)");
  });
  REQUIRE_FALSE(unchecked);
  CHECK(unchecked.error().message.find("FOREIGN KEY") != std::string::npos);
  shop.open();
  CHECK(shop.record->head()->number == 2);
  CHECK(verify_record(*shop.record)->empty());
}

}  // namespace storage::testing
