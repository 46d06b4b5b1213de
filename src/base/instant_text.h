// An instant as people and programs write it, in UTC.
#pragma once

#include <string>

#include "base/keys.h"

namespace base {

// 2026-03-11T08:15:30Z; what is less than a second is cut.
std::string instant_text(Instant at);
// 2026-03-11T08:15:30.250Z
std::string instant_text_ms(Instant at);
// Wed, 11 Mar 2026 08:15:30, without a zone: what dates of mail and of HTTP headers begin with.
// Source: RFC 5322, 3.3; RFC 9110, 5.6.7.
std::string internet_date(Instant at);

}  // namespace base
