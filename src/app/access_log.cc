#include "app/access_log.h"

#include <algorithm>

namespace app {

using rights::Look;
using rights::LookAction;

AccessLog::AccessLog(WriteLooks write, AccessLogSettings settings)
    : write_(std::move(write)), settings_(settings) {}

std::size_t AccessLog::open() const {
  const std::lock_guard lock(mutex_);
  return open_.size();
}

namespace {

// The later one stands for both.
void add(Look& counted, const Look& look) {
  const std::int64_t times = counted.times + look.times;
  const std::int64_t rows = counted.rows + look.rows;
  if (counted.at.milliseconds <= look.at.milliseconds) counted = look;
  counted.times = times;
  counted.rows = rows;
}

}  // namespace

// Moves what is counted into the batch.
void AccessLog::take(const Alike& alike, Counted& counted, Batch& batch) {
  if (counted.more.times == 0) return;
  batch.looks.push_back(counted.more);
  batch.taken.emplace_back(alike, counted);
  counted.more.times = 0;
  counted.more.rows = 0;
}

// Requires: nobody writes. What could not be written is counted again. While this batch was written
// looks alike its own may have been counted, when those of another batch were written before: they
// stay counted.
base::Status AccessLog::write(std::unique_lock<std::mutex>& lock, Batch& batch) {
  writing_ = true;
  lock.unlock();
  base::Status result = batch.looks.empty() ? base::Status() : write_(batch.looks);
  lock.lock();
  writing_ = false;
  batch.done = true;
  batch.result = result;
  if (result) {
    for (const auto& [alike, counted] : batch.first) {
      const auto [place, is_new] = open_.try_emplace(alike, counted);
      if (!is_new) place->second.since = counted.since;
    }
  } else {
    for (const auto& [alike, counted] : batch.taken) {
      const auto [place, is_new] = open_.try_emplace(alike, counted);
      if (!is_new) add(place->second.more, counted.more);
    }
  }
  written_.notify_all();
  return result;
}

// Into the batch, unless one alike is counted already.
void AccessLog::put(const Look& look, std::string_view session, Batch& batch) {
  if (look.action == LookAction::Viewed || look.action == LookAction::ApiRead) {
    Alike alike{look.who, std::string(session), look.customer, look.object, look.action};
    const auto found = open_.find(alike);
    if (found != open_.end()) {
      Counted& counted = found->second;
      if (look.at.milliseconds - counted.since.milliseconds < settings_.window_ms) {
        add(counted.more, look);
        return;
      }
      take(alike, counted, batch);
    }
    Look none = look;
    none.times = 0;
    none.rows = 0;
    batch.first.emplace_back(std::move(alike), Counted{look.at, std::move(none)});
  }
  batch.looks.push_back(look);
}

base::Status AccessLog::note(std::span<const Look> looks, std::string_view session) {
  if (open() >= settings_.open_max) TRY_STATUS(flush_all());
  std::unique_lock lock(mutex_);
  if (!next_) next_ = std::make_shared<Batch>();
  const std::shared_ptr<Batch> batch = next_;
  const std::size_t waiting = batch->looks.size();
  for (const Look& look : looks)
    put(look, session, *batch);
  if (batch->looks.size() == waiting) return {};  // all are counted
  written_.wait(lock, [&] { return batch->done || !writing_; });
  if (batch->done) return batch->result;
  next_.reset();
  return write(lock, *batch);
}

base::Status AccessLog::flush(std::optional<base::Instant> now) {
  std::unique_lock lock(mutex_);
  written_.wait(lock, [&] { return !writing_; });
  Batch batch;
  for (auto at = open_.begin(); at != open_.end();) {
    const std::int64_t since = at->second.since.milliseconds;
    const bool over = !now || now->milliseconds - since >= settings_.window_ms;
    if (over) take(at->first, at->second, batch);
    at = over ? open_.erase(at) : std::next(at);
  }
  return write(lock, batch);
}

base::Status AccessLog::flush_over(base::Instant now) {
  return flush(now);
}

base::Status AccessLog::flush_all() {
  return flush(std::nullopt);
}

}  // namespace app
