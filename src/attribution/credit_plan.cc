#include "attribution/credit_plan.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "base/check.h"

namespace attribution {
namespace {

std::vector<std::uint32_t> order_of(const std::vector<std::string>& texts) {
  std::vector<std::uint32_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0U);
  if (std::ranges::is_sorted(texts)) return order;
  std::ranges::sort(order, {},
                    [&](std::uint32_t place) -> const std::string& { return texts[place]; });
  return order;
}

// Puts texts in order; rank[i] is the place of texts[i].
std::vector<std::uint32_t> rank_texts(std::vector<std::string>& texts,
                                      std::span<const std::uint32_t> order) {
  std::vector<std::uint32_t> rank(texts.size());
  std::vector<std::string> sorted(texts.size());
  for (std::uint32_t place = 0; place < order.size(); ++place) {
    rank[order[place]] = place;
    sorted[place] = std::move(texts[order[place]]);
  }
  texts = std::move(sorted);
  return rank;
}

template <class Items>
std::vector<std::string> ids(const Items& items) {
  std::vector<std::string> out;
  out.reserve(items.size());
  for (const auto& item : items)
    out.push_back(item.id);
  return out;
}

}  // namespace

Window::Window(base::Month from_month, base::Month to, const programs::Parameters& parameters)
    : from(from_month), months(to - from_month + 1), first(from_month.first()), end(to.end()) {
  for (int m = 0; m < months; ++m) {
    const base::Month month = from + m;
    month_start.push_back(month.first().number);
    snapshot.push_back(programs::snapshot_day(parameters, month).number);
    month_of.insert(month_of.end(), static_cast<std::size_t>(month.days()),
                    static_cast<std::uint16_t>(m));
  }
  month_start.push_back(end.number);
}

CreditPlan::CreditPlan(const usage::SeriesIndex& index, const Standing& standing,
                       const CreditQuery& asked, MeasureMask asked_measures)
    : query(asked),
      measures(asked_measures),
      window(asked.from, asked.to, standing.programme().parameters),
      index_(index),
      standing_(standing),
      lanes_(index.lanes().size()) {
  competency_types = standing.programme().credited_by_day();
  const registry::Snapshot& registry = standing.registry();
  if (!query.subscription.empty()) {
    const auto found =
        std::ranges::find(registry.subscriptions, query.subscription, &registry::Subscription::id);
    only_subscription_.number = static_cast<std::uint32_t>(found - registry.subscriptions.begin());
  }
  for (std::uint32_t p = 0; p < registry.partners.size(); ++p) {
    if (query.partner.empty() || query.partner == registry.partners[p].id) partners.push_back({p});
  }
  std::ranges::sort(partners, {},
                    [&](base::PartnerKey p) -> const std::string& { return registry[p].id; });
  by_place = has(CreditKey::Subscription) || has(CreditKey::Customer);
  make_columns();
  make_dimensions();
  make_buckets();
  make_rates();
}

bool CreditPlan::has(CreditKey key) const {
  return std::ranges::find(query.keys, key) != query.keys.end();
}

void CreditPlan::make_columns() {
  const registry::Snapshot& registry = standing_.registry();
  for (const CreditKey key : query.keys) {
    CreditTable::Column column;
    switch (key) {
      case CreditKey::Partner: column.texts = ids(registry.partners); break;
      case CreditKey::Subscription: column.texts = ids(registry.subscriptions); break;
      case CreditKey::Customer: column.texts = ids(registry.customers); break;
      case CreditKey::Product: column.texts = ids(registry.products); break;
      case CreditKey::Measure:
        column.texts.assign(base::kMeasures.begin(), base::kMeasures.end());
        break;
      case CreditKey::Workload:
        for (std::uint32_t w = 0; w < index_.workloads(); ++w) {
          column.texts.emplace_back(index_.workload(w));
        }
        break;
      case CreditKey::Currency:
        for (std::uint32_t c = 0; c < index_.currencies(); ++c) {
          column.texts.emplace_back(index_.currency(c));
        }
        break;
      case CreditKey::Competency:
        for (const auto& competency : standing_.programme().competencies) {
          column.texts.push_back(competency.code);
        }
        break;
      case CreditKey::Month:
        for (int m = 0; m < window.months; ++m)
          column.texts.push_back((window.from + m).text());
        break;
    }
    column.bits = static_cast<int>(std::bit_width(column.texts.size()));
    ranks_.push_back(key == CreditKey::Subscription
                         ? rank_texts(column.texts, standing_.by_id())
                         : rank_texts(column.texts, order_of(column.texts)));
    columns.push_back(std::move(column));
  }
  int shift = 0;
  for (auto column = columns.rbegin(); column != columns.rend(); ++column) {
    column->shift = shift;
    shift += column->bits;
  }
  ASSERT(shift <= 128);
}

base::UInt128 CreditPlan::bits(CreditKey key, std::uint32_t number) const {
  for (std::size_t c = 0; c < query.keys.size(); ++c) {
    if (query.keys[c] == key) return base::UInt128{ranks_[c][number]} << columns[c].shift;
  }
  return 0;
}

base::UInt128 CreditPlan::partner_bits(base::PartnerKey partner) const {
  return bits(CreditKey::Partner, partner.number);
}

base::UInt128 CreditPlan::place_bits(base::SubscriptionKey subscription) const {
  return bits(CreditKey::Subscription, subscription.number) |
         bits(CreditKey::Customer, standing_.registry()[subscription].customer.number);
}

base::UInt128 CreditPlan::month_bits(int month) const {
  return bits(CreditKey::Month, static_cast<std::uint32_t>(month));
}

