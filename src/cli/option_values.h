// What the texts of options mean. Every fault is a usage error that names option and value.
#pragma once

#include <string>
#include <string_view>

#include "app/registry_jobs.h"
#include "attribution/answers.h"
#include "base/day.h"
#include "base/keys.h"
#include "cli/arguments.h"
#include "cli/records.h"

namespace cli {

// The option was given: its text. Errors: Usage that shows what to write.
base::Result<std::string> required(std::string_view option, const std::string& text,
                                   std::string_view shape);
base::Result<base::Month> month_value(std::string_view option, const std::string& text);
base::Result<base::Day> day_value(std::string_view option, const std::string& text);
// `absent` when it was not given.
base::Result<base::Day> day_or(std::string_view option, const std::string& text, base::Day absent);
// --at or --now: a day, or a time with its offset; without an offset it is UTC.
base::Result<base::Instant> instant_value(std::string_view option, const std::string& text,
                                          base::Instant absent);
// --as: operator when absent, feed, and customer where customers may act too.
enum class Acting { Vendor, CustomersToo };
base::Result<app::Actor> actor_value(const Arguments& arguments, Acting who);
// --as of acts for which a person answers: operator:NAME.
base::Result<std::string> operator_value(const Arguments& arguments);
base::Result<std::int64_t> count_value(std::string_view option, const std::string& text,
                                       std::int64_t absent);
// 2026-03-11T08:15:30Z
std::string time_text(base::Instant at);
// --as-known; latest when absent.
base::Result<base::CommitNumber> commit_value(const std::string& text);
// The words between commas; empty ones are left out.
std::vector<std::string> listed(const std::string& text);
// --by; partner and month when absent.
base::Result<std::vector<attribution::CreditKey>> credit_keys(const std::string& text);
// -o; by default a table on a terminal, CSV on a pipe.
base::Result<Format> format_value(const Arguments& arguments, const Terminal& terminal);
base::Result<ColourChoice> colour_value(const Arguments& arguments);

}  // namespace cli
