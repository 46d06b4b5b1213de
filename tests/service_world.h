// A service over a store of two partners and two customers, between which nothing may pass: asked
// without a wire, by callers of every kind.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "api/router.h"
#include "api/service.h"
#include "app/system_clock.h"
#include "tests/program.h"

namespace tests {

// What is of one side.
struct Side {
  std::string partner, partner_name, customer, customer_name, subscription, association, amount;
  std::string bill;  // of April, billed revenue
  std::string statement, petition, request, endpoint;
};

// "name":"text", escaped.
std::string json_text(const std::string& name, const std::string& text);
// The shipped rules under another version.
std::string draft_text(const std::string& version);

struct ServiceWorld {
  ServiceWorld();
  // `who`: a name in `keys`; empty: nobody.
  http::Response ask(const std::string& who, const std::string& method, const std::string& target,
                     const std::string& body = {}, const http::Headers& headers = {});

  // A webhook endpoint of that caller, with a delivery; its id.
  std::string endpoint(const std::string& who, const Side& side);

  // The rules in force under another version, from month to month, done: its id.
  std::string simulation(const std::string& from, const std::string& to);

  Bench bench;
  Side own, other;
  app::SystemClock clock;
  std::unique_ptr<api::Service> service;
  std::unique_ptr<api::Router> router;
  // Of partner PA executive, admin, analyst, and owner, an admin who sees money; of PZ other; of
  // customer CA customer, second, viewer; of CZ stranger; operator, finance.
  std::map<std::string, std::string> keys;

 private:
  std::string run(const std::string& words);
  void write_files();
  void close_books();
  std::string key(const std::string& words);
};

}  // namespace tests
