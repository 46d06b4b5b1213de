// What a browser sends by itself (cookies, where a request comes from) and what another site cannot
// make it send. Between a browser and a service on one machine there may be no TLS; everywhere else
// cookies have the prefix __Host-, which a browser takes by TLS only and for this host alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace api {

inline constexpr std::string_view kSessionCookie = "accredit";
inline constexpr std::string_view kAttemptCookie = "accredit-attempt";

std::optional<std::string> shown_cookie(const http::Request& request, std::string_view name);
// Puts the header Set-Cookie; `seconds` 0: it is to be forgotten.
void give_cookie(http::Headers& headers, const http::Request& request, std::string_view name,
                 std::string_view value, std::int64_t seconds);

// What Origin and Sec-Fetch-Site say, where they are sent: a page of this service. Errors: Refused
// with CROSS_SITE.
base::Status check_page(const http::Request& request);
// The same, and the header x-accredit-csrf is that of the session. For what changes something and
// shows no more than a cookie.
base::Status check_csrf(const http::Request& request, std::string_view session);

bool is_change(const http::Request& request);

}  // namespace api
