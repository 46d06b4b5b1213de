// What a letter says. Persons are written to when something waits for their decision, or for their
// eyes; a letter names it by its ids, as events do, and says where more is.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/language.h"
#include "delivery/event.h"
#include "delivery/mail.h"

namespace delivery {

using base::Language;

// The events of which letters are written.
bool is_written_of(std::string_view type);

// `facts`: the members of the event's data. `more`: the web address of the service.
// Requires: is_written_of(event.type).
Letter letter_of(const Event& event, const std::map<std::string, std::string>& facts,
                 std::string to, Language language, std::string_view more);

}  // namespace delivery
