// Preloaded into the program under test: notes, in order, everything that it does to files below
// DISK_RECORDER_ROOT and everything that it says, in the file DISK_RECORDER_LOG, which
// tests/disk_replay.h reads. With DISK_RECORDER_KILL=N the process ends where its Nth flush would
// begin.
//
// A note: kind, then path, second path and data, each with its length before it, then two numbers.
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>

namespace {

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

// Held over call and note, so that the notes stand in the order of the calls.
std::recursive_mutex& order() {
  static std::recursive_mutex mutex;
  return mutex;
}

std::string_view setting(const char* name) {
  const char* text = std::getenv(name);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

void append(std::string& out, std::string_view part) {
  const std::uint64_t size = part.size();
  out.append(reinterpret_cast<const char*>(&size), sizeof size).append(part);
}

void note(char kind, std::string_view path, std::string_view to, std::string_view data,
          std::int64_t first = 0, std::int64_t second = 0) {
  static const int log =
      real<int(const char*, int, ...)>("open")(std::string(setting("DISK_RECORDER_LOG")).c_str(),
                                               O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  static auto* const write_now = real<ssize_t(int, const void*, std::size_t)>("write");
  std::string out(1, kind);
  append(out, path);
  append(out, to);
  append(out, data);
  out.append(reinterpret_cast<const char*>(&first), sizeof first);
  out.append(reinterpret_cast<const char*>(&second), sizeof second);
  if (write_now(log, out.data(), out.size()) != static_cast<ssize_t>(out.size())) std::abort();
}

std::string absolute(const char* path) {
  if (*path == '/') return path;
  char folder[4096];
  return getcwd(folder, sizeof folder) == nullptr ? path : std::string(folder) + '/' + path;
}

std::string path_of(int file) {
  char path[4096];
  const std::string link = "/proc/self/fd/" + std::to_string(file);
  const ssize_t size = readlink(link.c_str(), path, sizeof path);
  return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : std::string();
}

// The root or below it, and no scratch of SQLite that a crash takes away anyway.
bool noted(const std::string& path) {
  const std::string_view root = setting("DISK_RECORDER_ROOT");  // ends in '/'
  return !root.empty() && (path + '/').starts_with(root) && !path.ends_with("-shm");
}

void flushed(int file) {
  static int left = setting("DISK_RECORDER_KILL").empty()
                        ? -1
                        : std::atoi(std::string(setting("DISK_RECORDER_KILL")).c_str());
  const std::string path = path_of(file);
  if (!noted(path)) return;
  if (left > 0) --left;
  if (left == 0) kill(getpid(), SIGKILL);
  note('F', path, "", "");
}

int opened(const char* name, int folder, const char* path, int flags, mode_t mode) {
  const std::lock_guard lock(order());
  const std::string whole = absolute(path);
  const bool there = access(whole.c_str(), F_OK) == 0;
  static auto* const open_now = real<int(const char*, int, ...)>("open");
  static auto* const openat_now = real<int(int, const char*, int, ...)>("openat");
  const int file = std::strstr(name, "at") != nullptr ? openat_now(folder, path, flags, mode)
                                                      : open_now(path, flags, mode);
  if (file < 0 || (flags & O_DIRECTORY) != 0 || !noted(whole)) return file;
  if (!there && (flags & O_CREAT) != 0) note('C', whole, "", "");
  if (there && (flags & O_TRUNC) != 0) note('T', whole, "", "", 0);
  return file;
}

mode_t mode_of(int flags, va_list words) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(words, mode_t) : 0;
}

}  // namespace

#define OPENS(name)                                    \
  int name(const char* path, int flags, ...) {         \
    va_list words;                                     \
    va_start(words, flags);                            \
    const mode_t mode = mode_of(flags, words);         \
    va_end(words);                                     \
    return opened(#name, AT_FDCWD, path, flags, mode); \
  }
#define OPENS_AT(name)                                     \
  int name(int folder, const char* path, int flags, ...) { \
    va_list words;                                         \
    va_start(words, flags);                                \
    const mode_t mode = mode_of(flags, words);             \
    va_end(words);                                         \
    return opened(#name, folder, path, flags, mode);       \
  }
#define WRITES_AT(name)                                                                     \
  ssize_t name(int file, const void* data, std::size_t size, off_t offset) {                \
    const std::lock_guard lock(order());                                                    \
    static auto* const now = real<ssize_t(int, const void*, std::size_t, off_t)>(#name);    \
    const ssize_t done = now(file, data, size, offset);                                     \
    const std::string path = path_of(file);                                                 \
    if (done > 0 && noted(path)) {                                                          \
      note('W', path, "", {static_cast<const char*>(data), static_cast<std::size_t>(done)}, \
           offset);                                                                         \
    }                                                                                       \
    return done;                                                                            \
  }
#define TRUNCATES(name)                                          \
  int name(int file, off_t size) {                               \
    const std::lock_guard lock(order());                         \
    static auto* const now = real<int(int, off_t)>(#name);       \
    const int done = now(file, size);                            \
    const std::string path = path_of(file);                      \
    if (done == 0 && noted(path)) note('T', path, "", "", size); \
    return done;                                                 \
  }
#define FLUSHES(name)                               \
  int name(int file) {                              \
    const std::lock_guard lock(order());            \
    static auto* const now = real<int(int)>(#name); \
    flushed(file);                                  \
    return now(file);                               \
  }
#define REMOVES(name, kind)                                   \
  int name(const char* path) noexcept {                       \
    const std::lock_guard lock(order());                      \
    static auto* const now = real<int(const char*)>(#name);   \
    const std::string whole = absolute(path);                 \
    const int done = now(path);                               \
    if (done == 0 && noted(whole)) note(kind, whole, "", ""); \
    return done;                                              \
  }

extern "C" {

OPENS(open)
OPENS(open64)
OPENS_AT(openat)
OPENS_AT(openat64)
WRITES_AT(pwrite)
WRITES_AT(pwrite64)
TRUNCATES(ftruncate)
TRUNCATES(ftruncate64)
FLUSHES(fsync)
FLUSHES(fdatasync)
REMOVES(unlink, 'U')
REMOVES(rmdir, 'U')
REMOVES(remove, 'U')

ssize_t write(int file, const void* data, std::size_t size) {
  const std::lock_guard lock(order());
  static auto* const now = real<ssize_t(int, const void*, std::size_t)>("write");
  const off_t offset = lseek(file, 0, SEEK_CUR);
  const ssize_t done = now(file, data, size);
  if (done <= 0) return done;
  const std::string_view written(static_cast<const char*>(data), static_cast<std::size_t>(done));
  const std::string path = path_of(file);
  if (noted(path)) {
    note('W', path, "", written, offset);
  } else if (file == STDOUT_FILENO || file == STDERR_FILENO) {
    note('S', "", "", written);
  }
  return done;
}

int rename(const char* from, const char* to) noexcept {
  const std::lock_guard lock(order());
  static auto* const now = real<int(const char*, const char*)>("rename");
  const int done = now(from, to);
  if (done == 0 && noted(absolute(to))) note('R', absolute(from), absolute(to), "");
  return done;
}

int mkdir(const char* path, mode_t mode) noexcept {
  const std::lock_guard lock(order());
  static auto* const now = real<int(const char*, mode_t)>("mkdir");
  const int done = now(path, mode);
  if (done == 0 && noted(absolute(path))) note('D', absolute(path), "", "");
  return done;
}

}  // extern "C"
