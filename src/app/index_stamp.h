// Whether the files of the series index are still as their builder left them. They are mapped and
// read without a look at every byte, so a file that was touched since must not be read at all.
#pragma once

#include <string>

namespace app {

// Removes index files of `directory` whose size or time of change is not the noted one; they are
// built again. Rot that leaves the time alone is for `accredit verify`.
void drop_touched_indexes(const std::string& directory);

// Notes size and time of the index files, in the file "built" beside them. When it cannot be
// written they are built again next time.
void note_indexes(const std::string& directory);

}  // namespace app
