#include "app/text_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

namespace app {
namespace {

struct Closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Closer>;

std::unexpected<base::Error> io_error(const std::string& path, std::string_view verb) {
  const base::Code code = errno == ENOENT ? base::Code::NotFound : base::Code::Io;
  return base::fail(code, "'" + path + "' cannot be " + std::string(verb) + ": " +
                              std::strerror(errno) + ". Check the path and its permissions");
}

}  // namespace

base::Result<std::string> read_text(const std::string& path, std::size_t bytes_max) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    return base::fail(base::Code::InvalidInput, "'" + path + "' is a folder, not a file");
  }
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return io_error(path, "opened");
  std::string text;
  char block[65536];
  while (const std::size_t got = std::fread(block, 1, sizeof block, file.get())) {
    text.append(block, got);
    if (text.size() > bytes_max) {
      return base::fail(base::Code::InvalidInput,
                        "'" + path + "' is larger than the " + std::to_string(bytes_max) +
                            " bytes that such a file may have. Is it the right file?");
    }
  }
  if (std::ferror(file.get()) != 0) return io_error(path, "read");
  return text;
}

base::Status write_text(const std::string& path, std::string_view text) {
  const std::string fresh = path + ".new";
  File file(std::fopen(fresh.c_str(), "wb"));
  if (!file) return io_error(fresh, "created");
  if (std::fwrite(text.data(), 1, text.size(), file.get()) != text.size() ||
      std::fflush(file.get()) != 0) {
    return io_error(fresh, "written");
  }
  file.reset();
  std::error_code error;
  std::filesystem::rename(fresh, path, error);
  if (error)
    return base::fail(base::Code::Io, "'" + path + "' cannot be replaced: " + error.message());
  return {};
}

}  // namespace app
