// What may come of a request as it stands: who is waited for and until when, and which moves are
// open to somebody. Read from the tables, so that nobody writes them down again.
#pragma once

#include <string_view>
#include <vector>

#include "lifecycle/engine.h"

namespace lifecycle {

struct Waiting {
  Actors whom = 0;                         // one party; 0: the request waits for nobody
  base::Day until = base::Day::forever();  // the last word is due before it; forever: no clock
  std::string_view otherwise = {};         // the state that follows of silence; may be empty
};
Waiting waiting(const Request& request);
// "customer", "partner", "counterparty" (the partner that a transfer takes from), "operator"; empty
// for nobody.
std::string_view party_word(Actors whom);

struct Move {
  std::string_view event;
  bool with_reason = false;
  bool with_evidence = false;
  friend bool operator==(const Move&, const Move&) = default;
};
// In the order of the table, each event once. Who may move it and by when is looked at; what else a
// rule may refuse shows when it is tried.
std::vector<Move> moves_open_to(const Moment& moment, const Actor& actor, const Request& request);

}  // namespace lifecycle
