#include "documents/statement_document.h"

#include <algorithm>
#include <array>

#include "attribution/answers.h"
#include "base/hex.h"
#include "documents/printable.h"
#include "ledger/money.h"

namespace documents {
namespace {

using statements::Statement;
using typesetting::Align;
using typesetting::Column;
using typesetting::Document;
using typesetting::Facts;
using typesetting::Fit;
using typesetting::Heading;
using typesetting::Paragraph;
using typesetting::Table;
using typesetting::Weight;
using Cells = std::vector<std::string>;

constexpr std::size_t kRootShown = 16;  // digits in the foot of each page
constexpr const char* kLines = "Lines";

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kCarried{
    {{"BELOW_PAYMENT_THRESHOLD", "the balance is below what is paid at least"},
     {"NEGATIVE_BALANCE", "the balance is below zero"}}};

Column number(std::string title, Weight weight = Weight::Regular) {
  return {std::move(title), Align::Right, Fit::Whole, weight};
}

// A table of one list; `fill` puts the cells of one of its members.
template <class List, class Fill>
Table table_of(std::vector<Column> columns, const List& list, Fill fill) {
  Table out;
  out.columns = std::move(columns);
  out.rows = list.size();
  out.fill = [&list, fill](std::size_t row, Cells& cells) { fill(list[row], cells); };
  return out;
}

// Codes joined by '+', each as a sentence.
std::string sentences(std::string_view codes) {
  std::string out;
  while (!codes.empty()) {
    const std::size_t end = std::min(codes.find('+'), codes.size());
    if (!out.empty()) out += "; ";
    out += attribution::reason_text(codes.substr(0, end));
    codes.remove_prefix(std::min(end + 1, codes.size()));
  }
  return out;
}

std::string carry_sentence(const statements::CurrencySummary& summary) {
  std::string_view why;
  for (const auto& [code, text] : kCarried) {
    if (code == summary.carry_reason) why = text;
  }
  const std::string code = "(" + printable(summary.carry_reason) + ").";
  return printable(summary.currency) + " " + ledger::money_text(summary.carried, summary.currency) +
         " is carried into the next month" +
         (why.empty() ? " " + code : ": " + std::string(why) + " " + code);
}

std::string due_sentence(const Statement& statement) {
  std::string out;
  for (const statements::CurrencySummary& each : statement.currencies) {
    if (each.due.is_zero()) continue;
    out += out.empty() ? "Became due with this close: " : ", ";
    out += printable(each.currency) + " " + ledger::money_text(each.due, each.currency);
  }
  return (out.empty() ? "Nothing became due with this close" : out) + ".";
}

void add_front(Document& out, const Statement& statement) {
  out.blocks.emplace_back(typesetting::Title{out.title});
  out.blocks.emplace_back(Paragraph{printable(statement.earner_name), Weight::Bold});
  Facts facts;
  facts.pairs = {
      {"Partner", printable(statement.earner)},
      {"Period", statement.period.first().text() + " to " + statement.period.last().text()},
      {"Issued on", statement.issued_on.text()},
      {"Programme", printable(statement.programme) + ", version " + printable(statement.version)},
      {"As known at", "commit " + std::to_string(statement.as_known.number)},
      {"Previous statement",
       statement.previous == 0 ? "none" : Statement{.number = statement.previous}.id()}};
  out.blocks.emplace_back(std::move(facts));
}

void add_summary(Document& out, const Statement& statement) {
  if (statement.currencies.empty()) return;
  out.blocks.emplace_back(Heading{"Summary"});
  out.blocks.emplace_back(Paragraph{due_sentence(statement)});
  out.blocks.emplace_back(table_of(
      {{"Currency", Align::Left, Fit::Whole},
       number("Earned"),
       number("Adjusted"),
       number("of which held"),
       number("too late to be paid"),
       number("Became due", Weight::Bold),
       number("Carried"),
       number("In " + printable(statement.currency))},
      statement.currencies, [&](const statements::CurrencySummary& each, Cells& cells) {
        const auto text = [&](base::Decimal amount) {
          return ledger::money_text(amount, each.currency);
        };
        cells = {printable(each.currency), text(each.earned),
                 text(each.adjusted),      text(each.held),
                 text(each.late),          text(each.due),
                 text(each.carried),       ledger::money_text(each.equivalent, statement.currency)};
      }));
  for (const statements::CurrencySummary& each : statement.currencies) {
    if (!each.carry_reason.empty()) out.blocks.emplace_back(Paragraph{carry_sentence(each)});
  }
}

void add_accounts(Document& out, const Statement& statement) {
  if (statement.accounts.empty()) return;
  out.blocks.emplace_back(Heading{"Accounts"});
  out.blocks.emplace_back(
      table_of({{"Currency", Align::Left, Fit::Whole},
                {"Account"},
                {"Fund of the half-year from"},
                number("Opening"),
                number("Change"),
                number("Closing", Weight::Bold)},
               statement.accounts, [](const statements::AccountStand& each, Cells& cells) {
                 const auto text = [&](base::Decimal amount) {
                   return ledger::money_text(amount, each.currency);
                 };
                 cells = {printable(each.currency), std::string(ledger::word(each.account)),
                          printable(each.fund),     text(each.opening),
                          text(each.change),        text(each.closing)};
               }));
}

// What can be claimed: the co-op accounts, each the fund of a half-year.
void add_funds(Document& out, const Statement& statement) {
  std::vector<statements::AccountStand> funds;
  std::ranges::copy_if(statement.accounts, std::back_inserter(funds),
                       [](const auto& each) { return each.account == ledger::Account::Coop; });
  if (funds.empty()) return;
  out.blocks.emplace_back(Heading{"Co-op funds"});
  Table table;
  table.columns = {{"Half-year from", Align::Left, Fit::Whole},
                   {"Currency"},
                   number("Opening"),
                   number("Change"),
                   number("To be claimed", Weight::Bold)};
  table.rows = funds.size();
  table.fill = [funds = std::move(funds)](std::size_t row, Cells& cells) {
    const statements::AccountStand& each = funds[row];
    const auto text = [&](base::Decimal amount) {
      return ledger::money_text(amount, each.currency);
    };
    cells = {printable(each.fund), printable(each.currency), text(each.opening), text(each.change),
             text(each.closing)};
  };
  out.blocks.emplace_back(std::move(table));
}

void add_rates(Document& out, const Statement& statement) {
  if (statement.rates.empty()) return;
  out.blocks.emplace_back(Heading{"Exchange rates used"});
  out.blocks.emplace_back(table_of(
      {{"Month", Align::Left, Fit::Whole},
       {"From", Align::Left, Fit::Whole},
       {"To", Align::Left, Fit::Whole},
       number("Rate")},
      statement.rates, [](const statements::RateUsed& each, Cells& cells) {
        cells = {each.month.text(), printable(each.from), printable(each.to), each.rate.text()};
      }));
}

void add_not_earned(Document& out, const Statement& statement) {
  if (statement.not_earned.empty()) return;
  out.blocks.emplace_back(Heading{"What was not earned"});
  out.blocks.emplace_back(table_of({{"Lever"},
                                    {"Why"},
                                    {"Reason code"},
                                    {"Currency", Align::Left, Fit::Whole},
                                    number("Lines"),
                                    number("Base"),
                                    number("Cut by caps")},
                                   statement.not_earned,
                                   [](const statements::NotEarned& each, Cells& cells) {
                                     cells = {printable(each.lever),
                                              sentences(each.reason_code),
                                              printable(each.reason_code),
                                              printable(each.currency),
                                              std::to_string(each.lines),
                                              each.base.text(),
                                              ledger::money_text(each.cut, each.currency)};
                                   }));
}

void add_verification(Document& out, const statements::Issued& issued) {
  out.blocks.emplace_back(Heading{"Verification"});
  Facts facts{.across = 1};
  facts.pairs = {{"Merkle root of the header and the lines", base::hex(issued.seal.root)},
                 {"Signature of the root, Ed25519", base::hex(issued.seal.signature)},
                 {"Key", printable(issued.seal.key)}};
  if (issued.statement.previous != 0) {
    facts.pairs.emplace_back("Merkle root of the previous statement",
                             base::hex(issued.statement.previous_root));
  }
  out.blocks.emplace_back(std::move(facts));
  out.blocks.emplace_back(
      Paragraph{"What is signed is the statement file; this is its copy for reading. "
                "accredit statement verify FILE computes the root from the file again and checks "
                "the signature; the root must be the one above and at the foot of every page."});
}

void add_lines(Document& out, const Statement& statement) {
  if (statement.lines.empty()) {
    out.blocks.emplace_back(Paragraph{"The statement has no lines: nothing was earned or moved."});
    return;
  }
  out.blocks.emplace_back(typesetting::NewSheet{typesetting::Orientation::Wide});
  out.blocks.emplace_back(Heading{kLines});
  out.blocks.emplace_back(lines_of(statement));
  out.blocks.emplace_back(Heading{"Totals of the lines"});
  out.blocks.emplace_back(totals_of(statement));
}

}  // namespace

Document document_of(const statements::Issued& issued, typesetting::Paper paper) {
  const Statement& statement = issued.statement;
  const std::string id = statement.id();
  const std::string name = printable(statement.earner_name);
  Document out;
  out.paper = paper;
  out.language = "en";
  out.title = "Statement " + id;
  out.author = printable(statement.programme);
  out.subject = name + " (" + printable(statement.earner) + "), " + statement.period.text();
  out.creator = "Accredit " ACCREDIT_VERSION;
  out.date = statement.issued_on.text();
  out.header = id + " \xC2\xB7 " + name + " \xC2\xB7 " + statement.period.text();
  out.footer = id + " \xC2\xB7 root " + base::hex(issued.seal.root).substr(0, kRootShown);
  add_front(out, statement);
  add_summary(out, statement);
  if (!statement.lines.empty()) {
    out.blocks.emplace_back(typesetting::Pointer{
        std::to_string(statement.lines.size()) + " lines say what each amount comes from", kLines});
  }
  add_accounts(out, statement);
  add_funds(out, statement);
  add_rates(out, statement);
  add_not_earned(out, statement);
  add_lines(out, statement);
  add_verification(out, issued);
  return out;
}

}  // namespace documents
