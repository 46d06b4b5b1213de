#include "http/session.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <fstream>
#include <optional>

#include "http/packing.h"

namespace http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kPiece = std::size_t{64} << 10;
constexpr std::size_t kPackFrom = 1'024;  // below it gzip gains nothing
constexpr std::size_t kUnpackedMax = std::size_t{64} << 20;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

// A fault in the head that the parser found; 0: the connection is at its end.
int status_of(const error_code& error) {
  if (error == wire::error::header_limit || error == wire::error::buffer_overflow) return 431;
  if (error == wire::error::body_limit) return 413;
  if (error == wire::error::bad_version) return 505;
  const bool ours = error.category() == make_error_code(wire::error::bad_method).category();
  return ours && error != wire::error::end_of_stream && error != wire::error::partial_message ? 400
                                                                                              : 0;
}

// What is wrong with a head that the parser let through; empty: nothing.
std::string_view fault_of(const Request& head, unsigned version) {
  if (version == 11 && count_of(head.headers, "host") != 1)
    return "a request names exactly one Host";
  if (count_of(head.headers, "content-length") > 1) return "Content-Length stands twice";
  if (count_of(head.headers, "transfer-encoding") > 0 &&
      count_of(head.headers, "content-length") > 0)
    return "Content-Length and Transfer-Encoding exclude each other";
  if (count_of(head.headers, "transfer-encoding") > 0 &&
      lower(header(head.headers, "transfer-encoding")) != "chunked")
    return "the only Transfer-Encoding taken is chunked";
  return {};
}

// Where the answer of a handler arrives: the session sleeps on the timer until then.
struct Pending {
  explicit Pending(const asio::any_io_executor& executor) : timer(executor) {}
  asio::steady_timer timer;
  std::optional<Response> response;
};

template <class Stream>
class Session {
 public:
  Session(std::shared_ptr<Shared> shared, Stream stream)
      : shared_(std::move(shared)), stream_(std::move(stream)) {
    buffer_.reserve(kPiece);
  }

  asio::awaitable<void> run() {
    error_code ignored;
    const auto end = lowest().socket().remote_endpoint(ignored);
    if (!ignored) address_ = end.address().to_string();
    if constexpr (!std::is_same_v<Stream, beast::tcp_stream>) {
      lowest().expires_after(shared_->options.handshake_time);
      error_code failed;
      co_await stream_.async_handshake(asio::ssl::stream_base::server,
                                       asio::redirect_error(asio::use_awaitable, failed));
      if (failed) co_return;
    }
    while (co_await one_request()) {
    }
    co_await finish();
  }

 private:
  beast::tcp_stream& lowest() { return beast::get_lowest_layer(stream_); }

  // False: the connection ends.
  asio::awaitable<bool> one_request() {
    wire::request_parser<wire::empty_body> head_parser;
    head_parser.header_limit(static_cast<std::uint32_t>(shared_->options.head_max));
    head_parser.body_limit(boost::none);
    if (!co_await begins()) co_return false;
    error_code failed;
    lowest().expires_after(shared_->options.head_time);
    co_await wire::async_read_header(stream_, buffer_, head_parser,
                                     asio::redirect_error(asio::use_awaitable, failed));
    began_ = Clock::now();
    Request request = head_of(head_parser.get());
    if (failed) {
      if (const int status = status_of(failed)) co_await refuse(request, status, failed.message());
      co_return false;
    }
    if (const auto fault = fault_of(request, head_parser.get().version()); !fault.empty()) {
      co_await refuse(request, 400, std::string(fault));
      co_return false;
    }
    co_return co_await with_body(std::move(request), head_parser);
  }

  // Waits for the first byte of a next request.
  asio::awaitable<bool> begins() {
    if (buffer_.size() > 0) co_return true;
    std::list<beast::tcp_stream*>::iterator place;
    {
      const std::scoped_lock lock(shared_->mutex);
      if (shared_->draining) co_return false;
      place = shared_->idle.insert(shared_->idle.end(), &lowest());
    }
    lowest().expires_after(shared_->options.idle_time);
    error_code failed;
    const std::size_t got = co_await stream_.async_read_some(
        buffer_.prepare(kPiece / 16), asio::redirect_error(asio::use_awaitable, failed));
    buffer_.commit(got);
    const std::scoped_lock lock(shared_->mutex);
    shared_->idle.erase(place);
    co_return !failed;
  }

