// Between the server and the handlers: which operation is meant, does the request fit the contract,
// who asks and may they, and the answer in the form that HTTP wants.
#pragma once

#include <map>
#include <memory>

#include "api/call.h"
#include "http/server.h"
#include "http/workers.h"

namespace api {

class Router {
 public:
  // Errors: InvalidInput when an operation of the contract has no handler, or the reverse.
  static base::Result<std::unique_ptr<Router>> make(Service& service, int threads,
                                                    std::size_t queue_max);
  // Refers to this router, which must outlive the server.
  http::Application application();
  // Answers what was taken and takes nothing more; before the server goes, to which answers go.
  void finish() { workers_->finish(); }
  void set_queue_max(std::size_t requests) { workers_->set_queue_max(requests); }
  // What a whole request is answered with; blocks.
  http::Response answer(http::Request request);

 private:
  explicit Router(Service& service) : service_(&service) {}
  std::expected<http::Admission, http::Response> admit(const http::Request& head) const;
  std::expected<http::Admission, http::Response> admit_spooled(const http::Request& head,
                                                               const Match& match,
                                                               const http::Target& target) const;
  http::Response run(const http::Request& request, const Operation& operation, Arguments path,
                     const http::Target& target);
  http::Response check_and_carry_out(Call& call, const http::Target& target) const;
  http::Response carry_out(Call& call) const;
  base::Status check_read(const Call& call, http::Target target) const;
  std::expected<Caller, Problem> caller_of(const Operation& operation,
                                           const http::Request& request) const;
  std::expected<Value, Problem> read_body(const Operation& operation,
                                          const http::Request& request) const;
  void log(const http::Request& head, int status, std::int64_t bytes,
           std::chrono::steady_clock::duration took) const;

  Service* service_;
  std::unique_ptr<http::Workers> workers_;
};

}  // namespace api
