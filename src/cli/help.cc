#include "cli/help.h"

#include <algorithm>
#include <vector>

#include "base/nearest.h"
#include "cli/arguments.h"

namespace cli {
namespace {

constexpr std::string_view kOpening =
    "accredit: who stands beside which subscription, what credit and money follow, and why.\n"
    "\n"
    "Examples:\n"
    "  accredit demo --no-serve                            # a whole programme to look at\n"
    "  accredit init --data store                          # an empty store, programme cloud-2016\n"
    "  accredit import --data store registry/*.csv         # partners, customers, associations\n"
    "  accredit ingest --data store usage-2025-03.csv.gz   # usage, exactly once\n"
    "  accredit credit --data store --from 2025-01 --to 2025-03 --by partner,competency\n"
    "  accredit explain --data store --partner P17 --month 2025-03\n"
    "\n"
    "Commands:\n";

void append_column(std::string& out, std::string_view name, std::size_t width,
                   std::string_view text) {
  out += "  ";
  out += name;
  out.append(name.size() < width ? width - name.size() : 1, ' ');
  out += text;
  out += '\n';
}

std::string options_text(std::string_view command) {
  const std::vector<OptionText> options = options_of(command);
  std::size_t width = 0;
  for (const OptionText& option : options)
    width = std::max(width, option.names.size() + 2);
  std::string out;
  for (const OptionText& option : options) {
    append_column(out, option.names, width, option.description);
  }
  append_column(out, "-h, --help", width, "this text");
  return out;
}

std::string command_help(const CommandText& text) {
  std::string out = "Examples:\n";
  out += text.examples;
  out += "\nUsage: accredit ";
  out += text.synopsis;
  out += "\n\n";
  out += text.summary;
  out += ".\n";
  if (!text.notes.empty()) out += '\n' + std::string(text.notes);
  return out + "\nOptions:\n" + options_text(text.name);
}

std::vector<std::string_view> known_words() {
  std::vector<std::string_view> words = first_words();
  for (const CommandText& text : command_texts())
    words.push_back(text.name);
  for (const Topic& topic : topics())
    words.push_back(topic.name);
  return words;
}

}  // namespace

std::string short_help() {
  std::string out(kOpening);
  for (const CommandText& text : command_texts())
    append_column(out, text.name, 20, text.summary);
  out += "\nTopics (accredit help TOPIC):\n";
  for (const Topic& topic : topics())
    append_column(out, topic.name, 20, topic.summary);
  return out +
         "\nThe store is named by --data DIR, the variable ACCREDIT_DATA or a file of settings:\n"
         "accredit help settings.\n";
}

base::Result<std::string> help_on(std::string_view word) {
  if (word.empty()) return short_help();
  for (const CommandText& text : command_texts()) {
    if (text.name == word) return command_help(text);
  }
  for (const Topic& topic : topics()) {
    if (topic.name == word) return std::string(topic.text);
  }
  for (const CommandText& text : command_texts()) {  // "quarantine" is its first command
    if (text.name.starts_with(std::string(word) + ' ')) return command_help(text);
  }
  const std::vector<std::string_view> known = known_words();
  return base::fail(base::Code::Usage,
                    "there is no help on '" + std::string(word) + "'" + base::hint(word, known),
                    "accredit help");
}

}  // namespace cli
