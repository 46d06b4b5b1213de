// A server on loopback, asked over plain sockets: what is written is what is sent.
#include "http/server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <thread>

#include "http/packing.h"
#include "http/workers.h"

namespace http {
namespace {

using namespace std::chrono_literals;

class Line {
 public:
  explicit Line(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0);
  }
  ~Line() { ::close(socket_); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  Line& say(std::string_view text) {
    while (!text.empty()) {
      const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) break;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return *this;
  }
  void end() { ::shutdown(socket_, SHUT_WR); }
  // Everything until the other end closes.
  std::string rest() {
    std::string out;
    std::array<char, 65536> piece;
    for (;;) {
      const auto got = ::recv(socket_, piece.data(), piece.size(), 0);
      if (got <= 0) return out;
      out.append(piece.data(), static_cast<std::size_t>(got));
    }
  }
  // Until `mark` was read.
  std::string until(std::string_view mark) {
    std::string out;
    char byte = 0;
    while (!out.ends_with(mark) && ::recv(socket_, &byte, 1, 0) == 1)
      out += byte;
    return out;
  }

 private:
  int socket_;
};

// Answers with what it was asked; "/slow" waits until told, "/big" has a long body.
struct Echo {
  Workers workers{2, 4};
  std::atomic<bool> may_answer = false;
  std::atomic<int> begun = 0, refused = 0;
  std::string spool;
  std::int64_t body_max = 1'000;
  std::unique_ptr<Server> server;

