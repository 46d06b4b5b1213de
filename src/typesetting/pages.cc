#include "typesetting/pages.h"

#include <algorithm>

namespace typesetting {
namespace {

constexpr PageSize kA4{609'563, 862'095};  // 210 x 297 mm
constexpr PageSize kLetter{points(612), points(792)};
constexpr Length kUprightMargin = points(54);
constexpr Length kWideMargin = points(40);
constexpr Length kTop = points(54);
constexpr Length kBottom = points(52);
constexpr Length kHeaderBaseline = points(36);
constexpr Length kFootBaseline = points(30);  // from the lower edge
constexpr Length kFootRule = points(41);
constexpr Length kMarginSize = tenths(72);
constexpr Length kPageNumber = points(110);

PageSize size_of(Paper paper, Orientation orientation) {
  const PageSize size = paper == Paper::A4 ? kA4 : kLetter;
  return orientation == Orientation::Upright ? size : PageSize{size.height, size.width};
}

}  // namespace

Pages::Pages(const Document& document, Faces& faces, Canvas& canvas, Findings& findings)
    : document_(document),
      faces_(faces),
      canvas_(canvas),
      findings_(findings),
      pages_in_all_(findings.pages) {
  next_page(Orientation::Upright);
}

Length Pages::bottom() const {
  return size_.height - kBottom;
}

void Pages::next_page() {
  next_page(orientation_);
}

void Pages::next_page(Orientation orientation) {
  if (number_ > 0) canvas_.end_page();
  ++number_;
  orientation_ = orientation;
  size_ = size_of(document_.paper, orientation);
  margin_ = orientation == Orientation::Upright ? kUprightMargin : kWideMargin;
  y_ = kTop;
  canvas_.begin_page(size_);
  if (!canvas_.blank()) draw_margins();
}

void Pages::finish() {
  findings_.pages = number_;
}

void Pages::draw_margins() {
  Line line{.x = left(), .width = width(), .size = kMarginSize, .ink = Ink::Muted};
  if (number_ > 1) {
    line.text = document_.header;
    line.baseline = kHeaderBaseline;
    draw(line);
  }
  canvas_.line(left(), size_.height - kFootRule, width(), tenths(5), Ink::Hair);
  line.baseline = size_.height - kFootBaseline;
  line.text = document_.footer;
  line.width = width() - kPageNumber;
  draw(line);
  const std::string number =
      "Page " + std::to_string(number_) + " of " + std::to_string(pages_in_all_);
  line.text = number;
  line.x = left() + width() - kPageNumber;
  line.width = kPageNumber;
  line.align = Align::Right;
  draw(line);
}

void Pages::draw(const Line& line) {
  if (canvas_.blank()) return;
  const Face& face = faces_.face(line.weight, line.size);
  if (face.knows(line.text)) {
    const Length width = face.width(line.text);
    if (width <= line.width) {
      Words words;
      words.add(face, line.text, line.align == Align::Right ? line.x + line.width - width : line.x,
                line.baseline);
      canvas_.words(words, face, line.ink);
      return;
    }
  }
  const OwnedLayout layout = faces_.layout(line.text, {.weight = line.weight,
                                                       .size = line.size,
                                                       .width = line.width,
                                                       .right = line.align == Align::Right});
  canvas_.layout(layout, line.x, line.baseline - pango_layout_get_baseline(layout.get()), line.ink);
}

}  // namespace typesetting
