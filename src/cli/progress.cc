#include "cli/progress.h"

#include <algorithm>

#include "cli/records.h"
#include "cli/table.h"

namespace cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kQuietStart{1000};
constexpr milliseconds kRedraw{100};
constexpr milliseconds kLineEvery{10'000};
constexpr int kBarCells = 20;

// 1234 -> "1,234"; 2345678 -> "2.35 M".
std::string count(std::int64_t number) {
  if (number < 1'000'000) return with_separators(std::to_string(number));
  const std::int64_t hundredths = number / 10'000;
  std::string rest = std::to_string(hundredths % 100);
  if (rest.size() == 1) rest.insert(0, "0");
  return with_separators(std::to_string(hundredths / 100)) + '.' + rest + " M";
}

std::string bar(std::int64_t percent, bool unicode) {
  const auto full = static_cast<int>(percent * kBarCells / 100);
  std::string cells = unicode ? "▕" : "[";
  for (int i = 0; i < kBarCells; ++i) {
    cells += unicode ? (i < full ? "█" : "░") : (i < full ? "#" : ".");
  }
  return cells += unicode ? "▏" : "]";
}

}  // namespace

std::string progress_line(const app::Step& step, milliseconds elapsed, const Terminal& terminal) {
  std::string line = printable(step.what) + "  ";
  const std::int64_t done = step.total > 0 ? std::min(step.done, step.total) : step.done;
  if (step.total > 0) {
    const std::int64_t percent = done * 100 / step.total;
    line += bar(percent, terminal.unicode) + ' ' + std::to_string(percent) + " %  ";
  }
  line += count(done);
  if (step.total > 0) line += " of " + count(step.total);
  line += ' ' + std::string(step.unit);
  const std::int64_t ms = elapsed.count();
  if (ms >= 1000 && done > 0) {
    line += "  " + count(done * 1000 / ms) + ' ' + std::string(step.unit) + "/s";
    if (step.total > done)
      line += "  " + std::to_string((step.total - done) * ms / done / 1000) + " s left";
  }
  return line;
}

void Progress::show(const app::Step& step) {
  if (console_.talk().quiet || !console_.talk().progress) return;
  const Clock::time_point now = Clock::now();
  if (what_ != step.what) {
    clear();
    what_ = step.what;
    began_ = shown_ = now;
  }
  const auto elapsed = std::chrono::duration_cast<milliseconds>(now - began_);
  const auto rest = std::chrono::duration_cast<milliseconds>(now - shown_);
  const bool on_terminal = console_.terminal().err_is_tty;
  if (on_terminal ? (elapsed < kQuietStart || rest < kRedraw) : rest < kLineEvery) return;
  shown_ = now;
  std::string line = progress_line(step, elapsed, console_.terminal());
  if (!on_terminal) return console_.say(line);
  line = shorten(line, console_.terminal().width - 1, console_.terminal().unicode);
  console_.draw("\r\033[K" + line);
  drawn_ = true;
}

void Progress::clear() {
  if (drawn_) console_.draw("\r\033[K");
  drawn_ = false;
  what_.clear();
}

}  // namespace cli
