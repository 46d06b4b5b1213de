#include "ingest/event.h"

#include <doctest/doctest.h>

#include "ingest/usage_decoder.h"

namespace ingest {
namespace {

const base::Zone kBerlin = base::Zone::find("Europe/Berlin").value();

std::string attributes(const std::string& type = "usage") {
  return R"("specversion":"1.0","id":"e-1","source":"meter","type":")" + type + R"(")";
}
std::string event(const std::string& data, const std::string& more = "") {
  return "{" + attributes() + more + R"(,"data":{)" + data + "}}";
}
const std::string kCells =
    R"("subscription_id":"S1","workload":"vm","usage_date":"2026-03-05","measure":"consumption",)"
    R"("quantity":"24","unit":"hours","currency":"USD","charge_kind":"usage")";

EventAnswer only(const std::string& body, EventForm form = EventForm::Usage) {
  auto answers = read_events(body, form, kBerlin);
  REQUIRE_MESSAGE(answers.has_value(), answers.error().message);
  REQUIRE(answers->size() == 1);
  return answers->front();
}
std::string taken(const std::string& body, EventForm form = EventForm::Usage) {
  const EventAnswer answer = only(body, form);
  REQUIRE_MESSAGE(answer.has_value(), answer.error().pointer << ' ' << answer.error().message);
  return canonical_line(*answer);
}
// "CODE /pointer"
std::string refused(const std::string& body, EventForm form = EventForm::Usage) {
  const EventAnswer answer = only(body, form);
  if (answer) return "taken as " + canonical_line(*answer);
  CHECK_FALSE(answer.error().message.empty());
  CHECK_FALSE(answer.error().expected.empty());
  return answer.error().code + ' ' + answer.error().pointer;
}

TEST_CASE("an event with the columns of the feed is its row") {
  CHECK(taken(event(kCells + R"(,"amount":"100.50","revision":3)")) ==
        "meter,e-1,3,S1,vm,2026-03-05,consumption,24,hours,100.5,USD,usage");
  // The subject is the subscription, the time the day in the programme's zone, the revision 1.
  CHECK(taken(event(R"("measure":"seats","quantity":"7")",
                    R"(,"subject":"S2","time":"2026-03-05T23:30:00Z")")) ==
        "meter,e-1,1,S2,,2026-03-06,seats,7,,0,,usage");
  CHECK(taken(event(
            kCells + R"(,"revision":"4","amount":null,"other":{"deep":[1,{}]})",
            R"(,"subject":"S9","traceparent":"00-1","datacontenttype":"application/json")")) ==
        "meter,e-1,4,S1,vm,2026-03-05,consumption,24,hours,0,USD,usage");
}

TEST_CASE("what is wrong is told at its place") {
  CHECK(refused(event(kCells + R"(,"amount":100.5)")) == "NOT_TEXT /data/amount");
  CHECK(refused(event(kCells + R"(,"amount":"1,5")")) == "BAD_NUMBER /data/amount");
  CHECK(refused(event(kCells + R"(,"amount":"0.1234567890123")")) ==
        "NUMBER_TOO_FINE /data/amount");
  CHECK(refused(event(kCells + R"(,"amount":["1"])")) == "NOT_AN_EVENT /data/amount");
  CHECK(refused(event(kCells + R"(,"measure":"seats")")) == "NOT_AN_EVENT /data/measure");
  CHECK(refused(event(kCells + R"(,"revision":true)")) == "BAD_REVISION /data/revision");
  CHECK(refused(event(kCells + R"(,"revision":-1)")) == "BAD_REVISION /data/revision");
  CHECK(refused(event(R"("measure":"seats","quantity":"1")", R"(,"subject":"S1")")) ==
        "BAD_DATE /time");
  CHECK(refused(event(R"("measure":"seats","quantity":"1","usage_date":"2026-02-30")",
                      R"(,"subject":"S1")")) == "BAD_DATE /data/usage_date");
  CHECK(refused(event(R"("measure":"seats","quantity":"1","usage_date":"2026-02-20")")) ==
        "MISSING_VALUE /subject");
  CHECK(refused(event(R"("quantity":"1")", R"(,"subject":"S1","time":"2026-03-05T10:00:00Z")")) ==
        "BAD_MEASURE /data/measure");
  CHECK(refused(event(kCells, R"(,"time":"2026-03-05T10:00:00")")) == "BAD_DATE /time");
  CHECK(refused(event(kCells, R"(,"time":"yesterday")")) == "BAD_DATE /time");
  CHECK(refused(event(kCells, R"(,"datacontenttype":"text/xml")")) == "NOT_JSON /datacontenttype");
  CHECK(refused("{" + attributes() + R"(,"data_base64":"e30="})") == "NOT_JSON /data_base64");
  CHECK(refused(event(R"("workload":"a\u0000b")")) == "BAD_TEXT /data/workload");
  CHECK(refused(event(R"("workload":"a\nb")")) == "BAD_TEXT /data/workload");
  CHECK(refused(event(R"("workload":")" + std::string(1025, 'x') + R"(")")) ==
        "TOO_LONG /data/workload");
  CHECK(refused(R"({"id":"1","source":"s","type":"t"})") == "BAD_SPECVERSION /specversion");
  CHECK(refused(R"({"specversion":"0.3","id":"1"})") == "BAD_SPECVERSION /specversion");
  CHECK(refused(R"({"specversion":"1.0","id":"1","source":"s"})") == "MISSING_VALUE /type");
  CHECK(refused(R"({"specversion":"1.0","source":"s","type":"t"})") == "MISSING_VALUE /id");
  CHECK(refused(R"({"specversion":"1.0","id":"","source":"s","type":"t"})") == "MISSING_VALUE /id");
  CHECK(refused(R"({"specversion":"1.0","id":7,"source":"s","type":"t"})") == "NOT_TEXT /id");
  CHECK(refused("7") == "NOT_AN_EVENT ");
  CHECK(refused("[[]]") == "NOT_AN_EVENT ");
}

TEST_CASE("a batch is answered event by event, in its order") {
  const std::string good = event(kCells + R"(,"amount":"1")");
  const auto answers =
      read_events("[" + good + ",7," + event("") + "," + good + ",{}]", EventForm::Usage, kBerlin);
  REQUIRE(answers);
  REQUIRE(answers->size() == 5);
  const std::vector<bool> ok{true, false, false, true, false};
  for (std::size_t i = 0; i < ok.size(); ++i)
    CHECK((*answers)[i].has_value() == ok[i]);
  CHECK(read_events("[]", EventForm::Usage, kBerlin)->empty());
}

TEST_CASE("a body that is no JSON, too deep or too large is refused as a whole") {
  const std::string good = event(kCells + R"(,"amount":"1")");
  for (const std::string& body :
       {std::string(), std::string("{"), good + "]", "[" + good + ",", good + good,
        std::string(40, '['), std::string("{\"a\":\"\xFF\"}"),
        "[" + std::string(kEventsBytesMax, ' ') + "]"}) {
    CAPTURE(body.substr(0, 60));
    const auto answers = read_events(body, EventForm::Usage, kBerlin);
    REQUIRE_FALSE(answers);
    CHECK(answers.error().code == base::Code::InvalidInput);
  }
}

TEST_CASE("an event of a meter: the type is what is used, the value how much") {
  const std::string when = R"(,"subject":"S1","time":"2026-03-05T10:00:00Z","data":)";
  const auto meter = [&](const std::string& type, const std::string& data) {
    return "{" + attributes(type) + when + data + "}";
  };
  CHECK(taken(meter("tokens", R"({"value":12.5,"model":"m","unit":"k"})"), EventForm::Meter) ==
        "meter,e-1,1,S1,tokens,2026-03-05,consumption,12.5,k,0,,usage");
  CHECK(taken(meter("tokens", R"({"value":"1e3"})"), EventForm::Meter) ==
        "meter,e-1,1,S1,tokens,2026-03-05,consumption,1000,,0,,usage");
  CHECK(taken(meter("seats", R"({"value":3})"), EventForm::Meter) ==
        "meter,e-1,1,S1,,2026-03-05,seats,3,,0,,usage");
  CHECK(taken(meter("request", R"({"route":"/hello"})"), EventForm::Meter) ==
        "meter,e-1,1,S1,request,2026-03-05,indicator,1,events,0,,usage");
  // Finer than 12 decimals is rounded, and what was put aside is kept.
  CHECK(taken(meter("cpu", R"({"value":0.12345678901234567})"), EventForm::Meter) ==
        "meter,e-1,1,S1,cpu,2026-03-05,consumption,0.12345678901234567,,0,,usage");
  CHECK(refused(meter("cpu", R"({"value":"many"})"), EventForm::Meter) == "BAD_NUMBER /data/value");
  CHECK(refused("{" + attributes() + R"(,"data":{"value":1}})", EventForm::Meter) ==
        "MISSING_VALUE /subject");
}

TEST_CASE("binary mode is the same event") {
  const EventAttributes attributes{{"specversion", "1.0"}, {"id", "e-1"},
                                   {"source", "meter"},    {"type", "usage"},
                                   {"subject", "S2"},      {"datacontenttype", "application/json"}};
  const std::string data = "{" + kCells + R"(,"amount":"2"})";
  const auto binary = [&](const EventAttributes& of, const std::string& text) {
    const EventAnswer answer = read_event(of, text, EventForm::Usage, kBerlin);
    return answer ? canonical_line(*answer) : answer.error().code + ' ' + answer.error().pointer;
  };
  CHECK(binary(attributes, data) == taken(event(kCells + R"(,"amount":"2")")));
  CHECK(binary(attributes, "{" + kCells + R"(,"amount":2})") == "NOT_TEXT /data/amount");
  CHECK(binary(attributes, "{" + kCells + R"(,"amount":{}})") == "NOT_AN_EVENT /data/amount");
  CHECK(binary(attributes, "") == "NOT_JSON /data");
  CHECK(binary(attributes, "{") == "NOT_JSON /data");
  CHECK(binary(attributes, "[" + data + "," + data + "]") == "NOT_AN_EVENT /data");
  CHECK(binary(attributes, std::string(kEventBytesMax + 1, ' ')) == "TOO_LONG /data");
  CHECK(binary({}, data) == "BAD_SPECVERSION /specversion");
  EventAttributes spoilt = attributes;
  spoilt["id"] = "\xFF";
  CHECK(binary(spoilt, data) == "BAD_TEXT /id");
}

}  // namespace
}  // namespace ingest
