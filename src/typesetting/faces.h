// The fonts of a document. Text of the Latin script is measured and placed character by character
// from a table, which is a hundred times as fast as Pango and enough for cells of tables; what
// needs more than that (other scripts, marks, pictures) goes to Pango, which finds fonts for it.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "typesetting/document.h"
#include "typesetting/length.h"
#include "typesetting/owned.h"

namespace typesetting {

using OwnedLayout = Owned<PangoLayout, g_object_unref>;

// A character of a text: its code point and its bytes.
struct Character {
  char32_t code = 0;
  std::size_t size = 0;
};
// Requires: not empty, UTF-8.
Character first_character(std::string_view text);

// A font in one size.
class Face {
 public:
  // Requires: Cairo keeps `font` alive for us.
  explicit Face(cairo_scaled_font_t* font);

  // Whether all of the text is in the table.
  bool knows(std::string_view text) const;
  // Up to kLongest. Requires: knows(text).
  Length width(std::string_view text) const;
  // Of a character; no index: not in the table.
  unsigned long index(char32_t code) const { return indices_[slot(code)]; }
  Length advance(char32_t code) const { return advances_[slot(code)]; }
  cairo_scaled_font_t* font() const { return font_.get(); }

 private:
  // Latin with all that Europe adds to it; dashes, quotation marks, "…". The rest share slot 0.
  static constexpr char32_t kLatinEnd = 0x250, kMarks = 0x2010, kMarksEnd = 0x2028;
  static constexpr std::size_t kSlots = kLatinEnd + (kMarksEnd - kMarks);
  static constexpr std::size_t slot(char32_t code) {
    if (code < kLatinEnd) return code;
    return code >= kMarks && code < kMarksEnd ? kLatinEnd + (code - kMarks) : 0;
  }
  void load(char32_t code);
  Owned<cairo_scaled_font_t, cairo_scaled_font_destroy> font_;
  std::array<unsigned long, kSlots> indices_{};
  std::array<Length, kSlots> advances_{};
};

struct LayoutWish {
  Weight weight = Weight::Regular;
  Length size = 0;
  Length width = 0;    // where lines break
  int lines_max = 1;   // then "…"
  bool right = false;  // aligned
};

class Faces {
 public:
  // Errors: Missing: none of the families that we set in.
  static base::Result<Faces> open();

  const Face& face(Weight weight, Length size);
  OwnedLayout layout(std::string_view text, const LayoutWish& wish) const;

 private:
  Faces(PangoFontMap* map, std::string family);
  Owned<PangoFontDescription, pango_font_description_free> description(Weight weight,
                                                                       Length size) const;
  Owned<PangoFontMap, g_object_unref> map_;
  Owned<PangoContext, g_object_unref> context_;
  std::string family_;
  std::map<std::pair<Weight, Length>, std::unique_ptr<Face>> faces_;
};

Length height_of(const OwnedLayout& layout);

}  // namespace typesetting
