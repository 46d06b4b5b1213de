// What every command gets: what was asked, where to print, what time it is. One function per
// command; run.cc chooses among them.
#pragma once

#include "app/lifecycle_jobs.h"
#include "app/store.h"
#include "attribution/answers.h"
#include "base/clock.h"
#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/records.h"
#include "storage/quarantine.h"

namespace cli {

struct Session {
  const Arguments& arguments;
  Console& console;
  const base::Clock& clock;
};

using Outcome = base::Result<Exit>;

// As `data` is set. Errors: Usage when nobody names a store.
base::Result<std::string> data_directory(const Session& session);
base::Result<app::Store> open_store(const Session& session, storage::OpenFor mode);
// An open store and what a question to it sees; the view refers to the store.
struct Opened {
  app::Store store;
  std::unique_ptr<app::View> view;
};
// As known at --as-known.
base::Result<Opened> open_view(Session& session);
// An act that was shown goes ahead with --yes, or when `word` is typed on a terminal. Errors:
// Usage, with the command to repeat.
base::Status confirm(const Session& session, const std::string& effect, const std::string& word);
// The one file or name that a command works on.
base::Result<std::string> only_word(const Session& session, std::string_view what);
// For the rows that --where and --sort ask for. Errors: Usage.
base::Result<RecordWriter> open_writer(const Session& session, std::vector<Column> columns);
base::Result<RecordWriter> open_writer(const Session& session, Layout layout,
                                       std::vector<Column> columns);

Outcome run_init(Session& session);  // store_commands.cc
Outcome run_import(Session& session);
Outcome run_ingest(Session& session);
Outcome run_events(Session& session);  // event_commands.cc

Outcome run_quarantine_list(Session& session);  // quarantine_commands.cc
Outcome run_quarantine_replay(Session& session);
Outcome run_quarantine_waive(Session& session);
std::string replay_line(const storage::ReplayReceipt& receipt);
Outcome run_fold(Session& session);

Outcome run_feed_list(Session& session);  // feed_commands.cc
Outcome run_feed_show(Session& session);
Outcome run_feed_infer(Session& session);
Outcome run_feed_digest(Session& session);
Outcome run_feed_void(Session& session);  // void_command.cc

Outcome run_associate(Session& session);  // act_commands.cc
Outcome run_replace(Session& session);
Outcome run_end(Session& session);
Outcome run_share_set(Session& session);
Outcome run_share_list(Session& session);
Outcome run_history(Session& session);

Outcome run_partner_status(Session& session);  // partner_commands.cc
Outcome run_partner_enrol(Session& session);
Outcome run_partner_profile(Session& session);
Outcome run_partner_show(Session& session);
Outcome run_customer_merge(Session& session);  // customer_commands.cc
Outcome run_customer_show(Session& session);

Outcome run_request_new(Session& session);  // request_commands.cc
Outcome run_request_move(Session& session);
Outcome run_request_list(Session& session);
Outcome run_request_show(Session& session);
Outcome run_tick(Session& session);
std::string tick_line(const app::TickReceipt& receipt);
Outcome run_notifications_list(Session& session);
Outcome run_coverage(Session& session);  // coverage_command.cc

Outcome run_credit(Session& session);  // answer_commands.cc
Outcome run_earnings(Session& session);
Outcome run_explain(Session& session);  // explain_commands.cc
Outcome run_benefit(Session& session);
Outcome run_reconcile(Session& session);

Outcome run_report(Session& session);  // insight_commands.cc
Outcome run_opportunities(Session& session);
Outcome run_sql(Session& session);  // sql_commands.cc
Outcome run_export(Session& session);

Outcome run_competency_status(Session& session);  // competency_commands.cc
Outcome run_competency_history(Session& session);
Outcome run_competency_gap(Session& session);
Outcome run_competency_forecast(Session& session);

Outcome run_diff(Session& session);  // difference_commands.cc
Outcome run_simulate(Session& session);

Outcome run_programme_show(Session& session);  // programme_commands.cc
Outcome run_programme_validate(Session& session);
Outcome run_programme_submit(Session& session);
Outcome run_programme_list(Session& session);
Outcome run_programme_approve(Session& session);
Outcome run_programme_reject(Session& session);
Outcome run_programme_publish(Session& session);
Outcome run_programme_activate(Session& session);
Outcome run_programme_versions(Session& session);
Outcome run_programme_diff(Session& session);

Outcome run_support_set(Session& session);  // guidance_commands.cc
Outcome run_support_list(Session& session);
Outcome run_guide_publish(Session& session);
Outcome run_guide_list(Session& session);
Outcome run_guide_show(Session& session);
Outcome run_feedback_leave(Session& session);
Outcome run_feedback_list(Session& session);

Outcome run_run(Session& session);  // period_commands.cc
Outcome run_period_list(Session& session);
Outcome run_period_status(Session& session);
Outcome run_period_freeze(Session& session);
Outcome run_period_waive(Session& session);
Outcome run_period_signoff(Session& session);
Outcome run_ledger(Session& session);  // ledger_commands.cc
Outcome run_balance(Session& session);
Outcome run_statement_list(Session& session);  // statement_commands.cc
Outcome run_statement_show(Session& session);
Outcome run_statement_export(Session& session);
Outcome run_statement_prove(Session& session);
Outcome run_statement_verify(Session& session);

Outcome run_payout_account(Session& session);  // payout_commands.cc
Outcome run_payout_preview(Session& session);
Outcome run_payout_create(Session& session);
Outcome run_payout_cancel(Session& session);
Outcome run_payout_approve(Session& session);
Outcome run_payout_list(Session& session);
Outcome run_payout_show(Session& session);
Outcome run_payout_export(Session& session);
Outcome run_payout_settle(Session& session);
Outcome run_petition_new(Session& session);  // petition_commands.cc
Outcome run_petition_move(Session& session);
Outcome run_petition_list(Session& session);
Outcome run_petition_show(Session& session);

Outcome run_consent_give(Session& session);  // consent_commands.cc
Outcome run_consent_withdraw(Session& session);
Outcome run_consent_list(Session& session);
Outcome run_consent_show(Session& session);
Outcome run_access_show(Session& session);  // access_commands.cc
Outcome run_access_check(Session& session);
Outcome run_access_log(Session& session);
Outcome run_access_forget(Session& session);

Outcome run_verify(Session& session);  // check_commands.cc
Outcome run_doctor(Session& session);

Outcome run_audit_checkpoint(Session& session);  // audit_commands.cc
Outcome run_audit_list(Session& session);
Outcome run_audit_verify(Session& session);
Outcome run_audit_export(Session& session);
Outcome run_key_show(Session& session);
Outcome run_person_list(Session& session);  // person_commands.cc
Outcome run_person_erase(Session& session);
Outcome run_user_create(Session& session);  // identity_commands.cc
Outcome run_user_list(Session& session);
Outcome run_user_grant(Session& session);
Outcome run_user_revoke(Session& session);
Outcome run_user_disable(Session& session);
Outcome run_user_reset(Session& session);
Outcome run_user_link(Session& session);  // provider_commands.cc
Outcome run_identity_provider_set(Session& session);
Outcome run_identity_provider_show(Session& session);
Outcome run_identity_provider_remove(Session& session);
Outcome run_key_create(Session& session);
Outcome run_key_list(Session& session);
Outcome run_key_rotate(Session& session);
Outcome run_key_revoke(Session& session);

Outcome run_config_show(Session& session);  // config_commands.cc
Outcome run_config_get(Session& session);
Outcome run_config_validate(Session& session);
Outcome run_config_path(Session& session);

Outcome run_demo(Session& session);   // demo_command.cc
Outcome run_serve(Session& session);  // serve_command.cc

// What answer_commands.cc prints, for the demo too.
base::Status print_credit(const Session& session, const app::View& view,
                          const attribution::CreditQuery& query, Layout layout);
base::Status print_earnings(const Session& session, const app::View& view, base::Month month,
                            Layout layout);
base::Status print_reconciliation(const Session& session, const app::View& view, base::Month month,
                                  Layout layout);

}  // namespace cli
