#include "cli/console.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/table.h"

namespace cli {
namespace {

void write_talk(std::string_view text) {
  // Talk that cannot be written is lost: there is nobody left to tell.
  [[maybe_unused]] const std::size_t written = std::fwrite(text.data(), 1, text.size(), stderr);
}

// Messages quote file content; each of their lines is made safe for a terminal.
std::string safe_lines(std::string_view message) {
  std::string out;
  while (true) {
    const std::size_t end = message.find('\n');
    out += printable(message.substr(0, end));
    if (end == message.npos) return out;
    out += '\n';
    message.remove_prefix(end + 1);
  }
}

}  // namespace

Exit exit_of(const base::Error& error) {
  return error.code == base::Code::Usage ? Exit::Usage : Exit::Failed;
}

base::Status Console::data(std::string_view text) {
  const std::size_t written = std::fwrite(text.data(), 1, text.size(), stdout);
  if (written == text.size() && std::fflush(stdout) == 0) return {};
  return base::fail(base::Code::Io, "the output could not be written (" +
                                        std::string(std::strerror(errno)) +
                                        "); what was printed so far is not the whole answer.  Free "
                                        "some room or give another target, then ask again");
}

void Console::say(std::string_view line) {
  if (!talk_.quiet) write_talk(safe_lines(line) + '\n');
}

void Console::done(std::string_view line) {
  if (talk_.quiet) return;
  const std::string tick = paint(terminal_.unicode ? "✓" : "ok", Tone::Done, terminal_.err_colour);
  write_talk(tick + ' ' + safe_lines(line) + '\n');
}

void Console::warn(std::string_view line) {
  write_talk(paint("Warning:", Tone::Warning, terminal_.err_colour) + ' ' + safe_lines(line) +
             '\n');
}

void Console::next(std::string_view command) {
  if (talk_.quiet) return;
  write_talk(paint("Next:", Tone::Dim, terminal_.err_colour) + ' ' + safe_lines(command) + '\n');
}

Exit Console::fail(const base::Error& error) {
  std::string line = paint("Error:", Tone::Error, terminal_.err_colour) + ' ';
  if (!error.reason.empty() && !error.message.starts_with(error.reason)) {
    line += error.reason + ": ";
  }
  line += safe_lines(error.message);
  if (!error.next.empty()) {
    line += error.message.ends_with('.') || error.message.ends_with('?') ? "  " : ".  ";
    line += paint("Try:", Tone::Dim, terminal_.err_colour) + ' ' + safe_lines(error.next);
  }
  write_talk(line + '\n');
  return exit_of(error);
}

void Console::draw(std::string_view text) {
  write_talk(text);
}

}  // namespace cli
