#include "app/system_random.h"

#include <sys/random.h>

#include <cerrno>
#include <cstring>

#include "base/check.h"

namespace app {

base::Result<std::string> random_bytes(std::size_t size) {
  ASSERT(size <= 256);  // the kernel gives that much at once or nothing
  std::string out(size, '\0');
  if (::getrandom(out.data(), size, 0) == static_cast<ssize_t>(size)) return out;
  return base::fail(base::Code::Io, std::string("the system gives no randomness for a key: ") +
                                        std::strerror(errno));
}

}  // namespace app
