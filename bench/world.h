// Seeded worlds to measure with: a registry and the usage of two years, in two shapes. The same
// shape and seed give the same world everywhere; no fact is stored, each follows from its place.
// Usage comes as feeds do, day by day; the rows of one day stand in no useful order when sparse.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/day.h"
#include "programs/programme.h"
#include "registry/snapshot.h"

namespace bench {

inline constexpr int kDays = 730;  // 2022 and 2023: 24 whole months
inline constexpr base::Day kFirstDay{18'993};
inline constexpr base::Month kFirstMonth{2022 * 12};
inline constexpr base::Month kLastMonth{2023 * 12 + 11};
inline constexpr std::uint32_t kWorkloads = 12;
inline constexpr std::uint64_t kSeed = 2016;

// Dense: every series has a row on every day. Sparse: `rows` rows on random days at random places.
struct Shape {
  std::string name;
  std::uint32_t subscriptions = 0;
  std::uint32_t series = 0;  // dense only; 0 makes the world sparse
  std::uint32_t partners = 0;
  std::uint32_t associations = 0;
  std::uint64_t rows = 0;

  bool dense() const { return series > 0; }
};
// Sizes of performance.md times `scale` (1, 1/2, 1/4 ...).
Shape dense_shape(double scale);
Shape sparse_shape(double scale);
// A billion rows: 500,000 subscriptions of the dense kind.
Shape billion_shape(double scale);
// By name; aborts on another word, as every fault of a benchmark does.
Shape shape_named(const std::string& name, double scale);

// The usage rows of one day as parallel arrays. Numbers count 10^-4.
struct DayFacts {
  base::Day day;
  std::vector<std::uint32_t> subscription;
  std::vector<std::uint32_t> workload;
  std::vector<std::int64_t> amount;
  std::vector<std::int64_t> quantity;
  std::vector<std::uint64_t> number;  // of the row in the whole feed: the record key
  std::size_t size() const { return subscription.size(); }
};

class World {
 public:
  World(Shape shape, std::uint64_t seed, const programs::Programme& programme);

  const Shape& shape() const { return shape_; }
  const registry::Snapshot& registry() const { return registry_; }
  // Rows of day kFirstDay + `day`.
  void facts(int day, DayFacts& out) const;

 private:
  void place_series();

  Shape shape_;
  std::uint64_t seed_;
  registry::Snapshot registry_;
  std::vector<std::uint32_t> series_subscription_;  // dense only
  std::vector<std::uint8_t> series_workload_;
};

std::string workload_name(std::uint32_t workload);

// partners.csv, customers.csv, products.csv, subscriptions.csv, channels.csv, associations.csv.
void write_registry(const World& world, const programs::Programme& programme,
                    const std::string& directory);

// A stream of numbers that depends on its seed only.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  std::uint32_t below(std::uint32_t bound);  // 0 .. bound - 1
  bool chance(std::uint32_t percent) { return below(100) < percent; }

 private:
  std::uint64_t state_;
};

// A well-mixed function of its argument.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58'476D'1CE4'E5B9;
  x = (x ^ (x >> 27)) * 0x94D0'49BB'1331'11EB;
  return x ^ (x >> 31);
}

}  // namespace bench
