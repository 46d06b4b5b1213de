// Replays a corpus through a fuzz target, without a fuzzer: every file of the folders and files
// named on the command line, and the empty input. Ends with 0 if the target survived them all.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void replay(const std::string& bytes) {
  const std::vector<std::uint8_t> input(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

std::vector<std::filesystem::path> files_under(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  if (!fs::is_directory(path)) {
    return fs::exists(path) ? std::vector{path} : std::vector<fs::path>{};
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  replay("");
  std::size_t count = 1;
  for (int i = 1; i < argc; ++i) {
    for (const auto& file : files_under(argv[i])) {
      std::cerr << file.string() << '\n';  // The last name printed is the one that crashed.
      std::ifstream in(file, std::ios::binary);
      replay(std::string(std::istreambuf_iterator<char>(in), {}));
      ++count;
    }
  }
  std::cerr << count << " inputs survived\n";
}
