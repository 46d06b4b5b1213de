#include "cli/run.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/check.h"
#include "cli/help.h"
#include "cli/option_values.h"
#include "cli/session.h"

namespace cli {
namespace {

using Runner = Outcome (*)(Session&);

constexpr auto kRunners = std::to_array<std::pair<std::string_view, Runner>>({
    {"init", run_init},
    {"import", run_import},
    {"ingest", run_ingest},
    {"events", run_events},
    {"quarantine list", run_quarantine_list},
    {"quarantine replay", run_quarantine_replay},
    {"quarantine waive", run_quarantine_waive},
    {"feed list", run_feed_list},
    {"feed show", run_feed_show},
    {"feed infer", run_feed_infer},
    {"feed digest", run_feed_digest},
    {"feed void", run_feed_void},
    {"associate", run_associate},
    {"replace", run_replace},
    {"end", run_end},
    {"history", run_history},
    {"partner status", run_partner_status},
    {"share set", run_share_set},
    {"share list", run_share_list},
    {"partner enrol", run_partner_enrol},
    {"partner profile", run_partner_profile},
    {"partner show", run_partner_show},
    {"customer merge", run_customer_merge},
    {"customer show", run_customer_show},
    {"request new", run_request_new},
    {"request move", run_request_move},
    {"request list", run_request_list},
    {"request show", run_request_show},
    {"tick", run_tick},
    {"notifications list", run_notifications_list},
    {"coverage", run_coverage},
    {"credit", run_credit},
    {"earnings", run_earnings},
    {"explain", run_explain},
    {"benefit", run_benefit},
    {"reconcile", run_reconcile},
    {"report", run_report},
    {"opportunities", run_opportunities},
    {"sql", run_sql},
    {"export", run_export},
    {"competency status", run_competency_status},
    {"competency history", run_competency_history},
    {"competency gap", run_competency_gap},
    {"competency forecast", run_competency_forecast},
    {"diff", run_diff},
    {"simulate", run_simulate},
    {"programme show", run_programme_show},
    {"programme validate", run_programme_validate},
    {"programme submit", run_programme_submit},
    {"programme list", run_programme_list},
    {"programme approve", run_programme_approve},
    {"programme reject", run_programme_reject},
    {"programme publish", run_programme_publish},
    {"programme activate", run_programme_activate},
    {"programme versions", run_programme_versions},
    {"programme diff", run_programme_diff},
    {"fold", run_fold},
    {"run", run_run},
    {"period list", run_period_list},
    {"period status", run_period_status},
    {"period freeze", run_period_freeze},
    {"period waive", run_period_waive},
    {"period signoff", run_period_signoff},
    {"ledger", run_ledger},
    {"balance", run_balance},
    {"statement list", run_statement_list},
    {"statement show", run_statement_show},
    {"statement export", run_statement_export},
    {"statement prove", run_statement_prove},
    {"statement verify", run_statement_verify},
    {"payout account", run_payout_account},
    {"payout preview", run_payout_preview},
    {"payout create", run_payout_create},
    {"payout cancel", run_payout_cancel},
    {"payout approve", run_payout_approve},
    {"payout list", run_payout_list},
    {"payout show", run_payout_show},
    {"payout export", run_payout_export},
    {"payout settle", run_payout_settle},
    {"petition new", run_petition_new},
    {"petition move", run_petition_move},
    {"petition list", run_petition_list},
    {"petition show", run_petition_show},
    {"verify", run_verify},
    {"audit checkpoint", run_audit_checkpoint},
    {"audit list", run_audit_list},
    {"audit verify", run_audit_verify},
    {"audit export", run_audit_export},
    {"key show", run_key_show},
    {"person list", run_person_list},
    {"person erase", run_person_erase},
    {"user create", run_user_create},
    {"user list", run_user_list},
    {"user grant", run_user_grant},
    {"user revoke", run_user_revoke},
    {"user disable", run_user_disable},
    {"user reset", run_user_reset},
    {"user link", run_user_link},
    {"identity-provider set", run_identity_provider_set},
    {"identity-provider show", run_identity_provider_show},
    {"identity-provider remove", run_identity_provider_remove},
    {"key create", run_key_create},
    {"key list", run_key_list},
    {"key rotate", run_key_rotate},
    {"key revoke", run_key_revoke},
    {"consent give", run_consent_give},
    {"consent withdraw", run_consent_withdraw},
    {"consent list", run_consent_list},
    {"consent show", run_consent_show},
    {"access show", run_access_show},
    {"access check", run_access_check},
    {"access log", run_access_log},
    {"access forget", run_access_forget},
    {"support set", run_support_set},
    {"support list", run_support_list},
    {"guide publish", run_guide_publish},
    {"guide list", run_guide_list},
    {"guide show", run_guide_show},
    {"feedback leave", run_feedback_leave},
    {"feedback list", run_feedback_list},
    {"doctor", run_doctor},
    {"config show", run_config_show},
    {"config get", run_config_get},
    {"config validate", run_config_validate},
    {"config path", run_config_path},
    {"demo", run_demo},
    {"serve", run_serve},
});

std::string topic_of(const std::vector<std::string>& words) {
  std::string topic;
  for (const std::string& word : words)
    topic += (topic.empty() ? "" : " ") + word;
  return topic;
}

Outcome print(Console& console, const base::Result<std::string>& text) {
  if (!text) return std::unexpected(text.error());
  TRY_STATUS(console.data(*text));
  return Exit::Done;
}

Outcome dispatch(const Arguments& arguments, Console& console, const base::Clock& clock) {
  if (arguments.version || arguments.command == "version") {
    return print(console, std::string("accredit " ACCREDIT_VERSION "\n"));
  }
  if (arguments.command == "help") return print(console, help_on(topic_of(arguments.words)));
  if (arguments.help || arguments.command.empty())
    return print(console, help_on(arguments.command));
  Session session{arguments, console, clock};
  const auto runner =
      std::ranges::find(kRunners, arguments.command, &std::pair<std::string_view, Runner>::first);
  ASSERT(runner != kRunners.end());
  return runner->second(session);
}

}  // namespace

int run(std::span<const char* const> argv, const base::Clock& clock) {
  Console plain(detect_terminal(ColourChoice::Auto), {});
  const auto arguments = parse_arguments(argv);
  if (!arguments) return std::to_underlying(plain.fail(arguments.error()));
  const auto colour = colour_value(*arguments);
  if (!colour) return std::to_underlying(plain.fail(colour.error()));
  Console console(detect_terminal(*colour),
                  {.quiet = arguments->quiet, .progress = !arguments->no_progress});
  const Outcome outcome = dispatch(*arguments, console, clock);
  return std::to_underlying(outcome ? *outcome : console.fail(outcome.error()));
}

}  // namespace cli
