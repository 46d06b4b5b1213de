// The one file that knows Boost.JSON: its streaming parser gives every number as the text it was
// written in.
#include "ingest/json.h"

#include <boost/json/basic_parser_impl.hpp>
#include <cstring>

#include "ingest/json_rows.h"
#include "ingest/quarantine.h"
#include "ingest/text.h"

namespace ingest {
namespace {

namespace json = boost::json;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string_view view(json::string_view text) {
  return {text.data(), text.size()};
}

// Hands the parser's events on. Sizes are limited by the reader, so here nothing is.
struct Handler {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  using Fault = json::error_code;

  explicit Handler(JsonRows& to) : rows(to) {}
  JsonRows& rows;

  bool on_document_begin(Fault&) { return true; }
  bool on_document_end(Fault&) { return true; }
  bool on_object_begin(Fault&) { return rows.begin_object(), true; }
  bool on_object_end(std::size_t, Fault&) { return rows.end_object(), true; }
  bool on_array_begin(Fault&) { return rows.begin_list(), true; }
  bool on_array_end(std::size_t, Fault&) { return rows.end_list(), true; }
  bool on_key_part(json::string_view s, std::size_t, Fault&) {
    return rows.key(view(s), false), true;
  }
  bool on_key(json::string_view s, std::size_t, Fault&) { return rows.key(view(s), true), true; }
  bool on_string_part(json::string_view s, std::size_t, Fault&) {
    return rows.text(view(s), false), true;
  }
  bool on_string(json::string_view s, std::size_t, Fault&) {
    return rows.text(view(s), true), true;
  }
  bool on_number_part(json::string_view s, Fault&) { return rows.number(view(s), false), true; }
  bool on_int64(std::int64_t, json::string_view s, Fault&) {
    return rows.number(view(s), true), true;
  }
  bool on_uint64(std::uint64_t, json::string_view s, Fault&) {
    return rows.number(view(s), true), true;
  }
  // The binary value is never looked at; only its text goes on.
  template <class Ignored>
  bool on_double(Ignored, json::string_view s, Fault&) {
    return rows.number(view(s), true), true;
  }
  bool on_bool(bool value, Fault&) { return rows.word(value ? "true" : "false"), true; }
  bool on_null(Fault&) { return rows.null(), true; }
  bool on_comment_part(json::string_view, Fault&) { return true; }
  bool on_comment(json::string_view, Fault&) { return true; }
};
using Parser = json::basic_parser<Handler>;

bool ends_in(std::string_view path, std::string_view ending) {
  return path.ends_with(ending) || path.ends_with(std::string(ending) + ".gz");
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

bool is_json_lines_name(std::string_view path) {
  return ends_in(path, ".ndjson") || ends_in(path, ".jsonl");
}

bool is_json_name(std::string_view path) {
  return is_json_lines_name(path) || ends_in(path, ".json");
}

struct JsonReader::State {
  State(std::unique_ptr<ByteSource> source, std::string file, std::vector<std::string> names,
        JsonOptions wishes)
      : bytes(std::move(source)),
        name(std::move(file)),
        columns(std::move(names)),
        options(std::move(wishes)),
        rows(columns, options.rows_in, options.any_case),
        parser(json::parse_options{}, rows) {}

  base::Status refill();
  void take_line(std::string_view line);
  base::Status read_lines();
  base::Status skip_line();
  base::Status read_document();
  std::unexpected<base::Error> wrong(const std::string& what) const {
    return base::fail(base::Code::InvalidInput, name + ": " + what);
  }

  std::unique_ptr<ByteSource> bytes;
  std::string name;
  std::vector<std::string> columns;
  JsonOptions options;
  JsonRows rows;
  Parser parser;
  std::string buffer;  // what is read and not yet used
  bool at_end = false;
  bool begun = false;
  std::int64_t line = 0;
};

base::Status JsonReader::State::refill() {
  const std::size_t before = buffer.size();
  buffer.resize(before + options.block_bytes);
  const std::size_t got = TRY(bytes->read(std::span(buffer.data() + before, options.block_bytes)));
  buffer.resize(before + got);
  at_end = got == 0;
  return {};
}

void JsonReader::State::take_line(std::string_view text) {
  if (is_blank(text)) return;
  rows.begin_document(line, options.lists_in_lines);
  json::error_code fault;
  parser.reset();
  const std::size_t used =
      is_text(text) ? parser.write_some(false, text.data(), text.size(), fault) : 0;
  const bool whole = used > 0 && !fault && is_blank(text.substr(used));
  if (whole && rows.end_document()) return;
  rows.drop_document();
  rows.add_broken({BrokenRow::Fault::NotJson, line, 0, shown(text, kKeptBytesMax)});
}

// A line above the limit is not kept: its end is looked for, block after block.
base::Status JsonReader::State::skip_line() {
  rows.add_broken({BrokenRow::Fault::CellTooLarge, ++line, 0, shown(buffer, kKeptBytesMax)});
  while (true) {
    const std::size_t end = buffer.find('\n');
    buffer.erase(0, end == std::string::npos ? end : end + 1);
    if (end != std::string::npos || at_end) return {};
    TRY_STATUS(refill());
  }
}

base::Status JsonReader::State::read_lines() {
  while (buffer.find('\n') == std::string::npos && !at_end) {
    if (buffer.size() > options.row_bytes_max) return skip_line();
    TRY_STATUS(refill());
  }
  std::size_t at = 0;
  for (std::size_t end = 0; (end = buffer.find('\n', at)) != std::string::npos; at = end + 1) {
    ++line;
    take_line(std::string_view(buffer).substr(at, end - at));
  }
  buffer.erase(0, at);
  if (at_end && !buffer.empty()) {
    ++line;
    take_line(buffer);
    buffer.clear();
  }
  return {};
}

base::Status JsonReader::State::read_document() {
  constexpr const char* kNoJson =
      "is not JSON; nothing was taken in. One object a line is read under a name ending in .ndjson";
  if (buffer.empty()) TRY_STATUS(refill());
  json::error_code fault;
  std::size_t used = 0;
  if (!parser.done()) used = parser.write_some(!at_end, buffer.data(), buffer.size(), fault);
  if (fault) return wrong(kNoJson + std::string(" (") + fault.message() + ")");
  if (!is_blank(std::string_view(buffer).substr(used))) return wrong(kNoJson);
  buffer.clear();
  if (parser.done() && !rows.end_document()) {
    return wrong("has no list of rows in the member '" + options.rows_in +
                 "', which the mapping names; nothing was taken in");
  }
  if (rows.bytes() > options.row_bytes_max + options.block_bytes) {
    return wrong("a row of more than 8 MiB; nothing was taken in");
  }
  return {};
}

base::Result<std::unique_ptr<JsonReader>> JsonReader::open(std::unique_ptr<ByteSource> bytes,
                                                           std::string name,
                                                           std::vector<std::string> columns,
                                                           JsonOptions options) {
  auto state = std::make_unique<State>(std::move(bytes), std::move(name), std::move(columns),
                                       std::move(options));
  TRY_STATUS(state->refill());
  if (state->buffer.starts_with(kByteOrderMark)) state->buffer.erase(0, kByteOrderMark.size());
  if (is_blank(state->buffer) && state->buffer.size() < state->options.block_bytes) {
    return state->wrong("is empty; nothing was taken in");
  }
  state->rows.begin_document(0, true);
  return std::unique_ptr<JsonReader>(new JsonReader(std::move(state)));
}

base::Result<std::vector<std::string>> list_members(std::unique_ptr<ByteSource> bytes,
                                                    const std::string& name, JsonOptions options) {
  auto reader = TRY(JsonReader::open(std::move(bytes), name, {}, std::move(options)));
  std::vector<std::string> members;
  reader->state_->rows.list_members(&members);
  RowBatch batch;
  for (int blocks = 0; blocks < 4; ++blocks) {
    if (!TRY(reader->next(batch))) break;
  }
  return members;
}

JsonReader::JsonReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
JsonReader::~JsonReader() = default;

const std::vector<std::string>& JsonReader::names() const {
  return state_->columns;
}

std::int64_t JsonReader::bytes_read() const {
  return state_->bytes->consumed();
}

base::Result<bool> JsonReader::next(RowBatch& batch) {
  State& s = *state_;
  do {
    s.rows.begin_batch();
    if (s.at_end && s.buffer.empty()) {
      batch = {};
      return false;
    }
    if (s.options.lines) {
      TRY_STATUS(s.read_lines());
    } else {
      TRY_STATUS(s.read_document());
    }
    s.rows.give(batch);
  } while (batch.size == 0 && batch.broken.empty());
  return true;
}

}  // namespace ingest
