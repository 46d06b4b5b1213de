#include "app/index_stamp.h"

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <set>
#include <vector>

#include "app/text_file.h"

namespace app {
namespace {

namespace fs = std::filesystem;

std::string stamp_path(const std::string& directory) {
  return directory + "/built";
}

std::string path_of(const std::string& directory, const std::string& name) {
  return directory + '/' + name;
}

// "series-9.idx 4711 1790000000.000000001"; empty when the file is gone.
std::string stamp_of(const std::string& directory, const std::string& name) {
  struct stat status {};
  if (::stat(path_of(directory, name).c_str(), &status) != 0) return "";
  return name + ' ' + std::to_string(status.st_size) + ' ' + std::to_string(status.st_mtim.tv_sec) +
         '.' + std::to_string(status.st_mtim.tv_nsec);
}

std::set<std::string> names_in(const std::string& directory) {
  std::set<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(directory, ignored)) {
    if (entry.path().extension() == ".idx") names.insert(entry.path().filename().string());
  }
  return names;
}

// One line each, in the order of the names.
std::string stamps(const std::string& directory) {
  std::string text;
  for (const std::string& name : names_in(directory))
    text += stamp_of(directory, name) + '\n';
  return text;
}

std::string noted(const std::string& directory) {
  auto text = read_text(stamp_path(directory));
  return text ? '\n' + *text : "";
}

}  // namespace

void drop_touched_indexes(const std::string& directory) {
  const std::string known = noted(directory);
  for (const std::string& name : names_in(directory)) {
    std::string line = "\n";
    line += stamp_of(directory, name);
    line += '\n';
    if (known.find(line) == known.npos) ::unlink(path_of(directory, name).c_str());
  }
}

void note_indexes(const std::string& directory) {
  const std::string text = stamps(directory);
  if ('\n' + text == noted(directory)) return;
  if (!write_text(stamp_path(directory), text)) ::unlink(stamp_path(directory).c_str());
}

}  // namespace app
