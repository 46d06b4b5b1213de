#include "scenarios/scenario.h"

#include <algorithm>

#include "programs/load.h"
#include "scenarios/scenario_reader.h"
#include "usage/identity.h"

namespace scenarios {
namespace {

constexpr std::size_t kEveryOrderMax = 6;  // deliveries; 720 orders

constexpr auto kEarningColumns =
    std::to_array<std::string_view>({"partner", "lever", "subscription", "earning_month", "base",
                                     "rate", "amount", "currency", "kind", "reason_code"});
constexpr auto kReconcileColumns =
    std::to_array<std::string_view>({"measure", "currency", "bucket", "amount", "quantity"});
constexpr auto kCoverageColumns =
    std::to_array<std::string_view>({"customer", "currency", "reason", "amount"});
constexpr auto kAssociationColumns = std::to_array<std::string_view>(
    {"association_id", "type", "partner_id", "customer_id", "subscription_id", "workload",
     "starts_on", "ends_on", "end_reason", "source"});
constexpr auto kCompetencyColumns =
    std::to_array<std::string_view>({"account", "competency", "month", "state", "level", "reached",
                                     "at_risk", "anniversary", "points", "metric", "value"});

}  // namespace

const std::array<ScenarioReader::Word, ScenarioReader::kWords> ScenarioReader::kRules{{
    {"partner", &ScenarioReader::partner},
    {"customer", &ScenarioReader::customer},
    {"product", &ScenarioReader::product},
    {"subscription", &ScenarioReader::subscription},
    {"channel", &ScenarioReader::channel},
    {"association", &ScenarioReader::association},
    {"withdraw", &ScenarioReader::withdraw},
    {"designate", &ScenarioReader::designate},
    {"replace", &ScenarioReader::replace},
    {"end", &ScenarioReader::end},
    {"fx", &ScenarioReader::fx},
    {"usage", &ScenarioReader::usage},
    {"member", &ScenarioReader::member},
    {"value", &ScenarioReader::value},
    {"award", &ScenarioReader::award},
    {"access", &ScenarioReader::access},
    {"given", &ScenarioReader::given},
    {"status", &ScenarioReader::status},
    {"share", &ScenarioReader::share},
    {"enrolment", &ScenarioReader::enrolment},
    {"profile", &ScenarioReader::profile},
    {"merger", &ScenarioReader::merger},
    {"in", &ScenarioReader::every_order},
    {"request", &ScenarioReader::request},
    {"move", &ScenarioReader::move},
    {"tick", &ScenarioReader::tick},
    {"close", &ScenarioReader::close},
    {"pay", &ScenarioReader::pay},
    {"claim", &ScenarioReader::claim},
    {"release", &ScenarioReader::release},
    {"forfeit", &ScenarioReader::forfeit},
    {"except", &ScenarioReader::except},
    {"credit", &ScenarioReader::credit},
    {"earnings", &ScenarioReader::earnings},
    {"reconcile", &ScenarioReader::reconcile},
    {"associations", &ScenarioReader::associations},
    {"competency", &ScenarioReader::competency},
    {"coverage", &ScenarioReader::coverage},
    {"requests", &ScenarioReader::requests},
    {"notifications", &ScenarioReader::notifications},
    {"ledger", &ScenarioReader::ledger},
    {"balances", &ScenarioReader::balances},
}};

base::Result<Scenario> ScenarioReader::read(const ScenarioText& text) {
  scenario_.title = text.title;
  zone_ = TRY(base::Zone::find(scenario_.programme.parameters.time_zone));
  for (const Statement& statement : text.statements)
    TRY_STATUS(read_statement(statement));
  scenario_.registry = registry_.snapshot();
  return std::move(scenario_);
}

base::Status ScenarioReader::read_statement(const Statement& statement) {
  if (statement.words.front() == "programme") return programme(statement);
  Phrase phrase(statement, zone_);
  const auto rule = std::ranges::find(kRules, phrase.peek(), &Word::word);
  if (rule == kRules.end()) {
    std::vector<std::string_view> words{"programme"};
    for (const Word& one : kRules)
      words.push_back(one.word);
    return phrase.unread(words);
  }
  TRY_STATUS(phrase.expect(rule->word));
  TRY_STATUS((this->*rule->rule)(phrase));
  if (!phrase.done()) return phrase.unread({});
  const bool asks = std::ranges::find(kRules, std::string_view("credit"), &Word::word) <= rule;
  if (asks || !has_content(statement)) return {};
  return fault(statement,
               "the indented lines below belong to nothing; only programme, credit, "
               "earnings, reconcile, coverage, associations, competency, requests, "
               "notifications, ledger and balances have a block");
}

base::Status ScenarioReader::programme(const Statement& statement) {
  if (!registry_.empty()) {
    return fault(statement, "amend the programme first, before partners and customers");
  }
  // The block keeps its place in the file, so that its errors name the line of the scenario.
  const std::string block = std::string(statement.number, '\n') + statement.block;
  const std::string origin = statement.place.substr(0, statement.place.rfind(':'));
  scenario_.programme = TRY(programs::amended(scenario_.programme, block, origin));
  zone_ = TRY(base::Zone::find(scenario_.programme.parameters.time_zone));
  return {};
}

base::Status ScenarioReader::every_order(Phrase& phrase) {
  TRY_STATUS(phrase.expect("every"));
  TRY_STATUS(phrase.expect("order"));
  if (scenario_.deliveries.size() > kEveryOrderMax) {
    return fault(phrase.statement(), "'in every order' tries all orders of at most 6 usage rows");
  }
  scenario_.every_order = true;
  return {};
}

Question ScenarioReader::question(const Phrase& phrase, Question::Kind kind) const {
  Question asked;
  asked.kind = kind;
  asked.place = phrase.statement().place;
  asked.statement = phrase.statement().line;
  asked.registry = registry_.snapshot();
  asked.deliveries = scenario_.deliveries.size();
  return asked;
}

// The tail that all questions share: for PARTNER, fails naming WORDS, the table.
base::Status ScenarioReader::ask(Phrase& phrase, Question question,
                                 std::span<const std::string_view> columns) {
  if (phrase.accept("for")) question.only_partner = TRY(phrase.name("a partner id"));
  question.credit.partner = question.only_partner;
  question.competency.account = question.only_partner;
  if (phrase.accept("fails")) {
    TRY_STATUS(phrase.expect("naming"));
    while (!phrase.done())
      question.fails_naming.push_back(TRY(phrase.name("a word")));
  } else {
    question.expected = TRY(read_table(phrase.statement(), columns));
  }
  scenario_.questions.push_back(std::move(question));
  return {};
}

base::Status ScenarioReader::credit(Phrase& phrase) {
  Question asked = question(phrase, Question::Kind::Credit);
  asked.credit.from = TRY(phrase.month());
  asked.credit.to = phrase.accept("to") ? TRY(phrase.month()) : asked.credit.from;
  TRY_STATUS(phrase.expect("by"));
  std::vector<std::string_view> columns{"amount", "quantity", "associations"};
  while (const auto key =
             base::parse_word<attribution::CreditKey>(attribution::kCreditKeys, phrase.peek())) {
    asked.credit.keys.push_back(*key);
    columns.push_back(attribution::kCreditKeys[static_cast<std::size_t>(*key)]);
    TRY_STATUS(phrase.expect(phrase.peek()));
  }
  if (asked.credit.keys.empty()) return phrase.unread(attribution::kCreditKeys);
  return ask(phrase, std::move(asked), columns);
}

base::Status ScenarioReader::earnings(Phrase& phrase) {
  Question asked = question(phrase, Question::Kind::Earnings);
  asked.month = TRY(phrase.month());
  return ask(phrase, std::move(asked), kEarningColumns);
}

base::Status ScenarioReader::reconcile(Phrase& phrase) {
  Question asked = question(phrase, Question::Kind::Reconcile);
  asked.month = TRY(phrase.month());
  return ask(phrase, std::move(asked), kReconcileColumns);
}

base::Status ScenarioReader::coverage(Phrase& phrase) {
  Question asked = question(phrase, Question::Kind::Coverage);
  asked.month = TRY(phrase.month());
  return ask(phrase, std::move(asked), kCoverageColumns);
}

base::Status ScenarioReader::associations(Phrase& phrase) {
  return ask(phrase, question(phrase, Question::Kind::Associations), kAssociationColumns);
}

// competency MONTH [to MONTH] [of CODE] [for ACCOUNT]
base::Status ScenarioReader::competency(Phrase& phrase) {
  Question asked = question(phrase, Question::Kind::Competency);
  attribution::CompetencyQuery& query = asked.competency;
  query.from = TRY(phrase.month());
  query.to = phrase.accept("to") ? TRY(phrase.month()) : query.from;
  if (phrase.accept("of")) {
    query.competency = TRY(phrase.name("a competency"));
    if (scenario_.programme.competency(query.competency) == nullptr) {
      return fault(phrase.statement(),
                   "the programme has no competency '" + query.competency + "'");
    }
  }
  return ask(phrase, std::move(asked), kCompetencyColumns);
}

base::Result<Scenario> parse_scenario(const programs::Programme& programme, std::string_view text,
                                      std::string_view origin) {
  const ScenarioText split = TRY(split_scenario(text, origin));
  return ScenarioReader(programme).read(split);
}

std::vector<usage::Record> current_records(std::span<const usage::Record> deliveries) {
  struct Kept {
    usage::Record record;
    bool current;
  };
  std::map<std::pair<std::string, std::string>, std::vector<Kept>> log;
  for (const usage::Record& delivered : deliveries) {
    auto& kept = log[{delivered.source, delivered.record_key}];
    std::vector<usage::Version> versions;
    for (const Kept& one : kept) {
      versions.push_back({.record = &one.record, .in_log = true, .current = one.current});
    }
    versions.push_back({.record = &delivered, .in_log = false, .current = false});
    const auto resolution = usage::resolve(versions);
    for (const std::size_t index : resolution.no_longer_current)
      kept[index].current = false;
    const usage::Verdict verdict = resolution.verdicts.front();
    const bool accepted =
        verdict == usage::Verdict::Current || verdict == usage::Verdict::Superseded;
    if (accepted) kept.push_back({delivered, verdict == usage::Verdict::Current});
  }
  std::vector<usage::Record> current;
  for (const auto& [key, kept] : log) {
    for (const Kept& one : kept) {
      if (one.current) current.push_back(one.record);
    }
  }
  return current;
}

}  // namespace scenarios
