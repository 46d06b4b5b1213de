// ClickHouse embedded, opened at run time: it is an optional 560 MB library without a header, so
// its few C functions are declared here.
#include <dlfcn.h>

#include <array>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "base/check.h"
#include "measure.h"
#include "rival.h"

namespace bench {
namespace {

constexpr const char* kLibrary = ".native/chdb/libchdb.so";

// Two ways to ask; which is faster depends on the shape, so each is tried before the contest. A
// sorting merge join, a parallel hash join and a packed group key were tried and are slower.
constexpr std::array<const char*, 2> kQuestions{R"(
  SELECT partner, workload, month, sum(amount), sum(quantity), groupBitOr(types)
  FROM facts INNER JOIN holdings USING (subscription)
  WHERE day >= from_day AND day < to_day
  GROUP BY partner, workload, month)",
                                                R"(
  SELECT held.1, workload, month, sum(amount), sum(quantity), groupBitOr(held.4)
  FROM facts INNER JOIN holders USING (subscription)
  ARRAY JOIN arrayFilter(h -> h.2 <= day AND day < h.3, holders) AS held
  GROUP BY held.1, workload, month)"};

// The functions of the library that are used; its handles are pointers to what we never look into.
struct Library {
  using Connection = void*;
  using Answer = void;
  Connection* (*connect)(int, char**);
  void (*close)(Connection*);
  Answer* (*query)(Connection, const char*, const char*);
  char* (*buffer)(Answer*);
  std::size_t (*length)(Answer*);
  const char* (*error)(Answer*);
  void (*destroy)(Answer*);
};

template <class Function>
void find(void* library, const char* name, Function& out) {
  out = reinterpret_cast<Function>(::dlsym(library, name));
  if (out == nullptr) give_up(std::string(kLibrary) + " has no function " + name);
}

Library open_library() {
  // Never closed: the library keeps threads of its own.
  void* library = ::dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) give_up(std::string("cannot open a library: ") + ::dlerror());
  Library out{};
  find(library, "chdb_connect", out.connect);
  find(library, "chdb_close_conn", out.close);
  find(library, "chdb_query", out.query);
  find(library, "chdb_result_buffer", out.buffer);
  find(library, "chdb_result_length", out.length);
  find(library, "chdb_result_error", out.error);
  find(library, "chdb_destroy_query_result", out.destroy);
  return out;
}

class ClickHouseRival final : public Rival {
 public:
  ClickHouseRival(const std::string& scratch, int threads) : library_(open_library()) {
    std::string path = "--path=" + scratch + "/clickhouse";
    std::string name = "clickhouse";
    char* arguments[] = {name.data(), path.data()};
    connection_ = library_.connect(2, arguments);
    if (connection_ == nullptr) give_up("ClickHouse does not start in " + scratch);
    run("SET max_threads = " + std::to_string(threads));
    run("CREATE DATABASE bench ENGINE = Atomic");
    run("USE bench");
    load(scratch);
    choose();
  }
  ClickHouseRival(const ClickHouseRival&) = delete;
  ClickHouseRival& operator=(const ClickHouseRival&) = delete;
  ~ClickHouseRival() override {
    forget();
    library_.close(connection_);
  }

  const char* name() const override { return "clickhouse"; }
  void answer() override {
    forget();
    answer_ = query(question_, "RowBinary");
  }
  std::vector<Cell> cells() override;

 private:
  void load(const std::string& scratch);
  void choose();
  void run(const std::string& sql) { library_.destroy(query(sql, "Null")); }
  Library::Answer* query(const std::string& sql, const char* format) {
    Library::Answer* answer = library_.query(*connection_, sql.c_str(), format);
    if (answer == nullptr) give_up("ClickHouse does not answer: " + sql);
    if (const char* why = library_.error(answer); why != nullptr && *why != '\0') {
      give_up("ClickHouse says: " + std::string(why) + "\n" + sql);
    }
    return answer;
  }
  void forget() {
    if (answer_ != nullptr) library_.destroy(std::exchange(answer_, nullptr));
  }

  Library library_;
  const char* question_ = kQuestions[0];
  Library::Connection* connection_ = nullptr;
  Library::Answer* answer_ = nullptr;
};

// Facts in narrow columns; holdings as one row a subscription with all its holders.
void ClickHouseRival::load(const std::string& scratch) {
  const auto file = [&](const char* name) {
    return "file('" + std::filesystem::absolute(scratch).string() + "/" + name +
           ".parquet', Parquet)";
  };
  run("CREATE TABLE facts (subscription UInt32, day UInt16, month UInt16, workload UInt8, "
      "amount Decimal(18, 4), quantity Decimal(18, 4)) ENGINE = MergeTree "
      "ORDER BY (subscription, workload, day)");
  run("INSERT INTO facts SELECT subscription, toUInt16(day), month, workload, amount, quantity "
      "FROM " +
      file("facts"));
  run("OPTIMIZE TABLE facts FINAL");
  run("CREATE TABLE holdings (partner UInt32, subscription UInt32, from_day UInt16, "
      "to_day UInt16, types UInt32) ENGINE = MergeTree ORDER BY subscription");
  run("INSERT INTO holdings SELECT partner, subscription, toUInt16(from_day), "
      "toUInt16(to_day), types FROM " +
      file("holdings"));
  run("CREATE TABLE holders ENGINE = MergeTree ORDER BY subscription AS SELECT subscription, "
      "groupArray((partner, from_day, to_day, types)) AS holders "
      "FROM holdings GROUP BY subscription");
}

void ClickHouseRival::choose() {
  const char* chosen = nullptr;
  double best = 0;
  for (const char* question : kQuestions) {
    question_ = question;
    answer();  // warms the caches
    Timing timing;
    timing.run([&] { answer(); });
    if (best == 0 || timing.processor() < best) {
      best = timing.processor();
      chosen = question;
    }
  }
  question_ = chosen;
}

std::vector<Cell> ClickHouseRival::cells() {
  const std::string_view rows(library_.buffer(answer_), library_.length(answer_));
  constexpr std::size_t kRow = 4 + 1 + 2 + 16 + 16 + 4;
  ASSERT(rows.size() % kRow == 0);
  std::vector<Cell> out;
  for (const char* at = rows.data(); at < rows.data() + rows.size();) {
    Cell cell;
    const auto take = [&](auto& value, std::size_t bytes) {
      std::memcpy(&value, at, bytes);
      at += bytes;
    };
    take(cell.partner, 4);
    take(cell.workload, 1);
    take(cell.month, 2);
    take(cell.amount, 16);
    take(cell.quantity, 16);
    take(cell.types, 4);
    out.push_back(cell);
  }
  settle(out);
  return out;
}

}  // namespace

std::unique_ptr<Rival> make_clickhouse(const std::string& scratch, int threads) {
  if (!std::filesystem::exists(kLibrary)) return nullptr;
  return std::make_unique<ClickHouseRival>(scratch, threads);
}

}  // namespace bench
