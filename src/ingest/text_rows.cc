#include "ingest/text_rows.h"

#include "ingest/csv.h"
#include "ingest/json.h"
#include "ingest/usage_columns.h"

namespace ingest {

base::Result<std::unique_ptr<RowSource>> open_text_rows(std::unique_ptr<ByteSource> bytes,
                                                        const std::string& name,
                                                        const Mapping& mapping) {
  bytes = in_utf8(std::move(bytes), name, mapping.encoding);
  if (!is_json_name(name)) {
    CsvOptions options;
    options.delimiter = mapping.delimiter;
    return TRY(CsvReader::open(std::move(bytes), name, options));
  }
  JsonOptions options;
  options.lines = is_json_lines_name(name);
  // Rows of one line could not be told apart by it.
  options.lists_in_lines = mapping.identity == Identity::Columns;
  options.any_case = mapping.any_case_headers;
  options.rows_in = mapping.rows_in;
  std::vector<std::string> columns =
      mapping.canonical ? std::vector<std::string>(kUsageColumns.begin(), kUsageColumns.end())
                        : named_columns(mapping);
  return TRY(JsonReader::open(std::move(bytes), name, std::move(columns), std::move(options)));
}

base::Result<std::unique_ptr<RowSource>> open_text_rows(const std::string& path,
                                                        const Mapping& mapping) {
  if (!path.ends_with(".csv") && !path.ends_with(".csv.gz") && !is_json_name(path)) {
    return base::fail(base::Code::InvalidInput,
                      path +
                          ": the name must end in .csv, .ndjson or .json (each also with .gz) "
                          "or in .parquet, so that it is clear how to read it");
  }
  return open_text_rows(TRY(open_bytes(path)), file_name(path), mapping);
}

}  // namespace ingest
