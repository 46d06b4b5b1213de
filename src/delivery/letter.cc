#include "delivery/letter.h"

#include <algorithm>

#include "base/check.h"

namespace delivery {
namespace {

struct Template {
  std::string_view type;
  Language language;
  std::string_view subject, body;  // {name}: that member of the event's data
};

constexpr auto kTemplates = std::to_array<Template>({
    {"association.requested", Language::English, "A request waits for your decision: {subject}",
     R"(Somebody asks for your decision.

Request:       {subject} ({kind})
Association:   {association_type}
Customer:      {customer_id}
Subscription:  {subscription_id}
Partner:       {partner_id}
Asked on:      {day}

Look at it, then accept or decline it:
{more}
)"},
    {"association.requested", Language::German, "Ihre Entscheidung wird erwartet: {subject}",
     R"(Sie werden um eine Entscheidung gebeten.

Anfrage:       {subject} ({kind})
Zuordnung:     {association_type}
Kunde:         {customer_id}
Abonnement:    {subscription_id}
Partner:       {partner_id}
Gefragt am:    {day}

Sehen Sie sie an und nehmen Sie sie an oder lehnen Sie sie ab:
{more}
)"},
    {"statement.issued", Language::English, "Your statement {statement_id} for {period}",
     R"(The month {period} is closed.
Statement {statement_id} has been issued to partner {partner_id}.

Its amounts stand in the statement only. Read it, check it, and dispute what is wrong:
{more}
)"},
    {"statement.issued", Language::German, "Ihre Abrechnung {statement_id} für {period}",
     R"(Der Monat {period} ist abgeschlossen.
Für Partner {partner_id} liegt die Abrechnung {statement_id} vor.

Beträge stehen nur in der Abrechnung selbst.
Prüfen Sie sie, und beanstanden Sie, was nicht stimmt:
{more}
)"},
});

constexpr std::array<std::string_view, 2> kFooters{
    "\n-- \nSent by Accredit, event {id}, because of your role. An admin of yours can end it.\n",
    "\n-- \nVon Accredit zu Ereignis {id}, weil Ihre Rolle es vorsieht. Ihr Administrator kann das "
    "beenden.\n"};

using Facts = std::map<std::string, std::string>;

// A line whose facts are all absent is left out.
std::string filled(std::string_view text, const Facts& facts) {
  std::string out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, std::min(text.size() - 1, text.find('\n')) + 1);
    text.remove_prefix(line.size());
    std::string made;
    bool has_names = false, has_facts = false;
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t open = std::min(line.size(), line.find('{', at));
      made += line.substr(at, open - at);
      if (open == line.size()) break;
      const std::size_t close = line.find('}', open);
      const auto fact = facts.find(std::string(line.substr(open + 1, close - open - 1)));
      has_names = true;
      if (fact != facts.end() && !fact->second.empty()) {
        has_facts = true;
        made += fact->second;
      }
      at = close + 1;
    }
    if (!has_names || has_facts) out += made;
  }
  return out;
}

}  // namespace

bool is_written_of(std::string_view type) {
  return std::ranges::find(kTemplates, type, &Template::type) != kTemplates.end();
}

Letter letter_of(const Event& event, const Facts& facts, std::string to, Language language,
                 std::string_view more) {
  const auto found = std::ranges::find_if(kTemplates, [&](const Template& one) {
    return one.type == event.type && one.language == language;
  });
  ASSERT(found != kTemplates.end());
  Facts all = facts;
  all["more"] = more;
  all["id"] = event.key.id();
  Letter out;
  out.to = std::move(to);
  out.id = event.key.id();
  out.subject = filled(found->subject, all);
  out.body = filled(found->body, all) + filled(kFooters[static_cast<std::size_t>(language)], all);
  return out;
}

}  // namespace delivery
