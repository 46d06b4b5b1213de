#include "delivery/network.h"

#include <dlfcn.h>

#include <chrono>

#include "sending/message.h"

namespace delivery {
namespace {

// A function of the module; none when it is not there, with the reason.
template <class Function>
base::Result<Function*> load(const char* name) {
  void* library = dlopen(sending::kModule, RTLD_LAZY | RTLD_LOCAL);
  void* found = library == nullptr ? nullptr : dlsym(library, name);
  if (found != nullptr) return reinterpret_cast<Function*>(found);
  const char* why = dlerror();
  return base::fail(base::Code::Missing,
                    std::string("nothing can be sent: ") + (why == nullptr ? name : why) +
                        "; lib/" + sending::kModule +
                        " belongs beside the program, and Debian's libcurl4 must be installed");
}

sending::Judge judge_of(const Guard& guard) {
  return [guard](std::string_view bytes, std::uint16_t port) {
    Address address;
    std::copy(bytes.begin(), bytes.end(), address.bytes.begin());
    const auto admitted = guard.admits(address, port);
    return admitted ? std::string() : admitted.error().message;
  };
}

std::int64_t milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               start)
      .count();
}

base::Result<sending::Post> post_of(const Due& due, base::Instant now,
                                    const NetworkOptions& options) {
  TRY(check_url(due.url, options.guard));
  sending::Post out;
  out.url = due.url;
  out.body = payload(due.event);
  const std::string id = due.event.key.id();
  const Message message{id, now.milliseconds / 1'000, out.body};
  out.headers = {{"content-type", "application/json"},
                 {"user-agent", "Accredit/" ACCREDIT_VERSION},
                 {"webhook-id", id},
                 {"webhook-timestamp", std::to_string(message.timestamp)},
                 {"webhook-signature", signature(message, due.secrets)}};
  out.only_https = options.guard.only_https;
  out.trusted = options.trusted;
  out.judge = judge_of(options.guard);
  out.limits.milliseconds = options.milliseconds;
  return out;
}

}  // namespace

Outcome Network::send(const Due& due, base::Instant now) {
  static const auto function = load<sending::PostFunction>(sending::kPostFunction);
  if (!function) return {.status = 0, .detail = function.error().message};
  const auto post = post_of(due, now, options_);
  if (!post) return {.status = 0, .detail = post.error().message};
  const auto start = std::chrono::steady_clock::now();
  sending::Answer answer;
  (*function)(*post, ACCREDIT_VERSION, answer);
  return {answer.status, std::move(answer.detail), milliseconds_since(start)};
}

base::Status send_mail(const MailServer& server, const Letter& letter, base::Instant now) {
  static const auto function = load<sending::MailFunction>(sending::kMailFunction);
  sending::MailFunction* const send = TRY(function);
  sending::Mail mail;
  mail.server = server.url;
  mail.user = server.user;
  mail.password = server.password;
  mail.needs_tls = server.needs_tls;
  mail.trusted = server.trusted;
  mail.from = server.from;
  mail.to = {letter.to};
  mail.message = TRY(message_text(server, letter, now));
  sending::Answer answer;
  send(mail, ACCREDIT_VERSION, answer);
  if (answer.status >= 200 && answer.status <= 299) return {};
  return base::fail(base::Code::Io,
                    "the mail server did not take the letter: " +
                        (answer.detail.empty() ? std::to_string(answer.status) : answer.detail));
}

base::Result<Told> ask(const Question& question, const Guard& guard) {
  static const auto function = load<sending::PostFunction>(sending::kPostFunction);
  sending::PostFunction* const send = TRY(function);
  TRY(check_url(question.url, guard));
  sending::Post out;
  out.is_get = !question.form;
  out.wants_body = true;
  out.url = question.url;
  out.headers = question.headers;
  out.headers.emplace_back("user-agent", "Accredit/" ACCREDIT_VERSION);
  if (question.form) {
    out.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    out.body = *question.form;
  }
  out.only_https = guard.only_https;
  out.judge = judge_of(guard);
  out.limits = {question.milliseconds, question.answer_max};
  sending::Answer answer;
  send(out, ACCREDIT_VERSION, answer);
  if (answer.status != 0) return Told{answer.status, std::move(answer.body)};
  return base::fail(base::Code::Io, "'" + question.url + "' gave no answer: " + answer.detail);
}

}  // namespace delivery
