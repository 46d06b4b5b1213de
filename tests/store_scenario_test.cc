// Every scenario once more, through a real store: files imported and ingested as its text unfolds,
// answers read from segments, index and registry on disk, everything verified at the end.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>
#include <stdlib.h>

#include "app/answer_jobs.h"
#include "app/check_jobs.h"
#include "app/closing_jobs.h"
#include "app/registry_jobs.h"
#include "app/usage_jobs.h"
#include "programs/load.h"
#include "scenarios/example.h"
#include "scenarios/memory_books.h"
#include "storage/ledger_table.h"

namespace {

namespace fs = std::filesystem;
using scenarios::Question;

const base::FixedClock kClock(base::Instant{1'810'000'000'000});

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// A store that follows a scenario: before each question it takes in what the text says by then.
class FollowingStore {
 public:
  explicit FollowingStore(const scenarios::Scenario& scenario) : scenario_(scenario) {
    REQUIRE(::mkdtemp(directory_.data()) != nullptr);
    for (std::size_t q = 0; q < scenario.questions.size(); ++q) {
      using enum Question::Kind;
      const auto kind = scenario.questions[q].kind;
      const bool of_the_text = kind == Associations || kind == Requests || kind == Notifications ||
                               kind == Ledger || kind == Balances;
      if (!of_the_text) asked_.push_back(q);
    }
    const auto files = scenarios::to_files(scenario, scenario.questions.size());
    const auto created = app::Store::create(directory_ + "/store", files.at("programme.toml"),
                                            "programme.toml", kClock);
    REQUIRE_MESSAGE(created, created.error().message);
  }
  ~FollowingStore() { fs::remove_all(directory_); }
  FollowingStore(const FollowingStore&) = delete;
  FollowingStore& operator=(const FollowingStore&) = delete;

  scenarios::Answers answers() {
    return {[this](const auto&, const attribution::CreditQuery& query)
                -> base::Result<std::vector<attribution::CreditRow>> {
              app::View* view = TRY(next_view());
              return TRY(app::credit(*view, query)).rows();
            },
            [this](const auto&,
                   base::Month month) -> base::Result<std::vector<attribution::EarningLine>> {
              app::View* view = TRY(next_view());
              return app::earnings(*view, month);
            },
            [this](const auto&,
                   base::Month month) -> base::Result<std::vector<attribution::ReconcileRow>> {
              app::View* view = TRY(next_view());
              return app::reconcile(*view, month);
            },
            [this](const auto&, const attribution::CompetencyQuery& query)
                -> base::Result<std::vector<attribution::CompetencyStatus>> {
              app::View* view = TRY(next_view());
              return app::competencies(*view, query);
            },
            [this](const auto&,
                   base::Month month) -> base::Result<std::vector<attribution::CoverageRow>> {
              app::View* view = TRY(next_view());
              return app::coverage(*view, month);
            },
            [this](const scenarios::Books& books, const scenarios::BookAct& act) {
              return do_act(books.programme, act);
            },
            [this]() { return entries(); }};
  }

  void verify() {
    store_.reset();
    auto store = app::Store::open(directory_ + "/store", storage::OpenFor::Reading, kClock);
    REQUIRE_MESSAGE(store, store.error().message);
    const auto report = app::verify(*store, true, {});
    REQUIRE_MESSAGE(report, report.error().message);
    for (const auto& finding : report->violations) {
      FAIL_CHECK(finding.subject << ": " << finding.message);
    }
  }

 private:
  base::Result<std::vector<ledger::Entry>> entries() {
    std::vector<ledger::Entry> out;
    for (auto& one : TRY(app::ledger_entries(*store_, {})))
      out.push_back(std::move(one.entry));
    return out;
  }

  // A close by two persons, who waive whatever is open.
  base::Status close(base::Month month) {
    const app::PeriodRun frozen = TRY(app::freeze_period(*store_, month, "operator:anna", {}));
    for (const closing::ChecklistItem& one : frozen.items) {
      if (one.state == closing::ItemState::Open)
        TRY(app::waive_item(*store_, month, one.item, "operator:ben", "a scenario"));
    }
    TRY(app::sign_off(*store_, month, {"operator:ben", {}, month.end()}, {}));
    return {};
  }

  base::Status do_act(const programs::Programme& programme, const scenarios::BookAct& act) {
    TRY(next_view());
    if (act.kind == scenarios::BookAct::Kind::Close) return close(act.month);
    const auto before = TRY(entries());
    const auto periods = TRY(app::periods(*store_));
    const auto made = TRY(scenarios::entries_of(act, before, programme.parameters,
                                                closing::last_closed(periods)->month + 1));
    if (made.empty()) return {};
    TRY(storage::open_ledger(store_->record())->post({"operator:anna", "post", {}, {}}, made));
    return {};
  }

  base::Result<app::View*> next_view() {
    REQUIRE(next_ < asked_.size());
    view_.reset();
    store_.reset();
    store_.emplace(TRY(app::Store::open(directory_ + "/store", storage::OpenFor::Writing, kClock)));
    TRY_STATUS(take_in(asked_[next_++]));
    view_ = TRY(app::open_view(*store_, base::CommitNumber::latest(), {}));
    return view_.get();
  }

  base::Status take_in(std::size_t question) {
    const std::string folder = directory_ + "/" + std::to_string(question);
    fs::create_directory(folder);
    app::ImportOrder registry;
    app::IngestOrder usage;
    usage.mapping = TRY(app::find_mapping("canonical"));
    usage.mapping.round = true;  // a scenario may say what rounding puts aside
    for (const auto& [name, text] : scenarios::to_files(scenario_, question)) {
      const std::string path = folder + "/" + name;
      std::ofstream(path, std::ios::binary) << text;
      if (name == "usage.csv") {
        usage.files.push_back(path);
      } else if (name != "programme.toml") {
        registry.files.push_back(path);
      }
    }
    base::Status failed;
    const auto answered = [&](const std::string& file, const auto& answer) {
      if (!answer && failed)
        failed = base::fail(answer.error().code, file + ": " + answer.error().message);
    };
    TRY_STATUS(app::import_files(*store_, registry, {}, answered));
    TRY_STATUS(app::ingest_files(*store_, usage, {}, answered));
    return failed;
  }

  const scenarios::Scenario& scenario_;
  std::string directory_ = (fs::temp_directory_path() / "accredit-scenario-XXXXXX").string();
  std::vector<std::size_t> asked_;
  std::size_t next_ = 0;
  std::optional<app::Store> store_;
  std::unique_ptr<app::View> view_;
};

}  // namespace

TEST_CASE("every scenario passes through a real store, which verifies") {
  const auto shipped = programs::load(programs::shipped_cloud_2016(), "cloud-2016.toml").value();
  for (const auto& entry : fs::recursive_directory_iterator("tests/scenarios")) {
    if (entry.path().extension() != ".scn") continue;
    CAPTURE(entry.path().string());
    auto scenario =
        scenarios::parse_scenario(shipped, text_of(entry.path()), entry.path().string());
    REQUIRE(scenario);
    scenario->every_order = false;  // orders are permuted in memory, and in ingest's own tests
    FollowingStore store(*scenario);
    const auto status = scenarios::run_scenario(*scenario, store.answers());
    CHECK_MESSAGE(status, (status ? std::string() : status.error().message));
    store.verify();
  }
}
