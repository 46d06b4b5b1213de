// Options of credit, explain, benefit, report, opportunities, sql and export.
#include "cli/option_rows.h"

namespace cli {
namespace {

using A = Arguments;

constexpr OptionRow kFrom{"--from", "the first month", "YYYY-MM", &A::from};
constexpr OptionRow kTo{"--to", "the last month, included (default: the first)", "YYYY-MM", &A::to};
constexpr OptionRow kMonth{"--month", "the month", "YYYY-MM", &A::month};
constexpr OptionRow kPartner{"--partner", "only this partner", "ID", &A::partner};

constexpr std::array<OptionRow, 5> kCredit{{
    kFrom,
    kTo,
    {"--by",
     "any of partner,subscription,customer,workload,product,competency,measure,month,currency "
     "(default: partner,month)",
     "KEYS", &A::keys},
    kPartner,
    {"--subscription", "only this subscription", "ID", &A::subscription},
}};
constexpr std::array<OptionRow, 7> kReport{{
    kFrom,
    kTo,
    {"--by", "any of month,partner,customer,product,subscription,role,currency (default: month)",
     "KEYS", &A::keys},
    kPartner,
    {"--customer", "only this customer", "ID", &A::customer},
    {"--product", "only this product", "ID", &A::product},
    {"--role", "only what is held in this association type", "TYPE", &A::role},
}};
constexpr std::array<OptionRow, 3> kOpportunities{{
    kMonth,
    kPartner,
    {"--rule", "only this rule", "RULE", &A::rule},
}};

constexpr OptionRow kSpanFrom{"--from", "the first month of credit, earnings and coverage",
                              "YYYY-MM", &A::from};
constexpr std::array<OptionRow, 5> kSql{{
    {"-c,--command", "the question", "SQL", &A::sql},
    {"-f,--file", "a file with the question", "FILE", &A::file},
    kSpanFrom,
    kTo,
    {"--rows", "rows of the answer, at most (default: 10000)", "N", &A::rows},
}};
constexpr std::array<OptionRow, 5> kExport{{
    {"--sql", "instead of a view: the rows of this answer", "SQL", &A::sql},
    {"--out", "the file; FILE.json beside it says what it holds", "FILE", &A::out},
    {"--format", "csv, ndjson, parquet or xlsx (default: as the file is named)", "FORMAT",
     &A::format},
    kSpanFrom,
    kTo,
}};
constexpr OptionRow kSubscription{"--subscription", "only this subscription", "ID",
                                  &A::subscription};
constexpr OptionRow kLanguage{"--language", "of what is said: en (the default) or de", "WORD",
                              &A::language};
constexpr std::array<OptionRow, 12> kExplain{{
    {"--partner", "the partner to explain", "ID", &A::partner},
    kMonth,
    kSubscription,
    {"--customer", "only subscriptions of this customer", "ID", &A::customer},
    {"--competency", "only this competency; with --why-not also what it lacks", "CODE",
     &A::competency},
    {"--measure", "only credit of this measure", "MEASURE", &A::measure},
    {"--workload", "only credit of this workload", "NAME", &A::workload},
    {"--lever", "only what this lever pays, with the credit at its subscription", "CODE",
     &A::lever},
    {"--statement", "in place of partner and month: a line of this statement", "ID", &A::statement},
    {"--line", "the number of the line", "N", &A::line},
    {"--rows", "usage rows shown for each line (default 20, 0: all)", "N", &A::rows},
    kLanguage,
}};
constexpr std::array<OptionRow, 4> kBenefit{{
    {"--customer", "the customer to tell", "ID", &A::customer},
    kMonth,
    kSubscription,
    kLanguage,
}};

}  // namespace

std::span<const OptionRow> question_rows(std::string_view command) {
  if (command == "credit") return kCredit;
  if (command == "report") return kReport;
  if (command == "explain") return kExplain;
  if (command == "benefit") return kBenefit;
  if (command == "opportunities") return kOpportunities;
  if (command == "sql") return kSql;
  if (command == "export") return kExport;
  return {};
}

}  // namespace cli
