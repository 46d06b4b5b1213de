// A statement as a PDF, read as others read it: qpdf and poppler.
#include <doctest/doctest.h>

#include <filesystem>
#include <iterator>
#include <sstream>

#include "documents/pdf.h"
#include "documents/statement_document.h"
#include "documents/statement_testing.h"
#include "ledger/money.h"
#include "tests/program.h"

namespace {

using documents::Paper;
using documents::small_statement;
using tests::Bench;

void write(const Bench& bench, const statements::Issued& issued, Paper paper = Paper::A4,
           const char* name = "s.pdf") {
  const base::Status done = documents::write_pdf(issued, paper, bench.file(name));
  REQUIRE_MESSAGE(done, (done ? "" : done.error().message));
}

std::string output(const Bench& bench, const std::string& line) {
  const tests::Answer answer = bench.shell(line);
  CAPTURE(answer.err);
  CHECK(answer.exit == 0);
  return answer.out;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

// The words of the line of text that begins with them.
bool has_row(const std::string& text, const std::vector<std::string>& wanted) {
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (words_of(line) == wanted) return true;
  }
  return false;
}

void check_summary(const std::string& text, const statements::Statement& statement) {
  for (const statements::CurrencySummary& each : statement.currencies) {
    const auto amount = [&](base::Decimal value) {
      return ledger::money_text(value, each.currency);
    };
    CHECK(
        has_row(text, {each.currency, amount(each.earned), amount(each.adjusted), amount(each.held),
                       amount(each.late), amount(each.due), amount(each.carried),
                       ledger::money_text(each.equivalent, statement.currency)}));
  }
  for (const statements::AccountStand& each : statement.accounts) {
    std::vector<std::string> row{each.currency, std::string(ledger::word(each.account))};
    if (!each.fund.empty()) row.push_back(each.fund);
    for (const base::Decimal value : {each.opening, each.change, each.closing})
      row.push_back(ledger::money_text(value, each.currency));
    CHECK(has_row(text, row));
  }
  for (const statements::RateUsed& each : statement.rates)
    CHECK(has_row(text, {each.month.text(), each.from, each.to, each.rate.text()}));
}

// Of a statement whose cells fit on a line.
void check_lines(const std::string& text, const statements::Statement& statement) {
  const typesetting::Table lines = documents::lines_of(statement);
  std::vector<std::string> cells(lines.columns.size());
  for (std::size_t row = 0; row < lines.rows; ++row) {
    lines.fill(row, cells);
    std::string joined;
    for (const std::string& cell : cells)
      joined += cell + ' ';
    CAPTURE(joined);
    CHECK(has_row(text, words_of(joined)));
  }
}

// Names that were chosen to do harm.
statements::Issued hostile_statement() {
  statements::Issued out = small_statement();
  statements::Statement& statement = out.statement;
  statement.earner_name =
      "株式会社コントソ 🎉 شركة Zażółć gęślą \x01\x1b[31m\xff \xE2\x80\xAE (x\\) <b>&amp;" +
      std::string(5000, 'W');
  statement.earner = std::string(5000, 'x');
  statement.programme = "a) endobj\nb' name='";
  statement.currencies[1].earned = documents::decimal("-123456789012345678.123456789012");
  statement.currencies[1].due = statement.currencies[1].earned;
  statement.lines[0].base = documents::decimal("-987654321098765432.123456789012");
  for (ledger::Entry& line : statement.lines) {
    line.subscription = "日本語-عربي-" + std::string(200, 'y');
    line.lever = std::string(1000, '-') + "\xE0\x80";
    line.cause = std::string("a\0b", 3) + std::string(3000, ' ');
  }
  return out;
}

}  // namespace

TEST_CASE("a statement is a sound, tagged PDF with its numbers in its text") {
  const Bench bench;
  const statements::Issued issued = small_statement();
  write(bench, issued);
  CHECK(output(bench, "qpdf --check s.pdf").find("No syntax or stream encoding errors") !=
        std::string::npos);
  const std::string info = output(bench, "TZ=UTC pdfinfo s.pdf");
  for (const char* wanted :
       {"Tagged:          yes", "Pages:           2", "Title:           Statement ST-000042",
        "Fri Apr  5 00:00:00 2024", " pts (A4)", "JavaScript:      no"})
    CHECK_MESSAGE(info.find(wanted) != std::string::npos, wanted, "\n", info);
  const std::string text = output(bench, "pdftotext -layout s.pdf -");
  CAPTURE(text);
  check_summary(text, issued.statement);
  check_lines(text, issued.statement);
  CHECK(text.find(base::hex(issued.seal.root)) != std::string::npos);
  CHECK(text.find(issued.seal.key) != std::string::npos);
  CHECK(text.find("accredit statement verify FILE") != std::string::npos);
  for (const char* foot : {"Page 1 of 2", "Page 2 of 2"})
    CHECK(text.find(foot) != std::string::npos);
}

