#include "storage/key_set.h"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <functional>
#include <utility>

#include "base/check.h"

namespace storage {
namespace {

constexpr std::string_view kMagic = "ACKEYS01";
constexpr std::size_t kLookedAt = std::size_t{1} << 21;  // keys of a mapped file at once

struct Header {
  std::array<char, 8> magic;
  std::uint64_t count;
  std::uint64_t checksum;
  std::array<char, 64> segment_sha256;
  std::array<char, 8> padding;
};
static_assert(sizeof(Header) == 96);

// Four lanes, so that checking runs at the speed of memory.
class Checksum {
 public:
  void add(std::span<const std::uint64_t> values) {
    for (const std::uint64_t value : values) {
      std::uint64_t& lane = lanes_[count_++ & 3];
      lane = std::rotl(lane ^ value, 29) * 0x9E37'79B9'7F4A'7C15ULL;
    }
  }
  std::uint64_t value() const {
    std::uint64_t out = count_;
    for (const std::uint64_t lane : lanes_)
      out = std::rotl(out ^ lane, 31) * 0xC2B2'AE3D'27D4'EB4FULL;
    return out;
  }

 private:
  std::array<std::uint64_t, 4> lanes_{1, 2, 3, 4};
  std::uint64_t count_ = 0;
};

Header header_of(std::uint64_t count, std::uint64_t checksum, std::string_view sha256) {
  Header out{};
  std::ranges::copy(kMagic, out.magic.begin());
  out.count = count;
  out.checksum = checksum;
  ASSERT(sha256.size() <= out.segment_sha256.size());
  std::ranges::copy(sha256, out.segment_sha256.begin());
  return out;
}

std::string_view bytes_of(const Header& header) {
  return {reinterpret_cast<const char*>(&header), sizeof(header)};
}

// Writes distinct values in order and remembers those that came twice.
class DistinctWriter {
 public:
  explicit DistinctWriter(FileWriter& file) : file_(file) { block_.reserve(kBlock); }

  base::Status add(std::uint64_t value) {
    if (any_ && value == last_) {
      if (twice_.empty() || twice_.back() != value) twice_.push_back(value);
      return {};
    }
    any_ = true;
    last_ = value;
    block_.push_back(value);
    return block_.size() < kBlock ? base::Status() : flush();
  }
  base::Status flush() {
    checksum_.add(block_);
    count_ += block_.size();
    const base::Status status = file_.write_numbers(block_);
    block_.clear();
    return status;
  }
  Header header(std::string_view sha256) const {
    return header_of(count_, checksum_.value(), sha256);
  }
  std::vector<std::uint64_t>& twice() { return twice_; }

 private:
  static constexpr std::size_t kBlock = 1 << 14;
  FileWriter& file_;
  std::vector<std::uint64_t> block_, twice_;
  Checksum checksum_;
  std::uint64_t count_ = 0;
  std::uint64_t last_ = 0;
  bool any_ = false;
};

std::span<const std::uint64_t> numbers_of(std::string_view bytes) {
  return {reinterpret_cast<const std::uint64_t*>(bytes.data()), bytes.size() / 8};
}

// Sorted values, of a file or of memory, one after the other.
class Run {
 public:
  explicit Run(std::span<const std::uint64_t> values) : left_(values) {}
  static base::Result<Run> open(const std::string& path) {
    Run out{{}};
    out.file_ = Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!out.file_.open())
      return base::fail(base::Code::Io, path + " cannot be opened: " + std::strerror(errno));
    out.buffer_.resize(kBlock);
    return out;
  }

