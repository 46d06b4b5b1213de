#include "typesetting/canvas.h"

#include <cairo-pdf.h>

#include <array>

#include "base/check.h"

namespace typesetting {
namespace {

// Red, green, blue of 255. The first three have a contrast to paper of 7 and more.
constexpr std::array<std::array<int, 3>, 5> kInks{{{0x1B, 0x1E, 0x23},
                                                   {0x4F, 0x56, 0x60},
                                                   {0x1D, 0x3A, 0x5F},
                                                   {0x1D, 0x3A, 0x5F},
                                                   {0xC4, 0xC9, 0xD1}}};

// The one place where lengths become what Cairo counts in.
constexpr auto in_points(Length length) {
  return length / 1024.0;
}

}  // namespace

void Words::add(const Face& face, std::string_view text, Length x, Length baseline) {
  text_ += text;
  while (!text.empty()) {
    const Character character = first_character(text);
    glyphs_.push_back({face.index(character.code), in_points(x), in_points(baseline)});
    clusters_.push_back({static_cast<int>(character.size), 1});
    x += face.advance(character.code);
    text.remove_prefix(character.size);
  }
}

void Words::clear() {
  text_.clear();
  glyphs_.clear();
  clusters_.clear();
}

Canvas::Canvas(const Document& document, cairo_surface_t* surface)
    : surface_(surface), context_(cairo_create(surface)) {
  const auto say = [&](cairo_pdf_metadata_t what, const std::string& text) {
    cairo_pdf_surface_set_metadata(surface, what, text.c_str());
  };
  say(CAIRO_PDF_METADATA_TITLE, document.title);
  say(CAIRO_PDF_METADATA_AUTHOR, document.author);
  say(CAIRO_PDF_METADATA_SUBJECT, document.subject);
  say(CAIRO_PDF_METADATA_CREATOR, document.creator);
  // Without a date Cairo takes the clock's, and no two files would be the same.
  say(CAIRO_PDF_METADATA_CREATE_DATE, document.date + "T00:00:00Z");
  say(CAIRO_PDF_METADATA_MOD_DATE, document.date + "T00:00:00Z");
}

void Canvas::begin_page(PageSize size) {
  if (blank()) return;
  cairo_pdf_surface_set_size(surface_, in_points(size.width), in_points(size.height));
}

void Canvas::end_page() {
  if (!blank()) cairo_show_page(context_.get());
}

void Canvas::set_ink(Ink ink) {
  const auto& [red, green, blue] = kInks[static_cast<std::size_t>(ink)];
  cairo_set_source_rgb(context_.get(), red / 255.0, green / 255.0, blue / 255.0);
}

void Canvas::words(const Words& words, const Face& face, Ink ink) {
  if (blank() || words.empty()) return;
  set_ink(ink);
  cairo_set_scaled_font(context_.get(), face.font());
  const auto count = [](const auto& list) { return static_cast<int>(list.size()); };
  cairo_show_text_glyphs(context_.get(), words.text_.data(), count(words.text_),
                         words.glyphs_.data(), count(words.glyphs_), words.clusters_.data(),
                         count(words.clusters_), cairo_text_cluster_flags_t{});
}

void Canvas::layout(const OwnedLayout& layout, Length x, Length top, Ink ink) {
  if (blank()) return;
  set_ink(ink);
  cairo_move_to(context_.get(), in_points(x), in_points(top));
  pango_cairo_show_layout(context_.get(), layout.get());
}

void Canvas::line(Length x, Length y, Length width, Length thickness, Ink ink) {
  lines(x, {&y, 1}, width, thickness, ink);
}

void Canvas::lines(Length x, std::span<const Length> ys, Length width, Length thickness, Ink ink) {
  if (blank()) return;
  set_ink(ink);
  for (const Length y : ys)
    cairo_rectangle(context_.get(), in_points(x), in_points(y - thickness / 2), in_points(width),
                    in_points(thickness));
  cairo_fill(context_.get());
}

void Canvas::begin_tag(const char* name, const char* attributes) {
  if (!blank()) cairo_tag_begin(context_.get(), name, attributes);
}

void Canvas::end_tag(const char* name) {
  if (!blank()) cairo_tag_end(context_.get(), name);
}

void Canvas::bookmark(const std::string& text, int page, Length y) {
  if (blank()) return;
  const std::string place =
      "page=" + std::to_string(page) + " pos=[0 " + std::to_string(y / kPoint) + "]";
  cairo_pdf_surface_add_outline(surface_, CAIRO_PDF_OUTLINE_ROOT, text.c_str(), place.c_str(),
                                cairo_pdf_outline_flags_t{});
}

}  // namespace typesetting
