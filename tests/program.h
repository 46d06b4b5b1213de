// The program from outside: a folder of its own, files in it, and the binary run there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tests {

struct Answer {
  int exit = -1;    // 128 + signal when it was killed
  std::string out;  // standard output
  std::string err;  // standard error

  bool says(std::string_view part) const { return err.find(part) != err.npos; }
};

// A folder below the system's temporary one, gone at the end.
class Bench {
 public:
  Bench();
  ~Bench();
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  const std::string& path() const { return path_; }
  std::string file(std::string_view name) const { return path_ + '/' + std::string(name); }
  void write(std::string_view name, std::string_view text) const;
  std::string read(std::string_view name) const;
  bool has(std::string_view name) const;

  // Runs `accredit WORDS...` in the folder with ACCREDIT_DATA=store and no other settings.
  Answer accredit(const std::vector<std::string>& words) const;
  // The same with files limited to `bytes`, as on a full disk.
  Answer accredit_on_full_disk(const std::vector<std::string>& words, unsigned long bytes) const;
  // Runs a line of shell there, the binary on PATH.
  Answer shell(const std::string& line) const;

 private:
  Answer run(const std::vector<std::string>& command) const;
  std::string path_;
};

// The program under test, from ACCREDIT_BINARY.
std::string binary();

// ---- a small world -----------------------------------------------------------------------------
// C1 has S1 (azure, metered, ea, USD), S2 (office, seat, direct_web, USD), S3 (azure, CSP indirect
// by provider P5 and reseller P4, EUR). P1 is DPOR of S1 until 2026-03-11, P2 from then on. P3 is
// delegated administrator of C1. P9 is terminated.

void write_registry(const Bench& bench);
// A store with that registry, commits 1 to 7.
void make_store(const Bench& bench);
// Canonical rows; 100 USD a day for S1 in March 2026.
std::string usage_header();
std::string usage_of_march();
// One canonical row of S1.
std::string usage_row(std::string_view key, std::string_view date, std::string_view amount,
                      int revision = 1, std::string_view subscription = "S1",
                      std::string_view currency = "USD");

}  // namespace tests
