// What serve is told.
#include <array>

#include "cli/option_rows.h"

namespace cli {
namespace {

using A = Arguments;

constexpr std::array<OptionRow, 9> kRows{{
    {"--address", "where to listen (default 127.0.0.1)", "ADDRESS", &A::address},
    {"--port", "(default 8416; 0: any that is free)", "N", &A::port},
    {"--tls-certificate", "PEM file; read again on SIGHUP", "FILE", &A::tls_certificate},
    {"--tls-key", "its key", "FILE", &A::tls_key},
    {"--smtp-url", "letters go there: smtps://HOST, smtp://HOST:587", "URL", &A::smtp_url},
    {"--smtp-login", "its user and password, a line each", "FILE", &A::smtp_login},
    {"--mail-from", "who letters are from", "ADDRESS", &A::mail_from},
    {"--mail-language", "en or de (default en)", "CODE", &A::mail_language},
    {"--public-url", "where readers of letters find the service", "URL", &A::public_url},
}};

}  // namespace

std::span<const OptionRow> serve_rows() {
  return kRows;
}

}  // namespace cli
