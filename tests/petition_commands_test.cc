// petition new, move, list and show from outside, through real closes.
#include <doctest/doctest.h>

#include <algorithm>

#include "base/day.h"
#include "tests/program.h"

namespace {

using tests::Answer;
using tests::Bench;

base::Month month(std::string_view text) {
  return base::Month::parse(text).value();
}

// The shipped rules with a lever for amounts given by hand, 40 % of them co-op.
std::string with_goodwill(const Bench& bench) {
  std::string text = bench.accredit({"programme", "show"}).out;
  text.resize(std::min(text.size(), text.find("[[example")));
  const std::size_t version = text.find("\nversion = ");
  text.replace(version, text.find('\n', version + 1) - version, "\nversion = \"goodwill\"");
  return text +
         "\n[[lever]]\ncode = \"goodwill\"\nname = \"By hand\"\nkind = \"manual\"\n"
         "coop_share = \"40 %\"\ninvented = true\n";
}

// S1 since 2023, P1 its partner of record since June 2024.
struct Books : Bench {
  Books() {
    tests::make_store(*this);
    write("subscriptions.csv",
          "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
          "S1,C1,azure,USD,2023-01-01,\n");
    write("channels.csv",
          "subscription_id,channel,starts_on,ends_on,transacting_partner_id,"
          "reseller_partner_id\nS1,ea,2023-01-01,2025-01-01,,\n");
    write("associations.csv",
          "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,"
          "ends_on\nA7,dpor,P1,C1,S1,,2024-06-01,2026-03-01\n");
    write("goodwill.toml", with_goodwill(*this));
    good({"import", "subscriptions.csv", "channels.csv", "associations.csv"});
    good({"programme", "activate", "goodwill.toml", "--reason", "test"});
  }

  std::string good(const std::vector<std::string>& words) const {
    const Answer answer = accredit(words);
    REQUIRE_MESSAGE(answer.exit == 0, answer.err);
    return answer.out;
  }
  void given(const std::string& rows) const {
    write("manual_earnings.csv",
          "reference,lever,partner_id,subscription_id,month,amount,currency,reason\n" + rows);
    good({"import", "manual_earnings.csv"});
  }
  void use(const std::string& name, std::string_view in, std::string_view amount) const {
    std::string text = tests::usage_header();
    for (base::Day day = month(in).first(); day < month(in).end(); day = day + 1)
      text += tests::usage_row("k" + day.text(), day.text(), amount);
    write(name, text);
    good({"ingest", name});
  }

  // Statements are issued on the 15th of the month after.
  void close(base::Month period) const {
    good({"period", "freeze", period.text(), "--as", "operator:anna"});
    for (const char* item : {"feeds", "adjustments", "disputes"})
      good({"period", "waive", period.text(), item, "--as", "operator:anna", "--reason", "seen"});
    good({"period", "signoff", period.text(), "--as", "operator:ben", "--on",
          (period.end() + 14).text()});
  }
  void close(std::string_view first, std::string_view last) const {
    for (base::Month at = month(first); at <= month(last); at = at + 1)
      close(at);
  }

  Answer petition(std::vector<std::string> words, const std::string& actor) const {
    words.insert(words.begin(), "petition");
    words.insert(words.end(), {"--as", actor});
    return accredit(words);
  }
  std::string opened(std::vector<std::string> words, const std::string& actor) const {
    words.insert(words.begin(), "new");
    const Answer answer = petition(std::move(words), actor);
    REQUIRE_MESSAGE(answer.exit == 0, answer.err);
    return answer.out.substr(0, answer.out.find('\n'));
  }
  Answer claim(const std::string& partner, const std::string& amount, const std::string& at) const {
    return petition({"new", "coop_claim", "--fund", "2024-07", "--amount", amount, "--evidence",
                     "invoice 4711", "--at", at},
                    partner);
  }
  bool has(std::initializer_list<std::string> question, std::string_view part) const {
    std::vector<std::string> words(question);
    words.push_back("--no-header");
    const std::string out = good(words);
    INFO(out);
    const bool found = out.find(part) != std::string::npos;
    CHECK_MESSAGE(found, part);
    return found;
  }
};

}  // namespace

