// Contacts, guides and feedback: set, published, left and read.
#pragma once

#include <string>
#include <vector>

#include "app/store.h"
#include "guidance/guidance.h"

namespace app {

base::Result<std::vector<guidance::Contact>> contacts(Store& store, base::CommitNumber as_known);
// Errors: InvalidInput.
base::Result<guidance::Contact> set_contact(Store& store, const std::string& actor,
                                            guidance::Contact contact);

base::Result<std::vector<guidance::Guide>> guides(Store& store, base::CommitNumber as_known);
// As the next version of its name and language. Errors: InvalidInput.
base::Result<guidance::Guide> publish_guide(Store& store, const std::string& actor,
                                            guidance::Guide guide);
// That version, or with 0 the one that holds on the day. Errors: NotFound.
base::Result<guidance::Guide> guide_of(Store& store, const std::string& name,
                                       const std::string& language, std::int64_t version,
                                       base::Day day);

base::Result<std::vector<guidance::Feedback>> feedback(Store& store);
// Errors: InvalidInput.
base::Result<guidance::Feedback> leave_feedback(Store& store, const std::string& actor,
                                                const std::string& page, const std::string& text);

}  // namespace app
