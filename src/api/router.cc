#include "api/router.h"

#include <algorithm>
#include <array>

#include "api/browser.h"
#include "api/deprecation.h"
#include "api/import_desk.h"
#include "api/listing.h"
#include "api/looks.h"
#include "api/once.h"
#include "base/check.h"
#include "base/sha256.h"
#include "site/site.h"

namespace api {
namespace {

using Unlike = std::expected<http::Admission, http::Response>;

// What every answer says of itself, and of pages what they say not otherwise.
void harden(const http::Request& request, http::Response& response) {
  const auto usually = [&](const char* name, const char* value) {
    if (http::header(response.headers, name).empty()) response.with(name, value);
  };
  response.with("request-id", request.id);
  response.with("traceparent", request.trace.traceparent());
  response.with("x-content-type-options", "nosniff");
  usually("cache-control", "no-store");
  response.with("referrer-policy", "no-referrer");
  usually("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  if (request.secure) response.with("strict-transport-security", "max-age=31536000");
}

http::Response problem(const http::Request& head, const Problem& what) {
  return respond(what, head.id, head.target.substr(0, head.target.find('?')));
}

// The same for who speaks OAuth 2 and reads nothing else.
http::Response problem_to(const Call& call, const Problem& what) {
  http::Response out = problem(call.request, what);
  if (!call.operation.is_oauth || out.status >= 500) return out;
  std::string detail = what.detail;
  for (const Violation& one : what.errors)
    detail += ' ' + one.pointer + ": " + one.message + '.';
  return oauth_refusal(400, "invalid_request", detail);
}

// The same where it does not pass answer().
http::Response refusal(const http::Request& head, const Problem& what) {
  http::Response out = problem(head, what);
  harden(head, out);
  return out;
}

// What is not there and what is not the caller's own are told in the same words.
Problem problem_for(const Caller& caller, const Operation& operation, const base::Error& error) {
  Problem out = problem_of(error);
  const bool is_confined = !operation.resource.empty() && !caller.is_operator();
  if (is_confined && out.code == "not_found")
    out.detail = "There is no such thing, or it is not yours to see.";
  return out;
}

Problem unfit(std::vector<Violation> violations) {
  const bool is_unread = violations.size() == 1 && violations.front().pointer == "If-Match" &&
                         violations.front().code == "required";
  if (is_unread) return {"precondition_required", "This changes what others change, too."};
  return {"invalid_request", "Parameters do not fit the contract.", std::move(violations)};
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words)
    out += (out.empty() ? "" : ", ") + word;
  return out;
}

// "application/json" of "application/json; charset=utf-8".
std::string media_type(const http::Request& request) {
  std::string out(http::header(request.headers, "content-type"));
  out.resize(std::min(out.size(), out.find(';')));
  out.erase(out.find_last_not_of(' ') + 1);
  std::ranges::transform(out, out.begin(), [](char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  });
  return out;
}

constexpr std::string_view kForm = "application/x-www-form-urlencoded";

// A form as the object of texts that its schema describes. What is wrong with it is not shown: it
// may hold secrets.
base::Result<Value> form_value(std::string_view text) {
  const auto pairs = http::parse_pairs(text);
  Value out = object();
  bool is_sound = pairs.has_value();
  for (std::size_t i = 0; is_sound && i < pairs->size(); ++i) {
    is_sound = out.get((*pairs)[i].first).is_null();
    if (is_sound) out.add((*pairs)[i].first, (*pairs)[i].second);
  }
  if (is_sound) return out;
  return base::fail(base::Code::InvalidInput,
                    "The form cannot be read: bad escapes, or a name that stands twice.");
}

std::string asked_method(const http::Request& request) {
  return request.method == "HEAD" ? "GET" : request.method;
}

std::string etag_of(const std::string& body) {
  return '"' + base::hex(base::sha256(body)).substr(0, 32) + '"';
}

http::Response respond_with(Reply reply, const http::Request& request) {
  http::Response out;
  out.status = reply.status;
  out.headers = std::move(reply.headers);
  out.body = reply.raw.empty() && out.status != 204 && !reply.body.is_null() ? json_of(reply.body)
                                                                             : std::move(reply.raw);
  if (http::header(out.headers, "content-type").empty() && !out.body.empty())
    out.with("content-type", "application/json");
  if (asked_method(request) != "GET" || out.status != 200 || reply.always_new) return out;
  const std::string etag = etag_of(out.body);
  out.with("etag", etag);
  const std::string_view known = http::header(request.headers, "if-none-match");
  if (known == "*" || known.find(etag) != std::string_view::npos) {
    out.status = 304;
    out.body.clear();
    std::erase_if(out.headers, [](const auto& one) { return one.first == "content-type"; });
  }
  return out;
}

}  // namespace

base::Result<std::unique_ptr<Router>> Router::make(Service& service, int threads,
                                                   std::size_t queue_max) {
  std::unique_ptr<Router> out(new Router(service));
  const auto& operations = service.contract->operations();
  for (const Operation& one : operations) {
    const Route* const route = find_route(one.id);
    if (route == nullptr || one.is_list != (route->lister != nullptr))
      return base::fail(base::Code::InvalidInput,
                        "the contract has " + one.id + ", no handler has");
  }
  for (const auto& [id, route] : routes()) {
    if (std::ranges::find(operations, id, &Operation::id) == operations.end())
      return base::fail(base::Code::InvalidInput,
                        std::string(id) + " is handled, but the contract has it not");
  }
  out->workers_ = std::make_unique<http::Workers>(threads, queue_max);
  return out;
}

http::Application Router::application() {
  http::Application out;
  out.admit = [this](const http::Request& head) { return admit(head); };
  out.handle = [this](http::Request&& request, http::Answer answer) {
    const auto asked = std::make_shared<http::Request>(std::move(request));
    const auto reply = std::make_shared<http::Answer>(std::move(answer));
    const bool is_taken =
        workers_->offer([this, asked, reply] { (*reply)(this->answer(std::move(*asked))); });
    if (!is_taken) service_->imports->end_part(asked->id);
    if (!is_taken) (*reply)(refusal(*asked, {"busy", "Too many requests are waiting."}));
  };
  out.problem = [](const http::Request& head, int status, const std::string& detail) {
    return refusal(head, problem_of(status, detail));
  };
  out.answered = [this](const http::Request& head, int status, std::int64_t bytes,
                        std::chrono::steady_clock::duration took) {
    service_->imports->end_part(head.id);
    log(head, status, bytes, took);
  };
  return out;
}

Unlike Router::admit(const http::Request& head) const {
  // Pages stand in memory: they are answered here and wait for nobody.
  if (auto page = site::shipped().answer(head)) {
    harden(head, *page);
    return std::unexpected(std::move(*page));
  }
  const auto target = http::parse_target(head.target);
  if (!target) return std::unexpected(refusal(head, {"malformed_request", target.error().message}));
  const Match match = service_->contract->match(asked_method(head), *target);
  // Nobody's body is read.
  if (match.operation != nullptr && match.operation->needs_caller() &&
      http::header(head.headers, "authorization").empty() && !shown_cookie(head, kSessionCookie))
    return std::unexpected(refusal(head, {"unauthenticated", "nothing was shown"}));
  if (match.operation != nullptr && match.operation->is_spooled)
    return admit_spooled(head, match, *target);
  if (match.operation != nullptr) return http::Admission{match.operation->body_max, {}};
  if (match.allowed.empty())
    return std::unexpected(refusal(head, {"not_found", "There is nothing at this address."}));
  const std::string allowed = joined(match.allowed);
  return std::unexpected(refusal(
      head,
      {"method_not_allowed", "This address takes " + allowed + '.', {}, {{"allow", allowed}}}));
}

// Nothing of a stranger, or of what is not announced, gets onto the disk.
Unlike Router::admit_spooled(const http::Request& head, const Match& match,
                             const http::Target& target) const {
  const Operation& operation = *match.operation;
  const auto caller = caller_of(operation, head);
  if (!caller) return std::unexpected(refusal(head, caller.error()));
  Call call{*service_, operation, head, match.path, {}};
  auto violations =
      service_->contract->read_parameters(operation, target, head.headers, call.arguments);
  if (!violations.empty()) return std::unexpected(refusal(head, unfit(std::move(violations))));
  if (const auto allowed = confine(*caller, operation, call.arguments); !allowed)
    return std::unexpected(refusal(head, allowed.error()));
  if (std::ranges::find(operation.bodies, media_type(head), &BodyType::media_type) ==
      operation.bodies.end())
    return std::unexpected(
        refusal(head, {"unsupported_media_type", "Send application/octet-stream."}));
  auto path = service_->imports->begin_part(call.text("id"), call.number("offset", 0), head.id);
  if (!path) return std::unexpected(refusal(head, path.error()));
  return http::Admission{operation.body_max, std::move(*path)};
}

http::Response Router::answer(http::Request request) {
  const auto target = http::parse_target(request.target);
  ASSERT(target);  // admitted
  Match match = service_->contract->match(asked_method(request), *target);
  ASSERT(match.operation != nullptr);
  http::Response out = run(request, *match.operation, std::move(match.path), *target);
  tell_deprecation(*match.operation, *target, request.headers, out);
  harden(request, out);
  return out;
}

std::expected<Value, Problem> Router::read_body(const Operation& operation,
                                                const http::Request& request) const {
  if (operation.is_spooled) return Value();
  if (operation.bodies.empty()) {
    if (request.body.empty()) return Value();
    return std::unexpected(Problem{"invalid_request", "This operation takes no body."});
  }
  if (request.body.empty()) {
    if (!operation.body_required) return Value();
    return std::unexpected(Problem{"invalid_request", "The body is missing."});
  }
  const std::string type = media_type(request);
  const auto known = std::ranges::find(operation.bodies, type, &BodyType::media_type);
  if (known == operation.bodies.end()) {
    std::vector<std::string> types;
    for (const BodyType& one : operation.bodies)
      types.push_back(one.media_type);
    return std::unexpected(
        Problem{"unsupported_media_type", "This operation takes " + joined(types) + '.'});
  }
  if (known->schema == nullptr) return Value();
  auto body = type == kForm ? form_value(request.body) : parse_json(request.body);
  if (!body)
    return std::unexpected(
        Problem{type == kForm ? "invalid_request" : "invalid_json", body.error().message});
  auto violations = service_->contract->check_body(*known, *body);
  if (violations.empty()) return std::move(*body);
  return std::unexpected(
      Problem{"invalid_request", "The body does not fit the contract.", std::move(violations)});
}

std::expected<Caller, Problem> Router::caller_of(const Operation& operation,
                                                 const http::Request& request) const {
  if (!operation.needs_caller()) return Caller();
  auto caller = service_->doorkeeper->enter(request);
  if (!caller) return std::unexpected(problem_of(caller.error()));
  if (operation.is_self) return std::move(*caller);
  auto tenant = tenant_of(caller->principal, request);
  if (!tenant) return std::unexpected(Problem{"forbidden", tenant.error().message});
  caller->tenant = std::move(*tenant);
  return std::move(*caller);
}

http::Response Router::run(const http::Request& request, const Operation& operation, Arguments path,
                           const http::Target& target) {
  Call call{*service_, operation, request, std::move(path), {}};
  auto caller = caller_of(operation, request);
  if (!caller) return problem_to(call, caller.error());
  call.caller = std::move(*caller);
  if (!operation.needs_caller()) return check_and_carry_out(call, target);
  const Rate rate = service_->rates->take(call.caller.principal.id(), rate_class(operation),
                                          service_->store->clock().now());
  http::Response out =
      rate.is_allowed
          ? check_and_carry_out(call, target)
          : problem_to(call, {"rate_limited", "One second allows " + std::to_string(rate.limit)});
  rate.tell(out);
  return out;
}

http::Response Router::check_and_carry_out(Call& call, const http::Target& target) const {
  const Operation& operation = call.operation;
  const http::Request& request = call.request;
  auto violations =
      service_->contract->read_parameters(operation, target, request.headers, call.arguments);
  if (!violations.empty()) return problem_to(call, unfit(std::move(violations)));
  if (!operation.resource.empty()) {
    const auto allowed = confine(call.caller, operation, call.arguments);
    if (!allowed) return problem_to(call, allowed.error());
  }
  auto body = read_body(operation, request);
  if (!body) return problem_to(call, body.error());
  call.body = std::move(*body);
  if (!call.text("If-Match").empty()) call.precondition = [&] { return check_read(call, target); };
  auto again = service_->once->begin(call);
  if (!again) return problem_to(call, again.error());
  if (*again) return std::move(**again);
  http::Response out = carry_out(call);
  if (const auto kept = service_->once->finish(call, out); !kept)
    return problem_to(call, problem_of(kept.error()));
  return out;
}

// What is to be changed is still as it was when its reader got this ETag.
base::Status Router::check_read(const Call& call, http::Target target) const {
  std::string& last = target.path.back();
  last.resize(std::min(last.size(), last.rfind(':')));
  Match match = service_->contract->match("GET", target);
  ASSERT(match.operation != nullptr);
  Call reading{*service_, *match.operation, call.request, std::move(match.path), {}};
  reading.caller = call.caller;
  const auto unread = service_->contract->read_parameters(*match.operation, {target.path, {}}, {},
                                                          reading.arguments);
  const bool may_read =
      match.operation->is_self || confine(reading.caller, *match.operation, reading.arguments);
  if (!unread.empty() || !may_read)
    return base::fail(base::Code::Usage, "If-Match is of what you may not read");
  const Reply now = TRY(find_route(match.operation->id)->handler(reading));
  const std::string wanted = call.text("If-Match");
  const std::string etag = etag_of(now.raw.empty() ? json_of(now.body) : now.raw);
  if (wanted == "*" || wanted.find(etag) != std::string::npos) return {};
  return std::unexpected(
      base::Error{base::Code::Conflict, "It is now " + etag + '.', std::string(kStale)});
}

http::Response Router::carry_out(Call& call) const {
  const http::Request& request = call.request;
  const Route& route = *find_route(call.operation.id);
  auto reply = route.lister != nullptr ? list_page(call, route.lister) : route.handler(call);
  if (!call.violations.empty()) return problem_to(call, unfit(std::move(call.violations)));
  if (!reply) return problem_to(call, problem_for(call.caller, call.operation, reply.error()));
  // What the handler had to confine and did not, nobody but an operator gets to see.
  if (!call.confined && !is_confined_by_contract(call))
    return problem_to(call, {"internal", "The answer was not confined to who asks."});
  tell_of(call, reply->body);
  if (const auto noted = service_->looks->note(call); !noted)
    return problem_to(call, problem_of(noted.error()));
  return respond_with(std::move(*reply), request);
}

void Router::log(const http::Request& head, int status, std::int64_t bytes,
                 std::chrono::steady_clock::duration took) const {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(took);
  const auto target = http::parse_target(head.target);
  const Match match = target ? service_->contract->match(asked_method(head), *target) : Match();
  service_->counts->count(match.operation ? match.operation->id : "", status, micros);
  const LogLevel level = status >= 500 ? LogLevel::Error : LogLevel::Info;
  if (!service_->log->tells(level)) return;
  Value line = object();
  line.add("request_id", head.id).add("trace_id", head.trace.id).add("method", head.method);
  // The path without what was asked: parameters may name people.
  line.add("path", head.target.substr(0, head.target.find('?')));
  line.add("status", status).add("bytes", bytes).add("dur_us", std::int64_t{micros.count()});
  service_->log->write(level, "request", line);
}

}  // namespace api
