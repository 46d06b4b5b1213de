// One table of a programme file while it is read: fetches values by key, as the type the rule
// needs, and turns every surprise into a sentence with file and line.
#pragma once

#include <array>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/decimal.h"
#include "base/nearest.h"
#include "base/result.h"
#include "base/terms.h"
#include "programs/document.h"

namespace programs {

// InvalidInput at the place of `node`.
std::unexpected<base::Error> fault(const Node& node, const std::string& sentence);

// How messages call a row: "lever 'x'", or "this lever" when it has no code.
std::string named(std::string_view noun, const Node& node);

// The index of the text of `node` in `words`; otherwise an error that lists them.
base::Result<std::size_t> word_index(const Node& node, std::string_view what,
                                     std::span<const std::string_view> words);

class Section {
 public:
  // `name` is how messages call the table ("lever 'x'"). Refuses keys that are not in `known`.
  static base::Result<Section> open(const Node& node, std::string name,
                                    std::span<const std::string_view> known);

  const Node& node() const { return *node_; }
  const std::string& name() const { return name_; }
  const Node* find(std::string_view key) const { return node_->find(key); }
  base::Result<const Node*> need(std::string_view key) const;

  base::Result<std::string> text(std::string_view key) const;  // required, not empty
  base::Result<std::string> text_or(std::string_view key, std::string_view otherwise) const;
  base::Result<std::string> code() const;  // required: a-z 0-9 - _
  base::Result<bool> flag_or(std::string_view key, bool otherwise) const;
  base::Result<std::vector<std::string>> texts(std::string_view key) const;  // absent: empty
  base::Result<std::span<const Node>> tables(std::string_view key) const;    // absent: empty
  base::Result<base::Day> day_or(std::string_view key, base::Day otherwise) const;
  base::Result<base::Decimal> decimal(std::string_view key) const;   // required: "1.50"
  base::Result<base::Decimal> share(std::string_view key) const;     // required: "8 %" or "0.08"
  base::Result<base::Decimal> positive(std::string_view key) const;  // required, above zero
  base::Result<base::Month> month(std::string_view key) const;       // required: "2026-04"
  struct Bounds {
    int least, most, otherwise;
  };
  base::Result<int> whole_or(std::string_view key, Bounds bounds) const;

  // The word of a closed list; absent: `otherwise`, or an error when there is none.
  template <class Enum, std::size_t N>
  base::Result<Enum> choice(std::string_view key, const std::array<std::string_view, N>& words,
                            std::optional<Enum> otherwise = std::nullopt) const {
    if (find(key) == nullptr && otherwise) return *otherwise;
    const Node* value = TRY(need(key));
    return static_cast<Enum>(TRY(word_index(*value, key, words)));
  }

  template <class Enum, std::size_t N>
  base::Result<std::vector<Enum>> choices(std::string_view key,
                                          const std::array<std::string_view, N>& words) const {
    std::vector<Enum> chosen;
    for (const Node& item : TRY(list(key))) {
      chosen.push_back(static_cast<Enum>(TRY(word_index(item, key, words))));
    }
    return chosen;
  }

 private:
  Section(const Node& node, std::string name) : node_(&node), name_(std::move(name)) {}
  base::Result<std::span<const Node>> list(std::string_view key) const;
  base::Result<std::string> number_text(std::string_view key) const;

  const Node* node_;
  std::string name_;
};

}  // namespace programs
