#include "world.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>

#include "base/check.h"
#include "world_registry.h"

namespace bench {
namespace {

template <class Number>
Number scaled(Number full, double scale) {
  return static_cast<Number>(std::llround(static_cast<double>(full) * scale));
}

constexpr std::array<const char*, kWorkloads> kWorkloadNames{
    "compute", "storage", "database", "network",   "analytics", "backup",
    "mail",    "meeting", "identity", "documents", "devices",   "sales"};

// What one row says, from the habits of its place and its own dice. Most amounts have two
// decimals, some four; one row in 256 takes something back.
void value(std::uint64_t place, std::uint64_t row, std::int64_t& amount, std::int64_t& quantity) {
  const std::uint64_t most = 2'000ULL << (place & 7);  // cents a day: from 20 to 2,560
  const bool fine = ((place >> 3) & 7) == 0;
  amount = static_cast<std::int64_t>(fine ? row % (most * 100) + 1 : (row % most + 1) * 100);
  const std::uint64_t other = row >> 20;
  switch ((place >> 6) & 7) {
    case 0:
    case 1:
    case 2:
    case 3: quantity = static_cast<std::int64_t>((other % 1'000 + 1) * 10'000); break;
    case 7: quantity = static_cast<std::int64_t>(other % 100'000'000 + 1); break;
    default: quantity = static_cast<std::int64_t>((other % 1'000'000 + 1) * 100);
  }
  if ((row >> 56) == 0) {
    amount = -amount;
    quantity = -quantity;
  }
}

void reserve(DayFacts& out, std::size_t rows) {
  out.subscription.resize(rows);
  out.workload.resize(rows);
  out.amount.resize(rows);
  out.quantity.resize(rows);
  out.number.resize(rows);
}

}  // namespace

std::uint64_t Dice::next() {
  return mix(state_ += 0x9E37'79B9'7F4A'7C15);
}

std::uint32_t Dice::below(std::uint32_t bound) {
  return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
}

Shape dense_shape(double scale) {
  Shape out{"dense",
            scaled(20'000U, scale),
            scaled(56'800U, scale),
            scaled(1'000U, scale),
            scaled(76'135U, scale),
            0};
  out.rows = std::uint64_t{out.series} * kDays;
  return out;
}

Shape sparse_shape(double scale) {
  return {"sparse",
          scaled(200'000U, scale),
          0,
          scaled(5'000U, scale),
          scaled(761'518U, scale),
          scaled(20'000'000ULL, scale)};
}

Shape billion_shape(double scale) {
  Shape out{"billion",
            scaled(500'000U, scale),
            scaled(1'375'000U, scale),
            scaled(5'000U, scale),
            scaled(1'903'375U, scale),
            0};
  out.rows = std::uint64_t{out.series} * kDays;
  return out;
}

Shape shape_named(const std::string& name, double scale) {
  ASSERT(name == "dense" || name == "sparse" || name == "billion");
  return name == "dense"    ? dense_shape(scale)
         : name == "sparse" ? sparse_shape(scale)
                            : billion_shape(scale);
}

std::string workload_name(std::uint32_t workload) {
  return kWorkloadNames[workload];
}

World::World(Shape shape, std::uint64_t seed, const programs::Programme& programme)
    : shape_(std::move(shape)),
      seed_(mix(seed)),
      registry_(make_registry(shape_, seed_, programme)) {
  if (shape_.dense()) place_series();
}

// One to five neighbouring workloads a subscription, `shape.series` in all.
void World::place_series() {
  std::vector<std::uint8_t> count(shape_.subscriptions);
  std::uint32_t all = 0;
  Dice dice(seed_ ^ 0x5E41E5);
  for (std::uint8_t& c : count) {
    const std::uint32_t u = dice.below(100);
    c = u < 15 ? 1 : u < 40 ? 2 : u < 70 ? 3 : u < 90 ? 4 : 5;
    all += c;
  }
  while (all != shape_.series) {
    std::uint8_t& c = count[dice.below(shape_.subscriptions)];
    if (all < shape_.series && c < kWorkloads) ++c, ++all;
    if (all > shape_.series && c > 1) --c, --all;
  }
  for (std::uint32_t s = 0; s < shape_.subscriptions; ++s) {
    const std::uint32_t first = dice.below(kWorkloads);
    for (std::uint32_t i = 0; i < count[s]; ++i) {
      series_subscription_.push_back(s);
      series_workload_.push_back(static_cast<std::uint8_t>((first + i) % kWorkloads));
    }
  }
}

void World::facts(int day, DayFacts& out) const {
  out.day = kFirstDay + day;
  const auto d = static_cast<std::uint64_t>(day);
  const std::uint64_t first = shape_.rows * d / kDays;
  const std::uint64_t rows = shape_.rows * (d + 1) / kDays - first;
  reserve(out, rows);
  for (std::uint64_t i = 0; i < rows; ++i) {
    const std::uint64_t row = mix(seed_ + (first + i) * 0x9E37'79B9'7F4A'7C15);
    if (shape_.dense()) {
      out.subscription[i] = series_subscription_[i];
      out.workload[i] = series_workload_[i];
    } else {
      const std::uint64_t where = mix(row + seed_);
      out.subscription[i] =
          static_cast<std::uint32_t>(((where >> 32) * shape_.subscriptions) >> 32);
      out.workload[i] = static_cast<std::uint32_t>((where & 0xFFFF'FFFF) * kWorkloads >> 32);
    }
    const std::uint64_t place =
        mix(seed_ ^ (std::uint64_t{out.subscription[i]} * kWorkloads + out.workload[i]));
    value(place, row, out.amount[i], out.quantity[i]);
    out.number[i] = first + i;
  }
}

void write_registry(const World& world, const programs::Programme& programme,
                    const std::string& directory) {
  const registry::Snapshot& r = world.registry();
  const auto file = [&](const char* name, const char* header) {
    std::ofstream out(directory + "/" + name);
    out << header << '\n';
    return out;
  };
  auto partners = file("partners.csv", "partner_id,name,group_id,country,status");
  for (const auto& p : r.partners) {
    partners << p.id << ',' << p.name << ",," << p.country << ",active\n";
  }
  auto customers = file("customers.csv", "customer_id,name,country");
  for (const auto& c : r.customers)
    customers << c.id << ',' << c.name << ',' << c.country << '\n';
  auto products = file("products.csv", "product_id,name,family,metering");
  for (const auto& p : r.products) {
    products << p.id << ',' << p.name << ',' << p.family << ',' << base::word(p.metering) << '\n';
  }
  auto subscriptions = file("subscriptions.csv",
                            "subscription_id,customer_id,product_id,currency,starts_on,ends_on");
  for (const auto& s : r.subscriptions) {
    subscriptions << s.id << ',' << r[s.customer].id << ',' << r[s.product].id << ',' << s.currency
                  << ',' << s.life.from.text() << ',' << s.life.to.text() << '\n';
  }
  auto channels = file("channels.csv", "subscription_id,channel,starts_on,ends_on");
  for (const auto& c : r.channels) {
    channels << r[c.subscription].id << ',' << base::word(c.channel) << ',' << c.days.from.text()
             << ',' << c.days.to.text() << '\n';
  }
  auto associations =
      file("associations.csv",
           "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,ends_on");
  for (const auto& a : r.associations) {
    associations << a.id << ',' << programme.types[a.type].code << ',' << r[a.partner].id << ','
                 << r[a.customer].id << ',' << (a.subscription.exists() ? r[a.subscription].id : "")
                 << ",," << a.days.from.text() << ',' << a.days.to.text() << '\n';
  }
  for (const std::ofstream* out :
       {&partners, &customers, &products, &subscriptions, &channels, &associations}) {
    ASSERT(out->good());
  }
}

}  // namespace bench
