// Questions in SQL over the views: lists of the contract as tables, each with the rows that its
// list shows the caller. One engine and one set of limits, for the service and the command line.
#pragma once

#include <string>

#include "api/lists.h"
#include "api/row_files.h"

namespace api {

struct Question {
  std::string sql;
  std::string from, to;  // months of views that are asked by month; `to` empty: the same
};

// The commit of a question that begins now: each of its lists is asked as known then.
base::Result<base::CommitNumber> head_of(Call& call);

// The views that the text of the question names. Errors: as ask_list; Usage for a view that is
// asked by month when no month is said.
base::Result<storage::RowTables> tables_of(Call& call, const Question& question,
                                           base::CommitNumber as_known);

// Rows with the columns that are all shown.
struct ViewRows {
  std::vector<Field> columns;
  std::vector<std::size_t> shown;
  std::vector<Rows::Row> rows;
  base::CommitNumber as_known;
  RowTable table() const { return {columns, shown, rows}; }
};

// All rows of one view, by its name in SQL or as a list. Errors: the same; Usage for an unknown
// name.
base::Result<ViewRows> ask_view(Call& call, std::string name, const Question& span);

}  // namespace api
