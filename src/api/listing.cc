#include "api/listing.h"

#include "api/cursor.h"
#include "api/lists.h"
#include "api/looks.h"
#include "base/csv_cell.h"
#include "base/json_text.h"

namespace api {
namespace {

void append_json(const Rows& rows, const Rows::Row& row, std::string& out) {
  out += '{';
  for (const std::size_t at : rows.shown()) {
    if (out.back() != '{') out += ',';
    const Field& field = rows.columns()[at];
    out += base::json_text(field.name) + ':';
    const Cell& cell = row.cells[at];
    const bool is_bare = field.kind == CellType::Integer || field.kind == CellType::Boolean;
    out += !cell ? "null" : is_bare ? *cell : base::json_text(*cell);
  }
  out += '}';
}

// With what is expanded within it.
void append_row(const Rows& rows, std::size_t row, const Expansion& expansion, std::string& out) {
  append_json(rows, rows.rows()[row], out);
  const std::string more = expansion.text(row);
  if (!more.empty()) out.insert(out.size() - 1, more);
}

std::string json_page(base::CommitNumber as_known, const Rows& rows, const Expansion& expansion,
                      const std::string& next) {
  std::string out = R"({"object":"list","known_at":)" + std::to_string(as_known.number);
  out += ",\"data\":[";
  for (std::size_t row = 0; row < rows.rows().size(); ++row) {
    if (out.back() != '[') out += ',';
    append_row(rows, row, expansion, out);
  }
  out += "],\"has_more\":";
  out += rows.has_more() ? "true" : "false";
  out += ",\"next_cursor\":" + (next.empty() ? std::string("null") : base::json_text(next)) + '}';
  return out;
}

std::string next_link(const Call& call, const std::string& next) {
  std::string out = '<' + call.request.target.substr(0, call.request.target.find('?')) + '?';
  for (const auto& [name, value] : call.arguments) {
    if (name != "cursor" && call.operation.path.find('{' + name + '}') == std::string::npos)
      out += http::escape(name) + '=' + http::escape(value) + '&';
  }
  return out + "cursor=" + next + ">; rel=\"next\"";
}

}  // namespace

std::string csv_of(const Rows& rows) {
  std::string out;
  for (const std::size_t at : rows.shown())
    out += (out.empty() ? "" : ",") + base::csv_cell(rows.columns()[at].name);
  out += "\r\n";
  for (const Rows::Row& row : rows.rows()) {
    for (std::size_t i = 0; i < rows.shown().size(); ++i)
      out += (i > 0 ? "," : "") + base::csv_cell(row.cells[rows.shown()[i]].value_or(""));
    out += "\r\n";
  }
  return out;
}

std::string ndjson_of(const Rows& rows, const Expansion& expansion) {
  std::string out;
  for (std::size_t row = 0; row < rows.rows().size(); ++row) {
    append_row(rows, row, expansion, out);
    out += '\n';
  }
  return out;
}

RowsWish wish_of(const Call& call) {
  return {call.text("filter"), call.text("sort"), call.text("fields")};
}

base::Result<Reply> list_page(Call& call, Lister lister) {
  const std::string given = call.text("cursor");
  const auto cursor = parse_cursor(given, call.question());
  if (!given.empty() && !cursor)
    return base::fail(base::Code::Usage,
                      "the cursor is none that this list, so filtered and sorted, has given");
  Rows rows(cursor ? cursor->key : "", static_cast<std::size_t>(call.number("limit", 0)),
            wish_of(call));
  const auto head = TRY(
      call.service.store->read([&](app::Store& store) { return store.known(call.known_at()); }));
  const auto listed = lister(call, rows);
  if (!listed && rows.violation()) call.violations.push_back(*rows.violation());
  if (!listed) return std::unexpected(listed.error());
  rows.end();
  tell_of(call, rows);
  // A list that is not of a view: at least what was known when it was asked for.
  const base::CommitNumber as_known = listed->number == 0 ? head : *listed;
  const Expansion expansion = TRY(Expansion::of(call, rows, as_known));
  std::string next;
  if (rows.has_more()) next = cursor_text({as_known, rows.last()}, call.question());
  Reply reply;
  const std::string format = call.text("format");
  if (format == "csv") {
    reply.raw = csv_of(rows);
    reply.headers.emplace_back("content-type", "text/csv; charset=utf-8; header=present");
  } else if (format == "ndjson") {
    reply.raw = ndjson_of(rows, expansion);
    reply.headers.emplace_back("content-type", "application/x-ndjson");
  } else {
    reply.raw = json_page(as_known, rows, expansion, next);
    reply.headers.emplace_back("content-type", "application/json");
  }
  if (!next.empty()) reply.headers.emplace_back("link", next_link(call, next));
  reply.headers.emplace_back("known-at", std::to_string(as_known.number));
  return reply;
}

}  // namespace api
