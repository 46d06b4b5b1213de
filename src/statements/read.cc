#include "statements/read.h"

#include <boost/json.hpp>

#include "base/hex.h"
#include "base/terms.h"
#include "ledger/entry.h"
#include "statements/document_text.h"

namespace statements {
namespace {

namespace json = boost::json;

std::unexpected<base::Error> unreadable(std::string_view what) {
  return base::fail(
      base::Code::InvalidInput,
      "the statement cannot be read: its '" + std::string(what) + "' is not as it was written",
      "accredit statement verify");
}

// Reads fields of one object; the first that is wrong is remembered.
class Fields {
 public:
  explicit Fields(const json::value& value) : object_(value.if_object()) {
    if (object_ == nullptr) wrong_ = "object";
  }
  std::string text(std::string_view name) {
    const json::value* found = find(name);
    if (found != nullptr && found->is_string()) return std::string(found->get_string());
    note(name);
    return {};
  }
  base::Decimal decimal(std::string_view name) {
    const std::string value = text(name);
    if (value.empty()) return {};
    const auto parsed = base::parse_exact(value);
    if (!parsed) note(name);
    return parsed.value_or(base::Decimal());
  }
  std::int64_t number(std::string_view name) {
    const base::Decimal value = decimal(name);
    return static_cast<std::int64_t>(value.units() / base::kUnit);
  }
  base::Month month(std::string_view name) {
    const std::string value = text(name);
    if (value.empty()) return {};
    const auto parsed = base::Month::parse(value);
    if (!parsed) note(name);
    return parsed.value_or(base::Month());
  }
  template <class Enum, std::size_t N>
  Enum word(std::string_view name, const std::array<std::string_view, N>& words) {
    const auto parsed = base::parse_word<Enum>(words, text(name));
    if (!parsed) note(name);
    return parsed.value_or(Enum{});
  }
  const json::array& list(std::string_view name) {
    static const json::array kNone;
    const json::value* found = find(name);
    if (found != nullptr && found->is_array()) return found->get_array();
    note(name);
    return kNone;
  }
  void note(std::string_view name) {
    if (wrong_.empty()) wrong_ = name;
  }
  const std::string& wrong() const { return wrong_; }

 private:
  const json::value* find(std::string_view name) const {
    return object_ == nullptr ? nullptr : object_->if_contains(name);
  }
  const json::object* object_;
  std::string wrong_;
};

template <class Item, class Read>
void read_list(Fields& header, std::string_view name, std::vector<Item>& to, Read read) {
  for (const json::value& value : header.list(name)) {
    Fields fields(value);
    to.push_back(read(fields));
    if (!fields.wrong().empty()) header.note(fields.wrong());
  }
}

AccountStand read_account(Fields& from) {
  AccountStand out;
  out.currency = from.text("currency");
  out.account = from.word<ledger::Account>("account", ledger::kAccounts);
  out.fund = from.text("fund");
  out.opening = from.decimal("opening");
  out.change = from.decimal("change");
  out.closing = from.decimal("closing");
  return out;
}

CurrencySummary read_currency(Fields& from) {
  CurrencySummary out;
  out.currency = from.text("currency");
  out.earned = from.decimal("earned");
  out.adjusted = from.decimal("adjusted");
  out.held = from.decimal("held");
  out.late = from.decimal("late");
  out.due = from.decimal("due");
  out.carried = from.decimal("carried");
  out.carry_reason = from.text("carry_reason");
  out.equivalent = from.decimal("equivalent");
  return out;
}

RateUsed read_rate(Fields& from) {
  RateUsed out;
  out.from = from.text("from");
  out.to = from.text("to");
  out.month = from.month("month");
  out.rate = from.decimal("rate");
  return out;
}

NotEarned read_not_earned(Fields& from) {
  NotEarned out;
  out.lever = from.text("lever");
  out.reason_code = from.text("reason_code");
  out.currency = from.text("currency");
  out.lines = from.number("lines");
  out.base = from.decimal("base");
  out.cut = from.decimal("cut");
  return out;
}

ledger::Entry read_line(Fields& from) {
  ledger::Entry out;
  out.kind = from.word<ledger::EntryKind>("kind", ledger::kEntryKinds);
  out.lever = from.text("lever");
  out.subscription = from.text("subscription");
  out.earning_month = from.month("earning_month");
  out.payout = from.text("payout") == "coop" ? attribution::EarningKind::Coop
                                             : attribution::EarningKind::Rebate;
  out.base = from.decimal("base");
  out.rates = from.text("rates");
  out.amount = from.decimal("amount");
  out.currency = from.text("currency");
  out.from = from.word<ledger::Account>("from", ledger::kAccounts);
  out.to = from.word<ledger::Account>("to", ledger::kAccounts);
  out.reason_code = from.text("reason_code");
  out.fund = from.month("fund");
  out.cause = from.text("cause");
  return out;
}

base::Digest digest_of_hex(std::string_view hex) {
  const std::string bytes = base::parse_hex(hex).value_or("");
  base::Digest out{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
  return out;
}

base::Result<Statement> read_header(const json::value& value) {
  Fields fields(value);
  Statement out;
  out.number = parse_id(fields.text("statement")).value_or(0);
  out.earner = fields.text("partner");
  out.earner_name = fields.text("partner_name");
  out.period = fields.month("period");
  const auto issued_on = base::Day::parse(fields.text("issued_on"));
  if (!issued_on) fields.note("issued_on");
  out.issued_on = issued_on.value_or(base::Day());
  out.programme = fields.text("programme");
  out.version = fields.text("version");
  out.currency = fields.text("currency");
  out.as_known = {fields.number("as_known")};
  out.previous = parse_id(fields.text("previous")).value_or(0);
  out.previous_root = digest_of_hex(fields.text("previous_root"));
  read_list(fields, "currencies", out.currencies, read_currency);
  read_list(fields, "accounts", out.accounts, read_account);
  read_list(fields, "rates", out.rates, read_rate);
  read_list(fields, "not_earned", out.not_earned, read_not_earned);
  if (!fields.wrong().empty()) return unreadable(fields.wrong());
  return out;
}

base::Result<json::value> parsed(std::string_view text) {
  boost::system::error_code error;
  json::value value = json::parse(json::string_view(text.data(), text.size()), error);
  if (error) return unreadable(error.message());
  return value;
}

}  // namespace

base::Result<Statement> read_header(std::string_view leaf) {
  return read_header(TRY(parsed(leaf)));
}

base::Result<Issued> read_document(std::string_view document) {
  if (!document.starts_with(kDocument)) return unreadable("format");
  const json::value value = TRY(parsed(document));
  Fields fields(value);
  Issued out;
  const json::object& object = value.get_object();
  const json::value* header = object.if_contains("header");
  if (header == nullptr) return unreadable("header");
  out.statement = TRY(read_header(*header));
  read_list(fields, "lines", out.statement.lines, read_line);
  for (ledger::Entry& line : out.statement.lines) {
    line.period = out.statement.period;
    line.earner = out.statement.earner;
    line.held = line.to == ledger::Account::Held && ledger::posts_line(line.kind);
  }
  out.seal.root = digest_of_hex(fields.text("root"));
  out.seal.key = fields.text("key");
  out.seal.signature = base::parse_hex(fields.text("signature")).value_or("");
  if (!fields.wrong().empty()) return unreadable(fields.wrong());
  return out;
}

}  // namespace statements
