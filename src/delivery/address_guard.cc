#include "delivery/address_guard.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace delivery {
namespace {

constexpr std::size_t kUrlMax = 2'000;

struct V4Block {
  std::uint32_t from;
  int bits;
  std::string_view name;
};
constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c = 0,
                           std::uint32_t d = 0) {
  return a << 24 | b << 16 | c << 8 | d;
}
// The registry of special IPv4 addresses (RFC 6890 and later), and one that a cloud made special.
constexpr auto kV4 = std::to_array<V4Block>({
    {v4(0, 0), 8, "unspecified"},
    {v4(10, 0), 8, "private"},
    {v4(100, 64), 10, "a carrier's"},
    {v4(127, 0), 8, "loopback"},
    {v4(168, 63, 129, 16), 32, "a cloud's own"},
    {v4(169, 254), 16, "link-local"},
    {v4(172, 16), 12, "private"},
    {v4(192, 0, 0), 24, "reserved for protocols"},
    {v4(192, 0, 2), 24, "for documentation"},
    {v4(192, 88, 99), 24, "a 6to4 relay"},
    {v4(192, 168), 16, "private"},
    {v4(198, 18), 15, "for benchmarks"},
    {v4(198, 51, 100), 24, "for documentation"},
    {v4(203, 0, 113), 24, "for documentation"},
    {v4(224, 0), 4, "multicast"},
    {v4(240, 0), 4, "reserved"},
});

struct V6Block {
  std::array<unsigned char, 16> from;
  int bits;
  std::string_view name;
};
// Inside 2000::/3; all else is refused anyway.
constexpr auto kV6 = std::to_array<V6Block>({
    {{0x20, 0x01}, 23, "reserved for protocols"},
    {{0x20, 0x01, 0x0d, 0xb8}, 32, "for documentation"},
    {{0x3f, 0xff}, 20, "for documentation"},
});

using Bytes = std::array<unsigned char, 16>;

bool begins(const Bytes& address, const Bytes& prefix, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (!std::equal(address.begin(), address.begin() + bits / 8, prefix.begin())) return false;
  return bits % 8 == 0 || (address[whole] ^ prefix[whole]) >> (8 - bits % 8) == 0;
}

std::string_view judge_v4(const unsigned char* four) {
  const std::uint32_t number = v4(four[0], four[1], four[2], four[3]);
  for (const V4Block& one : kV4) {
    if ((number ^ one.from) >> (32 - one.bits) == 0) return one.name;
  }
  return {};
}

std::string_view judge_v6(const Bytes& address) {
  if (begins(address, {}, 96)) return address == Bytes{} ? "unspecified" : "loopback";
  if (begins(address, {0x00, 0x64, 0xff, 0x9b}, 96)) return judge_v4(&address[12]);
  if (begins(address, {0xfc}, 7)) return "private";
  if (begins(address, {0xfe, 0x80}, 10)) return "link-local";
  if (begins(address, {0xff}, 8)) return "multicast";
  if (!begins(address, {0x20}, 3)) return "reserved";
  for (const V6Block& one : kV6) {
    if (begins(address, one.from, one.bits)) return one.name;
  }
  if (begins(address, {0x20, 0x02}, 16)) return judge_v4(&address[2]);
  const bool is_isatap =
      (address[8] & 0xFD) == 0 && address[9] == 0 && address[10] == 0x5e && address[11] == 0xfe;
  return is_isatap ? judge_v4(&address[12]) : std::string_view();
}

constexpr Bytes kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::unexpected<base::Error> wrong(std::string what) {
  return base::fail(base::Code::InvalidInput, std::move(what));
}

base::Status admits_port(const Guard& guard, std::uint16_t port) {
  if (guard.ports.empty() || std::ranges::find(guard.ports, port) != guard.ports.end()) return {};
  std::string allowed;
  for (const std::uint16_t one : guard.ports)
    allowed += (allowed.empty() ? "" : ", ") + std::to_string(one);
  return wrong("webhooks do not call port " + std::to_string(port) + "; use one of " + allowed);
}

