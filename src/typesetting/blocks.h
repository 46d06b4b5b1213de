// Puts a block of a document on the page at hand and the ones after it.
#pragma once

#include "typesetting/document.h"
#include "typesetting/pages.h"

namespace typesetting {

void place(Pages& pages, const Title& title);
void place(Pages& pages, const Heading& heading);
void place(Pages& pages, const Paragraph& paragraph);
void place(Pages& pages, const Pointer& pointer);
void place(Pages& pages, const Facts& facts);
void place(Pages& pages, const Table& table);  // table.cc
void place(Pages& pages, const NewSheet& sheet);

}  // namespace typesetting
