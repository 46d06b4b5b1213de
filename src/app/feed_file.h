// A file that is written once, line by line.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace app {

class FeedFile {
 public:
  // Creates or replaces the file and writes its header line.
  static base::Result<FeedFile> create(const std::string& path, std::string_view header);

  // Append to the current line; end() ends it. Texts must not need quotes.
  FeedFile& cell(std::string_view text);
  FeedFile& cell(std::int64_t number);
  // `value` / 10^decimals, exactly and without trailing zeros.
  FeedFile& decimal(std::int64_t value, int decimals);
  void end();

  std::int64_t rows() const { return rows_; }
  // Must be called; errors of writing show here.
  base::Status close();

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  FeedFile(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}
  void separate();

  std::string path_;
  std::unique_ptr<std::FILE, Closer> file_;
  std::string text_;
  bool line_begun_ = false;
  bool failed_ = false;
  std::int64_t rows_ = 0;
};

}  // namespace app
