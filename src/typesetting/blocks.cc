#include "typesetting/blocks.h"

#include <algorithm>

namespace typesetting {
namespace {

constexpr Length kTitleSize = points(20);
constexpr Length kHeadingSize = tenths(105);
constexpr Length kTextSize = tenths(85);
constexpr Length kLeadSize = points(11);  // of bold paragraphs
constexpr Length kLabelSize = tenths(70);
constexpr Length kFactSize = tenths(90);
constexpr Length kFactGap = points(14);
constexpr int kTextLines = 12;  // of a paragraph; it is a sentence
constexpr int kFactLines = 6;

// A heading does not stand at the foot of a page without what it opens.
constexpr Length kKept = points(64);

// What a link calls the place of a heading. Cairo 1.16 knows no link to a page that is yet to come.
std::string place_name(std::string_view heading) {
  std::string out;
  std::ranges::copy_if(heading, std::back_inserter(out),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  return out;
}

}  // namespace

void place(Pages& pages, const Title& title) {
  const OwnedLayout layout = pages.faces().layout(
      title.text,
      {.weight = Weight::Bold, .size = kTitleSize, .width = pages.width(), .lines_max = 2});
  pages.canvas().bookmark(title.text, pages.number(), 0);
  {
    const Tag tag(pages.canvas(), "H1");
    pages.canvas().layout(layout, pages.left(), pages.y(), Ink::Accent);
  }
  pages.move(height_of(layout) + points(5));
  pages.canvas().line(pages.left(), pages.y(), pages.width(), tenths(14), Ink::Accent);
  pages.move(points(12));
}

void place(Pages& pages, const Heading& heading) {
  const OwnedLayout layout = pages.faces().layout(
      heading.text, {.weight = Weight::Bold, .size = kHeadingSize, .width = pages.width()});
  pages.make_room(kKept);
  pages.move(points(10));
  pages.findings().headings.emplace(heading.text, pages.number());
  pages.canvas().bookmark(heading.text, pages.number(), pages.y() - points(8));
  {
    const std::string name = "name='" + place_name(heading.text) + "'";
    const Tag tag(pages.canvas(), "H2");
    const Tag place(pages.canvas(), "cairo.dest", name.c_str());
    pages.canvas().layout(layout, pages.left(), pages.y(), Ink::Accent);
  }
  pages.move(height_of(layout) + points(3));
}

void place(Pages& pages, const Paragraph& paragraph) {
  const bool lead = paragraph.weight == Weight::Bold;
  const OwnedLayout layout =
      pages.faces().layout(paragraph.text, {.weight = paragraph.weight,
                                            .size = lead ? kLeadSize : kTextSize,
                                            .width = pages.width(),
                                            .lines_max = kTextLines});
  const Length height = height_of(layout);
  pages.make_room(height);
  {
    const Tag tag(pages.canvas(), "P");
    pages.canvas().layout(layout, pages.left(), pages.y(), Ink::Text);
  }
  pages.move(height + points(4));
}

void place(Pages& pages, const Pointer& pointer) {
  const auto found = pages.findings().headings.find(pointer.heading);
  // The first run meets pointers before headings; a line is a line, whatever the number.
  const std::string page =
      std::to_string(found == pages.findings().headings.end() ? 1 : found->second);
  const Length height = points(13);
  pages.make_room(height);
  const std::string to = "dest='" + place_name(pointer.heading) + "'";
  {
    const Tag paragraph(pages.canvas(), "P");
    const Tag link(pages.canvas(), "Link", to.c_str());
    const std::string text = pointer.text + ", page " + page;
    pages.draw({.text = text,
                .x = pages.left(),
                .baseline = pages.y() + points(9),
                .width = pages.width(),
                .size = kTextSize,
                .ink = Ink::Accent});
  }
  pages.move(height);
}

void place(Pages& pages, const Facts& facts) {
  const auto across = static_cast<Length>(facts.across);
  const Length width = (pages.width() - kFactGap * (across - 1)) / across;
  for (std::size_t first = 0; first < facts.pairs.size(); first += facts.across) {
    const std::size_t end = std::min(first + facts.across, facts.pairs.size());
    std::vector<OwnedLayout> values;
    Length height = 0;
    for (std::size_t i = first; i < end; ++i) {
      values.push_back(pages.faces().layout(
          facts.pairs[i].second, {.size = kFactSize, .width = width, .lines_max = kFactLines}));
      height = std::max(height, height_of(values.back()));
    }
    pages.make_room(height + points(19));
    for (std::size_t i = first; i < end; ++i) {
      const Length x = pages.left() + static_cast<Length>(i - first) * (width + kFactGap);
      const Tag tag(pages.canvas(), "P");
      const std::string label = facts.pairs[i].first + " ";  // two words to whoever hears them
      pages.draw({.text = label,
                  .x = x,
                  .baseline = pages.y() + points(7),
                  .width = width,
                  .size = kLabelSize,
                  .ink = Ink::Muted});
      pages.canvas().layout(values[i - first], x, pages.y() + points(9), Ink::Text);
    }
    pages.move(height + points(17));
  }
}

void place(Pages& pages, const NewSheet& sheet) {
  pages.next_page(sheet.orientation);
}

}  // namespace typesetting
