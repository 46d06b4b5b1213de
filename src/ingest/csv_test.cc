#include "ingest/csv.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <random>
#include <vector>

namespace ingest {
namespace {

struct Read {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::int64_t> lines;
  std::vector<BrokenRow> broken;
  std::string error;
};

Read read(std::unique_ptr<ByteSource> bytes, CsvOptions options = {}) {
  Read out;
  auto reader = CsvReader::open(std::move(bytes), "x.csv", options);
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
      out.lines.push_back(batch.line[row]);
      auto& cells = out.rows.emplace_back();
      for (const Column& column : batch.columns)
        cells.emplace_back(column.text[row]);
    }
    for (const BrokenRow& row : batch.broken)
      out.broken.push_back(row);
  }
}
Read read(const std::string& text, CsvOptions options = {}) {
  return read(bytes_in_memory(text), options);
}

std::string packed(const std::string& text) {
  z_stream state{};
  deflateInit2(&state, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() / 2 + 1000, '\0');
  std::string in = text;
  state.next_in = reinterpret_cast<Bytef*>(in.data());
  state.avail_in = static_cast<uInt>(in.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  deflate(&state, Z_FINISH);
  out.resize(state.total_out);
  deflateEnd(&state);
  return out;
}

using Rows = std::vector<std::vector<std::string>>;

TEST_CASE("cells are cut as RFC 4180 says") {
  struct Case {
    const char* text;
    Rows rows;
  };
  const std::vector<Case> cases{
      {"a,b\n1,2\n", {{"1", "2"}}},
      {"a,b\r\n1,2\r\n", {{"1", "2"}}},
      {"\xEF\xBB\xBF"
       "a,b\n1,2",
       {{"1", "2"}}},
      {"\xEF\xBB\xBF\xEF\xBB\xBF"
       "a,b\n1,2",
       {{"1", "2"}}},
      {"a,b\n\"1\n2\",\"x\"\"y\"\n", {{"1\n2", "x\"y"}}},
      {"a,b\n,\n", {{"", ""}}},
      {"a,b\n\n1,2\n\n", {{"1", "2"}}},
      {"a,b\n\"\",\"\"\"\"\n", {{"", "\""}}},
      {"a,b\nx\"y,2\n", {{"x\"y", "2"}}},
      {"a\n\"1\"\r\n", {{"1"}}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(read(c.text).rows == c.rows);
  }
}

TEST_CASE("a row knows the line on which it begins, also behind line feeds in cells") {
  CHECK(read("a,b\n1,\"x\ny\n\"\n2,z\n\n3,w\n").lines == std::vector<std::int64_t>{2, 5, 7});
}

TEST_CASE("a quoted cell is told from one that is not") {
  auto reader = CsvReader::open(bytes_in_memory("a,b\nNULL,\"NULL\"\n"), "x.csv");
  RowBatch batch;
  REQUIRE((*reader)->next(batch));
  CHECK(batch.columns[0].quoted[0] == 0);
  CHECK(batch.columns[1].quoted[0] == 1);
}

TEST_CASE("rows that cannot be cut stand apart with their line") {
  const Read got = read("a,b\n1,2\n1,2,3\n\"x\"y,2\n1,\xFF\n3,4\n");
  CHECK(got.rows == Rows{{"1", "2"}, {"3", "4"}});
  REQUIRE(got.broken.size() == 3);
  CHECK(got.broken[0].fault == BrokenRow::Fault::Ragged);
  CHECK(got.broken[0].line == 3);
  CHECK(got.broken[0].cells == 3);
  CHECK(got.broken[1].fault == BrokenRow::Fault::Quotes);
  CHECK(got.broken[2].fault == BrokenRow::Fault::NotText);
}

TEST_CASE("a cell above the limit breaks its row only, however large it is") {
  for (const std::size_t size : {(std::size_t{1} << 20) + 1, std::size_t{12} << 20}) {
    const Read got = read("a,b\n1," + std::string(size, 'x') + "\n2,y\n");
    CHECK(got.rows == Rows{{"2", "y"}});
    REQUIRE(got.broken.size() == 1);
    CHECK(got.broken[0].fault == BrokenRow::Fault::CellTooLarge);
    CHECK(got.broken[0].text.size() < 5000);
  }
}

TEST_CASE("files that are no CSV are refused with what they look like") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"", "is empty"},
      {"\n\n", "is empty"},
      {"a;b;c\n1;2;3\n", "separated by ';'"},
      {"a\tb\n1\t2\n", "separated by tab"},
      {"PAR1xxxx", "Parquet"},
      {"PK\x03\x04xxx", "Excel"},
      {std::string("a,b\n\0\0\0", 7), "binary"},
      {"a,\xFF\n1,2\n", "UTF-8"},
      {"a,b,a\n1,2,3\n", "stands twice"},
      {"a,\"b\"c\n1,2\n", "behind a closing quote"},
      {"a,b\n1,\"2\n", "not closed"},
  };
  for (const auto& [text, part] : cases) {
    CAPTURE(text);
    const Read got = read(text);
    CAPTURE(got.error);
    CHECK(got.error.find(part) != std::string::npos);
  }
}

TEST_CASE("whatever the block size, the rows are the same") {
  const unsigned seed = 20'260'401;
  MESSAGE("seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 300; ++round) {
    std::string text = "a,b,c\n";
    Rows expected;
    const int rows = static_cast<int>(random() % 30);
    for (int i = 0; i < rows; ++i) {
      auto& row = expected.emplace_back();
      for (int c = 0; c < 3; ++c) {
        std::string cell;
        for (std::size_t n = random() % 12; n > 0; --n)
          cell += "ab,\"\n;x "[random() % 8];
        row.push_back(c == 0 ? "k" + cell : cell);
      }
      std::vector<std::string_view> views(row.begin(), row.end());
      append_csv(text, views);
      text += random() % 2 == 0 ? "\n" : "\r\n";
    }
    CsvOptions options;
    options.block_bytes = 16 + random() % 200;
    options.batch_rows_max = 1 + random() % 7;
    const Read got = read(text, options);
    CAPTURE(text);
    CHECK(got.error == "");
    CHECK(got.rows == expected);
  }
}

TEST_CASE("a gzip is unpacked, also one of several members") {
  const std::string bytes = packed("a,b\n1,2\n") + packed("3,4\n");
  CHECK(read(unpacked(bytes_in_memory(bytes), "x.csv.gz")).rows == Rows{{"1", "2"}, {"3", "4"}});
}

TEST_CASE("a gzip that ends early is refused") {
  std::string text = "a,b\n";
  for (int i = 0; i < 5000; ++i)
    text += std::to_string(i * 7919) + ",x\n";
  std::string bytes = packed(text);
  bytes.resize(bytes.size() - 20);
  const Read got = read(unpacked(bytes_in_memory(bytes), "x.csv.gz"));
  CHECK(got.error.find("ends in the middle") != std::string::npos);
}

TEST_CASE("a gzip bomb is refused long before it is unpacked") {
  UnpackLimits limits;
  limits.grace_bytes = 1 << 20;
  const std::string bytes = packed("a,b\n" + std::string(8 << 20, 'x'));
  const Read got = read(unpacked(bytes_in_memory(bytes), "x.csv.gz", limits));
  CHECK(got.error.find("300 times") != std::string::npos);
}

}  // namespace
}  // namespace ingest
