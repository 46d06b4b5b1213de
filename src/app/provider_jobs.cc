#include "app/provider_jobs.h"

#include <algorithm>
#include <array>

#include "app/system_random.h"
#include "registry/act_detail.h"
#include "storage/identity_table.h"

namespace app {
namespace {

constexpr std::string_view kAbout = "identity provider";  // what the seal is about
constexpr std::size_t kNameMax = 255;

bool is_of_this_machine(std::string_view url) {
  constexpr std::array<std::string_view, 3> kHere{"http://127.0.0.1", "http://[::1]",
                                                  "http://localhost"};
  return std::ranges::any_of(kHere, [&](std::string_view here) {
    return url.starts_with(here) &&
           (url.size() == here.size() || url[here.size()] == ':' || url[here.size()] == '/');
  });
}

// "https://host:port", without a path.
base::Status check_service(const std::string& url) {
  const delivery::Guard anywhere{
      .only_https = !is_of_this_machine(url), .only_public = false, .ports = {}};
  const std::size_t host = url.find("//") + 2;
  if (delivery::check_url(url, anywhere) && url.find_first_of("/?", host) == url.npos) return {};
  return base::fail(base::Code::Usage,
                    "'" + url +
                        "' is not where browsers find the service; write it like "
                        "https://accredit.contoso.example");
}

base::Result<rights::IdentityProvider> existing(rights::IdentityStore& kept) {
  auto found = TRY(kept.provider());
  if (found) return std::move(*found);
  return base::fail(base::Code::NotFound, "no identity provider is set",
                    "accredit help identity-provider set");
}

registry::Act act_of(const IdentityAct& act, const char* action,
                     const rights::IdentityProvider& provider) {
  return {act.actor, action, act.reason,
          registry::DetailWriter()
              .field("issuer", provider.issuer)
              .field("client", provider.client)
              .field("service", provider.service)
              .text()};
}

}  // namespace

delivery::Guard provider_guard(const rights::IdentityProvider& provider, std::string_view url) {
  if (!provider.is_near) return {};
  return {.only_https = !is_of_this_machine(url), .only_public = false, .ports = {}};
}

base::Result<base::CommitNumber> set_provider(Store& store, rights::IdentityProvider provider,
                                              const IdentityAct& act) {
  TRY_STATUS(check_service(provider.service));
  const auto checked =
      delivery::check_url(provider.issuer, provider_guard(provider, provider.issuer));
  if (!checked) {
    return base::fail(base::Code::Usage,
                      "the issuer '" + provider.issuer + "': " + checked.error().message);
  }
  if (provider.client.empty() || provider.client.size() > kNameMax)
    return base::fail(base::Code::Usage, "the id of the client has 1 to 255 characters");
  if (!provider.secret.empty()) {
    const rights::Sealer sealer = TRY(app::sealer(store));
    provider.secret = TRY(sealer.seal(provider.secret, kAbout, random_bytes));
  }
  return storage::open_identity(store.record())
      ->set_provider(act_of(act, "provider_set", provider), provider);
}

base::Result<base::CommitNumber> remove_provider(Store& store, const IdentityAct& act) {
  const auto kept = storage::open_identity(store.record());
  const rights::IdentityProvider was = TRY(existing(*kept));
  return kept->set_provider(act_of(act, "provider_remove", was), {});
}

base::Result<std::optional<rights::IdentityProvider>> provider(Store& store) {
  auto found = TRY(storage::open_identity(store.record())->provider());
  if (!found || found->secret.empty()) return found;
  const rights::Sealer sealer = TRY(app::sealer(store));
  auto opened = sealer.open(found->secret, kAbout);
  if (!opened) {
    return base::fail(base::Code::Corrupt,
                      "the secret at the identity provider was sealed under another key: "
                      "restore sealing.key, or set the provider anew");
  }
  found->secret = std::move(*opened);
  return found;
}

base::Status link_user(Store& store, const std::string& who, const std::string& subject) {
  const auto kept = storage::open_identity(store.record());
  const rights::IdentityProvider provider = TRY(existing(*kept));
  const rights::User found = TRY(user(store, who));
  if (subject.empty() || subject.size() > kNameMax)
    return base::fail(base::Code::Usage, "a subject has 1 to 255 characters");
  return kept->link(found.number, provider.issuer, subject);
}

}  // namespace app
