// identity-provider, and user link: who else says who a person is.
#include "app/provider_jobs.h"
#include "app/text_file.h"
#include "cli/option_values.h"
#include "cli/phrases.h"
#include "cli/session.h"

namespace cli {
namespace {

constexpr std::size_t kSecretMax = 1'024;

app::IdentityAct act_of(const Arguments& given) {
  return {given.actor.empty() ? "operator:cli" : given.actor, given.reason};
}

// The file's text without the line end that editors put there.
base::Result<std::string> secret_of(const std::string& file) {
  if (file.empty()) return std::string();
  std::string text = TRY(app::read_text(file, kSecretMax));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
    text.pop_back();
  return text;
}

}  // namespace

Outcome run_identity_provider_set(Session& session) {
  const Arguments& given = session.arguments;
  rights::IdentityProvider provider;
  provider.issuer = TRY(required("--issuer", given.issuer, "URL"));
  provider.client = TRY(required("--client-id", given.client_id, "ID"));
  provider.service = TRY(required("--service", given.service, "URL"));
  provider.secret = TRY(secret_of(given.secret_file));
  provider.is_near = given.private_network;
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto commit = TRY(app::set_provider(store, provider, act_of(given)));
  session.console.done(provider.issuer + " says who persons are" + at_commit(commit));
  session.console.say("Tell it where browsers come back: " + provider.service +
                      "/v1/sign-in/oidc/callback");
  return Exit::Done;
}

Outcome run_identity_provider_show(Session& session) {
  RecordWriter writer =
      TRY(open_writer(session, {{"issuer"}, {"client_id"}, {"secret"}, {"service"}, {"private"}}));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  if (const auto found = TRY(app::provider(store))) {
    TRY_STATUS(writer.row({found->issuer, found->client, found->secret.empty() ? "no" : "yes",
                           found->service, found->is_near ? "yes" : "no"}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_identity_provider_remove(Session& session) {
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const auto commit = TRY(app::remove_provider(store, act_of(session.arguments)));
  session.console.done("Nobody but this store says who persons are" + at_commit(commit));
  return Exit::Done;
}

Outcome run_user_link(Session& session) {
  const std::string who = TRY(only_word(session, "a user, such as anna"));
  const std::string subject = TRY(required("--subject", session.arguments.subject, "ID"));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  TRY_STATUS(app::link_user(store, who, subject));
  session.console.done(who + " signs in as '" + subject + "' of the identity provider");
  return Exit::Done;
}

}  // namespace cli
