#include "api/browser.h"

#include <doctest/doctest.h>

#include "access/identity.h"

namespace api {
namespace {

http::Request request(http::Headers headers, bool secure = false) {
  http::Request out;
  out.method = "POST";
  out.headers = std::move(headers);
  out.secure = secure;
  return out;
}

std::string given(const http::Request& request) {
  http::Headers out;
  give_cookie(out, request, kSessionCookie, "ses_a", 60);
  return out.at(0).second;
}

TEST_CASE("cookies are for TLS and this host alone, but on one machine") {
  const std::string tail = "=ses_a; Path=/; Max-Age=60; HttpOnly; SameSite=Lax";
  for (const char* host : {"localhost", "localhost:8416", "127.0.0.1:1", "[::1]", "[::1]:8416"}) {
    CHECK(given(request({{"host", host}})) == "accredit" + tail);
    CHECK(given(request({{"host", host}}, true)) == "__Host-accredit" + tail + "; Secure");
  }
  for (const char* host : {"accredit.example", "localhost.example", "127.0.0.1.example", "", "::1"})
    CHECK(given(request({{"host", host}})) == "__Host-accredit" + tail + "; Secure");
}

TEST_CASE("the cookie that is read is the one that was given") {
  const std::string both = "accredit=plain; __Host-accredit=host";
  CHECK(shown_cookie(request({{"host", "localhost"}, {"cookie", both}}), kSessionCookie) ==
        "plain");
  CHECK(shown_cookie(request({{"host", "a.example"}, {"cookie", both}}), kSessionCookie) == "host");
  CHECK(!shown_cookie(request({{"host", "a.example"}, {"cookie", "accredit=x"}}), kSessionCookie));
}

TEST_CASE("a change by cookie comes from a page of this service and has its token") {
  const std::string session = "ses_a";
  const std::string token = rights::csrf_token(session);
  const auto allowed = [&](http::Headers headers, bool secure = false) {
    headers.emplace_back("host", "a.example:8416");
    return check_csrf(request(std::move(headers), secure), session).has_value();
  };
  const auto with = [&](const char* name, const char* value) {
    return http::Headers{{"x-accredit-csrf", token}, {name, value}};
  };
  CHECK(allowed(with("accept", "x")));
  CHECK(allowed(with("origin", "https://a.example:8416")));
  CHECK(allowed(with("origin", "http://a.example:8416")));
  CHECK(allowed(with("origin", "https://a.example:8416"), true));
  CHECK(allowed(with("sec-fetch-site", "same-origin")));
  CHECK(!allowed(with("origin", "http://a.example:8416"), true));
  for (const char* origin : {"null", "", "https://a.example", "https://b.example:8416",
                             "https://a.example:8416.b.example", "https://a.example:8416/"})
    CHECK_MESSAGE(!allowed(with("origin", origin)), origin);
  for (const char* site : {"cross-site", "same-site", "x"})
    CHECK_MESSAGE(!allowed(with("sec-fetch-site", site)), site);
  CHECK(!allowed({}));
  CHECK(!allowed({{"x-accredit-csrf", ""}}));
  CHECK(!allowed({{"x-accredit-csrf", rights::csrf_token("ses_b")}}));
  CHECK(!allowed({{"x-accredit-csrf", token.substr(1)}}));
}

}  // namespace
}  // namespace api
