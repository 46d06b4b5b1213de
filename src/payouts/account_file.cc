#include "payouts/account_file.h"

#include <fmt/format.h>

#include <array>
#include <set>

#include "payouts/table_file.h"

namespace payouts {
namespace {

enum Column : std::size_t {
  kPartner,
  kHolder,
  kIban,
  kNumber,
  kBic,
  kSystem,
  kMember,
  kCountry,
  kCurrency,
  kTown,
  kAddress1,
  kAddress2
};
constexpr std::array<std::string_view, 12> kColumns{
    "partner_id",      "holder",  "iban",     "number", "bic",      "clearing_system",
    "clearing_member", "country", "currency", "town",   "address1", "address2"};

BankAccount account_of(const std::vector<std::string>& cells) {
  BankAccount out{.holder = cells[kHolder],
                  .iban = cells[kIban],
                  .number = cells[kNumber],
                  .bic = cells[kBic],
                  .clearing = {cells[kSystem], cells[kMember]},
                  .country = cells[kCountry],
                  .currency = cells[kCurrency],
                  .town = cells[kTown],
                  .address = {}};
  for (const Column line : {kAddress1, kAddress2})
    if (!cells[line].empty()) out.address.push_back(cells[line]);
  return out;
}

}  // namespace

base::Result<std::vector<AccountRow>> read_accounts(const std::string& file,
                                                    ingest::RowSource& rows) {
  const TableFile table(file, {"file of bank accounts", kColumns});
  std::set<std::string> seen;
  std::vector<AccountRow> out;
  TRY_STATUS(table.read(rows, [&](const TableRow& row) -> base::Status {
    const std::string& partner = row.cells[kPartner];
    if (!seen.insert(partner).second)
      return table.at(row.line, kPartner, fmt::format("'{}' stands there twice", partner));
    auto account = parse_account(account_of(row.cells));
    if (!account) {
      return base::fail(account.error().code,
                        fmt::format("{}, line {}: {}", file, row.line, account.error().message));
    }
    out.push_back({row.line, partner, std::move(*account)});
    return {};
  }));
  return out;
}

}  // namespace payouts
