#include "ingest/file_name.h"

#include <algorithm>
#include <charconv>

namespace ingest {
namespace {

constexpr std::string_view kPeriod = "{period}";
constexpr std::string_view kAsOf = "{as_of}";

bool once(std::string_view pattern, std::string_view word) {
  const std::size_t at = pattern.find(word);
  return at != std::string_view::npos && pattern.find(word, at + 1) == std::string_view::npos;
}

// Digits only: a sign between them could as well belong to the period.
std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && text.size() <= 18 && text[0] != '-' ? std::optional(out) : std::nullopt;
}

// The texts that stand for the words of the pattern; {as_of} takes as little as it can, so that a
// period may hold what stands between them ("2026-03").
struct Split {
  std::string_view before, first, between, second, after;
};

std::optional<Split> split(std::string_view pattern, std::string_view name,
                           std::string_view first_word, std::string_view second_word) {
  Split out;
  const std::size_t first = pattern.find(first_word);
  out.before = pattern.substr(0, first);
  std::string_view rest = pattern.substr(first + first_word.size());
  const std::size_t second = second_word.empty() ? rest.size() : rest.find(second_word);
  out.between = rest.substr(0, second);
  out.after = rest.substr(std::min(rest.size(), second + second_word.size()));
  if (second_word.empty()) {
    out.after = out.between;
    out.between = {};
  }
  if (name.size() < out.before.size() + out.between.size() + out.after.size()) return std::nullopt;
  if (!name.starts_with(out.before) || !name.ends_with(out.after)) return std::nullopt;
  name.remove_prefix(out.before.size());
  name.remove_suffix(out.after.size());
  if (second_word.empty()) {
    out.first = name;
    return out;
  }
  const std::size_t at = first_word == kAsOf ? name.find(out.between) : name.rfind(out.between);
  if (at == std::string_view::npos) return std::nullopt;
  out.first = name.substr(0, at);
  out.second = name.substr(at + out.between.size());
  return out;
}

}  // namespace

std::optional<NameParts> read_name(std::string_view pattern, std::string_view name) {
  const bool ordered = pattern.find(kAsOf) != std::string_view::npos;
  if (!once(pattern, kPeriod) || (ordered && !once(pattern, kAsOf))) return std::nullopt;
  const bool as_of_first = ordered && pattern.find(kAsOf) < pattern.find(kPeriod);
  const std::string_view first_word = as_of_first ? kAsOf : kPeriod;
  const std::string_view second_word = !ordered ? "" : as_of_first ? kPeriod : kAsOf;
  if (ordered &&
      pattern.find(std::string(first_word) + std::string(second_word)) != std::string_view::npos) {
    return std::nullopt;
  }
  NameParts itself{std::string(name), std::nullopt};
  const auto parts = split(pattern, name, first_word, second_word);
  if (!parts) return itself;
  const std::string before(parts->before), between(parts->between), after(parts->after);
  if (!ordered) return NameParts{before + std::string(parts->first) + after, std::nullopt};
  const std::string_view period = as_of_first ? parts->second : parts->first;
  const auto as_of = number_of(as_of_first ? parts->first : parts->second);
  if (!as_of || period.empty()) return itself;
  if (as_of_first) return NameParts{before + between + std::string(period) + after, as_of};
  return NameParts{before + std::string(period) + between + after, as_of};
}

}  // namespace ingest
