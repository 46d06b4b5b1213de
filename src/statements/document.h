// Statements as files. The JSON document holds the leaves letter by letter, each on a line of its
// own with its hash below, so it can be checked without the program that wrote it; a proof shows
// one line and the header, and nothing of the others. docs/formats/statement.md.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/signing.h"
#include "statements/statement.h"

namespace statements {

// Signs the root of the statement's leaves.
base::Result<Seal> seal(const Statement& statement, const base::SigningKey& key);

std::string json_document(const Issued& issued, const base::PublicKey& key);
std::string csv_document(const Statement& statement);

// Of line `place`, from 1.
std::string json_proof(const Issued& issued, const base::PublicKey& key, std::size_t place);

// What a file was found to be.
struct Verified {
  std::string what;  // "ST-000042", "line 7 of ST-000042"
  std::size_t lines = 0;
  std::string key;  // id of the key that signed
  base::Digest root{};
  base::Digest previous_root{};  // zeros for the first, and for a proof
  std::string previous;          // id of the statement before; empty for none
};

// Checks a document or a proof from its bytes alone. With `trusted` it must be signed by that key,
// else by the one that it names. Errors: Corrupt, naming the line that was changed.
base::Result<Verified> verify_document(std::string_view bytes, const base::PublicKey* trusted);

}  // namespace statements
