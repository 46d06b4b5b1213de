#include "cli/explanation.h"

#include "base/json_text.h"
#include "base/sentence.h"
#include "cli/option_values.h"
#include "cli/table.h"

namespace cli {
namespace {

using attribution::Explanation;

struct Branches {
  std::string_view fork, last, through, blank;
};
constexpr Branches kDrawn{"├─ ", "└─ ", "│  ", "   "};
constexpr Branches kPlain{"|- ", "`- ", "|  ", "   "};

struct Hints {
  base::Sentence<> subscription{"; name one with --subscription",
                                "; eines nennen mit --subscription"};
  base::Sentence<> rows{"; --rows 0 shows all", "; --rows 0 zeigt alle"};
};
constexpr Hints kHints{};

// How the command line is asked for what a note says is not shown.
std::string hint(const Explanation& node, const base::Speaker& say) {
  if (node.code == "more_subscriptions") return say(kHints.subscription);
  return node.code == "more_rows" ? say(kHints.rows) : std::string();
}

struct Drawing {
  const Branches& branches;
  const Terminal& terminal;
  const base::Speaker say;
};

std::string node_text(const Explanation& node, const Terminal& terminal) {
  std::string text = printable(node.label);
  const bool weighty = node.kind == "credit" || node.kind == "earning";
  if (weighty) text = paint(text, Tone::Strong, terminal.out_colour);
  if (node.kind == "reason") text = paint(text, Tone::Warning, terminal.out_colour);
  if (node.value.empty()) return text;
  return text + "  " + printable(node.value);
}

void append_below(std::string& out, const Explanation& node, const std::string& indent,
                  const Drawing& as) {
  for (std::size_t i = 0; i < node.because.size(); ++i) {
    const bool last = i + 1 == node.because.size();
    out += indent;
    out += last ? as.branches.last : as.branches.fork;
    out += node_text(node.because[i], as.terminal);
    out += hint(node.because[i], as.say);
    out += '\n';
    append_below(out, node.because[i],
                 indent + std::string(last ? as.branches.blank : as.branches.through), as);
  }
}

void append_json(std::string& out, const Explanation& node, const std::string& indent) {
  out += "{\"kind\":" + base::json_text(node.kind) + ",\"label\":" + base::json_text(node.label) +
         ",\"value\":" + base::json_text(node.value);
  if (!node.code.empty()) out += ",\"code\":" + base::json_text(node.code);
  for (std::size_t i = 0; i < node.facts.size(); ++i) {
    out += i == 0 ? ",\"facts\":{" : ",";
    out += base::json_text(node.facts[i].name) + ":" + base::json_text(node.facts[i].value);
    if (i + 1 == node.facts.size()) out += "}";
  }
  out += ",\"because\":[";
  const std::string deeper = indent + "  ";
  for (std::size_t i = 0; i < node.because.size(); ++i) {
    out += i == 0 ? "\n" : ",\n";
    out += deeper;
    append_json(out, node.because[i], deeper);
  }
  if (!node.because.empty()) out += '\n' + indent;
  out += "]}";
}

}  // namespace

base::Result<ExplanationForm> explanation_form(const Arguments& arguments) {
  if (arguments.output.empty()) return ExplanationForm::Tree;
  const Format format = TRY(format_value(arguments, {}));
  if (format == Format::Json) return ExplanationForm::Json;
  if (format == Format::Table) return ExplanationForm::Tree;
  return base::fail(base::Code::Usage, "an explanation is a tree; ask for -o json or -o table");
}

std::string explanation_tree(const Explanation& root, const Terminal& terminal,
                             base::Language language) {
  std::string out = node_text(root, terminal) + '\n';
  const Branches& branches = terminal.unicode ? kDrawn : kPlain;
  append_below(out, root, "", {branches, terminal, base::Speaker(language)});
  return out;
}

std::string explanation_json(const Explanation& root) {
  std::string out;
  append_json(out, root, "");
  return out + '\n';
}

}  // namespace cli
