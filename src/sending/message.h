// Messages that leave the machine, and how the module that carries them is called: the only code on
// libcurl, loaded when the first message is sent. Nothing is thrown across.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sending {

// Whether a connection may be made: the 16 bytes of an IPv6 address (IPv4 as ::ffff:a.b.c.d) and
// the port, as they were resolved and will be called. Empty: yes; else why not.
using Judge = std::function<std::string(std::string_view address, std::uint16_t port)>;

struct Limits {
  std::int64_t milliseconds = 15'000;  // for all of it
  std::int64_t answer_max = 64 << 10;  // bytes that are read of an answer; more end it
};

struct Post {
  bool is_get = false;      // GET, without the body
  bool wants_body = false;  // of the answer
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  bool only_https = true;
  std::string trusted;  // PEM file of authorities; empty: the system's
  Judge judge;
  Limits limits;
};

struct Mail {
  std::string server;          // "smtp://host:25", "smtps://host:465"
  std::string user, password;  // empty: none
  bool needs_tls = true;       // smtp:// must be made secure before anything is said
  std::string trusted;
  std::string from;
  std::vector<std::string> to;
  std::string message;  // RFC 5322, lines end in CR LF
  Judge judge;          // empty: any server
  Limits limits;
};

struct Answer {
  int status = 0;      // of HTTP or SMTP; 0: none came
  std::string detail;  // why none came
  std::string body;    // of HTTP, where it was wanted
};

// What the module exports, under these names. `version` is of the caller: both are built together.
using PostFunction = void(const Post& post, std::string_view version, Answer& answer);
using MailFunction = void(const Mail& mail, std::string_view version, Answer& answer);
inline constexpr const char* kPostFunction = "accredit_post";
inline constexpr const char* kMailFunction = "accredit_mail";
inline constexpr const char* kModule = "libaccredit_net.so";

}  // namespace sending
