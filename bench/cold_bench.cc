// P2: from a canonical Parquet feed to the credit table, cold: ingest (durable, de-duplicated),
// index, credit; beside DuckDB, which runs the naive SQL over the same files and keeps nothing.
// P10: the shipped program started on that store. P12: what a row costs at 1/4 and 1/2 of the size.
//
// Every run is a process of its own over a fresh copy of a store with the registry in it; the feed
// is in the page cache for both sides. This program starts itself for that:
//   cold_bench prepare SHAPE SCALE DIR    feed/, holdings.parquet, store/
//   cold_bench ours STORE FEED CELLS      says ingest, index and credit seconds
//   cold_bench duckdb DIR CELLS
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "app/answer_jobs.h"
#include "app/system_clock.h"
#include "cells.h"
#include "duck_engine.h"
#include "feed.h"
#include "feed_store.h"
#include "measure.h"
#include "process.h"
#include "programs/load.h"
#include "resident.h"
#include "scratch.h"

namespace {

namespace fs = std::filesystem;
using bench::must;

constexpr int kThreads = 2;

std::int64_t bytes_of(const std::string& directory) {
  std::int64_t out = 0;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) out += static_cast<std::int64_t>(entry.file_size());
  }
  return out;
}

void write_cells(const std::vector<bench::Cell>& cells, const std::string& path) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(cells.data()),
             static_cast<std::streamsize>(cells.size() * sizeof(bench::Cell)));
}

std::vector<bench::Cell> read_cells(const std::string& path) {
  std::vector<bench::Cell> out(fs::file_size(path) / sizeof(bench::Cell));
  std::ifstream(path, std::ios::binary)
      .read(reinterpret_cast<char*>(out.data()),
            static_cast<std::streamsize>(out.size() * sizeof(bench::Cell)));
  return out;
}

// ---- prepare ------------------------------------------------------------------------------------

int prepare(const std::string& shape, double scale, const std::string& directory) {
  const auto programme = must(programs::load(programs::shipped_cloud_2016(), "cloud-2016"));
  const bench::World world(bench::shape_named(shape, scale), bench::kSeed, programme);
  bench::write_files(world, programme, directory);
  const attribution::Standing standing(world.registry(), programme);
  const auto holdings = attribution::compile(standing, [](std::string_view) {
    return attribution::Holding::kEveryWorkload;  // no association of a world names a workload
  });
  bench::write_holdings(holdings, directory + "/holdings.parquet");
  const bench::Stopwatch importing;
  bench::make_store(directory + "/store", directory + "/registry");
  std::printf("import %.6f\n", importing.seconds());
  return 0;
}

// A phase of a run: its name, seconds and processor seconds on stdout.
template <class Work>
auto phase(const char* name, Work work) {
  const double processor = bench::processor_seconds();
  const bench::Stopwatch watch;
  auto out = work();
  std::printf("%s %.6f\n%s_cpu %.6f\n", name, watch.seconds(), name,
              bench::processor_seconds() - processor);
  return out;
}

// ---- ours ---------------------------------------------------------------------------------------

int ours(const std::string& directory, const std::string& feed, const std::string& cells) {
  const bench::Ingested ingested =
      phase("ingest", [&] { return bench::ingest_feed(directory, feed); });
  std::printf("adopted %lld\n", static_cast<long long>(ingested.adopted));
  std::printf("ingest_mib %lld\n", static_cast<long long>(bench::peak_memory_mib()));
  const app::SystemClock clock;
  auto store = must(app::Store::open(directory, storage::OpenFor::Reading, clock));
  const auto view =
      phase("index", [&] { return must(app::open_view(store, base::CommitNumber::latest(), {})); });
  const auto table = phase("credit", [&] { return must(app::credit(*view, bench::everything())); });
  std::printf("index_bytes %llu\n", static_cast<unsigned long long>(view->index->header().size));
  write_cells(bench::cells_of(table), cells);
  return 0;
}

// ---- DuckDB -------------------------------------------------------------------------------------

// The month is the number of cells.h. Tried: date_trunc, the month before the join, enumerations
// for partner and workload; all slower.
const char* const kQuestion = R"(
  SELECT partner_id, workload, ((year(usage_date) - 2022) * 12 + month(usage_date) - 1)::SMALLINT,
         sum(amount), sum(quantity), bit_or(types)
  FROM read_parquet('$/feed/*.parquet') JOIN holdings USING (subscription_id)
  WHERE usage_date >= from_day AND usage_date < to_day
  GROUP BY ALL)";

std::string text_at(void* column, idx_t row) {
  const auto& value = static_cast<duckdb_string_t*>(column)[row];
  return {duckdb_string_t_data(const_cast<duckdb_string_t*>(&value)),
          duckdb_string_t_length(value)};
}

std::uint32_t workload_number(const std::string& name) {
  std::uint32_t w = 0;
  while (bench::workload_name(w) != name)
    ++w;
  return w;
}

