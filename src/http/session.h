// One connection: reads requests, waits for answers, writes them. Private to http; included by
// server.cc and session.cc only.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <list>
#include <memory>
#include <mutex>

#include "http/server.h"

namespace http {

// What the connections of a server share.
struct Shared {
  Options options;
  Application application;
  std::atomic<bool> draining = false;
  std::atomic<int> open = 0;
  std::atomic<std::int64_t> requests = 0;
  // Writes bodies to files: a full disk cache must not stop the threads that read sockets.
  boost::asio::thread_pool disk{1};

  // Sockets that wait for a next request, closed at once when the server ends.
  std::mutex mutex;
  std::list<boost::beast::tcp_stream*> idle;
};

boost::asio::awaitable<void> serve(std::shared_ptr<Shared> shared, boost::beast::tcp_stream stream,
                                   std::shared_ptr<boost::asio::ssl::context> tls);

}  // namespace http
