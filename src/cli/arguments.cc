#include "cli/arguments.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/nearest.h"
#include "cli/identity_options.h"
#include "cli/option_rows.h"
#include "cli/setting_options.h"

namespace cli {
namespace {

using Options = CLI::App;

void add_everywhere(Options& app, Arguments& to) {
  app.add_option("-o,--output", to.output, "csv, tsv, json, ndjson or table")
      ->option_text("FORMAT");
  app.add_flag("--no-header", to.no_header, "csv, tsv: leave out the header row");
  app.add_option("--color", to.colour, "auto, always or never")->option_text("WHEN");
  app.add_flag("--no-color", to.no_colour, "the same as --color never");
  app.add_flag("--no-progress", to.no_progress, "no bars and no lines of progress");
  app.add_flag("-q,--quiet", to.quiet, "only data, warnings and errors");
}

void add_store(Options& app, Arguments& to) {
  add_setting(settings::setting(settings::Key::Data), app, to);
}

void add_read(Options& app, Arguments& to) {
  app.add_option("--as-known", to.as_known, "answer as it was known at commit N")->option_text("N");
}

void add_signing_key(Options& app, Arguments& to) {
  app.add_option("--key", to.signing_key,
                 "the private key, PKCS #8 in PEM (else ACCREDIT_SIGNING_KEY, else the store's)")
      ->option_text("FILE");
}

void add_time(Options& app, Arguments& to) {
  app.add_option("--at", to.at, "the time of the act, for rehearsals (default: now)")
      ->option_text("TIME");
}

void add_month(Options& app, Arguments& to) {
  app.add_option("--month", to.month, "the calendar month")->option_text("YYYY-MM");
}

void add_files(Options& app, Arguments& to, const char* description) {
  app.add_option("FILE", to.words, description)->option_text("...");
}

void add_scope(Options& app, Arguments& to) {
  app.add_option("--partner", to.partner, "the partner")->option_text("ID");
  app.add_option("--customer", to.customer, "the customer")->option_text("ID");
  app.add_option("--subscription", to.subscription, "the subscription")->option_text("ID");
}

void add_actor(Options& app, Arguments& to) {
  app.add_option("--as", to.actor, "who acts: customer, operator (the default) or feed")
      ->option_text("ACTOR");
  app.add_option("--reason", to.reason, "why; stands in the history for ever")->option_text("TEXT");
}

void add_ingest(Options& app, Arguments& to) {
  app.add_option("--feed", to.feed, "a label for the delivery")->option_text("NAME");
  app.add_option("--format", to.format,
                 "canonical (the default), a name of feed list, or a mapping file")
      ->option_text("FORMAT");
  add_files(app, to, "usage files: .csv, .ndjson, .json (each also .gz) or .parquet");
}

void add_events(Options& app, Arguments& to) {
  app.add_option(
         "--format", to.format,
         "usage (the default): data has the columns of the usage feed; meter: it has a value")
      ->option_text("FORM");
  add_files(app, to, "CloudEvents in JSON, an event or a list of them");
}

void add_designation(Options& app, Arguments& to) {
  app.add_option("--type", to.type, "the association type: dpor, tpor, dap, ...")
      ->option_text("TYPE");
  add_scope(app, to);
  app.add_option("--workload", to.workload, "only this workload")->option_text("NAME");
  app.add_option("--from", to.from, "the first day (default: today)")->option_text("DATE");
  app.add_option("--to", to.to, "the day it no longer holds (default: open)")->option_text("DATE");
  add_actor(app, to);
}

void add_replace(Options& app, Arguments& to) {
  app.add_option("--type", to.type, "the association type to hand over")->option_text("TYPE");
  app.add_option("--subscription", to.subscription, "the subscription")->option_text("ID");
  app.add_option("--customer", to.customer, "or all subscriptions of a customer")
      ->option_text("ID");
  app.add_option("--partner", to.partner, "the new partner")->option_text("ID");
  app.add_option("--from", to.from, "the first day of the new partner (default: today)")
      ->option_text("DATE");
  add_actor(app, to);
}

void add_end(Options& app, Arguments& to) {
  app.add_option("--association", to.association, "the association")->option_text("ID");
  app.add_option("--type", to.type, "or its type ...")->option_text("TYPE");
  app.add_option("--subscription", to.subscription, "... and its subscription")->option_text("ID");
  app.add_option("--customer", to.customer, "... or its customer")->option_text("ID");
  app.add_option("--partner", to.partner, "... and, when several may hold it, the partner")
      ->option_text("ID");
  app.add_option("--on", to.date, "the day it no longer holds (default: today)")
      ->option_text("DATE");
  add_actor(app, to);
}

void add_competency(std::string_view command, Options& app, Arguments& to) {
  app.add_option("--partner", to.partner, "the account that this partner belongs to then")
      ->option_text("ID");
  app.add_option("--group", to.group, "only this group")->option_text("ID");
  app.add_option("--competency", to.competency, "only this competency")->option_text("CODE");
  if (command == "competency history") {
    app.add_option("--from", to.from, "the first month (default: all)")->option_text("YYYY-MM");
  }
  app.add_option("--month", to.month, "the month at whose end (default: the last full month)")
      ->option_text("YYYY-MM");
  add_read(app, to);
}

void add_months(Options& app, Arguments& to) {
  app.add_option("--from", to.from, "the first month (default: all with usage)")
      ->option_text("YYYY-MM");
  app.add_option("--to", to.to, "the last month, included (default: the first)")
      ->option_text("YYYY-MM");
  app.add_option("--partner", to.partner, "only this partner")->option_text("ID");
  app.add_option("--subscription", to.subscription, "only this subscription")->option_text("ID");
  app.add_option("--by", to.keys, "line (the default), or partner: sums over subscriptions")
      ->option_text("GRAIN");
}

void add_diff(Options& app, Arguments& to) {
  app.add_option("--from-commit", to.from_commit, "the older commit")->option_text("N");
  app.add_option("--to-commit", to.to_commit, "the newer commit (default: the last)")
      ->option_text("N");
  add_months(app, to);
}

void add_simulate(Options& app, Arguments& to) {
  app.add_option("--programme", to.programme, "a draft of the rules")->option_text("FILE");
  app.add_option("--changes", to.changes,
                 "rows of partner_statuses, enrolments, profiles, memberships, awards, "
                 "credit_shares or customer_mergers, by its name")
      ->option_text("FILE");
  app.add_option("--associations", to.associations, "rows as in associations.csv")
      ->option_text("FILE");
  app.add_option("--designate", to.designate, "or this partner, designated ...")->option_text("ID");
  app.add_option("--type", to.type, "... as dpor, ...")->option_text("TYPE");
  app.add_option("--scope", to.scope, "... on these subscriptions, ...")->option_text("ID,ID,...");
  app.add_option("--on", to.date, "... from this day on")->option_text("DATE");
  add_months(app, to);
}

void add_history(Options& app, Arguments& to) {
  app.add_option("--association", to.association, "the association")->option_text("ID");
  add_scope(app, to);
  add_read(app, to);
}

void add_partner(std::string_view command, Options& app, Arguments& to) {
  app.add_option("--partner", to.partner, "the partner")->option_text("ID");
  if (command == "partner show") return add_read(app, to);
  if (command == "partner status") {
    app.add_option("--status", to.status, "active, suspended or terminated")->option_text("STATUS");
    app.add_option("--on", to.date, "its first day (default: today)")->option_text("DATE");
    app.add_flag("--for-cause", to.for_cause, "of a termination: hold what the month has earned");
    app.add_flag("--withdraw", to.withdraw, "take back the status that begins on that day");
  } else {
    if (command == "partner enrol") {
      app.add_option("--agreement", to.agreement, "what it signed, as levers name it")
          ->option_text("NAME");
    } else {
      app.add_option("--kind", to.kind, "payout or tax")->option_text("KIND");
    }
    app.add_option("--on", to.date, "the day on which it was complete (default: today)")
        ->option_text("DATE");
    app.add_option("--to", to.to, "the day it no longer holds (default: open)")
        ->option_text("DATE");
  }
  app.add_option("--as", to.actor, "who acts: operator (the default) or feed")
      ->option_text("ACTOR");
  app.add_option("--reason", to.reason, "why; stands in the history for ever")->option_text("TEXT");
}

void add_share(std::string_view command, Options& app, Arguments& to) {
  app.add_option("--subscription", to.subscription, "the subscription")->option_text("ID");
  app.add_option("--partner", to.partner, "the partner")->option_text("ID");
  if (command == "share list") return add_read(app, to);
  app.add_option("--share", to.share, "the percentage, 0 for none")->option_text("60.00");
  app.add_option("--on", to.date, "its first day (default: today)")->option_text("DATE");
  app.add_option("--to", to.to, "the day it no longer holds (default: open)")->option_text("DATE");
  add_actor(app, to);
}

void add_customer(std::string_view command, Options& app, Arguments& to) {
  if (command == "customer show") {
    app.add_option("--customer", to.customer, "the customer")->option_text("ID");
    return add_read(app, to);
  }
  app.add_option("--customer", to.customer, "the customer that goes")->option_text("ID");
  app.add_option("--into", to.counterparty, "the customer that remains")->option_text("ID");
  app.add_option("--kind", to.kind, "tenant_merged (the default) or acquired")->option_text("KIND");
  app.add_option("--on", to.date, "the first day (default: today)")->option_text("DATE");
  app.add_option("--as", to.actor, "who acts: operator (the default) or feed")
      ->option_text("ACTOR");
  app.add_option("--reason", to.reason, "why; stands in the history for ever")->option_text("TEXT");
}

void add_given(Options& app, Arguments& to) {
  app.add_option("--evidence", to.evidence, "what proves it: a contract, a document")
      ->option_text("TEXT");
  app.add_option("--evidence-on", to.evidence_on, "the day of the evidence")->option_text("DATE");
  app.add_option("--as", to.actor,
                 "who acts: customer:ID, partner:ID (each also ID/PERSON), operator:NAME (the "
                 "default), feed:NAME")
      ->option_text("ACTOR");
  app.add_option("--reason", to.reason, "why; stands in the history for ever")->option_text("TEXT");
  add_time(app, to);
}

void add_request_new(Options& app, Arguments& to) {
  add_files(app, to, "the kind and the event, such as: dpor invite");
  add_scope(app, to);
  app.add_option("--workload", to.workload, "only this workload")->option_text("NAME");
  app.add_option("--type", to.type, "another association type than that of the kind")
      ->option_text("TYPE");
  app.add_option("--counterparty", to.counterparty, "the partner that a transfer takes from")
      ->option_text("ID");
  app.add_option("--from", to.from, "the first day (default: when it comes about)")
      ->option_text("DATE");
  app.add_option("--to", to.to, "the day it no longer holds (default: open)")->option_text("DATE");
  app.add_flag("--auto-extend", to.auto_extend, "a grant that goes on by 180 days at its end");
  app.add_option("--renewals", to.renewals, "a standing designation: all, ask or none")
      ->option_text("RULE");
  app.add_option("--transfers", to.transfers, "what leaves CSP: all, ask or none")
      ->option_text("RULE");
  app.add_option("--products", to.products, "new subscriptions: all, listed, ask or none")
      ->option_text("RULE");
  app.add_option("--families", to.families, "product families, separated by commas")
      ->option_text("LIST");
  app.add_option("--exception", to.exception, "a correction beyond the window: why it may be")
      ->option_text("TEXT");
  add_given(app, to);
}

void add_lifecycle(std::string_view command, Options& app, Arguments& to) {
  if (command == "request new") return add_request_new(app, to);
  if (command == "request move") {
    add_files(app, to, "the request and the event, such as: req-7 confirm");
    app.add_option("--if-revision", to.if_revision, "only if it is still at this revision")
        ->option_text("N");
    return add_given(app, to);
  }
  if (command == "tick") {
    app.add_option("--now", to.now, "what is due until this time (default: now)")
        ->option_text("TIME");
    return;
  }
  if (command == "coverage") {
    add_month(app, to);
    app.add_option("--customer", to.customer, "only this customer")->option_text("ID");
    return add_read(app, to);
  }
  if (command == "request show") {
    add_files(app, to, "the request");
  } else if (command == "request list") {
    add_scope(app, to);
    app.add_option("--kind", to.kind, "only this kind")->option_text("KIND");
    app.add_option("--state", to.state, "only in this state")->option_text("STATE");
  } else {
    app.add_option("--customer", to.customer, "only what this customer is told")->option_text("ID");
    app.add_option("--partner", to.partner, "only what this partner is told")->option_text("ID");
  }
  add_read(app, to);
}

void add_filter(Options& app, Arguments& to) {
  app.add_option("--cause", to.cause, "only this cause, as the list names it")->option_text("CODE");
  app.add_option("--feed", to.feed, "only deliveries with this label")->option_text("NAME");
  app.add_option("--file", to.file, "only the file of this name")->option_text("NAME");
  app.add_option("--subscription", to.subscription, "only this subscription")->option_text("ID");
}

void add_yes(Options& app, Arguments& to, const char* reason) {
  app.add_option("--reason", to.reason, reason)->option_text("TEXT");
  app.add_flag("--yes", to.yes, "do it; without it the effect is shown, and nothing changes");
}

void add_quarantine(std::string_view command, Options& app, Arguments& to) {
  add_filter(app, to);
  if (command == "quarantine list") {
    app.add_flag("--waived", to.waived, "what was waived, by whom and why");
    add_read(app, to);
  } else if (command == "quarantine replay") {
    app.add_option("--mapping", to.mapping, "read again by it what could not be read")
        ->option_text("FORMAT");
  } else {
    add_yes(app, to, "why nobody will mend them; stands in the record for ever");
  }
}

void add_audit(std::string_view command, Options& app, Arguments& to) {
  if (command == "audit checkpoint") {
    add_signing_key(app, to);
  }
  if (command == "audit verify") {
    add_files(app, to, "a file of audit export; without one the store is checked");
    app.add_option("--key", to.public_key, "the public key, in PEM, that must have signed")
        ->option_text("FILE");
  }
  if (command == "audit verify" || command == "audit export") {
    app.add_option("--from", to.from, "begin at the checkpoint of this commit, or at the last one")
        ->option_text("N|last");
  }
  if (command == "audit export") {
    app.add_option("--out", to.out, "into this file (default: standard output)")
        ->option_text("FILE");
  }
}

void add_person(std::string_view command, Options& app, Arguments& to) {
  if (command == "person list") return;
  add_files(app, to, "the person, such as: customer:C1/anna");
  add_yes(app, to, "why, without naming the person; stands in the record for ever");
}

void add_period(Options& app, Arguments& to) {
  app.add_option("--period", to.period, "the month in whose books it stands")
      ->option_text("YYYY-MM");
}

void add_books(std::string_view command, Options& app, Arguments& to) {
  if (command == "period list") return;
  if (command.starts_with("period ")) {
    add_files(app, to, "the period, such as 2026-03; of waive the item too");
    if (command == "period status") return;
    app.add_option("--as", to.actor, "who acts: operator:NAME")->option_text("ACTOR");
    if (command == "period waive") {
      app.add_option("--reason", to.reason, "why; stands in the record for ever")
          ->option_text("TEXT");
    }
    if (command != "period signoff") return;
    app.add_option("--on", to.date, "the day of the statements (default: today)")
        ->option_text("DATE");
    add_signing_key(app, to);
    return;
  }
  if (command != "balance") add_period(app, to);
  if (command == "run") {
    app.add_option("--by", to.keys, "partner (the default), or line")->option_text("GRAIN");
    return;
  }
  app.add_option("--partner", to.partner, "only this partner")->option_text("ID");
  if (command == "ledger") add_read(app, to);
}

void add_statement(std::string_view command, Options& app, Arguments& to) {
  if (command == "statement list") return add_books(command, app, to);
  if (command == "statement verify") {
    add_files(app, to, "files of statement export and statement prove");
    app.add_option("--key", to.public_key, "the public key, in PEM, that must have signed")
        ->option_text("FILE");
    return;
  }
  add_files(app, to, "the statement, such as ST-000042; of prove the line too");
  if (command == "statement prove") return;
  app.add_option("--format", to.format,
                 "json (the default), csv; of export also parquet, pdf, or several")
      ->option_text("FORMAT");
  if (command != "statement export") return;
  app.add_option("--out", to.out, "the directory for the files")->option_text("DIR");
  app.add_option("--paper", to.paper, "of a PDF: a4 (the default) or letter")->option_text("SIZE");
  add_books("statement list", app, to);
}

void add_payout(std::string_view command, Options& app, Arguments& to) {
  if (command == "payout list") return;
  if (command == "payout preview" || command == "payout create") {
    app.add_option("--on", to.date,
                   command == "payout create" ? "the day on which the bank pays"
                                              : "the day on which the bank pays (default: today)")
        ->option_text("DATE");
    if (command == "payout preview") return;
  } else if (command == "payout account") {
    add_files(app, to, "payout_accounts.csv");
  } else if (command == "payout settle") {
    add_files(app, to, "a file of the bank's answers");
  } else {
    add_files(app, to, "the payout, such as PO-000007");
  }
  if (command == "payout show") return;
  if (command == "payout export") {
    app.add_option("--format", to.format, "pain001 (the default), for the bank; csv, for the books")
        ->option_text("FORMAT");
    app.add_option("--out", to.out, "into this file (default: standard output)")
        ->option_text("FILE");
    return;
  }
  app.add_option("--as", to.actor, "who acts: operator:NAME")->option_text("ACTOR");
}

void add_petition_new(Options& app, Arguments& to) {
  add_files(app, to, "the kind: dispute, coop_claim, release, forfeit or exception");
  app.add_option("--statement", to.statement, "of a dispute: the statement")->option_text("ID");
  app.add_option("--line", to.line, "and the number of its line, from 1")->option_text("N");
  app.add_option("--fund", to.fund, "of a claim: the first month of the fund's half-year")
      ->option_text("YYYY-MM");
  app.add_option("--partner", to.partner, "the partner (default: who acts)")->option_text("ID");
  app.add_option("--currency", to.currency, "the currency (default: the programme's)")
      ->option_text("CODE");
  app.add_option("--payout", to.payout, "of what is held or late: rebate (the default) or coop")
      ->option_text("PAYOUT");
  app.add_option("--evidence", to.evidence, "what proves it: an invoice, a contract")
      ->option_text("TEXT");
}

void add_petition(std::string_view command, Options& app, Arguments& to) {
  if (command == "petition list") {
    app.add_option("--kind", to.kind, "only this kind")->option_text("KIND");
    app.add_option("--state", to.state, "only in this state")->option_text("STATE");
    app.add_option("--partner", to.partner, "only of this partner")->option_text("ID");
    return add_read(app, to);
  }
  if (command == "petition show") {
    add_files(app, to, "the petition, such as PT-12");
    return add_read(app, to);
  }
  if (command == "petition new") {
    add_petition_new(app, to);
  } else {
    add_files(app, to, "the petition and review, accept, reject or withdraw");
    app.add_option("--if-revision", to.if_revision, "only if it is still at this revision")
        ->option_text("N");
  }
  app.add_option("--amount", to.amount, "what is asked, or accepted (default: all of it)")
      ->option_text("N");
  app.add_option("--as", to.actor, "who acts: partner:ID, partner:ID/PERSON, operator:NAME")
      ->option_text("ACTOR");
  app.add_option("--reason", to.reason, "why; stands in the record for ever")->option_text("TEXT");
  add_time(app, to);
}

void add_rows(std::span<const OptionRow> rows, Options& app, Arguments& to) {
  for (const OptionRow& row : rows)
    app.add_option(row.names, to.*row.to, row.description)->option_text(row.shape);
}

void add_explain(Options& app, Arguments& to) {
  add_rows(question_rows("explain"), app, to);
  app.add_flag("--why-not", to.why_not, "also what did not count, and what would have to hold");
  add_read(app, to);
}

void add_question(std::string_view command, Options& app, Arguments& to) {
  add_rows(question_rows(command), app, to);
  if (command == "sql") return add_files(app, to, "a file with the question; - is standard input");
  if (command == "export") return add_files(app, to, "the view, such as associations");
  if (command == "report")
    app.add_flag("--empty-months", to.empty_months, "a row of zeros for each month without data");
  add_read(app, to);
}

void add_consent(std::string_view command, Options& app, Arguments& to) {
  add_rows(consent_rows(command), app, to);
  const bool acts = command == "consent give" || command == "consent withdraw";
  if (command == "consent show" || command == "consent withdraw")
    add_files(app, to, "the receipt, such as CR-1");
  if (!acts) add_read(app, to);
}

void add_guidance(std::string_view command, Options& app, Arguments& to) {
  add_rows(guidance_rows(command), app, to);
  if (command == "guide publish") add_files(app, to, "the text, in Markdown");
  if (command == "guide show") add_files(app, to, "the name of the guide");
}

void add_programme(std::string_view command, Options& app, Arguments& to) {
  add_rows(programme_rows(command), app, to);
  if (command == "programme show") return add_read(app, to);
  const bool takes_draft = command == "programme approve" || command == "programme reject" ||
                           command == "programme publish";
  if (takes_draft) return add_files(app, to, "the draft, such as PD-1");
  const bool takes_file = command == "programme activate" || command == "programme validate" ||
                          command == "programme submit";
  if (takes_file) add_files(app, to, "the programme file");
}

void add_access(std::string_view command, Options& app, Arguments& to) {
  add_rows(access_rows(command), app, to);
  if (command == "access forget") return add_yes(app, to, "why; stands in the record for ever");
  if (command != "access log") add_read(app, to);
}

// Commands whose options depend on their second word.
struct Group {
  std::string_view first;
  void (*add)(std::string_view command, Options& app, Arguments& to);
};
constexpr auto kGroups =
    std::to_array<Group>({{"access", add_access},         {"support", add_guidance},
                          {"guide", add_guidance},        {"feedback", add_guidance},
                          {"programme", add_programme},   {"consent", add_consent},
                          {"competency", add_competency}, {"petition", add_petition},
                          {"partner", add_partner},       {"share", add_share},
                          {"customer", add_customer},     {"quarantine", add_quarantine},
                          {"period", add_books},          {"statement", add_statement},
                          {"payout", add_payout},         {"audit", add_audit},
                          {"person", add_person},         {"user", add_identity},
                          {"key", add_identity},          {"identity-provider", add_identity},
                          {"ledger", add_books},          {"balance", add_books}});

void add_options(std::string_view command, Options& app, Arguments& to) {
  if (command == "demo") return add_demo(app, to);
  if (command == "help") return add_files(app, to, "a command or a topic");
  if (command == "version" || command == "feed list") return;
  if (command == "feed show") return add_files(app, to, "the name of a shipped mapping");
  if (command == "feed infer") return add_files(app, to, "an unknown usage file");
  const std::string_view first = command.substr(0, command.find(' '));
  if (first == "config") return add_config(command, app, to);
  if (command == "serve") return add_settings(app, to);
  add_store(app, to);
  const auto group = std::ranges::find(kGroups, first, &Group::first);
  if (group != kGroups.end()) return group->add(command, app, to);
  if (command == "init") {
    app.add_option("--programme", to.programme, "the programme file (default: cloud-2016, UTC)")
        ->option_text("FILE");
  } else if (command == "import") {
    add_files(app, to, "registry files, recognised by name, in any order");
    app.add_flag("--no-replay", to.no_replay, "leave in quarantine what waited for them");
  } else if (command == "ingest") {
    add_ingest(app, to);
  } else if (command == "events") {
    add_events(app, to);
  } else if (command == "feed void") {
    add_files(app, to, "the name of a delivered file, or how its SHA-256 begins");
    app.add_option("--commit", to.commit, "the delivery of this commit, where a name has several")
        ->option_text("N");
    app.add_flag("--no-replay", to.no_replay, "leave in quarantine what it stood in the way of");
    add_yes(app, to, "why; stands in the record for ever");
  } else if (command == "feed digest") {
    add_read(app, to);
  } else if (command == "associate") {
    add_designation(app, to);
  } else if (command == "replace") {
    add_replace(app, to);
  } else if (command == "end") {
    add_end(app, to);
  } else if (command == "history") {
    add_history(app, to);
  } else if (command.starts_with("request ") || command == "notifications list" ||
             command == "tick" || command == "coverage") {
    add_lifecycle(command, app, to);
  } else if (command == "run") {
    add_books(command, app, to);
  } else if (command == "explain") {
    add_explain(app, to);
  } else if (!question_rows(command).empty()) {
    add_question(command, app, to);
  } else if (command == "earnings" || command == "reconcile") {
    add_month(app, to);
    add_read(app, to);
  } else if (command == "diff") {
    add_diff(app, to);
  } else if (command == "simulate") {
    add_simulate(app, to);
  } else if (command == "verify") {
    add_read(app, to);
    app.add_flag("--deep", to.deep, "also recompute every answer from the raw rows");
  }
}

void prepare(std::string_view command, Options& app, Arguments& to) {
  app.set_help_flag();  // --help is found before anything is parsed
  app.allow_extras();   // and unknown words are answered by us
  add_options(command, app, to);
  add_rows(listing_rows(command), app, to);
  add_everywhere(app, to);
}

base::Error usage(std::string message, std::string_view command = {}) {
  return {base::Code::Usage,
          std::move(message),
          {},
          "accredit help" + (command.empty() ? "" : " " + std::string(command))};
}

base::Error unknown_option(std::string_view word, std::string_view command, const Options& app) {
  const std::string name(word.substr(0, word.find('=')));
  std::vector<std::string> known;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& lname : option->get_lnames())
      known.push_back("--" + lname);
  }
  const std::vector<std::string_view> views(known.begin(), known.end());
  return usage("'" + std::string(command) + "' has no option " + name + base::hint(name, views),
               command);
}

