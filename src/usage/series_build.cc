// Building and extending the index: base index + new facts -> next index, written beside the old
// one and renamed into place.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <optional>
#include <thread>

#include "base/check.h"
#include "usage/series_encode.h"
#include "usage/series_index.h"
#include "usage/series_layout.h"

namespace usage {

void Checksum::update(const std::byte* at, std::size_t bytes) {
  for (; bytes >= 8; bytes -= 8, at += 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    sum_ = (sum_ ^ word) * 0xFF51'AFD7'ED55'8CCD;
    sum_ ^= sum_ >> 32;
  }
  if (bytes > 0) {
    std::byte last[8] = {};
    std::memcpy(last, at, bytes);
    update(last, 8);
  }
}

std::uint32_t Dictionary::number(std::string_view word) {
  if (const auto found = numbers.find(word); found != numbers.end()) return found->second;
  const auto next = static_cast<std::uint32_t>(words.size());
  words.emplace_back(word);
  numbers.emplace(words.back(), next);
  return next;
}

namespace {

constexpr std::size_t kFactsInMemory = 64'000'000;
constexpr std::uint32_t kSubscriptionsAtOnce = 2'048;

// A file that is written front to back, checksummed after its header.
class IndexFile {
 public:
  explicit IndexFile(std::string path) : path_(std::move(path)) {
    file_ = ::open(path_.c_str(), O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0644);
  }
  IndexFile(const IndexFile&) = delete;
  IndexFile& operator=(const IndexFile&) = delete;
  ~IndexFile() {
    if (file_ >= 0) ::close(file_);
    if (!kept_) ::unlink(path_.c_str());
  }

  std::uint64_t size() const { return size_; }
  std::uint64_t checksum() const { return sum_.value(); }

  base::Status append(const void* bytes, std::size_t count) {
    if (size_ > 0) sum_.update(static_cast<const std::byte*>(bytes), count);
    return write_at(size_, bytes, count);
  }
  base::Status write_header(const IndexHeader& header) {
    const std::uint64_t end = size_;
    const auto written = write_at(0, &header, sizeof header);
    size_ = end;
    return written;
  }
  // Makes the file durable and gives it its name.
  base::Status keep(const std::string& name) {
    if (::fdatasync(file_) != 0 || std::rename(path_.c_str(), name.c_str()) != 0) return failed();
    kept_ = true;
    return {};
  }

 private:
  base::Status write_at(std::uint64_t at, const void* bytes, std::size_t count) {
    const auto* from = static_cast<const char*>(bytes);
    while (count > 0) {
      const ssize_t done = ::pwrite(file_, from, count, static_cast<off_t>(at));
      if (done <= 0) return failed();
      from += done;
      at += static_cast<std::uint64_t>(done);
      count -= static_cast<std::size_t>(done);
    }
    size_ = std::max(size_, at);
    return {};
  }
  base::Status failed() const {
    return base::fail(base::Code::Io, "cannot write the series index " + path_ + ": " +
                                          std::strerror(errno) +
                                          "; free space in the data directory and try again");
  }

  std::string path_;
  int file_ = -1;
  bool kept_ = false;
  std::uint64_t size_ = 0;
  Checksum sum_;
};

// Merges a base index and new facts into the next index.
class Merge {
 public:
  Merge(const SeriesIndex* base, FactStore& facts, const Dictionary& workloads,
        const Dictionary& currencies, std::span<const base::SubscriptionKey> dropped,
        std::uint32_t subscriptions, int threads);

  base::Status write(const std::string& name, base::CommitNumber usage_commit);

 private:
  // One worker's share: the blocks of consecutive subscriptions.
  struct Part {
    std::vector<BlockSlot> slots;  // at: offset in `bytes`
    std::vector<std::byte> bytes;
    Summary summary;
  };

  bool before(const LaneKey& a, const LaneKey& b) const;
  bool is_dropped(std::uint32_t subscription) const {
    return std::binary_search(dropped_.begin(), dropped_.end(),
                              base::SubscriptionKey{subscription});
  }
  LaneKey lane_of(const Series& series) const {
    return {base_workload_[series.workload],
            static_cast<std::uint16_t>(base_currency_[series.currency]), series.measure,
            series.counted};
  }
  // The lane under the numbers of the new index.
  LaneKey renumbered(LaneKey lane) const {
    lane.workload = workload_rank_[lane.workload];
    lane.currency = static_cast<std::uint16_t>(currency_rank_[lane.currency]);
    return lane;
  }
  void number_words();
  void merge_subscription(std::uint32_t subscription, Block& block, Summary& summary) const;
  void merge_range(std::uint32_t from, std::uint32_t to, Part& part) const;
  base::Status write_blocks(IndexFile& file);
  base::Status write_tables(IndexFile& file);