std::vector<bench::Cell> cells_of(bench::DuckTable& table) {
  std::vector<bench::Cell> out;
  while (duckdb_data_chunk chunk = table.next()) {
    const auto column = [&](idx_t c) {
      return duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, c));
    };
    for (idx_t i = 0; i < duckdb_data_chunk_get_size(chunk); ++i) {
      bench::Cell cell;
      cell.partner = static_cast<std::uint32_t>(std::stoul(text_at(column(0), i).substr(1)));
      cell.workload = workload_number(text_at(column(1), i));
      cell.month = static_cast<std::uint16_t*>(column(2))[i];
      std::memcpy(&cell.amount, static_cast<duckdb_hugeint*>(column(3)) + i, 16);
      std::memcpy(&cell.quantity, static_cast<duckdb_hugeint*>(column(4)) + i, 16);
      cell.types = static_cast<std::uint32_t*>(column(5))[i];
      out.push_back(cell);
    }
    duckdb_destroy_data_chunk(&chunk);
  }
  bench::settle(out);
  return out;
}

int duckdb(const std::string& directory, const std::string& cells) {
  std::string question = kQuestion;
  for (std::size_t at; (at = question.find('$')) != std::string::npos;) {
    question.replace(at, 1, directory);
  }
  bench::DuckEngine engine(kThreads, directory);
  engine.run("CREATE TABLE holdings AS FROM read_parquet('" + directory + "/holdings.parquet')");
  bench::DuckTable table = phase("answer", [&] { return engine.query(question); });
  write_cells(cells_of(table), cells);
  return 0;
}

// ---- the contest --------------------------------------------------------------------------------

bench::Run run_ours(const std::string& directory) {
  fs::remove_all(directory + "/live");
  fs::copy(directory + "/store", directory + "/live", fs::copy_options::recursive);
  return bench::run_self({"ours", directory + "/live", directory + "/feed", directory + "/ours"});
}

bench::Run run_duckdb(const std::string& directory) {
  return bench::run_self({"duckdb", directory, directory + "/theirs"});
}

// What the runs of ours said, phase by phase.
struct Cold {
  bench::Timing ingest, index, credit, total;
  std::int64_t ingest_mib = 0, all_mib = 0;
  double index_bytes = 0, adopted = 0;

  void take(const bench::Run& run) {
    const double phases[] = {run.said.at("ingest"), run.said.at("index"), run.said.at("credit")};
    ingest.take(phases[0], run.said.at("ingest_cpu"));
    index.take(phases[1], run.said.at("index_cpu"));
    credit.take(phases[2], run.said.at("credit_cpu"));
    total.take(phases[0] + phases[1] + phases[2],
               run.said.at("ingest_cpu") + run.said.at("index_cpu") + run.said.at("credit_cpu"));
    ingest_mib = std::max(ingest_mib, static_cast<std::int64_t>(run.said.at("ingest_mib")));
    all_mib = std::max(all_mib, run.memory_mib);
    index_bytes = run.said.at("index_bytes");
    adopted = run.said.at("adopted");
  }
};

void say_phases(const Cold& cold, const bench::Timing& theirs, double rows) {
  bench::say("  ingest        %s   %.2f M rows/s, %.0f of 24 files adopted, %lld MiB",
             cold.ingest.text().c_str(), rows / cold.ingest.median() / 1e6, cold.adopted,
             static_cast<long long>(cold.ingest_mib));
  bench::say("  open, index   %s   %.2f bytes a row", cold.index.text().c_str(),
             cold.index_bytes / rows);
  bench::say("  credit        %s", cold.credit.text().c_str());
  bench::say("  ours in all   %s   %lld MiB", cold.total.text().c_str(),
             static_cast<long long>(cold.all_mib));
  bench::say("  duckdb        %s", theirs.text().c_str());
}

void cold(const bench::Shape& shape, double scale, const std::string& directory) {
  run_duckdb(directory);  // also brings the feed into the page cache
  run_ours(directory);
  const auto answer = read_cells(directory + "/ours");
  bench::must_agree(answer, read_cells(directory + "/theirs"), "duckdb");
  const std::string print = bench::fingerprint(answer);
  bench::must_be_expected(shape.name, scale, print);
  Cold ours;
  bench::Timing theirs;
  std::int64_t duckdb_mib = 0;
  for (int run = 0; run < bench::runs_wanted(5); ++run) {
    const bench::Run other = run_duckdb(directory);
    theirs.take(other.said.at("answer"), other.said.at("answer_cpu"));
    duckdb_mib = std::max(duckdb_mib, other.memory_mib);
    ours.take(run_ours(directory));
  }
  const auto rows = static_cast<double>(shape.rows);
  say_phases(ours, theirs, rows);
  const double ratio = ours.total.median() / theirs.median();
  bench::say("P2 %s: %.1f times the time of DuckDB, which stores nothing; wanted: at most 3",
             shape.name.c_str(), ratio);
  bench::Result line("cold");
  line.text("shape", shape.name).number("scale", scale).number("rows", rows);
  line.text("answer", print)
      .number("feed_bytes", static_cast<double>(bytes_of(directory + "/feed")));
  line.timing("ingest", ours.ingest).timing("index", ours.index).timing("credit", ours.credit);
  line.timing("total", ours.total).timing("duckdb", theirs).number("ratio", ratio);
  line.number("goal", 3).number("adopted", ours.adopted);
  line.number("ingest_rss_mib", static_cast<double>(ours.ingest_mib));
  line.number("rss_mib", static_cast<double>(ours.all_mib));
  line.number("duckdb_rss_mib", static_cast<double>(duckdb_mib)).publish();
}

