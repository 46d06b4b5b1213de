#include "app/signing.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "app/system_random.h"
#include "app/text_file.h"
#include "storage/checkpoint.h"
#include "storage/descriptor.h"
#include "storage/disk_file.h"

namespace app {
namespace {

constexpr std::size_t kKeyFileMax = 1 << 16;
constexpr mode_t kOwnerOnly = 0600;

template <class Key>
base::Result<Key> named(base::Result<Key> key, const std::string& file) {
  if (key) return key;
  return base::fail(key.error().code, "'" + file + "': " + key.error().message);
}

base::Result<base::SigningKey> make_key(const std::string& path) {
  const std::string seed = TRY(random_bytes(32));
  base::SigningKey key = TRY(base::SigningKey::from_seed(seed));
  TRY_STATUS(write_secret(path, TRY(key.pem())));
  return key;
}

}  // namespace

base::Status write_secret(const std::string& path, std::string_view text) {
  const std::string fresh = path + ".new";
  storage::remove_quietly(fresh);
  {
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
    const storage::Descriptor file(::open(fresh.c_str(), flags, kOwnerOnly));
    if (!file.open() ||
        ::write(file.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
      return base::fail(base::Code::Io,
                        "the key '" + fresh + "' cannot be written: " + std::strerror(errno));
    }
  }
  TRY_STATUS(storage::sync_file(fresh));
  return storage::publish(fresh, path, storage::Readers::Owner);
}

base::Result<base::SigningKey> signing_key(Store& store, const std::string& file) {
  const std::string path = file.empty() ? store.directory() + "/signing.key" : file;
  if (!file.empty() || std::filesystem::exists(path)) {
    return named(base::SigningKey::parse_pem(TRY(read_text(path, kKeyFileMax))), path);
  }
  const auto known = TRY(storage::read_signing_keys(store.record().database()));
  if (known.empty()) return make_key(path);
  return base::fail(base::Code::NotFound,
                    "'" + path + "' is gone, the key " + known.back().id +
                        " with which this store signs: restore it from a backup, name it with "
                        "--key, or let a new one take over: openssl genpkey -algorithm ed25519 "
                        "-out " +
                        path);
}

base::Result<std::string> public_key_pem(Store& store, const std::string& id) {
  const auto known = TRY(storage::read_signing_keys(store.record().database()));
  const auto found = id.empty() ? known.end() - (known.empty() ? 0 : 1)
                                : std::ranges::find(known, id, &storage::KeptKey::id);
  if (found != known.end()) return base::pem_of(found->key);
  return base::fail(
      base::Code::NotFound,
      known.empty() ? "this store has not signed anything yet; the first checkpoint makes a key"
                    : "this store has no key '" + id + "'; its newest one is " + known.back().id,
      known.empty() ? "accredit audit checkpoint" : "");
}

base::Result<base::PublicKey> read_public_key(const std::string& file) {
  return named(base::parse_public_pem(TRY(read_text(file, kKeyFileMax))), file);
}

}  // namespace app