  // False: there are no more. Otherwise front() is the next one.
  base::Result<bool> ready() {
    if (!left_.empty() || !file_.open()) return !left_.empty();
    const std::span<char> room(reinterpret_cast<char*>(buffer_.data()), kBlock * 8);
    std::size_t filled = 0;
    while (filled < room.size()) {
      const ssize_t got = ::read(file_.number(), room.data() + filled, room.size() - filled);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0)
        return base::fail(base::Code::Io,
                          std::string("keys cannot be read: ") + std::strerror(errno));
      if (got == 0) break;
      filled += static_cast<std::size_t>(got);
    }
    left_ = std::span(buffer_).first(filled / 8);
    return !left_.empty();
  }
  std::uint64_t front() const { return left_.front(); }
  void drop_front() { left_ = left_.subspan(1); }

 private:
  static constexpr std::size_t kBlock = std::size_t{1} << 13;
  Descriptor file_;
  std::vector<std::uint64_t> buffer_;
  std::span<const std::uint64_t> left_;
};

base::Status merge(std::span<Run> runs, DistinctWriter& out) {
  using Head = std::pair<std::uint64_t, Run*>;
  std::vector<Head> heads;  // a heap, the least one first
  for (Run& run : runs) {
    if (TRY(run.ready())) heads.emplace_back(run.front(), &run);
  }
  std::ranges::make_heap(heads, std::greater<>());
  while (!heads.empty()) {
    std::ranges::pop_heap(heads, std::greater<>());
    auto& [value, run] = heads.back();
    TRY_STATUS(out.add(value));
    run->drop_front();
    if (TRY(run->ready())) {
      value = run->front();
      std::ranges::push_heap(heads, std::greater<>());
    } else {
      heads.pop_back();
    }
  }
  return {};
}

}  // namespace

void sort_fingerprints(std::vector<std::uint64_t>& values, std::vector<std::uint64_t>& scratch) {
  constexpr unsigned kBits = 11;
  constexpr std::size_t kBuckets = std::size_t{1} << kBits;
  if (values.size() < kBuckets * 8) {
    std::ranges::sort(values);
    return;
  }
  // Fingerprints are spread evenly: one pass by the top bits leaves buckets that fit the cache.
  std::array<std::size_t, kBuckets + 1> start{};
  for (const std::uint64_t value : values)
    ++start[(value >> (64 - kBits)) + 1];
  for (std::size_t i = 1; i <= kBuckets; ++i)
    start[i] += start[i - 1];
  std::array<std::size_t, kBuckets + 1> next = start;
  scratch.resize(values.size());
  for (const std::uint64_t value : values)
    scratch[next[value >> (64 - kBits)]++] = value;
  values.swap(scratch);
  for (std::size_t i = 0; i < kBuckets; ++i) {
    std::sort(values.begin() + static_cast<std::ptrdiff_t>(start[i]),
              values.begin() + static_cast<std::ptrdiff_t>(start[i + 1]));
  }
}

KeyCollector::~KeyCollector() {
  for (const std::string& run : runs_)
    remove_quietly(run);
}

base::Status KeyCollector::add(std::span<const std::uint64_t> fingerprints) {
  if (held_.size() + fingerprints.size() > held_max_) TRY_STATUS(spill());
  held_.insert(held_.end(), fingerprints.begin(), fingerprints.end());
  return {};
}

base::Status KeyCollector::spill() {
  sort_fingerprints(held_, scratch_);
  runs_.push_back(stem_ + ".run-" + std::to_string(runs_.size()) + ".tmp");
  FileWriter file = TRY(FileWriter::create(runs_.back()));
  TRY_STATUS(file.write_numbers(held_));
  TRY_STATUS(file.flush());  // it need not outlive this process
  held_.clear();
  return {};
}

base::Result<std::vector<std::uint64_t>> KeyCollector::write(const std::string& path,
                                                             std::string_view segment_sha256) {
  sort_fingerprints(held_, scratch_);
  scratch_ = {};
  std::vector<Run> runs;
  runs.emplace_back(held_);
  for (const std::string& run : runs_)
    runs.push_back(TRY(Run::open(run)));
  FileWriter file = TRY(FileWriter::create(path));
  TRY_STATUS(file.write(bytes_of(header_of(0, 0, ""))));
  DistinctWriter out(file);
  TRY_STATUS(merge(runs, out));
  TRY_STATUS(out.flush());
  TRY_STATUS(file.finish());
  TRY_STATUS(file.write_at_start(bytes_of(out.header(segment_sha256))));
  held_ = {};
  return std::move(out.twice());
}

