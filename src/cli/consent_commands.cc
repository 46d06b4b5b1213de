// consent give, withdraw, list, show: what a customer lets a partner see, as receipts.
#include <filesystem>

#include "app/consent_jobs.h"
#include "app/text_file.h"
#include "base/nearest.h"
#include "base/terms.h"
#include "cli/option_values.h"
#include "cli/session.h"

namespace cli {
namespace {

using rights::Receipt;
using rights::Withdrawal;

base::Result<lifecycle::Actor> actor_of(const Arguments& arguments) {
  return lifecycle::parse_actor(arguments.actor.empty() ? "operator:cli" : arguments.actor);
}

base::Result<rights::ClassMask> classes_value(const std::string& text) {
  if (text.empty()) return rights::kUsual;
  if (const auto classes = rights::parse_classes(text)) return *classes;
  return base::fail(base::Code::Usage, "--classes '" + text +
                                           "': write words of subscription_facts, usage, "
                                           "billed_revenue and other_partners between commas");
}

base::Result<rights::How> how_value(const std::string& text) {
  if (text.empty()) return rights::How::Explicit;
  if (const auto how = base::parse_word<rights::How>(rights::kHows, text)) return *how;
  return base::fail(base::Code::Usage, "--kind '" + text +
                                           "' is not explicit, deemed or programme_rule" +
                                           base::hint(text, rights::kHows));
}

base::Result<std::optional<std::int64_t>> revision_value(const std::string& text) {
  std::optional<std::int64_t> out;
  if (!text.empty()) out = TRY(count_value("--if-revision", text, 0));
  return out;
}

base::Result<rights::ConsentWish> wish_of(const Arguments& given) {
  rights::ConsentWish wish;
  wish.customer = TRY(required("--customer", given.customer, "ID"));
  wish.partner = TRY(required("--partner", given.partner, "ID"));
  wish.subscription = given.subscription;
  wish.classes = TRY(classes_value(given.classes));
  wish.days.from = TRY(day_or("--from", given.from, base::Day::min()));
  wish.days.to = TRY(day_or("--to", given.to, base::Day::forever()));
  wish.how = TRY(how_value(given.kind));
  wish.evidence = given.evidence;
  wish.if_revision = TRY(revision_value(given.if_revision));
  if (given.file.empty()) return wish;
  wish.text = TRY(app::read_text(given.file));
  wish.version = std::filesystem::path(given.file).stem().string();
  return wish;
}

base::Result<rights::WithdrawalWish> withdrawal_of(const Arguments& given) {
  rights::WithdrawalWish wish;
  wish.reason = given.reason;
  wish.if_revision = TRY(revision_value(given.if_revision));
  if (!given.words.empty()) {
    wish.receipt = given.words.front();
    return wish;
  }
  wish.customer = TRY(required("--customer", given.customer, "ID (or name a receipt)"));
  wish.partner = TRY(required("--partner", given.partner, "ID"));
  wish.subscription = given.subscription;
  return wish;
}

std::vector<Column> columns() {
  const auto number = ColumnKind::Number;
  return {{"word"},
          {"customer"},
          {"partner"},
          {"subscription"},
          {"classes"},
          {"from", ColumnKind::Day},
          {"until", ColumnKind::Day},
          {"how"},
          {"text_version"},
          {"by"},
          {"at", ColumnKind::Instant},
          {"evidence"},
          {"reason"},
          {"commit", number}};
}

std::vector<std::string> cells_of(const Receipt& one) {
  return {one.id(),
          one.customer,
          one.partner,
          one.subscription,
          rights::words(one.classes),
          one.days.from.text(),
          one.days.to.text(),
          std::string(word(one.how)),
          one.version,
          one.given_by,
          time_text(one.given_at),
          one.evidence,
          {},
          std::to_string(one.commit.number)};
}

std::vector<std::string> cells_of(const Withdrawal& one) {
  const std::string what =
      one.receipt == 0 ? "withdrawn" : "withdrawn CR-" + std::to_string(one.receipt);
  return {what,
          one.customer,
          one.partner,
          one.subscription,
          {},
          {},
          {},
          {},
          {},
          one.withdrawn_by,
          time_text(one.withdrawn_at),
          {},
          one.reason,
          std::to_string(one.commit.number)};
}

}  // namespace

Outcome run_consent_give(Session& session) {
  const rights::ConsentWish wish = TRY(wish_of(session.arguments));
  const lifecycle::Actor actor = TRY(actor_of(session.arguments));
  const base::Instant now = TRY(instant_value("--at", session.arguments.at, session.clock.now()));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const Receipt receipt = TRY(app::give_consent(store, actor, wish, now));
  session.console.done(receipt.id() + ": " + receipt.text + " (commit " +
                       std::to_string(receipt.commit.number) + ")");
  TRY_STATUS(session.console.data(receipt.id() + '\n'));
  return Exit::Done;
}

Outcome run_consent_withdraw(Session& session) {
  const rights::WithdrawalWish wish = TRY(withdrawal_of(session.arguments));
  const lifecycle::Actor actor = TRY(actor_of(session.arguments));
  const base::Instant now = TRY(instant_value("--at", session.arguments.at, session.clock.now()));
  app::Store store = TRY(open_store(session, storage::OpenFor::Writing));
  const Withdrawal one = TRY(app::withdraw_consent(store, actor, wish, now));
  const std::string scope = one.subscription.empty() ? "of all subscriptions of " + one.customer
                                                     : "of " + one.subscription;
  session.console.done(one.partner + " sees nothing " + scope + " any more (commit " +
                       std::to_string(one.commit.number) + ")");
  return Exit::Done;
}

// In the order in which it was said.
Outcome run_consent_list(Session& session) {
  const Arguments& given = session.arguments;
  const base::CommitNumber as_known = TRY(commit_value(given.as_known));
  RecordWriter writer = TRY(open_writer(session, columns()));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const auto book =
      TRY(app::consents(store, {given.customer, given.partner, given.subscription}, as_known));
  auto withdrawal = book.withdrawals.begin();
  for (const Receipt& one : book.receipts) {
    for (; withdrawal != book.withdrawals.end() && withdrawal->commit < one.commit; ++withdrawal)
      TRY_STATUS(writer.row(cells_of(*withdrawal)));
    TRY_STATUS(writer.row(cells_of(one)));
  }
  for (; withdrawal != book.withdrawals.end(); ++withdrawal)
    TRY_STATUS(writer.row(cells_of(*withdrawal)));
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_consent_show(Session& session) {
  const std::string id = TRY(only_word(session, "a receipt, such as CR-1"));
  const base::CommitNumber as_known = TRY(commit_value(session.arguments.as_known));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  const Receipt receipt = TRY(app::consent(store, id, as_known));
  const std::string document = rights::document(receipt);
  TRY_STATUS(session.console.data(document + '\n'));
  session.console.say("given by " + receipt.given_by + " at " + time_text(receipt.given_at) +
                      "; sha256 of the line: " + base::hex(base::sha256(document + '\n')));
  return Exit::Done;
}

}  // namespace cli
