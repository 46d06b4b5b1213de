// Imports under way: who sends which bytes, and how far the one is that is taken in.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

#include "api/problem.h"
#include "app/import_jobs.h"
#include "app/live_store.h"

namespace api {

struct ImportProgress {
  std::int64_t done = 0, total = 0;
  std::string unit;
};

class ImportDesk {
 public:
  // Goes on with what was started before the process ended.
  explicit ImportDesk(app::LiveStore& store);

  // Bytes of the request go to the end of the file that this gives. Errors: a problem, when the
  // import takes none, when they do not begin where the last ones ended, or when others come.
  std::expected<std::string, Problem> begin_part(const std::string& id, std::int64_t offset,
                                                 const std::string& request);
  // What came is durable when it returns. Errors: Conflict for a request that began nothing.
  base::Result<storage::Import> keep_part(const std::string& request);
  // Whatever became of the request; nothing for one that began none.
  void end_part(const std::string& request);

  // Behind the changes that wait.
  void run_later(const storage::Import& import);
  // Asks one that runs, or waits to, to take nothing in; it may be too late. Errors: Conflict for
  // one that is neither that nor cancelled.
  base::Status cancel(const storage::Import& import);
  ImportProgress progress(const storage::Import& import) const;

 private:
  struct Run {
    ImportProgress progress;
    std::stop_source stop;
  };
  // Of imports that are taken in; outlives the desk as long as the store has one to do.
  struct Running {
    std::mutex mutex;
    std::map<std::int64_t, Run> imports;  // by number
  };
  static void run(app::Store& store, const storage::Import& import, Running& running);

  app::LiveStore* store_;
  std::mutex mutex_;
  std::map<std::string, storage::Import> receiving_;  // by request
  std::shared_ptr<Running> running_ = std::make_shared<Running>();
};

}  // namespace api
