#include "http/accept_language.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "base/check.h"

namespace http {
namespace {

struct Wish {
  std::string_view tag;  // primary: "de" of "de-CH"; "*" for any
  int weight = 1000;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = std::min(text.find_first_not_of(" \t"), text.size());
  const std::size_t last = text.find_last_not_of(" \t");
  return last == std::string_view::npos ? std::string_view() : text.substr(first, last + 1 - first);
}

char lower(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

// "1", "0.7", "0.125" in thousandths; nothing of what is no weight.
std::optional<int> weight_of(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view rest = text.substr(std::min(point + 1, text.size()));
  const bool is_number = std::ranges::all_of(rest, [](char c) { return c >= '0' && c <= '9'; });
  if ((whole != "0" && whole != "1") || rest.size() > 3 || !is_number) return std::nullopt;
  int thousandths = whole == "1" ? 1000 : 0;
  for (int place = 100; const char digit : rest) {
    thousandths += place * (digit - '0');
    place /= 10;
  }
  return thousandths <= 1000 ? std::optional(thousandths) : std::nullopt;
}

std::optional<Wish> wish_of(std::string_view item) {
  const std::size_t semicolon = std::min(item.find(';'), item.size());
  const std::string_view range = trimmed(item.substr(0, semicolon));
  Wish out{range.substr(0, range.find('-'))};
  if (out.tag.empty()) return std::nullopt;
  if (semicolon == item.size()) return out;
  const std::string_view parameter = trimmed(item.substr(semicolon + 1));
  if (parameter.size() < 2 || lower(parameter[0]) != 'q' || parameter[1] != '=')
    return std::nullopt;
  const auto weight = weight_of(parameter.substr(2));
  if (!weight) return std::nullopt;
  out.weight = *weight;
  return out;
}

}  // namespace

std::size_t preferred_language(std::string_view header, std::span<const std::string_view> offered) {
  ASSERT(!offered.empty());
  std::vector<Wish> wishes;
  while (!header.empty()) {
    const std::size_t comma = std::min(header.find(','), header.size());
    if (const auto wish = wish_of(header.substr(0, comma))) wishes.push_back(*wish);
    header.remove_prefix(std::min(comma + 1, header.size()));
  }
  std::ranges::stable_sort(wishes, std::greater(), &Wish::weight);
  const auto is_named = [&](std::string_view language, std::string_view tag) {
    return std::ranges::equal(language, tag, {}, {}, lower);
  };
  const auto is_of_any = [&](std::string_view language) {
    return std::ranges::none_of(wishes,
                                [&](const Wish& one) { return is_named(language, one.tag); });
  };
  for (const Wish& wish : wishes) {
    if (wish.weight == 0) break;
    for (std::size_t i = 0; i < offered.size(); ++i) {
      if (wish.tag == "*" ? is_of_any(offered[i]) : is_named(offered[i], wish.tag)) return i;
    }
  }
  return 0;
}

}  // namespace http
