#include "access/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

namespace rights {
namespace {

constexpr std::array<unsigned char, 12> kV4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr int kV4Bits = 96;  // of the prefix that makes an IPv4 address one of IPv6

Address masked(Address address, int bits) {
  for (int i = 0; i < 16; ++i) {
    const int kept = std::clamp(bits - 8 * i, 0, 8);
    address.bytes[static_cast<std::size_t>(i)] &= static_cast<unsigned char>(0xFF00 >> kept);
  }
  return address;
}

std::optional<Network> parse_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto address = parse_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network out{.first = *address};
  if (slash != text.npos) {
    const std::string_view digits = text.substr(slash + 1);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), out.bits);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    if (out.bits < 0) return std::nullopt;
    if (address->is_v4()) out.bits += kV4Bits;
  }
  if (out.bits > 128 || masked(*address, out.bits) != *address) return std::nullopt;
  return out;
}

}  // namespace

bool Address::is_v4() const {
  return std::ranges::equal(kV4, std::span(bytes).first(kV4.size()));
}

std::string Address::text() const {
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (is_v4()) {
    ::inet_ntop(AF_INET, bytes.data() + kV4.size(), out.data(), out.size());
  } else {
    ::inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
  }
  return out.data();
}

std::optional<Address> parse_address(std::string_view text) {
  const std::string copy(text);
  if (copy.find('\0') != copy.npos) return std::nullopt;
  Address out;
  if (::inet_pton(AF_INET6, copy.c_str(), out.bytes.data()) == 1) return out;
  std::ranges::copy(kV4, out.bytes.begin());
  if (::inet_pton(AF_INET, copy.c_str(), out.bytes.data() + kV4.size()) == 1) return out;
  return std::nullopt;
}

bool Network::contains(const Address& address) const {
  return masked(address, bits) == first;
}

std::string Network::text() const {
  const bool v4 = first.is_v4() && bits >= kV4Bits;
  if (bits == 128) return first.text();
  return first.text() + "/" + std::to_string(v4 ? bits - kV4Bits : bits);
}

base::Result<std::vector<Network>> parse_networks(std::string_view text) {
  constexpr std::string_view kBetween = " ,";
  std::vector<Network> out;
  for (std::size_t at = 0; (at = text.find_first_not_of(kBetween, at)) != text.npos;) {
    const std::size_t end = std::min(text.find_first_of(kBetween, at), text.size());
    const std::string_view one = text.substr(at, end - at);
    const auto network = parse_network(one);
    if (!network) {
      return base::fail(base::Code::Usage, "'" + std::string(one) +
                                               "' is no network; write 192.0.2.0/24, 192.0.2.7 or "
                                               "2001:db8::/32");
    }
    out.push_back(*network);
    at = end;
  }
  return out;
}

std::string networks_text(std::span<const Network> networks) {
  std::string text;
  for (const Network& one : networks)
    text += (text.empty() ? "" : " ") + one.text();
  return text;
}

Address neighbourhood(Address address) {
  constexpr int kSite = 64;
  return address.is_v4() ? address : masked(address, kSite);
}

}  // namespace rights
