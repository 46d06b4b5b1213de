# What we did not write, under the short names that room(... LIBS ...) uses.
# tools/levels.py holds the table "header -> name"; a room sees a header only if it names the library.

set(NATIVE "${CMAKE_SOURCE_DIR}/.native")
if(NOT EXISTS "${NATIVE}/duckdb/libduckdb.so" OR NOT EXISTS "${NATIVE}/sqlite/sqlite3.c")
  message(FATAL_ERROR "The pinned libraries are not here yet. Run: ./do deps")
endif()

# SQLite: the pinned amalgamation, one connection per thread, no surprises from SQL text.
add_library(sqlite STATIC "${NATIVE}/sqlite/sqlite3.c")
target_include_directories(sqlite SYSTEM PUBLIC "${NATIVE}/sqlite")
target_compile_options(sqlite PRIVATE -O2 -w)
if(ACCREDIT_SANITIZE MATCHES "address|thread")
  # Its memory and threads are watched with ours; its arithmetic is not (that takes ten minutes).
  target_compile_options(sqlite PRIVATE -O1 -fno-sanitize=undefined)
endif()
target_compile_definitions(sqlite PRIVATE
  SQLITE_THREADSAFE=2                   # a connection belongs to one thread at a time
  SQLITE_DQS=0                          # "x" is a column, never by accident a string
  SQLITE_DEFAULT_FOREIGN_KEYS=1
  SQLITE_DEFAULT_SYNCHRONOUS=2 SQLITE_DEFAULT_WAL_SYNCHRONOUS=2
  SQLITE_TRUSTED_SCHEMA=0
  SQLITE_DEFAULT_MEMSTATUS=0
  SQLITE_LIKE_DOESNT_MATCH_BLOBS
  SQLITE_MAX_EXPR_DEPTH=100
  SQLITE_USE_ALLOCA
  SQLITE_OMIT_LOAD_EXTENSION SQLITE_OMIT_DEPRECATED SQLITE_OMIT_SHARED_CACHE
  SQLITE_OMIT_AUTOINIT=0)
find_package(Threads REQUIRED)
target_link_libraries(sqlite PUBLIC Threads::Threads m)

# DuckDB: the official shared library, C interface only. The program loads it when it first scans
# (storage/duck_library.cc) and links nothing; benchmarks link it.
add_library(duckdb INTERFACE)
target_include_directories(duckdb SYSTEM INTERFACE "${NATIVE}/duckdb")
target_link_libraries(duckdb INTERFACE ${CMAKE_DL_LIBS})
set(CMAKE_BUILD_RPATH "${NATIVE}/duckdb")
add_library(duckdb_linked SHARED IMPORTED GLOBAL)
set_target_properties(duckdb_linked PROPERTIES
  IMPORTED_LOCATION "${NATIVE}/duckdb/libduckdb.so"
  IMPORTED_SONAME libduckdb.so
  INTERFACE_INCLUDE_DIRECTORIES "${NATIVE}/duckdb"
  INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${NATIVE}/duckdb")

# What draws documents; only the module of room typesetting links it.
find_package(PkgConfig REQUIRED)
pkg_check_modules(cairo REQUIRED IMPORTED_TARGET cairo-pdf)
pkg_check_modules(pango REQUIRED IMPORTED_TARGET pangocairo)
add_library(cairo ALIAS PkgConfig::cairo)
add_library(pango ALIAS PkgConfig::pango)

# What writes workbooks; only the module of room spreadsheets links it.
find_library(XLSXWRITER xlsxwriter REQUIRED)
find_path(XLSXWRITER_INCLUDE xlsxwriter.h REQUIRED)
add_library(xlsxwriter INTERFACE)
target_include_directories(xlsxwriter SYSTEM INTERFACE "${XLSXWRITER_INCLUDE}")
target_link_libraries(xlsxwriter INTERFACE "${XLSXWRITER}")

# Debian's packages. Header-only ones need a name, nothing more.
find_package(fmt 9 REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto SSL)
find_package(ZLIB REQUIRED)
find_package(date 3 REQUIRED)
find_path(XXHASH_INCLUDE xxhash.h REQUIRED)
find_path(TOML_INCLUDE toml++/toml.h REQUIRED)
find_path(CLI11_INCLUDE CLI/CLI.hpp REQUIRED)
find_path(DOCTEST_INCLUDE doctest/doctest.h REQUIRED)
find_library(RAPIDCHECK rapidcheck REQUIRED)
find_library(BOOST_JSON libboost_json.a REQUIRED)  # the archive: nothing more to ship
find_path(BOOST_INCLUDE boost/json/basic_parser.hpp REQUIRED)
find_path(BEAST_INCLUDE boost/beast/http.hpp REQUIRED)
find_library(SODIUM libsodium.a REQUIRED)
find_path(SODIUM_INCLUDE sodium.h REQUIRED)
find_package(CURL 7 REQUIRED)

add_library(crypto ALIAS OpenSSL::Crypto)
add_library(zlib ALIAS ZLIB::ZLIB)
add_library(date-tz ALIAS date::date-tz)
add_library(xxhash INTERFACE)
add_library(toml++ INTERFACE)
add_library(CLI11 INTERFACE)
add_library(doctest INTERFACE)
add_library(rapidcheck INTERFACE)
add_library(boost-json INTERFACE)
target_link_libraries(boost-json INTERFACE "${BOOST_JSON}")
target_link_libraries(rapidcheck INTERFACE "${RAPIDCHECK}")
add_library(sodium INTERFACE)
target_link_libraries(sodium INTERFACE "${SODIUM}")
add_library(curl ALIAS CURL::libcurl)

# Asio and Beast are headers; what they share is compiled once, in room http.
add_library(beast INTERFACE)
target_compile_definitions(beast INTERFACE BOOST_ASIO_SEPARATE_COMPILATION
  BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_DISABLE_BOOST_COROUTINE
  BOOST_ENABLE_ASSERT_HANDLER)  # http/beast.cc
if(ACCREDIT_SANITIZE MATCHES "thread")
  # The sanitizer knows no fences. Asio's stand beside the lock of its queue, which it does know.
  target_compile_definitions(beast INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
endif()
target_link_libraries(beast INTERFACE OpenSSL::SSL Threads::Threads)
