// A document as headings, facts, paragraphs and tables, without a place on paper; and how the
// module that draws it is called. Whoever makes one knows nothing of fonts and pages, and the
// module knows nothing of what the words mean. All texts are UTF-8 without control characters
// (documents/printable.h).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace typesetting {

enum class Paper { A4, Letter };
enum class Align { Left, Right };
// A cell that is Whole is never broken or cut: rather the type of the whole table gets smaller.
enum class Fit { Whole, Wrap };
enum class Weight { Regular, Bold };
enum class Orientation { Upright, Wide };

struct Title {
  std::string text;
};

// Opens a section: a bookmark, and a place that a Pointer may name.
struct Heading {
  std::string text;
};

struct Paragraph {
  std::string text;
  Weight weight = Weight::Regular;
};

// "12 lines, from page 3": a link to the heading of that text.
struct Pointer {
  std::string text, heading;
};

// Labels and their values, side by side.
struct Facts {
  std::vector<std::pair<std::string, std::string>> pairs;
  std::size_t across = 3;
};

struct Column {
  std::string title;
  Align align = Align::Left;
  Fit fit = Fit::Wrap;
  Weight weight = Weight::Regular;
};

struct Table {
  std::vector<Column> columns;
  std::size_t rows = 0;
  // Puts the cells of a row, one for each column. Asked several times for each row, in order.
  std::function<void(std::size_t row, std::vector<std::string>& cells)> fill;
};

// What follows begins on a page of its own.
struct NewSheet {
  Orientation orientation = Orientation::Upright;
};

using Block = std::variant<Title, Heading, Paragraph, Pointer, Facts, Table, NewSheet>;

struct Document {
  Paper paper = Paper::A4;
  std::string language;  // "en"
  std::string title, author, subject, creator;
  std::string date;    // ISO, YYYY-MM-DD
  std::string header;  // at the top of every page but the first
  std::string footer;  // at the foot of every page, beside its number
  std::vector<Block> blocks;
};

// Takes the bytes of the file as they come.
using Sink = std::function<base::Status(std::string_view bytes)>;

// What the module exports, under this name. `version` is of the caller: both are built together.
// Errors: Missing (no font, another version), Io (what the sink says).
using DrawFunction = void(const Document& document, const Sink& sink, std::string_view version,
                          base::Status& done);
inline constexpr const char* kDrawFunction = "accredit_draw";
inline constexpr const char* kModule = "libaccredit_pdf.so";

}  // namespace typesetting
