// Questions and files for who works at the machine: over the store itself, beside a service or
// without one, as an operator who may read everything.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "api/question.h"
#include "api/row_files.h"
#include "base/clock.h"

namespace api {

struct FileWish {
  Question question;  // without SQL: the months of the view
  std::string view;   // empty: the question's answer
  RowFormat format = RowFormat::Csv;
  std::string path;
};

class Analyst {
 public:
  // Errors: as app::Store::open.
  static base::Result<std::unique_ptr<Analyst>> open(const std::string& directory,
                                                     const base::Clock& clock);
  ~Analyst();

  // As POST /v1/sql answers. Errors: as storage::RowTables::query and tables_of.
  base::Result<storage::QueryRows> ask(const Question& question,
                                       const storage::QueryLimits& limits);
  // Writes the file and its manifest, whose text it gives. Errors: the same; Refused with
  // TOO_MANY_ROWS above kFileRowsMax; Io.
  base::Result<std::string> write(const FileWish& wish);

 private:
  struct State;
  explicit Analyst(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace api
