#include "api/rows.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace api {
namespace {

constexpr std::size_t kRowsAtOnce = 1'001;  // of a table

}  // namespace

Violation violation_of(std::string_view parameter, const filters::Fault& fault) {
  return {std::string(parameter), "expression",
          "at character " + std::to_string(fault.position) + ": " + fault.message, fault.expected,
          static_cast<std::int64_t>(fault.position)};
}

base::Status Rows::refuse(std::string_view parameter, const filters::Fault& fault) {
  violation_ = violation_of(parameter, fault);
  return base::fail(base::Code::Usage, std::string(parameter) + ", " + fault.text());
}

base::Status Rows::begin(std::vector<Field> columns) {
  columns_ = std::move(columns);
  if (!wish_.filter.empty()) {
    auto filter = filters::Filter::parse(wish_.filter, columns_);
    if (!filter) return refuse("filter", filter.error());
    filter_ = std::move(*filter);
  }
  if (!wish_.sort.empty()) {
    auto order = filters::Order::parse(wish_.sort, columns_);
    if (!order) return refuse("sort", order.error());
    order_ = std::move(*order);
  }
  shown_.resize(columns_.size());
  std::iota(shown_.begin(), shown_.end(), std::size_t{0});
  if (!wish_.fields.empty()) {
    auto shown = filters::parse_fields(wish_.fields, columns_);
    if (!shown) return refuse("fields", shown.error());
    shown_ = std::move(*shown);
  }
  if (cursor_.empty()) return {};
  after_ = order_.parse_place(cursor_);
  if (after_) return {};
  return base::fail(base::Code::Usage, "the cursor is none of this order");
}

const std::string& Rows::after() const {
  static const std::string kStart;
  return order_.is_of_keys() && after_ ? after_->key : kStart;
}

std::int64_t Rows::after_number() const {
  const std::string& key = after();
  std::int64_t out = 0;
  std::from_chars(key.data(), key.data() + key.size(), out);
  return out;
}

std::size_t Rows::piece() const {
  // One more than the page tells whether there is more.
  const bool is_all = filter_.is_open() && order_.is_of_keys();
  return is_all ? std::min(limit_ + 1, kRowsAtOnce) : kRowsAtOnce;
}

bool Rows::add(std::string key, std::vector<Cell> cells) {
  ASSERT(cells.size() == columns_.size());
  const bool is_of_keys = order_.is_of_keys();
  if (is_of_keys && after_ && key <= after_->key) return true;
  if (!filter_.matches(cells)) return true;
  if (is_of_keys) {
    has_more_ = rows_.size() == limit_;
    if (!has_more_) rows_.push_back({{{}, std::move(key)}, std::move(cells)});
    return !has_more_;
  }
  filters::Place place = order_.place_of(cells, std::move(key));
  if (after_ && !order_.is_before(*after_, place)) return true;
  const auto is_before = [&](const Row& a, const Row& b) {
    return order_.is_before(a.place, b.place);
  };
  rows_.push_back({std::move(place), std::move(cells)});
  std::ranges::push_heap(rows_, is_before);
  if (rows_.size() <= limit_) return true;
  std::ranges::pop_heap(rows_, is_before);
  rows_.pop_back();
  has_more_ = true;
  return true;
}

bool Rows::add(std::vector<Cell> cells) {
  std::string key = std::to_string(++counted_);
  key.insert(0, 12 - key.size(), '0');
  return add(std::move(key), std::move(cells));
}

void Rows::end() {
  if (order_.is_of_keys()) return;
  std::ranges::sort_heap(
      rows_, [&](const Row& a, const Row& b) { return order_.is_before(a.place, b.place); });
}

}  // namespace api
