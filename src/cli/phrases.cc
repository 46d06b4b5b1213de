#include "cli/phrases.h"

#include "cli/records.h"

namespace cli {

std::string count(std::int64_t number, std::string_view noun) {
  return with_separators(std::to_string(number)) + ' ' + std::string(noun);
}

std::string counted(std::int64_t number, std::string_view noun) {
  return count(number, noun) + (number == 1 ? "" : "s");
}

void add_part(std::string& line, std::int64_t number, std::string_view noun) {
  if (number != 0) line += ", " + count(number, noun);
}

std::string at_commit(base::CommitNumber commit) {
  return commit.number == 0 ? "" : " (commit " + std::to_string(commit.number) + ")";
}

std::string amounts_text(std::span<const usage::ControlTotal> totals) {
  std::string out;
  for (const usage::ControlTotal& total : totals) {
    out += (out.empty() ? "" : "; ") + std::string(base::word(total.measure)) + ' ' +
           (total.currency.empty() ? "-" : total.currency) + ' ' + total.amount.text() +
           " quantity " + total.quantity.text();
  }
  return out;
}

}  // namespace cli
