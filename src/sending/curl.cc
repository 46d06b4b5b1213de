// What the module exports: one message goes out, one answer comes back. No redirect is followed, no
// proxy of the environment is used, nothing is kept between messages.
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstring>
#include <memory>

#include "sending/message.h"

namespace sending {
namespace {

struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct FreeHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using List = std::unique_ptr<curl_slist, FreeList>;
using Handle = std::unique_ptr<CURL, FreeHandle>;

void append(List& list, const std::string& text) {
  list.reset(curl_slist_append(list.release(), text.c_str()));
}

struct Transfer {
  const Judge* judge = nullptr;
  std::string refused;  // by the judge, last
  std::int64_t room = 0;
  std::string_view upload;
  std::string* body = nullptr;  // of the answer; null: nobody wants it
};

// The address that the connection is about to be made to, after every look-up.
curl_socket_t open_socket(void* of, curlsocktype, curl_sockaddr* target) {
  auto& transfer = *static_cast<Transfer*>(of);
  std::array<char, 16> address{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '\xff', '\xff'};
  std::uint16_t port = 0;
  if (target->family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &target->addr, sizeof in);
    std::memcpy(&address[12], &in.sin_addr, 4);
    port = ntohs(in.sin_port);
  } else if (target->family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &target->addr, sizeof in);
    std::memcpy(address.data(), &in.sin6_addr, 16);
    port = ntohs(in.sin6_port);
  } else {
    return CURL_SOCKET_BAD;
  }
  transfer.refused = (*transfer.judge)({address.data(), address.size()}, port);
  if (!transfer.refused.empty()) return CURL_SOCKET_BAD;
  return ::socket(target->family, target->socktype | SOCK_CLOEXEC, target->protocol);
}

std::size_t take_answer(char* from, std::size_t size, std::size_t count, void* of) {
  auto& transfer = *static_cast<Transfer*>(of);
  transfer.room -= static_cast<std::int64_t>(size * count);
  if (transfer.room < 0) return 0;
  if (transfer.body != nullptr) transfer.body->append(from, size * count);
  return size * count;
}

std::size_t give_message(char* to, std::size_t size, std::size_t count, void* of) {
  auto& upload = static_cast<Transfer*>(of)->upload;
  const std::size_t piece = std::min(upload.size(), size * count);
  std::memcpy(to, upload.data(), piece);
  upload.remove_prefix(piece);
  return piece;
}

void prepare(CURL* curl, Transfer& transfer, const Limits& limits, const std::string& trusted) {
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.milliseconds));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.milliseconds));
  curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!trusted.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, trusted.c_str());
  transfer.room = limits.answer_max;
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_answer);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  if (*transfer.judge) {
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &transfer);
  }
}

void perform(CURL* curl, const Transfer& transfer, Answer& answer) {
  const CURLcode code = curl_easy_perform(curl);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  // An answer whose head has come counts, however long its body is.
  const bool is_cut = code == CURLE_WRITE_ERROR && transfer.room < 0;
  if (code == CURLE_OK || (is_cut && transfer.body == nullptr)) {
    answer.status = static_cast<int>(status);
    return;
  }
  answer.status = 0;
  answer.detail = transfer.refused.empty() ? curl_easy_strerror(code) : transfer.refused;
}

void post(const Post& post, Answer& answer) {
  const Handle handle(curl_easy_init());
  CURL* const curl = handle.get();
  Transfer transfer{.judge = &post.judge,
                    .refused = {},
                    .room = 0,
                    .upload = {},
                    .body = post.wants_body ? &answer.body : nullptr};
  prepare(curl, transfer, post.limits, post.trusted);
  List headers;
  for (const auto& [name, value] : post.headers)
    append(headers, name + ": " + value);
  append(headers, "Expect:");
  curl_easy_setopt(curl, CURLOPT_URL, post.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, post.only_https ? "https" : "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  if (post.is_get) {
    curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
    return perform(curl, transfer, answer);
  }
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(post.body.size()));
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, post.body.c_str());
  perform(curl, transfer, answer);
}

void mail(const Mail& mail, Answer& answer) {
  const Handle handle(curl_easy_init());
  CURL* const curl = handle.get();
  Transfer transfer{
      .judge = &mail.judge, .refused = {}, .room = 0, .upload = mail.message, .body = nullptr};
  prepare(curl, transfer, mail.limits, mail.trusted);
  List to;
  for (const std::string& one : mail.to)
    append(to, '<' + one + '>');
  curl_easy_setopt(curl, CURLOPT_URL, mail.server.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_USE_SSL,
                   static_cast<long>(mail.needs_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  if (!mail.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, mail.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, mail.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ('<' + mail.from + '>').c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_message);
  curl_easy_setopt(curl, CURLOPT_READDATA, &transfer);
  perform(curl, transfer, answer);
}

// Whether the caller and the module are of one release, and libcurl is ready.
bool ready(std::string_view version, Answer& answer) {
  static const bool is_started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  if (version == ACCREDIT_VERSION && is_started) return true;
  answer.detail = is_started ? std::string(kModule) + " is of version " ACCREDIT_VERSION
                                                      " and the program is not"
                             : "libcurl does not start";
  return false;
}

}  // namespace
}  // namespace sending

extern "C" [[gnu::visibility("default")]] sending::PostFunction accredit_post;
extern "C" [[gnu::visibility("default")]] sending::MailFunction accredit_mail;

void accredit_post(const sending::Post& post, std::string_view version, sending::Answer& answer) {
  if (sending::ready(version, answer)) sending::post(post, answer);
}

void accredit_mail(const sending::Mail& mail, std::string_view version, sending::Answer& answer) {
  if (sending::ready(version, answer)) sending::mail(mail, answer);
}
