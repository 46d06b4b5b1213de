// A statement of a hundred thousand lines as a PDF: how long, how large, how much memory.
#include <filesystem>

#include "documents/pdf.h"
#include "measure.h"
#include "scratch.h"

namespace {

constexpr std::size_t kLinesWanted = 100'000;
constexpr double kGoalSeconds = 5;
constexpr double kGoalMib = 512;

// Lines as a large reseller has them: no two alike.
statements::Issued made(std::size_t lines) {
  statements::Issued out;
  statements::Statement& statement = out.statement;
  statement.number = 1;
  statement.earner = "P-1";
  statement.earner_name = "A partner with a hundred thousand lines";
  statement.period = *base::Month::parse("2024-03");
  statement.issued_on = *base::Day::parse("2024-04-05");
  statement.programme = "cloud-2016";
  statement.version = "1";
  statement.currency = "USD";
  for (std::size_t i = 0; i < lines; ++i) {
    const auto step = static_cast<std::int64_t>(i);
    ledger::Entry line;
    line.period = statement.period;
    line.kind = i % 9 == 0 ? ledger::EntryKind::Adjustment : ledger::EntryKind::Earning;
    line.earner = statement.earner;
    line.currency = "USD";
    line.amount = base::Decimal::from_units(base::Int128{1 + step * 37} * (base::kUnit / 100));
    line.base = base::Decimal::from_units(base::Int128{17 + step * 1543} * (base::kUnit / 10'000));
    line.cause = "commits 12-" + std::to_string(40 + i % 5);
    line.lever = i % 3 == 0 ? "azure-consumption" : "azure-growth";
    line.subscription = "8f1e6c2a-3b47-4d5e-9f60-" + std::to_string(100'000'000'000 + i);
    line.earning_month = statement.period + -static_cast<int>(i % 3);
    line.rates = i % 4 == 0 ? "0.06+0.075" : "0.06";
    if (i % 7 == 0) line.reason_code = "CAP_REACHED";
    statement.lines.push_back(std::move(line));
  }
  out.seal.signature = std::string(64, '\0');
  return out;
}

}  // namespace

int main() {
  const auto lines =
      static_cast<std::size_t>(bench::scale_wanted(1) * static_cast<double>(kLinesWanted));
  const statements::Issued issued = made(lines);
  const auto before = static_cast<double>(bench::peak_memory_mib());
  const bench::Scratch scratch;
  const std::string path = scratch.path() + "/statement.pdf";
  bench::Timing timing;
  timing.run([&] { bench::must(documents::write_pdf(issued, documents::Paper::A4, path)); });
  const auto size = static_cast<double>(std::filesystem::file_size(path));
  const auto peak = static_cast<double>(bench::peak_memory_mib());
  bench::say(
      "%zu lines in %s, %.1f MB, peak %.0f MiB (%.0f before); wanted at scale 1: %.0f s, "
      "%.0f MiB",
      lines, timing.text().c_str(), size / 1e6, peak, before, kGoalSeconds, kGoalMib);
  bench::Result line("pdf");
  line.number("lines", static_cast<double>(lines)).timing("seconds", timing);
  line.number("bytes", size).number("rss_mib", peak).number("rss_before_mib", before);
  line.number("goal_s", kGoalSeconds).number("goal_mib", kGoalMib).publish();
}
