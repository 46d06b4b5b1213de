#include <algorithm>
#include <charconv>

#include "base/hex.h"
#include "statements/document.h"
#include "statements/document_text.h"
#include "statements/merkle.h"

namespace statements {
namespace {

std::unexpected<base::Error> changed(const std::string& sentence) {
  return base::fail(base::Code::Corrupt, sentence);
}

// Cuts a file into its parts, in order; what stands between must be there letter by letter.
class Cutter {
 public:
  explicit Cutter(std::string_view bytes) : rest_(bytes) {}

  base::Status expect(std::string_view part) {
    if (!rest_.starts_with(part)) {
      return changed("line " + std::to_string(row_) +
                     " of the file is not as it was written: " + "expected '" +
                     std::string(part.substr(part.find_first_not_of("\n],\""))) + "'");
    }
    advance(part.size());
    return {};
  }
  bool accept(std::string_view part) {
    if (!rest_.starts_with(part)) return false;
    advance(part.size());
    return true;
  }
  // The object that the line holds.
  std::string_view leaf() {
    const std::string_view line = rest_.substr(0, rest_.find('\n'));
    const std::string_view text = line.substr(0, line.rfind('}') + 1);
    advance(text.size());
    return text;
  }
  std::string_view until(char end) {
    const std::string_view text = rest_.substr(0, rest_.find(end));
    advance(text.size());
    return text;
  }
  bool done() const { return rest_.empty(); }
  std::size_t row() const { return row_; }

 private:
  void advance(std::size_t bytes) {
    row_ += static_cast<std::size_t>(std::ranges::count(rest_.substr(0, bytes), '\n'));
    rest_.remove_prefix(bytes);
  }
  std::string_view rest_;
  std::size_t row_ = 1;
};

// As many bytes as `to` has.
template <class Bytes>
bool read_hex(std::string_view text, Bytes& to) {
  const auto bytes = base::parse_hex(text);
  if (!bytes || bytes->size() != to.size()) return false;
  std::ranges::copy(*bytes, to.begin());
  return true;
}

base::Result<std::vector<base::Digest>> read_hashes(Cutter& cutter) {
  std::vector<base::Digest> out;
  if (!cutter.accept("\n\"")) return out;
  do {
    const std::size_t row = cutter.row();
    if (!read_hex(cutter.until('"'), out.emplace_back()))
      return changed("line " + std::to_string(row) + " of the file is no hash");
    TRY_STATUS(cutter.expect("\""));
  } while (cutter.accept(",\n\""));
  return out;
}

// A text field of a leaf that this program wrote, which holds no quote.
std::string field_of(std::string_view leaf, std::string_view name) {
  const std::string start = "\"" + std::string(name) + "\":\"";
  const std::size_t at = leaf.find(start);
  if (at == leaf.npos) return {};
  leaf.remove_prefix(at + start.size());
  return std::string(leaf.substr(0, leaf.find('"')));
}

// The signature at the end, over the root that the leaves led to.
base::Status read_tail(Cutter& cutter, const base::PublicKey* trusted, Verified& found) {
  base::Digest root{};
  base::PublicKey key{};
  std::string signature(64, '\0');
  TRY_STATUS(cutter.expect(kRoot));
  const bool whole_root = read_hex(cutter.until('"'), root);
  TRY_STATUS(cutter.expect(kKey));
  const std::string_view id = cutter.until('"');
  TRY_STATUS(cutter.expect(kPublicKey));
  const bool whole_key = read_hex(cutter.until('"'), key);
  TRY_STATUS(cutter.expect(kSignature));
  const bool whole_signature = read_hex(cutter.until('"'), signature);
  TRY_STATUS(cutter.expect(kEnd));
  if (!cutter.done()) return changed("something stands behind the end of " + found.what);
  if (!whole_root || root != found.root)
    return changed("the root of " + found.what + " is not that of its leaves");
  if (!whole_key || base::key_id(key) != id)
    return changed("the public key of " + found.what + " is not the one that it names");
  if (trusted != nullptr && *trusted != key) {
    return changed(found.what + " is signed with key " + std::string(id) + ", not with key " +
                   base::key_id(*trusted) + " that you trust");
  }
  if (!whole_signature || !base::verifies(key, base::bytes_of(root), signature))
    return changed("the signature of " + found.what + " is not one of its root by key " +
                   std::string(id));
  found.key = id;
  return {};
}

base::Result<Verified> verify_statement(Cutter& cutter, const base::PublicKey* trusted) {
  TRY_STATUS(cutter.expect(kDocument));
  std::vector<std::string_view> leaves{cutter.leaf()};
  TRY_STATUS(cutter.expect(kLines));
  if (cutter.accept("\n")) {
    do {
      leaves.push_back(cutter.leaf());
    } while (cutter.accept(",\n"));
  }
  TRY_STATUS(cutter.expect(kHashes));
  const auto hashes = TRY(read_hashes(cutter));
  Verified found;
  found.what = field_of(leaves.front(), "statement");
  found.lines = leaves.size() - 1;
  if (hashes.size() != leaves.size()) {
    return changed(found.what + " has " + std::to_string(found.lines) + " lines, but " +
                   std::to_string(hashes.size() - std::min<std::size_t>(1, hashes.size())) +
                   " were signed");
  }
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    if (leaf_hash(leaves[i]) == hashes[i]) continue;
    return changed((i == 0 ? "the header" : "line " + std::to_string(i)) + " of " + found.what +
                   " was changed: it is not what was signed");
  }
  found.root = merkle_root(hashes);
  found.previous = field_of(leaves.front(), "previous");
  read_hex(field_of(leaves.front(), "previous_root"), found.previous_root);
  TRY_STATUS(read_tail(cutter, trusted, found));
  return found;
}

base::Result<std::size_t> read_count(Cutter& cutter, char end) {
  const std::string_view text = cutter.until(end);
  std::size_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size() || value == 0)
    return changed("'" + std::string(text) + "' is no number of a line");
  return value;
}

