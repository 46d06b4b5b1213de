#include "delivery/address_guard.h"

#include <doctest/doctest.h>

namespace delivery::testing {
namespace {

std::string kind(const char* text) {
  const auto address = Address::parse(text);
  REQUIRE_MESSAGE(address, text);
  return std::string(not_public(*address));
}

TEST_CASE("what is not public, in each form that it can take") {
  const struct {
    const char* text;
    const char* kind;
  } rows[] = {
      {"0.0.0.0", "unspecified"},
      {"10.1.2.3", "private"},
      {"100.64.0.1", "a carrier's"},
      {"100.127.255.255", "a carrier's"},
      {"127.0.0.1", "loopback"},
      {"127.255.255.254", "loopback"},
      {"168.63.129.16", "a cloud's own"},
      {"169.254.169.254", "link-local"},
      {"172.16.0.1", "private"},
      {"172.31.255.255", "private"},
      {"192.0.0.8", "reserved for protocols"},
      {"192.0.2.1", "for documentation"},
      {"192.88.99.1", "a 6to4 relay"},
      {"192.168.0.1", "private"},
      {"198.19.255.255", "for benchmarks"},
      {"198.51.100.7", "for documentation"},
      {"203.0.113.9", "for documentation"},
      {"224.0.0.1", "multicast"},
      {"239.255.255.255", "multicast"},
      {"255.255.255.255", "reserved"},
      {"::", "unspecified"},
      {"::1", "loopback"},
      {"::7f00:1", "loopback"},
      {"::ffff:127.0.0.1", "loopback"},
      {"::ffff:a00:1", "private"},
      {"64:ff9b::10.0.0.1", "private"},
      {"64:ff9b::169.254.169.254", "link-local"},
      {"64:ff9b:1::1", "reserved"},
      {"2002:7f00:1::", "loopback"},
      {"2002:a9fe:a9fe::1", "link-local"},
      {"2001::1", "reserved for protocols"},
      {"2001:1ff::1", "reserved for protocols"},
      {"2001:db8::1", "for documentation"},
      {"3fff:0fff::1", "for documentation"},
      {"2600::5efe:10.0.0.1", "private"},
      {"2600::200:5efe:10.0.0.1", "private"},
      {"100::1", "reserved"},
      {"fd00:ec2::254", "private"},
      {"fc00::1", "private"},
      {"fe80::1", "link-local"},
      {"febf::1", "link-local"},
      {"fec0::1", "reserved"},
      {"ff02::1", "multicast"},
      {"5f00::1", "reserved"},
      {"4000::1", "reserved"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(kind(row.text) == row.kind);
  }
}

TEST_CASE("what is public stays so beside the borders") {
  for (const char* text :
       {"1.1.1.1",          "9.255.255.255",   "11.0.0.0",        "100.63.255.255",
        "100.128.0.0",      "126.255.255.255", "128.0.0.0",       "169.253.255.255",
        "172.15.255.255",   "172.32.0.0",      "192.167.255.255", "192.169.0.0",
        "198.17.255.255",   "198.20.0.0",      "223.255.255.255", "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8", "2002:808:808::1", "2001:200::1",     "2001:4860:4860::8888",
        "2600::1",          "3ffe::1"}) {
    CAPTURE(text);
    CHECK(kind(text).empty());
  }
}

TEST_CASE("addresses that may be given, and those that may not") {
  const Guard guard;
  for (const char* url : {"https://example.com", "https://Example.com/hooks?x=1",
                          "https://example.com:8443/", "https://1.1.1.1/", "https://[2600::1]/x"})
    CHECK_MESSAGE(check_url(url, guard), url);
  CHECK(check_url("https://Example.COM:8443", guard)->host == "example.com");
  for (const char* url : {"",
                          "example.com",
                          "http://example.com",
                          "ftp://example.com",
                          "https://",
                          "https:///x",
                          "https://example.com:80",
                          "https://example.com:0443x",
                          "https://example.com:99999",
                          "https://user@example.com",
                          "https://example.com@10.0.0.1/",
                          "https://example.com\\@x",
                          "https://example.com/#x",
                          "https://example.com/ x",
                          "https://ex\xc3\xa4mple.com",
                          "https://127.0.0.1",
                          "https://127.1",
                          "https://0x7f000001",
                          "https://2130706433",
                          "https://10.0.0.1.",
                          "https://[::1]",
                          "https://[::1",
                          "https://[1.1.1.1]",
                          "https://[::ffff:10.0.0.1]",
                          "https://[fe80::1%25eth0]",
                          "https://169.254.169.254/latest",
                          "https://example.com:443x",
                          "https://[2600::1]443",
                          "https://example.com:"}) {
    CAPTURE(url);
    CHECK_FALSE(check_url(url, guard));
  }
}

TEST_CASE("a guard may be opened for one's own network") {
  const Guard open{.only_https = false, .only_public = false, .ports = {}};
  CHECK(check_url("http://127.0.0.1:8080/hook", open)->port == 8'080);
  CHECK(check_url("http://localhost", open)->port == 80);
  CHECK(is_local_name("localhost."));
  CHECK(is_local_name("a.localhost"));
  CHECK_FALSE(is_local_name("localhost.example.com"));
  CHECK(open.admits(*Address::parse("::1"), 9));
  CHECK_FALSE(Guard().admits(*Address::parse("1.1.1.1"), 22));
  CHECK(Guard().admits(*Address::parse("1.1.1.1"), 443));
}

}  // namespace
}  // namespace delivery::testing
