#include "base/fault.h"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace base {
namespace {

enum class Action { None, Kill, Eio, Enospc };

struct Plan {
  Action action = Action::None;
  std::size_t point = kFaultPoints.size();
  int visits = 1;  // until it strikes
};

[[noreturn]] void refuse(const char* text) {
  std::fprintf(stderr, "ACCREDIT_FAULT=%s: expected POINT:kill|eio|enospc[:VISIT]\n", text);
  std::_Exit(2);
}

Action action_of(std::string_view word) {
  if (word == "kill") return Action::Kill;
  if (word == "eio") return Action::Eio;
  return word == "enospc" ? Action::Enospc : Action::None;
}

Plan read_plan() {
  const char* text = std::getenv("ACCREDIT_FAULT");
  if (text == nullptr) return {};
  const std::string_view all(text);
  const std::size_t first = all.find(':');
  if (first == all.npos) refuse(text);
  const std::size_t second = std::min(all.find(':', first + 1), all.size());
  Plan plan;
  plan.point = static_cast<std::size_t>(std::ranges::find(kFaultPoints, all.substr(0, first)) -
                                        kFaultPoints.begin());
  plan.action = action_of(all.substr(first + 1, second - first - 1));
  if (second < all.size()) plan.visits = std::atoi(text + second + 1);
  if (plan.point == kFaultPoints.size() || plan.action == Action::None || plan.visits < 1) {
    refuse(text);
  }
  return plan;
}

Status strike(const Plan& plan) {
  if (plan.action == Action::Kill) {
    ::kill(::getpid(), SIGKILL);
    ::pause();  // the signal may reach another thread first
  }
  const int reason = plan.action == Action::Eio ? EIO : ENOSPC;
  return fail(Code::Io, std::string(std::strerror(reason)) + " at " +
                            std::string(kFaultPoints[plan.point]) + " (ACCREDIT_FAULT)");
}

}  // namespace

Status fault(FaultPoint point) {
  static Plan plan = read_plan();
  if (plan.point != point.number() || --plan.visits != 0) return {};
  return strike(plan);
}

}  // namespace base