base::Result<Verified> verify_proof(Cutter& cutter, const base::PublicKey* trusted) {
  TRY_STATUS(cutter.expect(kProof));
  const std::size_t place = TRY(read_count(cutter, ','));
  TRY_STATUS(cutter.expect(kOf));
  const std::size_t lines = TRY(read_count(cutter, ','));
  TRY_STATUS(cutter.expect(kHeader));
  const std::string_view header = cutter.leaf();
  TRY_STATUS(cutter.expect(kHeaderPath));
  const auto header_path = TRY(read_hashes(cutter));
  TRY_STATUS(cutter.expect(kLine));
  const std::string_view line = cutter.leaf();
  TRY_STATUS(cutter.expect(kLinePath));
  const auto line_path = TRY(read_hashes(cutter));
  Verified found;
  found.what = "line " + std::to_string(place) + " of " + field_of(header, "statement");
  found.lines = lines;
  found.root = root_along(leaf_hash(line), place, lines + 1, line_path);
  if (root_along(leaf_hash(header), 0, lines + 1, header_path) != found.root)
    return changed(found.what + " and the header are not of one statement, or one was changed");
  TRY_STATUS(read_tail(cutter, trusted, found));
  return found;
}

}  // namespace

base::Result<Verified> verify_document(std::string_view bytes, const base::PublicKey* trusted) {
  Cutter cutter(bytes);
  if (bytes.starts_with(kDocument)) return verify_statement(cutter, trusted);
  if (bytes.starts_with(kProof)) return verify_proof(cutter, trusted);
  return base::fail(base::Code::InvalidInput,
                    "this is neither a statement nor a proof: a statement begins with "
                    "{\"format\":\"accredit.statement.1\"");
}

}  // namespace statements
