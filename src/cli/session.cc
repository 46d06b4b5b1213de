#include "cli/session.h"

#include "cli/option_values.h"

namespace cli {

base::Result<std::string> data_directory(const Session& session) {
  if (!session.arguments.data.empty()) return session.arguments.data;
  return base::fail(base::Code::Usage,
                    "which store? Name its directory with --data DIR, or set ACCREDIT_DATA");
}

base::Result<app::Store> open_store(const Session& session, storage::OpenFor mode) {
  return app::Store::open(TRY(data_directory(session)), mode, session.clock);
}

base::Result<RecordWriter> open_writer(const Session& session, std::vector<Column> columns) {
  const Format format = TRY(format_value(session.arguments, session.console.terminal()));
  return RecordWriter(session.console, {format, !session.arguments.no_header}, std::move(columns));
}

}  // namespace cli
