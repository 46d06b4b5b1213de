// JSON as rows: one object is one row. A file of lines (NDJSON) holds one object a line; a document
// holds a list of objects, or one object, or a list of them in a member. Numbers keep the text they
// were written in, so nothing is rounded on the way.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/byte_source.h"
#include "ingest/rows.h"

namespace ingest {

struct JsonOptions {
  bool lines = true;            // one document a line; else the whole file is one
  bool lists_in_lines = false;  // a line may hold a list of objects (a batch of events)
  bool any_case = false;        // members match columns in whatever letter case
  std::string rows_in;          // the member of a document that holds the rows; "": itself
  std::size_t row_bytes_max = std::size_t{8} << 20;
  std::size_t block_bytes = std::size_t{1} << 18;
};

// True for names that end in .ndjson, .jsonl or .json, each also with .gz.
bool is_json_name(std::string_view path);
bool is_json_lines_name(std::string_view path);

// The plain members of the first rows, by path, in the order of their first appearance.
base::Result<std::vector<std::string>> list_members(std::unique_ptr<ByteSource> bytes,
                                                    const std::string& name, JsonOptions options);

class JsonReader final : public RowSource {
 public:
  // `columns` are members by path: "subject", "data.value". A row has what it has of them: an
  // absent member and null are null, a text, number or truth value is its text. Broken are rows
  // that are no JSON or no object, or name a wanted member twice, or hold an object or list there.
  static base::Result<std::unique_ptr<JsonReader>> open(std::unique_ptr<ByteSource> bytes,
                                                        std::string name,
                                                        std::vector<std::string> columns,
                                                        JsonOptions options);
  ~JsonReader() override;

  const std::vector<std::string>& names() const override;
  base::Result<bool> next(RowBatch& batch) override;
  std::int64_t bytes_read() const override;

 private:
  friend base::Result<std::vector<std::string>> list_members(std::unique_ptr<ByteSource>,
                                                             const std::string&, JsonOptions);
  struct State;
  explicit JsonReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace ingest
