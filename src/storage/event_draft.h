// What the events of one commit are put together with.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "delivery/event.h"
#include "registry/act_detail.h"
#include "storage/database.h"

namespace storage {

struct EventDraft {
  Database& database;
  base::CommitNumber commit;
  base::Instant at;
  std::vector<delivery::Event> events;

  void add(std::string type, const registry::DetailWriter& data,
           std::vector<delivery::Tenant> audience) {
    events.push_back({{commit.number, static_cast<std::int64_t>(events.size())},
                      std::move(type),
                      at,
                      std::move(audience),
                      data.text()});
  }
  // `sql` with the commit bound to `:commit`; to be reset after use.
  base::Result<Statement*> rows(const std::string& sql) {
    Statement* out = TRY(database.kept(sql));
    out->bind(":commit", commit.number);
    return out;
  }
};

// Calls `each` for every row.
template <class Each>
base::Status for_rows(EventDraft& draft, const std::string& sql, Each each) {
  Statement& rows = *TRY(draft.rows(sql));
  while (TRY(rows.step()))
    each(rows);
  rows.reset();
  return {};
}

inline std::string text(const Statement& row, int column) {
  return std::string(row.text(column));
}
inline delivery::Tenant partner(std::string_view id) {
  return "partner:" + std::string(id);
}

}  // namespace storage
