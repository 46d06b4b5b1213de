#include "api/log.h"

#include <doctest/doctest.h>

#include <vector>

namespace api {
namespace {

TEST_CASE("a line tells its level, its message and more, in both formats") {
  std::vector<std::string> lines;
  Log log([&](const std::string& line) { lines.push_back(line); });
  Value more = object();
  more.add("path", "/v1/partners").add("status", 200).add("detail", "it \"failed\"");
  log.write(LogLevel::Info, "request", more);
  log.set({LogLevel::Info, LogFormat::Text});
  log.write(LogLevel::Info, "request", more);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == R"({"level":"info","msg":"request","path":"/v1/partners","status":200,)"
                    R"("detail":"it \"failed\""})");
  CHECK(lines[1] == R"(info: request path=/v1/partners status=200 detail="it \"failed\"")");
}

TEST_CASE("who reads of an error reads the command that leads on too") {
  std::string told;
  Log log([&](const std::string& line) { told = line; });
  log.set({LogLevel::Error, LogFormat::Json});
  log.fault("the fold stays",
            base::Error{base::Code::Corrupt, "a row is gone", {}, "accredit verify"});
  CHECK(told.find(R"("detail":"a row is gone","try":"accredit verify")") != std::string::npos);
  log.fault("the fold stays", base::Error{base::Code::Io, "no room"});
  CHECK(told.find(R"("detail":"no room")") != std::string::npos);
  CHECK(told.find("try") == std::string::npos);
}

TEST_CASE("what the level leaves out is not told, and without a sink nothing is") {
  int told = 0;
  Log log([&](const std::string&) { ++told; });
  log.set({LogLevel::Error, LogFormat::Json});
  log.write(LogLevel::Info, "request", object());
  CHECK(told == 0);
  log.fault("trouble", "why");
  CHECK(told == 1);
  Log silent;
  CHECK(!silent.tells(LogLevel::Error));
  silent.fault("trouble", "why");
}

}  // namespace
}  // namespace api
