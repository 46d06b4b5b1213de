#include "payouts/bank_answers.h"

#include <doctest/doctest.h>

#include "ingest/csv.h"

namespace payouts {
namespace {

base::Result<std::vector<Answer>> read(const std::string& text) {
  auto rows = ingest::CsvReader::open(ingest::bytes_in_memory(text), "answers.csv");
  if (!rows) return std::unexpected(rows.error());
  return read_answers("answers.csv", **rows);
}

TEST_CASE("answers are read in the order of the file, whatever the order of the columns") {
  const auto answers = read(
      "day,payment_id,reason,status\r\n"
      "2026-04-16,PO-000007-0001,,sent\r\n"
      "2026-04-17,PO-000007-0002,\"AC04, account closed\",failed\r\n"
      "2026-05-02,PO-000007-0001,MD06 refund,reversed\r\n");
  REQUIRE_MESSAGE(answers, answers.error().message);
  const auto day = [](const char* text) { return base::Day::parse(text).value(); };
  CHECK(*answers ==
        std::vector<Answer>{
            {2, "PO-000007-0001", ledger::EntryKind::Sent, day("2026-04-16"), ""},
            {3, "PO-000007-0002", ledger::EntryKind::Failed, day("2026-04-17"),
             "AC04, account closed"},
            {4, "PO-000007-0001", ledger::EntryKind::Reversed, day("2026-05-02"), "MD06 refund"}});
}

TEST_CASE("a fault is told with file, line and column, and nothing is taken") {
  const std::string head = "payment_id,status,day,reason\n";
  const std::string good = "P-1,sent,2026-04-16,\n";
  struct Row {
    std::string text, says;
  };
  for (const Row& row : std::vector<Row>{
           {head + good + "P-2,SENT,2026-04-16,\n",
            "answers.csv, line 3, column status: 'SENT' is none of sent, failed, reversed"},
           {head + good + "P-2,sennt,2026-04-16,\n", "did you mean 'sent'?"},
           {head + good + "P-2,payment,2026-04-16,\n", "column status: 'payment' is none of"},
           {head + good + ",sent,2026-04-16,\n", "line 3, column payment_id: is empty"},
           {head + good + "P-2,sent,16.04.2026,\n",
            "line 3, column day: '16.04.2026' is no day as YYYY-MM-DD"},
           {head + good + "P-2,sent,2026-02-30,\n", "column day: '2026-02-30'"},
           {head + good + "P-2,sent,,\n", "column day: '' is no day"},
           {head + good + "P-2,failed,2026-04-16,\n",
            "line 3, column reason: is empty; say why it was failed"},
           {head + good + "P-2,failed,2026-04-16," + std::string(501, 'x') + "\n",
            "column reason: has more than 500 letters"},
           {head + "P-1,sent,2026-04-16,\nP-1,sent,2026-04-17,\n",
            "line 3, column payment_id: P-1 is sent twice in this file"},
           {head + good + "P-2,sent\n", "line 3: the row has 2 cells instead of 4"},
           {head + good + "P-2,sent,2026-04-16,\xFF\n", "line 3: the row cannot be cut"},
           {head, "there is no row in it"},
           {"payment_id,status,day\n", "line 1: the column reason is missing"},
           {"payment,status,day,reason\n", "line 1: no file of answers has a column 'payment'"},
           {"", "answers.csv"}}) {
    CAPTURE(row.text);
    const auto answers = read(row.text);
    REQUIRE_FALSE(answers);
    CHECK(answers.error().code == base::Code::InvalidInput);
    CHECK_MESSAGE(answers.error().message.find(row.says) != std::string::npos,
                  answers.error().message);
  }
}

}  // namespace
}  // namespace payouts
