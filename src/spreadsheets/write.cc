// What the module exports: rows go in, a workbook lies at a path. In constant memory: a row is in a
// temporary file before the next one comes.
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <memory>

#include "spreadsheets/workbook.h"

namespace spreadsheets {
namespace {

constexpr std::size_t kNameMax = 31;  // of a sheet
constexpr int kDigitsMax = 15;        // that a number cell of every reader keeps

struct Closed {
  void operator()(lxw_workbook* book) const { workbook_close(book); }
};
using Book = std::unique_ptr<lxw_workbook, Closed>;

base::Status failed(lxw_error error, const std::string& path) {
  if (error == LXW_NO_ERROR) return {};
  return base::fail(base::Code::Io, path + " cannot be written: " + lxw_strerror(error));
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "-12.50": what a number cell keeps to the last digit.
bool is_short_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const bool is_number =
      point > 0 && point + 1 != text.size() &&
      std::ranges::all_of(text.substr(0, point), is_digit) &&
      (point == text.size() || std::ranges::all_of(text.substr(point + 1), is_digit));
  const std::size_t first = text.find_first_not_of("0.");
  if (!is_number || first == text.npos) return is_number;
  const auto digits = std::ranges::count_if(text.substr(first), is_digit);
  return digits <= kDigitsMax;
}

// The one place where an exact number becomes a binary one: the file format has no other.
double cell_number(const std::string& text) {
  return std::strtod(text.c_str(), nullptr);
}

// "2026-03-01" as a day that the format can count.
std::optional<lxw_datetime> day_of(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  bool is_day = text.size() == kForm.size();
  for (std::size_t i = 0; is_day && i < kForm.size(); ++i)
    is_day = kForm[i] == '-' ? text[i] == '-' : is_digit(text[i]);
  if (!is_day) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    return std::atoi(std::string(text.substr(at, size)).c_str());
  };
  lxw_datetime out{};
  out.year = number(0, 4);
  out.month = number(5, 2);
  out.day = number(8, 2);
  const std::chrono::year_month_day day(std::chrono::year(out.year),
                                        std::chrono::month(static_cast<unsigned>(out.month)),
                                        std::chrono::day(static_cast<unsigned>(out.day)));
  if (out.year < 1900 || !day.ok()) return std::nullopt;
  return out;
}

bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// The format reads "_x0041_" as A: where a text has that, its first letter is written so.
std::string escaped(std::string text) {
  constexpr std::string_view kUnderscore = "_x005F";
  for (std::size_t at = text.find("_x"); at != text.npos; at = text.find("_x", at + 1)) {
    const std::string_view rest = std::string_view(text).substr(at + 2);
    const bool is_escape =
        rest.size() > 4 && rest[4] == '_' && std::ranges::all_of(rest.substr(0, 4), is_hex);
    if (is_escape) text.insert(at, kUnderscore);
    if (is_escape) at += kUnderscore.size();
  }
  return text;
}

// A sheet has no name with these, none that is empty and none that is long.
std::string sheet_name(std::string name) {
  for (char& c : name) {
    if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = '-';
  }
  name.resize(std::min(name.size(), kNameMax));
  return name.empty() || name == "About" ? "Rows" : name;
}

class Writer {
 public:
  Writer(const Workbook& from, const std::string& path, Book book)
      : from_(from), path_(path), book_(std::move(book)) {}

  base::Status write() {
    lxw_doc_properties properties{};
    properties.created = from_.made_at;
    workbook_set_properties(book_.get(), &properties);
    header_ = workbook_add_format(book_.get());
    day_ = workbook_add_format(book_.get());
    format_set_bold(header_);
    format_set_num_format(day_, "yyyy-mm-dd");
    TRY_STATUS(write_rows());
    TRY_STATUS(write_about());
    for (const lxw_worksheet* const sheet : sheets_) {
      // The library does not look at what becomes of its temporary files.
      if (std::fflush(sheet->optimize_tmpfile) != 0 || std::ferror(sheet->optimize_tmpfile) != 0)
        return base::fail(base::Code::Io, "rows of " + path_ + " cannot be kept; make room");
    }
    return failed(workbook_close(book_.release()), path_);
  }