base::Result<KeySet> KeySet::open(const std::string& path, std::string_view segment_sha256) {
  MappedFile file = TRY(MappedFile::open(path));
  const std::string_view bytes = file.bytes();
  const auto damaged = [&] {
    return base::fail(base::Code::Corrupt, path + " is damaged or belongs to another segment");
  };
  if (bytes.size() < sizeof(Header)) return damaged();
  Header header;
  std::memcpy(&header, bytes.data(), sizeof(header));
  const auto keys = numbers_of(bytes.substr(sizeof(header)));
  const std::string_view tied(header.segment_sha256.data(), header.segment_sha256.size());
  if (std::string_view(header.magic.data(), 8) != kMagic || header.count != keys.size() ||
      tied != segment_sha256) {
    return damaged();
  }
  Checksum checksum;
  for (std::size_t at = 0; at < keys.size(); at += kLookedAt) {
    checksum.add(keys.subspan(at, std::min(kLookedAt, keys.size() - at)));
    file.let_go();
  }
  if (checksum.value() != header.checksum) return damaged();
  return KeySet(std::move(file), keys);
}

base::Status tie_keys(const std::string& path, std::string_view segment_sha256) {
  Header header;
  {
    const MappedFile file = TRY(MappedFile::open(path));
    ASSERT(file.bytes().size() >= sizeof(header));
    std::memcpy(&header, file.bytes().data(), sizeof(header));
  }
  ASSERT(segment_sha256.size() == header.segment_sha256.size());
  std::ranges::copy(segment_sha256, header.segment_sha256.begin());
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  const bool good = file.open() &&
                    ::pwrite(file.number(), &header, sizeof(header), 0) == sizeof(header) &&
                    ::fsync(file.number()) == 0;
  if (good) return {};
  return base::fail(base::Code::Io, path + " cannot be written: " + std::strerror(errno));
}

void append_common(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b,
                   std::vector<std::uint64_t>& out) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() * 16 >= b.size()) {
    // Which side moves on is a coin toss, so the step is computed, not branched on.
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
      const std::uint64_t x = a[i];
      const std::uint64_t y = b[j];
      if (x == y) out.push_back(x);
      i += static_cast<std::size_t>(x <= y);
      j += static_cast<std::size_t>(y <= x);
    }
    return;
  }
  // A small set in a large one: leap from hit to hit instead of reading all of the large one.
  auto at = b.begin();
  for (const std::uint64_t value : a) {
    std::ptrdiff_t step = 1;
    while (b.end() - at > step && *(at + step) < value)
      step *= 2;
    at = std::lower_bound(at, b.end() - at > step ? at + step : b.end(), value);
    if (at == b.end()) return;
    if (*at == value) out.push_back(value);
  }
}

void append_common(const KeySet& a, const KeySet& b, std::vector<std::uint64_t>& out) {
  auto left = a.keys();
  auto right = b.keys();
  while (!left.empty() && !right.empty()) {
    // As far as the side that comes to `kLookedAt` keys first.
    const std::uint64_t last = std::min(left[std::min(kLookedAt, left.size()) - 1],
                                        right[std::min(kLookedAt, right.size()) - 1]);
    const auto upto = [last](std::span<const std::uint64_t> keys) {
      const auto end = std::upper_bound(keys.begin(), keys.end(), last);
      return static_cast<std::size_t>(end - keys.begin());
    };
    const std::size_t l = upto(left), r = upto(right);
    append_common(left.first(l), right.first(r), out);
    left = left.subspan(l);
    right = right.subspan(r);
    a.let_go();
    b.let_go();
  }
}

}  // namespace storage