  Request head_of(const wire::request<wire::empty_body>& message) {
    Request out;
    out.method = std::string(view(message.method_string()));
    out.target = std::string(view(message.target()));
    for (const auto& field : message)
      out.headers.emplace_back(lower(view(field.name_string())), std::string(view(field.value())));
    out.address = address_;
    out.id = "req_" + std::to_string(++shared_->requests);
    const bool is_traced = count_of(out.headers, "traceparent") == 1;
    const auto caller =
        is_traced ? parse_traceparent(header(out.headers, "traceparent")) : std::nullopt;
    out.trace = trace_of(caller, shared_->options.trace_seed, out.id);
    out.secure = !std::is_same_v<Stream, beast::tcp_stream>;
    return out;
  }

  asio::awaitable<bool> with_body(Request request,
                                  wire::request_parser<wire::empty_body>& head_parser) {
    const bool keep_alive = head_parser.keep_alive();
    const auto length = head_parser.content_length();
    auto admission = shared_->application.admit(request);
    if (!admission) {
      const bool has_body = head_parser.chunked() || (length && *length > 0);
      Response refusal = std::move(admission).error();
      refusal.close = refusal.close || has_body;
      co_return co_await write(request, std::move(refusal), keep_alive);
    }
    if (length && *length > static_cast<std::uint64_t>(admission->body_max)) {
      co_await refuse(request, 413, too_large(*admission));
      co_return false;
    }
    if (lower(header(request.headers, "expect")) == "100-continue") {
      constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      if (!co_await send({kContinue.data(), kContinue.size()})) co_return false;
    }
    wire::request_parser<wire::buffer_body> parser(std::move(head_parser));
    const auto [status, why] = co_await read_body(parser, *admission, request);
    if (status == 0 && !request.complete && request.spool.empty()) co_return false;
    if (status != 0) {
      co_await refuse(request, status, why);
      co_return false;
    }
    const bool whole = request.complete;
    if (const auto fault = unpack_body(request); !fault.empty()) {
      co_return co_await write(request, problem(request, 400, fault), keep_alive);
    }
    const Request head = without_body(request);
    Response response = co_await answer_of(std::move(request));
    if (!whole) co_return false;  // the other end is gone; what came of its body is kept
    co_return co_await write(head, std::move(response), keep_alive);
  }

  static Request without_body(const Request& request) {
    Request head = request;
    head.body.clear();
    return head;
  }

  static std::string unpack_body(Request& request) {
    if (request.body.empty() || header(request.headers, "content-encoding").empty()) return {};
    if (lower(header(request.headers, "content-encoding")) != "gzip")
      return "the only Content-Encoding taken is gzip";
    auto plain = unpack(request.body, kUnpackedMax);
    if (!plain) return plain.error().message;
    request.body = std::move(*plain);
    return {};
  }

  static std::string too_large(const Admission& admission) {
    return "the body is larger than " + std::to_string(admission.body_max) + " bytes";
  }

  // 0, or the status to refuse with and why.
  asio::awaitable<std::pair<int, std::string>> read_body(
      wire::request_parser<wire::buffer_body>& parser, const Admission& admission,
      Request& request) {
    std::ofstream file;
    if (!admission.spool.empty()) {
      request.spool = admission.spool;
      file.open(admission.spool, std::ios::app | std::ios::binary);
      if (!file) co_return std::pair(507, std::string("the body cannot be kept"));
    }
    std::string piece(admission.spool.empty() ? kPiece : 4 * kPiece, '\0');
    const Clock::time_point begin = Clock::now();
    std::int64_t got = 0;
    while (!parser.is_done()) {
      auto& body = parser.get().body();
      body.data = piece.data();
      body.size = piece.size();
      error_code failed;
      lowest().expires_after(shared_->options.body_time);
      co_await wire::async_read(stream_, buffer_, parser,
                                asio::redirect_error(asio::use_awaitable, failed));
      if (failed == wire::error::need_buffer) failed = {};
      const std::size_t taken = piece.size() - body.size;
      got += static_cast<std::int64_t>(taken);
      if (got > admission.body_max) co_return std::pair(413, too_large(admission));
      if (admission.spool.empty()) {
        request.body.append(piece.data(), taken);
      } else if (taken > 0 && !co_await keep(file, {piece.data(), taken})) {
        co_return std::pair(507, std::string("the disk is full"));
      }
      request.spooled = got;
      if (failed) {
        request.complete = false;
        if (!admission.spool.empty()) break;  // resumable: the handler notes how far it came
        co_return std::pair(status_of(failed), std::string("the body is malformed"));
      }
      if (is_too_slow(got, Clock::now() - begin))
        co_return std::pair(408, std::string("the body comes too slowly"));
    }
    file.close();
    co_return std::pair(0, std::string());
  }

  bool is_too_slow(std::int64_t bytes, Clock::duration took) const {
    if (took < shared_->options.body_time) return false;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(took).count();
    return bytes < seconds * shared_->options.body_rate_min;
  }

