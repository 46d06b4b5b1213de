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
  CHECK(explanation_tree(tree, {.unicode = true}) ==
        "P1  3100\n"
        "├─ A1  dpor\n"
        "│  └─ 31 rows\n"
        "└─ nothing else\n");
  CHECK(explanation_tree(tree, {}).find("|- A1  dpor\n|  `- 31 rows\n`- nothing") !=
        std::string::npos);
  const std::string json = explanation_json(tree);
  CHECK(json.starts_with("{\"kind\":\"credit\",\"label\":\"P1\",\"value\":\"3100\",\"because\":["));
  CHECK(json.ends_with("]}\n"));
}

TEST_CASE(
    "what is not shown is said in the tree, and how to ask for it by the command line alone") {
  const attribution::Explanation note{"note", "", "and 2 more rows", {}};
  const attribution::Explanation tree{"question",
                                      "P1",
                                      "",
                                      {{"arithmetic", "usage", "sum of 22 rows", {note}},
                                       {"statement_line", "ST-1 line 1", "", {note}},
                                       {"note", "", "and 1 more subscription", {}}}};
  CHECK(explanation_tree(tree, {.unicode = true}) ==
        "P1\n"
        "├─ usage  sum of 22 rows\n"
        "│  └─   and 2 more rows; --rows 0 shows all\n"
        "├─ ST-1 line 1\n"
        "│  └─   and 2 more rows\n"
        "└─   and 1 more subscription; name one with --subscription\n");
  CHECK(explanation_json(tree).find("--") == std::string::npos);
}

TEST_CASE("a tree has no rows") {
  Arguments arguments;
  arguments.output = "csv";
  CHECK(!explanation_form(arguments));
  arguments.output = "json";
  CHECK(*explanation_form(arguments) == ExplanationForm::Json);
}

}  // namespace cli
