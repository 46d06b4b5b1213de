#include "delivery/letter.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace delivery {
namespace {

using Texts = std::array<std::string_view, base::kLanguages.size()>;  // by language
using Facts = std::map<std::string, std::string>;

constexpr auto kKinds = std::to_array<LetterKind>({
    {"association.activated", false},
    {"association.ended", false},
    {"association.expiring", true},
    {"association.replaced", false},
    {"association.requested", true},
    {"competency.attained", false},
    {"competency.lost", true},
    {"dispute.decided", true},
    {"import.quarantined", false},
    {"payout.failed", true},
    {"payout.sent", false},
    {"statement.issued", true},
});

struct Words {
  Texts subject, opening, closing;  // {name}: that member of the event's data
};

// In the order of kKinds.
constexpr std::array<Words, kKinds.size()> kWords{{
    {{"A partner is associated from now on: {subject}", "Ein Partner ist zugeordnet: {subject}"},
     {"An association has begun.", "Eine Zuordnung hat begonnen."},
     {"Who it is, and who sees what:", "Wer es ist und wer was sieht:"}},
    {{"An association has ended: {subject}", "Eine Zuordnung ist beendet: {subject}"},
     {"An association has ended.", "Eine Zuordnung ist beendet."},
     {"Who is still associated:", "Wer noch zugeordnet ist:"}},
    {{"Something is about to expire: {subject}", "Etwas läuft bald ab: {subject}"},
     {"An association or an invitation is about to expire.",
      "Eine Zuordnung oder eine Einladung läuft bald ab."},
     {"If it is to go on, act before it does:", "Soll es weitergehen, handeln Sie vorher:"}},
    {{"Another partner is associated: {subject}", "Ein anderer Partner ist zugeordnet: {subject}"},
     {"Another partner holds from now on what a partner held.",
      "Ein anderer Partner hält von nun an, was ein Partner hielt."},
     {"Who it is, and who sees what:", "Wer es ist und wer was sieht:"}},
    {{"A request waits for your decision: {subject}", "Ihre Entscheidung wird erwartet: {subject}"},
     {"Somebody asks for your decision.", "Sie werden um eine Entscheidung gebeten."},
     {"Look at it, then accept or decline it:",
      "Sehen Sie sie an und nehmen Sie sie an oder lehnen Sie sie ab:"}},
    {{"Competency {competency} attained", "Kompetenz {competency} erreicht"},
     {"Your account has attained a level of a competency.",
      "Ihr Konto hat eine Stufe einer Kompetenz erreicht."},
     {"What it rests on:", "Worauf sie beruht:"}},
    {{"Competency {competency} lost", "Kompetenz {competency} verloren"},
     {"Your account does not fulfil a competency any more.",
      "Ihr Konto erfüllt eine Kompetenz nicht mehr."},
     {"What is lacking:", "Was fehlt:"}},
    {{"Your dispute {petition_id} has been decided",
      "Über Ihre Anfechtung {petition_id} ist entschieden"},
     {"A dispute has been decided.", "Über eine Anfechtung ist entschieden."},
     {"How, and why:", "Wie und warum:"}},
    {{"Rows wait in quarantine: {file}", "Zeilen warten in Quarantäne: {file}"},
     {"Rows of a file wait in quarantine and are not counted.",
      "Zeilen einer Datei warten in Quarantäne und zählen nicht."},
     {"Why, and what to do about it:", "Warum, und was zu tun ist:"}},
    {{"Payment {payout_id} has failed", "Zahlung {payout_id} ist fehlgeschlagen"},
     {"A payment has failed or came back. Your bank account on record may be wrong.",
      "Eine Zahlung ist fehlgeschlagen oder kam zurück. Ihre Bankverbindung stimmt vielleicht "
      "nicht."},
     {"What the bank said:", "Was die Bank mitteilt:"}},
    {{"Payment {payout_id} was made", "Zahlung {payout_id} ist erfolgt"},
     {"A payment was made.", "Eine Zahlung ist erfolgt."},
     {"Which statements it pays:", "Welche Abrechnungen sie bezahlt:"}},
    {{"Your statement {statement_id} for {period}", "Ihre Abrechnung {statement_id} für {period}"},
     {"The month {period} is closed.\nStatement {statement_id} has been issued to partner "
      "{partner_id}.",
      "Der Monat {period} ist abgeschlossen.\nFür Partner {partner_id} liegt die Abrechnung "
      "{statement_id} vor."},
     {"Its amounts stand in the statement only. Read it, check it, and dispute what is wrong:",
      "Beträge stehen nur in der Abrechnung selbst.\nPrüfen Sie sie, und fechten Sie an, was nicht "
      "stimmt:"}},
}};

struct Label {
  std::string_view fact;
  Texts texts;
};

// What is listed of an event, in this order.
constexpr auto kLabels = std::to_array<Label>({
    {"subject", {"Concerns", "Betrifft"}},
    {"association_type", {"Association", "Zuordnung"}},
    {"customer_id", {"Customer", "Kunde"}},
    {"subscription_id", {"Subscription", "Abonnement"}},
    {"workload", {"Workload", "Workload"}},
    {"partner_id", {"Partner", "Partner"}},
    {"account_id", {"Account", "Konto"}},
    {"competency", {"Competency", "Kompetenz"}},
    {"level", {"Level", "Stufe"}},
    {"petition_id", {"Dispute", "Anfechtung"}},
    {"payout_id", {"Payment", "Zahlung"}},
    {"statement_id", {"Statement", "Abrechnung"}},
    {"period", {"Month", "Monat"}},
    {"feed", {"Feed", "Feed"}},
    {"file", {"File", "Datei"}},
    {"rows", {"Rows", "Zeilen"}},
    {"quarantined", {"Waiting", "Wartend"}},
    {"day", {"Day", "Tag"}},
});
constexpr std::size_t kLabelWidth = 15;

constexpr Texts kFooters{
    "\n-- \nSent by Accredit, event {id}. Which letters you get, and in which language, you say "
    "under “Your account”.\n",
    "\n-- \nVon Accredit zu Ereignis {id}. Welche Briefe Sie erhalten und in welcher Sprache, "
    "sagen Sie "
    "unter „Ihr Konto“.\n"};

// A name of which nothing is known is left out.
std::string filled(std::string_view text, const Facts& facts) {
  std::string out;
  while (true) {
    const std::size_t open = std::min(text.size(), text.find('{'));
    out += text.substr(0, open);
    if (open == text.size()) return out;
    const std::size_t close = text.find('}', open);
    const auto fact = facts.find(std::string(text.substr(open + 1, close - open - 1)));
    if (fact != facts.end()) out += fact->second;
    text.remove_prefix(close + 1);
  }
}

}  // namespace

