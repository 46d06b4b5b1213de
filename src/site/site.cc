#include "site/site.h"

#include <algorithm>
#include <charconv>

#include "http/packing.h"

namespace site {
namespace {

constexpr std::string_view kFirstLine = "accredit-site 1";
constexpr std::string_view kIndex = "/index.html";
constexpr std::size_t kPlainMax = std::size_t{16} << 20;

// Scripts, styles, type and questions come from here and nowhere else, and nobody frames it.
constexpr std::string_view kPolicy =
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
    "frame-ancestors 'none'";

// Up to the next `end`, which is passed over.
std::string_view take(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view out = text.substr(0, at);
  text.remove_prefix(std::min(text.size(), at + 1));
  return out;
}

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> out;
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  while (!path.empty())
    out.push_back(take(path, '/'));
  return out;
}

bool read_size(std::string_view text, std::size_t& size) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  return error == std::errc() && end == text.data() + text.size();
}

// A line of a file: "/name hash brotli gzip plain type"; its bytes are taken off `blobs`.
bool read_file(std::string_view line, std::string_view& blobs, File& file) {
  file.hash = take(line, ' ');
  for (std::string_view* const part : {&file.brotli, &file.gzip, &file.plain}) {
    std::size_t size = 0;
    if (!read_size(take(line, ' '), size) || size > blobs.size()) return false;
    *part = blobs.substr(0, size);
    blobs.remove_prefix(size);
  }
  file.type = line;
  return !line.empty();
}

struct Form {
  std::string_view coding;  // empty: as it is
  std::string body;
};

// The smallest that the other end takes.
Form form_for(const File& file, std::string_view accepted) {
  if (file.gzip.empty()) return {"", std::string(file.plain)};
  if (http::takes(accepted, "br")) return {"br", std::string(file.brotli)};
  if (http::takes(accepted, "gzip")) return {"gzip", std::string(file.gzip)};
  return {"", http::unpack(file.gzip, kPlainMax).value_or("")};
}

bool is_known(const http::Request& head, std::string_view etag) {
  const std::string_view known = http::header(head.headers, "if-none-match");
  return known == "*" || known.find(etag) != std::string_view::npos;
}

http::Response respond(const http::Request& head, const File& file, int status,
                       std::string_view cache) {
  Form form = form_for(file, http::header(head.headers, "accept-encoding"));
  const std::string etag = '"' + std::string(file.hash) +
                           (form.coding.empty() ? "" : "-" + std::string(form.coding)) + '"';
  http::Response out;
  out.status = status == 200 && is_known(head, etag) ? 304 : status;
  out.with("etag", etag).with("cache-control", std::string(cache)).with("vary", "accept-encoding");
  out.with("content-security-policy", std::string(kPolicy));
  out.with("cross-origin-opener-policy", "same-origin");
  out.with("cross-origin-resource-policy", "same-origin");
  if (out.status == 304) return out;
  out.with("content-type", std::string(file.type));
  if (!form.coding.empty()) out.with("content-encoding", std::string(form.coding));
  out.body = std::move(form.body);
  return out;
}

bool is_read(const http::Request& head) {
  return head.method == "GET" || head.method == "HEAD";
}

}  // namespace

base::Result<Site> Site::parse(std::string_view pack) {
  const auto broken = [] { return base::fail(base::Code::Corrupt, "the site's pack is broken"); };
  const std::size_t end = pack.find("\n\n");
  if (end == std::string_view::npos) return broken();
  std::string_view head = pack.substr(0, end + 1);
  std::string_view blobs = pack.substr(end + 2);
  if (take(head, '\n') != kFirstLine) return broken();
  Site out;
  while (!head.empty()) {
    std::string_view line = take(head, '\n');
    const std::string_view kind = take(line, ' ');
    if (kind == "page") {
      out.pages_.push_back(segments(line));
      continue;
    }
    const std::string_view name = take(line, ' ');
    if (kind != "file" || !read_file(line, blobs, out.files_[name])) return broken();
  }
  if (!blobs.empty() || !out.files_.contains(kIndex)) return broken();
  return out;
}

bool Site::has_page(const Path& path) const {
  return std::ranges::any_of(pages_, [&](const Path& page) {
    return std::ranges::equal(page, path, [](std::string_view wanted, std::string_view got) {
      return wanted.starts_with(':') ? !got.empty() : wanted == got;
    });
  });
}

http::Response Site::page(const http::Request& head, const Path& path) const {
  return respond(head, files_.at(kIndex), has_page(path) ? 200 : 404, "no-cache");
}

std::optional<http::Response> Site::answer(const http::Request& head) const {
  const std::string_view path =
      std::string_view(head.target).substr(0, std::min(head.target.find('?'), head.target.size()));
  const Path parts = segments(path);
  const std::string_view first = parts.empty() ? "" : parts.front();
  const bool is_page =
      std::ranges::any_of(pages_, [&](const Path& one) { return one[0] == first; });
  const auto file = files_.find(path);
  const bool is_file = file != files_.end() && path != kIndex;
  if (path != "/" && !is_page && !is_file) return std::nullopt;
  if (!is_read(head)) return http::Response{.status = 405}.with("allow", "GET, HEAD");
  if (path == "/") return http::Response{.status = 303}.with("location", "/sign-in");
  if (is_page) return page(head, parts);
  return respond(head, file->second, 200, "public, max-age=31536000, immutable");
}

}  // namespace site
