// What Asio and Beast share, compiled once, and what a broken promise of theirs comes to.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>

#include "base/check.h"

namespace boost {

void assertion_failed(const char* condition, const char* function, const char* /*file*/,
                      long /*line*/) {
  // Beast before 1.86 takes the end of an empty chunked body, "0\r\n\r\n", for impossible when it
  // comes in pieces; what follows the assertion handles it (boostorg/beast, pull request 2861).
  const bool is_mistaken = std::string_view(condition) == "n >= 5" &&
                           std::string_view(function).contains("parse_chunk_header");
  if (!is_mistaken) base::check_failed(condition);
}

void assertion_failed_msg(const char* condition, const char* /*message*/, const char* /*function*/,
                          const char* /*file*/, long /*line*/) {
  base::check_failed(condition);
}

}  // namespace boost
