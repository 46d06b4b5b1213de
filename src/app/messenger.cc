#include "app/messenger.h"

#include "app/event_feed.h"
#include "app/identity_jobs.h"
#include "app/system_random.h"
#include "storage/consent_table.h"
#include "storage/identity_table.h"

namespace app {
namespace {

constexpr std::chrono::milliseconds kPause{1'000};
constexpr std::chrono::milliseconds kLook{5};     // whether an answer has come
constexpr std::int64_t kForgetEvery = 3'600'000;  // milliseconds

}  // namespace

base::Result<storage::SecretBox> secret_box(Store& store) {
  return storage::SecretBox{TRY(sealer(store)), random_bytes};
}

Messenger::Messenger(LiveStore& store, delivery::Sender& sender, Options options)
    : store_(&store),
      trouble_(std::move(options.trouble)),
      dispatcher_(sender, options.dispatcher),
      looks_([this](std::span<const rights::Look> looks) {
        return storage::open_looks(writing_->record())->add(looks);
      }) {
  if (options.carry) postman_.emplace(std::move(options.carry), std::move(options.post));
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

Messenger::~Messenger() {
  thread_.request_stop();
  thread_.join();
}

void Messenger::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  bool was_well = true;
  while (!stop.stop_requested()) {
    const auto is_more = step();
    // Trouble that stays is told once.
    if (!is_more && was_well && trouble_) trouble_(is_more.error());
    was_well = is_more.has_value();
    if (was_well && *is_more) continue;
    pause(lock, stop);
  }
  dispatcher_.wait();
  if (postman_) postman_->wait();
  const auto written = store_->change([this](Store& store) -> base::Status {
    const auto table = storage::open_delivery(store.record());
    const base::Instant now = store.clock().now();
    TRY_STATUS(dispatcher_.land(*table, now));
    writing_ = &store;
    TRY_STATUS(looks_.flush_all());
    return postman_ ? postman_->land(*table, now) : base::Status();
  });
  if (!written && trouble_) trouble_(written.error());
}

bool Messenger::has_answer() const {
  return dispatcher_.has_answer() || (postman_ && postman_->has_answer());
}

bool Messenger::is_under_way() const {
  return dispatcher_.under_way() > 0 || (postman_ && postman_->is_under_way());
}

void Messenger::pause(std::unique_lock<std::mutex>& lock, const std::stop_token& stop) {
  const auto until = std::chrono::steady_clock::now() + kPause;
  while (!stop.stop_requested() && !has_answer() && std::chrono::steady_clock::now() < until) {
    const auto span = is_under_way() ? kLook : kPause;
    ending_.wait_for(lock, stop, span, [] { return false; });
  }
}

base::Result<bool> Messenger::step() {
  return store_->change([this](Store& store) { return step_in(store); });
}

base::Result<bool> Messenger::step_in(Store& store) {
  const base::Instant now = store.clock().now();
  if (!box_) box_.emplace(TRY(secret_box(store)));
  const auto table = storage::open_delivery(store.record(), &*box_);
  if (now.milliseconds - forgotten_.milliseconds >= kForgetEvery) {
    TRY_STATUS(table->forget(now));
    forgotten_ = now;
  }
  const Fed fed = TRY(feed_events(store, postman_ ? Letters::Yes : Letters::No));
  writing_ = &store;
  TRY_STATUS(looks_.flush_over(now));
  const auto identities = storage::open_identity(store.record());
  Gate gate(*identities, looks_);
  TRY_STATUS(dispatcher_.step(*table, now, &gate));
  if (postman_) TRY_STATUS(postman_->step(*identities, *table, gate, now));
  return !fed.is_all;
}

}  // namespace app
