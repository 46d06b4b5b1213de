// What is on its way out says so with each answer: the headers Deprecation and Sunset, as the
// contract has it of operations and parameters. Source: RFC 9745, RFC 8594.
#pragma once

#include "api/contract.h"

namespace api {

// Of the operation, and of the parameters that the request gives: of all of them the first days.
void tell_deprecation(const Operation& operation, const http::Target& target,
                      const http::Headers& given, http::Response& response);

}  // namespace api
