#include "api/listing.h"

#include "api/cursor.h"
#include "api/expansion.h"
#include "api/lists.h"
#include "api/looks.h"
#include "api/row_files.h"
#include "app/text_file.h"
#include "base/json_text.h"
#include "storage/disk_file.h"

namespace api {
namespace {

constexpr std::size_t kFileMax = std::size_t{1} << 28;

// With what is expanded within it.
void append_row(const Rows& rows, std::size_t row, const Expansion& expansion, std::string& out) {
  append_json(table_of(rows), rows.rows()[row], out);
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

std::string ndjson_page(const Rows& rows, const Expansion& expansion) {
  std::string out;
  for (std::size_t row = 0; row < rows.rows().size(); ++row) {
    append_row(rows, row, expansion, out);
    out += '\n';
  }
  return out;
}

// The rows lie in a file of the store's directory for as long as the library writes them.
base::Result<std::string> xlsx_page(const Call& call, const Rows& rows,
                                    base::CommitNumber as_known) {
  const std::string& folder = call.service.scratch;
  TRY_STATUS(storage::make_directory(folder));
  const std::string path = folder + '/' + call.request.id + ".xlsx";
  const RowOrigin origin{list_name(call.operation), call.question(), as_known,
                         call.service.store->clock().now(), rows.has_more()};
  TRY_STATUS(write_rows(table_of(rows), RowFormat::Xlsx, origin, path));
  auto out = app::read_text(path, kFileMax);
  storage::remove_quietly(path);
  return out;
}

}  // namespace

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
  const RowFormat format = page_format(call);
  switch (format) {
    case RowFormat::Csv: reply.raw = csv_of(table_of(rows)); break;
    case RowFormat::Ndjson: reply.raw = ndjson_page(rows, expansion); break;
    case RowFormat::Xlsx: reply.raw = TRY(xlsx_page(call, rows, as_known)); break;
    default: reply.raw = json_page(as_known, rows, expansion, next);
  }
  reply.headers.emplace_back("content-type", media_type(format));
  reply.headers.emplace_back("vary", "accept");
  reply.always_new = format == RowFormat::Xlsx;  // it says when it was made
  if (format == RowFormat::Xlsx)
    reply.headers.emplace_back("content-disposition",
                               "attachment; filename=\"" + list_name(call.operation) + ".xlsx\"");
  if (!next.empty()) reply.headers.emplace_back("link", next_link(call, next));
  reply.headers.emplace_back("known-at", std::to_string(as_known.number));
  return reply;
}

}  // namespace api
