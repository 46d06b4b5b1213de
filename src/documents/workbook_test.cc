#include "documents/workbook.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>

namespace documents {
namespace {

using spreadsheets::Cell;
using spreadsheets::Kind;
using spreadsheets::Workbook;

struct Folder {
  std::string path = "/tmp/accredit-workbook-" + std::to_string(::getpid());
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::size_t files() const {
    const std::filesystem::directory_iterator all(path);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }
};

Workbook book_of(std::vector<spreadsheets::Column> columns, std::vector<std::vector<Cell>> rows) {
  Workbook out{"Rows", std::move(columns), {}, {{"rows", std::to_string(rows.size())}}};
  out.next = [all = std::move(rows), at = std::size_t{0}]() mutable {
    return at == all.size() ? std::span<const Cell>() : std::span<const Cell>(all[at++]);
  };
  return out;
}

// What a reader that is not ours finds.
std::string read_back(const std::string& path, const std::string& sheet) {
  const std::string command = "python3 tests/read_xlsx.py " + path + ' ' + sheet;
  std::string out;
  FILE* const pipe = ::popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  for (int letter = std::getc(pipe); letter != EOF; letter = std::getc(pipe))
    out += static_cast<char>(letter);
  CHECK(::pclose(pipe) == 0);
  return out;
}

TEST_CASE("every digit of a number is in its cell, be it as a text") {
  const Folder folder;
  const std::string path = folder.path + "/a.xlsx";
  const std::array<std::array<std::string_view, 2>, 11> all{{{"9.7", "number"},
                                                             {"-0.01", "number"},
                                                             {"0", "number"},
                                                             {"123456789012345", "number"},
                                                             {"0.000000000012", "number"},
                                                             {"9007199254740.99", "number"},
                                                             {"9007199254740993", "text"},
                                                             {"1234567890123.456", "text"},
                                                             {"12345678901234567890.12", "text"},
                                                             {"1e5", "text"},
                                                             {".5", "text"}}};
  std::vector<std::vector<Cell>> rows;
  for (const auto& one : all)
    rows.push_back({std::string(one[0])});
  REQUIRE(write_workbook(book_of({{"amount", Kind::Number}}, rows), path));
  const std::string found = read_back(path, "1");
  int row = 1;
  for (const auto& [number, kind] : all) {
    const std::string digits = number == "0.000000000012" ? "1.2e-11" : std::string(number);
    const std::string line = "A" + std::to_string(++row) + '\t' + std::string(kind) + '\t' +
                             (kind == "number" ? digits : std::string(number)) + '\n';
    CHECK_MESSAGE(found.find(line) != found.npos, line << "in\n" << found);
  }
}

TEST_CASE("texts stay texts, days are days, and nothing is a formula") {
  const Folder folder;
  const std::string path = folder.path + "/b.xlsx";
  const std::vector<std::vector<Cell>> rows{{"=1+1", "2026-03-01", "true"},
                                            {"@SUM(A1)", "1899-12-31", "false"},
                                            {"{=A1}", "9999-12-31", {}},
                                            {"http://a.example/", {}, "maybe"},
                                            {"_x0041_ and \x01", "2026-02-29", "true"},
                                            {"Ångström <&> \"b\"", "0000-01-01", "true"}};
  REQUIRE(write_workbook(book_of({{"name"}, {"day", Kind::Day}, {"is_open", Kind::Boolean}}, rows),
                         path));
  const std::string found = read_back(path, "1");
  CHECK(found.find("formula") == found.npos);
  for (const char* line :
       {"A1\ttext\tname", "A2\ttext\t=1+1\n", "A3\ttext\t@SUM(A1)\n", "A4\ttext\t{=A1}\n",
        "A5\ttext\thttp://a.example/\n", "A6\ttext\t_x0041_ and \x01\n",
        "A7\ttext\tÅngström <&> \"b\"\n", "B2\tday\t2026-03-01\n", "B3\ttext\t1899-12-31\n",
        "B4\tday\t9999-12-31\n", "B6\ttext\t2026-02-29\n", "C2\tboolean\t1\n", "C3\tboolean\t0\n",
        "C5\ttext\tmaybe\n"})
    CHECK_MESSAGE(found.find(line) != found.npos, line << " in\n" << found);
  CHECK(found.find("C4") == found.npos);
  CHECK(read_back(path, "") == "Rows\t1\tA1:C7\t19\nAbout\t0\t-\t2\n");
}

TEST_CASE("what the format has no room for is refused, and nothing stays") {
  const Folder folder;
  Workbook book = book_of({{"a"}}, {});
  const std::vector<Cell> row{"x"};
  std::int64_t left = spreadsheets::kRowsMax + 1;
  book.next = [&] { return left-- > 0 ? std::span<const Cell>(row) : std::span<const Cell>(); };
  const auto many = write_workbook(book, folder.path + "/c.xlsx");
  REQUIRE(!many);
  CHECK(many.error().reason == "TOO_MANY_ROWS");
  const auto wide =
      write_workbook(book_of({{"a"}}, {{std::string(spreadsheets::kCharactersMax + 1, 'x')}}),
                     folder.path + "/d.xlsx");
  REQUIRE(!wide);
  CHECK(wide.error().reason == "CELL_TOO_LONG");
  CHECK(!write_workbook(book_of({{"a"}}, {}), folder.path + "/none/e.xlsx"));
  CHECK(folder.files() == 0);
}

}  // namespace
}  // namespace documents
