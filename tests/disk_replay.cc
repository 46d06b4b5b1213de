#include "tests/disk_replay.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace tests {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kSector = 512;

class NoteReader {
 public:
  explicit NoteReader(std::string bytes) : bytes_(std::move(bytes)) {}
  bool more() const { return at_ < bytes_.size(); }
  char letter() { return bytes_[at_++]; }
  std::int64_t number() {
    std::int64_t out = 0;
    REQUIRE(bytes_.size() - at_ >= sizeof out);
    std::memcpy(&out, bytes_.data() + at_, sizeof out);
    at_ += sizeof out;
    return out;
  }
  std::string text() {
    const auto size = static_cast<std::size_t>(number());
    REQUIRE(bytes_.size() - at_ >= size);
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

std::string folder_of(const std::string& path) {
  return path.substr(0, path.rfind('/'));
}

bool chance(std::mt19937_64& random, unsigned percent) {
  return random() % 100 < percent;
}

}  // namespace

std::vector<DiskNote> read_notes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  NoteReader reader(std::string(std::istreambuf_iterator<char>(file), {}));
  std::vector<DiskNote> notes;
  while (reader.more()) {
    DiskNote& note = notes.emplace_back();
    note.kind = static_cast<DiskNote::Kind>(reader.letter());
    note.path = reader.text();
    note.to = reader.text();
    note.data = reader.text();
    note.number = reader.number();
    reader.number();
  }
  return notes;
}

void Disk::apply_to(std::string& bytes, const Change& change) {
  const auto at = static_cast<std::size_t>(change.at);
  if (change.truncates) {
    bytes.resize(at, '\0');
    return;
  }
  if (bytes.size() < at + change.data.size()) bytes.resize(at + change.data.size(), '\0');
  bytes.replace(at, change.data.size(), change.data);
}

void Disk::rename_in(std::map<std::string, int>& names, const NameChange& change) const {
  if (!change.gone.empty()) names.erase(change.gone);
  if (change.file < 0) {
    names.erase(change.path);
  } else {
    names[change.path] = change.file;
  }
}

void Disk::change_name(NameChange change) {
  rename_in(names_, change);
  pending_names_[folder_of(change.path)].push_back(std::move(change));
}

void Disk::apply(const DiskNote& note) {
  using Kind = DiskNote::Kind;
  switch (note.kind) {
    case Kind::Create:
    case Kind::MakeDirectory:
      files_.push_back({});
      files_.back().directory = note.kind == Kind::MakeDirectory;
      change_name({note.path, static_cast<int>(files_.size()) - 1, ""});
      break;
    case Kind::Rename:
      // What the C library opened itself was not noted: a file of no importance.
      if (names_.contains(note.path)) change_name({note.to, names_.at(note.path), note.path});
      break;
    case Kind::Unlink:
      if (names_.contains(note.path)) change_name({note.path, -1, ""});
      break;
    case Kind::Write:
    case Kind::Truncate: {
      const auto name = names_.find(note.path);
      if (name == names_.end()) break;  // its name is gone already
      File& file = files_[static_cast<std::size_t>(name->second)];
      file.pending.push_back({note.number, note.data, note.kind == Kind::Truncate});
      apply_to(file.now, file.pending.back());
      break;
    }
    case Kind::Flush: {
      for (const NameChange& change : pending_names_[note.path])
        rename_in(flushed_names_, change);
      pending_names_.erase(note.path);
      const auto name = names_.find(note.path);
      if (name == names_.end()) break;
      File& file = files_[static_cast<std::size_t>(name->second)];
      file.flushed = file.now;
      file.pending.clear();
      break;
    }
    case Kind::Said:
    case Kind::Chapter: break;
  }
}

std::string Disk::survivor(const File& file, Survives what, std::mt19937_64& random) const {
  if (what == Survives::All) return file.now;
  std::string out = file.flushed;
  if (what == Survives::Nothing) return out;
  const auto percent = static_cast<unsigned>(25 + random() % 75);
  for (const Change& change : file.pending) {
    if (change.truncates || what != Survives::Sectors) {
      if (chance(random, percent)) apply_to(out, change);
      continue;
    }
    const auto size = static_cast<std::int64_t>(change.data.size());
    for (std::int64_t from = 0; from < size;) {
      const std::int64_t to =
          std::min(size, (change.at + from) / kSector * kSector + kSector - change.at);
      if (chance(random, percent)) {
        apply_to(out, {change.at + from,
                       change.data.substr(static_cast<std::size_t>(from),
                                          static_cast<std::size_t>(to - from)),
                       false});
      }
      from = to;
    }
  }
  return out;
}

DiskState Disk::crash(Survives what, std::mt19937_64& random) const {
  std::map<std::string, int> names = what == Survives::All ? names_ : flushed_names_;
  if (what != Survives::All && what != Survives::Nothing) {
    const auto percent = static_cast<unsigned>(random() % 101);
    for (const auto& [folder, changes] : pending_names_) {
      for (const NameChange& change : changes) {
        if (chance(random, percent)) rename_in(names, change);
      }
    }
  }
  DiskState state;
  for (const auto& [path, number] : names) {
    const File& file = files_[static_cast<std::size_t>(number)];
    // The map is in the order of paths: a directory stands before what is in it.
    const std::string folder = folder_of(path);
    if (names_.contains(folder) && !state.contains(folder + '/')) continue;
    if (file.directory) {
      state[path + '/'];
    } else {
      state[path] = survivor(file, what == Survives::Names ? Survives::All : what, random);
    }
  }
  return state;
}

void put(const DiskState& state, const std::string& root, const std::string& recorded_root) {
  fs::remove_all(root);
  for (const auto& [path, bytes] : state) {
    const std::string here = root + path.substr(recorded_root.size());
    if (path.ends_with('/')) {
      fs::create_directories(here);
    } else {
      std::ofstream(here, std::ios::binary) << bytes;
    }
  }
}

}  // namespace tests
