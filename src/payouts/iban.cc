#include "payouts/iban.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace payouts {
namespace {

// What stands behind the check digits: counts of n (digits), a (letters) and c (either).
struct Form {
  std::string_view country;
  std::string_view parts;
};
constexpr std::array kForms{
    Form{"AD", "8n12c"},    Form{"AE", "19n"},      Form{"AL", "8n16c"},    Form{"AT", "16n"},
    Form{"AZ", "4a20c"},    Form{"BA", "16n"},      Form{"BE", "12n"},      Form{"BG", "4a6n8c"},
    Form{"BH", "4a14c"},    Form{"BI", "23n"},      Form{"BR", "23n1a1c"},  Form{"BY", "4c4n16c"},
    Form{"CH", "5n12c"},    Form{"CR", "18n"},      Form{"CY", "8n16c"},    Form{"CZ", "20n"},
    Form{"DE", "18n"},      Form{"DJ", "23n"},      Form{"DK", "14n"},      Form{"DO", "4c20n"},
    Form{"EE", "16n"},      Form{"EG", "25n"},      Form{"ES", "20n"},      Form{"FI", "14n"},
    Form{"FK", "2a12n"},    Form{"FO", "14n"},      Form{"FR", "10n11c2n"}, Form{"GB", "4a14n"},
    Form{"GE", "2a16n"},    Form{"GI", "4a15c"},    Form{"GL", "14n"},      Form{"GR", "7n16c"},
    Form{"GT", "24c"},      Form{"HN", "4a20n"},    Form{"HR", "17n"},      Form{"HU", "24n"},
    Form{"IE", "4a14n"},    Form{"IL", "19n"},      Form{"IQ", "4a15n"},    Form{"IS", "22n"},
    Form{"IT", "1a10n12c"}, Form{"JO", "4a4n18c"},  Form{"KW", "4a22c"},    Form{"KZ", "3n13c"},
    Form{"LB", "4n20c"},    Form{"LC", "4a24c"},    Form{"LI", "5n12c"},    Form{"LT", "16n"},
    Form{"LU", "3n13c"},    Form{"LV", "4a13c"},    Form{"LY", "21n"},      Form{"MC", "10n11c2n"},
    Form{"MD", "20c"},      Form{"ME", "18n"},      Form{"MK", "3n10c2n"},  Form{"MN", "16n"},
    Form{"MR", "23n"},      Form{"MT", "4a5n18c"},  Form{"MU", "4a19n3a"},  Form{"NI", "4a20n"},
    Form{"NL", "4a10n"},    Form{"NO", "11n"},      Form{"OM", "3n16c"},    Form{"PK", "4a16c"},
    Form{"PL", "24n"},      Form{"PS", "4a21c"},    Form{"PT", "21n"},      Form{"QA", "4a21c"},
    Form{"RO", "4a16c"},    Form{"RS", "18n"},      Form{"RU", "14n15c"},   Form{"SA", "2n18c"},
    Form{"SC", "4a20n3a"},  Form{"SD", "14n"},      Form{"SE", "20n"},      Form{"SI", "15n"},
    Form{"SK", "20n"},      Form{"SM", "1a10n12c"}, Form{"SO", "19n"},      Form{"ST", "21n"},
    Form{"SV", "4a20n"},    Form{"TL", "19n"},      Form{"TN", "20n"},      Form{"TR", "5n17c"},
    Form{"UA", "6n19c"},    Form{"VA", "18n"},      Form{"VG", "4a16n"},    Form{"XK", "16n"},
    Form{"YE", "4a4n18c"}};
static_assert(std::ranges::is_sorted(kForms, {}, &Form::country));

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

// One letter n, a or c for each place, the country and the check digits included.
constexpr std::string places_of(std::string_view parts) {
  std::string out = "aann";
  std::size_t count = 0;
  for (const char c : parts) {
    if (is_digit(c)) {
      count = count * 10 + static_cast<std::size_t>(c - '0');
      continue;
    }
    out.append(count, c);
    count = 0;
  }
  return out;
}

std::unexpected<base::Error> wrong(std::string_view iban, const std::string& what) {
  return base::fail(
      base::Code::InvalidInput,
      fmt::format("IBAN '{}': {}; compare it with what the payee's bank gave", iban, what));
}

base::Status check_places(std::string_view iban, const Form& form) {
  const std::string places = places_of(form.parts);
  if (iban.size() != places.size()) {
    return wrong(iban, fmt::format("it has {} characters, an account of {} has {}", iban.size(),
                                   form.country, places.size()));
  }
  for (std::size_t i = 0; i < iban.size(); ++i) {
    if (places[i] == 'n' && !is_digit(iban[i]))
      return wrong(iban, fmt::format("character {} ('{}') must be a digit", i + 1, iban[i]));
    if (places[i] == 'a' && !is_capital(iban[i]))
      return wrong(iban, fmt::format("character {} ('{}') must be a letter", i + 1, iban[i]));
  }
  return {};
}

// The rest of the number divided by 97, the first four characters put last and A read as 10.
int remainder(std::string_view iban) {
  int rest = 0;
  for (std::size_t i = 0; i < iban.size(); ++i) {
    const char c = iban[(i + 4) % iban.size()];
    rest = is_digit(c) ? rest * 10 + (c - '0') : rest * 100 + (c - 'A' + 10);
    rest %= 97;
  }
  return rest;
}

}  // namespace

std::string compact(std::string_view written) {
  std::string out;
  for (const char c : written) {
    if (c == ' ') continue;
    out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

base::Result<std::string> parse_iban(std::string_view written) {
  std::string iban = compact(written);
  const auto foreign =
      std::ranges::find_if(iban, [](char c) { return !is_digit(c) && !is_capital(c); });
  if (foreign != iban.end()) {
    return wrong(written, fmt::format("character {} is neither a letter nor a digit",
                                      foreign - iban.begin() + 1));
  }
  const std::string_view country = std::string_view(iban).substr(0, 2);
  const auto form = std::ranges::lower_bound(kForms, country, {}, &Form::country);
  if (form == kForms.end() || form->country != country) {
    return wrong(iban, fmt::format("no country of the registry has the letters '{}'; an account "
                                   "without an IBAN is given by its number and a BIC or clearing "
                                   "member",
                                   country));
  }
  TRY_STATUS(check_places(iban, *form));
  // 00, 01 and 99 give the same remainder as 97, 98 and 02, and no bank issues them.
  const std::string_view digits = std::string_view(iban).substr(2, 2);
  if (remainder(iban) != 1 || digits == "00" || digits == "01" || digits == "99") {
    return wrong(iban, "its check digits do not fit: a character is mistyped, or two are swapped");
  }
  return iban;
}

}  // namespace payouts