TEST_CASE("structure, language and bookmarks are there") {
  const Bench bench;
  write(bench, small_statement());
  const std::string structure = output(bench, "pdfinfo -struct-text s.pdf");
  for (const char* wanted : {"Document", "H1 (block)", "H2 (block)", "Table (block)", "TH", "TD"})
    CHECK_MESSAGE(structure.find(wanted) != std::string::npos, wanted);
  const std::string objects =
      output(bench, "qpdf --qdf --object-streams=disable --no-original-object-ids s.pdf -");
  for (const char* wanted : {"/Lang (en)", "/DisplayDocTitle true", "/Outlines", "(Accounts)"})
    CHECK_MESSAGE(objects.find(wanted) != std::string::npos, wanted);
  const std::string fonts = output(bench, "pdffonts s.pdf");
  CHECK(fonts.find("NotoSans") != std::string::npos);
  CHECK(fonts.find("yes yes yes") != std::string::npos);  // embedded, subset, mapped to Unicode
}

TEST_CASE("the same statement gives the same bytes") {
  const Bench bench;
  write(bench, small_statement());
  write(bench, small_statement(), Paper::A4, "again.pdf");
  CHECK(bench.read("s.pdf") == bench.read("again.pdf"));
  CHECK(!bench.has("s.pdf.part"));
  write(bench, small_statement(), Paper::Letter, "letter.pdf");
  CHECK(output(bench, "pdfinfo letter.pdf").find("612 x 792 pts (letter)") != std::string::npos);
}

TEST_CASE("a table goes on over pages, each with its header") {
  const Bench bench;
  statements::Issued issued = small_statement();
  const std::vector<ledger::Entry> lines = issued.statement.lines;
  for (int i = 1; i < 900; ++i)
    issued.statement.lines.insert(issued.statement.lines.end(), lines.begin(), lines.end());
  for (const std::size_t count : {std::size_t{350}, issued.statement.lines.size()}) {
    issued.statement.lines.resize(count);
    write(bench, issued);
    output(bench, "qpdf --check s.pdf");
    const std::string info = output(bench, "pdfinfo s.pdf");
    const auto pages = std::stoul(info.substr(info.find("Pages:") + 6));
    const std::string text = output(bench, "pdftotext -layout -f 2 s.pdf -");
    std::size_t headers = 0;
    for (std::size_t at = text.find("Subscription"); at != std::string::npos;
         at = text.find("Subscription", at + 1))
      ++headers;
    CHECK(headers < pages);  // totals may have the last page to themselves
    CHECK(headers + 2 >= pages);
    CHECK(text.find("Page 4 of " + std::to_string(pages)) != std::string::npos);
  }
}

TEST_CASE("hostile names are shown, not obeyed") {
  const Bench bench;
  write(bench, hostile_statement());
  CHECK(output(bench, "qpdf --check s.pdf").find("No syntax or stream encoding errors") !=
        std::string::npos);
  const std::string text = output(bench, "pdftotext -layout s.pdf -");
  CHECK(text.find("-123456789012345678.123456789012") != std::string::npos);
  CHECK(text.find("-987654321098765432.123456789012") != std::string::npos);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("شركة") != std::string::npos);
}

TEST_CASE("a statement of nothing is a page") {
  const Bench bench;
  statements::Issued issued = small_statement();
  statements::Statement empty;
  empty.issued_on = issued.statement.issued_on;
  empty.period = issued.statement.period;
  issued.statement = empty;
  write(bench, issued);
  const std::string text = output(bench, "pdftotext -layout s.pdf -");
  CHECK(text.find("The statement has no lines") != std::string::npos);
  CHECK(text.find("Page 1 of 1") != std::string::npos);
}

TEST_CASE("what the sink says ends the writing, and nothing is left") {
  const Bench bench;
  const base::Status full = documents::write_pdf(
      small_statement(), Paper::A4,
      [](std::string_view) -> base::Status { return base::fail(base::Code::Io, "no room"); });
  REQUIRE(!full);
  CHECK(full.error().message == "no room");
  const base::Status nowhere =
      documents::write_pdf(small_statement(), Paper::A4, bench.file("no/s.pdf"));
  REQUIRE(!nowhere);
  CHECK(nowhere.error().code == base::Code::Io);
}

// Fontconfig reads its settings once in a process, so this is a case for a process of its own.
TEST_CASE("in a process without fonts" * doctest::skip()) {
  const Bench bench;
  const base::Status done = documents::write_pdf(small_statement(), Paper::A4, bench.file("s.pdf"));
  REQUIRE(!done);
  CHECK(done.error().code == base::Code::Missing);
  CHECK(done.error().message.find("fonts-noto-core") != std::string::npos);
  CHECK(!bench.has("s.pdf"));
  CHECK(!bench.has("s.pdf.part"));
}

TEST_CASE("without fonts it says which to install") {
  const Bench bench;
  bench.write("fonts.conf", "<?xml version='1.0'?><fontconfig></fontconfig>\n");
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const tests::Answer answer =
      bench.shell("FONTCONFIG_FILE=$PWD/fonts.conf ACCREDIT_BINARY='" + tests::binary() + "' '" +
                  self + "' --no-skip --test-case='in a process without fonts'");
  CAPTURE(answer.out);
  CHECK(answer.exit == 0);
  CHECK(answer.out.find("1 passed") != std::string::npos);
}
