#include "http/server.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/status.hpp>
#include <thread>

#include "http/session.h"

namespace http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;

std::string_view reason_of(int status) {
  const auto text =
      beast::http::obsolete_reason(beast::http::int_to_status(static_cast<unsigned>(status)));
  return {text.data(), text.size()};
}

Answer::~Answer() {
  if (give_) (*this)({500, {}, {}, true});
}

void Answer::operator()(Response response) {
  const auto give = std::move(give_);
  if (give) (*give)(std::move(response));
}

struct Server::State {
  std::shared_ptr<Shared> shared = std::make_shared<Shared>();
  asio::io_context context;
  tcp::acceptor acceptor{context};
  std::atomic<int> connections_max = 0;
  std::mutex tls_mutex;
  std::shared_ptr<asio::ssl::context> tls;
  std::vector<std::jthread> threads;

  std::shared_ptr<asio::ssl::context> current_tls() {
    const std::scoped_lock lock(tls_mutex);
    return tls;
  }
  asio::awaitable<void> accept();
  void begin(tcp::socket socket);
};

namespace {

base::Result<std::shared_ptr<asio::ssl::context>> load_tls(const Options& options) {
  if (options.certificate.empty()) return std::shared_ptr<asio::ssl::context>();
  auto tls = std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server);
  error_code failed;
  tls->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                       asio::ssl::context::no_tlsv1_1 | asio::ssl::context::no_compression,
                   failed);
  std::string file = options.certificate;
  if (!failed) tls->use_certificate_chain_file(options.certificate, failed);
  if (!failed) {
    file = options.key;
    tls->use_private_key_file(options.key, asio::ssl::context::pem, failed);
  }
  if (!failed) return tls;
  return base::fail(base::Code::InvalidInput,
                    "the TLS file '" + file + "' cannot be used: " + failed.message());
}

base::Error taken(const Options& options, const error_code& failed) {
  return {base::Code::Io,
          "cannot listen on " + options.address + " port " + std::to_string(options.port) + ": " +
              failed.message() + ". Is another server running there? Choose with --port",
          {}};
}

}  // namespace

void Server::State::begin(tcp::socket socket) {
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  const auto executor = socket.get_executor();
  ++shared->open;
  asio::co_spawn(executor, serve(shared, beast::tcp_stream(std::move(socket)), current_tls()),
                 [shared = shared](const std::exception_ptr&) { --shared->open; });
}

asio::awaitable<void> Server::State::accept() {
  while (!shared->draining) {
    error_code failed;
    const bool is_alone = shared->options.threads == 1;
    const asio::any_io_executor executor = is_alone
                                               ? asio::any_io_executor(context.get_executor())
                                               : asio::any_io_executor(asio::make_strand(context));
    tcp::socket socket(executor);
    co_await acceptor.async_accept(socket, asio::redirect_error(asio::use_awaitable, failed));
    if (failed == asio::error::operation_aborted) co_return;
    if (failed) {  // no descriptor is left, for one: wait until some are
      asio::steady_timer pause(context, std::chrono::milliseconds(50));
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, failed));
      continue;
    }
    if (shared->open >= connections_max) continue;  // closed unheard
    begin(std::move(socket));
  }
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

base::Result<std::unique_ptr<Server>> Server::start(const Options& options,
                                                    Application application) {
  auto state = std::make_unique<State>();
  state->shared->options = options;
  state->connections_max = options.connections_max;
  state->shared->application = std::move(application);
  state->tls = TRY(load_tls(options));
  error_code failed;
  const auto address = asio::ip::make_address(options.address, failed);
  if (failed) return std::unexpected(taken(options, failed));
  const tcp::endpoint at(address, options.port);
  state->acceptor.open(at.protocol(), failed);
  if (!failed) state->acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
  if (!failed) state->acceptor.bind(at, failed);
  if (!failed) state->acceptor.listen(asio::socket_base::max_listen_connections, failed);
  if (failed) return std::unexpected(taken(options, failed));
  asio::co_spawn(state->context, state->accept(), asio::detached);
  for (int i = 0; i < options.threads; ++i)
    state->threads.emplace_back([context = &state->context] { context->run(); });
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

std::uint16_t Server::port() const {
  error_code ignored;
  return state_->acceptor.local_endpoint(ignored).port();
}

int Server::connections() const {
  return state_->shared->open;
}

void Server::stop(std::chrono::milliseconds patience) {
  Shared& shared = *state_->shared;
  if (shared.draining.exchange(true)) return;
  asio::post(state_->context, [this] { state_->acceptor.close(); });
  {
    const std::scoped_lock lock(shared.mutex);
    for (beast::tcp_stream* stream : shared.idle)
      asio::post(stream->get_executor(), [stream, &shared] {
        const std::scoped_lock again(shared.mutex);
        if (std::ranges::find(shared.idle, stream) != shared.idle.end()) stream->cancel();
      });
  }
  const auto until = std::chrono::steady_clock::now() + patience;
  while (shared.open > 0 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

Server::~Server() {
  stop(std::chrono::milliseconds(0));
  state_->context.stop();
  state_->threads.clear();
  state_->shared->disk.join();
}

base::Status Server::reload(const Options& options) {
  auto fresh = TRY(load_tls(options));
  state_->connections_max = options.connections_max;
  const std::scoped_lock lock(state_->tls_mutex);
  state_->tls = std::move(fresh);
  return {};
}

}  // namespace http
