// Questions in SQL: over lists of the contract as tables, each with the rows that its list would
// show the caller. The engine holds nothing else, so no text of a question can reach more.
#include <algorithm>
#include <array>
#include <cctype>

#include "api/lists.h"
#include "api/question.h"
#include "base/nearest.h"

namespace api {
namespace {

constexpr int kMonthsMax = 24;
constexpr int kMemoryMib = 256;

// A table is the list of that name; of a list that is asked by month, the months of the question.
enum class Months : std::uint8_t { None, FromTo, Each };
struct SqlTable {
  std::string_view name;
  Months months = Months::None;
  std::string_view by = {};  // columns that the list is grouped by
};
constexpr std::array<SqlTable, 17> kTables{{
    {"partners"},
    {"customers"},
    {"products"},
    {"subscriptions"},
    {"associations"},
    {"requests"},
    {"consents"},
    {"credit", Months::FromTo, "partner subscription customer workload measure month currency"},
    {"earnings", Months::Each},
    {"coverage", Months::Each},
    {"ledger-entries"},
    {"balances"},
    {"statements"},
    {"statement-stages"},
    {"payouts"},
    {"payments"},
    {"petitions"},
}};

// As SQL writes it: ledger_entries.
std::string sql_name_of(const SqlTable& table) {
  std::string out(table.name);
  std::ranges::replace(out, '-', '_');
  return out;
}

// Whether the word stands in the question, be it in a comment: to put a table in too many is slow
// and nothing worse.
bool names(std::string_view sql, std::string_view word) {
  const auto is_of_a_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  std::string low(sql);
  std::ranges::transform(low, low.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  for (std::size_t at = low.find(word); at != low.npos; at = low.find(word, at + 1)) {
    const bool begins = at == 0 || !is_of_a_word(low[at - 1]);
    const std::size_t end = at + word.size();
    if (begins && (end == low.size() || !is_of_a_word(low[end]))) return true;
  }
  return false;
}

struct Span {
  base::Month from, to;
};

base::Result<Span> span_of(const Question& question, const SqlTable& table) {
  const auto from = base::Month::parse(question.from);
  if (!from)
    return base::fail(base::Code::Usage,
                      sql_name_of(table) + " is asked by month: say from, and to if it is another");
  const auto to = base::Month::parse(question.to).value_or(*from);
  if (to < *from || to - *from >= kMonthsMax)
    return base::fail(base::Code::Usage, "from and to are 1 to " + std::to_string(kMonthsMax) +
                                             " months, both included");
  return Span{*from, to};
}

using Filters = std::vector<std::pair<std::string, std::string>>;

base::Result<std::vector<Filters>> filters_of(const Question& question, const SqlTable& table) {
  if (table.months == Months::None) return std::vector<Filters>(1);
  const Span span = TRY(span_of(question, table));
  std::vector<Filters> out;
  if (table.months == Months::FromTo) {
    Filters& one = out.emplace_back(Filters{{"from", span.from.text()}, {"to", span.to.text()}});
    std::string_view by = table.by;
    while (!by.empty()) {
      const std::string_view word = by.substr(0, by.find(' '));
      one.emplace_back("by", std::string(word));
      by.remove_prefix(std::min(by.size(), word.size() + 1));
    }
    return out;
  }
  for (base::Month month = span.from; month <= span.to; month = month + 1)
    out.push_back({{"month", month.text()}});
  return out;
}

// All of it as known at one commit, for the lists that know earlier ones.
base::Result<ViewRows> ask_table(Call& call, const Question& question, const SqlTable& table,
                                 base::CommitNumber as_known) {
  const Operation* const list = find_list(*call.service.contract, table.name);
  const bool knows =
      std::ranges::find(list->parameters, "known_at", &Parameter::name) != list->parameters.end();
  ViewRows out;
  out.as_known = as_known;
  for (Filters& filters : TRY(filters_of(question, table))) {
    if (knows) filters.emplace_back("known_at", std::to_string(as_known.number));
    WholeList part = TRY(ask_list(call, *list, filters, kFileRowsMax - out.rows.size()));
    out.columns = part.rows.columns();
    out.shown = part.rows.shown();
    std::ranges::move(part.rows.take(), std::back_inserter(out.rows));
  }
  return out;
}

}  // namespace

base::Result<base::CommitNumber> head_of(Call& call) {
  return call.service.store->read(
      [](app::Store& store) { return store.known(base::CommitNumber::latest()); });
}

base::Result<ViewRows> ask_view(Call& call, std::string name, const Question& span) {
  std::ranges::replace(name, '-', '_');
  const auto found = std::ranges::find(kTables, name, sql_name_of);
  if (found != kTables.end()) return ask_table(call, span, *found, TRY(head_of(call)));
  std::vector<std::string> names;
  for (const SqlTable& one : kTables)
    names.push_back(sql_name_of(one));
  std::string all;
  for (const std::string& one : names)
    all += (all.empty() ? "" : ", ") + one;
  const std::vector<std::string_view> known(names.begin(), names.end());
  const std::string near = base::hint(name, known);
  return base::fail(base::Code::Usage, "there is no view '" + name + "'" +
                                           (near.empty() ? "; there are " + all : near));
}

base::Result<storage::RowTables> tables_of(Call& call, const Question& question,
                                           base::CommitNumber as_known) {
  const std::string scratch = call.service.scratch + '/' + call.request.id;
  storage::RowTables out = TRY(storage::RowTables::open(scratch, kMemoryMib));
  for (const SqlTable& one : kTables) {
    if (!names(question.sql, sql_name_of(one))) continue;
    ViewRows view = TRY(ask_table(call, question, one, as_known));
    const auto columns = columns_of(view.table());
    std::vector<std::vector<Cell>> cells;
    cells.reserve(view.rows.size());
    for (Rows::Row& row : view.rows)
      cells.push_back(std::move(row.cells));
    TRY_STATUS(out.add(sql_name_of(one), columns, cells));
  }
  return out;
}

namespace {

base::Result<Reply> ask_sql(Call& call) {
  call.confined = true;
  const Question question{call.body.get("sql").text(), call.body.get("from").text(),
                          call.body.get("to").text()};
  const ListPlace place = TRY(ListPlace::take());
  const base::CommitNumber as_known = TRY(head_of(call));
  storage::RowTables tables = TRY(tables_of(call, question, as_known));
  storage::QueryLimits limits;
  limits.rows = call.body.get("limit").integer(limits.rows);
  const storage::QueryRows found = TRY(tables.query(question.sql, limits));
  Value columns = list(), rows = list();
  for (const storage::RowColumn& one : found.columns)
    columns.add(one.name);
  for (const auto& row : found.rows) {
    Value cells = list();
    for (const Cell& cell : row)
      cells.add(value_of(cell));
    rows.add(std::move(cells));
  }
  Value out = object();
  out.add("object", "answer").add("columns", std::move(columns)).add("rows", std::move(rows));
  return Reply{200, out.add("is_cut", found.is_cut)};
}

constexpr std::array<Route, 1> kRoutes{{{"askSql", ask_sql}}};

}  // namespace

std::span<const Route> sql_routes() {
  return kRoutes;
}

}  // namespace api