base::Error unknown_command(std::string_view word) {
  std::vector<std::string_view> known = first_words();
  known.insert(known.end(), command_names().begin(), command_names().end());
  return usage("there is no command '" + std::string(word) + "'" + base::hint(word, known));
}

// Where the command stands in `words`: options may come before it.
std::size_t find_command(const std::vector<std::string>& words) {
  static constexpr std::array<std::string_view, 4> kWithValue{"--data", "--color", "-o",
                                                              "--output"};
  std::size_t at = 0;
  while (at < words.size() && words[at].starts_with('-')) {
    at += std::ranges::find(kWithValue, words[at]) != kWithValue.end() ? 2 : 1;
  }
  return std::min(at, words.size());
}

// The commands of two words that begin with this one.
std::vector<std::string_view> commands_of(const std::string& first) {
  std::vector<std::string_view> out;
  for (const std::string_view command : command_names()) {
    if (command.starts_with(first + ' ')) out.push_back(command);
  }
  return out;
}

// "list, show or infer"
std::string second_words(const std::vector<std::string_view>& commands) {
  std::string out;
  for (const std::string_view command : commands) {
    if (!out.empty()) out += command == commands.back() ? " or " : ", ";
    out += command.substr(command.find(' ') + 1);
  }
  return out;
}

