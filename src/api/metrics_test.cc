#include "api/metrics.h"

#include <doctest/doctest.h>

namespace api {
namespace {

TEST_CASE("requests are counted by operation, status and duration") {
  RequestCounts counts({"b", "a"});
  counts.count("a", 200, std::chrono::microseconds(400));
  counts.count("a", 201, std::chrono::microseconds(2'600));
  counts.count("a", 404, std::chrono::microseconds(9'000'000));
  counts.count("nothing", 404, std::chrono::microseconds(1));
  const std::string text = counts.text();
  for (const char* line :
       {"accredit_http_requests_total{operation=\"a\",status=\"2xx\"} 2\n",
        "accredit_http_requests_total{operation=\"a\",status=\"4xx\"} 1\n",
        "accredit_http_requests_total{operation=\"none\",status=\"4xx\"} 1\n",
        "_bucket{operation=\"a\",le=\"0.0005\"} 1\n", "_bucket{operation=\"a\",le=\"0.0025\"} 1\n",
        "_bucket{operation=\"a\",le=\"0.005\"} 2\n", "_bucket{operation=\"a\",le=\"+Inf\"} 3\n",
        "_sum{operation=\"a\"} 9.003\n", "_count{operation=\"a\"} 3\n"})
    CHECK_MESSAGE(text.find(line) != std::string::npos, line << text);
  CHECK(text.find("operation=\"b\"") == std::string::npos);
}

TEST_CASE("a metric with a label has a line for each word") {
  const std::array<Labelled, 2> values{{{"done", 3}, {"failed", 0}}};
  CHECK(metric_text("accredit_jobs", "gauge", "Jobs.", "state", values) ==
        "# HELP accredit_jobs Jobs.\n# TYPE accredit_jobs gauge\n"
        "accredit_jobs{state=\"done\"} 3\naccredit_jobs{state=\"failed\"} 0\n");
}

}  // namespace
}  // namespace api
