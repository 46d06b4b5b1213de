// The bytes of a PDF on their way from Cairo to the sink. Cairo 1.16 has no word for the language
// of a document, without which a screen reader guesses, so the catalogue is said once more at the
// end, as an incremental update (PDF 32000-1, 7.5.6).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "typesetting/document.h"

namespace typesetting {

class PdfStream {
 public:
  explicit PdfStream(const Sink& sink) : sink_(sink) {}

  // After an error nothing more goes to the sink.
  void write(std::string_view bytes);
  // Appends the update and gives the first error. Requires: Cairo has finished.
  base::Status finish(const std::string& language);

 private:
  void pass_on();
  void note_catalogue();
  const Sink& sink_;
  base::Status status_;
  std::string buffer_;
  std::string catalogue_;  // the object, from "<<" to ">>"
  std::int64_t passed_on_ = 0;
};

}  // namespace typesetting
