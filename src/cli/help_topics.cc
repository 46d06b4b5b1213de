// The text of `accredit help TOPIC`.
#include <array>

#include "cli/help.h"
#include "settings/table.h"

namespace cli {
namespace {

constexpr std::string_view kExitCodes =
    "Exit codes\n"
    "\n"
    "  0   done. Duplicates, a file read again and a repeated import are done, too.\n"
    "  1   a file, or the act asked for, committed nothing; the message says why.\n"
    "  2   bad usage: an unknown command, option or value. Nothing was attempted.\n"
    "  3   done, with findings: rows in quarantine (ingest, quarantine replay), violations\n"
    "      (verify), warnings (doctor).\n"
    "  130 interrupted. What was committed stays; the same command continues.\n"
    "\n"
    "Several files: each commits or refuses for itself. One refused file gives 1, even when\n"
    "others were committed.\n";

constexpr std::string_view kFormatting =
    "Formatting\n"
    "\n"
    "Data goes to standard output, talk to standard error, so pipes stay clean.\n"
    "\n"
    "  -o table    for eyes; the default on a terminal. Numbers to the right with separators,\n"
    "              wide text cut to fit the window.\n"
    "  -o csv      RFC 4180 quoting, one record a line; the default on a pipe.\n"
    "  -o tsv      tabs, nothing quoted; tabs and line ends in texts become spaces.\n"
    "  -o json     one array of objects; every value is a text, so that no reader rounds it.\n"
    "  -o ndjson   one object a line.\n"
    "\n"
    "Numbers print exactly: no exponent, no zeros after the last digit that counts.\n"
    "Rows are sorted by their keys, byte by byte.\n"
    "\n"
    "NO_COLOR, ACCREDIT_NO_COLOR, TERM=dumb or --no-color: no colour. CLICOLOR_FORCE or\n"
    "--color always: colour on pipes, too. ACCREDIT_ASCII=1: no letters beyond ASCII.\n";

constexpr std::string_view kExplain =
    "Explanations\n"
    "\n"
    "  accredit explain --partner P --month M      a tree, from the sum down to usage rows\n"
    "  accredit explain ... -o json                the same tree for programs\n"
    "  accredit explain ... --language de          the same in German\n"
    "\n"
    "Each node has a kind: credit, earning, association, usage, rule, arithmetic, reason, note,\n"
    "or what the question was about. A credit rests on the associations that held, day by day, and "
    "on the usage rows of\n"
    "those days; an earning adds the lever, the rate in force and the rounding. --why-not adds\n"
    "what did not count, the reason code, and what would have to hold.\n"
    "\n"
    "In JSON a node whose label is a word has a code, and a usage row has its exact facts; both "
    "are\n"
    "the same in every language.\n";

constexpr std::string_view kReasonCodes =
    "Reason codes\n"
    "\n"
    "An act is refused:\n"
    "  ALREADY_HELD                   another partner holds this exclusive role on these days\n"
    "  ALREADY_MERGED                 the customer went to another one before; that stays\n"
    "  ASSOC_NOT_ALLOWED_ON_CHANNEL   the type does not hold in the subscription's sales channel\n"
    "  ASSOC_NOT_ALLOWED_FOR_FAMILY   the type does not hold for seat, or for metered, products\n"
    "  BACKDATE_NOT_ALLOWED           the first day lies further back than the actor may go\n"
    "  PARTNER_NOT_ACTIVE             the partner is suspended or terminated on the day\n"
    "  FUTURE_DATE_NOT_ALLOWED        the first day lies further ahead than anybody may plan\n"
    "  MERGER_CYCLE                   the customer that remains would go to the other one itself\n"
    "  NEEDS_OTHER_TYPE               the type needs another one on the same days\n"
    "  NOT_APPROVED                   the draft of the programme waits for somebody else\n"
    "  SHARES_EXCEED_WHOLE            shares of one day would come to more than 100 %\n"
    "  NOT_HOLDER                     there is nobody to replace or to end\n"
    "  PARTNER_NOT_FOUND, SUBSCRIPTION_NOT_FOUND, SUBSCRIPTION_NOT_ACTIVE, TENANT_MISMATCH,\n"
    "  SELF_DEALING\n"
    "\n"
    "A request is refused (docs/domain/lifecycles.md), also by the codes above:\n"
    "  EVENT_NOT_ALLOWED              the event does not happen in the request's state\n"
    "  ACTOR_NOT_ALLOWED              the event is not for this actor, or not its request\n"
    "  NOT_CUSTOMER_ADMIN             the customer does not administer what it is about\n"
    "  REVISION_CONFLICT              somebody moved it since: look, and confirm again\n"
    "  ALREADY_REQUESTED              an open request of this partner asks for the same\n"
    "  ALREADY_REGISTERED             a deal is registered there for some of these days\n"
    "  NEWER_EVIDENCE                 a competing claim has evidence that is not older\n"
    "  FOUR_EYES_REQUIRED             who proposed it, or submitted a draft, does not confirm it\n"
    "  UNDO_TOO_LATE                  undo is for 24 hours and the same person\n"
    "  and why a claim was rejected: NO_RESPONSE, CUSTOMER_DECLINED, COMPETING_CLAIM\n"
    "\n"
    "Consent is refused, also by codes of requests; data is not shown (docs/domain/access.md):\n"
    "  EVIDENCE_MISSING               an operator records explicit consent from a letter\n"
    "  NEVER_SHARED                   identities of end users are shown to nobody\n"
    "  NO_ASSOCIATION_ON_DATE         the partner is not associated on the day\n"
    "  CONSENT_WITHDRAWN              until there is a new receipt\n"
    "  NOT_AGREED                     the receipt is for other data, or other days\n"
    "  NOT_IN_DATA_PROFILE            the type of the association does not open it\n"
    "  ASSOCIATION_ENDED              other partners are shown while it holds\n"
    "  ONLY_ITS_WORKLOAD              the association is with a part of the subscription\n"
    "  NO_RIGHT_TO_MONEY              billed revenue is for executives of the partner\n"
    "  NOT_YET                        the day is still to come\n"
    "\n"
    "A petition is refused (docs/domain/petitions.md), also by codes of requests:\n"
    "  NOTHING_CLOSED                 no period was closed yet\n"
    "  SECOND_PERSON_NEEDED           who opened it does not decide it; who froze, not sign off\n"
    "  DISPUTE_TOO_LATE               the statement was issued too long ago\n"
    "  LINE_NOT_DISPUTABLE            the line moves money that another line earned\n"
    "  FUND_STILL_ACCRUES             the half-year of the fund is not closed\n"
    "  CLAIM_TOO_LATE                 the months of claims on the fund are over\n"
    "  BALANCE_EXCEEDED               more than stands there, or of the other sign\n"
    "  MORE_THAN_ASKED                more would be granted than was asked\n"
    "\n"
    "A void is refused:\n"
    "  NO_DELIVERY                    the rows came with other files: void those\n"
    "  VOIDED                         the file was voided before\n"
    "\n"
    "An earning is zero or held:\n"
    "  ASSOC_NOT_INCENTIVE_BEARING    the partner's types give credit, not money\n"
    "  NOT_HOLDER                     another partner holds the role\n"
    "  PRODUCT_NOT_ON_RATE_CARD       no rate was in force on the day\n"
    "  CAP_REACHED                    what a cap of the lever cut off\n"
    "  BELOW_MINIMUM_SEATS            fewer seats, or fewer of them in use, than asked for\n"
    "  BELOW_MINIMUM                  the month, or its baseline, is less than asked for\n"
    "  BELOW_HIGH_WATER_MARK          nothing lies above the mark of earlier months\n"
    "  MILESTONE_ALREADY_PAID         what was reached is paid once\n"
    "  ATTACH_TOO_LATE                the partner came too long after the subscription began\n"
    "  NOT_FULL_DAY_ACCESS            the partner had no access for a part of the day\n"
    "  SELF_DEALING                   partner and customer are one group\n"
    "  NOT_IN_GOOD_STANDING           it was suspended on the eligibility day\n"
    "  NOT_ENROLLED                   an agreement that the lever asks for was not complete\n"
    "  PROFILE_INCOMPLETE             so was a payout or tax profile\n"
    "  SEGMENT_EXCLUDED               the lever does not pay in this country\n"
    "  COMPETENCY_NOT_HELD            the level was not held on the eligibility day\n"
    "  ON_HOLD                        suspended, terminated for cause, or a profile is missing:\n"
    "                                 computed, not payable\n"
    "\n"
    "A balance is payable, and a payout leaves it out (docs/formats/payout-files.md):\n"
    "  PROFILE_INCOMPLETE             the partner has no bank account\n"
    "  ON_HOLD                        it is suspended on the day of execution\n"
    "  RATE_MISSING                   no rate into its account's currency for that month\n"
    "  BELOW_MINOR_UNIT               it comes to less than a coin of that currency\n"
    "  NOT_PAYABLE                    the account, or the limit of a payment, does not take it\n"
    "\n"
    "A payout is refused:\n"
    "  NOTHING_PAYABLE, EXECUTION_PAST, SECOND_PERSON_NEEDED, NOT_APPROVED, PAYOUT_APPROVED,\n"
    "  PAYOUT_CANCELED\n"
    "  NOT_SENT, PAYMENT_ENDED        the bank's answer does not follow what is known\n"
    "\n"
    "Usage is not credited to a partner (explain):\n"
    "  NO_ASSOCIATION_ON_DATE         none of its associations reaches the usage on its day\n"
    "  NO_USAGE                       no row of the subscription and month is in the log\n"
    "  and those below, and the gates ASSOC_NOT_ALLOWED_ON_CHANNEL, ASSOC_NOT_ALLOWED_FOR_FAMILY\n"
    "\n"
    "Usage is not credited (reconcile):\n"
    "  no_association                 nobody stood beside the subscription that day\n"
    "  csp_without_partner            a day in a CSP channel without its partner\n"
    "  NOT_SHARED                     credit is shared, and no share of it was agreed\n"
    "  NOT_ON_SNAPSHOT                a stock reading other than the one of the snapshot day\n"
    "  SUBSCRIPTION_NOT_ACTIVE        a stock read when the subscription had ended\n"
    "  OFFER_TYPE_EXCLUDED            trial, internal use, or a purchase that is not revenue\n"
    "  TAX_EXCLUDED                   tax\n"
    "  INDICATOR                      a performance figure: shown, never credited\n"
    "  ASSOC_NOT_COUNTED              only types stood there that give no credit\n"
    "  coverage splits the first two: NEVER_DESIGNATED, ENDED_NOT_REPLACED, CSP_WITHOUT_PARTNER\n"
    "  rounding                       what rounding to 12 decimals put aside\n"
    "  quarantined                    rows set aside; they stand beside the sum, not in it\n";

constexpr std::string_view kDates =
    "Dates\n"
    "\n"
    "Days are YYYY-MM-DD, months YYYY-MM, both in the programme's time zone. Periods are\n"
    "half-open: from 2025-03-01 to 2025-04-01 is the whole of March, and an empty end is open.\n"
    "Months of --from and --to are both included.\n"
    "\n"
    "Whoever holds at the end of a day holds the whole day. Consumption and revenue belong to\n"
    "their day; seats and active users are read on the snapshot day of the month.\n"
    "\n"
    "--as-known N answers as it was known at commit N: `accredit history` and every command that\n"
    "changes something print commit numbers.\n";

constexpr std::string_view kMoney =
    "Money\n"
    "\n"
    "Amounts, quantities and rates are exact decimals with up to 12 places; sums never round.\n"
    "A published rule rounds once: an earning, to the minor unit of its currency (JPY 0, KWD 3),\n"
    "by the programme's rounding. Credit is never rounded.\n"
    "\n"
    "Credit without the key currency is converted at the usage month's rate of fx_rates.csv; a\n"
    "missing rate is an error that names month and currency. Earnings stay in the currency of\n"
    "the usage.\n";

constexpr std::string_view kFilters =
    "Filters\n"
    "\n"
    "  accredit ledger --where \"amount lt 0 and currency in (EUR, USD)\" --sort=-amount\n"
    "  accredit request list --where \"state eq open and next_deadline le 2026-04-01\"\n"
    "\n"
    "--where takes comparisons of the columns that a list prints, joined by and, or, not and\n"
    "parentheses; filter= of the service takes the same. docs/formats/filter.md has it all.\n"
    "\n"
    "  eq ne lt le gt ge    numbers as exact numbers, days and months in their order\n"
    "  in (A, B)            one of these\n"
    "  contains A           texts, capitals or not\n"
    "  is null, is not null whether there is a value\n"
    "\n"
    "Texts with blanks stand in single quotes, a quote in them twice: 'O''Neil & Co'. A cell\n"
    "without a value equals nothing, so only ne and is null hold for it.\n"
    "\n"
    "--sort takes at most four columns, '-' before those that descend. Rows without a value come\n"
    "last.\n";

constexpr std::string_view kSettings =
    "Settings\n"
    "\n"
    "What is not said is said by the next of: a flag, a variable ACCREDIT_..., ./accredit.toml,\n"
    "$XDG_CONFIG_HOME/accredit/config.toml, /etc/accredit/accredit.toml, and what is built in.\n"
    "\n"
    "  [tls]                              in a file; relative paths begin at its folder\n"
    "  certificate = \"server.pem\"\n"
    "  ACCREDIT_TLS_CERTIFICATE=...       as a variable\n"
    "  --tls-certificate ...              as a flag, of serve\n"
    "\n"
    "A name that is none is an error. Secrets stand in files of their own, which nobody but\n"
    "their owner may open; settings name the files. SIGHUP: serve reads settings again and takes\n"
    "those that are marked below; if anything is wrong, all stays as it was and the log says why.\n"
    "\n"
    "  accredit config show --origin      what holds, and who said so\n"
    "  accredit config validate [FILE]    all that is wrong\n"
    "  docs/operating/configuration.md    all of them\n"
    "\n";

std::string settings_text() {
  std::string out(kSettings);
  for (const settings::Setting& one : settings::table()) {
    out += "  " + std::string(one.name) + (one.is_reloadable ? " (SIGHUP)" : "") + ": ";
    out += one.help;
    if (!one.otherwise.empty()) out += "; " + std::string(one.otherwise);
    out += '\n';
  }
  return out;
}

const std::array<Topic, 8>& all_topics() {
  static const std::string kAllSettings = settings_text();
  static const std::array<Topic, 8> kTopics{{
      {"exit-codes", "0, 1, 2, 3 and what they mean", kExitCodes},
      {"formatting", "formats, colours, numbers", kFormatting},
      {"explain-tree", "how to read an explanation", kExplain},
      {"reason-codes", "why something was refused, zero or not credited", kReasonCodes},
      {"dates", "days, months, half-open periods, --as-known", kDates},
      {"filters", "--where and --sort: which rows, in which order", kFilters},
      {"money", "exact numbers, rounding, currencies", kMoney},
      {"settings", "flags, variables, files; what can be set", kAllSettings},
  }};
  return kTopics;
}

}  // namespace

std::span<const Topic> topics() {
  return all_topics();
}

}  // namespace cli
