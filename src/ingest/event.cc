#include "ingest/event.h"

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <span>

#include "ingest/byte_source.h"
#include "ingest/dialect.h"
#include "ingest/json.h"
#include "ingest/text.h"
#include "ingest/usage_decoder.h"

namespace ingest {
namespace {

using C = UsageColumn;

enum class Member : std::uint8_t {
  // attributes
  SpecVersion,
  Id,
  Source,
  Type,
  Subject,
  Time,
  ContentType,
  Base64,
  // members of data
  Revision,
  SubscriptionId,
  Workload,
  UsageDate,
  Measure,
  Quantity,
  Unit,
  Amount,
  Currency,
  ChargeKind,
  Value
};
constexpr std::array<std::string_view, 19> kMembers{"specversion",     "id",
                                                    "source",          "type",
                                                    "subject",         "time",
                                                    "datacontenttype", "data_base64",
                                                    "data.revision",   "data.subscription_id",
                                                    "data.workload",   "data.usage_date",
                                                    "data.measure",    "data.quantity",
                                                    "data.unit",       "data.amount",
                                                    "data.currency",   "data.charge_kind",
                                                    "data.value"};
constexpr std::string_view kData = "data.";
constexpr auto kFirstOfData = static_cast<std::size_t>(Member::Revision);
constexpr std::size_t place(Member member) {
  return static_cast<std::size_t>(member);
}

std::string pointer_to(std::string_view path) {
  std::string out = "/";
  for (const char c : path)
    out += c == '.' ? '/' : c;
  return out;
}
std::string pointer_to(Member member) {
  return pointer_to(kMembers[place(member)]);
}

Rejection rejection(std::string_view code, std::string pointer, std::string_view value,
                    std::string_view expected) {
  std::string message =
      value.empty() ? "nothing stands here" : "'" + shown(value) + "' stands here";
  return {std::string(code), std::move(pointer), std::move(message), std::string(expected)};
}

// Rows of events while they become rows of the usage feed.
struct EventRows {
  std::size_t size = 0;
  std::array<const Column*, kMembers.size()> columns{};
  const std::int64_t* line = nullptr;

  std::string_view text(Member member, std::size_t row) const {
    return columns[place(member)]->text[row];
  }
  bool given(Member member, std::size_t row) const { return !text(member, row).empty(); }
  bool quoted(Member member, std::size_t row) const {
    return columns[place(member)]->quoted[row] != 0;
  }
};

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

// "application/json", "application/vnd.x+json; charset=utf-8"
bool is_json_type(std::string_view type) {
  std::string name = lower(type.substr(0, type.find(';')));
  name.erase(name.find_last_not_of(' ') + 1);
  return name == "application/json" || name == "text/json" || name.ends_with("+json");
}

bool may_be_number(Member member) {
  return member == Member::Revision || member == Member::Value;
}

std::optional<Rejection> check_texts(const EventRows& rows, std::size_t row) {
  for (std::size_t i = 0; i < kMembers.size(); ++i) {
    const auto member = static_cast<Member>(i);
    const std::string_view text = rows.text(member, row);
    if (member == Member::Base64 || text.data() == nullptr) continue;
    if (!rows.quoted(member, row) && !may_be_number(member)) {
      const bool number = member == Member::Quantity || member == Member::Amount;
      return rejection(
          "NOT_TEXT", pointer_to(member), text,
          number ? "the number in quotes, so that no digit of it is lost" : "a text in quotes");
    }
    if (text.size() > kEventTextMax)
      return rejection("TOO_LONG", pointer_to(member), text, "at most 1024 bytes");
    if (!is_text(text) || std::ranges::any_of(text, is_control))
      return rejection("BAD_TEXT", pointer_to(member), text, "UTF-8 without control characters");
  }
  return std::nullopt;
}

// What CloudEvents asks of an event, whatever it tells.
std::optional<Rejection> check_event(const EventRows& rows, std::size_t row) {
  if (auto wrong = check_texts(rows, row)) return wrong;
  if (rows.text(Member::SpecVersion, row) != "1.0") {
    return rejection("BAD_SPECVERSION", pointer_to(Member::SpecVersion),
                     rows.text(Member::SpecVersion, row), "1.0, the version of CloudEvents");
  }
  if (!rows.given(Member::Type, row)) {
    return rejection(word(Cause::MissingValue), pointer_to(Member::Type), "",
                     "what kind of event it is");
  }
  const std::string_view type = rows.text(Member::ContentType, row);
  if (!type.empty() && !is_json_type(type)) {
    return rejection("NOT_JSON", pointer_to(Member::ContentType), type,
                     "application/json, since data is read as JSON");
  }
  if (rows.text(Member::Base64, row).data() != nullptr)
    return rejection("NOT_JSON", pointer_to(Member::Base64), "", "data as JSON");
  if (!rows.given(Member::Time, row)) return std::nullopt;
  const std::string_view time = rows.text(Member::Time, row);
  const auto read = base::parse_timestamp(time);
  if (read && read->offset_minutes) return std::nullopt;
  return rejection(word(Cause::BadDate), pointer_to(Member::Time), time,
                   "a time with its offset, such as 2026-03-05T12:00:00Z");
}

// Events as the twelve columns. A fault in a cell is told at the member it came from.
class FeedRows {
 public:
  FeedRows(EventForm form, const base::Zone& programme) : form_(form), programme_(programme) {
    for (unsigned label = 0; label < 4; ++label)
      name(names_.emplace_back(), (label & kSubject) != 0, (label & kTime) != 0);
  }

