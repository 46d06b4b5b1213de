#include "access/oidc.h"

#include <doctest/doctest.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rsa.h>

#include "access/provider_signature.h"

namespace rights {
namespace {

constexpr std::int64_t kNow = 1'800'000'000;  // seconds

std::string number(const EVP_PKEY* key, const char* name) {
  BIGNUM* value = nullptr;
  REQUIRE(::EVP_PKEY_get_bn_param(key, name, &value) == 1);
  std::string out(static_cast<std::size_t>(BN_num_bytes(value)), '\0');
  ::BN_bn2bin(value, reinterpret_cast<unsigned char*>(out.data()));
  ::BN_free(value);
  return out;
}

std::string padded(std::string bytes) {
  return std::string(32 - bytes.size(), '\0') + bytes;
}

// An identity provider with one key of each kind.
class Issuer {
 public:
  explicit Issuer(unsigned bits = 2048) : rsa_(EVP_RSA_gen(bits)), ec_(EVP_EC_gen("P-256")) {}
  ~Issuer() {
    ::EVP_PKEY_free(rsa_);
    ::EVP_PKEY_free(ec_);
  }
  Issuer(const Issuer&) = delete;
  Issuer& operator=(const Issuer&) = delete;

  std::string modulus() const { return number(rsa_, OSSL_PKEY_PARAM_RSA_N); }

  std::string key_set() const {
    const auto text = [](const std::string& bytes) { return '"' + base64url(bytes) + '"'; };
    return R"({"keys":[{"kty":"RSA","kid":"r","use":"sig","alg":"RS256","n":)" + text(modulus()) +
           R"(,"e":)" + text(number(rsa_, OSSL_PKEY_PARAM_RSA_E)) +
           R"(},{"kty":"EC","kid":"e","crv":"P-256","x":)" +
           text(padded(number(ec_, OSSL_PKEY_PARAM_EC_PUB_X))) + R"(,"y":)" +
           text(padded(number(ec_, OSSL_PKEY_PARAM_EC_PUB_Y))) +
           R"(},{"kty":"RSA","kid":"x","use":"enc","n":"AQAB","e":"AQAB"},)"
           R"({"kty":"oct","k":"AA"}]})";
  }

  std::string sign(const std::string& header, const std::string& claims) const {
    const std::string text = base64url(header) + "." + base64url(claims);
    const bool rsa = header.find("ES256") == header.npos;
    std::string signature = signature_of(rsa ? rsa_ : ec_, text);
    return text + "." + base64url(rsa ? signature : raw_of(signature));
  }

 private:
  static std::string signature_of(EVP_PKEY* key, const std::string& text) {
    EVP_MD_CTX* context = ::EVP_MD_CTX_new();
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t size = 1024;
    std::string out(size, '\0');
    REQUIRE(::EVP_DigestSignInit(context, nullptr, ::EVP_sha256(), nullptr, key) == 1);
    REQUIRE(::EVP_DigestSign(context, reinterpret_cast<unsigned char*>(out.data()), &size, bytes,
                             text.size()) == 1);
    ::EVP_MD_CTX_free(context);
    out.resize(size);
    return out;
  }

  static std::string raw_of(const std::string& der) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
    ECDSA_SIG* parsed = ::d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(der.size()));
    std::string out(64, '\0');
    auto* to = reinterpret_cast<unsigned char*>(out.data());
    ::BN_bn2binpad(::ECDSA_SIG_get0_r(parsed), to, 32);
    ::BN_bn2binpad(::ECDSA_SIG_get0_s(parsed), to + 32, 32);
    ::ECDSA_SIG_free(parsed);
    return out;
  }

  EVP_PKEY* rsa_;
  EVP_PKEY* ec_;
};

const Expected kExpected{"https://issuer.example", "accredit", "nonce-1"};
const char* const kRsaHeader = R"({"alg":"RS256","kid":"r"})";
const char* const kEcHeader = R"({"alg":"ES256","kid":"e"})";

