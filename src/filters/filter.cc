#include "filters/filter.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/nearest.h"
#include "base/result.h"

namespace filters {
namespace {

char lower(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

constexpr std::string_view kBreaks = " \t\r\n(),'\"=<>!";
constexpr std::string_view kSpaces = " \t\r\n";
constexpr std::string_view kSigns = "=<>!";

constexpr std::array<std::string_view, 9> kOperators{"eq", "ne", "lt",       "le", "gt",
                                                     "ge", "in", "contains", "is"};
constexpr std::string_view kOperatorsText = "eq, ne, lt, le, gt, ge, in, contains or is";

struct Sign {
  std::string_view sign, word;
};
constexpr std::array<Sign, 8> kSignWords{{{"=", "eq"},
                                          {"==", "eq"},
                                          {"!=", "ne"},
                                          {"<>", "ne"},
                                          {"<", "lt"},
                                          {"<=", "le"},
                                          {">", "gt"},
                                          {">=", "ge"}}};

enum class Shape : std::uint8_t { End, Open, Close, Comma, Word, Quoted, Sign };
struct Token {
  Shape shape = Shape::End;
  std::string text = {};
  std::size_t at = 0;  // its first byte
};

// What a fault says stands there.
std::string named(const Token& token) {
  if (token.shape == Shape::End) return "the expression ends";
  return "there is '" + token.text + "'";
}

}  // namespace

// Reads by descent; each function begins at the token it reads first and leaves the one behind.
class Parser {
 public:
  using Place = std::expected<std::size_t, Fault>;  // of a node

  Parser(std::string_view text, std::span<const Column> columns) : text_(text), columns_(columns) {}

  std::expected<Filter, Fault> parse() {
    TRY(advance());
    const std::size_t whole = TRY(read_any());
    if (token_.shape != Shape::End) return refuse(named(token_), "and, or, or the end");
    ASSERT(whole + 1 == nodes_.size());
    Filter out;
    out.nodes_ = std::move(nodes_);
    return out;
  }

 private:
  using Node = Filter::Node;
  using What = Filter::What;
  using Step = std::expected<bool, Fault>;

  std::unexpected<Fault> refuse(std::string message, std::string_view expected) const {
    return refuse_at(token_.at, std::move(message), expected);
  }
  std::unexpected<Fault> refuse_at(std::size_t at, std::string message,
                                   std::string_view expected) const {
    return std::unexpected(
        Fault{character_at(text_, at), std::move(message), std::string(expected)});
  }

  // Reads the next token.
  Step advance() {
    at_ = std::min(text_.find_first_not_of(kSpaces, at_), text_.size());
    token_ = {Shape::End, {}, at_};
    if (at_ == text_.size()) return true;
    const char first = text_[at_];
    if (first == '\'') return read_quoted();
    if (first == '"') return refuse("there is '\"'", "texts in single quotes: 'like this'");
    const bool is_sign = kSigns.find(first) != kSigns.npos;
    std::size_t end = at_ + 1;
    if (is_sign) {
      end = std::min(text_.find_first_not_of(kSigns, at_), text_.size());
    } else if (kBreaks.find(first) == kBreaks.npos) {
      end = std::min(text_.find_first_of(kBreaks, at_), text_.size());
    }
    token_.text = std::string(text_.substr(at_, end - at_));
    token_.shape = is_sign        ? Shape::Sign
                   : first == '(' ? Shape::Open
                   : first == ')' ? Shape::Close
                   : first == ',' ? Shape::Comma
                                  : Shape::Word;
    at_ = end;
    return true;
  }

  // A quote in a text is written twice.
  Step read_quoted() {
    token_.shape = Shape::Quoted;
    for (std::size_t at = at_ + 1; at < text_.size(); ++at) {
      const bool is_quote = text_[at] == '\'';
      const bool is_twice = is_quote && text_.substr(at + 1).starts_with('\'');
      if (is_quote && !is_twice) {
        at_ = at + 1;
        return true;
      }
      token_.text += text_[at];
      at += is_twice ? 1 : 0;
    }
    return refuse("a text begins that does not end", "a quote: 'like this'");
  }

  bool is_word(std::string_view word) const {
    return token_.shape == Shape::Word && lowered(token_.text) == word;
  }

  std::size_t put(Node node) {
    nodes_.push_back(std::move(node));
    return nodes_.size() - 1;
  }

  Place read_any() { return read_chain(What::Any, "or"); }

  // One part, or several with the same word between them.
  Place read_chain(What what, std::string_view word) {
    const bool is_outer = what == What::Any;
    Node node{what};
    node.parts.push_back(TRY(is_outer ? read_chain(What::All, "and") : read_not()));
    while (is_word(word)) {
      TRY(advance());
      const std::size_t part = TRY(is_outer ? read_chain(What::All, "and") : read_not());
      node.parts.push_back(part);
    }
    return node.parts.size() == 1 ? node.parts.front() : put(std::move(node));
  }

  Step go_deeper() {
    if (++depth_ <= kDepthMax) return true;
    return refuse("parentheses and 'not' stand too deep within each other",
                  "at most " + std::to_string(kDepthMax) + " levels");
  }

  Place read_not() {
    const bool is_not = is_word("not");
    if (!is_not && token_.shape != Shape::Open) return read_term();
    TRY(go_deeper());
    TRY(advance());
    std::size_t part = TRY(is_not ? read_not() : read_any());
    if (is_not) {
      part = put({What::Not, {part}});
    } else {
      if (token_.shape != Shape::Close) return refuse(named(token_), "and, or, or ')'");
      TRY(advance());
    }
    --depth_;
    return part;
  }