// The store that the last run left, opened by the program as it ships.
void restart(const bench::Shape& shape, double scale, const std::string& directory) {
  const char* given = std::getenv("ACCREDIT_BINARY");
  const std::string program = given != nullptr ? given : "build/accredit";
  const std::vector<std::string> one_month{program,  "credit",  "--data", directory + "/live",
                                           "--from", "2023-12", "--to",   "2023-12",
                                           "--by",   "partner", "-o",     "csv"};
  std::vector<std::string> all = one_month;
  all[5] = "2022-01";
  all[9] = "partner,workload,month";
  bench::Timing first, whole;
  std::int64_t memory = 0;
  for (int run = -1; run < bench::runs_wanted(5); ++run) {
    const bench::Run a = bench::run_program(one_month);
    const bench::Run b = bench::run_program(all);
    if (a.bytes < 100 || b.bytes < 100) bench::give_up("the program answers nothing");
    memory = std::max({memory, a.memory_mib, b.memory_mib});
    if (run < 0) continue;
    first.take(a.seconds, a.processor_seconds);
    whole.take(b.seconds, b.processor_seconds);
  }
  bench::say("  one month     %s   by partner", first.text().c_str());
  bench::say("  24 months     %s   by partner, workload, month; %lld MiB", whole.text().c_str(),
             static_cast<long long>(memory));
  bench::say("P10 %s: %.2f s from start to the first answer; wanted at scale 1, dense: below 1",
             shape.name.c_str(), first.median());
  bench::Result line("restart");
  line.text("shape", shape.name).number("scale", scale);
  line.number("rows", static_cast<double>(shape.rows));
  line.timing("one_month", first).timing("all_months", whole);
  line.number("goal_s", 1).number("rss_mib", static_cast<double>(memory)).publish();
}

double cost_of_a_row(const std::string& shape, double scale) {
  const bench::Scratch scratch;
  bench::run_self({"prepare", shape, std::to_string(scale), scratch.path()});
  run_ours(scratch.path());
  Cold cold;
  for (int run = 0; run < std::min(bench::runs_wanted(3), 3); ++run) {
    cold.take(run_ours(scratch.path()));
  }
  return cold.total.median() / static_cast<double>(bench::shape_named(shape, scale).rows) * 1e9;
}

void grow(const std::string& shape, double scale) {
  const double quarter = cost_of_a_row(shape, scale / 4);
  const double half = cost_of_a_row(shape, scale / 2);
  const double whole = cost_of_a_row(shape, scale);
  bench::say(
      "P12 %s, cold: %.0f, %.0f, %.0f ns a row at 1/4, 1/2 and 1 of the size: %+.0f %%; "
      "wanted: at most +20 %%",
      shape.c_str(), quarter, half, whole, (whole / quarter - 1) * 100);
  bench::Result line("growth");
  line.text("what", "cold").text("shape", shape).number("scale", scale);
  line.number("quarter_ns", quarter).number("half_ns", half).number("whole_ns", whole);
  line.number("growth", whole / quarter - 1).publish();
}

void measure(const std::string& name, double scale) {
  const bench::Shape shape = bench::shape_named(name, scale);
  const bench::Scratch scratch;
  const bench::Run prepared =
      bench::run_self({"prepare", name, std::to_string(scale), scratch.path()});
  bench::say("\n%s: %llu rows in 24 Parquet files, %lld MiB; registry imported in %.2f s",
             name.c_str(), static_cast<unsigned long long>(shape.rows),
             static_cast<long long>(bytes_of(scratch.path() + "/feed") >> 20),
             prepared.said.at("import"));
  cold(shape, scale, scratch.path());
  restart(shape, scale, scratch.path());
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> words(values + 1, values + count);
  if (words.size() == 4 && words[0] == "prepare") {
    return prepare(words[1], std::stod(words[2]), words[3]);
  }
  if (words.size() == 4 && words[0] == "ours") return ours(words[1], words[2], words[3]);
  if (words.size() == 3 && words[0] == "duckdb") return duckdb(words[1], words[2]);
  const double scale = bench::scale_wanted(0.1);
  for (const std::string& shape : bench::shapes_wanted()) {
    measure(shape, scale);
    grow(shape, scale);
  }
}
