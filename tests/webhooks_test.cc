// Webhooks from the commit to the receiver: a server of ours in the same process, the real sender
// with its guard opened for this machine, and a clock that the test moves.
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "api/host.h"
#include "app/delivery_jobs.h"
#include "app/event_feed.h"
#include "app/system_clock.h"
#include "app/system_random.h"
#include "delivery/network.h"
#include "http/server.h"
#include "storage/delivery_table.h"
#include "storage/record_testing.h"
#include "tests/program.h"

namespace {

using delivery::Due;
using delivery::Outcome;
using delivery::State;

constexpr base::Instant kNow{1'776'245'405'250};
const delivery::Secret kSecret{std::string(32, 'k')};

// Answers every request with the status in its path: "/204"; "/never" gets none.
class Receiver {
 public:
  Receiver() {
    http::Application application;
    application.admit = [](const http::Request&) { return http::Admission{}; };
    application.handle = [this](http::Request&& request, http::Answer answer) {
      const std::scoped_lock lock(mutex_);
      requests_.push_back(std::move(request));
      const http::Request& last = requests_.back();
      if (last.target == "/never") {
        unanswered_.push_back(std::move(answer));
        return;
      }
      http::Response response;
      response.status = std::atoi(last.target.c_str() + 1);
      if (response.status == 302) response.with("location", "/200");
      if (response.status == 200) response.body = std::string(10 << 20, 'x');
      answer(std::move(response));
    };
    application.problem = [](const http::Request&, int status, const std::string&) {
      http::Response response;
      response.status = status;
      return response;
    };
    application.answered = [](const http::Request&, int, std::int64_t,
                              std::chrono::steady_clock::duration) {};
    server_ = http::Server::start({}, std::move(application)).value();
  }
  // An answer that was kept is given before its server is gone.
  ~Receiver() {
    const std::scoped_lock lock(mutex_);
    unanswered_.clear();
  }
  std::string url(const std::string& path, const char* host = "127.0.0.1") const {
    return std::string("http://") + host + ':' + std::to_string(server_->port()) + path;
  }
  std::vector<http::Request> requests() {
    const std::scoped_lock lock(mutex_);
    return requests_;
  }

 private:
  std::mutex mutex_;
  std::vector<http::Request> requests_;
  std::vector<http::Answer> unanswered_;
  std::unique_ptr<http::Server> server_;
};

const delivery::Guard kOpen{.only_https = false, .only_public = false, .ports = {}};

// A store with one commit, which makes one event for the operator.
struct Shop {
  Shop() { shop.close(); }

  delivery::DeliveryStore& open() {
    table.reset();
    store.reset();
    store = std::make_unique<app::Store>(
        app::Store::open(shop.directory.path(), storage::OpenFor::Writing, clock).value());
    table = storage::open_delivery(store->record(), &box);
    return *table;
  }
  delivery::Endpoint create(const std::string& url) {
    delivery::Endpoint asked;
    asked.tenant = delivery::kOperator;
    asked.url = url;
    asked.types = {"import.completed"};
    return table->create("operator:anna", asked, kSecret, kNow).value();
  }
  delivery::Delivery only(const delivery::Endpoint& of) {
    const auto all = table->deliveries(of.number, 0, 9).value();
    REQUIRE(all.size() == 1);
    return all[0];
  }

  storage::testing::Shop shop;
  base::FixedClock clock{kNow};
  const storage::SecretBox box{rights::Sealer(std::string(32, 's')), app::random_bytes};
  std::unique_ptr<app::Store> store;
  std::unique_ptr<delivery::DeliveryStore> table;
};

// Answers as it is told, and notes whom it was to call.
class FakeSender final : public delivery::Sender {
 public:
  Outcome send(const Due& due, base::Instant) override {
    std::unique_lock lock(mutex_);
    sent.push_back(due);
    if (due.url.ends_with("/slow")) released_.wait(lock, [this] { return free_; });
    return {status, "", 3};
  }
  void release() {
    const std::scoped_lock lock(mutex_);
    free_ = true;
    released_.notify_all();
  }
  std::size_t count() {
    const std::scoped_lock lock(mutex_);
    return sent.size();
  }
  int status = 200;
  std::vector<Due> sent;

