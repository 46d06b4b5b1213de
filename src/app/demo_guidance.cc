// The demo's guides travel inside the binary (DEMO_GUIDE_EN, DEMO_GUIDE_DE, set in CMakeLists.txt),
// as its programme does.
#include "app/demo_guidance.h"

#include "app/guidance_jobs.h"

__asm__(
    ".pushsection .rodata\n"
    "accredit_guide_en_begin:\n"
    ".incbin \"" DEMO_GUIDE_EN
    "\"\n"
    "accredit_guide_en_end:\n"
    "accredit_guide_de_begin:\n"
    ".incbin \"" DEMO_GUIDE_DE
    "\"\n"
    "accredit_guide_de_end:\n"
    ".popsection\n");

extern "C" {
extern const char accredit_guide_en_begin[];
extern const char accredit_guide_en_end[];
extern const char accredit_guide_de_begin[];
extern const char accredit_guide_de_end[];
}

namespace app {
namespace {

const std::string kActor = "operator:demo";

base::Status add_contact(Store& store, base::Day from, std::string_view family,
                         std::string_view name, std::string_view place) {
  guidance::Contact contact;
  contact.family = family;
  contact.from = from;
  contact.name = name;
  contact.url = "https://support.lanternfall.example/" + std::string(place);
  contact.email = std::string(place) + "@lanternfall.example";
  TRY(set_contact(store, kActor, contact));
  return {};
}

base::Status add_guide(Store& store, base::Day from, std::string_view language,
                       std::string_view title, std::string_view text) {
  guidance::Guide guide;
  guide.name = "programme";
  guide.language = language;
  guide.from = from;
  guide.title = title;
  guide.text = text;
  TRY(publish_guide(store, kActor, guide));
  return {};
}

}  // namespace

base::Status seed_guidance(Store& store) {
  const bool is_there = !TRY(guides(store, base::CommitNumber::latest())).empty();
  if (is_there) return {};
  const base::Day from = *base::Day::parse("2025-01-01");
  TRY_STATUS(add_contact(store, from, "", "Partner desk", "partners"));
  TRY_STATUS(add_contact(store, from, "lumen-office", "Office desk", "office"));
  TRY_STATUS(add_contact(store, from, "tarn-compute", "Compute desk", "compute"));
  TRY_STATUS(add_guide(store, from, "en", "Guide to the Lanternfall Cloud partner programme",
                       {accredit_guide_en_begin, accredit_guide_en_end}));
  return add_guide(store, from, "de", "Leitfaden zum Partnerprogramm von Lanternfall Cloud",
                   {accredit_guide_de_begin, accredit_guide_de_end});
}

}  // namespace app