  const SeriesIndex* base_;
  const FactStore& facts_;
  const Dictionary& workloads_;
  const Dictionary& currencies_;
  const std::span<const base::SubscriptionKey> dropped_;
  const std::uint32_t subscriptions_;
  const int threads_;
  std::vector<std::uint32_t> base_workload_, base_currency_;  // numbers of base -> dictionaries
  std::vector<std::uint32_t> workload_rank_, currency_rank_;  // dictionaries -> new index
  std::vector<std::string> words_;  // those in use: workloads, then currencies, sorted
  std::vector<BlockSlot> slots_;
  Summary summary_;
  IndexHeader header_{};
};

Merge::Merge(const SeriesIndex* base, FactStore& facts, const Dictionary& workloads,
             const Dictionary& currencies, std::span<const base::SubscriptionKey> dropped,
             std::uint32_t subscriptions, int threads)
    : base_(base),
      facts_(facts),
      workloads_(workloads),
      currencies_(currencies),
      dropped_(dropped),
      subscriptions_(subscriptions),
      threads_(threads) {
  for (std::uint32_t w = 0; base_ != nullptr && w < base_->workloads(); ++w) {
    base_workload_.push_back(workloads_.numbers.find(base_->workload(w))->second);
  }
  for (std::uint32_t c = 0; base_ != nullptr && c < base_->currencies(); ++c) {
    base_currency_.push_back(currencies_.numbers.find(base_->currency(c))->second);
  }
  facts.sort(
      subscriptions, [&](const LaneKey& a, const LaneKey& b) { return before(a, b); }, threads);
  number_words();
}

// Series of a subscription stand in this order; texts decide, so that numbering does not matter.
bool Merge::before(const LaneKey& a, const LaneKey& b) const {
  if (a.measure != b.measure) return a.measure < b.measure;
  if (a.counted != b.counted) return a.counted < b.counted;
  const std::string& wa = workloads_.words[a.workload];
  const std::string& wb = workloads_.words[b.workload];
  if (wa != wb) return wa < wb;
  return currencies_.words[a.currency] < currencies_.words[b.currency];
}

// Numbers the words in use in text order, so that the same facts always give the same bytes.
void Merge::number_words() {
  std::vector<char> workload_used(workloads_.words.size());
  std::vector<char> currency_used(currencies_.words.size());
  const auto use = [&](const LaneKey& lane) {
    workload_used[lane.workload] = 1;
    currency_used[lane.currency] = 1;
  };
  for (const LaneKey& lane : facts_.lanes())
    use(lane);
  for (std::uint32_t s = 0; base_ != nullptr && s < subscriptions_; ++s) {
    if (is_dropped(s)) continue;
    for (const Series& series : base_->of({s}))
      use(lane_of(series));
  }
  const auto rank = [&](const Dictionary& all, const std::vector<char>& used) {
    std::vector<std::uint32_t> numbers(all.words.size());
    std::uint32_t next = 0;
    for (const auto& [word, number] : all.numbers) {  // in text order
      if (used[number] == 0) continue;
      numbers[number] = next++;
      words_.push_back(word);
    }
    return numbers;
  };
  workload_rank_ = rank(workloads_, workload_used);
  header_.workloads = static_cast<std::uint32_t>(words_.size());
  currency_rank_ = rank(currencies_, currency_used);
  header_.currencies = static_cast<std::uint16_t>(words_.size() - header_.workloads);
}

void decode(const SeriesView& view, std::vector<Entry>& out) {
  for (std::uint32_t e = 0; e < view.series->entries; ++e) {
    out.push_back({view.day(e).number, view.amount(e).units(), view.quantity(e).units()});
  }
}

// Adds up entries of equal days. Requires: each half sorted by day.
void settle_days(std::vector<Entry>& entries, std::size_t middle) {
  const auto by_day = [](const Entry& a, const Entry& b) { return a.day < b.day; };
  if (middle > 0) {
    std::inplace_merge(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(middle),
                       entries.end(), by_day);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (kept > 0 && entries[kept - 1].day == entries[i].day) {
      Entry& same = entries[kept - 1];
      ASSERT(!__builtin_add_overflow(same.amount, entries[i].amount, &same.amount));
      ASSERT(!__builtin_add_overflow(same.quantity, entries[i].quantity, &same.quantity));
    } else {
      entries[kept++] = entries[i];
    }
  }
  entries.resize(kept);
}

void Merge::merge_subscription(std::uint32_t subscription, Block& block, Summary& summary) const {
  std::span<const Series> old;
  if (base_ != nullptr && !is_dropped(subscription)) old = base_->of({subscription});
  std::span<const PackedFact> fresh = facts_.of(subscription);
  std::vector<Entry> entries;
  while (!old.empty() || !fresh.empty()) {
    const bool take_old =
        !old.empty() &&
        (fresh.empty() || !before(facts_.lanes()[fresh.front().lane], lane_of(old.front())));
    const LaneKey lane = take_old ? lane_of(old.front()) : facts_.lanes()[fresh.front().lane];
    if (take_old && (fresh.empty() || !(facts_.lanes()[fresh.front().lane] == lane))) {
      copy(renumbered(lane), old.front(), block, summary);
      old = old.subspan(1);
      continue;
    }
    entries.clear();
    for (; !old.empty() && lane_of(old.front()) == lane; old = old.subspan(1)) {
      decode(SeriesView(old.front()), entries);
    }
    const std::size_t middle = entries.size();
    const std::uint32_t rank = fresh.front().lane;
    for (; !fresh.empty() && fresh.front().lane == rank; fresh = fresh.subspan(1)) {
      const PackedFact& fact = fresh.front();
      entries.push_back({fact.day, facts_.amount(fact), facts_.quantity(fact)});
    }
    settle_days(entries, middle);
    encode(renumbered(lane), entries, block, summary);
  }
}

void Merge::merge_range(std::uint32_t from, std::uint32_t to, Part& part) const {
  Block block;
  for (std::uint32_t s = from; s < to; ++s) {
    merge_subscription(s, block, part.summary);
    part.slots.push_back({part.bytes.size(), static_cast<std::uint32_t>(block.series.size()),
                          static_cast<std::uint32_t>(block.bytes())});
    block.finish(part.bytes);
  }
}

base::Status Merge::write_blocks(IndexFile& file) {
  const auto workers = static_cast<std::uint32_t>(threads_);
  for (std::uint32_t from = 0; from < subscriptions_; from += workers * kSubscriptionsAtOnce) {
    std::vector<Part> parts(workers);
    {
      std::vector<std::jthread> running;
      for (std::uint32_t w = 0; w < workers; ++w) {
        const std::uint32_t begin = std::min(from + w * kSubscriptionsAtOnce, subscriptions_);
        const std::uint32_t end = std::min(begin + kSubscriptionsAtOnce, subscriptions_);
        running.emplace_back([&, w, begin, end] { merge_range(begin, end, parts[w]); });
      }
    }
    for (Part& part : parts) {
      for (BlockSlot slot : part.slots) {
        slot.at += file.size();
        slots_.push_back(slot);
      }
      summary_.add(part.summary);
      TRY_STATUS(file.append(part.bytes.data(), part.bytes.size()));
    }
  }
  return {};
}

base::Status Merge::write_tables(IndexFile& file) {
  header_.directory_at = file.size();
  TRY_STATUS(file.append(slots_.data(), slots_.size() * sizeof(BlockSlot)));
  std::string words;
  for (const std::string& word : words_) {
    const auto length = static_cast<std::uint32_t>(word.size());
    words.append(reinterpret_cast<const char*>(&length), 4).append(word);
  }
  header_.words_at = file.size();
  TRY_STATUS(file.append(words.data(), words.size()));
  header_.size = file.size();
  return {};
}

base::Status Merge::write(const std::string& name, base::CommitNumber usage_commit) {
  IndexFile file(name + "." + std::to_string(::getpid()) + ".tmp");
  std::memcpy(header_.magic, kIndexMagic, sizeof kIndexMagic);
  header_.version = kIndexVersion;
  header_.usage_commit = usage_commit.number;
  header_.subscriptions = subscriptions_;
  static_assert(sizeof(IndexHeader) % 8 == 0);
  TRY_STATUS(file.append(&header_, sizeof header_));
  TRY_STATUS(write_blocks(file));
  TRY_STATUS(write_tables(file));
  const auto split = [](base::Int128 value, std::int64_t(&words)[2]) {
    words[0] = static_cast<std::int64_t>(static_cast<std::uint64_t>(value));
    words[1] = static_cast<std::int64_t>(value >> 64);
  };
  header_.series = summary_.series;
  header_.entries = summary_.entries;
  header_.amount_scale = summary_.amount_scale;
  header_.quantity_scale = summary_.quantity_scale;
  split(summary_.bound_amount, header_.bound_amount);
  split(summary_.bound_quantity, header_.bound_quantity);
  header_.checksum = file.checksum();
  TRY_STATUS(file.write_header(header_));
  return file.keep(name);
}

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
  base_ = TRY(SeriesIndex::open(name_));
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
