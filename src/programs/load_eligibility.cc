#include "programs/load_eligibility.h"

#include <algorithm>

#include "programs/words.h"

namespace programs {
namespace {

constexpr auto kKeys =
    std::to_array<std::string_view>({"good_standing", "enrolments", "profiles", "missing_profile",
                                     "countries", "customer_countries", "competency"});
constexpr auto kCompetencyKeys = std::to_array<std::string_view>({"code", "level"});

base::Status check_listed(const Section& section, std::string_view key) {
  const Node* list = section.find(key);
  if (list == nullptr || !list->items.empty()) return {};
  return fault(*list, "'" + std::string(key) + "' of " + section.name() +
                          " is empty; name at least one, or leave the key out");
}

bool is_country(std::string_view text) {
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.size() == 2 && std::ranges::all_of(text, capital);
}

base::Result<std::vector<std::string>> read_countries(const Section& section,
                                                      std::string_view key) {
  std::vector<std::string> out = TRY(section.texts(key));
  TRY_STATUS(check_listed(section, key));
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (is_country(out[i])) continue;
    return fault(section.find(key)->items[i], "'" + out[i] + "' in '" + std::string(key) + "' of " +
                                                  section.name() +
                                                  " is no country; write two capitals, like "
                                                  "\"DE\", as the registry files do");
  }
  return out;
}

base::Status read_profiles(const Section& section, Eligibility& out) {
  out.profiles = TRY(section.choices<base::ProfileKind>("profiles", base::kProfileKinds));
  TRY_STATUS(check_listed(section, "profiles"));
  const Node* missing = section.find("missing_profile");
  if (missing != nullptr && out.profiles.empty()) {
    return fault(*missing, "'missing_profile' of " + section.name() +
                               " needs 'profiles'; name them, or drop it");
  }
  out.missing_profile = TRY(section.choice<MissingProfile>("missing_profile", kMissingProfiles,
                                                           MissingProfile::NotEarned));
  return {};
}

base::Result<RequiredLevel> read_level(const Node& node, const std::string& name,
                                       const Programme& programme) {
  const auto section = TRY(Section::open(node, "'competency' of " + name, kCompetencyKeys));
  std::vector<std::string_view> codes;
  for (const Competency& one : programme.competencies)
    codes.push_back(one.code);
  const Node* code = TRY(section.need("code"));
  if (codes.empty()) {
    return fault(*code, section.name() +
                            ": the programme has no competency; add [[competency]], or drop the "
                            "key");
  }
  const std::size_t place = TRY(word_index(*code, "'code' of " + section.name(), codes));
  const Competency& competency = programme.competencies[place];
  const Node* level = TRY(section.need("level"));
  if (competency.level_codes.empty()) {
    return fault(*level, "competency '" + competency.code +
                             "' has no levels, and nobody can hold one; give it 'levels'");
  }
  const std::vector<std::string_view> levels(competency.level_codes.begin(),
                                             competency.level_codes.end());
  const std::size_t rank = TRY(word_index(*level, "'level' of " + section.name(), levels));
  return RequiredLevel{competency.code, rank + 1};
}

}  // namespace

base::Status read_eligibility(const Section& lever, const Programme& programme, Eligibility& out) {
  const Node* node = lever.find("eligibility");
  if (node == nullptr) return {};
  const auto section = TRY(Section::open(*node, "'eligibility' of " + lever.name(), kKeys));
  out.good_standing = TRY(section.flag_or("good_standing", false));
  out.enrolments = TRY(section.texts("enrolments"));
  TRY_STATUS(check_listed(section, "enrolments"));
  TRY_STATUS(read_profiles(section, out));
  out.countries = TRY(read_countries(section, "countries"));
  out.customer_countries = TRY(read_countries(section, "customer_countries"));
  if (const Node* asked = section.find("competency")) {
    out.competency = TRY(read_level(*asked, section.name(), programme));
  }
  if (out.asks()) return {};
  return fault(*node, section.name() + " asks for nothing; name what it asks, or drop the table");
}

}  // namespace programs