 private:
  base::Result<lxw_worksheet*> add_sheet(const std::string& name) {
    lxw_worksheet* const sheet = workbook_add_worksheet(book_.get(), name.c_str());
    if (sheet == nullptr || sheet->optimize_tmpfile == nullptr)
      return base::fail(base::Code::Io, path_ + " cannot have a sheet '" + name + '\'');
    sheets_.push_back(sheet);
    return sheet;
  }

  base::Status write_rows() {
    lxw_worksheet* const sheet = TRY(add_sheet(sheet_name(from_.name)));
    const auto last = static_cast<lxw_col_t>(std::max<std::size_t>(from_.columns.size(), 1) - 1);
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_set_column(sheet, 0, last, 16, nullptr);
    for (std::size_t i = 0; i < from_.columns.size(); ++i)
      TRY_STATUS(write_text(sheet, 0, i, from_.columns[i].name, header_));
    std::int64_t count = 0;
    for (auto cells = from_.next(); !cells.empty(); cells = from_.next()) {
      if (++count > kRowsMax)
        return base::refuse("TOO_MANY_ROWS", "a workbook has room for " + std::to_string(kRowsMax) +
                                                 " rows; ask for csv or parquet, or filter");
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i]) TRY_STATUS(write_cell(sheet, static_cast<lxw_row_t>(count), i, *cells[i]));
      }
    }
    return failed(worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(count), last), path_);
  }

  base::Status write_about() {
    lxw_worksheet* const sheet = TRY(add_sheet("About"));
    worksheet_set_column(sheet, 0, 1, 40, nullptr);
    lxw_row_t row = 0;
    for (const auto& [name, value] : from_.about) {
      TRY_STATUS(write_text(sheet, row, 0, name, header_));
      TRY_STATUS(write_text(sheet, row, 1, value, nullptr));
      ++row;
    }
    return {};
  }

  base::Status write_cell(lxw_worksheet* sheet, lxw_row_t row, std::size_t at,
                          const std::string& text) {
    const Kind kind = from_.columns[at].kind;
    const auto column = static_cast<lxw_col_t>(at);
    if (kind == Kind::Number && is_short_number(text))
      return failed(worksheet_write_number(sheet, row, column, cell_number(text), nullptr), path_);
    if (kind == Kind::Boolean && (text == "true" || text == "false"))
      return failed(worksheet_write_boolean(sheet, row, column, text == "true" ? 1 : 0, nullptr),
                    path_);
    auto day = kind == Kind::Day ? day_of(text) : std::nullopt;
    if (day) return failed(worksheet_write_datetime(sheet, row, column, &*day, day_), path_);
    return write_text(sheet, row, at, text, nullptr);
  }

  base::Status write_text(lxw_worksheet* sheet, lxw_row_t row, std::size_t at,
                          const std::string& text, lxw_format* format) {
    const std::string written = escaped(text);
    const lxw_error error =
        worksheet_write_string(sheet, row, static_cast<lxw_col_t>(at), written.c_str(), format);
    if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
      return base::refuse("CELL_TOO_LONG",
                          "row " + std::to_string(row) + ", column " + std::to_string(at + 1) +
                              ": a cell of a workbook has room for " +
                              std::to_string(kCharactersMax) + " characters; ask for csv");
    return failed(error, path_);
  }

  const Workbook& from_;
  const std::string& path_;
  Book book_;
  std::vector<lxw_worksheet*> sheets_;
  lxw_format* header_ = nullptr;
  lxw_format* day_ = nullptr;
};

base::Status write(const Workbook& workbook, const std::string& path, const std::string& scratch) {
  std::string folder = scratch;
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.use_zip64 = LXW_TRUE;
  options.tmpdir = folder.data();
  Book book(workbook_new_opt(path.c_str(), &options));
  if (!book) return base::fail(base::Code::Io, path + " cannot be begun");
  return Writer(workbook, path, std::move(book)).write();
}

}  // namespace
}  // namespace spreadsheets

extern "C" [[gnu::visibility("default")]] spreadsheets::WriteFunction accredit_write_workbook;

void accredit_write_workbook(const spreadsheets::Workbook& workbook, const std::string& path,
                             const std::string& scratch, std::string_view version,
                             base::Status& done) {
  if (version != ACCREDIT_VERSION) {
    done = base::fail(base::Code::Missing,
                      std::string(spreadsheets::kModule) +
                          " is of version " ACCREDIT_VERSION " and the program of " +
                          std::string(version) + "; install both from one release");
    return;
  }
  done = spreadsheets::write(workbook, path, scratch);
}
