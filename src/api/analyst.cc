#include "api/analyst.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "api/service.h"
#include "app/text_file.h"

namespace api {
namespace {

const Operation& operation_of(const Contract& contract) {
  return *std::ranges::find(contract.operations(), "askSql", &Operation::id);
}

Caller operator_of_all() {
  Caller out;
  out.principal.name = "cli";
  out.principal.grants = {{rights::Role::Admin, {}, true}, {rights::Role::Auditor, {}, true}};
  return out;
}

CellType type_of(storage::RowType type) {
  switch (type) {
    case storage::RowType::Text: return CellType::Text;
    case storage::RowType::Integer: return CellType::Integer;
    case storage::RowType::Decimal: return CellType::Decimal;
    case storage::RowType::Boolean: return CellType::Boolean;
    case storage::RowType::Day: return CellType::Day;
  }
  return CellType::Text;
}

std::string months_text(const Question& question) {
  std::string out;
  if (!question.from.empty()) out = "from=" + question.from;
  if (!question.to.empty()) out += "&to=" + question.to;
  return out;
}

}  // namespace

struct Analyst::State {
  std::unique_ptr<Service> service;
  http::Request request;
  Call call;

  explicit State(std::unique_ptr<Service> opened)
      : service(std::move(opened)),
        request{.id = "question"},
        call{*service, operation_of(*service->contract), request, {}, {}} {
    call.caller = operator_of_all();
    call.confined = true;
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    std::error_code error;
    std::filesystem::remove_all(service->scratch, error);
  }

  base::Result<ViewRows> answer(const Question& question);
};

Analyst::Analyst(std::unique_ptr<State> state) : state_(std::move(state)) {}
Analyst::~Analyst() = default;

base::Result<std::unique_ptr<Analyst>> Analyst::open(const std::string& directory,
                                                     const base::Clock& clock) {
  auto service = TRY(Service::open_for_reading(directory, clock));
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
  service->scratch = (folder / ("accredit-question-" + std::to_string(::getpid()))).string();
  auto state = std::make_unique<State>(std::move(service));
  return std::unique_ptr<Analyst>(new Analyst(std::move(state)));
}

base::Result<storage::QueryRows> Analyst::ask(const Question& question,
                                              const storage::QueryLimits& limits) {
  const base::CommitNumber as_known = TRY(head_of(state_->call));
  storage::RowTables tables = TRY(tables_of(state_->call, question, as_known));
  return tables.query(question.sql, limits);
}

// The rows of an answer, with numbers as lists write them.
base::Result<ViewRows> Analyst::State::answer(const Question& question) {
  const base::CommitNumber as_known = TRY(head_of(call));
  storage::RowTables tables = TRY(tables_of(call, question, as_known));
  storage::QueryLimits limits;
  limits.rows = static_cast<std::int64_t>(kFileRowsMax);
  storage::QueryRows found = TRY(tables.query(question.sql, limits));
  if (found.is_cut)
    return base::refuse("TOO_MANY_ROWS", "the answer has more than " +
                                             std::to_string(kFileRowsMax) + " rows; ask for less");
  ViewRows out;
  for (const storage::RowColumn& one : found.columns) {
    out.shown.push_back(out.columns.size());
    out.columns.push_back({one.name, type_of(one.type)});
  }
  for (auto& cells : found.rows) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool is_decimal = out.columns[i].kind == CellType::Decimal && cells[i];
      const auto number = is_decimal ? base::parse_exact(*cells[i]) : std::nullopt;
      if (number) cells[i] = number->text();
    }
    out.rows.push_back({{}, std::move(cells)});
  }
  out.as_known = as_known;
  return out;
}

base::Result<std::string> Analyst::write(const FileWish& wish) {
  const bool is_view = !wish.view.empty();
  const ViewRows whole = TRY(is_view ? ask_view(state_->call, wish.view, wish.question)
                                     : state_->answer(wish.question));
  const RowTable table = whole.table();
  const RowOrigin origin{.name = is_view ? wish.view : "answer",
                         .filters = months_text(wish.question),
                         .as_known = whole.as_known,
                         .made_at = state_->service->store->clock().now(),
                         .sql = wish.question.sql};
  TRY_STATUS(write_rows(table, wish.format, origin, wish.path));
  Value manifest = object();
  manifest.add("object", "export");
  manifest.add(is_view ? "view" : "sql", is_view ? wish.view : wish.question.sql);
  manifest.add("format", word(wish.format)).add("filters", origin.filters);
  TRY_STATUS(add_facts(table, origin, wish.path, manifest));
  manifest.add("created_by", state_->call.actor());
  std::string text = json_of(manifest) + '\n';
  TRY_STATUS(app::write_text(wish.path + ".json", text));
  return text;
}

}  // namespace api
