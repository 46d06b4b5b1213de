// Every operation's function.
#include <map>

#include "api/call.h"

namespace api {
namespace {

std::map<std::string_view, Route> all_routes() {
  std::map<std::string_view, Route> out;
  for (const std::span<const Route> routes :
       {system_routes(),     registry_routes(),    answer_routes(),          explanation_routes(),
        book_routes(),       payment_routes(),     designation_routes(),     programme_routes(),
        consent_routes(),    identity_routes(),    import_routes(),          insight_routes(),
        simulation_routes(), guidance_routes(),    programme_draft_routes(), sql_routes(),
        export_routes(),     usage_event_routes(), delivery_routes(),        letter_routes(),
        session_routes(),    token_routes(),       provider_routes(),        feed_routes()}) {
    for (const Route& route : routes)
      out.emplace(route.id, route);
  }
  return out;
}

}  // namespace

const std::map<std::string_view, Route>& routes() {
  static const std::map<std::string_view, Route> all = all_routes();
  return all;
}

const Route* find_route(std::string_view id) {
  const auto found = routes().find(id);
  return found == routes().end() ? nullptr : &found->second;
}

}  // namespace api
