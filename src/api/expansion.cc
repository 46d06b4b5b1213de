#include "api/expansion.h"

#include <algorithm>
#include <array>

#include "api/row_files.h"
#include "base/json_text.h"
#include "base/nearest.h"

namespace api {
namespace {

constexpr std::size_t kPathsMax = 8;

struct Noun {
  std::string_view word, operation;          // that shows one
  std::vector<std::string_view> names = {};  // of what it has ids
};

const std::array<Noun, 4>& nouns() {
  static const std::array<Noun, 4> all{
      {{"partner", "getPartner"},
       {"customer", "getCustomer"},
       {"subscription", "getSubscription", {"customer"}},
       {"association", "getAssociation", {"partner", "customer", "subscription"}}}};
  return all;
}

const Noun& noun_of(std::string_view word) {
  return *std::ranges::find(nouns(), word, &Noun::word);
}

// One of "subscription,subscription.customer".
struct Branch {
  const Noun* noun;
  std::size_t column = 0;
  std::vector<const Noun*> within = {};
};

using Words = std::vector<std::string_view>;

std::expected<const Noun*, filters::Fault> read_noun(std::string_view word, const Words& known,
                                                     std::size_t position) {
  if (std::ranges::find(known, word) != known.end()) return &noun_of(word);
  std::string expected = known.empty() ? "nothing within it" : "";
  for (const std::string_view one : known)
    expected += (expected.empty() ? "" : ", ") + std::string(one);
  return std::unexpected(filters::Fault{
      position, "nothing is named '" + std::string(word) + "' here" + base::hint(word, known),
      std::move(expected)});
}

// Of which facts the rows have an id: "customer" of "customer_id".
Words named_by(const Rows& rows) {
  Words out;
  for (const Noun& one : nouns()) {
    const std::string column = std::string(one.word) + "_id";
    if (std::ranges::find(rows.columns(), column, &Field::name) != rows.columns().end())
      out.push_back(one.word);
  }
  return out;
}

std::expected<std::vector<Branch>, filters::Fault> read_branches(std::string_view text,
                                                                 const Rows& rows) {
  const Words known = named_by(rows);
  std::vector<Branch> out;
  std::size_t paths = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::string_view path = text.substr(at, text.find(',', at) - at);
    const std::string_view first = path.substr(0, path.find('.'));
    if (++paths > kPathsMax)
      return std::unexpected(filters::Fault{at + 1, "there are too many paths", "at most 8"});
    const Noun* const noun = TRY(read_noun(first, known, at + 1));
    auto branch = std::ranges::find(out, noun, &Branch::noun);
    if (branch == out.end()) {
      const auto column =
          std::ranges::find(rows.columns(), std::string(first) + "_id", &Field::name);
      out.push_back({noun, static_cast<std::size_t>(column - rows.columns().begin())});
      branch = out.end() - 1;
    }
    if (first.size() < path.size()) {
      const Noun* const within =
          TRY(read_noun(path.substr(first.size() + 1), noun->names, at + first.size() + 2));
      if (std::ranges::find(branch->within, within) == branch->within.end())
        branch->within.push_back(within);
    }
    at += path.size() + 1;
  }
  return out;
}

base::Status check_rights(const Call& call, const Noun& noun) {
  const auto& operations = call.service.contract->operations();
  const auto shows = std::ranges::find(operations, noun.operation, &Operation::id);
  Arguments ignored;
  const auto allowed = confine(call.caller, *shows, ignored);
  if (allowed) return {};
  return base::refuse("FORBIDDEN",
                      "expand, " + std::string(noun.word) + ": " + allowed.error().detail);
}

// What is shown is told of, as if it had been asked for at its own address.
void tell_of_shown(Call& call, const Noun& noun, const Value& shown) {
  if (noun.word == "customer") call.tells_of_customer(shown.get("id").text());
  if (noun.word == "subscription") call.tells_of_subscription(shown.get("id").text());
  if (noun.word == "association") call.tells_of_customer(shown.get("customer_id").text());
}

}  // namespace

base::Result<Expansion> Expansion::of(Call& call, const Rows& rows, base::CommitNumber as_known) {
  Expansion out;
  const std::string wish = call.text("expand");
  if (wish.empty()) return out;
  if (const RowFormat format = page_format(call);
      format == RowFormat::Csv || format == RowFormat::Xlsx)
    return base::fail(base::Code::Usage,
                      "rows of CSV and workbooks are flat: expand is for json and ndjson");
  const auto branches = read_branches(wish, rows);
  if (!branches) {
    const filters::Fault& fault = branches.error();
    call.violations.push_back(violation_of("expand", fault));
    return base::fail(base::Code::Usage, "expand, " + fault.text());
  }
  for (const Branch& branch : *branches) {
    TRY_STATUS(check_rights(call, *branch.noun));
    for (const Noun* const within : branch.within)
      TRY_STATUS(check_rights(call, *within));
  }
  const FactOf fact = TRY(facts_for(call, as_known));
  for (const Rows::Row& row : rows.rows()) {
    std::string& text = out.texts_.emplace_back();
    for (const Branch& branch : *branches) {
      Value shown = fact(branch.noun->word, row.cells[branch.column].value_or(""));
      tell_of_shown(call, *branch.noun, shown);
      for (const Noun* const within : branch.within) {
        if (shown.is_null()) break;
        Value inner = fact(within->word, shown.get(std::string(within->word) + "_id").text());
        tell_of_shown(call, *within, inner);
        shown.add(std::string(within->word), std::move(inner));
      }
      text += ',' + base::json_text(branch.noun->word) + ':' + json_of(shown);
    }
  }
  return out;
}

}  // namespace api
