#include "statements/canonical.h"

#include "base/check.h"
#include "base/json_text.h"
#include "ledger/money.h"
#include "statements/merkle.h"

namespace statements {
namespace {

using base::json_text;
using ledger::money_text;

class Object {
 public:
  Object& field(std::string_view name, std::string_view value) {
    return raw(name, json_text(value));
  }
  Object& raw(std::string_view name, std::string_view json) {
    body_ += (body_.empty() ? "" : ",") + json_text(name) + ':' + std::string(json);
    return *this;
  }
  std::string text() const { return '{' + body_ + '}'; }

 private:
  std::string body_;
};

template <class Range, class Text>
std::string array_of(const Range& range, Text text) {
  std::string out;
  for (const auto& one : range)
    out += (out.empty() ? "" : ",") + text(one);
  return '[' + out + ']';
}

std::string text_of(const AccountStand& one) {
  return Object()
      .field("currency", one.currency)
      .field("account", ledger::word(one.account))
      .field("fund", one.fund)
      .field("opening", money_text(one.opening, one.currency))
      .field("change", money_text(one.change, one.currency))
      .field("closing", money_text(one.closing, one.currency))
      .text();
}

std::string text_of(const CurrencySummary& one, const std::string& programme_currency) {
  return Object()
      .field("currency", one.currency)
      .field("earned", money_text(one.earned, one.currency))
      .field("adjusted", money_text(one.adjusted, one.currency))
      .field("held", money_text(one.held, one.currency))
      .field("late", money_text(one.late, one.currency))
      .field("due", money_text(one.due, one.currency))
      .field("carried", money_text(one.carried, one.currency))
      .field("carry_reason", one.carry_reason)
      .field("equivalent", money_text(one.equivalent, programme_currency))
      .text();
}

std::string text_of(const RateUsed& one) {
  return Object()
      .field("from", one.from)
      .field("to", one.to)
      .field("month", one.month.text())
      .field("rate", one.rate.text())
      .text();
}

std::string text_of(const NotEarned& one) {
  return Object()
      .field("lever", one.lever)
      .field("reason_code", one.reason_code)
      .field("currency", one.currency)
      .field("lines", std::to_string(one.lines))
      .field("base", one.base.text())
      .field("cut", money_text(one.cut, one.currency))
      .text();
}

std::string month_text(base::Month month) {
  return month.number == 0 ? std::string() : month.text();
}

}  // namespace

LineTexts line_texts(const Statement& statement, std::size_t place) {
  ASSERT(place >= 1 && place <= statement.lines.size());
  const ledger::Entry& line = statement.lines[place - 1];
  const bool posts = ledger::posts_line(line.kind);
  return {statement.id(),
          std::to_string(place),
          std::string(ledger::word(line.kind)),
          line.lever,
          line.subscription,
          month_text(line.earning_month),
          std::string(ledger::word(line.payout)),
          posts ? line.base.text() : std::string(),
          line.rates,
          money_text(line.amount, line.currency),
          line.currency,
          std::string(ledger::word(line.from)),
          std::string(ledger::word(line.to)),
          line.reason_code,
          month_text(line.fund),
          line.cause};
}

std::string line_leaf(const Statement& statement, std::size_t place) {
  const LineTexts texts = line_texts(statement, place);
  Object object;
  for (std::size_t i = 0; i < texts.size(); ++i)
    object.field(kLineColumns[i], texts[i]);
  return object.text();
}

std::string header_leaf(const Statement& statement) {
  const auto text = [](const auto& one) { return text_of(one); };
  const auto summary = [&](const CurrencySummary& one) { return text_of(one, statement.currency); };
  return Object()
      .field("statement", statement.id())
      .field("partner", statement.earner)
      .field("partner_name", statement.earner_name)
      .field("period", statement.period.text())
      .field("issued_on", statement.issued_on.text())
      .field("programme", statement.programme)
      .field("version", statement.version)
      .field("currency", statement.currency)
      .field("as_known", std::to_string(statement.as_known.number))
      .field("previous", statement.previous == 0 ? std::string() : id_of(statement.previous))
      .field("previous_root",
             statement.previous == 0 ? std::string() : base::hex(statement.previous_root))
      .field("lines", std::to_string(statement.lines.size()))
      .raw("currencies", array_of(statement.currencies, summary))
      .raw("accounts", array_of(statement.accounts, text))
      .raw("rates", array_of(statement.rates, text))
      .raw("not_earned", array_of(statement.not_earned, text))
      .text();
}

std::vector<base::Digest> leaf_hashes(const Statement& statement) {
  std::vector<base::Digest> out{leaf_hash(header_leaf(statement))};
  for (std::size_t place = 1; place <= statement.lines.size(); ++place)
    out.push_back(leaf_hash(line_leaf(statement, place)));
  return out;
}

}  // namespace statements
