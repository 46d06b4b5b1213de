#include "statements/document.h"

#include "base/check.h"
#include "base/csv_cell.h"
#include "base/hex.h"
#include "statements/canonical.h"
#include "statements/document_text.h"
#include "statements/merkle.h"

namespace statements {

using base::hex;

base::Result<Seal> seal(const Statement& statement, const base::SigningKey& key) {
  Seal out;
  out.root = merkle_root(leaf_hashes(statement));
  out.key = base::key_id(key.public_key());
  out.signature = TRY(key.sign(base::bytes_of(out.root)));
  return out;
}

namespace {

// What both files end with.
std::string tail(const Issued& issued, const base::PublicKey& key) {
  return std::string(kRoot) + hex(issued.seal.root) + std::string(kKey) + issued.seal.key +
         std::string(kPublicKey) + hex({reinterpret_cast<const char*>(key.data()), key.size()}) +
         std::string(kSignature) + hex(issued.seal.signature) + std::string(kEnd);
}

void append_hashes(std::string& to, std::span<const base::Digest> hashes) {
  for (std::size_t i = 0; i < hashes.size(); ++i)
    to += (i == 0 ? "\n\"" : ",\n\"") + hex(hashes[i]) + '"';
}

template <class Texts>
void append_row(std::string& to, const Texts& texts) {
  bool first = true;
  for (const auto& text : texts) {
    if (!first) to += ',';
    to += base::csv_cell(text);
    first = false;
  }
  to += '\n';
}

}  // namespace

std::string json_document(const Issued& issued, const base::PublicKey& key) {
  const Statement& statement = issued.statement;
  std::string out = std::string(kDocument) + header_leaf(statement) + std::string(kLines);
  for (std::size_t place = 1; place <= statement.lines.size(); ++place)
    out += (place == 1 ? "\n" : ",\n") + line_leaf(statement, place);
  out += kHashes;
  append_hashes(out, leaf_hashes(statement));
  return out + tail(issued, key);
}

std::string json_proof(const Issued& issued, const base::PublicKey& key, std::size_t place) {
  const auto leaves = leaf_hashes(issued.statement);
  ASSERT(place >= 1 && place < leaves.size());
  std::string out = std::string(kProof) + std::to_string(place) + std::string(kOf) +
                    std::to_string(leaves.size() - 1) + std::string(kHeader) +
                    header_leaf(issued.statement) + std::string(kHeaderPath);
  append_hashes(out, merkle_path(leaves, 0));
  out += std::string(kLine) + line_leaf(issued.statement, place) + std::string(kLinePath);
  append_hashes(out, merkle_path(leaves, place));
  return out + tail(issued, key);
}

std::string csv_document(const Statement& statement) {
  std::string out;
  append_row(out, kLineColumns);
  for (std::size_t place = 1; place <= statement.lines.size(); ++place)
    append_row(out, line_texts(statement, place));
  return out;
}

}  // namespace statements
