// What a draft of the rules would have done to past months.
#include <algorithm>
#include <array>

#include "api/call.h"
#include "api/simulation_desk.h"
#include "base/instant_text.h"

namespace api {
namespace {

using attribution::Difference;

std::string change_text(const base::Product& before, const base::Product& after) {
  return (after - before).text();
}

Value totals_value(const app::Simulation& result) {
  Value out = list();
  for (const app::SimulatedTotal& one : result.totals) {
    Value total = object();
    total.add("currency", one.currency).add("before", one.before.text());
    total.add("after", one.after.text()).add("change", change_text(one.before, one.after));
    total.add("up", one.up).add("down", one.down).add("unchanged", one.unchanged);
    out.add(std::move(total));
  }
  return out;
}

Value simulation_value(const Simulated& one) {
  Value out = object();
  out.add("object", "simulation").add("id", one.id).add("state", word(one.state));
  out.add("code", one.code).add("version", one.version);
  out.add("programme_sha256", one.text_hash);
  out.add("from", one.from.text()).add("to", one.to.text());
  out.add("created_by", one.created_by).add("created_at", base::instant_text(one.created_at));
  out.add("done", one.done).add("total", one.total);
  out.add("why", value_of(optional_cell(one.why)));
  const bool is_done = one.result != nullptr;
  out.add("known_at", is_done ? Value(one.result->as_known.number) : Value());
  out.add("lines", is_done ? Value(one.result->lines) : Value());
  return out.add("totals", is_done ? totals_value(*one.result) : Value());
}

// Errors: Usage.
base::Result<Call::Span> months_of(const Value& body) {
  const auto from = base::Month::parse(body.get("from").text());
  const auto to = base::Month::parse(body.get("to").text()).value_or(*from);
  if (to < *from || to - *from >= app::kSimulatedMonthsMax)
    return base::fail(base::Code::Usage, "'from' and 'to' are 1 to " +
                                             std::to_string(app::kSimulatedMonthsMax) +
                                             " months, both included");
  return Call::Span{*from, to};
}

base::Result<Reply> create_simulation(Call& call) {
  const Call::Span months = TRY(months_of(call.body));
  app::SimulationWish wish{
      TRY(app::checked_programme(call.body.get("programme").text(), "programme")), months.from,
      months.to};
  const Simulated made = TRY(call.service.simulations->ask(std::move(wish), call.actor()));
  const http::Headers headers{{"location", "/v1/simulations/" + made.id}, {"retry-after", "1"}};
  return Reply{202, simulation_value(made), headers};
}

base::Result<Reply> get_simulation(Call& call) {
  return Reply{
      200, simulation_value(TRY(call.service.simulations->find(call.text("id")))), {}, {}, true};
}

base::Result<Reply> cancel_simulation(Call& call) {
  return Reply{200, simulation_value(TRY(call.service.simulations->cancel(call.text("id"))))};
}

base::Result<base::CommitNumber> list_simulations(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"id"},
                         {"state"},
                         {"code"},
                         {"version"},
                         {"programme_sha256"},
                         {"from", CellType::Month},
                         {"to", CellType::Month},
                         {"created_by"},
                         {"created_at", CellType::Instant}}));
  for (const Simulated& one : call.service.simulations->all()) {
    rows.add({one.id, std::string(word(one.state)), one.code, one.version, one.text_hash,
              one.from.text(), one.to.text(), one.created_by, base::instant_text(one.created_at)});
  }
  return base::CommitNumber();
}

base::Result<std::shared_ptr<const app::Simulation>> result_of(const Call& call) {
  const Simulated one = TRY(call.service.simulations->find(call.text("id")));
  if (one.result) return one.result;
  return base::fail(base::Code::Conflict, one.id + " is " + std::string(word(one.state)));
}

base::Result<base::CommitNumber> list_partners(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"partner_id"},
                         {"currency"},
                         {"before", CellType::Decimal},
                         {"after", CellType::Decimal},
                         {"change", CellType::Decimal},
                         {"main_cause"}}));
  const auto result = TRY(result_of(call));
  for (const app::SimulatedPartner& one : result->partners) {
    const bool is_open =
        rows.add({one.partner, one.currency, one.before.text(), one.after.text(),
                  change_text(one.before, one.after), optional_cell(one.main_cause)});
    if (!is_open) break;
  }
  return result->as_known;
}

std::string causes_of(const Difference& line) {
  std::string out;
  for (const Difference::Share& share : line.shares)
    out += (out.empty() ? "" : "+") + share.cause;
  return out;
}

base::Result<base::CommitNumber> list_lines(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"line"},
                         {"partner_id"},
                         {"item"},
                         {"subscription_id"},
                         {"workload"},
                         {"month", CellType::Month},
                         {"currency"},
                         {"reason_code"},
                         {"before", CellType::Decimal},
                         {"after", CellType::Decimal},
                         {"cause"}}));
  const auto result = TRY(result_of(call));
  for (const Difference& one : result->changed) {
    const bool is_open =
        rows.add({std::string(attribution::kBookLines[static_cast<std::size_t>(one.line)]),
                  one.partner, one.item, one.subscription, optional_cell(one.workload),
                  one.month.text(), optional_cell(one.currency), optional_cell(one.reason_code),
                  one.before.amount.text(), one.after.amount.text(), causes_of(one)});
    if (!is_open) break;
  }
  return result->as_known;
}

constexpr std::array<Route, 6> kRoutes{{
    {"createSimulation", create_simulation},
    {"listSimulations", nullptr, list_simulations},
    {"getSimulation", get_simulation},
    {"cancelSimulation", cancel_simulation},
    {"listSimulationPartners", nullptr, list_partners},
    {"listSimulationLines", nullptr, list_lines},
}};

}  // namespace

std::span<const Route> simulation_routes() {
  return kRoutes;
}

}  // namespace api