bool is_name(std::string_view host) {
  return !host.empty() && host.size() <= 253 && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  });
}

// "host", "host:port", "[address]:port"
base::Status split(std::string_view authority, Url& url) {
  std::size_t end = authority.find(':');
  if (authority.starts_with('[')) {
    const std::size_t bracket = authority.find(']');
    if (bracket == std::string_view::npos) return wrong("the bracket of the address is open");
    url.host = authority.substr(1, bracket - 1);
    if (!Address::parse(url.host) || !url.host.contains(':'))
      return wrong("'" + url.host + "' in brackets is no IPv6 address");
    end = bracket + 1;
  } else {
    url.host = authority.substr(0, end);
    for (char& c : url.host)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!is_name(url.host)) return wrong("'" + url.host + "' is no name of a host");
  }
  if (end >= authority.size()) return {};
  const std::string_view digits = authority.substr(end + 1);
  const auto [stop, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), url.port);
  if (authority[end] != ':' || error != std::errc() || stop != digits.data() + digits.size() ||
      url.port == 0)
    return wrong("the port of the address is no number up to 65535");
  return {};
}

// What a resolver would take for an IPv4 address though inet_pton does not: "127.1", "0x7f000001".
bool is_number_like(std::string_view host) {
  const std::string_view last = host.substr(host.find_last_of('.') + 1);
  return last.empty() || (last.front() >= '0' && last.front() <= '9');
}

}  // namespace

bool is_local_name(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  return host == "localhost" || host.ends_with(".localhost");
}

Address Address::of_v4(const unsigned char* four) {
  Address out{kMapped};
  std::copy(four, four + 4, out.bytes.begin() + 12);
  return out;
}

std::optional<Address> Address::parse(std::string_view text) {
  const std::string terminated(text);
  if (terminated.contains('\0')) return std::nullopt;
  std::array<unsigned char, 4> four{};
  if (inet_pton(AF_INET, terminated.c_str(), four.data()) == 1) return of_v4(four.data());
  Address out;
  if (inet_pton(AF_INET6, terminated.c_str(), out.bytes.data()) == 1) return out;
  return std::nullopt;
}

std::string Address::text() const {
  std::array<char, INET6_ADDRSTRLEN> out{};
  inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
  return out.data();
}

std::string_view not_public(const Address& address) {
  if (begins(address.bytes, kMapped, 96)) return judge_v4(&address.bytes[12]);
  return judge_v6(address.bytes);
}

base::Status Guard::admits(const Address& address, std::uint16_t port) const {
  if (const auto kind = not_public(address); only_public && !kind.empty()) {
    return wrong("the address is " + std::string(kind) + "; webhooks go to public addresses only");
  }
  return admits_port(*this, port);
}

base::Result<Url> check_url(std::string_view url, const Guard& guard) {
  Url out;
  if (url.size() > kUrlMax || !std::ranges::all_of(url, [](char c) { return c > ' ' && c < 127; }))
    return wrong("an address has up to 2000 characters of printable ASCII");
  if (url.starts_with("http://") && !guard.only_https) {
    out.secure = false;
  } else if (!url.starts_with("https://")) {
    return wrong("the address must begin with https://");
  }
  const std::string_view rest = url.substr(url.find("//") + 2);
  if (rest.find_first_of("\\#") != std::string_view::npos)
    return wrong("an address has no '\\' and no '#'");
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
  if (authority.contains('@')) return wrong("an address names no user");
  out.port = out.secure ? 443 : 80;
  TRY_STATUS(split(authority, out));
  const auto address = Address::parse(out.host);
  if (!address && is_number_like(out.host))
    return wrong("'" + out.host + "' is neither a name nor an address");
  if (address) {
    TRY_STATUS(guard.admits(*address, out.port));
  } else {
    TRY_STATUS(admits_port(guard, out.port));
  }
  return out;
}

}  // namespace delivery
