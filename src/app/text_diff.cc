#include "app/text_diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace app {
namespace {

using Lines = std::vector<std::string_view>;

// Cells of the table of the longest common part, of four bytes each: 2,000 lines by 2,000.
constexpr std::size_t kCellsMax = 4'100'000;

Lines lines_of(std::string_view text) {
  Lines out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

struct Edit {
  char kind;  // ' ', '-', '+'
  std::string_view line;
};

// The lines between what both begin and end with.
void compare_middle(const Lines& before, const Lines& after, std::vector<Edit>& out) {
  const std::size_t n = before.size(), m = after.size();
  std::size_t i = 0, j = 0;
  if ((n + 1) * (m + 1) <= kCellsMax) {
    // common[i * (m + 1) + j]: how many lines the rest from i and from j have in common.
    std::vector<std::uint32_t> common((n + 1) * (m + 1));
    for (std::size_t a = n; a-- > 0;) {
      for (std::size_t b = m; b-- > 0;) {
        const std::size_t at = a * (m + 1) + b;
        common[at] = before[a] == after[b] ? common[at + m + 2] + 1
                                           : std::max(common[at + m + 1], common[at + 1]);
      }
    }
    while (i < n && j < m) {
      const std::size_t at = i * (m + 1) + j;
      if (before[i] == after[j]) {
        out.push_back({' ', before[i++]});
        ++j;
      } else if (common[at + m + 1] >= common[at + 1]) {
        out.push_back({'-', before[i++]});
      } else {
        out.push_back({'+', after[j++]});
      }
    }
  }
  while (i < n)
    out.push_back({'-', before[i++]});
  while (j < m)
    out.push_back({'+', after[j++]});
}

std::vector<Edit> edits(Lines before, Lines after) {
  const auto heads = std::ranges::mismatch(before, after);
  const auto head = static_cast<std::size_t>(heads.in1 - before.begin());
  std::size_t tail = 0;
  const std::size_t most = std::min(before.size(), after.size()) - head;
  while (tail < most && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
    ++tail;
  std::vector<Edit> out;
  for (std::size_t i = 0; i < head; ++i)
    out.push_back({' ', before[i]});
  const auto middle = [&](const Lines& all) {
    return Lines(all.begin() + static_cast<std::ptrdiff_t>(head),
                 all.end() - static_cast<std::ptrdiff_t>(tail));
  };
  compare_middle(middle(before), middle(after), out);
  for (std::size_t i = before.size() - tail; i < before.size(); ++i)
    out.push_back({' ', before[i]});
  return out;
}

struct Place {
  std::size_t before = 1, after = 1;  // numbers of the next lines
  void pass(const Edit& edit) {
    before += edit.kind != '+';
    after += edit.kind != '-';
  }
};

std::string hunk(const std::vector<Edit>& all, std::size_t from, std::size_t to, Place at) {
  Place end = at;
  std::string body;
  for (std::size_t i = from; i < to; ++i) {
    end.pass(all[i]);
    body += all[i].kind + std::string(all[i].line) + '\n';
  }
  const auto range = [](std::size_t first, std::size_t next) {
    return std::to_string(next == first ? first - 1 : first) + ',' + std::to_string(next - first);
  };
  return "@@ -" + range(at.before, end.before) + " +" + range(at.after, end.after) + " @@\n" + body;
}

}  // namespace

std::string text_diff(std::string_view before, std::string_view after, std::size_t context) {
  const std::vector<Edit> all = edits(lines_of(before), lines_of(after));
  const auto is_change = [](const Edit& edit) { return edit.kind != ' '; };
  std::string out;
  Place place;
  std::size_t at = 0;
  while (true) {
    const auto next =
        std::find_if(all.begin() + static_cast<std::ptrdiff_t>(at), all.end(), is_change);
    if (next == all.end()) return out;
    const auto first = static_cast<std::size_t>(next - all.begin());
    const std::size_t from = std::max(at, first - std::min(first, context));
    std::size_t to = first + 1;  // behind the last change that is near
    for (std::size_t i = to; i < all.size() && i <= to + 2 * context; ++i)
      if (is_change(all[i])) to = i + 1;
    to = std::min(all.size(), to + context);
    for (; at < from; ++at)
      place.pass(all[at]);
    out += hunk(all, from, to, place);
    for (; at < to; ++at)
      place.pass(all[at]);
  }
}

}  // namespace app
