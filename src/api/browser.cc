#include "api/browser.h"

#include <algorithm>
#include <array>

#include "access/identity.h"
#include "http/cookie.h"

namespace api {
namespace {

std::string_view without_port(std::string_view host) {
  const std::size_t colon = host.rfind(':');
  const bool is_port = colon != host.npos && host.find(']', colon) == host.npos;
  return is_port ? host.substr(0, colon) : host;
}

// As the browser sees it: what it named as the host is what it keeps cookies for.
bool is_plain(const http::Request& request) {
  constexpr std::array<std::string_view, 3> kHere{"localhost", "127.0.0.1", "[::1]"};
  const std::string_view host = without_port(http::header(request.headers, "host"));
  return !request.secure && std::ranges::find(kHere, host) != kHere.end();
}

std::string full_name(const http::Request& request, std::string_view name) {
  return (is_plain(request) ? "" : "__Host-") + std::string(name);
}

base::Status cross_site(const char* what) {
  return base::refuse("CROSS_SITE", what);
}

}  // namespace

std::optional<std::string> shown_cookie(const http::Request& request, std::string_view name) {
  return http::cookie(request.headers, full_name(request, name));
}

void give_cookie(http::Headers& headers, const http::Request& request, std::string_view name,
                 std::string_view value, std::int64_t seconds) {
  headers.emplace_back(
      "set-cookie", http::set_cookie(full_name(request, name), value, seconds, !is_plain(request)));
}

base::Status check_page(const http::Request& request) {
  const std::string_view site = http::header(request.headers, "sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none")
    return cross_site("The browser says that a page of another site sent this (Sec-Fetch-Site).");
  if (http::count_of(request.headers, "origin") == 0) return {};
  const std::string_view origin = http::header(request.headers, "origin");
  const std::string host(http::header(request.headers, "host"));
  // A proxy may have taken TLS off.
  const bool is_ours =
      origin == "https://" + host || (!request.secure && origin == "http://" + host);
  if (is_ours && !host.empty()) return {};
  return cross_site("Origin is not this service; a proxy has to pass Host on as it was.");
}

base::Status check_csrf(const http::Request& request, std::string_view session) {
  TRY_STATUS(check_page(request));
  if (rights::is_csrf_token(session, http::header(request.headers, "x-accredit-csrf"))) return {};
  return cross_site(
      "A change by cookie needs the header x-accredit-csrf: GET /v1/session tells it.");
}

bool is_change(const http::Request& request) {
  return request.method != "GET" && request.method != "HEAD";
}

}  // namespace api
