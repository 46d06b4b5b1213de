// Any bytes on a connection: the requests that come of them are the same however the bytes are cut,
// each is answered once, and what is sent back is a sequence of answers.
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/check.h"
#include "http/session.h"

namespace http {
namespace {

struct Heard {
  std::vector<std::string> requests;
  int answered = 0;
};

Heard heard;

std::string told(const Request& request) {
  std::string out = request.method + ' ' + request.target;
  for (const auto& [name, value] : request.headers)
    out += '\n' + name + ": " + value;
  return out + "\n\n" + request.body + (request.complete ? "" : "...");
}

Application echo() {
  return {
      .admit = [](const Request& head) -> std::expected<Admission, Response> {
        ASSERT(count_of(head.headers, "content-length") <= 1);
        ASSERT(count_of(head.headers, "content-length") == 0 ||
               count_of(head.headers, "transfer-encoding") == 0);
        return Admission{.body_max = 4'096, .spool = {}};
      },
      .handle =
          [](Request&& request, Answer answer) {
            heard.requests.push_back(told(request));
            answer(Response{.status = 200, .headers = {}, .body = request.body, .close = false});
          },
      .problem =
          [](const Request&, int status, const std::string& detail) {
            return Response{status, {}, detail, false};
          },
      .answered = [](const Request&, int, std::int64_t,
                     std::chrono::steady_clock::duration) { ++heard.answered; },
  };
}

const std::shared_ptr<Shared>& shared() {
  static const auto one = [] {
    auto made = std::make_shared<Shared>();
    made->options.head_max = 4'096;
    made->application = echo();
    return made;
  }();
  return one;
}

void drain(int end, std::string& out) {
  std::array<char, 65'536> piece;
  for (;;) {
    const auto got = ::recv(end, piece.data(), piece.size(), MSG_DONTWAIT);
    if (got <= 0) return;
    out.append(piece.data(), static_cast<std::size_t>(got));
  }
}

// All that is sent back when `bytes` come in pieces of `cut`.
std::string serve_bytes(std::string_view bytes, std::size_t cut) {
  std::array<int, 2> ends;
  ASSERT(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data()) == 0);
  std::string out;
  boost::asio::io_context io(1);
  boost::asio::ip::tcp::socket socket(io, boost::asio::ip::tcp::v4(), ends[1]);
  boost::asio::co_spawn(io, serve(shared(), boost::beast::tcp_stream(std::move(socket)), {}),
                        boost::asio::detached);
  while (!bytes.empty()) {
    const auto sent = ::send(ends[0], bytes.data(), std::min(cut, bytes.size()), MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN) break;  // the server has closed
    if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
    io.poll();
    drain(ends[0], out);
  }
  ::shutdown(ends[0], SHUT_WR);
  while (!io.stopped()) {
    io.poll();
    drain(ends[0], out);
  }
  drain(ends[0], out);
  ::close(ends[0]);
  return out;
}

}  // namespace
}  // namespace http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), std::min(size, 16'384UL));
  http::heard = {};
  const std::string whole = http::serve_bytes(bytes, bytes.size());
  const http::Heard once = http::heard;
  ASSERT(whole.empty() || whole.starts_with("HTTP/1.1 "));
  ASSERT(once.answered >= static_cast<int>(once.requests.size()));
  if (bytes.size() > 1'024) return 0;
  http::heard = {};
  const std::string pieces = http::serve_bytes(bytes, 1);
  ASSERT(http::heard.requests == once.requests);
  // A head that is broken and never ends is refused only by whom it reached as one.
  ASSERT(whole.starts_with(pieces) || pieces.starts_with(whole));
  return 0;
}
