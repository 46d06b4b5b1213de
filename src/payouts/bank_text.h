// The characters that every bank takes, within SEPA and over SWIFT: Latin letters, digits, space
// and / - ? : ( ) . , ' +. What is written otherwise is spelled with them: "Ä" as "Ae", "é" as
// "e", Greek and Cyrillic by sound, and what has no spelling becomes a full stop.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace payouts {

// Spells UTF-8 text for a bank: at most `size_max` characters, of which none is half a spelling;
// white space is one space, none at either end.
std::string in_bank_text(std::string_view text, std::size_t size_max);

// Whether something can be read of it: a name of full stops is no name.
bool is_readable(std::string_view bank_text);

// The count of code points of a text in UTF-8.
std::size_t letters_of(std::string_view text);

}  // namespace payouts
