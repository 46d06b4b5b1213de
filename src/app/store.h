// A data directory, opened: system of record, registry, usage log, and what is derived from them.
// The one place where the rooms are put together.
//
//   DIR/record.db ...   the system of record with its anchor (storage/record.h)
//   DIR/segments/       the usage log (storage/usage_store.h)
//   DIR/index/          the series index; may be deleted at any time
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "app/kept_figures.h"
#include "app/progress.h"
#include "attribution/holdings.h"
#include "base/clock.h"
#include "base/keys.h"
#include "base/result.h"
#include "programs/programme.h"
#include "registry/registry_store.h"
#include "registry/snapshot.h"
#include "storage/record.h"
#include "storage/usage_store.h"
#include "usage/series_index.h"

namespace app {

class Store {
 public:
  // Creates the store with `programme` as its rules; its examples must pass first, or nothing is
  // created. Errors: Conflict when the directory holds a store already.
  static base::Result<programs::Programme> create(const std::string& directory,
                                                  std::string_view programme,
                                                  const std::string& origin,
                                                  const base::Clock& clock);
  // Errors: NotFound when there is no store; Conflict when another process writes.
  static base::Result<Store> open(const std::string& directory, storage::OpenFor mode,
                                  const base::Clock& clock);
  // Whether the directory holds a store, complete or damaged.
  static bool exists(const std::string& directory);

  const std::string& directory() const { return directory_; }
  const base::Clock& clock() const { return *clock_; }
  storage::Record& record() { return *record_; }
  registry::RegistryStore& registry() { return *registry_; }
  // Starts the engine that reads segments on first use.
  base::Result<storage::UsageStore*> log();

  // `asked`, or the head for CommitNumber::latest(). Errors: NotFound for a commit that has not
  // happened yet.
  base::Result<base::CommitNumber> known(base::CommitNumber asked);
  base::Result<programs::Programme> programme(base::CommitNumber as_known);
  // Today in the programme's time zone.
  base::Result<base::Day> today(const programs::Programme& programme) const;

 private:
  Store() = default;
  std::string directory_;
  const base::Clock* clock_ = nullptr;
  storage::OpenFor mode_ = storage::OpenFor::Reading;
  std::unique_ptr<storage::Record> record_;
  std::unique_ptr<registry::RegistryStore> registry_;
  std::unique_ptr<storage::UsageStore> log_;
};

// Rules and registry as known at one commit.
struct Books {
  base::CommitNumber as_known;
  programs::Programme programme;
  registry::Snapshot registry;
};
base::Result<Books> open_books(Store& store, base::CommitNumber as_known);

// The same with what follows of them alone. Stays where it is made: its parts refer to each other.
struct Ground {
  explicit Ground(Books open)
      : books(std::move(open)),
        standing(books.registry, books.programme),
        directory(books.registry) {}
  Ground(const Ground&) = delete;
  Ground& operator=(const Ground&) = delete;

  const Books books;
  const attribution::Standing standing;
  const registry::Directory directory;
};

// Everything a read needs, as known at one commit. Its ground may be of an earlier one, since which
// rules and registry have not changed. Stays where it is made.
struct View {
  View(std::shared_ptr<const Ground> on, base::CommitNumber at)
      : ground(std::move(on)), books(ground->books), standing(ground->standing), as_known(at) {}
  View(const View&) = delete;
  View& operator=(const View&) = delete;

  const std::shared_ptr<const Ground> ground;
  const Books& books;
  const attribution::Standing& standing;
  const base::CommitNumber as_known;
  storage::UsageStore* log = nullptr;
  std::unique_ptr<usage::SeriesIndex> index;
  attribution::Holdings holdings;
  const std::unique_ptr<KeptFigures> figures = std::make_unique<KeptFigures>();
};
// Computes what is missing of the series index.
base::Result<std::unique_ptr<View>> open_view(Store& store, base::CommitNumber as_known,
                                              const Report& report);
// The same on a ground that is as known then too.
base::Result<std::unique_ptr<View>> open_view(Store& store, std::shared_ptr<const Ground> ground,
                                              base::CommitNumber as_known, const Report& report);

// Threads worth using on this machine.
int worker_threads();

}  // namespace app