  Place read_term() {
    if (token_.shape != Shape::Word) return refuse(named(token_), "a column, not, or '('");
    Node node;
    node.column = TRY(find_column(token_.text, columns_, character_at(text_, token_.at)));
    node.kind = columns_[node.column].kind;
    TRY(advance());
    const Token how = token_;
    const std::string word = lowered(how.text);
    const bool is_known =
        how.shape == Shape::Word && std::ranges::find(kOperators, word) != kOperators.end();
    if (!is_known) return refuse(named(how) + operator_hint(how), kOperatorsText);
    TRY(advance());
    if (word == "is") return read_null(std::move(node));
    if (word == "in") return read_list(std::move(node));
    if (word == "contains" && node.kind != Kind::Text)
      return refuse_at(how.at, "'" + columns_[node.column].name + "' is no text",
                       "eq, ne, lt, le, gt, ge, in or is");
    const bool is_order = word != "eq" && word != "ne" && word != "contains";
    if (is_order && node.kind == Kind::Boolean)
      return refuse_at(how.at, "'" + columns_[node.column].name + "' is true or false",
                       "eq, ne, in or is");
    node.values.push_back(TRY(read_value(node.kind)));
    return compare_by(word, std::move(node));
  }

  // "le" is equal or less, and not "not greater": of a null none of them holds.
  Place compare_by(std::string_view word, Node node) {
    if (word == "contains") {
      node.what = What::Contains;
      node.values.front() = lowered(node.values.front());
      return put(std::move(node));
    }
    Node equal = node;
    equal.what = What::Equal;
    if (word == "eq") return put(std::move(equal));
    if (word == "ne") return put({What::Not, {put(std::move(equal))}});
    node.what = word.starts_with('l') ? What::Less : What::Greater;
    const std::size_t strict = put(std::move(node));
    if (word.ends_with('t')) return strict;
    return put({What::Any, {strict, put(std::move(equal))}});
  }

  static std::string operator_hint(const Token& token) {
    const auto found = std::ranges::find(kSignWords, token.text, &Sign::sign);
    if (token.shape == Shape::Sign && found != kSignWords.end())
      return "; write " + std::string(found->word);
    return token.shape == Shape::Word ? base::hint(lowered(token.text), kOperators) : "";
  }

  Place read_null(Node node) {
    const bool is_not = is_word("not");
    if (is_not) TRY(advance());
    if (!is_word("null")) return refuse(named(token_), is_not ? "null" : "null or not null");
    TRY(count_term());
    TRY(advance());
    node.what = What::Null;
    const std::size_t part = put(std::move(node));
    return is_not ? put({What::Not, {part}}) : part;
  }

  Place read_list(Node node) {
    if (token_.shape != Shape::Open) return refuse(named(token_), "'(' and the values");
    do {
      TRY(advance());
      node.values.push_back(TRY(read_value(node.kind)));
    } while (token_.shape == Shape::Comma);
    if (token_.shape != Shape::Close) return refuse(named(token_), "',' or ')'");
    TRY(advance());
    node.what = What::Equal;
    return put(std::move(node));
  }

  Step count_term() {
    if (++terms_ <= kTermsMax) return true;
    return refuse("there are too many comparisons",
                  "at most " + std::to_string(kTermsMax) + " comparisons and values");
  }

  std::expected<std::string, Fault> read_value(Kind kind) {
    const bool is_quoted = token_.shape == Shape::Quoted;
    if (!is_quoted && token_.shape != Shape::Word) return refuse(named(token_), example_of(kind));
    if (is_word("null"))
      return refuse("null equals nothing; write is null", "'null' for the text, or a value");
    TRY(count_term());
    std::string out = token_.text;
    if (kind == Kind::Boolean) out = lowered(out);
    if (kind == Kind::Instant && is_value(Kind::Day, out)) out += "T00:00:00Z";
    if (!is_value(kind, out)) return refuse(named(token_), example_of(kind));
    TRY(advance());
    return out;
  }

  std::string_view text_;
  std::span<const Column> columns_;
  std::size_t at_ = 0;
  Token token_;
  std::size_t depth_ = 0, terms_ = 0;
  std::vector<Node> nodes_;
};

std::expected<Filter, Fault> Filter::parse(std::string_view text, std::span<const Column> columns) {
  if (text.size() > kFilterBytesMax) {
    return std::unexpected(Fault{character_at(text, kFilterBytesMax), "the expression is too long",
                                 "at most " + std::to_string(kFilterBytesMax) + " bytes"});
  }
  return Parser(text, columns).parse();
}

bool Filter::matches(Cells cells) const {
  return nodes_.empty() || holds(nodes_.back(), cells);
}

bool Filter::holds(const Node& node, Cells cells) const {
  const auto part_holds = [&](std::size_t part) { return holds(nodes_[part], cells); };
  switch (node.what) {
    case What::All: return std::ranges::all_of(node.parts, part_holds);
    case What::Any: return std::ranges::any_of(node.parts, part_holds);
    case What::Not: return !part_holds(node.parts.front());
    default: break;
  }
  const Cell& cell = cells[node.column];
  if (node.what == What::Null) return !cell;
  if (!cell) return false;
  const std::string& value = node.values.front();
  if (node.what == What::Contains) return lowered(*cell).find(value) != std::string::npos;
  if (node.what != What::Equal) {
    const auto order = compare(node.kind, *cell, value);
    return is_value(node.kind, *cell) && (node.what == What::Less ? order < 0 : order > 0);
  }
  return std::ranges::any_of(
      node.values, [&](const std::string& one) { return compare(node.kind, *cell, one) == 0; });
}

}  // namespace filters
