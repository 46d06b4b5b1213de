// What is done to the store of a vendor made up by chance from outside: folders that are deleted,
// processes that are killed.
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>

#include "tests/random_vendor.h"

namespace tests {

base::Status RandomVendor::forget_derived() {
  store_.reset();
  const std::string at = bench_.file("store");
  std::filesystem::remove_all(at + "/index");
  for (const auto& entry : std::filesystem::directory_iterator(at + "/segments")) {
    if (entry.path().extension() == ".keys") std::filesystem::remove(entry.path());
  }
  store_.emplace(TRY(app::Store::open(at, storage::OpenFor::Writing, clock_)));
  return {};
}

// In another process. Gives what waitpid() says of it; -1: there was none.
int RandomVendor::take_apart(const Step& step, const std::string& store,
                             std::optional<int> killed_after) {
  std::array<int, 2> begun{};
  if (::pipe(begun.data()) != 0) return -1;
  const ::pid_t process = ::fork();
  if (process == 0) {
    rehearses_ = true;
    auto opened = app::Store::open(store, storage::OpenFor::Writing, clock_);
    if (!opened || !opened->log()) ::_exit(1);
    store_.emplace(std::move(*opened));
    if (::write(begun[1], "", 1) != 1) ::_exit(1);
    const auto taken = take(step);
    store_.reset();
    ::_exit(taken ? 0 : 1);
  }
  ::close(begun[1]);
  char byte = 0;
  const bool is_begun = process > 0 && ::read(begun[0], &byte, 1) == 1;
  ::close(begun[0]);
  if (is_begun && killed_after) {
    ::usleep(static_cast<::useconds_t>(*killed_after));
    ::kill(process, SIGKILL);
  }
  int end = -1;
  if (process > 0) ::waitpid(process, &end, 0);
  return is_begun ? end : -1;
}

base::Status RandomVendor::rehearse(const Step& step, int microseconds, const Look& killed,
                                    const Look& again) {
  const std::string own = bench_.file("store"), copy = bench_.file("copy");
  const auto open = [&](const std::string& at) -> base::Status {
    store_.emplace(TRY(app::Store::open(at, storage::OpenFor::Writing, clock_)));
    return {};
  };
  store_.reset();
  std::filesystem::remove_all(copy);
  std::filesystem::copy(own, copy, std::filesystem::copy_options::recursive);
  const int first = take_apart(step, copy, microseconds);
  if (first != 0 && !(WIFSIGNALED(first) && WTERMSIG(first) == SIGKILL))
    return base::fail(base::Code::Corrupt, "a step fails in a process of its own");
  TRY_STATUS(open(copy));
  TRY_STATUS(killed(*store_));
  store_.reset();
  if (take_apart(step, copy, {}) != 0)
    return base::fail(base::Code::Corrupt, "a step fails after it was killed");
  TRY_STATUS(open(copy));
  TRY_STATUS(again(*store_));
  store_.reset();
  return open(own);
}

}  // namespace tests