TEST_CASE(
    "E20: a fund below the threshold becomes rebate; of another, what is not claimed is lost") {
  const Books books;
  books.given(
      "M1,goodwill,P1,S1,2024-12,9500.00,USD,campaign\n"
      "M2,goodwill,P2,S1,2024-12,31250.00,USD,campaign\n"
      "M3,goodwill,P3,S1,2024-12,31250.00,USD,campaign\n");
  CHECK(books.claim("partner:P2/eva", "9000.00", "2025-01-10").says("NOTHING_CLOSED"));
  books.close(month("2024-12"));
  books.has({"ledger", "--period", "2024-12"},
            ",rollover,P1,,,,coop,,,3800.00,USD,coop,accrual,COOP_ROLLOVER,2024-07,fund 2024-07,");
  books.has({"balance", "--partner", "P2"}, "P2,USD,coop,rebate,2024-07,12500.00\n");

  CHECK(books.claim("partner:P2/eva", "12500.01", "2025-02-01").says("BALANCE_EXCEEDED"));
  CHECK(books.claim("partner:P2/eva", "5000.00", "2025-02-01").out == "PT-1\n");
  CHECK(books.claim("partner:P2/eva", "4500.00", "2025-02-02").out == "PT-2\n");
  CHECK(books.claim("partner:P2/eva", "3000.01", "2025-02-02").says("BALANCE_EXCEEDED"));
  CHECK(books.petition({"move", "PT-1", "accept"}, "operator:anna").exit == 0);
  const Answer less =
      books.petition({"move", "PT-2", "accept", "--amount", "4000"}, "operator:anna");
  CHECK_MESSAGE(less.says("4000.00 USD from coop to payable in 2025-01"), less.err);
  books.has({"balance", "--partner", "P2"}, "P2,USD,coop,rebate,2024-07,3500.00\n");
  CHECK(books.claim("partner:P3/ida", "2000.00", "2025-02-03").out == "PT-3\n");

  books.close("2025-01", "2025-06");
  books.has({"ledger", "--period", "2025-06"},
            ",forfeit,P2,,,,coop,,,3500.00,USD,coop,forfeited,,2024-07,fund 2024-07,");
  books.has({"ledger", "--period", "2025-06"},
            ",forfeit,P3,,,,coop,,,10500.00,USD,coop,forfeited,,2024-07,fund 2024-07,");
  books.has({"balance", "--partner", "P2"}, "P2,USD,payable,rebate,,27750.00\n");  // 18,750 + 9,000
  CHECK(books.petition({"move", "PT-3", "accept"}, "operator:anna").exit == 0);
  books.has({"ledger", "--period", "2025-07"},
            ",coop_claim,P3,,,,coop,,,2000.00,USD,coop,payable,,2024-07,coop_claim PT-3,");
  CHECK(books.claim("partner:P3/ida", "1.00", "2025-09-01").says("CLAIM_TOO_LATE"));
  CHECK(books.accredit({"verify"}).exit == 0);
}

TEST_CASE(
    "a line is disputed in time by its partner, with its explanation, and decided by others") {
  const Books books;
  books.given("M2,goodwill,P2,S1,2024-12,1000.00,USD,campaign\n");
  books.close(month("2024-12"));
  const auto dispute = [&](const std::string& line, const std::string& actor,
                           const std::string& at) {
    return books.petition({"new", "dispute", "--statement", "ST-000001", "--line", line, "--amount",
                           "120.00", "--reason", "two seats", "--at", at},
                          actor);
  };
  CHECK(dispute("1", "partner:P1/max", "2025-01-20").says("ACTOR_NOT_ALLOWED"));
  CHECK(dispute("9", "partner:P2/eva", "2025-01-20").says("has the lines 1 to"));
  CHECK(dispute("3", "partner:P2/eva", "2025-01-20").says("LINE_NOT_DISPUTABLE"));
  CHECK(dispute("1", "partner:P2/eva", "2025-03-17").says("DISPUTE_TOO_LATE"));
  const Answer first = dispute("1", "partner:P2/eva", "2025-03-16");
  CHECK_MESSAGE(first.out == "PT-1\n", first.err);
  CHECK(dispute("1", "partner:P2/eva", "2025-01-20").says("ALREADY_REQUESTED"));
  const Answer status = books.accredit({"period", "status", "2025-01", "--no-header"});
  CHECK_MESSAGE(status.out.find("disputes,open,1 disputes are open") != std::string::npos,
                status.out);

  const auto move = [&](std::vector<std::string> words, const std::string& actor) {
    words.insert(words.begin(), "move");
    return books.petition(std::move(words), actor);
  };
  CHECK(move({"PT-1", "accept"}, "partner:P2/eva").says("ACTOR_NOT_ALLOWED"));
  CHECK(move({"PT-1", "review", "--if-revision", "4"}, "operator:anna").says("REVISION_CONFLICT"));
  CHECK(move({"PT-1", "review"}, "operator:anna").says("PT-1: dispute is in_review, revision 2"));
  CHECK(move({"PT-1", "accept", "--amount", "80.00"}, "operator:anna").exit == 0);
  books.has({"ledger", "--period", "2025-01"},
            ",dispute,P2,goodwill,S1,2024-12,rebate,,,80.00,USD,expense,accrual,DISPUTE,,"
            "\"dispute PT-1, ST-000001 line 1\",");
  CHECK(move({"PT-1", "reject", "--reason", "no"}, "operator:anna").says("EVENT_NOT_ALLOWED"));
  const Answer shown = books.accredit({"petition", "show", "PT-1", "--no-header"});
  CHECK(std::ranges::count(shown.out, '\n') == 3);
  CHECK(shown.out.find("PT-1,3,dispute,accepted,P2,120.00,80.00,USD") != std::string::npos);
  CHECK(shown.out.find(",2025-04-15,") != std::string::npos);  // to be decided until
  CHECK_MESSAGE(shown.says("goodwill"), shown.err);            // the explanation of the line
  CHECK(shown.says("80.00 USD from expense to accrual in 2025-01: dispute PT-1"));

  CHECK(dispute("1", "operator:anna", "2025-01-20").out == "PT-2\n");
  CHECK(move({"PT-2", "accept"}, "operator:anna").says("SECOND_PERSON_NEEDED"));
  CHECK(move({"PT-2", "reject"}, "operator:ben").exit == 2);
  CHECK(move({"PT-2", "reject", "--reason", "seen before"}, "operator:ben").exit == 0);
  CHECK(dispute("1", "partner:P2/eva", "2025-01-20").out == "PT-3\n");
  CHECK(move({"PT-3", "withdraw"}, "partner:P2/max").says("PT-3: dispute is withdrawn"));
  CHECK(move({"PT-9", "withdraw"}, "operator:ben").says("there is no petition 'PT-9'"));
  books.has({"petition", "list", "--state", "rejected"}, "PT-2,2,dispute,rejected,P2,120.00,,USD");
  books.has({"audit", "export"}, "\"action\":\"dispute accept refused\"");
  CHECK(books.accredit({"verify"}).exit == 0);
}

