#include <doctest/doctest.h>

#include <set>

#include "access/address.h"
#include "access/identity.h"
#include "access/password.h"
#include "access/seal.h"
#include "access/secret.h"
#include "access/throttle.h"
#include "access/totp.h"

namespace rights {
namespace {

// Bytes that never repeat, as random ones do not.
Random counting() {
  return [next = 0](std::size_t size) mutable -> base::Result<std::string> {
    std::string out = std::string(base::bytes_of(base::sha256(std::to_string(next++))));
    out.resize(size, 'x');
    return out;
  };
}

constexpr base::Instant at(std::int64_t seconds) {
  return {seconds * 1000};
}

bool has(const base::Status& status, std::string_view part) {
  return !status && status.error().message.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("base32 is that of RFC 4648, and reads only what it writes") {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "my"},
                                                         {"fo", "mzxq"},
                                                         {"foo", "mzxw6"},
                                                         {"foob", "mzxw6yq"},
                                                         {"fooba", "mzxw6ytb"},
                                                         {"foobar", "mzxw6ytboi"}};
  for (const auto& [plain, text] : vectors) {
    CHECK(base32(plain) == text);
    CHECK(parse_base32(text) == plain);
  }
  CHECK(parse_base32("MZXW6") == "foo");
  for (const char* wrong : {"m", "mz1", "mzx=", "mzxw7", "mzx"})
    CHECK_MESSAGE(!parse_base32(wrong), wrong);
}

TEST_CASE("a secret is read as it was made, and nothing else is one") {
  const Random random = counting();
  const Secret made = make_secret(kKeyTag, random).value();
  CHECK(made.text.size() == 4 + 8 + 1 + 52);
  CHECK(made.text.starts_with(made.visible + "_"));
  const auto read = read_secret(kKeyTag, made.text);
  REQUIRE(read);
  CHECK(read->visible == made.visible);
  CHECK(same(read->hash, made.hash));
  CHECK(!read_secret(kClientTag, made.text));
  CHECK(!read_secret(kKeyTag, made.text + "a"));
  CHECK(!read_secret(kKeyTag, ""));
  for (std::size_t i = 0; i < made.text.size(); ++i) {
    std::string other = made.text;
    other[i] = other[i] == 'b' ? 'c' : 'b';
    const auto wrong = read_secret(kKeyTag, other);
    CHECK((!wrong || !same(wrong->hash, made.hash)));
    other[i] = '!';
    CHECK(!read_secret(kKeyTag, other));
  }
  const Secret token = make_token(kSessionTag, random).value();
  CHECK(same(read_token(kSessionTag, token.text)->hash, token.hash));
  CHECK(!read_token(kTokenTag, token.text));
  CHECK(!same(token.hash, made.hash));
}

TEST_CASE("passwords are long, and not the name; what they are made of is free") {
  const auto check = [](std::string_view password) {
    return check_password(password, "Anna.Meyer", "anna.meyer@contoso.example");
  };
  CHECK(has(check("short one !"), "less than 12"));
  CHECK(check("a sentence with blanks"));
  CHECK(check("lowercaseonly"));
  CHECK(has(check("äöüäöüäöüäö"), "less than 12"));  // eleven letters
  CHECK(check("äöüßéèêñçåøæ"));
  CHECK(has(check("aaaaaaaaaaaaaaaa"), "same few"));
  CHECK(has(check("Password1234"), "tried first"));
  CHECK(has(check("ANNA.MEYER2027"), "the name"));
  CHECK(check("anna.meyer never sings before breakfast"));
  CHECK(check(std::string(1020, 'x') + "yzab"));
  CHECK(has(check(std::string(1021, 'x') + "yzab"), "1024"));
}

TEST_CASE("a password is right for its hash only, and nobody's hash costs the same work") {
  const std::string salt = "sixteen bytes of";
  const std::string hash = hash_password("correct horse battery", salt).value();
  CHECK(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
  CHECK(hash == hash_password("correct horse battery", salt).value());
  CHECK(verify_password("correct horse battery", hash));
  CHECK(!verify_password("correct horse batterz", hash));
  CHECK(!verify_password("", hash));
  // The decoy is a hash that can be right, so looking at it is the whole work.
  CHECK(hash_password("one that no user has", "one decoy for al").value() == decoy_hash());
  CHECK(!verify_password("one that no user has", ""));
  CHECK(std::string_view(decoy_hash()).substr(0, 31) == hash.substr(0, 31));
}

TEST_CASE("one-time passwords are those of RFC 6238, and count once") {
  const std::string seed = "12345678901234567890";
  const std::pair<std::int64_t, const char*> vectors[] = {
      {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
      {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : vectors)
    CHECK(totp_code(seed, totp_step(at(seconds))) == code);
  const std::int64_t step = totp_step(at(1234567890));
  CHECK(check_totp(seed, "005924", at(1234567890), 0) == step);
  CHECK(check_totp(seed, "005924", at(1234567890 + 30), 0) == step);
  CHECK(check_totp(seed, "005924", at(1234567890 - 30), 0) == step);
  CHECK(!check_totp(seed, "005924", at(1234567890 + 60), 0));
  CHECK(!check_totp(seed, "005924", at(1234567890 - 60), 0));
  CHECK(!check_totp(seed, "005924", at(1234567890), step));
  CHECK(!check_totp(seed, "05924", at(1234567890), 0));
  CHECK(!check_totp(seed, "", at(1234567890), 0));
  CHECK(totp_uri(seed, "Accredit", "anna@x.org") ==
        "otpauth://totp/Accredit:anna%40x.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&"
        "issuer=Accredit");
}

TEST_CASE("ten recovery codes, however they are typed") {
  const auto codes = make_recovery_codes(counting()).value();
  CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == kRecoveryCodes);
  std::string typed = codes.front();
  CHECK(typed.size() == 19);
  CHECK(typed[4] == '-');
  for (char& c : typed)
    c = c == '-' ? ' ' : (c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  CHECK(recovery_hash(typed) == recovery_hash(codes.front()));
  CHECK(recovery_hash(codes[1]) != recovery_hash(codes.front()));
}

TEST_CASE("what is sealed opens with its key, for its owner, unchanged") {
  const Sealer sealer(std::string(32, 'k'));
  const std::string sealed = sealer.seal("a seed", "usr_3", counting()).value();
  CHECK(sealed.find("a seed") == std::string::npos);
  CHECK(sealer.open(sealed, "usr_3") == "a seed");
  CHECK(!sealer.open(sealed, "usr_4"));
  CHECK(!Sealer(std::string(32, 'l')).open(sealed, "usr_3"));
  CHECK(!sealer.open("", "usr_3"));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string other = sealed;
    other[i] = static_cast<char>(other[i] ^ 1);
    CHECK(!sealer.open(other, "usr_3"));
  }
}

TEST_CASE("addresses of both kinds, and the networks they are in") {
  CHECK(parse_address("192.0.2.7")->text() == "192.0.2.7");
  CHECK(parse_address("::ffff:192.0.2.7") == parse_address("192.0.2.7"));
  CHECK(parse_address("2001:DB8::1")->text() == "2001:db8::1");
  for (const char* wrong : {"", "192.0.2", "192.0.2.256", "0300.0.2.1", "x", "::g", "1.2.3.4 "})
    CHECK_MESSAGE(!parse_address(wrong), wrong);
  const auto networks = parse_networks("192.0.2.0/24, 2001:db8::/32 198.51.100.7").value();
  CHECK(networks_text(networks) == "192.0.2.0/24 2001:db8::/32 198.51.100.7");
  const auto in = [&](std::size_t i, const char* address) {
    return networks[i].contains(parse_address(address).value());
  };
  CHECK(in(0, "192.0.2.255"));
  CHECK(!in(0, "192.0.3.0"));
  CHECK(!in(0, "2001:db8::1"));
  CHECK(in(1, "2001:db8:ffff::1"));
  CHECK(!in(1, "2001:db9::1"));
  CHECK(in(2, "198.51.100.7"));
  CHECK(!in(2, "198.51.100.6"));
  CHECK(parse_networks("0.0.0.0/0")->front().contains(parse_address("8.8.8.8").value()));
  for (const char* wrong : {"192.0.2.1/24", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1",
                            "192.0.2.0/8x", "2001:db8::/129", "/8"})
    CHECK_MESSAGE(!parse_networks(wrong), wrong);
  CHECK(neighbourhood(parse_address("2001:db8:1:2:3::4").value()).text() == "2001:db8:1:2::");
  CHECK(neighbourhood(parse_address("192.0.2.7").value()).text() == "192.0.2.7");
}

TEST_CASE("guessing costs twice as long each time, and is forgotten") {
  Throttle throttle(
      {.free = 3, .first = 1000, .longest = 60'000, .forgotten = 3'600'000, .keys = 100});
  for (int i = 0; i < 3; ++i) {
    CHECK(throttle.wait("anna", at(0)) == 0);
    throttle.failed("anna", at(0));
  }
  CHECK(throttle.wait("anna", at(0)) == 0);
  throttle.failed("anna", at(0));
  CHECK(throttle.wait("anna", at(0)) == 1000);
  CHECK(throttle.wait("anna", at(1)) == 0);
  throttle.failed("anna", at(1));
  CHECK(throttle.wait("anna", at(1)) == 2000);
  CHECK(throttle.wait("bert", at(1)) == 0);
  for (int i = 0; i < 100; ++i)
    throttle.failed("anna", at(10));
  CHECK(throttle.wait("anna", at(10)) == 60'000);
  throttle.failed("anna", at(10 + 3600));
  CHECK(throttle.wait("anna", at(10 + 3600)) == 0);
  for (int i = 0; i < 9; ++i)
    throttle.failed("bert", at(10 + 3600));
  throttle.succeeded("bert");
  CHECK(throttle.wait("bert", at(10 + 3600)) == 0);
}

TEST_CASE("a flood of names takes no more room, and frees nobody who waits longer") {
  Throttle throttle(
      {.free = 1, .first = 1000, .longest = 900'000, .forgotten = 86'400'000, .keys = 100});
  for (int i = 0; i < 12; ++i)
    throttle.failed("anna", at(0));
  const std::int64_t wait = throttle.wait("anna", at(1));
  CHECK(wait == 899'000);
  for (int i = 0; i < 1000; ++i)
    throttle.failed("guess " + std::to_string(i), at(1));
  CHECK(throttle.size() == 100);
  CHECK(throttle.wait("anna", at(1)) == wait);
}

TEST_CASE("a session ends when it idles and when it is old") {
  Session session;
  session.created_at = session.used_at = at(0);
  CHECK(is_alive(session, at(30 * 60 - 1)));
  CHECK(!is_alive(session, at(30 * 60)));
  session.used_at = at(12 * 3600 - 60);
  CHECK(is_alive(session, at(12 * 3600 - 1)));
  CHECK(!is_alive(session, at(12 * 3600)));
  const std::string text = make_token(kSessionTag, counting())->text;
  CHECK(is_csrf_token(text, csrf_token(text)));
  CHECK(!is_csrf_token(text, csrf_token(text + "a")));
  CHECK(!is_csrf_token(text, ""));
  CHECK(csrf_token(text).find(text.substr(4, 8)) == std::string::npos);
}

}  // namespace rights
