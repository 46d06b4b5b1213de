#include "app/explanation_text.h"

#include <vector>

#include "app/entry_sentences.h"

namespace app {
namespace {

void add_lines(const attribution::Explanation& node, const std::string& indent,
               std::vector<std::string>& to) {
  to.push_back(indent + node.label + (node.value.empty() ? "" : "  " + node.value) + '\n');
  for (const attribution::Explanation& one : node.because)
    add_lines(one, indent + "  ", to);
}

}  // namespace

std::string explanation_text(const attribution::Explanation& root, std::size_t bytes_max,
                             base::Language language) {
  const base::Speaker say(language);
  constexpr std::size_t kLastLine = 64;
  std::vector<std::string> lines;
  add_lines(root, "", lines);
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (out.size() + lines[i].size() + kLastLine > bytes_max)
      return out + say(kSayOfEntry.more_lines, base::Count{lines.size() - i}) + '\n';
    out += lines[i];
  }
  return out;
}

}  // namespace app