TEST_CASE("X21: what a suspension held is released in part, and the rest is forfeited") {
  const Books books;
  books.use("usage.csv", "2025-03", "100.00");
  books.write("partner_statuses.csv", "partner_id,status,starts_on\nP1,suspended,2025-03-21\n");
  books.good({"import", "partner_statuses.csv"});
  books.close(month("2025-03"));
  books.has({"balance", "--partner", "P1"}, "P1,USD,accrual,rebate,,160.00\n");
  books.has({"balance", "--partner", "P1"}, "P1,USD,held,rebate,,88.00\n");
  const auto ask = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "new");
    words.insert(words.end(), {"--partner", "P1", "--reason", "heard"});
    return books.petition(std::move(words), "operator:anna");
  };
  CHECK(ask({"release", "--amount", "88.01"}).says("BALANCE_EXCEEDED"));
  CHECK(ask({"release", "--payout", "coop"}).says("BALANCE_EXCEEDED"));
  CHECK(ask({"release", "--amount", "50"}).out == "PT-1\n");
  CHECK(ask({"forfeit"}).out == "PT-2\n");  // the 38.00 that nobody else asks for
  const auto accept = [&](const std::string& id, const std::string& actor) {
    return books.petition({"move", id, "accept"}, actor);
  };
  CHECK(accept("PT-1", "operator:anna").says("SECOND_PERSON_NEEDED"));
  CHECK(accept("PT-1", "operator:ben").says("50.00 USD from held to accrual in 2025-04"));
  CHECK(accept("PT-2", "operator:ben").says("38.00 USD from held to forfeited in 2025-04"));
  books.close(month("2025-04"));
  books.has({"ledger", "--period", "2025-04"}, ",due,P1,,,,rebate,,,210.00,USD,accrual,payable,");
  CHECK(books.accredit({"verify"}).exit == 0);
}

TEST_CASE("usage that is eight months late is paid by exception only") {
  const Books books;
  books.use("usage.csv", "2025-03", "100.00");
  books.close("2025-03", "2025-10");
  books.write("late.csv", tests::usage_header() + tests::usage_row("late", "2025-03-10", "500.00"));
  books.good({"ingest", "late.csv"});
  books.close(month("2025-11"));
  books.has({"ledger", "--period", "2025-11"}, "OUTSIDE_RESTATEMENT_WINDOW");
  books.has({"balance", "--partner", "P1"}, "P1,USD,outside_window,rebate,,40.00\n");
  CHECK(books.opened({"exception", "--partner", "P1", "--reason", "the meter was ours"},
                     "operator:anna") == "PT-1");
  CHECK(books.petition({"move", "PT-1", "accept"}, "operator:ben").exit == 0);
  books.has({"ledger", "--period", "2025-12"},
            ",exception,P1,,,,rebate,,,40.00,USD,outside_window,accrual,POLICY_EXCEPTION,,"
            "exception PT-1,");
  CHECK(books.accredit({"verify"}).exit == 0);
}
