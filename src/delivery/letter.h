// What a letter says, of which events there are letters, and who wants which. Persons are written
// to when something waits for their decision, or for their eyes; a letter names it by its ids, as
// events do, and says where more is.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/language.h"
#include "delivery/event.h"
#include "delivery/mail.h"

namespace delivery {

using base::Language;

// A kind of letter: of one type of event.
struct LetterKind {
  std::string_view type;
  bool is_usual = true;  // is sent to who has not said otherwise
};
// Every kind, by type.
std::span<const LetterKind> letter_kinds();
bool is_written_of(std::string_view type);

// What one person has said of letters.
struct LetterWish {
  std::optional<Language> language;                     // none: that of the service
  std::map<std::string, bool, std::less<>> kinds = {};  // by type, whether they are wanted
  // Whether a letter of that type is to be written. Requires: is_written_of(type).
  bool wants(std::string_view type) const;
};

// `facts`: the members of the event's data. `more`: the web address of the service.
// Requires: is_written_of(event.type).
Letter letter_of(const Event& event, const std::map<std::string, std::string>& facts,
                 std::string to, Language language, std::string_view more);

}  // namespace delivery
