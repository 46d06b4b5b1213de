// Named places at which a test makes the program fail, in the program as it ships:
//
//   ACCREDIT_FAULT=segment.named:kill       at the first visit; or eio, or enospc
//   ACCREDIT_FAULT=segment.named:eio:2      at the second visit
//
// Points stand between the steps of a file or an act, never inside a loop over rows, so an unset
// variable costs a comparison a step. docs/decisions/0009-faults.md.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "base/result.h"

namespace base {

// Every point there is, in the order of a store's life. tests/fault_points_test.cc visits each.
inline constexpr std::array<std::string_view, 42> kFaultPoints{
    "create.built",     // the database is complete under its temporary name
    "create.anchored",  // the anchor lies beside it
    "init.created",     // an empty store, its programme not yet stored
    "commit.begun",     // a transaction is open
    "commit.changed",   // its rows are written
    "commit.sealed",    // its audit event too, COMMIT comes next
    "commit.done",      // committed, the anchor stands behind
    "commit.anchored",  // the anchor moved, nobody was told
    "anchor.written",   // one slot is written, not flushed
    "import.read",      // a registry file is read
    "import.decided",   // its changes are known
    "import.released",  // changed associations let go their days, the new ones do not hold them yet
    "act.decided",      // a single act was allowed
    "act.refused",      // a single act was refused, which is not yet noted
    "request.decided",  // what an event does to a request is known
    "request.entered",  // its rows are in the open transaction
    "tick.moved",       // one of the things that were due is done
    "ingest.opened",    // a usage file was recognised as new
    "ingest.staged",    // its rows lie in a temporary file
    "ingest.identified",  // which of them count is known
    "segment.rewritten",  // the rows that are taken were written anew
    "file.renamed",       // a file has its name, the directory is not yet flushed
    "segment.named",      // a segment has its name, no keys
    "segment.keyed",      // its keys lie beside it
    "ingest.entered",     // its manifest is in the open transaction
    "inbox.entered",      // events are in the open transaction
    "inbox.stored",       // they are durable, nobody was told
    "inbox.left",         // within the commit that brings them into the log they left the inbox
    "replay.staged",      // waiting rows that pass lie in a temporary file
    "replay.released",    // within the commit they left quarantine
    "waive.decided",      // which waiting rows are meant is known
    "waive.entered",      // within the commit they left quarantine
    "void.planned",       // what a void changes is worked out
    "void.copied",        // rows that count again lie in a temporary file
    "void.entered",       // it is in the open transaction
    "fold.written",       // small files were copied into a container under a temporary name
    "fold.keyed",         // it has its name, its keys lie beside it
    "fold.committed",     // it is in the log, the small files are not yet removed
    "close.computed",     // what a period's close posts is worked out and sealed
    "close.posted",       // within the commit its entries are in
    "close.stated",       // and its statements; the period is not closed yet
    "person.erased",      // a name is overwritten, the write-ahead log still has its bytes
};

class FaultPoint {
 public:
  // A name that kFaultPoints does not know does not compile.
  consteval FaultPoint(const char* name)  // NOLINT(google-explicit-constructor)
      : number_(static_cast<std::size_t>(std::ranges::find(kFaultPoints, std::string_view(name)) -
                                         kFaultPoints.begin())) {
    if (number_ == kFaultPoints.size()) throw "an unknown fault point";
  }
  constexpr std::size_t number() const { return number_; }

 private:
  std::size_t number_;
};

// Does what ACCREDIT_FAULT says about this visit: nothing, Code::Io with the words of the failed
// call, or the end of the process by SIGKILL. A value that cannot be read ends the process with 2.
Status fault(FaultPoint point);

}  // namespace base
