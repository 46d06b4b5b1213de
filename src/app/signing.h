// The key with which a store signs: checkpoints of its audit chain, statements.
#pragma once

#include <string>

#include "app/store.h"
#include "base/signing.h"

namespace app {

// From `file` (PKCS #8, PEM); empty: from DIR/signing.key, which is made, readable by its owner
// only, when the store has not signed anything yet. Requires: a store opened for writing. Whoever
// signs with it enters it in the same commit (storage::enter_signing_key). Errors: NotFound when
// the store signed before and its key is gone.
base::Result<base::SigningKey> signing_key(Store& store, const std::string& file);

// The public key of that id as PEM, the newest one for an empty id. Errors: NotFound.
base::Result<std::string> public_key_pem(Store& store, const std::string& id);

// A file that only its owner may read, whole or absent after a crash.
base::Status write_secret(const std::string& path, std::string_view text);

// From a file of PEM.
base::Result<base::PublicKey> read_public_key(const std::string& file);

}  // namespace app
