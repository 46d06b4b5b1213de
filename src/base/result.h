// What may happen: every expected failure is an Error value with one code of a closed list and a
// sentence an operator can act on. No exception crosses a room.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace base {

enum class Code {
  Usage,         // The command or option is wrong; nothing was attempted. Not for bad file content.
  InvalidInput,  // A file, row or programme is wrong. Not for a lawful row that a rule refuses.
  Refused,       // A rule says no; `reason` holds the code of the rule (domain 5.8).
  NotFound,      // The named thing does not exist. Not for a feed row that names one (quarantine).
  Conflict,      // Somebody else holds the store, the key or the revision.
  Missing,       // A fact needed for the answer is absent (an exchange rate), the rest is fine.
  Corrupt,       // Stored bytes contradict each other; stop and restore.
  Io,            // The machine failed before anything was acknowledged; nothing was committed.
  CommitUnknown,  // The commit returned an error: it may or may not be there. Stop; retry is safe.
};

struct Error {
  Code code = Code::InvalidInput;
  std::string message;  // What, which, why, what to do.
  std::string reason;   // Reason code of domain 5.8, only with Code::Refused.
  std::string next;     // Command that leads on, for whoever sits at the command line; no one else.
};

template <class T>
using Result = std::expected<T, Error>;
using Status = std::expected<void, Error>;

inline std::unexpected<Error> fail(Code code, std::string message, std::string next = {}) {
  return std::unexpected(Error{code, std::move(message), {}, std::move(next)});
}
inline std::unexpected<Error> refuse(std::string reason, std::string message,
                                     std::string next = {}) {
  return std::unexpected(
      Error{Code::Refused, std::move(message), std::move(reason), std::move(next)});
}

}  // namespace base

// Unwraps a Result or returns its error to the caller: the happy path reads down the left edge.
// Not inside a braced list: g++ 12 forgets the members already made when it returns from there.
#define TRY(expression)                                                     \
  __extension__({                                                           \
    auto&& try_result = (expression);                                       \
    if (!try_result) return std::unexpected(std::move(try_result).error()); \
    std::move(try_result).value();                                          \
  })
// The same for a Status, where there is no value to unwrap.
#define TRY_STATUS(expression)                               \
  do {                                                       \
    if (auto try_status = (expression); !try_status)         \
      return std::unexpected(std::move(try_status).error()); \
  } while (false)
