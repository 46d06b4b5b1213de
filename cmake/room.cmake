# room(NAME DEPENDS rooms... LIBS libraries... SHARES libraries...): a folder of src/ is a library.
#
# LIBS are the room's own affair: nobody else sees their headers. SHARES are for its guests too.
# MODULE: the room's code is lib/libMODULE.so beside the program, which its guests load when they need
# it and never link; its LIBS then cost nothing at the start.
#
#   x.cc         the room               x_test.cc   its unit tests   -> NAME_test (doctest)
#   x_bench.cc   its micro benchmarks   x_fuzz.cc   its fuzz target  -> NAME_x_fuzz
#
# A room without a .cc is a heading only; it takes part as soon as the first file is there.

set(ACCREDIT_PUBLIC_DIR "" CACHE PATH "Where the program goes; empty: the build folder")
if(NOT ACCREDIT_PUBLIC_DIR)
  set(ACCREDIT_PUBLIC_DIR "${CMAKE_BINARY_DIR}")
endif()

# Tests find the modules there, as the program does.
list(APPEND CMAKE_BUILD_RPATH "${ACCREDIT_PUBLIC_DIR}/lib")

# The standard headers that nearly every file includes and that cost little.
add_library(pch OBJECT "${CMAKE_SOURCE_DIR}/cmake/pch.cc")
target_link_libraries(pch PRIVATE house)
target_precompile_headers(pch PRIVATE
  <algorithm> <array> <cstdint> <expected> <functional> <map> <memory> <optional> <span> <string>
  <string_view> <unordered_map> <utility> <variant> <vector>)

function(use_pch target)
  if(ACCREDIT_PCH)
    target_precompile_headers(${target} REUSE_FROM pch)
  endif()
endfunction()

# Gives in OUT what `add_library` names LIB: fmt's target has another name in its own package.
function(library_targets out)
  set(result)
  foreach(lib IN LISTS ARGN)
    if(lib STREQUAL "fmt")
      set(lib fmt::fmt)
    endif()
    list(APPEND result ${lib})
  endforeach()
  set(${out} ${result} PARENT_SCOPE)
endfunction()

function(room name)
  cmake_parse_arguments(PARSE_ARGV 1 ROOM "" "MODULE" "DEPENDS;LIBS;SHARES")
  if(ROOM_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "room(${name}): unknown words ${ROOM_UNPARSED_ARGUMENTS}")
  endif()
  library_targets(libs ${ROOM_LIBS})
  library_targets(shares ${ROOM_SHARES})
  set(dir "${CMAKE_SOURCE_DIR}/src/${name}")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${dir}/*.cc")
  set(tests ${sources})
  set(fuzzers ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER fuzzers INCLUDE REGEX "_fuzz\\.cc$")
  list(FILTER sources EXCLUDE REGEX "_(test|bench|fuzz)\\.cc$")
  list(REMOVE_ITEM sources "${dir}/main.cc")

  if(ROOM_MODULE)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE house)
    module(${ROOM_MODULE} ${sources})
    target_link_libraries(${ROOM_MODULE} PRIVATE ${libs})
    set_target_properties(${name} PROPERTIES ROOM_MODULE ${ROOM_MODULE})
  elseif(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC house ${ROOM_DEPENDS} ${shares} PRIVATE ${libs})
    use_pch(${name})
    foreach(below IN LISTS ROOM_DEPENDS)
      get_target_property(module ${below} ROOM_MODULE)
      if(module)
        add_dependencies(${name} ${module})
      endif()
    endforeach()
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE house ${ROOM_DEPENDS} ${shares})
  endif()

  if(tests AND NOT ACCREDIT_FUZZ)
    doctest_program(${name}_test unit ${tests})
    target_link_libraries(${name}_test PRIVATE ${name} ${libs})
  endif()
  foreach(source IN LISTS fuzzers)
    cmake_path(GET source STEM stem)
    fuzz_program(${name}_${stem} "${source}" ${name} ${libs})
  endforeach()
endfunction()

# A library that is loaded at run time. It carries what it needs of room base itself: the program
# exports nothing.
function(module name)
  add_library(${name} MODULE ${ARGN} "${CMAKE_SOURCE_DIR}/src/base/check.cc")
  target_compile_options(${name} PRIVATE -fPIC -fvisibility=hidden)
  target_link_libraries(${name} PRIVATE house)
  set_target_properties(${name} PROPERTIES
    LIBRARY_OUTPUT_DIRECTORY "${ACCREDIT_PUBLIC_DIR}/lib"
    BUILD_RPATH "")
endfunction()

# An executable of doctest cases, known to ctest under LABEL. It runs at the root of the tree, so
# a test opens "tests/scenarios/x.scn" and finds it.
function(doctest_program name label)
  add_executable(${name} ${ARGN} $<TARGET_OBJECTS:doctest_main>)
  target_link_libraries(${name} PRIVATE house doctest rapidcheck)
  use_pch(${name})
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
  set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT 1500
    ENVIRONMENT "ACCREDIT_BINARY=$<TARGET_FILE:accredit>")
endfunction()

add_custom_target(fuzzers)

# A fuzz target. Under preset fuzz it is a libFuzzer; elsewhere it replays its corpus, fuzz/NAME/,
# so that no target rots and every crash once found stays a test.
function(fuzz_program name source)
  add_executable(${name} "${source}")
  target_link_libraries(${name} PRIVATE house ${ARGN})
  if(ACCREDIT_FUZZ)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    add_dependencies(fuzzers ${name})
  else()
    target_sources(${name} PRIVATE "${CMAKE_SOURCE_DIR}/tests/fuzz_main.cc")
    add_test(NAME ${name} COMMAND ${name} "fuzz/${name}" WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    set_tests_properties(${name} PROPERTIES LABELS fuzz)
  endif()
endfunction()

# The program; its main() lives in src/cli/main.cc. The shared libraries that Debian does not
# guarantee lie in lib/ beside it, so the folder can be copied away.
function(program name)
  set(main "${CMAKE_SOURCE_DIR}/src/cli/main.cc")
  if(NOT EXISTS "${main}")
    file(WRITE "${CMAKE_BINARY_DIR}/main.cc"
      "#include <cstdio>\nint main() { std::puts(\"accredit \" ACCREDIT_VERSION); }\n")
    set(main "${CMAKE_BINARY_DIR}/main.cc")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/cli")
  endif()
  add_executable(${name} "${main}")
  target_link_libraries(${name} PRIVATE house cli)
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY "${ACCREDIT_PUBLIC_DIR}"
    BUILD_WITH_INSTALL_RPATH ON
    INSTALL_RPATH "$ORIGIN/lib")
  use_pch(${name})
  file(MAKE_DIRECTORY "${ACCREDIT_PUBLIC_DIR}/lib")
  foreach(lib fmt::fmt date::date-tz)
    get_target_property(lib_file ${lib} LOCATION)
    file(REAL_PATH "${lib_file}" lib_file)
    list(APPEND copies COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${lib_file}"
         "${ACCREDIT_PUBLIC_DIR}/lib/$<TARGET_SONAME_FILE_NAME:${lib}>")
  endforeach()
  add_custom_command(TARGET ${name} POST_BUILD
    COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${NATIVE}/duckdb/libduckdb.so"
            "${ACCREDIT_PUBLIC_DIR}/lib/libduckdb.so"
    COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${NATIVE}/duckdb/LICENSE"
            "${ACCREDIT_PUBLIC_DIR}/lib/LICENSE.duckdb"
    ${copies}
    VERBATIM)
endfunction()
