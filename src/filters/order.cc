#include "filters/order.h"

#include <algorithm>
#include <charconv>

#include "base/result.h"

namespace filters {
namespace {

struct Named {
  std::size_t column = 0;
  bool descends = false;
};

// The columns of "-amount,id"; a sign only where `is_signed`.
std::expected<std::vector<Named>, Fault> read_names(std::string_view text,
                                                    std::span<const Column> columns, bool is_signed,
                                                    std::size_t most) {
  std::vector<Named> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    std::string_view name = text.substr(at, end - at);
    const std::size_t position = character_at(text, at);
    Named one{0, is_signed && name.starts_with('-')};
    if (one.descends) name.remove_prefix(1);
    if (out.size() == most)
      return std::unexpected(
          Fault{position, "there are too many columns", "at most " + std::to_string(most)});
    one.column = TRY(find_column(name, columns, position + (one.descends ? 1 : 0)));
    if (std::ranges::find(out, one.column, &Named::column) != out.end())
      return std::unexpected(
          Fault{position, "'" + std::string(name) + "' is named twice", "each column once"});
    out.push_back(one);
    at = end + 1;
  }
  return out;
}

// Cut to whole characters.
std::string sorted_part(Kind kind, const std::string& text) {
  if (kind != Kind::Text || text.size() <= kSortedBytes) return text;
  std::size_t end = kSortedBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  return text.substr(0, end);
}

}  // namespace

std::expected<Order, Fault> Order::parse(std::string_view text, std::span<const Column> columns) {
  Order out;
  for (const Named& one : TRY(read_names(text, columns, true, kSortColumnsMax)))
    out.parts_.push_back({one.column, columns[one.column].kind, one.descends});
  return out;
}

Place Order::place_of(Cells cells, std::string key) const {
  Place out{{}, std::move(key)};
  for (const Part& part : parts_) {
    const Cell& cell = cells[part.column];
    out.cells.push_back(cell ? Cell(sorted_part(part.kind, *cell)) : Cell());
  }
  return out;
}

bool Order::is_before(const Place& a, const Place& b) const {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const Cell &left = a.cells[i], &right = b.cells[i];
    if (left.has_value() != right.has_value()) return left.has_value();
    if (!left) continue;
    const auto order = compare(parts_[i].kind, *left, *right);
    if (order != 0) return parts_[i].descends ? order > 0 : order < 0;
  }
  return a.key < b.key;
}

std::string text_of(const Place& place) {
  std::string out;
  for (const Cell& one : place.cells)
    out += one ? std::to_string(one->size()) + ':' + *one : "-";
  return out + place.key;
}

std::optional<Place> Order::parse_place(std::string_view text) const {
  Place out;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (text.starts_with('-')) {
      out.cells.emplace_back();
      text.remove_prefix(1);
      continue;
    }
    const std::string digits(text.substr(0, text.find(':')));
    std::size_t size = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, failed] = std::from_chars(digits.data(), end, size);
    if (failed != std::errc() || stop != end || digits.size() == text.size()) return std::nullopt;
    text.remove_prefix(digits.size() + 1);
    if (size > text.size()) return std::nullopt;
    out.cells.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  out.key = text;
  return out;
}

std::expected<std::vector<std::size_t>, Fault> parse_fields(std::string_view text,
                                                            std::span<const Column> columns) {
  std::vector<std::size_t> out;
  for (const Named& one : TRY(read_names(text, columns, false, kFieldsMax)))
    out.push_back(one.column);
  return out;
}

}  // namespace filters
