#include "site/site.h"

#include <doctest/doctest.h>

#include "http/packing.h"

namespace site {
namespace {

http::Request ask(const std::string& target, http::Headers headers = {},
                  const std::string& method = "GET") {
  http::Request out;
  out.method = method;
  out.target = target;
  out.headers = std::move(headers);
  return out;
}

std::string_view said(const http::Response& response, std::string_view name) {
  return http::header(response.headers, name);
}

// A page that names no file, a list with its details, one file that is packed and one that is not.
struct Small {
  std::string html = "<!doctype html><title>x</title>", packed = http::pack(html);
  std::string pack =
      "accredit-site 1\npage /sign-in\npage /c\npage /c/requests/:id\n"
      "file /index.html aa 2 " +
      std::to_string(packed.size()) +
      " 0 text/html; charset=utf-8\n"
      "file /assets/x.woff2 bb 0 0 4 font/woff2\n\nBR" +
      packed + "FONT";
  Site site = Site::parse(pack).value();
};

}  // namespace

TEST_CASE("site: a page is the app, an address below it that shows nothing is the app with 404") {
  const Small small;
  for (const char* const path : {"/c", "/c/", "/c?period=2026-10", "/c/requests/req-1", "/sign-in"})
    CHECK(small.site.answer(ask(path)).value().status == 200);
  for (const char* const path : {"/c/requests", "/c/requests/1/2", "/c/other", "/sign-in/x"}) {
    const auto answer = small.site.answer(ask(path)).value();
    CHECK(answer.status == 404);
    CHECK(answer.body == small.html);
  }
  for (const char* const path :
       {"/v1/session", "/cc", "/assets/none.js", "/index.html", "/healthz"})
    CHECK_FALSE(small.site.answer(ask(path)));
  const auto root = small.site.answer(ask("/")).value();
  CHECK(root.status == 303);
  CHECK(said(root, "location") == "/sign-in");
}

TEST_CASE("site: what is sent is what the other end unpacks") {
  const Small small;
  const auto brotli = small.site.answer(ask("/c", {{"accept-encoding", "gzip, br"}})).value();
  CHECK(said(brotli, "content-encoding") == "br");
  CHECK(brotli.body == "BR");
  const auto gzip = small.site.answer(ask("/c", {{"accept-encoding", "gzip, br;q=0"}})).value();
  CHECK(said(gzip, "content-encoding") == "gzip");
  CHECK(http::unpack(gzip.body, 1'000).value() == small.html);
  const auto plain = small.site.answer(ask("/c")).value();
  CHECK(said(plain, "content-encoding").empty());
  CHECK(plain.body == small.html);
  CHECK(said(plain, "vary") == "accept-encoding");
  CHECK(said(plain, "etag") != said(gzip, "etag"));
  const auto font = small.site.answer(ask("/assets/x.woff2", {{"accept-encoding", "br"}})).value();
  CHECK(font.body == "FONT");
  CHECK(said(font, "content-type") == "font/woff2");
}

TEST_CASE("site: pages are asked for again, files with a hash in their name never") {
  const Small small;
  const auto page = small.site.answer(ask("/c")).value();
  CHECK(said(page, "cache-control") == "no-cache");
  const std::string etag(said(page, "etag"));
  const auto again = small.site.answer(ask("/c", {{"if-none-match", etag}})).value();
  CHECK(again.status == 304);
  CHECK(again.body.empty());
  CHECK(small.site.answer(ask("/c/x", {{"if-none-match", etag}})).value().status == 404);
  const auto font = small.site.answer(ask("/assets/x.woff2")).value();
  CHECK(said(font, "cache-control") == "public, max-age=31536000, immutable");
}

TEST_CASE("site: nothing is changed here, and a policy allows nothing from elsewhere") {
  const Small small;
  const auto refused = small.site.answer(ask("/c", {}, "POST")).value();
  CHECK(refused.status == 405);
  CHECK(said(refused, "allow") == "GET, HEAD");
  CHECK(small.site.answer(ask("/c", {}, "HEAD")).value().status == 200);
  const auto page = small.site.answer(ask("/c")).value();
  CHECK(said(page, "content-security-policy").find("default-src 'self'") == 0);
  CHECK(said(page, "content-security-policy").find("unsafe") == std::string_view::npos);
}

TEST_CASE("site: a broken pack is no site") {
  const std::string pack = Small().pack;
  for (const std::string& bytes :
       {std::string(), std::string("accredit-site 2\n\n"), pack.substr(0, pack.size() - 1),
        pack + "x", std::string("accredit-site 1\npage /c\n\n"),
        std::string("accredit-site 1\nfile /index.html a 99999999999999999999 0 0 t\n\n")})
    CHECK_FALSE(Site::parse(bytes));
}

TEST_CASE("site: what the program carries has every portal, and its scripts where it says") {
  for (const char* const path : {"/c", "/p", "/o", "/sign-in", "/set-up", "/o/support"}) {
    const auto page = shipped().answer(ask(path)).value();
    REQUIRE(page.status == 200);
    const std::size_t at = page.body.find("src=\"/assets/index-");
    REQUIRE(at != std::string::npos);
    const std::size_t from = at + 5;
    const std::string script = page.body.substr(from, page.body.find('"', from) - from);
    const auto file = shipped().answer(ask(script, {{"accept-encoding", "gzip"}})).value();
    CHECK(file.status == 200);
    CHECK(said(file, "content-type") == "text/javascript; charset=utf-8");
    CHECK(page.body.find("<script>") == std::string::npos);
    CHECK(page.body.find("style=") == std::string::npos);
  }
}

}  // namespace site
