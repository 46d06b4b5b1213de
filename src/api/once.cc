#include "api/once.h"

#include "base/sha256.h"

namespace api {
namespace {

base::Digest digest_of(const Call& call) {
  base::Sha256 hash;
  for (const std::string& part :
       {call.request.method, call.request.target, call.caller.tenant.text(),
        std::string(http::header(call.request.headers, "content-type")), call.request.body}) {
    hash.update(std::to_string(part.size()) + ':');
    hash.update(part);
  }
  return hash.finish();
}

std::string text_of(const http::Response& answer) {
  Value headers = list();
  for (const auto& [name, value] : answer.headers)
    headers.add(list().add(name).add(value));
  Value out = object();
  out.add("status", answer.status).add("headers", std::move(headers)).add("body", answer.body);
  return json_of(out);
}

base::Result<http::Response> answer_of(const std::string& text) {
  const Value kept = TRY(parse_json(text));
  http::Response out;
  out.status = static_cast<int>(kept.get("status").integer(500));
  for (const Value& one : kept.get("headers").list())
    out.with(one.list().front().text(), one.list().back().text());
  out.body = kept.get("body").text();
  return out.with("idempotent-replayed", "true");
}

std::expected<std::optional<http::Response>, Problem> told_again(const storage::IdempotencyKey& key,
                                                                 const storage::KeptAnswer& kept) {
  if (kept.request != key.request) {
    return std::unexpected(Problem{"idempotency_key_reused",
                                   "The key '" + key.key + "' was sent with another request."});
  }
  if (!kept.answer) {
    const std::string commit = std::to_string(kept.commit.number);
    return std::unexpected(
        Problem{"answer_lost", kept.commit.number == 0
                                   ? "This was carried out."
                                   : "Commit " + commit + " carried this out, at least in part."});
  }
  auto answer = answer_of(*kept.answer);
  if (!answer) return std::unexpected(problem_of(answer.error()));
  return std::move(*answer);
}

}  // namespace

std::expected<std::optional<http::Response>, Problem> Once::begin(Call& call) {
  const std::string given = call.text("Idempotency-Key");
  if (given.empty()) return std::nullopt;
  const storage::IdempotencyKey key{call.caller.principal.id(), given, digest_of(call)};
  {
    const std::scoped_lock lock(mutex_);
    if (!under_way_.emplace(key.caller, key.key).second)
      return std::unexpected(Problem{"in_progress", "A request with this key is under way."});
  }
  call.once = key;
  const auto kept = store_->read([&](app::Store& store) {
    return storage::kept_answer(store.record(), key, store.clock().now());
  });
  if (kept && !*kept) return std::nullopt;
  auto out = kept ? told_again(key, **kept) : std::unexpected(problem_of(kept.error()));
  const std::scoped_lock lock(mutex_);
  under_way_.erase({key.caller, key.key});
  return out;
}

base::Status Once::finish(const Call& call, const http::Response& answer) {
  if (!call.once) return {};
  const base::Status kept = store_->change([&](app::Store& store) -> base::Status {
    const base::Instant now = store.clock().now();
    const auto known = TRY(storage::kept_answer(store.record(), *call.once, now));
    const bool is_done = answer.status < 300 || (known && answer.status < 500);
    if (!is_done) return {};
    const bool is_secret = call.operation.shows_secret;
    return storage::keep_answer(store.record(), *call.once,
                                is_secret ? std::nullopt : std::optional(text_of(answer)), now);
  });
  const std::scoped_lock lock(mutex_);
  under_way_.erase({call.once->caller, call.once->key});
  return kept;
}

}  // namespace api
