// The page at hand and where on it the next thing goes. Every page gets its header and its foot
// when it is begun; how many there are, and on which one a heading stands, is known from a first
// run over the document on a blank canvas.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "typesetting/canvas.h"
#include "typesetting/columns.h"
#include "typesetting/document.h"
#include "typesetting/faces.h"

namespace typesetting {

// What the first run finds and the second uses.
struct Findings {
  int pages = 0;
  std::map<std::string, int> headings;  // and the page of each
  std::map<const Table*, Grid> grids;
};

// A text on one line, between `x` and `x` + `width`; what is too wide ends with "…".
struct Line {
  std::string_view text;
  Length x = 0, baseline = 0, width = 0;
  Align align = Align::Left;
  Weight weight = Weight::Regular;
  Length size = 0;
  Ink ink = Ink::Text;
};

class Pages {
 public:
  Pages(const Document& document, Faces& faces, Canvas& canvas, Findings& findings);

  Faces& faces() { return faces_; }
  Canvas& canvas() { return canvas_; }
  Findings& findings() { return findings_; }
  int number() const { return number_; }
  Length left() const { return margin_; }
  Length width() const { return size_.width - 2 * margin_; }
  Orientation orientation() const { return orientation_; }
  bool fits(Length height) const { return y_ + height <= bottom(); }
  Length y() const { return y_; }
  void move(Length down) { y_ += down; }

  void next_page();
  void next_page(Orientation orientation);
  void make_room(Length height) {
    if (!fits(height)) next_page();
  }
  void finish();  // the last page stays open

  void draw(const Line& line);

 private:
  Length bottom() const;
  void draw_margins();
  const Document& document_;
  Faces& faces_;
  Canvas& canvas_;
  Findings& findings_;
  PageSize size_;
  Orientation orientation_ = Orientation::Upright;
  Length margin_ = 0;
  Length y_ = 0;
  int number_ = 0;
  int pages_in_all_;
};

}  // namespace typesetting
