// Whole lists as files, each with a manifest: rows, sums, commit, digest. They stand in DIR/exports
// for 30 days, for who had them made, while it may read the list.
#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

#include "access/secret.h"
#include "api/exports.h"
#include "api/lists.h"
#include "api/row_files.h"
#include "app/system_random.h"
#include "app/text_file.h"
#include "storage/disk_file.h"

namespace api {
namespace {

constexpr std::int64_t kKeptMs = std::int64_t{30} * 24 * 3'600'000;
constexpr std::size_t kFileMax = std::size_t{1} << 30;
constexpr std::string_view kManifest = ".json";
// Of a manifest, for ourselves: whose it is, since when, of whom it tells.
constexpr std::array<std::string_view, 5> kHidden{"owner", "sees_money", "at", "subscriptions",
                                                  "customers"};

std::string folder_of(Call& call) {
  return call.service.store->read([](app::Store& store) { return store.directory(); }) + "/exports";
}

// A file shows what its maker could see: others of the tenant may see less.
std::string owner_of(const Call& call) {
  return call.caller.tenant.text() + ' ' + call.caller.principal.id();
}

// As the file has it, with whose it is.
base::Result<Value> manifest_of(Call& call) {
  call.confined = true;
  const std::string id = call.text("id");
  const auto absent = base::fail(base::Code::NotFound, "there is no export '" + id + "'");
  const bool is_id = id.starts_with("exp_") &&
                     id.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567", 4) == id.npos;
  if (!is_id) return absent;
  const auto text = app::read_text(folder_of(call) + '/' + id + std::string(kManifest));
  if (!text) return absent;
  Value out = TRY(parse_json(*text));
  if (out.get("owner").text() != owner_of(call)) return absent;
  return out;
}

// The maker's rights of today are enough for what was made.
base::Status check_rights(const Call& call, const Value& manifest) {
  const Operation* const list = find_list(*call.service.contract, manifest.get("list").text());
  if (list == nullptr) return base::fail(base::Code::NotFound, "there is no such list any more");
  Arguments arguments;
  if (const auto allowed = confine(call.caller, *list, arguments); !allowed)
    return base::refuse(kScopeMissing, "of what the file shows: " + allowed.error().detail);
  if (call.caller.sees_money() || !manifest.get("sees_money").truth()) return {};
  return base::refuse(kScopeMissing,
                      "the file was made with the right to see money, which you have not any more");
}

// What the partner does not see any more of what the file tells of closes the file: it can be asked
// for anew, without. What it sees is a look each time.
base::Status check_seen(Call& call, const Value& manifest) {
  if (call.caller.tenant.side != rights::Side::Partner) return {};
  const auto ground = TRY(call.service.store->ground(base::CommitNumber::latest()));
  const auto seen = TRY(call.seen(ground));
  const auto order = call.service.orders.of(ground);
  const registry::Snapshot& registry = ground->books.registry;
  bool is_seen = true;
  for (const Value& one : manifest.get("subscriptions").list()) {
    const auto* at = find_subscription(registry, *order, one.text());
    is_seen &= at != nullptr &&
               seen->subscriptions[static_cast<std::size_t>(at - registry.subscriptions.data())];
    call.tells_of_subscription(one.text());
  }
  for (const Value& one : manifest.get("customers").list()) {
    const auto at = std::ranges::find(registry.customers, one.text(), &registry::Customer::id);
    is_seen &= at != registry.customers.end() &&
               seen->customers[static_cast<std::size_t>(at - registry.customers.begin())];
    call.tells_of_customer(one.text());
  }
  return is_seen ? base::Status()
                 : base::fail(base::Code::NotFound,
                              "the file tells of what is not seen any more; have it made again");
}

Value names_of(const std::map<std::string, std::int64_t>& told) {
  Value out = list();
  for (const auto& [id, rows] : told)
    out.add(id);
  return out;
}

// As it is shown.
Value shown(const Value& manifest) {
  Value out = object();
  for (const auto& [name, value] : manifest.members()) {
    if (std::ranges::find(kHidden, name) == kHidden.end()) out.add(name, value);
  }
  return out;
}

std::string filters_text(const Value& filters) {
  std::string out;
  for (const Value& one : filters.list())
    out += (out.empty() ? "" : "&") + one.get("name").text() + '=' + one.get("value").text();
  return out;
}

base::Result<Reply> create_export(Call& call) {
  call.confined = true;
  const std::string& name = call.body.get("list").text();
  const Operation* const list = find_list(*call.service.contract, name);
  if (list == nullptr) return base::fail(base::Code::Usage, "'" + name + "' is no list");
  std::vector<std::pair<std::string, std::string>> filters;
  for (const Value& one : call.body.get("filters").list())
    filters.emplace_back(one.get("name").text(), one.get("value").text());
  const ListPlace place = TRY(ListPlace::take());
  const WholeList whole = TRY(ask_list(call, *list, filters, kFileRowsMax));
  const std::string folder = folder_of(call);
  TRY_STATUS(storage::make_directory(folder));
  const base::Instant now = call.service.store->clock().now();
  const std::string bytes = TRY(app::random_bytes(15));
  const std::string id = "exp_" + rights::base32(bytes);
  const std::string path = folder + '/' + id;
  const RowTable table = table_of(whole.rows);
  const RowOrigin origin{name, filters_text(call.body.get("filters")), whole.as_known, now};
  const auto format =
      base::parse_word<RowFormat>(kRowFormats, call.body.get("format").text()).value();
  Value manifest = object();
  manifest.add("object", "export").add("id", id).add("list", name).add("format", word(format));
  manifest.add("filters", origin.filters);
  const auto finish = [&]() -> base::Status {
    TRY_STATUS(write_rows(table, format, origin, path));
    TRY_STATUS(add_facts(table, origin, path, manifest));
    manifest.add("created_by", call.actor());
    manifest.add("owner", owner_of(call)).add("sees_money", call.caller.sees_money());
    manifest.add("at", now.milliseconds);
    manifest.add("subscriptions", names_of(call.subscriptions_told));
    manifest.add("customers", names_of(call.customers_told));
    return app::write_text(path + std::string(kManifest), json_of(manifest));
  };
  if (const auto done = finish(); !done) {
    storage::remove_quietly(path);
    return std::unexpected(done.error());
  }
  return Reply{201, shown(manifest), {{"location", "/v1/exports/" + id}}};
}

base::Result<base::CommitNumber> list_exports(Call& call, Rows& rows) {
  TRY_STATUS(rows.begin({{"id"},
                         {"list"},
                         {"format"},
                         {"rows", CellType::Integer},
                         {"bytes", CellType::Integer},
                         {"created_at", CellType::Instant}}));
  call.confined = true;
  std::vector<Value> all;
  std::error_code error;
  for (const auto& one : std::filesystem::directory_iterator(folder_of(call), error)) {
    if (one.path().extension() != kManifest) continue;
    const std::string text = TRY(app::read_text(one.path()));
    Value manifest = TRY(parse_json(text));
    if (manifest.get("owner").text() == owner_of(call)) all.push_back(std::move(manifest));
  }
  std::ranges::sort(all, {}, [](const Value& one) {
    return std::pair(-one.get("at").integer(0), one.get("id").text());
  });
  for (const Value& one : all) {
    const base::Instant at{one.get("at").integer(0)};
    rows.add(newest_key(at) + one.get("id").text(),
             {one.get("id").text(), one.get("list").text(), one.get("format").text(),
              one.get("rows").text(), one.get("bytes").text(), one.get("created_at").text()});
  }
  return base::CommitNumber();
}

base::Result<Reply> get_export(Call& call) {
  return Reply{200, shown(TRY(manifest_of(call)))};
}

base::Result<Reply> get_export_file(Call& call) {
  const Value manifest = TRY(manifest_of(call));
  TRY_STATUS(check_rights(call, manifest));
  TRY_STATUS(check_seen(call, manifest));
  const auto format = base::parse_word<RowFormat>(kRowFormats, manifest.get("format").text());
  if (!format) return base::fail(base::Code::Corrupt, "the manifest is of another release");
  Reply out;
  out.raw = TRY(app::read_text(folder_of(call) + '/' + manifest.get("id").text(), kFileMax));
  out.headers.emplace_back("content-type", media_type(*format));
  out.headers.emplace_back("content-disposition", "attachment; filename=\"" +
                                                      manifest.get("list").text() + '.' +
                                                      std::string(word(*format)) + '"');
  return out;
}

constexpr std::array<Route, 4> kRoutes{{
    {"createExport", create_export},
    {"listExports", nullptr, list_exports},
    {"getExport", get_export},
    {"getExportFile", get_export_file},
}};

// Of a manifest that can be read: whether its 30 days are not over.
bool is_kept(const std::filesystem::path& manifest, base::Instant now) {
  const auto text = app::read_text(manifest);
  const auto value = text ? parse_json(*text) : base::Result<Value>(std::unexpected(text.error()));
  return value && now.milliseconds - value->get("at").integer(0) < kKeptMs;
}

}  // namespace

void sweep_exports(const std::string& directory, base::Instant now, ExportsUnderWay under_way) {
  std::set<std::filesystem::path> kept, over, all;
  std::error_code error;
  for (const auto& one : std::filesystem::directory_iterator(directory + "/exports", error)) {
    std::filesystem::path path = one.path();
    all.insert(path);
    if (path.extension() != kManifest) continue;
    auto& of = is_kept(path, now) ? kept : over;
    of.insert(path);
    of.insert(path.replace_extension());
  }
  for (const std::filesystem::path& path : all) {
    const bool is_left = under_way == ExportsUnderWay::None && !kept.contains(path);
    if (is_left || over.contains(path)) std::filesystem::remove_all(path, error);
  }
}

std::span<const Route> export_routes() {
  return kRoutes;
}

}  // namespace api
