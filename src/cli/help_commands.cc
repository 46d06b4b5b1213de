// The text of `accredit help COMMAND`. Examples stand first because they are what is read.
#include <array>

#include "cli/help.h"

namespace cli {
namespace {

constexpr auto kTexts = std::to_array<CommandText>({
    {"demo", "Create a made-up vendor programme and serve it, with links to sign in",
     "demo [--no-serve] [--dir DIR] [--seed N] [--closed N] [--port N]",
     "  accredit demo\n"
     "  accredit demo --no-serve                                 # credit, earnings and why\n"
     "  accredit demo --no-serve --dir demo-2 --seed 7 --closed 1      # another world\n",
     "The first run writes feeds (CSV in two dialects), creates a store, reads them in and closes\n"
     "all months but the last. Later runs find the store complete. The same seed gives the same\n"
     "world. Only this machine reaches the service. A link is taken once, and each start prints\n"
     "others: the passwords that were set before are gone.\n"},
    {"init", "Create an empty store", "init --data DIR [--programme FILE]",
     "  accredit init --data store\n"
     "  accredit init --data store-2 --programme my-programme.toml\n",
     "The programme says which association types exist, what they count for and at which rates.\n"
     "Its embedded examples must pass before it becomes active. An existing store is never\n"
     "overwritten.\n"},
    {"import", "Read registry files: partners, customers, associations, ...",
     "import --data DIR [--no-replay] FILE...",
     "  accredit import --data store partners.csv customers.csv products.csv \\\n"
     "                              subscriptions.csv channels.csv associations.csv\n"
     "  accredit import --data store fx_rates.csv\n",
     "Files are recognised by name, in any order; each applies whole or not at all. A known id\n"
     "with other values is a new revision. Rows that are absent stay as they are. Usage that\n"
     "waited in quarantine for a subscription of them is released at once.\n"
     "Columns: docs/formats/registry-files.md\n"},
    {"ingest", "Read usage files, exactly once", "ingest --data DIR [--feed NAME] FILE...",
     "  accredit ingest --data store usage-2025-03.csv.gz\n"
     "  accredit ingest --data store --feed cloud --format focus focus-2025-03.parquet\n"
     "  accredit ingest --data store --format azure-cost azure-2025-03.csv   # see feed list\n"
     "  accredit ingest --data store --format my-mapping.toml export.csv\n",
     "A row is accepted, a duplicate, or set aside with a reason; nothing is dropped. The same\n"
     "file again changes nothing. Exit code 3: committed, and rows wait in quarantine.\n"},
    {"events", "Take usage events into the inbox, from which fold brings them into the log",
     "events --data DIR [--format usage|meter] FILE...",
     "  accredit events --data store events.json\n"
     "  accredit events --data store --format meter batch.json && accredit fold --data store\n",
     "CloudEvents 1.0 in JSON, an event or a list of them. Each is accepted, waits already\n"
     "(duplicate), or is refused with its place in the event; only accepted ones are kept. A "
     "service\n"
     "does both by itself. Exit code 3: some were refused.\n"},
    {"quarantine list", "Show the rows that were set aside, by what is wrong with them",
     "quarantine list --data DIR [--waived] [filter]",
     "  accredit quarantine list --data store\n"
     "  accredit quarantine list --data store --cause UNKNOWN_SUBSCRIPTION -o json\n"
     "  accredit quarantine list --data store --waived\n",
     "A line for each cause, feed, column and, where it is a name, value. Sums are those of the\n"
     "rows whose numbers could be read; customers those of subscriptions that are known.\n"},
    {"quarantine replay", "Try the rows again that were set aside",
     "quarantine replay --data DIR [--mapping FORMAT] [filter]",
     "  accredit import --data store --no-replay subscriptions.csv\n"
     "  accredit quarantine replay --data store --cause UNKNOWN_SUBSCRIPTION\n"
     "  accredit quarantine replay --data store --mapping my-mapping.toml   # mended meanwhile\n",
     "With a mapping, cells that could not be read are read in its dialect: dates, numbers, "
     "nulls,\n"
     "charge kinds, an absent currency, finer decimals (round). Quarantine keeps the twelve cells\n"
     "of a record and not the row of the file: for anything else (other columns, a row that could\n"
     "not be cut) deliver the file again under the mended mapping. What then comes right leaves\n"
     "quarantine as corrected, the rest waits anew. Exit code 3: some rows still wait.\n"},
    {"quarantine waive", "Let rows go that nobody will mend, with a reason",
     "quarantine waive --data DIR --reason TEXT [--yes] [filter]",
     "  accredit quarantine waive --data store --cause BAD_DATE --reason 'test rows' --yes\n",
     "Shows the rows first. Without --yes, and not on a terminal, that is all: exit code 2, with\n"
     "the command to repeat. Waived rows count nowhere; quarantine list --waived shows them, with\n"
     "actor and reason. The same row in another file waits again.\n"},
    {"feed list", "The mappings that are shipped, and what they read", "feed list",
     "  accredit feed list\n", "Use one by its name: accredit ingest --format aws-cur FILE\n"},
    {"feed show", "Print a shipped mapping, to copy and change", "feed show NAME",
     "  accredit feed show azure-cost > my-mapping.toml\n",
     "Every key is explained in docs/formats/mapping.md\n"},
    {"feed infer", "Propose a mapping for a file that nobody described", "feed infer FILE",
     "  accredit feed infer export.csv > my-mapping.toml\n"
     "  accredit ingest --data store --format my-mapping.toml export.csv\n",
     "The mapping goes to standard output; the first rows both ways, and what is a guess, to\n"
     "standard error. A shipped mapping that fits is proposed as it is.\n"},
    {"feed digest", "One number for everything that counts, and for what waits",
     "feed digest --data DIR [--as-known N]", "  accredit feed digest --data store\n",
     "The same records give the same digest, in whatever order, cut or number of commands they\n"
     "came.\n"},
    {"feed void", "Take a delivered file back, as if it had never come",
     "feed void --data DIR NAME | SHA-256 --reason TEXT [--yes]",
     "  accredit feed void --data store usage-2025-03.csv.gz --reason 'wrong month' --yes\n"
     "  accredit ingest --data store usage-2025-03.csv.gz                     # and once more\n",
     "Shows first what changes: the sums of the months before and after, rows that stop counting,\n"
     "rows of other files that count again. Without --yes, and not on a terminal, that is all: "
     "exit\n"
     "code 2, with the command to repeat. Its rows that wait leave quarantine; what waited "
     "because\n"
     "of them is tried again. Answers as known before stay as they were. Files that were named as\n"
     "having rows in common are delivered again: they are not taken for known.\n"},
    {"associate", "Designate one partner", "associate --data DIR --type TYPE --partner ID ...",
     "  accredit associate --data store --type dpor --partner P17 --subscription S204\n"
     "  accredit associate --data store --type dap --partner P17 --customer C31 \\\n"
     "                              --from $(date -d tomorrow +%F)   # today when left out\n",
     "Without --subscription all subscriptions of the customer are meant, future ones too. A rule\n"
     "that says no gives its code and a sentence (accredit help reason-codes).\n"},
    {"replace", "Hand a role over: end the holder, begin the newcomer, on one day",
     "replace --data DIR --type TYPE --subscription ID --partner ID [--from DATE]",
     "  accredit replace --data store --type dpor --subscription S204 --partner P3\n", ""},
    {"end", "End one association", "end --data DIR --association ID [--on DATE]",
     "  accredit end --data store --association A1004 --on $(date -d tomorrow +%F)\n"
     "  accredit end --data store --type dpor --subscription S204 --as customer\n",
     "The day named is the first on which it no longer holds.\n"},
    {"history", "Who changed which association, when and why", "history --data DIR [scope]",
     "  accredit history --data store --subscription S204\n"
     "  accredit history --data store --partner P17 -o json\n",
     ""},
    {"partner status", "Suspend, terminate or reinstate a partner from a day on",
     "partner status --data DIR --partner ID --status STATUS --reason TEXT [--on DATE]",
     "  accredit partner status --data store --partner P17 --status suspended \\\n"
     "                              --reason 'papers are missing'\n"
     "  accredit partner status --data store --partner P17 --withdraw --reason 'papers came'\n",
     "Suspended: associations and credit go on, what its days earn is held. Terminated: it holds\n"
     "nothing from that day on; --for-cause holds what the month has earned until then as well.\n"
     "--withdraw takes back the change of a day. Rules: docs/domain/eligibility.md\n"},
    {"partner enrol", "Record that a partner signed an agreement, or until when it holds",
     "partner enrol --data DIR --partner ID --agreement NAME [--on DATE] [--to DATE]",
     "  accredit partner enrol --data store --partner P17 --agreement cloud-incentives\n",
     "Complete on any day of a month it counts from the first. The same day again with --to says\n"
     "when it ends; --to that day takes it back.\n"},
    {"partner profile", "Record that a payout or tax profile is complete",
     "partner profile --data DIR --partner ID --kind payout|tax [--on DATE] [--to DATE]",
     "  accredit partner profile --data store --partner P17 --kind payout\n"
     "  accredit partner profile --data store --partner P17 --kind tax --reason 'form W-8'\n",
     "Counts as an enrolment does: accredit help partner enrol\n"},
    {"partner show", "What is recorded of a partner: statuses, enrolments, profiles, groups",
     "partner show --data DIR --partner ID [--as-known N]",
     "  accredit partner show --data store --partner P17\n", ""},
    {"share set", "Agree on the share of a subscription's credit that a partner has",
     "share set --data DIR --subscription ID --partner ID --share PERCENT [--on DATE] [--to DATE]",
     "  accredit share set --data store --subscription S204 --partner P17 --share 60.00\n"
     "  accredit share set --data store --subscription S204 --partner P17 --share 0\n",
     "Counts where the programme says credit_mode = \"SHARED\". What was agreed for these days is\n"
     "replaced, what was agreed for others stays. On no day may the shares of a subscription come\n"
     "to more than 100 %. Rules: docs/domain/credit.md#shares\n"},
    {"share list", "Agreed shares of credit, by subscription and partner",
     "share list --data DIR [--subscription ID] [--partner ID]",
     "  accredit share list --data store --subscription S204\n", ""},
    {"customer merge", "Record that a customer was merged into another, or acquired by it",
     "customer merge --data DIR --customer ID --into ID --reason TEXT [--on DATE]",
     "  accredit customer merge --data store --customer C31 --into C7 --reason 'one tenant'\n"
     "  accredit customer merge --data store --customer C31 --into C7 --kind acquired \\\n"
     "                          --reason 'bought by C7'\n",
     "Merged: what partners hold for one of the two reaches the subscriptions of both from that\n"
     "day on; where two would hold one role, the one that began later ends (TENANT_MERGED).\n"
     "Acquired: administrators of C7 may act for C31; nothing else changes. Never taken back.\n"
     "Rules: docs/domain/associations.md\n"},
    {"customer show", "With which customers one is linked by mergers, and since when",
     "customer show --data DIR --customer ID [--as-known N]",
     "  accredit customer show --data store --customer C7\n", ""},
    {"request new", "Ask for an association: invite, designate, claim, grant, register",
     "request new --data DIR KIND EVENT --as ACTOR --partner ID ...",
     "  accredit request new --data store dpor invite --as partner:P3 --subscription S205\n"
     "  accredit request new --data store grant create --as partner:P17 --customer C31 \\\n"
     "                              --to $(date -d '+1 year' +%F) --auto-extend\n"
     "  accredit request new --data store standing designate --as customer:C31 --partner P17 \\\n"
     "                              --renewals all --transfers ask --products all\n",
     "Kinds: dpor, correction, claim, grant, transfer, agreement_change, deal, engagement,\n"
     "standing. What is due runs first. Prints the id of the request. States, events and who may\n"
     "cause them: docs/domain/lifecycles.md\n"},
    {"request move", "Move a request on: confirm, decline, approve, resign",
     "request move --data DIR REQUEST EVENT --as ACTOR [--if-revision N]",
     "  accredit request move --data store \\\n"
     "    $(accredit request list --data store --state INVITED --no-header | cut -d, -f1) \\\n"
     "    confirm --as customer:C31/anna\n",
     "A refusal gives its code and is kept in the audit chain. --if-revision: somebody else may\n"
     "have moved it since you looked (REVISION_CONFLICT).\n"},
    {"request list", "Requests as they stand, with what is due next",
     "request list --data DIR [--kind KIND] [--state STATE] [scope]",
     "  accredit request list --data store --state ACTIVE\n"
     "  accredit request list --data store --kind claim -o json\n",
     ""},
    {"request show", "How one request came to where it stands", "request show --data DIR REQUEST",
     "  accredit request show --data store \\\n"
     "    $(accredit request list --data store --kind dpor --no-header | cut -d, -f1)\n",
     "One line a revision.\n"},
    {"tick", "Run what is due: expiries, consent windows, planned days, arrivals",
     "tick --data DIR [--now TIME]", "  accredit tick --data store\n",
     "In order of the days on which it was due; a late tick gives the same as timely ones. Each\n"
     "step is a commit of system:tick. Run it daily. --now is for rehearsals in a copy of the\n"
     "store: nobody acts before it afterwards.\n"},
    {"notifications list", "Who is to be told what; delivery is another matter",
     "notifications list --data DIR [--customer ID] [--partner ID]",
     "  accredit notifications list --data store --partner P17 -o json\n", ""},
    {"coverage", "Consumption that no partner is recognised for, by customer and reason",
     "coverage --data DIR --month YYYY-MM [--customer ID]",
     "  accredit coverage --data store --month 2025-03\n",
     "NEVER_DESIGNATED, ENDED_NOT_REPLACED, CSP_WITHOUT_PARTNER, or the gate that is closed. Adds\n"
     "up to the buckets of accredit reconcile in which nobody is credited.\n"},
    {"credit", "Credit of partners: what counts towards their competencies",
     "credit --data DIR --from YYYY-MM [--to YYYY-MM] [--by KEYS]",
     "  accredit credit --data store --from 2025-01 --to 2025-03 --by partner,competency\n"
     "  accredit credit --data store --from 2025-03 --by partner,month,currency -o json\n"
     "  accredit credit --data store --from 2025-03 --as-known 12    # as we saw it then\n",
     "Keys: partner, subscription, customer, workload, product, competency, measure, month,\n"
     "currency. With currency amounts stay as they are; without it they are converted at the\n"
     "usage month's rate.\n"},
    {"earnings", "Incentives of a month, line by line, with reasons for the zeros",
     "earnings --data DIR --month YYYY-MM",
     "  accredit earnings --data store --month 2025-03 -o csv\n", ""},
    {"explain", "Why a partner's credit or earning is what it is, or is not there",
     "explain --data DIR --partner ID --month YYYY-MM",
     "  accredit explain --data store --partner P17 --month 2025-03\n"
     "  accredit explain --data store --partner P17 --month 2025-03 --subscription S204 "
     "--why-not\n"
     "  accredit explain --data store --partner P17 --month 2025-03 --customer C31 --why-not\n"
     "  accredit explain --data store --partner P17 --month 2025-03 --language de\n",
     "With --statement and --line in place of partner and month: a line of a statement, as known\n"
     "when it was computed.\n"
     "See also: accredit help explain-tree\n"},
    {"benefit", "What partners gain from a customer's usage, in the words that it is told",
     "benefit --data DIR --customer ID --month YYYY-MM",
     "  accredit benefit --data store --customer C31 --month 2025-03\n",
     "No amounts, and rates only where the programme says customers_see_rates = true.\n"},
    {"reconcile", "Everything ingested for a month, and where each part of it went",
     "reconcile --data DIR --month YYYY-MM", "  accredit reconcile --data store --month 2025-03\n",
     "ingested = credited_once + no_association + each reason + rounding, to the last digit.\n"},
    {"report", "Revenue, usage, consumption, seats and active users side by side",
     "report --data DIR --from YYYY-MM [--to YYYY-MM] [--by KEYS] [filter]",
     "  accredit report --data store --from 2025-01 --to 2025-03 --empty-months\n"
     "  accredit report --data store --from 2025-03 --by customer,product --partner P17\n"
     "  accredit report --data store --from 2025-03 --by role,currency --customer C31 -o json\n",
     "One span, one grain, one filter for all figures; its consumption is what accredit credit\n"
     "gives for the same keys. Seats and active users are those of the row's month, without month\n"
     "among the keys of the last month that has any. What is held in two roles stands in both.\n"
     "Rules: docs/domain/insight.md\n"},
    {"opportunities", "What partners could do next, each by its rule and its numbers",
     "opportunities --data DIR --month YYYY-MM [--partner ID] [--rule RULE]",
     "  accredit opportunities --data store --month 2025-03\n"
     "  accredit opportunities --data store --month 2025-03 --partner P17 \\\n"
     "    --rule associated_not_partner_of_record -o json\n",
     "Rules: under_used_seats, unassigned_seats, growth_without_commitment, renewals_in_90_days,\n"
     "white_space, consumption_drop, associated_not_partner_of_record, association_ends_soon.\n"
     "A partner's own days and places only. Thresholds: docs/domain/insight.md\n"},
    {"sql", "Answer one SELECT over the views",
     "sql --data DIR [-c SQL | -f FILE | FILE | -] [--from YYYY-MM [--to YYYY-MM]]",
     "  accredit sql --data store -c 'SELECT country, count(*) FROM customers GROUP BY ALL'\n"
     "  accredit sql --data store --from 2025-01 --to 2025-03 -o csv -c \\\n"
     "    'SELECT month, currency, sum(amount) AS amount FROM credit GROUP BY ALL ORDER BY ALL'\n"
     "  echo 'SELECT * FROM associations' | accredit sql --data store -\n",
     "Views: partners, customers, products, subscriptions, associations, requests, consents,\n"
     "credit, earnings, coverage (these three of the months from --from to --to), ledger_entries,\n"
     "balances, statements, statement_stages, payouts, payments, petitions; columns: docs/api.\n"
     "Nothing is changed, no file is read. One question takes at most 10 s, 256 MiB and 1,000,000\n"
     "rows of a view, as over HTTP.\n"},
    {"export", "Write a view, or an answer in SQL, into a file, with a manifest of its sums",
     "export --data DIR VIEW | --sql SQL --out FILE [--format FORMAT] [--from YYYY-MM]",
     "  accredit export --data store associations --out associations.xlsx\n"
     "  accredit export --data store credit --from 2025-01 --to 2025-03 --out credit.parquet\n"
     "  accredit export --data store --sql 'SELECT * FROM customers' --out c.txt --format csv\n",
     "FILE.json beside it has rows, sums by currency, the commit it is of, and the SHA-256. A\n"
     "workbook has the same on its second sheet; numbers of more than 15 digits are text there, "
     "so\n"
     "that no digit is lost. At most 1,000,000 rows. Views: accredit help sql\n"},
    {"competency status", "Who holds which competency, and until when",
     "competency status --data DIR [--partner ID | --group ID] [--month YYYY-MM]",
     "  accredit competency status --data store --month 2025-03\n"
     "  accredit competency status --data store --month 2025-03 --partner P3 -o json\n",
     "A competency belongs to a group, or to a partner that belongs to none. level is what it "
     "holds,\n"
     "reached what the metrics of the month reach. at_risk: it holds more than it reaches, or its\n"
     "anniversary has passed. Rules: docs/domain/competencies.md\n"},
    {"competency history", "How an account came to what it holds, change by change",
     "competency history --data DIR [--partner ID | --group ID] [--from YYYY-MM]",
     "  accredit competency history --data store --month 2025-03 --partner P3\n",
     "The months in which state, level, reached level or risk changed, up to --month.\n"},
    {"competency gap", "What the next level lacks, and what would close it",
     "competency gap --data DIR [--partner ID | --group ID] [--month YYYY-MM]",
     "  accredit competency gap --data store --month 2025-03 --partner P3\n",
     "A line for each metric. Below it, where credit is lacking, the largest subscriptions of the\n"
     "account's customers at which it is not associated: what they add, and where the metric then\n"
     "stands. Credit is not retroactive: they add as their usage goes on.\n"},
    {"competency forecast",
     "When the next levels may be reached, as a range, and by what reasoning",
     "competency forecast --data DIR (--partner ID | --group ID) [--month YYYY-MM]",
     "  accredit competency forecast --data store --month 2025-03 --partner P3\n",
     "earliest if every month to come is like the best of the last six, latest if like the "
     "poorest;\n"
     "empty: not within twelve months. Refused with fewer than four months of credit.\n"},
    {"diff", "What differs between two commits, line by line, and why",
     "diff --data DIR --from-commit N [--to-commit N] [--from YYYY-MM]",
     "  accredit diff --data store --from-commit 9\n"
     "  accredit diff --data store --from-commit 9 --to-commit 12 --from 2025-03 --partner P17\n",
     "One row for each cause of a line; the shares of a line add up to its difference. Causes:\n"
     "LATE_USAGE, CORRECTED_USAGE, REFUND, RATE_CORRECTION (rules), MASTER_DATA_CORRECTION,\n"
     "ENROLLMENT_CORRECTION, ASSOCIATION_CORRECTION.\n"},
    {"simulate", "What other rules, statuses, enrolments or associations would change",
     "simulate --data DIR [--programme FILE] [--changes FILE] [--associations FILE] ...",
     "  accredit programme show --data store > draft.toml       # edit its version and its rates\n"
     "  accredit simulate --data store --programme draft.toml --from 2025-01 --to 2025-03\n"
     "  accredit simulate --data store --changes enrolments.csv --from 2025-03\n"
     "  accredit simulate --data store --designate P3 --type dpor --scope S204 --on 2025-01-01 "
     "\\\n"
     "    --by partner\n",
     "The difference to the books of today, as diff shows it. Activating the same draft gives\n"
     "exactly this.\n"},
    {"programme show", "The programme file in force", "programme show --data DIR [--as-known N]",
     "  accredit programme show --data store --as-known 1\n", ""},
    {"programme validate", "Whether a programme file could be submitted, and if not, why",
     "programme validate --data DIR FILE",
     "  accredit programme validate --data store draft.toml\n",
     "Its examples must pass, and every association must have a type in it.\n"},
    {"programme submit", "Submit a programme file, for somebody else to approve",
     "programme submit --data DIR --as ACTOR FILE",
     "  accredit programme show --data store > draft-2.toml\n"
     "  sed -i 's/^version = .*/version = \"next\"/' draft-2.toml           # and what else is "
     "new\n"
     "  accredit programme submit --data store --as operator:anna draft-2.toml\n",
     "Prints the id of the draft. Versions are immutable: other rules need another version.\n"},
    {"programme list", "Drafts, and what became of them", "programme list --data DIR",
     "  accredit programme list --data store\n", ""},
    {"programme approve", "Approve a draft that somebody else submitted",
     "programme approve --data DIR --as ACTOR DRAFT",
     "  accredit programme approve --data store --as operator:ben PD-1\n",
     "What it would do to past months shows accredit simulate --programme FILE.\n"},
    {"programme reject", "Reject a draft, for good", "programme reject --data DIR --as ACTOR DRAFT",
     "  accredit programme submit --data store --as operator:anna draft.toml\n"
     "  accredit programme reject --data store --as operator:ben PD-2\n",
     ""},
    {"programme publish", "Put an approved draft in force",
     "programme publish --data DIR --as ACTOR DRAFT",
     "  accredit programme publish --data store --as operator:ben PD-1\n",
     "From this commit on it is what is computed by; from which days a rate holds it says "
     "itself.\n"},
    {"programme activate", "Put a programme file in force", "programme activate --data DIR FILE",
     "  accredit programme activate --data store draft.toml --reason \"rates of the new year\"\n",
     "By whoever has the store, without a second person: for the first day, and for what was\n"
     "agreed on elsewhere. Its examples must pass. Versions are immutable: other rules need "
     "another version. What the\n"
     "new rules change in past months shows accredit diff.\n"},
    {"programme versions", "Every version that was put in force, by whom",
     "programme versions --data DIR", "  accredit programme versions --data store\n", ""},
    {"programme diff", "What differs between the rules as known at two commits",
     "programme diff --data DIR --from-commit N [--to-commit N]",
     "  accredit programme diff --data store --from-commit 1\n", "As diff -U has it.\n"},
    {"run", "What a period's close would post, from what is known now",
     "run --data DIR --period YYYY-MM [--by partner|line]",
     "  accredit run --data store --period 2026-03\n"
     "  accredit run --data store --period 2026-03 --by line -o csv > march.csv\n",
     "Lines of the month, adjustments of earlier months with their causes, who gains and who\n"
     "loses, what becomes due. Nothing is posted. Of a frozen period: what was frozen.\n"},
    {"period list", "Periods, frozen and closed", "period list --data DIR",
     "  accredit period list --data store\n", ""},
    {"period freeze", "Fix what is known: what is shown now is what will be posted",
     "period freeze --data DIR YYYY-MM --as operator:NAME",
     "  accredit period freeze --data store 2026-03 --as operator:anna\n",
     "What comes later goes into the next period. A frozen period may be frozen again, with what\n"
     "is known then; items that were waived are asked once more.\n"},
    {"period waive", "An item of the checklist was looked at and is no obstacle",
     "period waive --data DIR YYYY-MM ITEM --reason TEXT",
     "  accredit period waive --data store 2026-03 adjustments --reason 'reviewed' --as "
     "operator:anna\n",
     "Items: feeds, quarantine, rates, disputes, adjustments.\n"},
    {"period status", "What stands between a period and its sign-off",
     "period status --data DIR YYYY-MM", "  accredit period status --data store 2026-03\n",
     "Blocking items must come about; open ones may be waived with a reason. Exit code 3 while\n"
     "the period is not ready.\n"},
    {"period signoff", "Post what was frozen, issue the statements, close the period",
     "period signoff --data DIR YYYY-MM --as operator:NAME [--on DATE] [--key FILE]",
     "  accredit period signoff --data store 2026-03 --as operator:ben\n",
     "By somebody else than who froze it. All in one commit: afterwards nothing of the period\n"
     "changes. Again: nothing happens.\n"},
    {"ledger", "The books, entry by entry", "ledger --data DIR [--period YYYY-MM] [--partner ID]",
     "  accredit ledger --data store --period 2026-03 --partner P1\n"
     "  accredit ledger --data store --where \"amount lt 0 and currency eq EUR\" --sort=-amount\n",
     "Each entry takes its amount from one account and gives it to another.\n"
     "Accounts and kinds: docs/domain/ledger.md\n"},
    {"balance", "What stands in the accounts", "balance --data DIR [--partner ID]",
     "  accredit balance --data store --partner P1\n",
     "The accounts of a partner in a currency add up to nothing.\n"},
    {"statement list", "The statements that were issued",
     "statement list --data DIR [--period YYYY-MM] [--partner ID]",
     "  accredit statement list --data store --period 2026-03\n", ""},
    {"statement show", "Print a statement", "statement show --data DIR ID [--format json|csv]",
     "  accredit statement show --data store ST-000001\n", ""},
    {"statement export", "Write statements as files",
     "statement export --data DIR --out DIR [ID...] [--period YYYY-MM] [--format "
     "json,csv,parquet,pdf]",
     "  accredit statement export --data store --period 2026-03 --out march --format "
     "json,parquet,pdf\n",
     "The same statement gives the same bytes, whenever it is asked for.\n"},
    {"statement prove", "Prove one line without showing the others",
     "statement prove --data DIR ID LINE",
     "  accredit statement prove --data store ST-000001 1 > line-1.json\n"
     "  accredit statement verify line-1.json\n",
     ""},
    {"statement verify", "Check statements and proofs from their files alone",
     "statement verify FILE... [--key FILE]",
     "  accredit key show --data store > public.pem\n"
     "  accredit statement verify march/*.json --key public.pem\n",
     "Needs no store. A changed byte is found, and the line is named. The public key: accredit\n"
     "key show. With openssl alone: docs/formats/statement.md\n"},
    {"payout account", "Where partners have their money, and where the programme pays from",
     "payout account --data DIR FILE",
     "  accredit payout account --data store payout_accounts.csv\n",
     "All or nothing. A row without partner_id is the programme's own account. A changed account\n"
     "counts for payouts that are created afterwards. Columns: docs/formats/payout-files.md\n"},
    {"payout preview", "Who would be paid how much on a day, and who is left out, and why",
     "payout preview --data DIR [--on DATE]",
     "  accredit payout preview --data store\n"
     "  accredit payout preview --data store --on $(date -d tomorrow +%F) -o json\n",
     "All that is payable, in the currency of the payee's account, at the rate of the month of\n"
     "that day. Nothing is created.\n"},
    {"payout create", "Put all that is payable into a payout",
     "payout create --data DIR --on DATE --as operator:NAME",
     "  accredit payout create --data store --on $(date -d tomorrow +%F) --as operator:anna\n",
     "The payments leave what is payable at once, so that no second payout has them. Somebody\n"
     "else approves it.\n"},
    {"payout cancel", "Take a payout back before it is approved", "payout cancel --data DIR ID",
     "  accredit payout cancel --data store PO-000001 --as operator:anna\n",
     "All of it is payable again.\n"},
    {"payout approve", "Let a payout go to the bank, by a second person",
     "payout approve --data DIR ID --as operator:NAME",
     "  accredit payout create --data store --on $(date -d tomorrow +%F) --as operator:anna\n"
     "  accredit payout approve --data store PO-000002 --as operator:ben\n",
     "By somebody else than who created it. There is no way back: what does not leave comes back\n"
     "as the bank's answer.\n"},
    {"payout list", "Payouts, and how far they are", "payout list --data DIR",
     "  accredit payout list --data store\n",
     "created: waits for a second person; approved: may be at the bank; settled: every payment is\n"
     "answered.\n"},
    {"payout show", "The payments of a payout, and what became of them",
     "payout show --data DIR ID", "  accredit payout show --data store PO-000002\n", ""},
    {"payout export", "Write a payout as a file, for the bank or for the books",
     "payout export --data DIR ID [--format pain001|csv] [--out FILE]",
     "  accredit payout export --data store PO-000002 --out PO-000002.xml\n"
     "  accredit payout export --data store PO-000002 --format csv --out PO-000002.csv\n",
     "ISO 20022 pain.001.001.09. The same payout gives the same bytes, whenever it is asked for\n"
     "and whatever changed; a bank refuses a file whose MsgId it has seen.\n"},
    {"payout settle", "Enter the bank's answers: sent, failed, reversed",
     "payout settle --data DIR FILE", "  accredit payout settle --data store answers.csv\n",
     "All or nothing; an answer that is known changes nothing. What failed or was reversed is\n"
     "payable again. Columns: docs/formats/payout-files.md\n"},
    {"petition new", "Ask something of the books: a dispute, a claim, a release, ...",
     "petition new --data DIR KIND --as ACTOR [what it is about] [--amount N] [--reason TEXT]",
     "  accredit petition new dispute --data store --as partner:P3/eva --statement ST-000001 \\\n"
     "                                --line 1 --amount 120.00 --reason 'two days are missing'\n",
     "dispute: a line of a statement should be worth more (--statement, --line, --amount).\n"
     "coop_claim: money of a fund was used as it asks (--fund, --amount, --evidence).\n"
     "release, forfeit: what becomes of held money; exception: late usage is paid after all\n"
     "(--partner, --currency, --payout, --reason; without --amount all that stands there).\n"
     "Prints the id. An operator decides, never who opened it. docs/domain/petitions.md\n"},
    {"petition move", "Review, accept, reject or withdraw a petition",
     "petition move --data DIR ID EVENT --as ACTOR [--amount N] [--reason TEXT]",
     "  accredit petition move PT-1 review --data store --as operator:anna\n"
     "  accredit petition move PT-1 accept --data store --as operator:anna --amount 80.00\n",
     "What is accepted is posted into the open period in the same commit; --amount grants another\n"
     "amount. reject needs --reason. Withdrawn by who opened it, decided by operators.\n"},
    {"petition list", "Petitions and how they stand",
     "petition list --data DIR [--kind KIND] [--state STATE] [--partner ID]",
     "  accredit petition list --data store --state open\n",
     "decide_by is the day until which a dispute is to be decided.\n"},
    {"petition show", "A petition: its history, its evidence, what it posted",
     "petition show --data DIR ID [--as-known N]", "  accredit petition show PT-1 --data store\n",
     "The history goes to standard output as rows; told beside it are the entries that it posted\n"
     "and what was attached: the explanation of a disputed line, as known at its statement.\n"},
    {"fold", "Bring waiting events into the log, put its small files together, sort large ones",
     "fold --data DIR", "  accredit fold --data store\n",
     "Events of the inbox come into the log first, in one commit, and are credited from then on.\n"
     "Ingest puts files together by itself when 32 of about one size stand there; this folds all\n"
     "there is. An explanation then reads a small part of a file. Of that no answer changes, as\n"
     "known at any commit. Exit code 3: events went to quarantine.\n"},
    {"verify", "Check every promise of the store: chain, segments, exclusivity, sums",
     "verify --data DIR [--deep] [--as-known N]",
     "  accredit verify --data store\n"
     "  accredit verify --data store --deep --as-known 12   # the answers of then, once more\n",
     "Exit code 3: violations were found, one line each.\n"},
    {"audit checkpoint", "Sign the audit chain as it stands",
     "audit checkpoint --data DIR [--key FILE]",
     "  accredit audit checkpoint --data store\n"
     "  openssl genpkey -algorithm ed25519 -out ours.pem\n"
     "  accredit audit checkpoint --data store --key ours.pem\n",
     "The signature (Ed25519) covers every event so far, and with them every row. The first one\n"
     "makes a key, DIR/signing.key, that only its owner may read; the public key goes into the\n"
     "chain. Nothing is signed twice. Keep the head that is printed, or an export, elsewhere:\n"
     "whoever has the machine and its key can write another chain.\n"},
    {"audit list", "The checkpoints of the audit chain", "audit list --data DIR",
     "  accredit audit list --data store\n",
     "event is the last one that a checkpoint covers, head its hash.\n"},
    {"audit verify", "Check the audit chain, of a store or of an export",
     "audit verify [--data DIR] [--from N|last] [--key FILE] [FILE.ndjson]",
     "  accredit audit verify --data store\n"
     "  accredit audit verify --data store --from last     # only what came after it\n"
     "  accredit audit export --data store --out chain.ndjson\n"
     "  accredit key show --data store > public.pem\n"
     "  accredit audit verify chain.ndjson --key public.pem     # needs no store\n",
     "Recomputes the hash of every event, its link to the one before, the signatures and, of a\n"
     "store, the digest of the rows of every commit. Exit code 3: a line for each event or\n"
     "checkpoint that does not fit, with the field. Without --key a signature is held against\n"
     "the key that the chain itself names, which whoever writes another chain can do, too.\n"},
    {"audit export", "The audit chain as lines of JSON, for somebody else to check",
     "audit export --data DIR [--from N|last] [--out FILE]",
     "  accredit audit export --data store --out chain.ndjson\n"
     "  accredit audit export --data store --from last > since.ndjson\n",
     "One key, event or checkpoint a line. Persons of customers and partners stand in it as\n"
     "tokens, never by name. Fields, and how to check them without this program:\n"
     "docs/formats/audit-record.md\n"},
    {"key show", "The public key of the store, as PEM", "key show --data DIR [ID]",
     "  accredit key show --data store > public.pem\n", "For openssl and audit verify --key.\n"},
    {"person list", "Persons of customers and partners who acted", "person list --data DIR",
     "  accredit person list --data store\n",
     "The record holds a token for each, customer:C1/~k7; only this table knows the name.\n"},
    {"person erase", "Take the name of a person out of the store for good",
     "person erase --data DIR --reason TEXT [--yes] PERSON",
     "  accredit person erase --data store customer:C31/anna --reason 'asked on 7 May' --yes\n",
     "What the person did stays, under the token. The name is overwritten on the disk. It cannot\n"
     "be undone. Reasons and evidence are sealed: those that have the name are told, and stay.\n"
     "Programme files, quarantine, backups and delivered files are not searched. docs/operating\n"},
    {"serve", "Serve a store over HTTP, until a signal ends it",
     "serve --data DIR [--address ADDRESS] [--port N] [--tls-certificate FILE --tls-key FILE]",
     "  accredit serve --data store --port 0 & sleep 1; kill $!      # for a second\n",
     "The service is the store's one writer while it runs; other commands still read. Its log is\n"
     "a line each on standard output. SIGTERM: what is under way is answered, then it ends.\n"
     "SIGHUP: settings and certificate are read again. Every flag can stand in a file, too:\n"
     "accredit help settings. The API: GET /v1/openapi.json, docs/api\n"
     "Webhooks go to public addresses by https only. docs/formats/webhooks.md\n"
     "With --smtp-url, --mail-from and --public-url persons get letters: those who decide on a\n"
     "request, those who may read a statement.\n"},
    {"config show", "What is set: flags, variables, files and what is built in",
     "config show [--origin] [FLAGS of serve]",
     "  accredit config show\n"
     "  ACCREDIT_LOG_LEVEL=error accredit config show --origin -o table\n",
     "Secrets are not shown: settings name the files that hold them.\n"},
    {"config get", "One setting", "config get SETTING",
     "  accredit config get port\n"
     "  accredit config get data\n",
     "An empty line: it is not set.\n"},
    {"config validate", "All that is wrong with the settings, or with one file of them",
     "config validate [FILE]",
     "  accredit config validate\n"
     "  echo 'log.level = \"error\"' > accredit.toml\n"
     "  accredit config validate accredit.toml\n",
     "Nothing is started. Exit code 3: a line for each thing that is wrong.\n"},
    {"config path", "Which files are read", "config path", "  accredit config path\n",
     "The last one is the strongest. docs/operating/configuration.md\n"},
    {"user create", "Let a person sign in, with one role",
     "user create --data DIR NAME --email ADDRESS --role ROLE [--partner ID | --customer ID]",
     "  accredit user create mika --data store --email mika@vendor.example --role finance\n"
     "  accredit user create omar --data store --email omar@tostrand.example \\\n"
     "                            --role partner_admin --partner P3 --sees-money\n",
     "Prints a one-time link with which the person sets a password; it ends after 30 minutes.\n"
     "finance, admin, auditor and partner_executive see money anyhow; partner_analyst and the\n"
     "roles of customers never do. What each role may do: docs/operating/identity.md\n"},
    {"user list", "Who may sign in, and with which roles", "user list --data DIR",
     "  accredit user list --data store\n"
     "  accredit user list --data store -o json\n",
     "A line for each role. invited: no password was set yet.\n"},
    {"user grant", "Give a person a further role",
     "user grant --data DIR USER --role ROLE [--partner ID | --customer ID] [--sees-money]",
     "  accredit user grant omar --data store --role partner_analyst --partner P17\n"
     "  accredit user grant omar --data store --role partner_admin --partner P3\n",
     "Again: with or without --sees-money, as said now. Nobody acts for the operator and for a\n"
     "partner or customer with one account.\n"},
    {"user revoke", "Take a role away",
     "user revoke --data DIR USER --role ROLE [--partner ID ...]",
     "  accredit user revoke omar --data store --role partner_analyst --partner P17\n",
     "It ends at once, in open sessions too.\n"},
    {"user disable", "Keep a person out, or let it in again",
     "user disable --data DIR USER [--withdraw]",
     "  accredit user disable omar --data store --reason 'left the company'\n"
     "  accredit user disable omar --data store --withdraw\n",
     "Sessions end at once. Roles stay, for the day on which it is enabled again.\n"},
    {"user reset", "Take password and second factor away, and print another link",
     "user reset --data DIR USER", "  accredit user reset omar --data store\n",
     "For whoever forgot the one or lost the other. Sessions end at once.\n"},
    {"user link", "Let a person sign in by the identity provider",
     "user link --data DIR USER --subject ID",
     "  accredit identity-provider set --data store --issuer https://id.contoso.example \\\n"
     "                                 --client-id accredit --service "
     "https://accredit.contoso.example\n"
     "  accredit user link omar --data store --subject 00u1a2b3\n",
     "The subject is what the provider calls the person (claim sub), not an address: addresses "
     "move\n"
     "from one person to another. Whoever is signed in can link an account without an admin, "
     "too.\n"},
    {"identity-provider set", "Let an OpenID Connect provider say who a person is",
     "identity-provider set --data DIR --issuer URL --client-id ID --service URL",
     "  accredit identity-provider set --data store --issuer https://id.contoso.example \\\n"
     "      --client-id accredit --service https://accredit.contoso.example\n"
     "  echo the-secret > provider.secret\n"
     "  accredit identity-provider set --data store --issuer https://id.contoso.example \\\n"
     "      --client-id accredit --service https://accredit.contoso.example \\\n"
     "      --secret-file provider.secret\n",
     "Browsers begin at /v1/sign-in/oidc and come back to /v1/sign-in/oidc/callback of the "
     "service.\n"
     "Only public addresses are called, by TLS, unless --private-network is said. The secret is\n"
     "kept sealed under DIR/sealing.key. One provider; set again, it takes the place of the old "
     "one.\n"},
    {"identity-provider show", "Which provider says who a person is",
     "identity-provider show --data DIR", "  accredit identity-provider show --data store\n",
     "The secret is not shown.\n"},
    {"identity-provider remove", "Let nobody but this store say who a person is",
     "identity-provider remove --data DIR",
     "  accredit identity-provider set --data store --issuer https://id.contoso.example \\\n"
     "                                 --client-id accredit --service "
     "https://accredit.contoso.example\n"
     "  accredit identity-provider remove --data store\n",
     "Sessions stay open; links to users stay for the day on which the issuer is set again.\n"},
    {"key create", "Make a key for a program, or an OAuth2 client",
     "key create --data DIR NAME --role ROLE [--scopes LIST] [--networks LIST] [--until TIME]",
     "  accredit key create meter --data store --role feed --networks 192.0.2.0/24\n"
     "  accredit key create crm --data store --role partner_admin --partner P3 \\\n"
     "                          --scopes associations:read,credit:read\n"
     "  accredit key create erp --data store --role finance --client\n",
     "Prints the secret, which is shown once: only a hash of it is kept. Scopes narrow the role,\n"
     "resource:action or resource:*. A client gets tokens of 15 minutes for its id and secret.\n"},
    {"key list", "Keys and clients, their scopes and when they were used", "key list --data DIR",
     "  accredit key list --data store\n",
     "A line for each secret; begins is how it begins. used_at is kept to the minute.\n"},
    {"key rotate", "Give a key another secret, and let the old one live for a while",
     "key rotate --data DIR KEY [--until TIME]",
     "  accredit key rotate key_1 --data store\n"
     "  accredit key rotate cli_3 --data store --until $(date -d tomorrow +%F)\n",
     "Role and scopes stay. The old secret ends after 24 hours, or when --until says.\n"},
    {"key revoke", "End a key at once", "key revoke --data DIR KEY",
     "  accredit key revoke key_1 --data store --reason 'it was in a log'\n", ""},
    {"consent give", "What a customer lets a partner see, as a receipt",
     "consent give --data DIR --customer ID --partner ID [--subscription ID] [--classes WORDS]",
     "  accredit consent give --data store --customer C31 --partner P17 --as customer:C31/eva\n"
     "  accredit consent give --data store --customer C31 --partner P17 --subscription S205 \\\n"
     "    --classes subscription_facts,usage --to 2027-01-01 --as customer:C31/eva\n",
     "Prints the id of the receipt. The last word that reaches a subscription decides, so a\n"
     "receipt also narrows. Nobody sees more than its associations: docs/domain/access.md\n"},
    {"consent withdraw", "What a partner sees of a customer ends at once",
     "consent withdraw --data DIR [RECEIPT | --customer ID --partner ID [--subscription ID]]",
     "  accredit consent withdraw CR-2 --data store --as customer:C31/eva\n"
     "  accredit consent withdraw --data store --customer C31 --partner P3 \\\n"
     "    --as customer:C31/eva --reason 'the project is over'\n",
     "Of earlier days too, by whatever consent it was seen, until there is a new receipt. Credit\n"
     "and statements stay. The association stays too: accredit request move ID withdraw_consent\n"},
    {"consent list", "Receipts and withdrawals, in the order in which they came",
     "consent list --data DIR [--customer ID] [--partner ID] [--as-known N]",
     "  accredit consent list --data store --customer C31\n", ""},
    {"consent show", "A receipt as a document, for both sides to keep",
     "consent show --data DIR RECEIPT", "  accredit consent show CR-1 --data store\n",
     "One line of JSON with sorted keys. A person stands in it as a token: the line stays as it\n"
     "is when the name is erased.\n"},
    {"access show", "Who may see what of a customer, since when, until when",
     "access show --data DIR --customer ID [--partner ID] [--as-known N]",
     "  accredit access show --data store --customer C31\n",
     "One row for each partner, subscription and data class. billed_revenue is for the partner's\n"
     "executives only. No until: it is open. Identities of end users are never shown.\n"},
    {"access check", "Why a partner sees data of a day, or does not",
     "access check --data DIR --partner ID --subscription ID [--date DATE] [--as-known N]",
     "  accredit access check --data store --partner P17 --subscription S205 --date 2025-03-05\n",
     "For somebody who may see money, of data of the whole subscription.\n"},
    {"access log", "Who looked at data of a customer",
     "access log --data DIR --customer ID [--partner ID] [--from TIME] [--to TIME]",
     "  accredit access log --data store --customer C31\n"
     "  accredit access log --data store --customer C31 --from 2026-01-01 -o ndjson > "
     "looks.ndjson\n",
     "Looks alike within an hour are one row. The SHA-256 that is told is that of -o ndjson.\n"},
    {"access forget", "Take old looks out of the access log, for all customers",
     "access forget --data DIR --before TIME --reason TEXT [--yes]",
     "  accredit access forget --data store --before 2024-01-01 --reason 'kept for two years' "
     "--yes\n",
     "Without --yes it says what would happen. The record keeps how many went, and why.\n"},
    {"support set", "Say who answers questions about a product family, from a day on",
     "support set --data DIR --as ACTOR [--family NAME] [--name TEXT] [--email ADDRESS] ...",
     "  accredit support set --data store --as operator:anna --name 'Service desk' \\\n"
     "                       --email desk@example.com\n"
     "  accredit support set --data store --as operator:anna --family Azure --name 'Cloud desk' "
     "\\\n"
     "                       --url https://support.example.com/cloud\n",
     "Without a family: for every one that has none of its own. Without a name the family has "
     "none\n"
     "of its own from that day on.\n"},
    {"support list", "Whom to ask", "support list --data DIR [--family NAME] [--date DATE]",
     "  accredit support list --data store --family Azure\n", ""},
    {"guide publish", "Publish the next version of a guide",
     "guide publish --data DIR --as ACTOR --name NAME --title TEXT [--language WORD] FILE",
     "  accredit guide publish --data store --as operator:anna --name programme \\\n"
     "                         --title 'The programme' guide.md\n",
     "In Markdown, English or German. A version stays readable when the next one holds.\n"},
    {"guide list", "Every version of every guide", "guide list --data DIR",
     "  accredit guide list --data store\n", ""},
    {"guide show", "Print a guide", "guide show --data DIR [--language WORD] [--edition N] NAME",
     "  accredit guide show --data store programme\n", ""},
    {"feedback leave", "Say something about a page",
     "feedback leave --data DIR --page TEXT --text TEXT [--as ACTOR]",
     "  accredit feedback leave --data store --page /p/earnings --text 'easy to find'\n", ""},
    {"feedback list", "What was said of pages", "feedback list --data DIR",
     "  accredit feedback list --data store\n", ""},
    {"doctor", "Is everything well with this store and this machine", "doctor --data DIR",
     "  accredit doctor --data store\n",
     "Each check says ok, warn or fail and how to mend it. Exit code 3: warnings; 1: failures.\n"},
    {"help", "Help on a command or a topic", "help [COMMAND | TOPIC]",
     "  accredit help credit\n"
     "  accredit help exit-codes\n",
     ""},
    {"version", "Print the version", "version", "  accredit version\n", ""},
});

}  // namespace

std::span<const CommandText> command_texts() {
  return kTexts;
}

}  // namespace cli
