#include "payouts/bank_text.h"

#include <algorithm>
#include <array>

namespace payouts {
namespace {

// Letters that a mark was put on, by code point: U+00C0 to U+024F, U+1E00 to U+1EFF.
constexpr std::string_view kLatin =
    "AAAAAAACEEEEIIIIDNOOOOO.OUUUUYTsaaaaaaaceeeeiiiidnooooo.ouuuuyty"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
    "lLlNnNnNn.NnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs"
    "bBBb...Cc.DDd..E.FfG...IKkl..NnOOo..Pp.....tTtTUu.VYyZz........."
    "....DDdLLlNNnAaIiOoUuUuUuUuUu.AaAa..GgGgKkOoOo..jDDdGg..NnAa..Oo"
    "AaAaEeEeIiIiOoOoRrRrUuUuSsTt..HhNd..ZzAaEeOoOoOoOoYylnt...ACcLTs"
    "z..B..EeJj.qRrYy";
constexpr std::string_view kMoreLatin =
    "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMm"
    "MmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVv"
    "WwWwWwWwWwXxXxYyZzZzZzhtwyas....AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEe"
    "EeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy....Yy";
static_assert(kLatin.size() == 0x250 - 0xC0 && kMoreLatin.size() == 0x100);

// Small letters from U+03B1 and U+0430; capitals stand 0x20 before them.
constexpr std::array<std::string_view, 25> kGreek{"a", "v", "g", "d", "e",  "z",  "i", "th", "i",
                                                  "k", "l", "m", "n", "x",  "o",  "p", "r",  "s",
                                                  "s", "t", "y", "f", "ch", "ps", "o"};
constexpr std::array<std::string_view, 32> kCyrillic{
    "a", "b", "v", "g", "d", "e", "zh", "z",  "i",  "y",   "k", "l", "m", "n", "o",  "p",
    "r", "s", "t", "u", "f", "h", "ts", "ch", "sh", "sht", "a", "y", "y", "e", "yu", "ya"};

struct Spelling {
  char32_t letter;
  std::string_view spelled;
};
// What the tables above do not say, or say too shortly.
constexpr std::array kSpellings{
    Spelling{U'!', "."},   Spelling{U'"', "'"},   Spelling{U'&', "+"},   Spelling{U';', ","},
    Spelling{U'[', "("},   Spelling{U'\\', "/"},  Spelling{U']', ")"},   Spelling{U'_', "-"},
    Spelling{U'`', "'"},   Spelling{U'{', "("},   Spelling{U'|', "/"},   Spelling{U'}', ")"},
    Spelling{U'~', "-"},   Spelling{0xA0, " "},   Spelling{0xAB, "'"},   Spelling{0xB4, "'"},
    Spelling{0xBB, "'"},   Spelling{0xC4, "Ae"},  Spelling{0xC6, "Ae"},  Spelling{0xD6, "Oe"},
    Spelling{0xDC, "Ue"},  Spelling{0xDE, "Th"},  Spelling{0xDF, "ss"},  Spelling{0xE4, "ae"},
    Spelling{0xE6, "ae"},  Spelling{0xF6, "oe"},  Spelling{0xFC, "ue"},  Spelling{0xFE, "th"},
    Spelling{0x132, "IJ"}, Spelling{0x133, "ij"}, Spelling{0x152, "Oe"}, Spelling{0x153, "oe"},
    Spelling{0x386, "A"},  Spelling{0x388, "E"},  Spelling{0x389, "I"},  Spelling{0x38A, "I"},
    Spelling{0x38C, "O"},  Spelling{0x38E, "Y"},  Spelling{0x38F, "O"},  Spelling{0x390, "i"},
    Spelling{0x3A2, "."},  Spelling{0x3AA, "I"},  Spelling{0x3AB, "Y"},  Spelling{0x3AC, "a"},
    Spelling{0x3AD, "e"},  Spelling{0x3AE, "i"},  Spelling{0x3AF, "i"},  Spelling{0x3B0, "y"},
    Spelling{0x3CA, "i"},  Spelling{0x3CB, "y"},  Spelling{0x3CC, "o"},  Spelling{0x3CD, "y"},
    Spelling{0x3CE, "o"},  Spelling{0x401, "E"},  Spelling{0x404, "Ye"}, Spelling{0x406, "I"},
    Spelling{0x407, "Yi"}, Spelling{0x451, "e"},  Spelling{0x454, "ye"}, Spelling{0x456, "i"},
    Spelling{0x457, "yi"}, Spelling{0x490, "G"},  Spelling{0x491, "g"},  Spelling{0x1E9E, "SS"},
    Spelling{0x2010, "-"}, Spelling{0x2011, "-"}, Spelling{0x2012, "-"}, Spelling{0x2013, "-"},
    Spelling{0x2014, "-"}, Spelling{0x2018, "'"}, Spelling{0x2019, "'"}, Spelling{0x201A, "'"},
    Spelling{0x201C, "'"}, Spelling{0x201D, "'"}, Spelling{0x201E, "'"}, Spelling{0x20AC, "E"}};
static_assert(std::ranges::is_sorted(kSpellings, {}, &Spelling::letter));

constexpr std::string_view kMarks = "/-?:().,'+";
constexpr char32_t kNoLetter = 0xFFFD;

constexpr bool is_letter_or_digit(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// The code point at the front of `text`, which is then behind it. A byte that begins none is one.
char32_t take_letter(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  text.remove_prefix(1);
  if (first < 0x80) return first;
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  if (first < 0xC2 || first > 0xF4 || text.size() < static_cast<std::size_t>(more))
    return kNoLetter;
  char32_t out = first & (0x3F >> more);
  for (int i = 0; i < more; ++i) {
    const auto next = static_cast<unsigned char>(text[static_cast<std::size_t>(i)]);
    if ((next & 0xC0) != 0x80) return kNoLetter;
    out = out << 6 | (next & 0x3F);
  }
  text.remove_prefix(static_cast<std::size_t>(more));
  return out;
}

template <std::size_t N>
std::string by_sound(const std::array<std::string_view, N>& letters, char32_t small, char32_t c) {
  const bool capital = c < small;
  std::string out(letters[capital ? c + 0x20 - small : c - small]);
  if (capital) out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

// Marks that stand after their letter and change its shape only.
constexpr bool is_mark(char32_t c) {
  return (c >= 0x300 && c < 0x370) || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
}

std::string spell(char32_t c) {
  if (is_letter_or_digit(c) || (c < 0x80 && kMarks.find(static_cast<char>(c)) != kMarks.npos))
    return std::string(1, static_cast<char>(c));
  if (c <= 0x20 || c == 0x7F) return " ";
  if (is_mark(c)) return "";
  const auto found = std::ranges::lower_bound(kSpellings, c, {}, &Spelling::letter);
  if (found != kSpellings.end() && found->letter == c) return std::string(found->spelled);
  if (c >= 0xC0 && c < 0x250) return std::string(1, kLatin[c - 0xC0]);
  if (c >= 0x1E00 && c < 0x1F00) return std::string(1, kMoreLatin[c - 0x1E00]);
  if (c >= 0x391 && c < 0x3CA) return by_sound(kGreek, 0x3B1, c);
  if (c >= 0x410 && c < 0x450) return by_sound(kCyrillic, 0x430, c);
  return ".";
}

}  // namespace

std::string in_bank_text(std::string_view text, std::size_t size_max) {
  std::string out;
  while (!text.empty()) {
    const std::string spelled = spell(take_letter(text));
    if (spelled == " " && (out.empty() || out.back() == ' ')) continue;
    if (out.size() + spelled.size() > size_max) break;
    out += spelled;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool is_readable(std::string_view bank_text) {
  return std::ranges::any_of(
      bank_text, [](char c) { return is_letter_or_digit(static_cast<unsigned char>(c)); });
}

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace payouts
