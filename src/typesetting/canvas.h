// The pages of a PDF (Cairo beneath). One that is blank takes all calls and draws nothing: the
// first of two runs over a document, which counts its pages.
#pragma once

#include <cairo.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "typesetting/faces.h"

namespace typesetting {

struct PageSize {
  Length width = 0, height = 0;
};
enum class Ink { Text, Muted, Accent, Rule, Hair };

// Words that stand on one line and are drawn in one go.
class Words {
 public:
  void add(const Face& face, std::string_view text, Length x, Length baseline);
  void clear();
  bool empty() const { return glyphs_.empty(); }

 private:
  friend class Canvas;
  std::string text_;
  std::vector<cairo_glyph_t> glyphs_;
  std::vector<cairo_text_cluster_t> clusters_;
};

class Canvas {
 public:
  Canvas() = default;  // blank
  Canvas(const Document& document, cairo_surface_t* surface);

  bool blank() const { return context_ == nullptr; }
  void begin_page(PageSize size);
  void end_page();

  void words(const Words& words, const Face& face, Ink ink);
  void layout(const OwnedLayout& layout, Length x, Length top, Ink ink);
  // A level line; `y` is its middle.
  void line(Length x, Length y, Length width, Length thickness, Ink ink);
  void lines(Length x, std::span<const Length> ys, Length width, Length thickness, Ink ink);

  // Structure for readers that do not see: H1, P, Table, TR ... `attributes` as Cairo has them.
  void begin_tag(const char* name, const char* attributes = "");
  void end_tag(const char* name);
  // A bookmark to a place on the page at hand, which is the `page`th.
  void bookmark(const std::string& text, int page, Length y);

 private:
  void set_ink(Ink ink);
  cairo_surface_t* surface_ = nullptr;
  Owned<cairo_t, cairo_destroy> context_;
};

// Of a block of structure, as long as it lives.
class Tag {
 public:
  Tag(Canvas& canvas, const char* name, const char* attributes = "")
      : canvas_(canvas), name_(name) {
    canvas.begin_tag(name, attributes);
  }
  Tag(const Tag&) = delete;
  Tag& operator=(const Tag&) = delete;
  ~Tag() { canvas_.end_tag(name_); }

 private:
  Canvas& canvas_;
  const char* name_;
};

}  // namespace typesetting
