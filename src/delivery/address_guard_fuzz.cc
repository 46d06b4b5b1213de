// Whatever the text: an address that is read prints to one that is read the same, it is judged as
// its IPv4-mapped, NAT64 and 6to4 forms are, and no URL passes whose host is an address that does
// not.
#include <array>

#include "base/check.h"
#include "delivery/address_guard.h"

namespace {

void judge(const delivery::Address& address) {
  using delivery::Address;
  ASSERT(Address::parse(address.text()) == address);
  const auto four = std::string_view(reinterpret_cast<const char*>(address.bytes.data()), 4);
  const auto* raw = reinterpret_cast<const unsigned char*>(four.data());
  const auto mapped = delivery::not_public(Address::of_v4(raw));
  Address translated{{0x00, 0x64, 0xff, 0x9b}};
  std::copy(raw, raw + 4, translated.bytes.begin() + 12);
  Address tunnelled{{0x20, 0x02}};
  std::copy(raw, raw + 4, tunnelled.bytes.begin() + 2);
  ASSERT(delivery::not_public(translated) == mapped);
  ASSERT(delivery::not_public(tunnelled) == mapped);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto address = delivery::Address::parse(text)) judge(*address);
  if (size >= 16) {
    delivery::Address address;
    std::copy(data, data + 16, address.bytes.begin());
    judge(address);
  }
  const auto url = delivery::check_url(text, {});
  if (!url) return 0;
  ASSERT(url->secure && (url->port == 443 || url->port == 8'443) && !url->host.empty());
  if (const auto address = delivery::Address::parse(url->host))
    ASSERT(delivery::not_public(*address).empty());
  return 0;
}
