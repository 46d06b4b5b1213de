#include "delivery/mail.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/base64.h"
#include "base/instant_text.h"

namespace delivery {
namespace {

constexpr std::size_t kLineMax = 76;  // of base64, as RFC 2045 has it

// A header's value: ASCII as it is, anything else as an encoded word. Never a line end.
std::string header_text(std::string_view text) {
  if (std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 127; }))
    return std::string(text);
  return "=?utf-8?B?" + base::base64(text) + "?=";
}

std::string folded(const std::string& base64) {
  std::string out;
  for (std::size_t at = 0; at < base64.size(); at += kLineMax)
    out += base64.substr(at, kLineMax) + "\r\n";
  return out;
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return text.size() <= 254 && at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos && std::ranges::all_of(text, [](char c) {
           return c > ' ' && c < 127 &&
                  std::string_view("\"\\<>()[],;:").find(c) == std::string::npos;
         });
}

base::Result<std::string> message_text(const MailServer& server, const Letter& letter,
                                       base::Instant now) {
  for (const std::string_view address :
       {std::string_view(server.from), std::string_view(letter.to)})
    if (!is_mail_address(address))
      return base::fail(base::Code::InvalidInput, "an address of the letter is no mail address");
  const std::string_view from = server.from;
  return fmt::format(
      "Date: {}\r\nFrom: Accredit <{}>\r\nTo: <{}>\r\nSubject: {}\r\nMessage-ID: <{}@{}>\r\n"
      "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
      "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
      base::internet_date(now) + " +0000", from, letter.to, header_text(letter.subject),
      header_text(letter.id), from.substr(from.find('@') + 1), folded(base::base64(letter.body)));
}

}  // namespace delivery
