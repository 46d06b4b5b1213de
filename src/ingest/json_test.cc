#include "ingest/json.h"

#include <doctest/doctest.h>

#include <random>

namespace ingest {
namespace {

struct Read {
  std::vector<std::string> rows;  // "line: a|b"; null is <null>
  std::vector<std::string> broken;
  std::string error;
};

Read read(const std::string& text, const JsonOptions& options = {},
          std::vector<std::string> columns = {"a", "d.v"}) {
  Read out;
  auto reader = JsonReader::open(bytes_in_memory(text), "f", std::move(columns), options);
  if (!reader) {
    out.error = reader.error().message;
    return out;
  }
  RowBatch batch;
  while (true) {
    const auto more = (*reader)->next(batch);
    if (!more) out.error = more.error().message;
    if (!more || !*more) return out;
    for (std::size_t row = 0; row < batch.size; ++row) {
      std::string line = std::to_string(batch.line[row]) + ":";
      for (const Column& column : batch.columns)
        line += " " + (column.is_null(row) ? "<null>" : std::string(column.text[row]));
      out.rows.push_back(line);
    }
    for (const BrokenRow& broken : batch.broken)
      out.broken.push_back(std::to_string(broken.line) + ": " + broken.text);
  }
}
using Strings = std::vector<std::string>;

JsonOptions document(std::string rows_in = "") {
  JsonOptions options;
  options.lines = false;
  options.rows_in = std::move(rows_in);
  return options;
}

TEST_CASE("an object a line is a row; numbers keep their text") {
  const Read got = read(
      "\xEF\xBB\xBF{\"a\":7.0000000000000075e-06,\"d\":{\"v\":\"x\",\"w\":[{\"v\":1}]}}\r\n\n"
      "{\"a\":null,\"d\":{\"v\":\"\"}}\n{\"d\":true,\"z\":{\"a\":5}}\n{\"a\":"
      "18446744073709551616}");
  CHECK(got.rows == Strings{"1: 7.0000000000000075e-06 x", "3: <null> ", "4: <null> <null>",
                            "5: 18446744073709551616 <null>"});
  CHECK(got.broken.empty());
}

TEST_CASE("a line that is no row stands apart and the next one is read") {
  const Read got = read(
      "{\"a\":1}\n{\"a\":1\n[{\"a\":1}]\n5\n{\"a\":1,\"a\":2}\n{\"a\":{}}\n{\"a\":[1]}\n"
      "{\"a\":\"\xFF\"}\n{\"a\":2} x\n{\"a\":3}\n");
  CHECK(got.rows == Strings{"1: 1 <null>", "10: 3 <null>"});
  REQUIRE(got.broken.size() == 8);
  CHECK(got.broken[3] == "5: 'a' twice");
  CHECK(got.broken[4] == "6: an object in 'a'");
  CHECK(got.broken[5] == "7: a list in 'a'");
}

TEST_CASE("a batch of events is a list on a line, where rows have keys of their own") {
  JsonOptions options;
  options.lists_in_lines = true;
  const Read got = read("[{\"a\":1},{\"a\":2}]\n{\"a\":3}\n[]\n[4]\n", options);
  CHECK(got.rows == Strings{"1: 1 <null>", "1: 2 <null>", "2: 3 <null>"});
  CHECK(got.broken.size() == 1);
}

TEST_CASE("a document is a list, an object, or a list in a member") {
  CHECK(read("[{\"a\":1},\n{\"a\":2}]", document()).rows == Strings{"1: 1 <null>", "2: 2 <null>"});
  CHECK(read("{\"a\":1}", document()).rows == Strings{"1: 1 <null>"});
  CHECK(read("[]", document()).rows.empty());
  const Read items = read(
      "{\"n\":1,\"links\":{\"items\":[{\"a\":9}]},\"items\":[{\"a\":1,\"x\":[{}]},{\"a\":2}],\"a\":"
      "5}",
      document("items"));
  CHECK(items.rows == Strings{"1: 1 <null>", "2: 2 <null>"});
  CHECK(read("{\"a\":1}", document("items")).error.find("'items'") != std::string::npos);
  for (const char* bad : {"{\"a\":1", "{\"a\":1}{\"a\":2}", "POST /x HTTP/1.1\n", "{\"a\":1,}"}) {
    CAPTURE(bad);
    CHECK(read(bad, document()).error.find("not JSON") != std::string::npos);
  }
  CHECK(read(" ", document()).error.find("empty") != std::string::npos);
}

TEST_CASE("members match in any letter case where the mapping says so") {
  JsonOptions options;
  options.any_case = true;
  CHECK(read("{\"subscriptionId\":\"s\"}\n", options, {"SubscriptionId"}).rows == Strings{"1: s"});
}

TEST_CASE("rows are the same in whatever blocks they are read") {
  std::string lines, list = "[";
  std::mt19937 random(7);
  for (int i = 0; i < 200; ++i) {
    const std::string row = "{\"d\":{\"u\":\"" + std::string(random() % 40, 'x') +
                            "\",\"v\":" + std::to_string(i) + ".50},\"a\":\"\\u00e4" +
                            std::to_string(i) + "\"}";
    lines += row + "\n";
    list += (i == 0 ? "" : ",\n") + row;
  }
  list += "]";
  const Read whole = read(lines), listed = read(list, document());
  REQUIRE(whole.rows.size() == 200);
  CHECK(whole.rows[3] ==
        "4: \xC3\xA4"
        "3 3.50");
  for (const std::size_t block : {1, 7, 64, 1000}) {
    CAPTURE(block);
    JsonOptions options;
    options.block_bytes = block;
    CHECK(read(lines, options).rows == whole.rows);
    options.lines = false;
    CHECK(read(list, options).rows == listed.rows);
  }
}

TEST_CASE("a line above the limit is set aside") {
  JsonOptions options;
  options.row_bytes_max = 100;
  options.block_bytes = 16;
  const Read got =
      read("{\"a\":1}\n{\"a\":\"" + std::string(500, 'x') + "\"}\n{\"a\":2}\n", options);
  CHECK(got.rows == Strings{"1: 1 <null>", "3: 2 <null>"});
  CHECK(got.broken.size() == 1);
}

}  // namespace
}  // namespace ingest
