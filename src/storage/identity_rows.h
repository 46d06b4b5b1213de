// The rows of identity_schema.cc as values.
#pragma once

#include <string_view>

#include "access/identity.h"
#include "storage/database.h"

namespace storage {

// Resets a kept statement when it was read.
class Kept {
 public:
  explicit Kept(Statement& statement) : statement_(statement) {}
  Kept(const Kept&) = delete;
  Kept& operator=(const Kept&) = delete;
  ~Kept() { statement_.reset(); }

 private:
  Statement& statement_;
};

inline constexpr std::string_view kSelect = "SELECT";
inline constexpr std::string_view kUser =
    "SELECT a.number, n.name, n.email, a.password, a.totp, a.totp_last, a.disabled, a.created_at "
    "FROM user a JOIN user_name n ON n.user = a.number ";
inline constexpr std::string_view kSession =
    "SELECT s.number, s.hash, s.user, s.created_at, s.used_at, s.address, s.agent";
inline constexpr int kSessionColumns = 7;
inline constexpr std::string_view kMachine =
    "SELECT m.number, m.kind, m.name, m.role, m.tenant, m.sees_money, m.scopes, m.networks, "
    "m.expires_at, m.created_at, m.used_at, m.revoked";
inline constexpr int kMachineColumns = 12;

// `at`: the first of its columns.
rights::User read_user(const Statement& row, int at);  // without grants
rights::Session read_session(const Statement& row);
rights::MachineSecret read_secret(const Statement& row, int at);
base::Digest read_digest(const Statement& row, int column);
// Errors: Corrupt for words that nobody knows.
base::Result<rights::Machine> read_machine(const Statement& row);
base::Result<std::vector<rights::Grant>> read_grants(Database& database, std::int64_t user);

base::Status write_user(Database& database, const rights::User& user);
base::Status write_machine(Database& database, const rights::Machine& machine);

}  // namespace storage