// Takes the command out of `words`; "" when there is none.
base::Result<std::string> take_command(std::vector<std::string>& words, bool help) {
  const std::size_t at = find_command(words);
  if (at == words.size()) return std::string();
  std::string command = words[at];
  words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
  const std::vector<std::string_view> group = commands_of(command);
  if (!group.empty()) {
    const std::size_t second = find_command(words);
    if (second == words.size()) {
      if (help) return std::string(group.front());
      return std::unexpected(usage(command + " what? " + second_words(group), group.front()));
    }
    command += ' ' + words[second];
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(second));
  }
  if (!is_command(command)) return std::unexpected(unknown_command(command));
  return command;
}

// --help and --version anywhere before "--"; takes them out.
void take_wishes(std::vector<std::string>& words, Arguments& arguments) {
  for (std::size_t i = 0; i < words.size() && words[i] != "--";) {
    const bool help = words[i] == "--help" || words[i] == "-h";
    const bool version = words[i] == "--version" || words[i] == "-V";
    arguments.help |= help;
    arguments.version |= version;
    if (help || version) {
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
}

base::Status parse_options(std::vector<std::string> words, Arguments& arguments) {
  Options app;
  prepare(arguments.command, app, arguments);
  std::ranges::reverse(words);  // CLI11 takes the words last first
  try {
    app.parse(words);
  } catch (const CLI::ParseError& error) {
    return std::unexpected(usage(error.what(), arguments.command));
  }
  for (const std::string& word : app.remaining()) {
    if (word.starts_with('-') && word != "-" && word != "--") {
      return std::unexpected(unknown_option(word, arguments.command, app));
    }
    if (word != "--") {
      return std::unexpected(
          usage("'" + arguments.command + "' does not know what to do with '" + word + "'",
                arguments.command));
    }
  }
  return {};
}

}  // namespace

std::vector<OptionText> options_of(std::string_view command) {
  Options app;
  Arguments ignored;
  prepare(command, app, ignored);
  std::vector<OptionText> texts;
  for (const CLI::Option* option : app.get_options()) {
    std::string names;
    for (const auto& name : option->get_snames())
      names += "-" + name + ", ";
    for (const auto& name : option->get_lnames())
      names += "--" + name + ", ";
    if (names.empty()) {
      names = option->get_name(true);
    } else {
      names.resize(names.size() - 2);
    }
    if (!option->get_option_text().empty()) names += " " + option->get_option_text();
    texts.push_back({names, option->get_description()});
  }
  return texts;
}

base::Result<Arguments> parse_arguments(std::span<const char* const> argv) {
  std::vector<std::string> words(argv.begin() + (argv.empty() ? 0 : 1), argv.end());
  Arguments arguments;
  arguments.given = words;
  if (!argv.empty()) arguments.program = argv.front();
  take_wishes(words, arguments);
  base::Result<std::string> command = take_command(words, arguments.help);
  if (command) arguments.command = *command;
  if (arguments.version) return arguments;
  if (arguments.help)
    return command ? base::Result<Arguments>(arguments) : std::unexpected(command.error());
  if (!command) return std::unexpected(command.error());
  TRY_STATUS(parse_options(std::move(words), arguments));
  const char* key = std::getenv("ACCREDIT_SIGNING_KEY");
  if (arguments.signing_key.empty() && key != nullptr) arguments.signing_key = key;
  return arguments;
}

}  // namespace cli
