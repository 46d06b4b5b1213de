#include "app/feed_file.h"

#include <cerrno>
#include <charconv>
#include <cstring>

#include "base/check.h"

namespace app {
namespace {

constexpr std::size_t kBlock = 1 << 20;

std::unexpected<base::Error> not_written(const std::string& path) {
  return base::fail(base::Code::Io, "'" + path + "' cannot be written: " + std::strerror(errno) +
                                        ". Check the path and the room on the disk");
}

}  // namespace

base::Result<FeedFile> FeedFile::create(const std::string& path, std::string_view header) {
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return not_written(path);
  FeedFile feed(path, file);
  feed.text_ = header;
  feed.text_ += '\n';
  return feed;
}

void FeedFile::separate() {
  if (line_begun_) text_ += ',';
  line_begun_ = true;
}

FeedFile& FeedFile::cell(std::string_view text) {
  ASSERT(text.find_first_of(",\"\n\r") == text.npos);
  separate();
  text_ += text;
  return *this;
}

FeedFile& FeedFile::cell(std::int64_t number) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  separate();
  text_.append(digits, end);
  return *this;
}

FeedFile& FeedFile::decimal(std::int64_t value, int decimals) {
  while (decimals > 0 && value % 10 == 0) {
    value /= 10;
    --decimals;
  }
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value < 0 ? -value : value).ptr;
  const auto count = static_cast<std::size_t>(end - digits);
  const auto places = static_cast<std::size_t>(decimals);
  separate();
  if (value < 0) text_ += '-';
  if (count <= places) text_ += '0';
  if (count > places) text_.append(digits, count - places);
  if (places == 0) return *this;
  text_ += '.';
  if (count < places) text_.append(places - count, '0');
  text_.append(count > places ? end - places : digits, end);
  return *this;
}

void FeedFile::end() {
  text_ += '\n';
  line_begun_ = false;
  ++rows_;
  if (text_.size() < kBlock) return;
  failed_ |= std::fwrite(text_.data(), 1, text_.size(), file_.get()) != text_.size();
  text_.clear();
}

base::Status FeedFile::close() {
  failed_ |= std::fwrite(text_.data(), 1, text_.size(), file_.get()) != text_.size();
  failed_ |= std::fflush(file_.get()) != 0;
  if (failed_) return not_written(path_);
  file_.reset();
  return {};
}

}  // namespace app
