#include "app/demo_names.h"

#include <array>
#include <string_view>

namespace app {
namespace {

constexpr std::array<std::string_view, 20> kFirst{
    "Vel",  "Tos", "Mar", "Ond", "Kel", "Bra", "Ister", "Fen", "Quo", "Lom",
    "Dres", "Har", "Ul",  "Pem", "Sor", "Gal", "Wex",   "Nim", "Ath", "Cor"};
constexpr std::array<std::string_view, 16> kSecond{"ma",  "tra", "den", "vo", "li",  "ran",
                                                   "sko", "bel", "nu",  "pi", "gar", "the",
                                                   "lo",  "mi",  "ves", "ka"};
constexpr std::array<std::string_view, 14> kThird{"rin", "nd",  "ria", "x",   "sen", "lt", "vik",
                                                  "dor", "nne", "sto", "rex", "lan", "mo", "quist"};
constexpr std::array<std::string_view, 8> kPartnerKinds{"Systems",    "Consulting", "Integration",
                                                        "Cloudworks", "Advisory",   "Services",
                                                        "Labs",       "Partners"};
constexpr std::array<std::string_view, 14> kCustomerKinds{
    "Foods",  "Logistics", "Insurance", "Pharma", "Textiles",  "Energy",   "Retail",
    "Motors", "Press",     "Shipping",  "Glass",  "Hospitals", "Forestry", "Tools"};

template <std::size_t N>
std::string_view pick(const std::array<std::string_view, N>& words, Chance& chance) {
  return words[static_cast<std::size_t>(chance.below(static_cast<int>(N)))];
}

}  // namespace

std::string Names::fresh(bool partner) {
  while (true) {
    std::string name(pick(kFirst, chance_));
    name += pick(kSecond, chance_);
    name += pick(kThird, chance_);
    name += ' ';
    name += partner ? pick(kPartnerKinds, chance_) : pick(kCustomerKinds, chance_);
    if (given_.insert(name).second) return name;
  }
}

std::string Names::partner() {
  return fresh(true);
}
std::string Names::customer() {
  return fresh(false);
}

}  // namespace app
