// Persons of customers and partners, and taking their names out of the store.
#pragma once

#include <string>
#include <vector>

#include "app/store.h"
#include "storage/erasure.h"

namespace app {

base::Result<std::vector<storage::Person>> persons(Store& store);
// By name or by token. Errors: NotFound.
base::Result<storage::Person> person(Store& store, const std::string& who);
// As storage::free_texts.
base::Result<std::vector<base::CommitNumber>> free_texts(Store& store, const std::string& name);
// As storage::erase_person.
base::Result<storage::Erasure> erase_person(Store& store, const std::string& who,
                                            const std::string& actor, const std::string& reason);

}  // namespace app
