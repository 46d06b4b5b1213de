#include "cli/explanation.h"

#include "base/json_text.h"
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

// How the command line is asked for what a note says is not shown.
std::string_view hint(const Explanation& node, const Explanation& above) {
  if (node.kind != "note" || !node.label.empty()) return {};
  if (above.kind == "question") return "; name one with --subscription";
  return above.label == "usage" ? "; --rows 0 shows all" : "";
}

std::string node_text(const Explanation& node, const Terminal& terminal) {
  std::string text = printable(node.label);
  const bool weighty = node.kind == "credit" || node.kind == "earning";
  if (weighty) text = paint(text, Tone::Strong, terminal.out_colour);
  if (node.kind == "reason") text = paint(text, Tone::Warning, terminal.out_colour);
  if (node.value.empty()) return text;
  return text + "  " + printable(node.value);
}

void append_below(std::string& out, const Explanation& node, const std::string& indent,
                  const Branches& branches, const Terminal& terminal) {
  for (std::size_t i = 0; i < node.because.size(); ++i) {
    const bool last = i + 1 == node.because.size();
    out += indent;
    out += last ? branches.last : branches.fork;
    out += node_text(node.because[i], terminal);
    out += hint(node.because[i], node);
    out += '\n';
    append_below(out, node.because[i],
                 indent + std::string(last ? branches.blank : branches.through), branches,
                 terminal);
  }
}

void append_json(std::string& out, const Explanation& node, const std::string& indent) {
  out += "{\"kind\":" + base::json_text(node.kind) + ",\"label\":" + base::json_text(node.label) +
         ",\"value\":" + base::json_text(node.value) + ",\"because\":[";
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

std::string explanation_tree(const Explanation& root, const Terminal& terminal) {
  std::string out = node_text(root, terminal) + '\n';
  append_below(out, root, "", terminal.unicode ? kDrawn : kPlain, terminal);
  return out;
}

std::string explanation_json(const Explanation& root) {
  std::string out;
  append_json(out, root, "");
  return out + '\n';
}

}  // namespace cli
