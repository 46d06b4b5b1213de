#include "api/listing.h"

#include "api/cursor.h"
#include "api/lists.h"
#include "api/looks.h"
#include "base/csv_cell.h"
#include "base/json_text.h"

namespace api {
namespace {

void append_json(const std::vector<Field>& fields, const Rows::Row& row, std::string& out) {
  out += '{';
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    out += base::json_text(fields[i].name) + ':';
    const Cell& cell = row.cells[i];
    const bool is_bare = fields[i].type == CellType::Integer || fields[i].type == CellType::Boolean;
    out += !cell ? "null" : is_bare ? *cell : base::json_text(*cell);
  }
  out += '}';
}

std::string json_page(const Listed& listed, const Rows& rows, const std::string& next) {
  std::string out = R"({"object":"list","known_at":)" + std::to_string(listed.as_known.number);
  out += ",\"data\":[";
  for (const Rows::Row& row : rows.rows()) {
    if (out.back() != '[') out += ',';
    append_json(listed.fields, row, out);
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

std::string csv_of(const std::vector<Field>& fields, const std::vector<Rows::Row>& rows) {
  std::string out;
  for (const Field& field : fields)
    out += (out.empty() ? "" : ",") + base::csv_cell(field.name);
  out += "\r\n";
  for (const Rows::Row& row : rows) {
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      out += (i > 0 ? "," : "") + base::csv_cell(row.cells[i].value_or(""));
    out += "\r\n";
  }
  return out;
}

std::string ndjson_of(const std::vector<Field>& fields, const std::vector<Rows::Row>& rows) {
  std::string out;
  for (const Rows::Row& row : rows) {
    append_json(fields, row, out);
    out += '\n';
  }
  return out;
}

base::Result<Reply> list_page(Call& call, Lister lister) {
  const std::string given = call.text("cursor");
  const auto cursor = parse_cursor(given, call.question());
  if (!given.empty() && !cursor)
    return base::fail(base::Code::Usage,
                      "the cursor is none that this list, so filtered, has given");
  Rows rows(cursor ? cursor->key : "", static_cast<std::size_t>(call.number("limit", 0)));
  const auto head = TRY(
      call.service.store->read([&](app::Store& store) { return store.known(call.known_at()); }));
  Listed listed = TRY(lister(call, rows));
  tell_of(call, listed, rows);
  // A list that is not of a view: at least what was known when it was asked for.
  if (listed.as_known.number == 0) listed.as_known = head;
  std::string next;
  if (rows.has_more())
    next = cursor_text({listed.as_known, rows.rows().back().key}, call.question());
  Reply reply;
  const std::string format = call.text("format");
  if (format == "csv") {
    reply.raw = csv_of(listed.fields, rows.rows());
    reply.headers.emplace_back("content-type", "text/csv; charset=utf-8; header=present");
  } else if (format == "ndjson") {
    reply.raw = ndjson_of(listed.fields, rows.rows());
    reply.headers.emplace_back("content-type", "application/x-ndjson");
  } else {
    reply.raw = json_page(listed, rows, next);
    reply.headers.emplace_back("content-type", "application/json");
  }
  if (!next.empty()) reply.headers.emplace_back("link", next_link(call, next));
  reply.headers.emplace_back("known-at", std::to_string(listed.as_known.number));
  return reply;
}

}  // namespace api
