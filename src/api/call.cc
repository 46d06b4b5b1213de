#include "api/call.h"

#include <algorithm>
#include <charconv>

#include "api/cursor.h"
#include "http/accept_language.h"
#include "lifecycle/request.h"

namespace api {

namespace {
constexpr int kMonthsMax = 120;  // of one question: a month costs time even when it is empty
constexpr std::int64_t kLastInstant = 9'999'999'999'999;  // in 2286; 13 digits, and so what is left
}  // namespace

std::string Call::text(std::string_view name) const {
  const auto found = arguments.find(name);
  return found == arguments.end() ? std::string() : found->second;
}

std::vector<std::string> Call::texts(std::string_view name) const {
  std::vector<std::string> out;
  const auto [from, to] = arguments.equal_range(name);
  for (auto at = from; at != to; ++at)
    out.push_back(at->second);
  return out;
}

std::optional<base::Month> Call::month(std::string_view name) const {
  return base::Month::parse(text(name));
}

base::Result<Call::Span> Call::span() const {
  const base::Month from = *month("from");
  const base::Month to = month("to").value_or(from);
  if (to < from)
    return base::fail(base::Code::Usage, "'to' lies before 'from'; both months are included");
  if (to - from >= kMonthsMax) {
    return base::fail(base::Code::Usage, "'from' and 'to' are further apart than " +
                                             std::to_string(kMonthsMax) + " months");
  }
  return Span{from, to};
}

bool Call::wants(std::string_view name, std::string_view value) const {
  const std::string wanted = text(name);
  return wanted.empty() || wanted == value;
}

std::int64_t Call::number(std::string_view name, std::int64_t otherwise) const {
  const std::string given = text(name);
  std::int64_t out = otherwise;
  std::from_chars(given.data(), given.data() + given.size(), out);
  return out;
}

base::Language Call::language() const {
  return static_cast<base::Language>(
      http::preferred_language(text("Accept-Language"), base::kLanguages));
}

std::string Call::question() const {
  std::string out = operation.id;
  for (const auto& [name, value] : arguments) {
    const bool is_of_the_page = name == "cursor" || name == "limit" || name == "format" ||
                                name == "known_at" || name == "fields" || name == "expand";
    if (!is_of_the_page) out += '&' + name + '=' + value;
  }
  return out;
}

base::CommitNumber Call::known_at() const {
  if (const auto cursor = parse_cursor(text("cursor"), question())) return cursor->as_known;
  const std::int64_t asked = number("known_at", 0);
  return asked == 0 ? base::CommitNumber::latest() : base::CommitNumber{asked};
}

base::Result<std::shared_ptr<const Seen>> Call::seen(
    const std::shared_ptr<const app::Ground>& ground) const {
  if (caller.tenant.side != rights::Side::Partner) return nullptr;
  return service.sights->of(ground, caller.tenant.id, caller.sees_money());
}

base::Result<app::Actor> Call::registry_actor() const {
  const lifecycle::Actor who = TRY(lifecycle::parse_actor(actor()));
  return app::Actor{who.kind, who.user.empty() ? who.id : who.id + '/' + who.user,
                    caller.tenant.id};
}

base::Status Call::belongs_to(const std::string& partner, const std::string& customer,
                              std::string_view what) {
  confined = true;
  if (caller.is_operator()) return {};
  const bool is_partner = caller.tenant.side == rights::Side::Partner;
  const std::string& owner = is_partner ? partner : customer;
  if (!owner.empty() && owner == caller.tenant.id) return {};
  return base::fail(base::Code::NotFound,
                    "there is no " + std::string(what) + " '" + text("id") + "'");
}

void Call::tells_of_subscription(const std::string& id) {
  if (caller.tenant.side == rights::Side::Partner && !id.empty()) ++subscriptions_told[id];
}

bool is_confined_by_contract(const Call& call) {
  if (call.operation.resource.empty() || call.caller.is_operator()) return true;
  const bool is_partner = call.caller.tenant.side == rights::Side::Partner;
  const std::string& how = is_partner ? call.operation.own_partner : call.operation.own_customer;
  return how != "row" && how != "reach";
}

void Call::tells_of_customer(const std::string& id) {
  if (caller.tenant.side == rights::Side::Partner && !id.empty()) ++customers_told[id];
}

Reply refusal_of(const Call& call, const Problem& problem) {
  const std::string& target = call.request.target;
  http::Response out = respond(problem, call.request.id, target.substr(0, target.find('?')));
  return {out.status, {}, std::move(out.headers), std::move(out.body)};
}

Cell optional_cell(std::string text) {
  return text.empty() ? Cell() : Cell(std::move(text));
}

Cell month_cell(base::Month month) {
  return month.number == 0 ? Cell() : Cell(month.text());
}

Cell day_cell(base::Day day) {
  const bool is_open = day == base::Day::min() || day == base::Day::forever();
  return is_open ? Cell() : Cell(day.text());
}

std::string number_key(std::int64_t number) {
  std::string out = std::to_string(number);
  return out.insert(0, 12 - std::min<std::size_t>(12, out.size()), '0');
}

std::string newest_key(base::Instant at) {
  return number_key(kLastInstant - at.milliseconds);
}

Value value_of(const Cell& cell) {
  return cell ? Value(*cell) : Value();
}

base::Day day_of(const Value& value, base::Day absent) {
  return base::Day::parse(value.text()).value_or(absent);
}

Value row_value(const std::vector<Field>& fields, const std::vector<Cell>& cells) {
  Value out = object();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const CellType type = fields[i].kind;
    if (!cells[i]) {
      out.add(fields[i].name, {});
    } else if (type == CellType::Integer) {
      out.add(fields[i].name, Value::number_of(*cells[i]));
    } else if (type == CellType::Boolean) {
      out.add(fields[i].name, *cells[i] == "true");
    } else {
      out.add(fields[i].name, *cells[i]);
    }
  }
  return out;
}

}  // namespace api
