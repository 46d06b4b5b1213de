#include "tests/fault_story.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "base/clock.h"
#include "base/day.h"
#include "storage/audit.h"
#include "storage/record.h"

namespace tests {
namespace {

namespace fs = std::filesystem;

std::string snapshot(std::size_t chapter) {
  return "before-" + std::to_string(chapter);
}

void copy_store(const Bench& bench, const std::string& from, const std::string& to) {
  fs::remove_all(bench.file(to));
  if (bench.has(from)) fs::copy(bench.file(from), bench.file(to), fs::copy_options::recursive);
}

std::string rows(std::string_view prefix, int from, int to, const std::string& amount,
                 int revision = 1, std::string_view subscription = "S1") {
  std::string text;
  for (int row = from; row < to; ++row) {
    std::string key(prefix);
    key += std::to_string(row);
    text +=
        usage_row(key, row % 2 == 0 ? "2026-03-05" : "2026-03-20", amount, revision, subscription);
  }
  return text;
}

// New ones, one that is known by its key, and one of a subscription that nobody knows.
std::string events() {
  std::string text = "[";
  for (int event = 0; event < 8; ++event) {
    const std::string key = event == 6 ? "a1" : "e" + std::to_string(event);
    text += std::string(event == 0 ? "" : ",") + R"({"specversion":"1.0","id":")" + key +
            R"(","source":"meter","type":"usage","subject":")" + (event == 7 ? "S8" : "S1") +
            R"(","data":{"usage_date":"2026-03-05","measure":"consumption","amount":"4.00",)"
            R"("currency":"USD"}})";
  }
  return text + "]";
}

// A day that rules about the past and the future leave alone, the same for the whole story.
std::string soon() {
  static const base::Day day{static_cast<std::int32_t>(std::time(nullptr) / 86'400 + 30)};
  return day.text();
}

// The oldest request, whatever became of it.
// Stands in commands for the id of the only request, which is looked up before they are run: a
// command is one process, and what another one does to the store is not recorded.
constexpr std::string_view kTheRequest = "THE-REQUEST";

void name_request(const Bench& bench, std::string& command) {
  const std::size_t at = command.find(kTheRequest);
  if (at == command.npos) return;
  const std::string list = bench.accredit({"request", "list", "--no-header", "-o", "csv"}).out;
  command.replace(at, kTheRequest.size(), list.substr(0, list.find(',')));
}

// Lines of verify's answer that tell of damage. A file that no commit names is none.
std::string damage(const Answer& verified) {
  std::string out;
  for (std::size_t at = 0, end = 0; at < verified.out.size(); at = end + 1) {
    end = std::min(verified.out.find('\n', at), verified.out.size());
    const std::string line = verified.out.substr(at, end - at);
    if (at > 0 && line.find("holds nothing of the log") == line.npos) out += line + '\n';
  }
  if (verified.exit != 0 && verified.exit != 3) out += verified.err;
  return out;
}

// History without commit number and time, which differ where work was repeated.
std::string who_and_what(const std::string& history) {
  std::string out;
  for (std::size_t at = 0, end = 0; at < history.size(); at = end + 1) {
    end = std::min(history.find('\n', at), history.size());
    const std::size_t time = history.find(',', history.find(',', at) + 1);
    out += history.substr(time, end - time) + '\n';
  }
  return out;
}

}  // namespace

int campaign_times() {
  const char* text = std::getenv("ACCREDIT_TIMES");
  return text == nullptr ? 1 : std::max(1, std::atoi(text));
}

void add_evidence(const std::string& test, const std::map<std::string, long>& figures) {
  std::string line = "{\"test\":\"" + test + '"';
  for (const auto& [name, figure] : figures)
    line += ",\"" + name + "\":" + std::to_string(figure);
  line += '}';
  MESSAGE(line);
  if (const char* path = std::getenv("ACCREDIT_EVIDENCE"); path != nullptr) {
    std::ofstream(path, std::ios::app) << line << '\n';
  }
}

std::size_t acknowledged(const Answer& answer) {
  constexpr std::string_view kWord = "(commit ";
  std::size_t most = 0;
  const std::string& text = answer.err;
  for (std::size_t at = 0; (at = text.find(kWord, at)) != text.npos; at += kWord.size()) {
    most = std::max<std::size_t>(most, std::strtoul(text.c_str() + at + kWord.size(), nullptr, 10));
  }
  return most;
}

std::vector<std::string> commits_of(const std::string& store) {
  std::vector<std::string> out;
  if (!fs::exists(store + "/record.db")) return out;
  const base::FixedClock clock(base::Instant{1});
  auto record = storage::Record::open(store, storage::OpenFor::Reading, clock);
  if (!record) return {record.error().message};
  const auto events = storage::read_events((*record)->database(), 0, INT64_MAX);
  if (!events) return {events.error().message};
  for (const storage::AuditEvent& event : *events) {
    // A checkpoint signs the times of the events before it, which differ where work was repeated;
    // a close makes one.
    const bool timed = event.act.action == "checkpoint" || event.act.action == "period signoff";
    out.push_back(event.act.action + ' ' + (timed ? "" : base::hex(event.content)));
  }
  return out;
}

void FaultStory::write_files() const {
  write_registry(bench_);
  const std::string reused = rows("a", 0, 1, "9.00");
  bench_.write("first.csv", usage_header() + rows("a", 0, 60, "1.25"));
  bench_.write("second.csv", usage_header() + rows("a", 0, 20, "1.25") + reused +
                                 rows("a", 20, 30, "2.50", 2) + rows("b", 0, 10, "1.00") +
                                 rows("c", 0, 5, "1.00", 1, "S7") + rows("d", 0, 1, "one"));
  bench_.write("third.csv", usage_header() + rows("a", 25, 35, "3.00", 3));
  bench_.write("finer.csv",
               usage_header() + rows("f", 0, 3, "0.12345678901234") + rows("f", 0, 1, "5.00", 0));
  bench_.write("events.json", events());
  bench_.write("rounding.toml",
               "mapping = \"rounding\"\nround = true\n[columns]\nsubscription_id = \"a\"\n"
               "usage_date = \"b\"\ncurrency = { constant = \"USD\" }\n[[facts]]\n"
               "name = \"c\"\nmeasure = \"consumption\"\namount = \"c\"\n");
  bench_.write("canonical.parquet", [] {
    std::ifstream file("tests/data/usage/canonical.parquet", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }());
  bench_.write("late/subscriptions.csv",
               "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
               "S7,C1,azure,USD,2025-01-01,\n");
  // The partner of record of S1 changes a day later than was known: days are let go and taken.
  bench_.write("late/associations.csv",
               "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,"
               "ends_on\nA1,dpor,P1,C1,S1,,2026-03-01,2026-03-12\n"
               "A2,dpor,P2,C1,S1,,2026-03-12,\n");
}

FaultStory::FaultStory()
    : commands_{
          "init",
          "import partners.csv customers.csv products.csv subscriptions.csv channels.csv "
          "associations.csv fx_rates.csv",
          "ingest first.csv",
          "ingest second.csv third.csv",
          "ingest canonical.parquet",
          "import late/subscriptions.csv late/associations.csv",
          "ingest finer.csv",
          "quarantine replay --mapping rounding.toml",
          "events events.json",
          "fold",
          "quarantine waive --cause BAD_NUMBER --reason tests --yes",
          "feed void third.csv --reason tests --yes --no-replay",
          "associate --type dpor --partner P3 --subscription S2 --from " + soon(),
          "associate --type dpor --partner P2 --subscription S2 --from " + soon(),
          "end --association A3 --on " + soon(),
          "request new dpor invite --as partner:P1 --subscription S2 --at " + soon(),
          "request move THE-REQUEST confirm --as customer:C1 --at " + soon(),
          "request move THE-REQUEST decline --as customer:C1 --at " + soon(),
          "request new dpor invite --as partner:P2 --subscription S2 --at " + soon(),
          "request new dpor invite --as partner:P3/jo --subscription S1 --at " + soon(),
          "tick --now 2100-01-01",
          "person erase partner:P3/jo --reason asked --yes",
          "audit checkpoint",
          "period freeze 2026-03 --as operator:anna",
          "period waive 2026-03 feeds --reason tests --as operator:ben",
          "period waive 2026-03 quarantine --reason tests --as operator:ben",
          "period waive 2026-03 rates --reason tests --as operator:ben",
          "period signoff 2026-03 --as operator:ben --on 2026-04-15",
      } {
  write_files();
  for (std::size_t chapter = 0; chapter < chapters(); ++chapter) {
    copy_store(bench_, "store", snapshot(chapter));
    commits_before_.push_back(commits_of(bench_.file("store")).size());
    name_request(bench_, commands_[chapter]);
    const Answer answer = run(chapter);
    const bool refused = chapter == 13 || chapter == 17;
    REQUIRE_MESSAGE((answer.exit == 0 || answer.exit == 3 || refused), answer.err);
    exits_.push_back(answer.exit);
    after_.push_back(answers());
  }
  commits_ = commits_of(bench_.file("store"));
  commits_before_.push_back(commits_.size());
  REQUIRE(verified().empty());
}

void FaultStory::rewind(std::size_t chapter) const {
  copy_store(bench_, snapshot(chapter), "store");
}

Answer FaultStory::run(std::size_t chapter, const std::string& before) const {
  return bench_.shell(before + (before.empty() ? "" : " ") + "accredit " + command(chapter));
}

FaultStory::Answers FaultStory::answers() const {
  return {bench_.accredit({"credit", "--from", "2026-03", "--by", "partner,subscription"}).out,
          who_and_what(bench_.accredit({"history", "--customer", "C1"}).out) +
              bench_.accredit({"statement", "list"}).out + bench_.accredit({"ledger"}).out};
}

std::string FaultStory::verified() const {
  return damage(bench_.accredit({"verify", "-o", "csv"}));
}

std::string FaultStory::trouble_at_once(std::size_t chapter, const Answer& disturbed) const {
  if (!bench_.has("store/record.db")) {
    return chapter == 0 && disturbed.exit != 0 ? "" : "the store is gone";
  }
  const std::vector<std::string> found = commits_of(bench_.file("store"));
  const std::size_t least = std::max(commits_before_[chapter], acknowledged(disturbed));
  const std::size_t most = commits_before_[chapter + 1];
  const bool done = disturbed.exit == exits_[chapter] && disturbed.exit != 1;
  if (found.size() < (done ? most : least) || found.size() > most ||
      !std::equal(found.begin(), found.end(), commits_.begin())) {
    std::string text = "commits differ, at least " + std::to_string(least) + " expected:\n";
    for (const std::string& commit : found)
      text += commit + '\n';
    return text;
  }
  if (found.empty()) return "";
  return verified();
}

std::string FaultStory::trouble(std::size_t chapter, const Answer& disturbed) const {
  std::string wrong = trouble_at_once(chapter, disturbed);
  if (!wrong.empty()) return "at once: " + wrong;
  const std::size_t reached = commits_of(bench_.file("store")).size();
  const Answer again = run(chapter);
  // An act that was stored before anybody was told is refused the second time; nothing else is.
  const bool stored = reached == commits_before_[chapter + 1];
  if (again.exit != 0 && again.exit != exits_[chapter] && !(stored && again.exit == 1)) {
    return "repeated: exit " + std::to_string(again.exit) + ' ' + again.err;
  }
  wrong = verified();
  if (!wrong.empty()) return "repeated: " + wrong;
  const Answers now = answers();
  if (now == after_[chapter]) return "";
  return "repeated: other answers\n" + now.credit + now.history + "instead of\n" +
         after_[chapter].credit + after_[chapter].history;
}

}  // namespace tests
