#include "cli/session.h"

#include <cstdio>

#include "cli/configuration.h"
#include "cli/option_values.h"
#include "cli/progress.h"

namespace cli {

base::Result<std::string> data_directory(const Session& session) {
  const settings::Values values = TRY(configuration(session.arguments));
  return store_of(values);
}

base::Result<app::Store> open_store(const Session& session, storage::OpenFor mode) {
  return app::Store::open(TRY(data_directory(session)), mode, session.clock);
}

base::Result<Opened> open_view(Session& session) {
  const base::CommitNumber as_known = TRY(commit_value(session.arguments.as_known));
  app::Store store = TRY(open_store(session, storage::OpenFor::Reading));
  Progress progress(session.console);
  auto view = TRY(app::open_view(store, as_known, progress.report()));
  return Opened{std::move(store), std::move(view)};
}

base::Result<std::string> only_word(const Session& session, std::string_view what) {
  if (session.arguments.words.size() == 1) return session.arguments.words.front();
  return base::fail(base::Code::Usage, session.arguments.command + " needs " + std::string(what),
                    "accredit help " + session.arguments.command);
}

base::Result<RecordWriter> open_writer(const Session& session, std::vector<Column> columns) {
  const Format format = TRY(format_value(session.arguments, session.console.terminal()));
  return open_writer(session, {format, !session.arguments.no_header}, std::move(columns));
}

base::Result<RecordWriter> open_writer(const Session& session, Layout layout,
                                       std::vector<Column> columns) {
  RecordWriter out(session.console, layout, std::move(columns));
  TRY_STATUS(out.select(session.arguments.where, session.arguments.sort));
  return out;
}

namespace {

// A word as the shell reads it back.
std::string shell_word(const std::string& word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./=,:@+%";
  if (!word.empty() && word.find_first_not_of(kPlain) == word.npos) return word;
  std::string out = "'";
  for (const char c : word)
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string read_line() {
  std::string line;
  for (int c = std::getchar(); c != EOF && c != '\n'; c = std::getchar())
    line += static_cast<char>(c);
  return line;
}

}  // namespace

base::Status confirm(const Session& session, const std::string& effect, const std::string& word) {
  if (session.arguments.yes) return {};
  const Terminal& terminal = session.console.terminal();
  if (terminal.in_is_tty && terminal.err_is_tty) {
    session.console.draw(effect + ". Type " + word + " to go ahead: ");
    if (read_line() == word) return {};
    return base::fail(base::Code::Usage, "nothing changed");
  }
  std::string command = "accredit";
  for (const std::string& given : session.arguments.given)
    command += ' ' + shell_word(given);
  return base::fail(base::Code::Usage,
                    effect + "; nothing changed yet. To go ahead:  " + command + " --yes");
}

}  // namespace cli