std::vector<base::UInt128> CreditPlan::competency_keys(std::uint32_t workload,
                                                       base::Measure measure,
                                                       base::ProductKey product) const {
  std::vector<base::UInt128> out;
  const registry::Product& p = standing_.registry()[product];
  const auto& competencies = standing_.programme().competencies;
  for (std::uint32_t c = 0; c < competencies.size(); ++c) {
    const bool counts = std::ranges::any_of(
        standing_.programme().competency_maps, [&](const programs::CompetencyMap& map) {
          return map.competency == competencies[c].code &&
                 (map.measures.empty() ||
                  std::ranges::find(map.measures, measure) != map.measures.end()) &&
                 map.filter.matches(p.id, p.family, p.metering, index_.workload(workload));
        });
    if (counts) out.push_back(bits(CreditKey::Competency, c));
  }
  return out;
}

void CreditPlan::make_dimensions() {
  const programs::Programme& programme = standing_.programme();
  const bool competency = has(CreditKey::Competency);
  bool converts = false;
  for (std::uint32_t c = 0; c < index_.currencies() && !has(CreditKey::Currency); ++c) {
    const std::string_view currency = index_.currency(c);
    converts = converts || (!currency.empty() && currency != programme.parameters.currency);
  }
  if (has(CreditKey::Workload) || competency)
    workloads_ = std::max(index_.workloads(), std::size_t{1});
  if (has(CreditKey::Measure) || competency) measures_ = base::kMeasures.size();
  if (has(CreditKey::Currency) || converts)
    currencies_ = std::max(index_.currencies(), std::size_t{1});
  if (has(CreditKey::Product) || competency) {
    products_ = std::max(standing_.registry().products.size(), std::size_t{1});
  }
  one_to_one = has(CreditKey::Partner) && !competency && !converts &&
               (has(CreditKey::Subscription) || !has(CreditKey::Customer)) &&
               (has(CreditKey::Month) || window.months == 1);
}

// Which lanes meet which products, by product and lane; looked up when there are many.
std::vector<char> CreditPlan::combinations_that_occur() const {
  constexpr std::size_t kFew = 1U << 14;
  if (products_ * lanes_ <= kFew) return std::vector<char>(products_ * lanes_, 1);
  std::vector<char> out(products_ * lanes_);
  if (products_ == 1) std::ranges::fill(out, 1);
  for (std::uint32_t s = 0; s < product_of_.size(); ++s) {
    char* of_product = out.data() + std::size_t{product_of_[s]} * lanes_;
    for (const usage::Series& series : index_.series({s}))
      of_product[series.lane] = 1;
    for (const usage::ScatterEntry& entry : index_.scatter({s}).entries)
      of_product[entry.lane] = 1;
  }
  return out;
}

void CreditPlan::make_buckets() {
  if (products_ > 1) {
    for (const registry::Subscription& subscription : standing_.registry().subscriptions)
      product_of_.push_back(subscription.product.number);
  }
  const std::vector<char> occurs = combinations_that_occur();
  std::map<std::uint64_t, std::vector<std::size_t>> places;  // by number: product and lane
  for (std::size_t at = 0; at < occurs.size(); ++at) {
    const auto product = static_cast<std::uint32_t>(at / lanes_);
    if (occurs[at] != 0) {
      const auto lane = static_cast<std::uint32_t>(at % lanes_);
      places[number_of(index_.lane(lane), product)].push_back(at);
    }
  }
  first_cell_.resize(occurs.size());
  for (const auto& [number, here] : places) {
    const std::size_t cell = buckets.size() * static_cast<std::size_t>(window.months);
    ASSERT(cell <= UINT32_MAX);
    for (const std::size_t at : here)
      first_cell_[at] = static_cast<std::uint32_t>(cell);
    buckets.push_back(describe(number));
  }
}

Bucket CreditPlan::describe(std::uint64_t number) const {
  const auto product = static_cast<std::uint32_t>(number % products_);
  number /= products_;
  const auto currency = static_cast<std::uint32_t>(number % currencies_);
  number /= currencies_;
  const auto measure = static_cast<std::uint32_t>(number % measures_);
  const auto workload = static_cast<std::uint32_t>(number / measures_);
  Bucket out;
  if (measures != kEveryMeasure && (measures >> measure & 1U) == 0) return out;
  base::UInt128 key = 0;
  if (index_.workloads() > 0) key |= bits(CreditKey::Workload, workload);
  key |= bits(CreditKey::Measure, measure);
  if (index_.currencies() > 0) key |= bits(CreditKey::Currency, currency);
  if (!standing_.registry().products.empty()) key |= bits(CreditKey::Product, product);
  if (has(CreditKey::Competency)) {
    if (index_.workloads() == 0 || standing_.registry().products.empty()) return out;
    out.keys = competency_keys(workload, static_cast<base::Measure>(measure), {product});
    for (base::UInt128& each : out.keys)
      each |= key;
  } else {
    out.keys = {key};
  }
  out.currency = currency;
  if (!has(CreditKey::Currency) && currency < index_.currencies()) {
    const std::string_view text = index_.currency(currency);
    out.converts = !text.empty() && text != standing_.programme().parameters.currency;
  }
  return out;
}

void CreditPlan::make_rates() {
  const auto months = static_cast<std::size_t>(window.months);
  rates_.resize(std::max(index_.currencies(), std::size_t{1}) * months);
  const std::string& programme_currency = standing_.programme().parameters.currency;
  for (const registry::FxRate& fx : standing_.registry().fx_rates) {
    if (fx.to != programme_currency || fx.month < window.from ||
        fx.month > window.from + (window.months - 1)) {
      continue;
    }
    for (std::uint32_t c = 0; c < index_.currencies(); ++c) {
      if (index_.currency(c) != fx.from) continue;
      rates_[c * months + static_cast<std::size_t>(fx.month - window.from)] = fx.rate;
    }
  }
}

}  // namespace attribution
