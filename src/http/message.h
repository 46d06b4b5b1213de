// A request as a handler gets it, and what it answers. No byte of the wire is left in here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/trace.h"

namespace http {

// In the order in which they came; names in lower case.
using Headers = std::vector<std::pair<std::string, std::string>>;
// The first of that name; empty when there is none.
std::string_view header(const Headers& headers, std::string_view name);
int count_of(const Headers& headers, std::string_view name);

struct Request {
  std::string method;  // as sent; HEAD is asked as GET and answered without its body
  std::string target;  // "/v1/partners?limit=5", as sent
  Headers headers;
  std::string body;          // whole, unpacked; empty when it was spooled
  std::string spool;         // the file that the body was appended to; empty: none
  std::int64_t spooled = 0;  // bytes of the body in that file
  bool complete = true;      // of a spooled body: all that was announced has come
  std::string address;       // of the other end, without its port
  std::string id;            // unique; goes into answer and log
  Trace trace;               // that it belongs to, with a span of its own
  bool secure = false;       // came by TLS
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  bool close = false;  // the connection ends with this answer

  Response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

// "Not Found" of 404; of an unknown number the name of its class.
std::string_view reason_of(int status);

}  // namespace http
