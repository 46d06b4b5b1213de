// Lists of the contract, asked from within: all rows, for the caller of another operation and no
// other, confined and noted in the access log as if they had been asked for page by page.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/call.h"

namespace api {

// Of one file.
inline constexpr std::size_t kFileRowsMax = 1'000'000;

struct WholeList {
  base::CommitNumber as_known;
  Rows rows;
};

// "subscriptions" of /v1/subscriptions; null for what is no list.
const Operation* find_list(const Contract& contract, std::string_view name);

// `filters`: its parameters without those of a page; filter, sort and fields may be among them.
// Errors: Usage for filters that do not fit; Refused with SCOPE_MISSING, or TOO_MANY_ROWS above
// `most`.
base::Result<WholeList> ask_list(Call& call, const Operation& list,
                                 const std::vector<std::pair<std::string, std::string>>& filters,
                                 std::size_t most);

// So many work on whole lists at once, which bounds their memory. Errors: Conflict (kBusy) when
// none of them ends soon.
class ListPlace {
 public:
  static base::Result<ListPlace> take();
  ListPlace(ListPlace&& other) noexcept : is_taken_(std::exchange(other.is_taken_, false)) {}
  ListPlace& operator=(ListPlace&&) = delete;
  ~ListPlace();

 private:
  ListPlace() = default;
  bool is_taken_ = true;
};

// "subscriptions" again.
std::string list_name(const Operation& list);

// Which rows of a list a call wants, by its parameters.
RowsWish wish_of(const Call& call);

}  // namespace api