std::string claims(const std::string& changed = "", const std::string& to = "") {
  std::string text = R"({"iss":"https://issuer.example","sub":"u-17","aud":["accredit"],)"
                     R"("exp":1800000300,"nbf":1800000000,"nonce":"nonce-1","email":"a@x.org",)"
                     R"("groups":["channel-finance","all"],"email_verified":true})";
  const std::size_t at = text.find(changed);
  REQUIRE(at != text.npos);
  return text.replace(at, changed.size(), to);
}

struct Bench {
  Issuer issuer;
  std::vector<ProviderKey> keys = parse_keys(issuer.key_set()).value();

  // Empty: the token is believed.
  std::string check(const std::string& token, std::int64_t seconds = kNow) const {
    const auto answer = check_id_token(token, keys, kExpected, {seconds * 1000});
    return answer ? "" : answer.error().message;
  }
  bool refused(const std::string& token, const char* why) const {
    return check(token).find(why) != std::string::npos;
  }
};

}  // namespace

TEST_CASE("a challenge is that of RFC 7636, and an attempt is new each time") {
  CHECK(pkce_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") ==
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  int calls = 0;
  const auto random = [&](std::size_t size) -> base::Result<std::string> {
    return std::string(size, static_cast<char>('a' + calls++));
  };
  const OidcAttempt attempt = start_attempt(random).value();
  CHECK(calls == 3);
  CHECK(attempt.verifier.size() == 43);
  CHECK(attempt.state != attempt.nonce);
}

TEST_CASE("a token that the issuer signed for us and for now is believed") {
  const Bench bench;
  CHECK(bench.keys.size() == 2);
  CHECK(bench.check(bench.issuer.sign(kRsaHeader, claims())) == "");
  CHECK(bench.check(bench.issuer.sign(kEcHeader, claims())) == "");
  CHECK(bench.check(bench.issuer.sign(R"({"alg":"ES256"})", claims())) == "");
  CHECK(bench.check(bench.issuer.sign(kRsaHeader, claims("[\"accredit\"]", "\"accredit\""))) == "");
  const auto got =
      check_id_token(bench.issuer.sign(kRsaHeader, claims()), bench.keys, kExpected, {kNow * 1000});
  CHECK(got->subject == "u-17");
  CHECK(got->all.at("email_verified").front() == "true");
  const Grant finance{Role::Finance, {}, true};
  const std::vector<ClaimRule> rules{{"groups", "channel-finance", finance},
                                     {"groups", "nobody", {Role::Admin, {}, true}},
                                     {"email", "a@x.org", finance}};
  CHECK(grants_of(*got, rules) == std::vector<Grant>{finance});
}

TEST_CASE("claims of others, of another time and of another attempt are refused") {
  const Bench bench;
  const auto with = [&](const std::string& what, const std::string& to) {
    return bench.issuer.sign(kRsaHeader, claims(what, to));
  };
  CHECK(bench.refused(with("https://issuer.example", "https://issuer.example/"), "another issuer"));
  CHECK(bench.refused(with("[\"accredit\"]", "[\"other\"]"), "somebody else"));
  CHECK(bench.refused(with("\"aud\":[\"accredit\"],", ""), "somebody else"));
  CHECK(bench.refused(with("[\"accredit\"]", "[\"accredit\",\"other\"]"), "another party"));
  CHECK(bench.refused(with("{", R"({"azp":"other",)"), "another party"));
  CHECK(bench.check(with("[\"accredit\"]", R"(["accredit","other"],"azp":"accredit")")) == "");
  CHECK(bench.refused(with("nonce-1", "nonce-2"), "another attempt"));
  CHECK(bench.refused(with("u-17", ""), "names nobody"));
  CHECK(bench.refused(with("\"exp\":1800000300,", ""), "expired"));
  CHECK(bench.refused(with("1800000300", "\"soon\""), "no whole exp"));
  CHECK(bench.refused(with("1800000300", "-5"), "no whole exp"));
  const std::string token = bench.issuer.sign(kRsaHeader, claims());
  CHECK(bench.check(token, 1'800'000'359) == "");
  CHECK(bench.check(token, 1'800'000'360).find("expired") != std::string::npos);
  CHECK(bench.check(token, 1'799'999'940) == "");
  CHECK(bench.check(token, 1'799'999'939).find("not valid yet") != std::string::npos);
}

TEST_CASE("what the issuer did not sign with its key is refused") {
  const Bench bench;
  const auto forged = [&](const std::string& header, const std::string& signature) {
    return base64url(header) + "." + base64url(claims()) + "." + base64url(signature);
  };
  const char* const unsigned_by = "not signed by a key of its issuer";
  for (const char* alg : {"none", "nOnE", "None", "", "HS256", "RS384", "PS256"}) {
    CAPTURE(alg);
    const std::string header = R"({"alg":")" + std::string(alg) + "\"}";
    CHECK(bench.refused(forged(header, ""), unsigned_by));
    CHECK(bench.refused(bench.issuer.sign(header, claims()), unsigned_by));
  }
  // The public key as the secret of HS256.
  const std::string text = base64url(R"({"alg":"HS256","kid":"r"})") + "." + base64url(claims());
  std::string mac(32, '\0');
  const std::string n = bench.issuer.modulus();
  ::HMAC(::EVP_sha256(), n.data(), static_cast<int>(n.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(mac.data()), nullptr);
  CHECK(bench.refused(text + "." + base64url(mac), unsigned_by));
  // Another provider's key, a key under the other's name, a key of the wrong kind.
  const Issuer other;
  CHECK(bench.refused(other.sign(kRsaHeader, claims()), unsigned_by));
  CHECK(bench.refused(other.sign(kEcHeader, claims()), unsigned_by));
  CHECK(bench.refused(bench.issuer.sign(R"({"alg":"RS256","kid":"e"})", claims()), unsigned_by));
  CHECK(bench.refused(bench.issuer.sign(R"({"alg":"RS256","kid":"../r"})", claims()), unsigned_by));
  CHECK(bench.refused(forged(kEcHeader, std::string(64, '\0')), unsigned_by));
  CHECK(bench.refused(forged(kEcHeader, "short"), unsigned_by));
  // A key that the token brings along.
  const std::string brought =
      R"({"alg":"RS256","jwk":)" + other.key_set().substr(9, other.key_set().find('}') - 8) + "}";
  CHECK(bench.refused(other.sign(brought, claims()), unsigned_by));
  CHECK(bench.refused(bench.issuer.sign(R"({"alg":"RS256","crit":["b64"]})", claims()),
                      "nobody here understands"));
  // Any change of the claims.
  std::string changed = bench.issuer.sign(kRsaHeader, claims());
  const std::size_t dot = changed.find('.');
  changed.replace(dot + 1, changed.rfind('.') - dot - 1, base64url(claims("u-17", "u-18")));
  CHECK(bench.refused(changed, unsigned_by));
}

TEST_CASE("a small RSA key and a point off the curve are no keys") {
  const Issuer weak(1024);
  const auto keys = parse_keys(weak.key_set()).value();
  const std::string token = weak.sign(kRsaHeader, claims());
  CHECK(!check_id_token(token, keys, kExpected, {kNow * 1000}));
  ProviderKey off{"e", "ES256", std::string(32, '\1'), std::string(32, '\2')};
  CHECK(!is_signed_by(off, "text", std::string(64, '\1')));
}

TEST_CASE("what is no token, key set or configuration is answered with a sentence") {
  for (const std::string& wrong :
       {std::string(), std::string("a"), std::string("a.b"), std::string("e30.e30"),
        std::string("e30.e30.*"), std::string("e30.e30.e30.e30"), std::string("e30=.e30.e30"),
        std::string("W10.e30.e30"), std::string("e30.W10.e30"), std::string(20'000, 'a')}) {
    CAPTURE(wrong.substr(0, 20));
    CHECK(parse_id_token(wrong).error().code == base::Code::InvalidInput);
  }
  CHECK(!parse_keys("[]"));
  CHECK(!parse_keys("{}"));
  CHECK(parse_keys(R"({"keys":[1,{}]})")->empty());
  const std::string good = R"({"issuer":"https://i","authorization_endpoint":"https://i/a",)"
                           R"("token_endpoint":"https://i/t","jwks_uri":"https://i/j"})";
  CHECK(parse_provider(good, "https://i")->token_endpoint == "https://i/t");
  CHECK(!parse_provider(good, "https://i/"));
  CHECK(!parse_provider(R"({"issuer":"https://i"})", "https://i"));
}

}  // namespace rights
