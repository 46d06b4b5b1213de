#include "app/lifecycle_jobs.h"

#include <algorithm>

#include "base/fault.h"
#include "base/zone.h"
#include "storage/request_table.h"

namespace app {
namespace {

using lifecycle::Request;

// The books of a store, open for steps.
struct Desk {
  programs::Programme programme;
  lifecycle::Books books;
  std::unique_ptr<lifecycle::RequestStore> store;
  base::CommitNumber last;
};

base::Result<Desk> open_desk(Store& store) {
  Desk desk;
  Books books = TRY(open_books(store, base::CommitNumber::latest()));
  desk.programme = std::move(books.programme);
  desk.books.registry = std::move(books.registry);
  desk.store = storage::open_requests(store.record());
  desk.books.requests = TRY(desk.store->load(books.as_known));
  desk.last = books.as_known;
  return desk;
}

lifecycle::Keep keep_in(Desk& desk) {
  return [&desk](const lifecycle::Step& step) -> base::Status {
    TRY_STATUS(base::fault("request.decided"));
    desk.last = TRY(desk.store->keep(step));
    return base::fault("tick.moved");
  };
}

base::Result<RequestReceipt> answer(Store& store, const Desk& desk, const lifecycle::Actor& actor,
                                    const Request& asked, const std::string& event,
                                    const base::Result<Request>& moved) {
  if (moved) return RequestReceipt{*moved, desk.last};
  if (moved.error().code == base::Code::Refused) {
    TRY_STATUS(base::fault("act.refused"));
    TRY(store.registry().note(lifecycle::refused(actor, asked.kind, event, asked, moved.error())));
  }
  return std::unexpected(moved.error());
}

}  // namespace

base::Result<RequestReceipt> open_request(Store& store, const lifecycle::Actor& actor,
                                          const Request& wish, const std::string& event,
                                          const lifecycle::Given& given, base::Instant now) {
  Desk desk = TRY(open_desk(store));
  const auto moved = lifecycle::act_open(desk.books, desk.programme, actor, wish, event, given, now,
                                         keep_in(desk));
  return answer(store, desk, actor, wish, event, moved);
}

base::Result<RequestReceipt> move_request(Store& store, const lifecycle::Actor& actor,
                                          const std::string& request, const std::string& event,
                                          const lifecycle::Given& given, base::Instant now) {
  Desk desk = TRY(open_desk(store));
  const Request* known = lifecycle::find_request(desk.books.requests, request);
  const Request asked = known == nullptr ? Request() : *known;
  const auto moved = lifecycle::act_move(desk.books, desk.programme, actor, request, event, given,
                                         now, keep_in(desk));
  return answer(store, desk, actor, asked, event, moved);
}

base::Result<TickReceipt> tick(Store& store, base::Instant now) {
  TickReceipt receipt;
  receipt.commit = TRY(store.known(base::CommitNumber::latest()));
  const auto programme = TRY(store.programme(receipt.commit));
  const base::Zone zone = TRY(base::Zone::find(programme.parameters.time_zone));
  receipt.upto = zone.day_of(now);
  // Without a request nothing is due, and the registry need not be read.
  if (!TRY(storage::open_requests(store.record())->any())) return receipt;
  Desk desk = TRY(open_desk(store));
  receipt.steps = TRY(lifecycle::tick(desk.books, desk.programme, receipt.upto, keep_in(desk)));
  receipt.commit = desk.last;
  return receipt;
}

base::Result<std::vector<lifecycle::Due>> due_now(Store& store, base::Instant now) {
  if (!TRY(storage::open_requests(store.record())->any())) return std::vector<lifecycle::Due>();
  const Desk desk = TRY(open_desk(store));
  const base::Zone zone = TRY(base::Zone::find(desk.programme.parameters.time_zone));
  const base::Day today = zone.day_of(now);
  return lifecycle::due({desk.books.registry, desk.programme, desk.books.requests, today, now},
                        today);
}

base::Result<std::vector<Request>> requests(Store& store, base::CommitNumber as_known) {
  return storage::open_requests(store.record())->load(TRY(store.known(as_known)));
}

base::Result<std::vector<Request>> request_history(Store& store, const std::string& id,
                                                   base::CommitNumber as_known) {
  const auto all = TRY(requests(store, as_known));
  const Request* found = lifecycle::find_request(all, id);
  if (found == nullptr) {
    return base::fail(base::Code::NotFound, "there is no request '" + id + "'",
                      "accredit request list");
  }
  const auto known = TRY(store.known(as_known));
  return storage::open_requests(store.record())->history(found->number, known);
}

base::Result<std::vector<lifecycle::Recorded>> notifications(Store& store,
                                                             base::CommitNumber as_known) {
  return storage::open_requests(store.record())->notifications(TRY(store.known(as_known)));
}

}  // namespace app