std::span<const LetterKind> letter_kinds() {
  return kKinds;
}

bool is_written_of(std::string_view type) {
  return std::ranges::find(kKinds, type, &LetterKind::type) != kKinds.end();
}

bool LetterWish::wants(std::string_view type) const {
  if (const auto said = kinds.find(type); said != kinds.end()) return said->second;
  const auto kind = std::ranges::find(kKinds, type, &LetterKind::type);
  ASSERT(kind != kKinds.end());
  return kind->is_usual;
}

Letter letter_of(const Event& event, const Facts& facts, std::string to, Language language,
                 std::string_view more) {
  const auto kind = std::ranges::find(kKinds, event.type, &LetterKind::type);
  ASSERT(kind != kKinds.end());
  const Words& words = kWords[static_cast<std::size_t>(kind - kKinds.begin())];
  const auto text = [&](const Texts& texts) {
    return filled(texts[static_cast<std::size_t>(language)], facts);
  };
  Letter out;
  out.to = std::move(to);
  out.id = event.key.id();
  out.subject = text(words.subject);
  out.body = text(words.opening) + "\n\n";
  for (const Label& label : kLabels) {
    const auto fact = facts.find(std::string(label.fact));
    if (fact == facts.end() || fact->second.empty()) continue;
    std::string name = text(label.texts) + ':';
    name.resize(std::max(name.size(), kLabelWidth), ' ');
    out.body += name + fact->second + '\n';
  }
  out.body += '\n' + text(words.closing) + '\n' + std::string(more) + '\n';
  const std::string_view foot = kFooters[static_cast<std::size_t>(language)];
  out.body += filled(foot, {{"id", out.id}});
  return out;
}

}  // namespace delivery
