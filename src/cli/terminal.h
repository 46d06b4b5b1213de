// What the streams of this process can show: a terminal or a pipe, how wide, which colours and
// letters. Asked once at the start; everything that prints takes it as a value.
#pragma once

#include <string>
#include <string_view>

namespace cli {

enum class ColourChoice { Auto, Always, Never };

struct Terminal {
  bool in_is_tty = false;   // somebody may answer
  bool out_is_tty = false;  // the stream of data
  bool err_is_tty = false;  // the stream of talk
  bool out_colour = false;
  bool err_colour = false;
  bool unicode = false;  // else ASCII only
  int width = 80;        // columns; 80 when nobody says
};

// Reads the environment: NO_COLOR, ACCREDIT_NO_COLOR, CLICOLOR_FORCE, TERM, ACCREDIT_ASCII, the
// locale variables and COLUMNS.
Terminal detect_terminal(ColourChoice choice);

enum class Tone { Error, Warning, Done, Dim, Strong };

// The text in colour when `colour` holds, else the text. Meaning never hangs on colour alone.
std::string paint(std::string_view text, Tone tone, bool colour);

}  // namespace cli
