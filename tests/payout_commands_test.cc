// Payouts from outside: months are closed, what is due is paid by two persons, the bank answers.
// The figures of the domain's examples E15 and E19, to the coin.
#include <doctest/doctest.h>

#include <ctime>
#include <filesystem>

#include "app/payout_jobs.h"
#include "app/system_clock.h"
#include "base/day.h"
#include "tests/program.h"

namespace {

using tests::Answer;
using tests::Bench;

base::Day tomorrow() {
  return {static_cast<std::int32_t>(std::time(nullptr) / 86'400 + 1)};
}

constexpr const char* kAccountColumns =
    "partner_id,holder,iban,number,bic,clearing_system,clearing_member,country,currency,town,"
    "address1,address2\n";
constexpr const char* kOwnAccount =
    ",Lanternfall Clouds B.V.,NL91ABNA0417164300,,ABNANL2A,,,NL,EUR,Amsterdam,,\n";
constexpr const char* kBritish =
    "P2,West & West Partners Ltd,GB82WEST12345698765432,,WESTGB22,,,GB,GBP,,,\n";
constexpr const char* kAmerican =
    "P1,\"Acme Cloud, Inc.\",,000123456789,,USABA,021000021,US,USD,New York,,\n";

// P1 is partner of record of S1 (USD), P2 of S4 (EUR), in 2026.
struct Office : Bench {
  explicit Office(const std::string& threshold = "200") {
    tests::write_registry(*this);
    write("subscriptions.csv",
          "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
          "S1,C1,azure,USD,2025-01-01,\nS4,C1,azure,EUR,2025-01-01,\n");
    write("channels.csv",
          "subscription_id,channel,starts_on,ends_on,transacting_partner_id,reseller_partner_id\n"
          "S1,ea,2025-01-01,,,\nS4,ea,2025-01-01,,,\n");
    write("associations.csv",
          "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,ends_on\n"
          "A1,dpor,P1,C1,S1,,2026-01-01,\nA2,dpor,P2,C1,S4,,2026-01-01,\n");
    write("fx_rates.csv", "month,from_currency,to_currency,rate\n2026-03,EUR,USD,1.0850\n");
    std::string rules = accredit({"programme", "show"}).out;
    std::filesystem::copy_file("programmes/cloud-2016.toml", file("rules.toml"));
    rules = read("rules.toml");
    const std::string before = "payment_threshold = \"200\"";
    REQUIRE(rules.find(before) != rules.npos);
    rules.replace(rules.find(before), before.size(), "payment_threshold = \"" + threshold + '"');
    write("rules.toml", rules);
    done({"init", "--programme", "rules.toml"});
    done({"import", "partners.csv", "customers.csv", "products.csv", "subscriptions.csv",
          "channels.csv", "associations.csv", "fx_rates.csv"});
  }
  Answer done(const std::vector<std::string>& words) const {
    Answer answer = accredit(words);
    REQUIRE_MESSAGE(answer.exit == 0, words.front() << ": " << answer.err);
    return answer;
  }
  void use(const std::string& month, const std::string& amount, const std::string& subscription,
           const std::string& currency) const {
    const std::string name = "usage-" + month + ".csv";
    write(name, tests::usage_header() + tests::usage_row("k" + month, month + "-10", amount, 1,
                                                         subscription, currency));
    done({"ingest", name});
  }
  void close(const std::string& month) const {
    done({"period", "freeze", month, "--as", "operator:anna"});
    for (const char* item : {"feeds", "quarantine", "rates", "disputes", "adjustments"})
      done({"period", "waive", month, item, "--as", "operator:ben", "--reason", "test"});
    done({"period", "signoff", month, "--as", "operator:ben"});
  }
  void enter_accounts(const std::string& rows) const {
    write("payout_accounts.csv", kAccountColumns + rows);
    done({"payout", "account", "payout_accounts.csv"});
  }
  // "accrual 30.00, paid 225.00": without what was granted.
  std::string balance(const std::string& partner) const {
    const std::string text =
        done({"balance", "--partner", partner, "--no-header", "-o", "csv"}).out;
    std::string out;
    for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
      end = text.find('\n', at);
      const std::string line = text.substr(at, end - at);
      const std::size_t account = line.find(',', line.find(',') + 1) + 1;
      const std::string name = line.substr(account, line.find(',', account) - account);
      if (name == "expense") continue;
      out += (out.empty() ? "" : ", ") + name + ' ' + line.substr(line.rfind(',') + 1);
    }
    return out;
  }
  std::vector<std::string> create() const {
    return {"payout", "create", "--on", tomorrow().text(), "--as", "operator:anna"};
  }
  void approve(const std::string& id) const {
    done({"payout", "approve", id, "--as", "operator:ben"});
  }
  Answer settle(const std::string& rows) const {
    write("answers.csv", "payment_id,status,day,reason\n" + rows);
    return accredit({"payout", "settle", "answers.csv"});
  }
};

// E15: EUR 1,234.56 of March at 8 % are EUR 98.76, which the payee has in GBP.
struct London : Office {
  London() : Office("100") {
    use("2026-03", "1234.56", "S4", "EUR");
    close("2026-03");
    enter_accounts(std::string(kOwnAccount) + kBritish);
  }
  void rate() const {
    write("fx_rates.csv", "month,from_currency,to_currency,rate\n" + tomorrow().month().text() +
                              ",EUR,GBP,0.8600\n");
    done({"import", "fx_rates.csv"});
  }
};

}  // namespace

TEST_CASE("E19: a balance waits for the threshold, is paid once, and the rest is carried") {
  const Office office;
  office.enter_accounts(std::string(kOwnAccount) + kAmerican);
  const auto after = [&](const char* month, const char* usage) {
    office.use(month, usage, "S1", "USD");
    office.close(month);
    return office.balance("P1");
  };
  CHECK(after("2026-01", "1500.00") == "accrual 120.00");
  CHECK(office.accredit(office.create()).says("NOTHING_PAYABLE"));
  CHECK(after("2026-02", "750.00") == "accrual 180.00");
  CHECK(office.accredit(office.create()).says("NOTHING_PAYABLE"));
  CHECK(after("2026-03", "562.50") == "payable 225.00");
  const Answer created = office.done(office.create());
  CHECK_MESSAGE(created.says("payout PO-000001 is created: 1 payment, 225.00 USD (commit "),
                created.err);
  CHECK(office.balance("P1") == "in_payment 225.00");
  office.approve("PO-000001");
  CHECK(office.settle("PO-000001-0001,sent,2026-05-15,\n").says("1 sent (commit "));
  CHECK(office.balance("P1") == "paid 225.00");
  CHECK(after("2026-04", "375.00") == "accrual 30.00, paid 225.00");
  CHECK(office.accredit(office.create()).says("NOTHING_PAYABLE"));
  const Answer ledger = office.done({"ledger", "--period", "2026-04", "--no-header"});
  CHECK(ledger.out.find("payout PO-000001-0001") != std::string::npos);
  CHECK(office.accredit({"verify", "--deep"}).exit == 0);
  CHECK(office.accredit({"audit", "verify"}).exit == 0);
}

TEST_CASE("E15: what was earned in euro is paid in pounds at the rate of the month of payment") {
  const London office;
  CHECK(office.balance("P2") == "payable 98.76");
  const std::string on = tomorrow().text();
  const auto preview = [&] {
    return office.done({"payout", "preview", "--on", on, "--no-header", "-o", "csv"}).out;
  };
  CHECK(preview() == "P2,EUR,98.76,,,,,RATE_MISSING,there is no rate EUR to GBP for " +
                         tomorrow().month().text() + "; import fx_rates.csv with it\n");
  CHECK(office.accredit(office.create()).says("everything that is payable is left out"));
  office.rate();
  CHECK(preview() == "P2,EUR,98.76,0.86,84.93,GBP,\"Incentives 2026-03, ST-000001\",,\n");
  office.done(office.create());
  CHECK(office.done({"payout", "show", "PO-000001", "--no-header", "-o", "csv"}).out ==
        "PO-000001-0001,P2,EUR,98.76,0.86,84.93,GBP,West & West Partners Ltd,in_payment,,,"
        "\"Incentives 2026-03, ST-000001\"\n");
  CHECK(office.balance("P2") == "in_payment 98.76");
}

TEST_CASE("a payout needs two persons before there is a file, and the file never changes") {
  const London office;
  office.rate();
  office.done(office.create());
  const auto file = [&](const char* format) {
    return office.accredit({"payout", "export", "PO-000001", "--format", format});
  };
  CHECK(file("pain001").says("NOT_APPROVED"));
  const auto approve = [&](const char* who) {
    return office.accredit({"payout", "approve", "PO-000001", "--as", who});
  };
  CHECK(approve("operator:anna").says("SECOND_PERSON_NEEDED"));
  CHECK(approve("customer:C1").exit == 2);
  CHECK(approve("operator:ben").exit == 0);
  CHECK(approve("operator:carl").says("is approved already; nothing changed"));
  const std::string xml = file("pain001").out, csv = file("csv").out;
  CHECK(xml.find("<InstdAmt Ccy=\"GBP\">84.93</InstdAmt>") != std::string::npos);
  CHECK(csv.find(",GBP,84.93,") != std::string::npos);
  office.enter_accounts(",Another Payer,DE89370400440532013000,,,,,DE,EUR,,,\n" +
                        std::string("P2,Somebody Else,DE89370400440532013000,,,,,DE,EUR,,,\n"));
  office.done({"payout", "export", "PO-000001", "--out", "PO-000001.xml"});
  CHECK(office.read("PO-000001.xml") == xml);
  CHECK(file("csv").out == csv);
  CHECK(file("xls").exit == 2);
  const std::string schema =
      std::filesystem::absolute(".native/iso20022/pain.001.001.09.xsd").string();
  REQUIRE_MESSAGE(std::filesystem::exists(schema), "run tools/install-schema");
  const Answer valid =
      office.shell("xmllint --nonet --noout --schema '" + schema + "' PO-000001.xml");
  CHECK_MESSAGE(valid.exit == 0, valid.err);
}

TEST_CASE("the bank's answers move the balance, and the same answer twice changes nothing") {
  const London office;
  office.rate();
  office.done(office.create());
  CHECK(office.settle("PO-000001-0001,sent,2026-04-15,\n").says("NOT_APPROVED"));
  office.approve("PO-000001");
  CHECK(office.settle("PO-000001-0001,reversed,2026-04-16,MD06\n")
            .says("answers.csv, line 2: PO-000001-0001 is reversed but was never sent"));
  CHECK(office.settle("PO-000001-0001,failed,2026-04-15,AC04\n").says("0 sent, 1 failed (commit "));
  CHECK(office.balance("P2") == "payable 98.76");
  CHECK(office.settle("PO-000001-0001,sent,2026-04-15,\n").says("PAYMENT_ENDED"));
  office.done(office.create());
  office.approve("PO-000002");
  CHECK(office.settle("PO-000002-0001,sent,2026-04-15,\nPO-000003-0001,sent,2026-04-15,\n")
            .says("there is no payment 'PO-000003-0001'"));
  CHECK(office.balance("P2") == "in_payment 98.76");
  const std::string both =
      "PO-000002-0001,sent,2026-04-15,\nPO-000002-0001,reversed,2026-05-02,x\n";
  CHECK(office.settle("PO-000002-0001,sent,2026-04-15,\n").exit == 0);
  CHECK(office.balance("P2") == "paid 98.76");
  CHECK(office.settle(both).says("0 sent, 1 reversed, 1 known already (commit "));
  CHECK(office.balance("P2") == "payable 98.76");
  const Answer again = office.settle(both);
  CHECK_MESSAGE(again.says("0 sent, 2 known already\n"), again.err);
  CHECK(office.done({"payout", "list", "--no-header", "-o", "csv"})
            .out.find(",settled,1,0,0,0,1,operator:anna,operator:ben,") != std::string::npos);
}

TEST_CASE("a payout is canceled before it is approved, and never exported then") {
  const London office;
  office.rate();
  office.done(office.create());
  CHECK(office.accredit(office.create()).says("no partner has anything payable"));
  const std::vector<std::string> cancel{"payout", "cancel", "PO-000001"};
  CHECK(office.done(cancel).says("is canceled, 1 payment payable again (commit "));
  CHECK(office.done(cancel).says("is canceled already; nothing changed"));
  CHECK(office.balance("P2") == "payable 98.76");
  CHECK(office.accredit({"payout", "approve", "PO-000001", "--as", "operator:ben"})
            .says("PAYOUT_CANCELED"));
  CHECK(office.accredit({"payout", "export", "PO-000001"}).says("PAYOUT_CANCELED"));
  office.done(office.create());
  office.approve("PO-000002");
  CHECK(office.accredit({"payout", "cancel", "PO-000002"}).says("PAYOUT_APPROVED"));
  CHECK(office.accredit({"payout", "show", "PO-000009"}).says("there is no payout 'PO-000009'"));
}

TEST_CASE("who cannot be paid is left out by name; accounts are taken all or none") {
  const London office;
  office.rate();
  CHECK(office.done({"payout", "account", "payout_accounts.csv"})
            .says("2 accounts, nothing changed"));
  office.write("payout_accounts.csv", kAccountColumns + std::string(kAmerican) +
                                          "P77,Nobody,DE89370400440532013000,,,,,DE,EUR,,,\n");
  CHECK(office.accredit({"payout", "account", "payout_accounts.csv"})
            .says("there is no partner 'P77'"));
  const std::string on = tomorrow().text();
  office.done({"partner", "status", "--partner", "P2", "--status", "suspended", "--reason", "x"});
  const Answer held = office.done({"payout", "preview", "--on", on, "--no-header", "-o", "csv"});
  CHECK_MESSAGE(held.out.starts_with("P2,EUR,98.76,,,,,ON_HOLD,"), held.out);
  CHECK(office.accredit({"payout", "create", "--on", "2026-04-15", "--as", "operator:anna"})
            .says("EXECUTION_PAST"));
  CHECK(office.accredit({"payout", "create", "--on", on}).says("--as operator:NAME"));
}

TEST_CASE("nothing is paid without a closed period, or without an account to pay from") {
  const Office office;
  CHECK(office.accredit({"payout", "preview"}).says("no period is closed yet"));
  office.use("2026-03", "2500.00", "S4", "EUR");
  office.close("2026-03");
  CHECK(office.accredit({"payout", "preview"}).says("there is no account to pay from"));
  office.enter_accounts(kOwnAccount);
  const Answer alone = office.done({"payout", "preview", "--no-header", "-o", "csv"});
  CHECK_MESSAGE(alone.out.starts_with("P2,EUR,200.00,,,,,PROFILE_INCOMPLETE,"), alone.out);
}

TEST_CASE("who approves a payout is told whom it leaves out") {
  const Office office("100");
  office.use("2026-02", "2500.00", "S1", "USD");
  office.close("2026-02");
  office.use("2026-03", "1250.00", "S4", "EUR");
  office.close("2026-03");
  office.enter_accounts(std::string(kOwnAccount) + kAmerican);
  office.done(office.create());
  const auto left_out = [&] {
    const app::SystemClock clock;
    auto store = app::Store::open(office.file("store"), storage::OpenFor::Reading, clock).value();
    return app::left_out_of(store, app::payout(store, "PO-000001").value()).value();
  };
  const auto waiting = left_out();
  REQUIRE(waiting.size() == 1);
  CHECK(waiting.front().earner == "P2");
  CHECK(waiting.front().reason_code == "PROFILE_INCOMPLETE");
  office.approve("PO-000001");
  CHECK(left_out().empty());
}