  Application application() {
    Application out;
    out.admit = [this](const Request& head) -> std::expected<Admission, Response> {
      if (head.target == "/closed") return std::unexpected(Response{403, {}, "no", false});
      return Admission{body_max, head.target == "/spool" ? spool : ""};
    };
    out.handle = [this](Request&& request, Answer answer) {
      const auto asked = std::make_shared<Request>(std::move(request));
      const auto reply = std::make_shared<Answer>(std::move(answer));
      const bool taken = workers.offer([this, asked, reply] {
        ++begun;
        while (asked->target == "/slow" && !may_answer)
          std::this_thread::sleep_for(1ms);
        if (asked->target == "/dropped") return;
        std::string body = asked->method + ' ' + asked->target + ' ' + asked->body;
        if (asked->target == "/big") body.assign(100'000, 'x');
        if (asked->target == "/spool") body = std::to_string(asked->spooled);
        (*reply)(Response{200, {{"content-type", "text/plain"}}, body, false});
      });
      refused += !taken;
      if (!taken) (*reply)(Response{503, {{"retry-after", "1"}}, "busy", false});
    };
    out.problem = [](const Request&, int status, const std::string& detail) {
      return Response{status, {}, detail, false};
    };
    out.answered = [](const Request&, int, std::int64_t, std::chrono::steady_clock::duration) {};
    return out;
  }
  explicit Echo(Options options = {}) { server = Server::start(options, application()).value(); }
  ~Echo() {
    may_answer = true;
    if (server) server->stop(2s);
    workers.finish();
  }
  Line line() const { return Line(server->port()); }
};

std::string get(std::string_view target) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n\r\n";
}

int status_of(const std::string& answer) {
  return answer.size() < 12 ? 0 : std::stoi(answer.substr(9, 3));
}

TEST_CASE("requests behind each other on one connection are answered in their order") {
  Echo echo;
  Line line = echo.line();
  line.say(get("/one") + get("/two") +
           "POST /three HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbody");
  const std::string answer = line.rest();
  const auto one = answer.find("GET /one"), two = answer.find("GET /two");
  CHECK(one < two);
  CHECK(two < answer.find("POST /three body"));
}

TEST_CASE("what can be read in two ways is refused, and the connection ends") {
  Echo echo;
  const std::string head = "POST /x HTTP/1.1\r\nHost: a\r\n";
  for (const std::string& request :
       {head + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        head + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        head + "Content-Length : 3\r\n\r\nabc",
        head + "Transfer-Encoding: chunked, x\r\n\r\n0\r\n\r\n",
        head + "Host: b\r\nContent-Length: 0\r\n\r\n", std::string("GET /x HTTP/1.1\r\n\r\n"),
        std::string("GET /x HTTP/1.1\nHost: a\n\n"),
        std::string("GET /x HTTP/9.9\r\nHost: a\r\n\r\n"), std::string("nonsense\r\n\r\n"),
        head + "X:" + std::string(40'000, 'y') + "\r\n\r\n"}) {
    CAPTURE(request.substr(0, 80));
    Line line = echo.line();
    const std::string answer = line.say(request).rest();
    const int status = status_of(answer);
    CHECK((status == 0 || (status >= 400 && status < 600)));
    CHECK(answer.find("200 OK") == std::string::npos);
  }
}

TEST_CASE("chunked, packed and expected bodies arrive whole; too large ones do not") {
  Echo echo;
  const std::string head = "POST /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
  CHECK(echo.line()
            .say(head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
            .rest()
            .ends_with("POST /x abcde"));
  const std::string packed = pack("packed body");
  CHECK(echo.line()
            .say(head + "Content-Encoding: gzip\r\nContent-Length: " +
                 std::to_string(packed.size()) + "\r\n\r\n" + packed)
            .rest()
            .ends_with("POST /x packed body"));
  CHECK(status_of(echo.line().say(head + "Content-Length: 1001\r\n\r\n").rest()) == 413);
  CHECK(status_of(echo.line()
                      .say(head + "Transfer-Encoding: chunked\r\n\r\n400\r\n" +
                           std::string(1024, 'a') + "\r\n0\r\n\r\n")
                      .rest()) == 413);
  Line line = echo.line();
  line.say(head + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  CHECK(line.until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  CHECK(line.say("ok").rest().ends_with("POST /x ok"));
}

TEST_CASE("a bomb of zeros is not unpacked") {
  const std::string bomb = pack(std::string(1 << 20, '\0'));
  CHECK(bomb.size() < 10'000);
  CHECK_FALSE(unpack(bomb, 1 << 16).has_value());
  CHECK(unpack(bomb, 1 << 20).value().size() == 1 << 20);
  CHECK_FALSE(unpack(bomb.substr(0, bomb.size() - 1), 1 << 20).has_value());
  CHECK_FALSE(unpack(bomb + "x", 1 << 20).has_value());
}

TEST_CASE("answers are packed for who takes it, and only the long ones") {
  Echo echo;
  const std::string packed =
      echo.line()
          .say(
              "GET /big HTTP/1.1\r\nHost: a\r\nAccept-Encoding: br;q=1, gzip\r\nConnection: "
              "close\r\n\r\n")
          .rest();
  CHECK(packed.find("content-encoding: gzip") != std::string::npos);
  CHECK(packed.size() < 2'000);
  CHECK(unpack(packed.substr(packed.find("\r\n\r\n") + 4), 1 << 20).value() ==
        std::string(100'000, 'x'));
  CHECK(takes("*", "gzip"));
  CHECK_FALSE(takes("gzip;q=0", "gzip"));
  CHECK_FALSE(takes("gzip;q=0.0, br", "gzip"));
  CHECK(takes("gzip;q=0.5", "gzip"));
  CHECK_FALSE(takes("", "gzip"));
  const std::string head =
      echo.line().say("HEAD /big HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").rest();
  CHECK(head.find("content-length: 100000") != std::string::npos);
  CHECK(head.ends_with("\r\n\r\n"));
}

TEST_CASE("a body goes to a file as it comes, and what came before a break stays") {
  Echo echo;
  echo.spool = "/tmp/accredit-http-" + std::to_string(::getpid());
  echo.body_max = 1 << 24;
  const std::string part(3'000'000, 'p');
  const std::string head = "POST /spool HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
  CHECK(
      echo.line().say(head + "Content-Length: 3000000\r\n\r\n" + part).rest().ends_with("3000000"));
  {
    Line broken = echo.line();
    broken.say(head + "Content-Length: 3000000\r\n\r\n" + part.substr(0, 1'000'000)).end();
    CHECK(broken.rest().empty());
  }
  std::ifstream file(echo.spool, std::ios::binary | std::ios::ate);
  CHECK(file.tellg() == 4'000'000);
  ::unlink(echo.spool.c_str());
}

TEST_CASE("who dawdles is cut off, at every phase, and nobody waits for it") {
  Options options;
  options.head_time = 150ms;
  options.idle_time = 150ms;
  options.body_time = 150ms;
  Echo echo(options);
  std::vector<std::unique_ptr<Line>> slow;
  for (int i = 0; i < 200; ++i) {
    slow.push_back(std::make_unique<Line>(echo.server->port()));
    if (i % 3 > 0) slow.back()->say("POST /x HTTP/1.1\r\nHost: a\r\nContent-Le");
    if (i % 3 > 1) slow.back()->say("ngth: 5\r\n\r\nab");
  }
  const auto begin = std::chrono::steady_clock::now();
  CHECK(status_of(echo.line().say(get("/one")).until("/one ")) == 200);
  CHECK(std::chrono::steady_clock::now() - begin < 2s);
  for (int i = 0; i < 200; ++i) {
    CHECK(slow[static_cast<std::size_t>(i)]->rest().empty());
  }
}

TEST_CASE("a full queue says so; an answer that is dropped is an error") {
  Echo echo;
  std::vector<std::unique_ptr<Line>> lines;
  for (int i = 0; i < 12; ++i) {
    lines.push_back(std::make_unique<Line>(echo.server->port()));
    lines.back()->say("GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    while (echo.begun < std::min(i + 1, 2))  // each worker has one; the others wait or are refused
      std::this_thread::sleep_for(1ms);
  }
  while (echo.refused < 6)
    std::this_thread::sleep_for(1ms);
  echo.may_answer = true;
  int busy = 0;
  for (const auto& line : lines) {
    const std::string answer = line->rest();
    if (status_of(answer) == 503) {
      ++busy;
      CHECK(answer.find("retry-after: 1") != std::string::npos);
    } else {
      CHECK(status_of(answer) == 200);
    }
  }
  CHECK(busy == 6);
  CHECK(status_of(echo.line().say(get("/dropped")).rest()) == 500);
  CHECK(status_of(echo.line().say(get("/closed")).until("no")) == 403);
}

TEST_CASE("a handler that outlasts a stop still has a server to answer to") {
  Echo echo;
  Line line = echo.line();
  line.say(get("/slow"));
  std::this_thread::sleep_for(50ms);
  echo.server->stop(10ms);
  std::jthread answering([&] {
    std::this_thread::sleep_for(50ms);
    echo.may_answer = true;
  });
  echo.workers.finish();
  CHECK_FALSE(echo.workers.offer([] {}));
  CHECK(status_of(line.rest()) == 200);
  echo.server.reset();
}

TEST_CASE("a stop answers what is under way and takes nothing more") {
  Echo echo;
  Line busy = echo.line(), idle = echo.line();
  busy.say(get("/slow"));
  std::this_thread::sleep_for(50ms);
  std::jthread stopping([&] { echo.server->stop(5s); });
  CHECK(idle.rest().empty());
  echo.may_answer = true;
  const std::string answer = busy.rest();
  CHECK(status_of(answer) == 200);
  CHECK(answer.find("connection: close") != std::string::npos);
}

}  // namespace
}  // namespace http
