#include <doctest/doctest.h>

#include <algorithm>

#include "cli/arguments.h"
#include "cli/help.h"
#include "cli/option_rows.h"
#include "cli/option_values.h"

namespace cli {
namespace {

base::Result<Arguments> parse(std::vector<const char*> words) {
  words.insert(words.begin(), "accredit");
  return parse_arguments(words);
}

std::string complaint(std::vector<const char*> words) {
  const auto arguments = parse(std::move(words));
  REQUIRE(!arguments);
  CHECK(arguments.error().code == base::Code::Usage);
  return arguments.error().message;
}

bool says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a command takes its options and files in any order") {
  const auto arguments =
      parse({"--data", "store", "ingest", "a.csv", "--feed", "meter", "b.csv", "-q"});
  REQUIRE(arguments);
  CHECK(arguments->command == "ingest");
  CHECK(arguments->settings[settings::place_of(settings::Key::Data)] == "store");
  CHECK(arguments->feed == "meter");
  CHECK(arguments->quiet);
  CHECK(arguments->words == std::vector<std::string>{"a.csv", "b.csv"});
}

TEST_CASE("quarantine has three commands of its own") {
  CHECK(parse({"quarantine", "list"})->command == "quarantine list");
  CHECK(parse({"quarantine", "replay"})->command == "quarantine replay");
  CHECK(says(complaint({"quarantine"}), "list, replay or waive"));
  CHECK(says(complaint({"quarantine", "lst"}), "quarantine list"));
}

TEST_CASE("an unknown command or option is answered with the nearest known one") {
  CHECK(says(complaint({"credt"}), "did you mean 'credit'"));
  CHECK(says(complaint({"credit", "--frm", "2025-01"}), "did you mean '--from'"));
  CHECK(says(complaint({"reconcile", "--month"}), "--month"));
  CHECK(says(complaint({"verify", "stray"}), "stray"));
}

TEST_CASE("help and version win over whatever else is wrong") {
  CHECK(parse({"credit", "--nonsense", "--help"})->help);
  CHECK(parse({"--version"})->version);
  CHECK(parse({"quarantine", "--help"})->help);
  CHECK(parse({})->command.empty());
}

TEST_CASE("every command has help that begins with an example, and no option without a word") {
  for (const std::string_view command : command_names()) {
    CAPTURE(command);
    const auto text = help_on(command);
    REQUIRE(text);
    CHECK(text->starts_with("Examples:\n  accredit "));
    CHECK(says(*text, "\n  accredit " + std::string(command)));
    for (const OptionText& option : options_of(command))
      CHECK(!option.description.empty());
  }
  CHECK(help_on("exit-codes"));
  CHECK(says(help_on("exit-code").error().message, "exit-codes"));
  CHECK(short_help().starts_with("accredit:"));
}

TEST_CASE("commands that list rows take --where and --sort, the others do not") {
  const auto arguments = parse({"ledger", "--where", "amount lt 0", "--sort=-amount"});
  REQUIRE(arguments.has_value());
  CHECK(arguments->where == "amount lt 0");
  CHECK(arguments->sort == "-amount");
  for (const std::string_view command : command_names()) {
    CAPTURE(command);
    if (command.ends_with(" list")) CHECK(!listing_rows(command).empty());
  }
  CHECK(std::ranges::count_if(command_names(), [](std::string_view command) {
          return !listing_rows(command).empty();
        }) == 36);
  CHECK(says(complaint({"init", "--where", "amount lt 0"}), "'init' has no option --where"));
}

TEST_CASE("values of options are read strictly") {
  CHECK(month_value("--month", "2025-03")->text() == "2025-03");
  for (const char* wrong : {"", "2025", "2025-13", "2025-3", "2025-03-01", "march"}) {
    CAPTURE(wrong);
    CHECK(!month_value("--month", wrong));
  }
  CHECK(commit_value("")->number == base::CommitNumber::latest().number);
  CHECK(commit_value("12")->number == 12);
  for (const char* wrong : {"-1", "1.5", "x", "99999999999999999999"})
    CHECK(!commit_value(wrong));
}

TEST_CASE("--by takes known keys, each once") {
  using attribution::CreditKey;
  CHECK(*credit_keys("measure,partner") == std::vector{CreditKey::Measure, CreditKey::Partner});
  CHECK(says(credit_keys("partner,month,partner").error().message, "twice"));
  CHECK(says(credit_keys("partnr").error().message, "'partner'"));
  CHECK(!credit_keys("partner,"));
}

TEST_CASE("an instant prints in UTC") {
  CHECK(time_text({0}) == "1970-01-01T00:00:00Z");
  CHECK(time_text({1'773'216'930'500}) == "2026-03-11T08:15:30Z");
  CHECK(time_text({-1000}) == "1969-12-31T23:59:59Z");
}

}  // namespace cli
