#include "delivery/mail.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/base64.h"
#include "base/check.h"
#include "base/day.h"
#include "base/instant_text.h"

namespace delivery {
namespace {

constexpr std::size_t kLineMax = 76;  // of base64, as RFC 2045 has it

// "Wed, 15 Apr 2026 09:30:05 +0000"
std::string date_text(base::Instant at) {
  static constexpr std::array<std::string_view, 7> kDays{"Thu", "Fri", "Sat", "Sun",
                                                         "Mon", "Tue", "Wed"};  // 1970-01-01: Thu
  static constexpr std::array<std::string_view, 12> kMonths{
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::string text = base::instant_text_ms(at);  // 2026-04-15T09:30:05.250Z
  const auto day = base::Day::parse(text.substr(0, 10));
  ASSERT(day);
  const auto month = static_cast<std::size_t>(day->month().number % 12);
  const auto weekday = static_cast<std::size_t>((day->number % 7 + 7) % 7);
  return fmt::format("{}, {} {} {} {} +0000", kDays[weekday], text.substr(8, 2), kMonths[month],
                     text.substr(0, 4), text.substr(11, 8));
}

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
      date_text(now), from, letter.to, header_text(letter.subject), header_text(letter.id),
      from.substr(from.find('@') + 1), folded(base::base64(letter.body)));
}

}  // namespace delivery
