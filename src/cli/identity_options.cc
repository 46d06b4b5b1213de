#include "cli/identity_options.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace cli {
namespace {

void add_word(CLI::App& app, Arguments& to, const char* description) {
  app.add_option("FILE", to.words, description)->option_text("...");
}

void add_grant(CLI::App& app, Arguments& to) {
  app.add_option("--role", to.role,
                 "admin, programme_manager, finance, support, auditor, feed; of a partner: "
                 "partner_admin, partner_executive, partner_analyst; of a customer: "
                 "customer_admin, customer_viewer")
      ->option_text("ROLE");
  app.add_option("--partner", to.partner, "for this partner")->option_text("ID");
  app.add_option("--customer", to.customer, "for this customer")->option_text("ID");
  app.add_flag("--sees-money", to.sees_money, "earnings, statements and the books, too");
}

void add_provider(CLI::App& app, Arguments& to) {
  app.add_option("--issuer", to.issuer, "the provider, as it names itself")->option_text("URL");
  app.add_option("--client-id", to.client_id, "the id that this service has there")
      ->option_text("ID");
  app.add_option("--secret-file", to.secret_file, "a file with the secret that goes with the id")
      ->option_text("FILE");
  app.add_option("--service", to.service, "where browsers find this service")->option_text("URL");
  app.add_flag("--private-network", to.private_network,
               "the provider may stand in a private network, and on this machine without TLS");
}

void add_act(CLI::App& app, Arguments& to) {
  app.add_option("--as", to.actor, "who acts (default: operator:cli)")->option_text("ACTOR");
  app.add_option("--reason", to.reason,
                 "why, without naming a person; stands in the record for ever")
      ->option_text("TEXT");
}

}  // namespace

void add_identity(std::string_view command, CLI::App& app, Arguments& to) {
  if (command == "key show") return add_word(app, to, "the id of the key (default: the newest)");
  if (command == "user list" || command == "key list") return;
  if (command == "identity-provider show") return;
  if (command == "identity-provider set") add_provider(app, to);
  if (command.starts_with("identity-provider ")) return add_act(app, to);
  const bool of_user = command.starts_with("user ");
  const bool create = command.ends_with(" create");
  add_word(app, to, create ? "its name" : of_user ? "the user, by name or number" : "the key");
  if (create || command == "user grant" || command == "user revoke") add_grant(app, to);
  if (command == "user create")
    app.add_option("--email", to.email, "the person's address")->option_text("ADDRESS");
  if (command == "user link") {
    app.add_option("--subject", to.subject, "who it is at the identity provider (claim sub)")
        ->option_text("ID");
    return;
  }
  if (command == "user disable") app.add_flag("--withdraw", to.withdraw, "enable it again");
  if (command == "key create") {
    app.add_option("--scopes", to.scopes, "only these, such as: usage_events:write,imports:*")
        ->option_text("LIST");
    app.add_option("--networks", to.networks, "only from there, such as: 192.0.2.0/24")
        ->option_text("LIST");
    app.add_flag("--client", to.client, "an OAuth2 client, which gets tokens for its secret");
  }
  if (command == "key create" || command == "key rotate") {
    app.add_option("--until", to.until,
                   create ? "when it ends (default: in a year)"
                          : "when the old secret ends (default: in 24 hours)")
        ->option_text("TIME");
  }
  add_act(app, to);
}

}  // namespace cli