 private:
  std::mutex mutex_;
  std::condition_variable released_;
  bool free_ = false;
};

void run(app::Dispatcher& dispatcher, delivery::DeliveryStore& table, base::Instant now) {
  REQUIRE(dispatcher.step(table, now));
  dispatcher.wait();
  REQUIRE(dispatcher.step(table, now));
}

Due due_of(std::string url) {
  Due due;
  due.url = std::move(url);
  due.event = {{7, 0}, "statement.issued", kNow, {}, R"({"statement_id":"ST-000001"})"};
  due.secrets = {kSecret};
  return due;
}

TEST_CASE("a commit becomes a webhook that its receiver can verify") {
  Receiver receiver;
  Shop shop;
  shop.open();
  const auto endpoint = shop.create(receiver.url("/204"));
  REQUIRE(app::feed_events(*shop.store).value().events == 1);
  CHECK(app::feed_events(*shop.store).value().events == 0);

  delivery::Network network({.guard = kOpen, .trusted = {}});
  app::Dispatcher dispatcher(network);
  run(dispatcher, *shop.table, kNow);

  const auto requests = receiver.requests();
  REQUIRE(requests.size() == 1);
  const http::Request& got = requests[0];
  CHECK(got.method == "POST");
  CHECK(http::header(got.headers, "content-type") == "application/json");
  CHECK(http::header(got.headers, "webhook-id") == "evt_000000000001_00000");
  CHECK(http::header(got.headers, "webhook-timestamp") == "1776245405");
  CHECK(got.body.starts_with(R"({"type":"import.completed","timestamp":")"));
  const delivery::Message message{"evt_000000000001_00000", 1'776'245'405, got.body};
  const auto signature = http::header(got.headers, "webhook-signature");
  CHECK(delivery::verifies(message, signature, std::span(&kSecret, 1)));

  CHECK(shop.only(endpoint).state == State::Delivered);
  const auto attempts = shop.table->attempts(shop.only(endpoint).number).value();
  REQUIRE(attempts.size() == 1);
  CHECK(attempts[0].outcome.status == 204);
}

TEST_CASE("the address that is called is judged, whatever name it has") {
  Receiver receiver;
  delivery::Network network({.guard = {.only_https = false, .ports = {}}, .trusted = {}});
  for (const char* host : {"localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"}) {
    const Outcome outcome = network.send(due_of(receiver.url("/204", host)), kNow);
    CHECK(outcome.status == 0);
    CHECK_MESSAGE(outcome.detail.contains("loopback"), outcome.detail);
  }
  delivery::Network careful({.guard = {}, .trusted = {}});
  CHECK(careful.send(due_of(receiver.url("/204")), kNow).detail.contains("https"));
  CHECK(receiver.requests().empty());
}

TEST_CASE("a redirect is not followed, an endless answer is not read, none is waited for") {
  Receiver receiver;
  delivery::Network network({.guard = kOpen, .trusted = {}, .milliseconds = 2'000});
  CHECK(network.send(due_of(receiver.url("/302")), kNow).status == 302);
  CHECK(receiver.requests().size() == 1);
  CHECK(network.send(due_of(receiver.url("/200")), kNow).status == 200);
  CHECK(network.send(due_of(receiver.url("/410")), kNow).status == 410);
  const Outcome none = network.send(due_of(receiver.url("/never")), kNow);
  CHECK(none.status == 0);
  CHECK_FALSE(none.detail.empty());
  CHECK(none.milliseconds >= 1'900);
  CHECK(none.milliseconds < 10'000);
}

TEST_CASE("a receiver that never takes it is tried ten times and then disabled, with notice") {
  Shop shop;
  shop.open();
  const auto endpoint = shop.create("https://example.com/hook");
  REQUIRE(app::feed_events(*shop.store));
  FakeSender sender;
  sender.status = 500;
  app::Dispatcher dispatcher(sender);
  base::Instant now = kNow;
  for (std::size_t attempt = 0; attempt < delivery::kDelays.size(); ++attempt) {
    run(dispatcher, *shop.table, {now.milliseconds - 1});  // too early
    CHECK(sender.count() == attempt);
    run(dispatcher, *shop.table, now);
    CHECK(sender.count() == attempt + 1);
    now = shop.only(endpoint).due;
    if (attempt + 1 == delivery::kDelays.size()) break;
    const std::int64_t delay = delivery::kDelays[attempt + 1] * 1'000;
    const std::int64_t waited =
        now.milliseconds - shop.table->attempts(1).value().back().at.milliseconds;
    CHECK(waited >= delay);
    CHECK(waited <= delay + delay / 10);
  }
  CHECK(shop.only(endpoint).state == State::Failed);
  CHECK_FALSE(shop.table->endpoints({}).value()[0].enabled);
  REQUIRE(app::feed_events(*shop.store).value().events == 1);
  CHECK(shop.table->events({.tenant = {}, .types = {"webhook.disabled"}, .after = {}})
            .value()
            .size() == 1);
}

TEST_CASE("410 disables at once") {
  Shop shop;
  shop.open();
  const auto endpoint = shop.create("https://example.com/hook");
  REQUIRE(app::feed_events(*shop.store));
  FakeSender sender;
  sender.status = 410;
  app::Dispatcher dispatcher(sender);
  run(dispatcher, *shop.table, kNow);
  CHECK(sender.count() == 1);
  CHECK(shop.only(endpoint).state == State::Failed);
  CHECK(shop.table->endpoints({}).value()[0].reason.contains("410"));
}

TEST_CASE("one slow receiver holds up itself only") {
  Shop shop;
  shop.open();
  const auto slow = shop.create("https://example.com/slow");
  const auto quick = shop.create("https://example.com/quick");
  REQUIRE(app::feed_events(*shop.store));
  FakeSender sender;
  app::Dispatcher dispatcher(sender, {.lanes = 2});
  REQUIRE(shop.table->replay(slow.number, {1, 0}, {1, 0}, kNow).value() == 1);
  REQUIRE(shop.table->replay(quick.number, {1, 0}, {1, 0}, kNow).value() == 1);
  const auto delivered = [&] {
    const auto all = shop.table->deliveries(quick.number, 0, 9).value();
    return std::ranges::count(all, State::Delivered, &delivery::Delivery::state);
  };
  // The lane of the slow one may begin after the other has done all.
  while (delivered() < 2 || sender.count() < 3) {
    REQUIRE(dispatcher.step(*shop.table, kNow));
    std::this_thread::yield();
  }
  REQUIRE(dispatcher.step(*shop.table, kNow));
  CHECK(dispatcher.under_way() == 1);
  CHECK(sender.count() == 3);  // one of them slow, not two
  sender.release();
  run(dispatcher, *shop.table, kNow);
  run(dispatcher, *shop.table, kNow);
  const auto all = shop.table->deliveries(slow.number, 0, 9).value();
  for (const auto& one : all)
    CHECK(one.state == State::Delivered);
}

// Runs `job` in a process that then ends without another word.
void in_a_process_that_dies(const std::function<void()>& job) {
  const pid_t child = ::fork();
  if (child == 0) {
    job();
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(status == 0);
}

TEST_CASE("a process that ends loses nothing: neither before the attempt nor behind it") {
  Shop shop;
  in_a_process_that_dies([&] {
    shop.open();
    shop.create("https://example.com/hook");
    if (!app::feed_events(*shop.store)) ::_exit(1);
  });
  shop.open();
  CHECK(app::feed_events(*shop.store).value().events == 0);
  shop.table.reset();
  shop.store.reset();
  in_a_process_that_dies([&] {
    shop.open();
    FakeSender sender;
    app::Dispatcher dispatcher(sender);
    if (!dispatcher.step(*shop.table, kNow)) ::_exit(1);
    dispatcher.wait();
    if (sender.count() != 1) ::_exit(2);
    ::_exit(0);  // sent, and not written down
  });
  shop.open();
  FakeSender sender;
  app::Dispatcher dispatcher(sender);
  run(dispatcher, *shop.table, kNow);
  REQUIRE(sender.count() == 1);
  CHECK(sender.sent[0].event.key.id() == "evt_000000000001_00000");  // the id that it had before
  CHECK(shop.table->deliveries(1, 0, 9).value()[0].state == State::Delivered);
}

// As much of SMTP as one letter needs.
class MailServer {
 public:
  MailServer() : listening_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    REQUIRE(::bind(listening_, reinterpret_cast<sockaddr*>(&at), size) == 0);
    REQUIRE(::listen(listening_, 1) == 0);
    REQUIRE(::getsockname(listening_, reinterpret_cast<sockaddr*>(&at), &size) == 0);
    port = ntohs(at.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~MailServer() {
    if (thread_.joinable()) end();
    ::close(listening_);
  }
  // All that the client said, once it has gone.
  const std::string& end() {
    ::shutdown(listening_, SHUT_RDWR);
    thread_.join();
    return heard_;
  }
  bool has_letter() const { return has_letter_; }
  std::uint16_t port = 0;

 private:
  void serve() {
    const int client = ::accept(listening_, nullptr, nullptr);
    if (client < 0) return;
    const auto say = [&](std::string_view line) {
      CHECK(::send(client, line.data(), line.size(), MSG_NOSIGNAL) > 0);
    };
    say("220 test\r\n");
    bool in_letter = false;
    std::string line;
    char c = 0;
    while (::read(client, &c, 1) == 1) {
      line += c;
      if (c != '\n') continue;
      heard_ += line;
      if (in_letter) {
        in_letter = line != ".\r\n";
        if (!in_letter) say("250 taken\r\n");
        has_letter_ = !in_letter;
      } else if (line.starts_with("DATA")) {
        in_letter = true;
        say("354 go on\r\n");
      } else {
        say(line.starts_with("QUIT") ? "221 bye\r\n" : "250 fine\r\n");
      }
      line.clear();
    }
    ::close(client);
  }

  int listening_;
  std::string heard_;
  std::atomic<bool> has_letter_ = false;
  std::thread thread_;
};

TEST_CASE("a letter reaches its mail server, and not without the security that was asked for") {
  const delivery::Letter letter{"eva@partner.example", "A payment was made", "Look.\n", "evt_7"};
  delivery::MailServer server{.url = {}, .user = {}, .password = {}, .trusted = {}, .from = {}};
  server.from = "no-reply@example.com";
  std::string heard;
  {
    MailServer there;
    server.url = "smtp://127.0.0.1:" + std::to_string(there.port);
    server.needs_tls = false;
    const auto sent = delivery::send_mail(server, letter, kNow);
    CHECK_MESSAGE(sent, sent.error().message);
    heard = there.end();
  }
  CHECK(heard.contains("MAIL FROM:<no-reply@example.com>"));
  CHECK(heard.contains("RCPT TO:<eva@partner.example>"));
  CHECK(heard.contains("Subject: A payment was made\r\n"));
  {
    MailServer there;
    server.url = "smtp://127.0.0.1:" + std::to_string(there.port);
    server.needs_tls = true;
    CHECK_FALSE(delivery::send_mail(server, letter, kNow));
    CHECK_FALSE(there.end().contains("Subject"));
  }
}

TEST_CASE("who decides on a request gets a letter from the service, once") {
  tests::Bench bench;
  const auto run = [&](const std::string& words) {
    const tests::Answer answer = bench.shell("accredit " + words);
    REQUIRE_MESSAGE(answer.exit == 0, words << '\n' << answer.err);
  };
  bench.write("partners.csv", "partner_id,name,group_id,country,status\nP1,One,,DE,active\n");
  bench.write("customers.csv", "customer_id,name,country\nC1,Two,DE\n");
  bench.write("products.csv", "product_id,name,family,metering\nazure,Azure,Azure,metered\n");
  bench.write("subscriptions.csv",
              "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
              "S1,C1,azure,USD,2025-01-01,\n");
  run("init");
  run("import partners.csv customers.csv products.csv subscriptions.csv");
  run("user create carla --email carla@c1.example --role customer_admin --customer C1");
  run("user create vera --email vera@c1.example --role customer_viewer --customer C1");
  run("user create paul --email paul@p1.example --role partner_admin --partner P1");
  run("request new dpor invite --partner P1 --subscription S1 --type dpor --as partner:P1");
  app::SystemClock clock;
  MailServer there;
  {
    api::HostOptions options;
    options.directory = bench.path() + "/store";
    options.server.port = 0;
    options.mail = delivery::MailServer{.url = "smtp://127.0.0.1:" + std::to_string(there.port),
                                        .user = {},
                                        .password = {},
                                        .needs_tls = false,
                                        .trusted = {},
                                        .from = "no-reply@example.com"};
    options.language = delivery::Language::German;
    options.public_url = "https://credit.example/";
    const auto host = api::Host::start(options, clock).value();
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!there.has_letter() && std::chrono::steady_clock::now() < until)
      std::this_thread::yield();
    host->stop(std::chrono::seconds(1));
  }
  const std::string heard = there.end();
  CHECK(heard.contains("RCPT TO:<carla@c1.example>"));
  CHECK(heard.contains("Message-ID: <evt_"));
  CHECK_FALSE(heard.contains("vera@"));
  CHECK_FALSE(heard.contains("paul@"));
  auto store = app::Store::open(bench.path() + "/store", storage::OpenFor::Reading, clock).value();
  const base::Instant later{clock.now().milliseconds + 86'400'000};
  CHECK_FALSE(storage::open_delivery(store.record())->letter_due(later)->has_value());
}

}  // namespace
