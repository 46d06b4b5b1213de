#include <doctest/doctest.h>

#include "cli/explanation.h"
#include "cli/progress.h"

namespace cli {

using std::chrono::milliseconds;

TEST_CASE("a line of progress says how far, how fast and how long") {
  const app::Step step{"Ingest usage.csv", 500'000, 2'000'000, "rows"};
  CHECK(progress_line(step, milliseconds(2000), {}) ==
        "Ingest usage.csv  [#####...............] 25 %  500,000 of 2.00 M rows  250,000 rows/s  "
        "6 s left");
  CHECK(progress_line({"Index", 12, 0, "rows"}, milliseconds(100), {}) == "Index  12 rows");
}

TEST_CASE("an explanation is drawn as a tree and written as JSON with the same nodes") {
  const attribution::Explanation tree{
      "credit",
      "P1",
      "3100",
      {{"association", "A1", "dpor", {{"usage", "31 rows", "", {}}}},
       {"note", "nothing else", "", {}}}};
  CHECK(explanation_tree(tree, {.unicode = true}, base::Language::English) ==
        "P1  3100\n"
        "├─ A1  dpor\n"
        "│  └─ 31 rows\n"
        "└─ nothing else\n");
  CHECK(explanation_tree(tree, {}, base::Language::English)
            .find("|- A1  dpor\n|  `- 31 rows\n`- nothing") != std::string::npos);
  const std::string json = explanation_json(tree);
  CHECK(json.starts_with("{\"kind\":\"credit\",\"label\":\"P1\",\"value\":\"3100\",\"because\":["));
  CHECK(json.ends_with("]}\n"));
}

TEST_CASE(
    "what is not shown is said in the tree, and how to ask for it by the command line alone") {
  const auto note = attribution::labelled("note", "more_rows", "", "and 2 more rows");
  const auto more =
      attribution::labelled("note", "more_subscriptions", "", "and 1 more subscription");
  const attribution::Explanation tree{"question",
                                      "P1",
                                      "",
                                      {{"arithmetic", "usage", "sum of 22 rows", {note}},
                                       {"note", "", "it is not shown", {}},
                                       more}};
  CHECK(explanation_tree(tree, {.unicode = true}, base::Language::English) ==
        "P1\n"
        "├─ usage  sum of 22 rows\n"
        "│  └─   and 2 more rows; --rows 0 shows all\n"
        "├─   it is not shown\n"
        "└─   and 1 more subscription; name one with --subscription\n");
  const std::string german = explanation_tree(tree, {}, base::Language::German);
  CHECK(german.find("; --rows 0 zeigt alle\n") != std::string::npos);
  CHECK(german.find("; eines nennen mit --subscription\n") != std::string::npos);
  CHECK(explanation_json(tree).find("--") == std::string::npos);
  CHECK(explanation_json(note) ==
        "{\"kind\":\"note\",\"label\":\"\",\"value\":\"and 2 more rows\","
        "\"code\":\"more_rows\",\"because\":[]}\n");
}

TEST_CASE("a tree has no rows") {
  Arguments arguments;
  arguments.output = "csv";
  CHECK(!explanation_form(arguments));
  arguments.output = "json";
  CHECK(*explanation_form(arguments) == ExplanationForm::Json);
}

}  // namespace cli
