#include "guidance/guidance.h"

#include <algorithm>
#include <map>

#include "base/language.h"
#include "base/nearest.h"

namespace guidance {
namespace {

constexpr std::size_t kLineMax = 200;

base::Status check_line(std::string_view what, const std::string& text) {
  const bool is_line = text.size() <= kLineMax && text.find_first_of("\r\n") == text.npos;
  if (is_line) return {};
  return base::fail(base::Code::InvalidInput, "the " + std::string(what) +
                                                  " is one line of at most " +
                                                  std::to_string(kLineMax) + " bytes");
}

base::Status check_text(std::string_view what, const std::string& text, std::size_t most) {
  if (!text.empty() && text.size() <= most) return {};
  return base::fail(base::Code::InvalidInput, "the " + std::string(what) + " has 1 to " +
                                                  std::to_string(most) + " bytes, not " +
                                                  std::to_string(text.size()));
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= kLineMax &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == text.npos;
}

// The last word of each family and first day that has begun; by family, then day.
std::map<std::pair<std::string_view, base::Day>, const Contact*> begun(
    std::span<const Contact> said, base::Day day) {
  std::map<std::pair<std::string_view, base::Day>, const Contact*> out;
  for (const Contact& one : said)
    if (one.from <= day) out[{one.family, one.from}] = &one;
  return out;
}

// A page may be opened by whoever reads the contact, so it is a page of the web.
bool is_page(std::string_view url) {
  return url.starts_with("https://") && url.find_first_of(" <>\"") == url.npos;
}

}  // namespace

base::Status check(const Contact& contact) {
  TRY_STATUS(check_line("family", contact.family));
  TRY_STATUS(check_line("name", contact.name));
  TRY_STATUS(check_line("url", contact.url));
  TRY_STATUS(check_line("email", contact.email));
  TRY_STATUS(check_line("phone", contact.phone));
  if (!contact.url.empty() && !is_page(contact.url))
    return base::fail(base::Code::InvalidInput, "the url begins with https://");
  if (!contact.email.empty() && contact.email.find('@') == contact.email.npos)
    return base::fail(base::Code::InvalidInput, "the email has an @");
  const bool is_reached = !contact.url.empty() || !contact.email.empty() || !contact.phone.empty();
  if (contact.name.empty() == !is_reached) return {};
  return base::fail(base::Code::InvalidInput,
                    "a contact has a name and at least one of url, email and phone; to take one "
                    "back, say none of them");
}

std::vector<Contact> contacts_on(std::span<const Contact> said, base::Day day) {
  std::vector<Contact> out;
  for (const auto& [key, contact] : begun(said, day)) {
    if (!out.empty() && out.back().family == contact->family) out.pop_back();
    out.push_back(*contact);
  }
  std::erase_if(out, [](const Contact& one) { return one.name.empty(); });
  return out;
}

const Contact* contact_on(std::span<const Contact> said, std::string_view family, base::Day day) {
  const Contact* own = nullptr;
  const Contact* everybodys = nullptr;
  for (const auto& [key, contact] : begun(said, day)) {
    if (contact->family == family) own = contact;
    if (contact->family.empty()) everybodys = contact;
  }
  if (own != nullptr && !own->name.empty()) return own;
  return everybodys != nullptr && !everybodys->name.empty() ? everybodys : nullptr;
}

base::Status check(const Guide& guide) {
  if (!is_name(guide.name))
    return base::fail(base::Code::InvalidInput,
                      "the name of a guide is of a-z, 0-9 and -, not '" + guide.name + "'");
  if (std::ranges::find(base::kLanguages, guide.language) == base::kLanguages.end())
    return base::fail(base::Code::InvalidInput, "there are guides in en and de, not in '" +
                                                    guide.language + "'" +
                                                    base::hint(guide.language, base::kLanguages));
  TRY_STATUS(check_line("title", guide.title));
  TRY_STATUS(check_text("title", guide.title, kLineMax));
  return check_text("text of a guide", guide.text, kGuideMax);
}

const Guide* guide_on(std::span<const Guide> all, std::string_view name, std::string_view language,
                      base::Day day) {
  const Guide* out = nullptr;
  for (const Guide& one : all) {
    const bool holds = one.name == name && one.language == language && one.from <= day;
    if (holds && (out == nullptr || out->version < one.version)) out = &one;
  }
  return out;
}

base::Status check(const Feedback& feedback) {
  TRY_STATUS(check_line("page", feedback.page));
  TRY_STATUS(check_text("page", feedback.page, kLineMax));
  return check_text("word", feedback.text, kFeedbackMax);
}

}  // namespace guidance
