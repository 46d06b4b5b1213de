#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>

namespace cli {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view(value);
}

bool wants_colour(ColourChoice choice, bool is_tty) {
  if (choice == ColourChoice::Never) return false;
  if (choice == ColourChoice::Always) return true;
  if (!environment("NO_COLOR").empty() || !environment("ACCREDIT_NO_COLOR").empty()) return false;
  const std::string_view force = environment("CLICOLOR_FORCE");
  if (!force.empty() && force != "0") return true;
  return is_tty && environment("TERM") != "dumb";
}

bool speaks_utf8() {
  if (!environment("ACCREDIT_ASCII").empty()) return false;
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string_view locale = environment(name);
    if (locale.empty()) continue;
    return locale.find("UTF-8") != locale.npos || locale.find("utf8") != locale.npos;
  }
  return false;
}

int width_of(int descriptor) {
  winsize size{};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const std::string_view columns = environment("COLUMNS");
  int width = 0;
  std::from_chars(columns.data(), columns.data() + columns.size(), width);
  return width > 0 ? width : 80;
}

}  // namespace

Terminal detect_terminal(ColourChoice choice) {
  Terminal terminal;
  terminal.in_is_tty = isatty(STDIN_FILENO) == 1;
  terminal.out_is_tty = isatty(STDOUT_FILENO) == 1;
  terminal.err_is_tty = isatty(STDERR_FILENO) == 1;
  terminal.out_colour = wants_colour(choice, terminal.out_is_tty);
  terminal.err_colour = wants_colour(choice, terminal.err_is_tty);
  terminal.unicode = speaks_utf8();
  terminal.width = width_of(terminal.out_is_tty ? STDOUT_FILENO : STDERR_FILENO);
  return terminal;
}

std::string paint(std::string_view text, Tone tone, bool colour) {
  if (!colour || text.empty()) return std::string(text);
  static constexpr std::string_view kCodes[] = {"31", "33", "32", "2", "1"};
  std::string painted = "\033[";
  painted += kCodes[static_cast<std::size_t>(tone)];
  painted += 'm';
  painted += text;
  return painted += "\033[0m";
}

}  // namespace cli
