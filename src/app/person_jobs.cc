#include "app/person_jobs.h"

namespace app {

base::Result<std::vector<storage::Person>> persons(Store& store) {
  return storage::Persons(store.record().database()).all();
}

base::Result<storage::Person> person(Store& store, const std::string& who) {
  return storage::Persons(store.record().database()).find(who);
}

base::Result<std::vector<base::CommitNumber>> free_texts(Store& store, const std::string& name) {
  return storage::free_texts(store.record().database(), name);
}

base::Result<storage::Erasure> erase_person(Store& store, const std::string& who,
                                            const std::string& actor, const std::string& reason) {
  return storage::erase_person(store.record(), who, actor, reason);
}

}  // namespace app