  void add(const EventRows& rows, std::size_t row);
  UsageRows rows();

 private:
  static constexpr unsigned kSubject = 1;  // names the subscription
  static constexpr unsigned kTime = 2;     // gives the day
  using Names = std::array<std::string, kUsageColumnCount>;

  void name(Names& names, bool by_subject, bool by_time) const;
  void put(C column, std::string_view text) { texts_[ingest::place(column)].push_back(text); }
  void put_usage(const EventRows& rows, std::size_t row);
  void put_meter(const EventRows& rows, std::size_t row);

  EventForm form_;
  base::Zone programme_;
  std::vector<Names> names_;  // pointers, by label
  std::deque<std::string> days_;
  std::array<std::vector<std::string_view>, kUsageColumnCount> texts_;
  std::array<Column, kUsageColumnCount> columns_;
  std::vector<std::int64_t> lines_;
  std::vector<std::uint8_t> labels_;
};

void FeedRows::name(Names& names, bool by_subject, bool by_time) const {
  const bool usage = form_ == EventForm::Usage;
  for (std::size_t i = 0; i < kUsageColumnCount; ++i)
    names[i] = pointer_to(std::string(kData) + std::string(kUsageColumns[i]));
  const auto at = [&](C column, Member member) {
    names[ingest::place(column)] = pointer_to(member);
  };
  at(C::Source, Member::Source);
  at(C::RecordKey, Member::Id);
  if (by_subject) at(C::SubscriptionId, Member::Subject);
  if (by_time) at(C::UsageDate, Member::Time);
  if (!usage) at(C::Workload, Member::Type);
  if (!usage) at(C::Quantity, Member::Value);
}

void FeedRows::put_usage(const EventRows& rows, std::size_t row) {
  const auto text = [&](Member member) { return rows.text(member, row); };
  const auto or_else = [&](Member member, std::string_view otherwise) {
    return rows.given(member, row) ? text(member) : otherwise;
  };
  put(C::Revision, or_else(Member::Revision, "1"));
  put(C::Workload, text(Member::Workload));
  put(C::Measure, text(Member::Measure));
  put(C::Quantity, text(Member::Quantity));
  put(C::Unit, text(Member::Unit));
  put(C::Amount, text(Member::Amount));
  put(C::Currency, text(Member::Currency));
  put(C::ChargeKind, or_else(Member::ChargeKind, base::word(base::ChargeKind::Usage)));
}

// `type` is a measure or else a workload. An event without a value is one of them.
void FeedRows::put_meter(const EventRows& rows, std::size_t row) {
  const std::string_view type = rows.text(Member::Type, row);
  const bool counted = !rows.given(Member::Value, row);
  const bool measure =
      !counted && std::ranges::find(base::kMeasures, type) != base::kMeasures.end();
  put(C::Revision, "1");
  put(C::Workload, measure ? std::string_view() : type);
  put(C::Measure, measure   ? type
                  : counted ? base::word(base::Measure::Indicator)
                            : base::word(base::Measure::Consumption));
  put(C::Quantity, counted ? "1" : rows.text(Member::Value, row));
  put(C::Unit, counted ? "events" : rows.text(Member::Unit, row));
  put(C::Amount, {});
  put(C::Currency, {});
  put(C::ChargeKind, base::word(base::ChargeKind::Usage));
}

void FeedRows::add(const EventRows& rows, std::size_t row) {
  const bool usage = form_ == EventForm::Usage;
  const bool by_subject = !usage || !rows.given(Member::SubscriptionId, row);
  const bool by_time = !usage || !rows.given(Member::UsageDate, row);
  put(C::Source, rows.text(Member::Source, row));
  put(C::RecordKey, rows.text(Member::Id, row));
  put(C::SubscriptionId, rows.text(by_subject ? Member::Subject : Member::SubscriptionId, row));
  std::string_view day = rows.text(Member::UsageDate, row);
  if (by_time) {
    const auto time = base::parse_timestamp(rows.text(Member::Time, row));
    day = time ? days_.emplace_back(base::programme_day(*time, programme_, {}).text())
               : std::string_view();
  }
  put(C::UsageDate, day);
  usage ? put_usage(rows, row) : put_meter(rows, row);
  lines_.push_back(rows.line[row]);
  labels_.push_back(static_cast<std::uint8_t>((by_subject ? kSubject : 0) | (by_time ? kTime : 0)));
}

UsageRows FeedRows::rows() {
  UsageRows out;
  out.size = lines_.size();
  for (std::size_t i = 0; i < kUsageColumnCount; ++i) {
    columns_[i].text = texts_[i].data();
    out.columns[i] = &columns_[i];
  }
  out.line = lines_.data();
  out.label = labels_.data();
  out.names = &names_;
  return out;
}

// The answer to the event that is the `line`th, from 1.
EventAnswer& answer_at(std::vector<EventAnswer>& answers, std::int64_t line) {
  const auto count = static_cast<std::size_t>(line);
  if (answers.size() < count) answers.resize(count);
  return answers[count - 1];
}

void answer(const EventRows& rows, EventForm form, const base::Zone& programme,
            std::vector<EventAnswer>& answers) {
  FeedRows feed(form, programme);
  for (std::size_t row = 0; row < rows.size; ++row) {
    EventAnswer& one = answer_at(answers, rows.line[row]);
    if (auto wrong = check_event(rows, row)) {
      one = std::unexpected(std::move(*wrong));
    } else {
      feed.add(rows, row);
    }
  }
  const UsageRules rules(form == EventForm::Meter);
  UsageDecoder decoder(rules);
  UsageBatch accepted;
  std::vector<QuarantinedRow> refused;
  decoder.decode(feed.rows(), accepted, refused);
  for (std::size_t row = 0; row < accepted.size; ++row)
    answer_at(answers, accepted.line[row]) = accepted.record(row);
  for (const QuarantinedRow& row : refused) {
    answer_at(answers, row.line) =
        std::unexpected(rejection(word(row.cause), row.column, row.value, row.expected));
  }
}

Rejection rejection(const BrokenRow& broken, std::string_view prefix) {
  const bool plain = broken.fault == BrokenRow::Fault::NotPlain;
  return {"NOT_AN_EVENT", plain ? pointer_to(std::string(prefix) + broken.member) : "", broken.text,
          plain ? "one plain value" : "an object"};
}

base::Result<std::unique_ptr<JsonReader>> open_json(std::string text,
                                                    std::vector<std::string> members) {
  JsonOptions options;
  options.lines = false;
  options.block_bytes = text.size() + 1;
  return JsonReader::open(bytes_in_memory(std::move(text)), "the body", std::move(members),
                          options);
}

base::Result<std::vector<EventAnswer>> read_binary(const EventAttributes& attributes,
                                                   std::string data, EventForm form,
                                                   const base::Zone& programme) {
  std::array<std::string_view, kFirstOfData> texts;
  std::array<std::uint8_t, kFirstOfData> quoted;
  std::array<Column, kFirstOfData> columns;
  EventRows rows;
  for (std::size_t i = 0; i < kFirstOfData; ++i) {
    const auto found = attributes.find(kMembers[i]);
    if (found != attributes.end()) texts[i] = found->second;
    quoted[i] = 1;
    columns[i].text = &texts[i];
    columns[i].quoted = &quoted[i];
    rows.columns[i] = &columns[i];
  }
  std::vector<std::string> members;
  for (const std::string_view member : std::span(kMembers).subspan(kFirstOfData))
    members.emplace_back(member.substr(kData.size()));
  auto reader = TRY(open_json(std::move(data), std::move(members)));
  std::vector<EventAnswer> answers;
  RowBatch batch;
  while (TRY(reader->next(batch))) {
    for (const BrokenRow& broken : batch.broken)
      answer_at(answers, broken.line) = std::unexpected(rejection(broken, kData));
    for (std::size_t i = kFirstOfData; i < kMembers.size(); ++i)
      rows.columns[i] = &batch.columns[i - kFirstOfData];
    rows.size = batch.size;
    rows.line = batch.line;
    if (batch.size > 1) break;
    answer(rows, form, programme, answers);
  }
  return answers;
}

}  // namespace

base::Result<std::vector<EventAnswer>> read_events(std::string body, EventForm form,
                                                   const base::Zone& programme) {
  if (body.size() > kEventsBytesMax) {
    return base::fail(base::Code::InvalidInput,
                      "the body has " + std::to_string(body.size()) +
                          " bytes, 8 MiB are read at a time; send the events in smaller batches");
  }
  auto reader =
      TRY(open_json(std::move(body), std::vector<std::string>(kMembers.begin(), kMembers.end())));
  std::vector<EventAnswer> answers;
  RowBatch batch;
  EventRows rows;
  while (TRY(reader->next(batch))) {
    for (const BrokenRow& broken : batch.broken)
      answer_at(answers, broken.line) = std::unexpected(rejection(broken, ""));
    for (std::size_t i = 0; i < kMembers.size(); ++i)
      rows.columns[i] = &batch.columns[i];
    rows.size = batch.size;
    rows.line = batch.line;
    answer(rows, form, programme, answers);
  }
  return answers;
}

EventAnswer read_event(const EventAttributes& attributes, std::string data, EventForm form,
                       const base::Zone& programme) {
  const auto refuse = [](std::string_view code, std::string message, std::string_view expected) {
    return std::unexpected(
        Rejection{std::string(code), "/data", std::move(message), std::string(expected)});
  };
  if (data.size() > kEventBytesMax) {
    return refuse("TOO_LONG", std::to_string(data.size()) + " bytes stand here",
                  "at most 64 KiB of data");
  }
  auto answers = read_binary(attributes, std::move(data), form, programme);
  if (!answers) return refuse("NOT_JSON", answers.error().message, "data as JSON");
  if (answers->size() != 1) return refuse("NOT_AN_EVENT", "a list stands here", "an object");
  return std::move(answers->front());
}

}  // namespace ingest
