// Internet addresses of callers, and the networks from which a key may be used.
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace rights {

// IPv4 as ::ffff:a.b.c.d, so that the two writings of one address are one.
struct Address {
  std::array<unsigned char, 16> bytes{};
  bool is_v4() const;
  std::string text() const;
  friend auto operator<=>(const Address&, const Address&) = default;
};
std::optional<Address> parse_address(std::string_view text);

struct Network {
  Address first;
  int bits = 128;  // of the 16 bytes
  bool contains(const Address& address) const;
  std::string text() const;  // "192.0.2.0/24", "2001:db8::/32"
  friend auto operator<=>(const Network&, const Network&) = default;
};
// Networks or single addresses between commas or blanks. Errors: Usage, also for bits that are set
// behind the prefix.
base::Result<std::vector<Network>> parse_networks(std::string_view text);
std::string networks_text(std::span<const Network> networks);

// Who is counted as one against brute force: an IPv4 address, an IPv6 /64.
Address neighbourhood(Address address);

}  // namespace rights
