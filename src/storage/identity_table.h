// Users, keys and sessions in the system of record, beside the facts.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "access/identity_store.h"
#include "storage/persons.h"
#include "storage/record.h"

namespace storage {

std::string_view identity_schema();        // identity_schema.cc
std::string_view identity_names_schema();  // the tables of it that hold names and addresses

// `record` must outlive the store. Changes need a record that was opened for writing.
std::unique_ptr<rights::IdentityStore> open_identity(Record& record);

// The person, and the other tokens of the user that has it: whoever is erased is so for every
// tenant.
base::Result<std::vector<Person>> persons_of_one(Database& database, const Person& person);
// Empties the user of these persons, if there is one, and ends what belongs to it. Belongs into
// the transaction of the erasure.
base::Status erase_user(Database& database, const std::vector<Person>& persons);
// Whoever holds a grant got it by an event of the audit chain that nobody took back; the user of
// an erased person has no name.
base::Result<std::vector<Finding>> verify_identity(Database& database);

}  // namespace storage
