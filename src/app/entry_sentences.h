// What is said of a line of a statement, and of what a level lacks, in every language. Private to
// app.
#pragma once

#include <array>

#include "base/sentence.h"
#include "ledger/entry.h"

namespace app {

struct EntrySentences {
  using Text = std::string_view;
  using Number = base::Number;
  template <class... Values>
  using Says = base::Sentence<Values...>;

  Says<Text, Text> line{"{0} line {1}", "{0} Zeile {1}"};
  Says<Text, base::Money, Text, Text> moves{"{0} of {1}, from {2} to {3}",
                                            "{0} über {1}, von {2} an {3}"};
  Says<> cause{"cause", "Ursache"};
  Says<> adjusts{"what the month is worth now, less what was posted for it before",
                 "was der Monat jetzt wert ist, ohne das, was dafür schon gebucht war"};
  Says<> moves_earned{"it moves what was earned before", "sie bewegt, was früher verdient wurde"};
  Says<Text, Number, Number, Number> gap{"{0} is {1} of {2}, {3} is missing",
                                         "{0}: {1} von {2}, es fehlen {3}"};
  Says<> points{"points", "Punkte"};
  Says<base::Count> more_lines{"... and {0} lines more", "... und {0} weitere {0|Zeile|Zeilen}"};

  std::array<Says<>, ledger::kAccounts.size()> accounts{{{"expense", "Aufwand"},
                                                         {"accrual", "Verdient"},
                                                         {"held", "Zurückgehalten"},
                                                         {"outside_window", "Außer der Frist"},
                                                         {"coop", "Co-op"},
                                                         {"payable", "Zahlbar"},
                                                         {"in_payment", "In Zahlung"},
                                                         {"paid", "Bezahlt"},
                                                         {"receivable", "Forderung"},
                                                         {"forfeited", "Verfallen"}}};
  std::array<Says<>, ledger::kEntryKinds.size()> kinds{{{"earning", "Vergütung"},
                                                        {"adjustment", "Anpassung"},
                                                        {"exception", "Ausnahme"},
                                                        {"dispute", "Anfechtung"},
                                                        {"release", "Freigabe"},
                                                        {"forfeit", "Verfall"},
                                                        {"rollover", "Übertrag"},
                                                        {"coop_claim", "Co-op-Anspruch"},
                                                        {"due", "Fälligkeit"},
                                                        {"recoup", "Rückforderung"},
                                                        {"payment", "Zahlung"},
                                                        {"sent", "Ausführung"},
                                                        {"failed", "Rückläufer"},
                                                        {"reversed", "Storno"}}};
};
inline constexpr EntrySentences kSayOfEntry{};

// The English are the words of the ledger.
static_assert([] {
  for (std::size_t i = 0; i < ledger::kAccounts.size(); ++i)
    if (kSayOfEntry.accounts[i].english != ledger::kAccounts[i]) return false;
  for (std::size_t i = 0; i < ledger::kEntryKinds.size(); ++i)
    if (kSayOfEntry.kinds[i].english != ledger::kEntryKinds[i]) return false;
  return true;
}());

}  // namespace app