  asio::awaitable<bool> keep(std::ofstream& file, std::string_view piece) {
    const auto back = co_await asio::this_coro::executor;
    co_await asio::post(shared_->disk, asio::use_awaitable);
    file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
    file.flush();
    const bool is_kept = file.good();
    co_await asio::post(back, asio::use_awaitable);
    co_return is_kept;
  }

  asio::awaitable<Response> answer_of(Request request) {
    const auto executor = co_await asio::this_coro::executor;
    const auto pending = std::make_shared<Pending>(executor);
    pending->timer.expires_at(Clock::time_point::max());
    shared_->application.handle(std::move(request), Answer([pending, executor](Response response) {
                                  asio::post(executor,
                                             [pending, given = std::move(response)]() mutable {
                                               pending->response = std::move(given);
                                               pending->timer.cancel();
                                             });
                                }));
    error_code woken;
    while (!pending->response) {
      co_await pending->timer.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
    co_return std::move(*pending->response);
  }

  Response problem(const Request& head, int status, const std::string& detail) {
    return shared_->application.problem(head, status, detail);
  }

  asio::awaitable<void> refuse(const Request& head, int status, const std::string& detail) {
    Response response = problem(head, status, detail);
    response.close = true;
    co_await write(head, std::move(response), false);
  }

  static void pack_body(const Request& head, Response& response) {
    if (response.body.size() < kPackFrom) return;
    if (!header(response.headers, "content-encoding").empty()) return;
    const std::string_view type = header(response.headers, "content-type");
    if (!type.starts_with("text/") && type.find("json") == std::string_view::npos) return;
    const bool varies = std::ranges::any_of(response.headers, [](const auto& one) {
      return one.first == "vary" && one.second.find("accept-encoding") != std::string::npos;
    });
    if (!varies) response.with("vary", "accept-encoding");
    if (!takes(header(head.headers, "accept-encoding"), "gzip")) return;
    response.body = pack(response.body);
    response.with("content-encoding", "gzip");
  }

  asio::awaitable<bool> write(const Request& head, Response response, bool keep_alive) {
    keep_alive = keep_alive && !response.close && !shared_->draining;
    pack_body(head, response);
    const bool has_body =
        response.status >= 200 && response.status != 204 && response.status != 304;
    const auto length = static_cast<std::int64_t>(response.body.size());
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + ' ' +
                       std::string(reason_of(response.status)) + "\r\n";
    for (const auto& [name, value] : response.headers)
      text += name + ": " + value + "\r\n";
    if (has_body) text += "content-length: " + std::to_string(length) + "\r\n";
    text += keep_alive ? "\r\n" : "connection: close\r\n\r\n";
    const bool sends_body = has_body && head.method != "HEAD";
    if (sends_body) text += response.body;
    const bool is_sent = co_await send(text);
    shared_->application.answered(head, response.status, length, Clock::now() - began_);
    co_return is_sent&& keep_alive;
  }

  asio::awaitable<bool> send(std::string_view text) {
    while (!text.empty()) {
      error_code failed;
      lowest().expires_after(shared_->options.write_time);
      const std::size_t piece = std::min(text.size(), kPiece);
      co_await asio::async_write(stream_, asio::buffer(text.data(), piece),
                                 asio::redirect_error(asio::use_awaitable, failed));
      if (failed) co_return false;
      text.remove_prefix(piece);
    }
    co_return true;
  }

  // The other end hears that all is said; what it still sends is read for a moment, so that the
  // last answer is not lost to a reset.
  asio::awaitable<void> finish() {
    error_code failed;
    lowest().expires_after(std::chrono::seconds(2));
    if constexpr (!std::is_same_v<Stream, beast::tcp_stream>) {
      co_await stream_.async_shutdown(asio::redirect_error(asio::use_awaitable, failed));
    } else {
      lowest().socket().shutdown(asio::ip::tcp::socket::shutdown_send, failed);
      for (int rounds = 0; !failed && rounds < 64; ++rounds) {
        buffer_.consume(buffer_.size());
        co_await stream_.async_read_some(buffer_.prepare(kPiece),
                                         asio::redirect_error(asio::use_awaitable, failed));
      }
    }
    lowest().close();
  }

  std::shared_ptr<Shared> shared_;
  Stream stream_;
  beast::flat_buffer buffer_;
  std::string address_;
  Clock::time_point began_;
};

}  // namespace

asio::awaitable<void> serve(std::shared_ptr<Shared> shared, beast::tcp_stream stream,
                            std::shared_ptr<asio::ssl::context> tls) {
  if (tls) {
    Session session(shared, asio::ssl::stream<beast::tcp_stream>(std::move(stream), *tls));
    co_await session.run();
  } else {
    Session session(shared, std::move(stream));
    co_await session.run();
  }
}

}  // namespace http
