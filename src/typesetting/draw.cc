// What the module exports: a document goes in, the bytes of a PDF come out.
#include <cairo-pdf.h>

#include "typesetting/blocks.h"
#include "typesetting/pdf_stream.h"

namespace typesetting {
namespace {

cairo_status_t take(void* stream, const unsigned char* bytes, unsigned size) {
  static_cast<PdfStream*>(stream)->write({reinterpret_cast<const char*>(bytes), size});
  return CAIRO_STATUS_SUCCESS;  // the stream keeps what went wrong
}

void run(const Document& document, Faces& faces, Canvas& canvas, Findings& findings) {
  Pages pages(document, faces, canvas, findings);
  const Tag tag(canvas, "Document");  // Cairo forgets what was begun before the first page
  for (const Block& block : document.blocks)
    std::visit([&](const auto& each) { place(pages, each); }, block);
  pages.finish();
}

base::Status draw(const Document& document, const Sink& sink) {
  Faces faces = TRY(Faces::open());
  Findings findings;
  Canvas blank;
  run(document, faces, blank, findings);

  PdfStream stream(sink);
  const Owned<cairo_surface_t, cairo_surface_destroy> surface(
      cairo_pdf_surface_create_for_stream(take, &stream, 1, 1));
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
  {
    Canvas canvas(document, surface.get());
    run(document, faces, canvas, findings);
    canvas.end_page();
  }
  cairo_surface_finish(surface.get());
  const cairo_status_t status = cairo_surface_status(surface.get());
  if (status != CAIRO_STATUS_SUCCESS) {
    return base::fail(base::Code::Io, std::string("the PDF could not be drawn: ") +
                                          cairo_status_to_string(status) +
                                          "; nothing was written, report it with the statement");
  }
  return stream.finish(document.language);
}

}  // namespace
}  // namespace typesetting

extern "C" [[gnu::visibility("default")]] typesetting::DrawFunction accredit_draw;

void accredit_draw(const typesetting::Document& document, const typesetting::Sink& sink,
                   std::string_view version, base::Status& done) {
  if (version != ACCREDIT_VERSION) {
    done = base::fail(base::Code::Missing,
                      std::string(typesetting::kModule) +
                          " is of version " ACCREDIT_VERSION " and the program of " +
                          std::string(version) + "; install both from one release");
    return;
  }
  done = typesetting::draw(document, sink);
}
