// Whom a webhook may reach. Its address is a stranger's word, and the service stands inside a
// network that the stranger does not see: only public addresses are called, and what is judged is
// the address that the connection is then made to, not the name it was asked under.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace delivery {

// IPv6; an IPv4 address as ::ffff:a.b.c.d.
struct Address {
  std::array<unsigned char, 16> bytes{};
  static Address of_v4(const unsigned char* four);
  static std::optional<Address> parse(std::string_view text);  // as inet_pton, both families
  std::string text() const;
  friend bool operator==(const Address&, const Address&) = default;
};

// What kind of address it is, in words; empty: a public one. What is embedded in an address
// (IPv4-mapped, NAT64, 6to4, ISATAP) is judged as well.
std::string_view not_public(const Address& address);

struct Guard {
  bool only_https = true;
  bool only_public = true;  // false lets the whole network be called: for tests
  std::vector<std::uint16_t> ports{443, 8'443};  // empty: any
  // Errors: InvalidInput, with the reason.
  base::Status admits(const Address& address, std::uint16_t port) const;
};

struct Url {
  std::string host;  // lower case; an IPv6 address without its brackets
  std::uint16_t port = 0;
  bool secure = true;
};
// What can be said before a name is resolved: scheme, port, an address in place of a name; no user,
// no fragment, nothing but printable ASCII. Errors: InvalidInput.
base::Result<Url> check_url(std::string_view url, const Guard& guard);

// A name that every resolver has for the machine itself.
bool is_local_name(std::string_view host);

}  // namespace delivery
