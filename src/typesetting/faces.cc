#include "typesetting/faces.h"

#include <cmath>

#include "base/check.h"

namespace typesetting {
namespace {

// In the order of preference. Both have figures of one width and cover Latin, Greek and Cyrillic.
constexpr std::array<const char*, 2> kFamilies{"Noto Sans", "DejaVu Sans"};
// Soft hyphens are not drawn, so they are no business of a table.
constexpr char32_t kSoftHyphen = 0xAD;

bool drawn(char32_t code) {
  return code >= 0x20 && !(code >= 0x7F && code < 0xA0) && code != kSoftHyphen;
}

std::string utf8(char32_t code) {
  ASSERT(code < 0x10000);
  const auto part = [&](int shift) { return static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) return {static_cast<char>(code)};
  if (code < 0x800) return {static_cast<char>(0xC0 | (code >> 6)), part(0)};
  return {static_cast<char>(0xE0 | (code >> 12)), part(6), part(0)};
}

}  // namespace

Character first_character(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (size == 1) return {lead, 1};
  ASSERT(size <= text.size());
  char32_t code = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i)
    code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  return {code, size};
}

Face::Face(cairo_scaled_font_t* font) : font_(cairo_scaled_font_reference(font)) {
  for (char32_t code = 0; code < kLatinEnd; ++code) {
    if (drawn(code)) load(code);
  }
  for (char32_t code = kMarks; code < kMarksEnd; ++code)
    load(code);
}

void Face::load(char32_t code) {
  const std::string text = utf8(code);
  cairo_glyph_t* glyphs = nullptr;
  int count = 0;
  const cairo_status_t status =
      cairo_scaled_font_text_to_glyphs(font(), 0, 0, text.data(), static_cast<int>(text.size()),
                                       &glyphs, &count, nullptr, nullptr, nullptr);
  const Owned<cairo_glyph_t, cairo_glyph_free> owner(glyphs);
  if (status != CAIRO_STATUS_SUCCESS || count != 1) return;
  cairo_text_extents_t extents{};
  cairo_scaled_font_glyph_extents(font(), glyphs, 1, &extents);
  indices_[slot(code)] = glyphs[0].index;
  advances_[slot(code)] = static_cast<Length>(std::lround(extents.x_advance * kPoint));
}

bool Face::knows(std::string_view text) const {
  while (!text.empty()) {
    const Character character = first_character(text);
    if (index(character.code) == 0) return false;
    text.remove_prefix(character.size);
  }
  return true;
}

Length Face::width(std::string_view text) const {
  Length sum = 0;
  while (!text.empty() && sum < kLongest) {
    const Character character = first_character(text);
    sum += advance(character.code);
    text.remove_prefix(character.size);
  }
  return std::min(sum, kLongest);
}

Faces::Faces(PangoFontMap* map, std::string family) : map_(map), family_(std::move(family)) {
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);  // a point is a unit
  context_.reset(pango_font_map_create_context(map));
  const Owned<cairo_font_options_t, cairo_font_options_destroy> options(
      cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(context_.get(), options.get());
  pango_context_set_round_glyph_positions(context_.get(), FALSE);
  pango_context_set_language(context_.get(), pango_language_from_string("en"));
}

base::Result<Faces> Faces::open() {
  PangoFontMap* map = pango_cairo_font_map_new();
  PangoFontFamily** families = nullptr;
  int count = 0;
  pango_font_map_list_families(map, &families, &count);
  const Owned<PangoFontFamily*, g_free> owner(families);
  for (const char* wanted : kFamilies) {
    for (int i = 0; i < count; ++i) {
      if (std::string_view(pango_font_family_get_name(families[i])) == wanted)
        return Faces(map, wanted);
    }
  }
  g_object_unref(map);
  return base::fail(
      base::Code::Missing,
      "a PDF cannot be made: neither the font Noto Sans nor DejaVu Sans is installed; "
      "install Debian's fonts-noto-core and repeat");
}

Owned<PangoFontDescription, pango_font_description_free> Faces::description(Weight weight,
                                                                            Length size) const {
  Owned<PangoFontDescription, pango_font_description_free> out(pango_font_description_new());
  pango_font_description_set_family(out.get(), family_.c_str());
  pango_font_description_set_size(out.get(), size);
  pango_font_description_set_weight(
      out.get(), weight == Weight::Bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  return out;
}

const Face& Faces::face(Weight weight, Length size) {
  std::unique_ptr<Face>& place = faces_[{weight, size}];
  if (!place) {
    const Owned<PangoFont, g_object_unref> font(
        pango_font_map_load_font(map_.get(), context_.get(), description(weight, size).get()));
    ASSERT(font != nullptr);
    place = std::make_unique<Face>(pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font.get())));
  }
  return *place;
}

OwnedLayout Faces::layout(std::string_view text, const LayoutWish& wish) const {
  OwnedLayout out(pango_layout_new(context_.get()));
  pango_layout_set_font_description(out.get(), description(wish.weight, wish.size).get());
  pango_layout_set_text(out.get(), text.data(), static_cast<int>(text.size()));
  pango_layout_set_width(out.get(), wish.width);
  pango_layout_set_wrap(out.get(), PANGO_WRAP_WORD_CHAR);
  // A hyphen at the end of a line would be a letter too many of an id or a signature.
  const Owned<PangoAttrList, pango_attr_list_unref> attributes(pango_attr_list_new());
  pango_attr_list_insert(attributes.get(), pango_attr_insert_hyphens_new(FALSE));
  pango_layout_set_attributes(out.get(), attributes.get());
  pango_layout_set_height(out.get(), -wish.lines_max);
  pango_layout_set_ellipsize(out.get(), PANGO_ELLIPSIZE_END);
  // A name in another direction stands at the same edge as the others.
  pango_layout_set_auto_dir(out.get(), FALSE);
  pango_layout_set_alignment(out.get(), wish.right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  return out;
}

Length height_of(const OwnedLayout& layout) {
  int width = 0;
  int height = 0;
  pango_layout_get_size(layout.get(), &width, &height);
  return height;
}

}  // namespace typesetting
