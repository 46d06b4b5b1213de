#include "scratch.h"

#include <stdlib.h>

#include <filesystem>

#include "measure.h"

namespace bench {

Scratch::Scratch()
    : path_((std::filesystem::temp_directory_path() / "accredit-bench-XXXXXX").string()) {
  if (::mkdtemp(path_.data()) == nullptr) give_up("cannot make a directory " + path_);
}

Scratch::~Scratch() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace bench
