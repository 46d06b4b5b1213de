// The lines of a statement as Parquet: the columns and rows of its CSV, `line` a number, `base` and
// `amount` decimals with 12 places; a base that is not there is null. docs/formats/statement.md.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "statements/statement.h"

namespace storage {

class Duck;

// Holds the engine for as many files as are written.
class StatementParquet {
 public:
  static base::Result<StatementParquet> open();
  StatementParquet(StatementParquet&&) noexcept;
  ~StatementParquet();

  // The file is whole or absent.
  base::Status write(const statements::Statement& statement, const std::string& path);

 private:
  explicit StatementParquet(std::unique_ptr<Duck> duck);
  std::unique_ptr<Duck> duck_;
};

}  // namespace storage
