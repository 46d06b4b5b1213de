# How our own code is compiled. Foreign code is compiled quietly and included as SYSTEM.

set(CMAKE_CXX_STANDARD 23)             # g++ 12: C++20 in style, std::expected, __int128
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS ON)
set(CMAKE_C_STANDARD 11)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# "checks on": NDEBUG is never defined, check() holds in release too.
set(CMAKE_C_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_C_FLAGS_DEBUG "-O1 -g")

set(ACCREDIT_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize= takes them")
option(ACCREDIT_COVERAGE "Count executed lines" OFF)
option(ACCREDIT_FUZZ "Build *_fuzz.cc with libFuzzer (clang)" OFF)
option(ACCREDIT_PCH "Precompile the cheap standard headers" ON)

# ---- flags for every translation unit, foreign ones too: they must agree ----------------------
add_compile_options(-fPIE -fstack-protector-strong -fcf-protection -fno-omit-frame-pointer)
add_compile_definitions(_GLIBCXX_ASSERTIONS)
add_link_options(-pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT ACCREDIT_SANITIZE)
  add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif()
if(ACCREDIT_SANITIZE)
  add_compile_options(-fsanitize=${ACCREDIT_SANITIZE} -fno-sanitize-recover=all)
  # What a sanitizer's dlopen searches is the executable's RPATH, not its RUNPATH.
  add_link_options(-fsanitize=${ACCREDIT_SANITIZE} -Wl,--disable-new-dtags)
endif()
if(ACCREDIT_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # gcc 12 maps __FILE__ and debug paths to the tree, so two checkouts share one ccache.
  add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
endif()

# ---- flags for our code only ------------------------------------------------------------------
add_library(house INTERFACE)
target_include_directories(house INTERFACE "${CMAKE_SOURCE_DIR}/src")
target_compile_definitions(house INTERFACE ACCREDIT_VERSION="${PROJECT_VERSION}")
target_compile_options(house INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual -Werror
  -Wno-missing-field-initializers)   # what a designated initialiser leaves out has its default
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 sees these inside std::string, std::optional and std::expected where there is nothing
  # to see (its bugs 105329, 105562, 105651). The sanitizer builds watch for the real ones.
  target_compile_options(house INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow
    -Wno-stringop-overread -Wno-maybe-uninitialized)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  # g++ 12's std::stable_sort uses what the standard has deprecated since; clang says so each time.
  # It also calls a defaulted <=> unused that only std::map uses.
  target_compile_options(house INTERFACE -Wno-deprecated-declarations -Wno-unused-function)
endif()
if(ACCREDIT_COVERAGE)
  target_compile_options(house INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(house INTERFACE --coverage)
endif()

# ---- speed of the build -----------------------------------------------------------------------
find_program(CCACHE ccache)
if(CCACHE)
  # Precompiled headers and ccache agree only with this sloppiness (ccache manual, section
  # "Precompiled headers"); base_dir lets checkouts in different folders share results.
  foreach(lang C CXX)
    set(CMAKE_${lang}_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env
        "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime"
        "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" "${CCACHE}")
  endforeach()
endif()
find_program(MOLD mold)
if(MOLD)
  add_link_options(-fuse-ld=mold)
endif()
