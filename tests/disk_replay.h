// A disk as it may look after the power failed: everything that was flushed, and any part of what
// was not. Data is flushed by fsync of its file, a name by fsync of its directory; a write may be
// torn at sectors of 512 bytes; file sizes grow with what arrived.
#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace tests {

// One note of tests/disk/recorder.cc.
struct DiskNote {
  enum class Kind : char {
    Create = 'C',
    Write = 'W',
    Truncate = 'T',
    Flush = 'F',
    Rename = 'R',
    Unlink = 'U',
    MakeDirectory = 'D',
    Said = 'S',     // to standard output or standard error
    Chapter = 'c',  // by the test: the next command begins
  };
  Kind kind = Kind::Said;
  std::string path, to, data;
  std::int64_t number = 0;  // offset of a write, size of a truncation
};
std::vector<DiskNote> read_notes(const std::string& path);

// What a crash leaves: contents by path; directories end in '/'.
using DiskState = std::map<std::string, std::string>;

// What of the unflushed survives.
enum class Survives : std::uint8_t { All, Nothing, Sectors, Writes, Names };

class Disk {
 public:
  void apply(const DiskNote& note);
  DiskState crash(Survives what, std::mt19937_64& random) const;

 private:
  struct Change {  // of a file's contents; a truncation has no data
    std::int64_t at = 0;
    std::string data;
    bool truncates = false;
  };
  struct File {
    bool directory = false;
    std::string now, flushed;
    std::vector<Change> pending;
  };
  struct NameChange {
    std::string path;
    int file = -1;     // -1: the name goes
    std::string gone;  // of a rename: the old name
  };
  static void apply_to(std::string& bytes, const Change& change);
  void rename_in(std::map<std::string, int>& names, const NameChange& change) const;
  void change_name(NameChange change);
  std::string survivor(const File& file, Survives what, std::mt19937_64& random) const;

  std::vector<File> files_;
  std::map<std::string, int> names_, flushed_names_;
  std::map<std::string, std::vector<NameChange>> pending_names_;  // by directory
};

// Writes the state below `root`, from which its paths begin, after removing what is there.
void put(const DiskState& state, const std::string& root, const std::string& recorded_root);

}  // namespace tests
