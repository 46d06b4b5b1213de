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

}  // namespace

void add_identity(std::string_view command, CLI::App& app, Arguments& to) {
  if (command == "key show") return add_word(app, to, "the id of the key (default: the newest)");
  if (command == "user list" || command == "key list") return;
  const bool of_user = command.starts_with("user ");
  const bool create = command.ends_with(" create");
  add_word(app, to, create ? "its name" : of_user ? "the user, by name or number" : "the key");
  if (create || command == "user grant" || command == "user revoke") add_grant(app, to);
  if (command == "user create")
    app.add_option("--email", to.email, "the person's address")->option_text("ADDRESS");
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
  app.add_option("--as", to.actor, "who acts (default: operator:cli)")->option_text("ACTOR");
  app.add_option("--reason", to.reason,
                 "why, without naming a person; stands in the record for ever")
      ->option_text("TEXT");
}

}  // namespace cli
