// An HTTP/1.1 server. It reads whole requests, hands them to an application and writes its answers;
// every phase has a time limit and every size a bound, so a slow or hostile client costs a socket
// and no more. Bodies are kept in memory up to a bound, or written to a file as they come.
// The only room that knows Asio and Beast. Decision 0021.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/message.h"

namespace http {

// The answer to one request; to be given once, from any thread. Dropped without: 500.
class Answer {
 public:
  using Give = std::function<void(Response)>;
  explicit Answer(Give give) : give_(std::make_unique<Give>(std::move(give))) {}
  Answer(Answer&&) = default;
  Answer& operator=(Answer&&) = default;
  ~Answer();
  void operator()(Response response);

 private:
  std::unique_ptr<Give> give_;
};

// How a body is taken.
struct Admission {
  std::int64_t body_max = std::int64_t{1}
                          << 20;  // bytes as sent; a larger one is answered with 413
  std::string spool;              // append the body to this file, made when missing; empty: memory
};

struct Application {
  // After the head of a request, in the server's thread: must not block. An error is the answer.
  std::function<std::expected<Admission, Response>(const Request& head)> admit;
  // In the server's thread: must not block, hands the work to others.
  std::function<void(Request&&, Answer)> handle;
  // An answer of the server itself (400, 408, 413, 414, 431, 503 ...), to be put into the
  // application's form.
  std::function<Response(const Request& head, int status, const std::string& detail)> problem;
  // Every answer once it is written; `seconds` is the time since the head was read.
  std::function<void(const Request& head, int status, std::int64_t bytes,
                     std::chrono::steady_clock::duration took)>
      answered;
};

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;        // 0: any that is free
  std::string certificate, key;  // PEM files; empty: no TLS
  std::string trace_seed;        // of ids of traces and spans; nobody outside may know it
  int threads = 1;
  int connections_max = 10'000;
  std::size_t head_max = std::size_t{32} << 10;
  std::chrono::milliseconds handshake_time{10'000};
  std::chrono::milliseconds head_time{10'000};   // from the first byte, or the last answer's end
  std::chrono::milliseconds idle_time{60'000};   // between requests
  std::chrono::milliseconds body_time{20'000};   // without a byte of the body
  std::int64_t body_rate_min = 1'000;            // bytes a second, over the whole body
  std::chrono::milliseconds write_time{30'000};  // without progress in writing 64 KiB
};

class Server {
 public:
  // Listens; requests are served from then on. Errors: Io when the address is taken, InvalidInput
  // for a certificate that cannot be read.
  static base::Result<std::unique_ptr<Server>> start(const Options& options,
                                                     Application application);
  ~Server();  // Requires: whoever may still answer has ended.

  std::uint16_t port() const;
  int connections() const;
  // Accepts no more, lets requests under way be answered for as long as `patience`, closes all.
  void stop(std::chrono::milliseconds patience);
  // For connections to come: certificate, key and connections_max. Errors: InvalidInput for what
  // cannot be used; all stays as it was.
  base::Status reload(const Options& options);

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace http
