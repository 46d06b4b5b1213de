// Keeping the index current: extended from the newest older one with what the log gained since.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <thread>

#include "usage/series_index.h"
#include "usage/series_merge.h"

namespace usage {

std::uint32_t Dictionary::number(std::string_view word) {
  if (const auto found = numbers.find(word); found != numbers.end()) return found->second;
  const auto next = static_cast<std::uint32_t>(words.size());
  words.emplace_back(word);
  numbers.emplace(words.back(), next);
  return next;
}

namespace {

constexpr std::size_t kFactsInMemory = 64'000'000;

std::string index_name(const std::string& directory, base::CommitNumber commit) {
  return directory + "/series-" + std::to_string(commit.number) + ".idx";
}

// The commit of each index file in the directory, oldest first.
std::vector<base::CommitNumber> indexes_in(const std::string& directory) {
  std::vector<base::CommitNumber> out;
  std::error_code ignored;
  for (const auto& file : std::filesystem::directory_iterator(directory, ignored)) {
    std::int64_t commit = 0;
    int end = 0;
    const std::string name = file.path().filename().string();
    if (std::sscanf(name.c_str(), "series-%ld.idx%n", &commit, &end) == 1 &&
        end == static_cast<int>(name.size())) {
      out.push_back({commit});
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Extends an index with what the log gained since, or builds it from nothing.
class Extension {
 public:
  Extension(const std::string& directory, UsageLog& log, base::CommitNumber target,
            std::uint32_t subscriptions, const std::function<void(std::int64_t)>& progress)
      : name_(index_name(directory, target)),
        log_(log),
        target_(target),
        subscriptions_(subscriptions),
        progress_(progress) {}

  base::Result<SeriesIndex> run(std::optional<SeriesIndex> base_index);

 private:
  void take(const FactBatch& batch);
  base::Status flush();

  const std::string name_;
  UsageLog& log_;
  const base::CommitNumber target_;
  const std::uint32_t subscriptions_;
  const std::function<void(std::int64_t)>& progress_;
  std::optional<SeriesIndex> base_;
  Dictionary workloads_, currencies_;
  FactStore facts_;
  std::vector<base::SubscriptionKey> dropped_;   // leave the base index at the next flush
  std::vector<base::SubscriptionKey> complete_;  // read again as a whole: later facts are in it
  std::int64_t rows_ = 0;
  base::Status state_;
};

base::Status Extension::flush() {
  const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  Merge merge(base_ ? &*base_ : nullptr, facts_, workloads_, currencies_, dropped_, subscriptions_,
              threads);
  TRY_STATUS(merge.write(name_, target_));
  base_ = TRY(SeriesIndex::open(name_, SeriesIndex::Trust::JustWritten));
  facts_ = FactStore();
  dropped_.clear();
  return {};
}

void Extension::take(const FactBatch& batch) {
  if (!state_) return;
  if (complete_.empty()) {
    facts_.add(batch);
  } else {
    for (std::size_t i = 0; i < batch.size; ++i) {
      if (std::binary_search(complete_.begin(), complete_.end(), batch.subscription[i])) continue;
      facts_.add({1, batch.subscription + i, batch.workload + i, batch.measure + i,
                  batch.counted + i, batch.currency + i, batch.day + i, batch.amount + i,
                  batch.quantity + i});
    }
  }
  rows_ += static_cast<std::int64_t>(batch.size);
  if (progress_) progress_(rows_);
  if (facts_.size() >= kFactsInMemory) state_ = flush();
}

base::Result<SeriesIndex> Extension::run(std::optional<SeriesIndex> base_index) {
  base_ = std::move(base_index);
  const base::CommitNumber known{base_ ? base_->header().usage_commit : 0};
  for (std::uint32_t w = 0; base_ && w < base_->workloads(); ++w) {
    workloads_.number(base_->workload(w));
  }
  for (std::uint32_t c = 0; base_ && c < base_->currencies(); ++c) {
    currencies_.number(base_->currency(c));
  }
  const auto reader = [&](const FactBatch& batch) { take(batch); };
  // A subscription that lost a row is read again as a whole; all others only gain days.
  if (base_) dropped_ = TRY(log_.superseded_subscriptions(known, target_));
  if (!dropped_.empty()) {
    const std::vector<base::SubscriptionKey> again = dropped_;
    TRY_STATUS(log_.read_facts({0}, target_, again, workloads_, currencies_, reader));
    TRY_STATUS(state_);
    TRY_STATUS(flush());
    complete_ = again;
  }
  TRY_STATUS(log_.read_facts(known, target_, {}, workloads_, currencies_, reader));
  TRY_STATUS(state_);
  TRY_STATUS(flush());
  return std::move(*base_);
}

}  // namespace

base::Result<SeriesIndex> current_index(const std::string& directory, UsageLog& log,
                                        base::CommitNumber as_known, std::size_t subscriptions,
                                        const std::function<void(std::int64_t)>& progress) {
  const base::CommitNumber target = TRY(log.last_change(as_known));
  if (auto found = SeriesIndex::open(index_name(directory, target));
      found && found->header().usage_commit == target.number) {
    return found;
  }
  std::error_code failed;
  std::filesystem::create_directories(directory, failed);
  const std::vector<base::CommitNumber> present = indexes_in(directory);
  std::optional<SeriesIndex> base_index;
  for (auto commit = present.rbegin(); commit != present.rend() && !base_index; ++commit) {
    if (*commit >= target) continue;
    auto older = SeriesIndex::open(index_name(directory, *commit));
    if (older && older->header().usage_commit == commit->number) base_index = std::move(*older);
  }
  Extension extension(directory, log, target, static_cast<std::uint32_t>(subscriptions), progress);
  auto built = TRY(extension.run(std::move(base_index)));
  if (as_known == base::CommitNumber::latest()) {
    for (const base::CommitNumber commit : present) {
      if (commit < target) std::filesystem::remove(index_name(directory, commit), failed);
    }
  }
  return built;
}

}  // namespace usage
