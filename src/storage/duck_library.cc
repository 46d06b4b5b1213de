// What duckdb.h declares and we call is defined here, as jumps to where the loaded library has it.
// A function that is missing from the list is missed by the linker.
#include "storage/duck_library.h"

#include <dlfcn.h>

#include <string>

namespace {

struct Function {
  const char* name;
  void** address;
};

}  // namespace

// The types are those of duckdb.h, which is not included: a jump leaves arguments as they are.
// NOLINTBEGIN(cppcoreguidelines-macro-usage): each line declares an address, a symbol and a jump
// clang-format off
#define JUMP(name)                                                  \
  extern "C" {                                                      \
  __attribute__((visibility("hidden"))) void* at_##name;            \
  }                                                                 \
  asm(".pushsection .text\n.globl " #name "\n"                      \
      ".type " #name ", @function\n"                                \
      #name ": jmp *at_" #name "(%rip)\n"                           \
      ".size " #name ", . - " #name "\n.popsection\n");
// clang-format on
#define ENTRY(name) {#name, &at_##name},

#define DUCK_FUNCTIONS(X)                    \
  X(duckdb_append_data_chunk)                \
  X(duckdb_appender_create)                  \
  X(duckdb_appender_destroy)                 \
  X(duckdb_bind_add_result_column)           \
  X(duckdb_close)                            \
  X(duckdb_column_count)                     \
  X(duckdb_column_logical_type)              \
  X(duckdb_column_name)                      \
  X(duckdb_connect)                          \
  X(duckdb_create_config)                    \
  X(duckdb_create_data_chunk)                \
  X(duckdb_create_decimal_type)              \
  X(duckdb_create_logical_type)              \
  X(duckdb_create_scalar_function)           \
  X(duckdb_create_table_function)            \
  X(duckdb_data_chunk_get_size)              \
  X(duckdb_data_chunk_get_vector)            \
  X(duckdb_data_chunk_set_size)              \
  X(duckdb_decimal_internal_type)            \
  X(duckdb_decimal_scale)                    \
  X(duckdb_destroy_config)                   \
  X(duckdb_destroy_data_chunk)               \
  X(duckdb_destroy_extracted)                \
  X(duckdb_destroy_logical_type)             \
  X(duckdb_destroy_pending)                  \
  X(duckdb_destroy_prepare)                  \
  X(duckdb_destroy_result)                   \
  X(duckdb_destroy_scalar_function)          \
  X(duckdb_destroy_table_function)           \
  X(duckdb_disconnect)                       \
  X(duckdb_execute_pending)                  \
  X(duckdb_extract_statements)               \
  X(duckdb_extract_statements_error)         \
  X(duckdb_fetch_chunk)                      \
  X(duckdb_free)                             \
  X(duckdb_function_get_extra_info)          \
  X(duckdb_get_type_id)                      \
  X(duckdb_init_set_max_threads)             \
  X(duckdb_interrupt)                        \
  X(duckdb_nparams)                          \
  X(duckdb_open_ext)                         \
  X(duckdb_pending_error)                    \
  X(duckdb_pending_prepared_streaming)       \
  X(duckdb_prepare)                          \
  X(duckdb_prepare_error)                    \
  X(duckdb_prepare_extracted_statement)      \
  X(duckdb_prepared_statement_column_count)  \
  X(duckdb_prepared_statement_column_type)   \
  X(duckdb_prepared_statement_type)          \
  X(duckdb_query)                            \
  X(duckdb_register_scalar_function)         \
  X(duckdb_register_table_function)          \
  X(duckdb_result_error)                     \
  X(duckdb_result_error_type)                \
  X(duckdb_scalar_function_add_parameter)    \
  X(duckdb_scalar_function_set_function)     \
  X(duckdb_scalar_function_set_name)         \
  X(duckdb_scalar_function_set_return_type)  \
  X(duckdb_set_config)                       \
  X(duckdb_table_function_set_bind)          \
  X(duckdb_table_function_set_extra_info)    \
  X(duckdb_table_function_set_function)      \
  X(duckdb_table_function_set_init)          \
  X(duckdb_table_function_set_name)          \
  X(duckdb_vector_assign_string_element_len) \
  X(duckdb_vector_get_data)                  \
  X(duckdb_vector_get_validity)              \
  X(duckdb_vector_size)
DUCK_FUNCTIONS(JUMP)
// NOLINTEND(cppcoreguidelines-macro-usage)

namespace storage {
namespace {

constexpr const char* kLibrary = "libduckdb.so";
constexpr Function kFunctions[] = {DUCK_FUNCTIONS(ENTRY)};

base::Status load() {
  void* library = dlopen(kLibrary, RTLD_LAZY | RTLD_LOCAL);
  if (library == nullptr) {
    return base::fail(base::Code::Io, std::string("the scan engine is missing: ") + dlerror() +
                                          "; lib/libduckdb.so belongs beside the program");
  }
  for (const Function& function : kFunctions) {
    *function.address = dlsym(library, function.name);
    if (*function.address == nullptr) {
      return base::fail(base::Code::Io, std::string(kLibrary) + " is not the one that this " +
                                            "program was built with: it has no " + function.name);
    }
  }
  return {};
}

}  // namespace

base::Status load_duck_library() {
  static const base::Status loaded = load();
  return loaded;
}

}  // namespace storage
