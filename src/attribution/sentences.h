// Every sentence that explanations are made of, in every language (base/sentence.h). A phrase is a
// sentence that is part of another one, which asks for the case that is noted with it.
#pragma once

#include <array>

#include "base/sentence.h"

namespace attribution {

struct Sentences {
  using Text = std::string_view;
  using Count = base::Count;
  using Day = base::Day;
  using Days = base::DayRange;
  using Measure = base::Measure;
  using Money = base::Money;
  using Month = base::Month;
  using Number = base::Number;
  template <class... Values>
  using Says = base::Sentence<Values...>;

  // ---- labels of nodes that have no id or code
  Says<> programme{"programme", "Programm"};
  Says<> sales_channel{"sales channel", "Vertriebsweg"};
  Says<> competency{"competency", "Kompetenz"};
  Says<> usage{"usage", "Nutzung"};
  Says<> exchange{"in programme currency", "in Programmwährung"};
  Says<Number> share{"share of {0} %", "Anteil von {0} %"};
  Says<> access{"access", "Zugang"};
  Says<> earning{"earning", "Vergütung"};
  Says<> terms{"terms", "Bedingung"};
  Says<> cap{"cap", "Obergrenze"};
  Says<> lever{"lever", "Hebel"};
  Says<> rate{"rate", "Satz"};
  Says<> remedy{"remedy", "Abhilfe"};
  Says<> hidden{"hidden", "verborgen"};
  Says<Text, Month> question{"{0} in {1}", "{0} im {1}"};
  Says<Day, Text, Text> usage_row{"{0} {1} revision {2}", "{0} {1} Revision {2}"};
  Says<Measure, Text> measure_of{"{0} of {1}", "{0} von {1}"};

  // ---- the question and its places
  Says<Text, Text> known_now{"{0} version {1}, as known now",
                             "{0} Version {1}, nach heutigem Stand"};
  Says<Text, Text, Text> known_at{"{0} version {1}, as known at commit {2}",
                                  "{0} Version {1}, nach dem Stand von Commit {2}"};
  Says<Count> more_subscriptions{"and {0} more {0|subscription|subscriptions}",
                                 "und {0} {0|weiteres Abonnement|weitere Abonnements}"};
  Says<Text, Month> no_association{"{0} has no association with any subscription in {1}",
                                   "{0} hat im {1} keine Zuordnung zu einem Abonnement"};
  Says<Text, Text, Month> no_association_of{
      "{0} has no association with any subscription of {1} in {2}",
      "{0} hat im {2} keine Zuordnung zu einem Abonnement von {1}"};
  Says<Text, Text, Month> no_product_counts{
      "no product that counts towards {0} is among what {1} was associated with in {2}",
      "kein Produkt, das für {0} zählt, ist unter dem, was {1} im {2} zugeordnet war"};
  Says<Text, Text> place{"product {0}, customer {1}", "Produkt {0}, Kunde {1}"};
  Says<Text> product{"product {0}", "Produkt {0}"};
  Says<> place_hidden{"its facts are not yours to see", "Näheres dürfen Sie nicht sehen"};
  Says<base::Channel, Days> channel{"{0} {1}", "{0} {1}"};
  Says<Text, Month> no_usage{"no usage row of {0} in {1} is in the log",
                             "keine Nutzungszeile von {0} im {1} ist erfasst"};

  // ---- associations; {1}, for what: an accusative
  Says<Text, Text, Days> association{"{0} on {1}, {2}", "{0} für {1}, {2}"};
  Says<> this_subscription{"this subscription", "dieses Abonnement"};
  Says<Text> all_of_customer{"all subscriptions of customer {0}",
                             "alle Abonnements des Kunden {0}"};
  Says<> all_of_yours{"all subscriptions of your customer", "alle Abonnements Ihres Kunden"};
  Says<Text, Text, Day> all_of_kin{
      "all subscriptions of customer {0}, which is one with {1} from {2} on",
      "alle Abonnements des Kunden {0}, der ab {2} eins mit {1} ist"};
  Says<Text, Text> in_workload{"{0}, workload {1}", "{0}, Workload {1}"};
  Says<Day> ended_with_partner{"ended on {0}, when the partner was terminated",
                               "beendet am {0}, als dem Partner gekündigt wurde"};
  Says<Text> recorded{"recorded at commit {0}", "erfasst mit Commit {0}"};
  Says<Text, Text> recorded_by{"recorded at commit {0} by {1}", "erfasst mit Commit {0} durch {1}"};
  Says<Count> held_days{"held on {0} of the credited days",
                        "gehalten an {0} der gutgeschriebenen Tage"};
  Says<> held_by_time{"credited by the time with access",
                      "gutgeschrieben nach der Zeit mit Zugang"};
  Says<Month> not_reaching{"it does not reach into {0}", "sie reicht nicht in den {0}"};
  Says<> closed_hidden{"it is closed by what you may not see",
                       "was Sie nicht sehen dürfen, steht ihr entgegen"};

  // ---- usage and credit
  Says<Money, Number> with_quantity{"{0}, quantity {1}", "{0}, Menge {1}"};
  Says<Money, Number, Text> with_unit{"{0}, quantity {1} {2}", "{0}, Menge {1} {2}"};
  Says<Text, base::ChargeKind> of_kind{"{0} ({1})", "{0} ({1})"};
  Says<Text, Text, Text> delivered{"{0}, segment {1} row {2}", "{0}, Segment {1} Reihe {2}"};
  Says<Text, Text, Text, Text> delivered_line{"{0} line {1}, segment {2} row {3}",
                                              "{0} Zeile {1}, Segment {2} Reihe {3}"};
  Says<Count, Count, Text> sum_of_rows{"sum of {0} {0|row|rows} on {1} {1|day|days} = {2}",
                                       "Summe aus {0} {0|Zeile|Zeilen} an {1} {1|Tag|Tagen} = {2}"};
  Says<Count> more_rows{"and {0} more {0|row|rows}", "und {0} weitere {0|Zeile|Zeilen}"};
  Says<Count, Text> hidden_rows{
      "{0} {0|row|rows} that you may not see = {1}; the credit for them is yours",
      "{0} {0|Zeile, die Sie nicht sehen dürfen|Zeilen, die Sie nicht sehen dürfen} = {1}; die "
      "Gutschrift dafür haben Sie"};
  Says<Text, Text> credited{"{0}, as {1}", "{0}, als {1}"};
  Says<> revenue_hidden{"billed revenue, which needs the right to see money",
                        "abgerechneter Umsatz, für den es das Recht braucht, Beträge zu sehen"};
  Says<Text, Text, Text> product_counts{"product {0} (family {1}) counts for {2}",
                                        "Produkt {0} (Familie {1}) zählt für {2}"};
  Says<Text, Text> product_unmapped{"product {0} (family {1}) maps to no competency",
                                    "Produkt {0} (Familie {1}) zählt für keine Kompetenz"};
  Says<Text> credit_counts{"this credit counts for {0}", "diese Gutschrift zählt für {0}"};
  Says<> credit_unmapped{"this credit counts for no competency",
                         "diese Gutschrift zählt für keine Kompetenz"};
  Says<Money, Number, Month, Money> converted{"{0} x {1} ({2}) = {3}", "{0} × {1} ({2}) = {3}"};
  Says<Text, Text, Month> no_rate{"no rate {0} to {1} for {2}", "kein Kurs {0} in {1} für {2}"};
  Says<Money, Number, Money> shared{"{0} x {1} % = {2}", "{0} × {1} % = {2}"};
  Says<Money, Number, Number, Money> shared_converted{"{0} x {1} % x {2} = {3}",
                                                      "{0} × {1} % × {2} = {3}"};
  Says<Money, Number, Text, Money> shared_unconverted{"{0} x {1} %, no rate to {2} = {3}",
                                                      "{0} × {1} %, kein Kurs in {2} = {3}"};
  Says<Text, Text, Text> by_access{"{0}, x {1} = {2} (rounded once to 12 decimals)",
                                   "{0}, × {1} = {2} (einmal auf 12 Stellen gerundet)"};
  Says<Number> whole_access{"1 ({0} s of access)", "1 ({0} s Zugang)"};
  Says<Number, Number> access_of{"{0} s of access / {1} s", "{0} s Zugang / {1} s"};
  Says<Text, Text, Number> access_part{"{0} / {1} ({2} s of access)", "{0} / {1} ({2} s Zugang)"};

  // ---- what did not count
  Says<Measure, Text, Count, Text> shortfall{
      "{0} {1} in {2} {2|row|rows} is not credited: {3}",
      "{0} {1} in {2} {2|Zeile|Zeilen}, nicht gutgeschrieben: {3}"};
  Says<> shortfall_hidden{"usage that you may not see is not credited to you either",
                          "auch Nutzung, die Sie nicht sehen dürfen, wird Ihnen nicht "
                          "gutgeschrieben"};

  // ---- earnings
  Says<> earnings_hidden{"what is earned needs earnings:read and the right to see money",
                         "für Verdientes braucht es earnings:read und das Recht, Beträge zu sehen"};
  Says<Money> coop_amount{"{0} co-op", "{0} Co-op"};
  Says<Text> rate_invented{"{0} (rate invented)", "{0} (Satz erfunden)"};
  Says<Text, Text> paid_to_holder{"{0}, paid to the holder as {1}",
                                  "{0}, gezahlt an den Inhaber als {1}"};
  Says<Text, Text> before{"{0}, before {1}", "{0}, vor {1}"};
  Says<Money, Text> by_hand{"{0} given by hand: {1}", "{0} von Hand gewährt: {1}"};

  // ---- arithmetic; {0} mostly what stands before
  Says<Number> base{"base {0}", "Basis {0}"};
  Says<Number, Number> base_above_mark{"base {0} above the mark {1}",
                                       "Basis {0} über der Marke {1}"};
  Says<Number, Number> base_and_mark{"base {0}, mark {1}", "Basis {0}, Marke {1}"};
  Says<Text, Text> times{"{0} x {1}", "{0} × {1}"};
  Says<Text, Text> times_tier{
      "{0} x the rate of the tier that all bases of the earner reach, {1}",
      "{0} × den Satz der Stufe, die alle Basen des Empfängers erreichen, {1}"};
  Says<Text, Text> through_tiers{
      "{0} in tiers, behind its bases at subscriptions before this, each part x {1}",
      "{0} in Stufen, hinter den Basen früherer Abonnements, jeder Teil × {1}"};
  Says<Text, Number> units_worth{"{0} units x {1}", "{0} Einheiten × {1}"};
  Says<Number, Number, Text> part_of{"base {0} of {1}, its part of {2}",
                                     "Basis {0} von {1}, ihr Teil von {2}"};
  Says<Text, Text> reaches{"{0} reaches {1} for the first time, its part by base",
                           "{0} erreicht {1} zum ersten Mal, Teil nach Basis"};
  Says<Number, Number> base_of_seats{"base {0} of {1} seats", "Basis {0} von {1} Plätzen"};
  Says<Text, Number> coop_part{"{0}, co-op part with co-op share {1}",
                               "{0}, Co-op-Teil bei einem Co-op-Anteil von {1}"};
  Says<Text, Number> rebate_part{"{0}, rebate part with co-op share {1}",
                                 "{0}, Auszahlungsteil bei einem Co-op-Anteil von {1}"};
  Says<Text, Money, Count> rounded{"{0} = {1} (rounded once to {2} decimals)",
                                   "{0} = {1} (einmal auf {2} {2|Stelle|Stellen} gerundet)"};
  Says<Money> cap_takes{"what the cap takes = {0}", "was die Obergrenze nimmt = {0}"};

  // ---- caps; by programs::CapScope, programs::CapWindow
  Says<Money, Text, Text> at_most{"at most {0} for each {1} in a {2}, accelerators included",
                                  "höchstens {0} je {1} {2}, Beschleuniger eingeschlossen"};
  std::array<Says<>, 3> cap_scopes{
      {{"subscription", "Abonnement"}, {"customer", "Kunde"}, {"earner", "Empfänger"}}};
  std::array<Says<>, 3> cap_windows{{{"month", "im Monat"},
                                     {"half of the programme's year", "im Halbjahr des Programms"},
                                     {"year of the programme", "im Jahr des Programms"}}};

  // ---- terms of a lever; scopes by programs::LeverScope, in the case that a sentence asks for
  using Scopes = std::array<Says<>, 4>;
  Scopes scopes{{{"subscription", "das Abonnement"},
                 {"customer", "der Kunde"},
                 {"earner", "der Empfänger"},
                 {"programme", "das Programm"}}};
  Scopes scopes_genitive{{{"subscription", "des Abonnements"},
                          {"customer", "des Kunden"},
                          {"earner", "des Empfängers"},
                          {"programme", "des Programms"}}};
  Scopes scopes_dative{{{"subscription", "einem Abonnement"},
                        {"customer", "einem Kunden"},
                        {"earner", "einem Empfänger"},
                        {"programme", "einem Programm"}}};
  Scopes scopes_each{{{"subscription", "jedes Abonnement"},
                      {"customer", "jeden Kunden"},
                      {"earner", "jeden Empfänger"},
                      {"programme", "jedes Programm"}}};
  Says<Text, Month, Number> above_highest{
      "pays for units above the highest month of the {0} since {1}, at first above {2}",
      "zahlt für Einheiten über dem höchsten Monat {0} seit {1}, anfangs über {2}"};
  Says<Text, Count> growth{"pays for what the {0} is above its month {1} months before",
                           "zahlt für das, was {0} über dem Monat vor {1} {1|Monat|Monaten} liegt"};
  Says<Text, Count, Number> growth_from{
      "pays for what the {0} is above its month {1} months before, which must come to {2}",
      "zahlt für das, was {0} über dem Monat vor {1} {1|Monat|Monaten} liegt, der mindestens {2} "
      "ergeben muss"};
  Says<Text, Month, Text> milestones{"pays a {0} once from {1} on for {2}",
                                     "zahlt {0} ab {1} je einmal für {2}"};
  Says<Number, Number> seats_reached{"{0} of its seats {1}", "{0} seiner Plätze {1}"};
  Says<Number, Number> units_reached{"{0} units {1}", "{0} Einheiten {1}"};
  Says<Text, Measure> flat{"pays an amount a month for each {0} with {1}",
                           "zahlt einen Betrag im Monat für {0} (Maß: {1})"};
  Says<Text, Number, Measure> flat_from{
      "pays an amount a month for each {0} with at least {1} {2}",
      "zahlt einen Betrag im Monat für {0} (Maß: {2}, mindestens {1})"};
  Says<Measure> pool{"divides an amount a month among all its earners by {0}",
                     "teilt einen Betrag im Monat auf alle seine Empfänger auf (Maß: {0})"};
  Says<> full_days{"pays for days on which there is access all day",
                   "zahlt für Tage, an denen ganztägig Zugang besteht"};
  Says<Number> seats_asked{"asks for at least {0} seats", "verlangt mindestens {0} Plätze"};
  Says<Number> use_asked{"asks for {0} of the seats to be in use",
                         "verlangt, dass {0} der Plätze genutzt werden"};
  Says<Count> attach_asked{
      "asks the partner to come within {0} days of the start of the subscription",
      "verlangt, dass der Partner binnen {0} {0|Tag|Tagen} nach Beginn des Abonnements kommt"};

  // ---- what a customer is told
  Says<> amounts_private{"amounts are between the vendor and the partner and are not shown",
                         "Beträge sind Sache von Anbieter und Partner und stehen hier nicht"};
  Says<Text, Count, Count> recognised{
      "{0}, on {1} of {2} days; what you use on them is counted as its success",
      "{0}, an {1} von {2} Tagen; was Sie an ihnen nutzen, zählt als sein Erfolg"};
  Says<> paid{"the vendor pays it for this", "der Anbieter bezahlt ihn dafür"};
  Says<> paid_as_fund{"the vendor pays it for this, as a fund for marketing",
                      "der Anbieter bezahlt ihn dafür, als Fonds für Marketing"};
  Says<> paid_nothing{"the vendor pays it nothing for this month",
                      "der Anbieter zahlt ihm für diesen Monat nichts"};
  Says<Text, Number> rate_then{"{0}, then {1}", "{0}, dann {1}"};
  Says<> nobody_gains{"no partner gains anything from this subscription",
                      "kein Partner hat etwas von diesem Abonnement"};
  Says<Text, Text> not_recognised{"{0} stands beside it and is not recognised: {1}",
                                  "{0} steht daneben und wird nicht anerkannt: {1}"};
  Says<Count> name_a_subscription{
      "and {0} subscriptions more; name one",
      "und {0} {0|weiteres Abonnement|weitere Abonnements}; nennen Sie eines"};

  // ---- gates and holds; {..} at the end of a remedy: a command
  Says<Text, Day, Text> suspended{
      "{0} is suspended from {1} on{2}: what its days from then on earn is held",
      "{0} ist ab {1} ausgesetzt{2}: was die Tage von da an verdienen, wird zurückgehalten"};
  Says<Text> mend_suspended{
      "the programme decides; taken back, its days are payable: {0}",
      "das Programm entscheidet; wird die Aussetzung zurückgenommen, sind ihre Tage zahlbar: {0}"};
  Says<Text> suspended_undated{"{0} is suspended: what it earns is held",
                               "{0} ist ausgesetzt: was er verdient, wird zurückgehalten"};
  Says<> mend_undated{
      "its status in partners.csv has no day; partner_statuses.csv gives it one",
      "sein Status in partners.csv hat keinen Tag; partner_statuses.csv gibt ihm einen"};
  Says<Text, Day, Text, Month> terminated{
      "{0} is terminated for cause on {1}{2}: what the days of {3} before have earned is held",
      "{0} wird zum {1} aus wichtigem Grund gekündigt{2}: was die Tage davor im {3} verdient "
      "haben, "
      "wird zurückgehalten"};
  Says<> mend_terminated{"the programme decides whether it is paid",
                         "das Programm entscheidet, ob es gezahlt wird"};
  Says<Text, Day, Month> not_standing{"{0} is suspended, and {1} decides for {2}",
                                      "{0} ist ausgesetzt, und für {2} entscheidet der {1}"};
  Says<Text, Day, Day, Month> not_standing_since{
      "{0} is suspended since {1}, and {2} decides for {3}",
      "{0} ist seit {1} ausgesetzt, und für {3} entscheidet der {2}"};
  Says<Text> mend_standing{"active on that day it earns: {0}",
                           "ist er an diesem Tag aktiv, so verdient er: {0}"};
  Says<Text, Text> enrolment{"the enrolment of {0} in '{1}'", "die Anmeldung von {0} zu '{1}'"};
  Says<base::ProfileKind, Text> profile{"the {0} profile of {1}", "das {0}profil von {1}"};
  Says<Text> incomplete{"{0} is not complete", "{0} ist nicht vollständig"};
  Says<Text, Day> complete_from{"{0} is complete only from {1} on",
                                "{0} ist erst ab {1} vollständig"};
  Says<Text, Day, Day, Month> ended{"{0} ended on {1}, and {2} decides for {3}",
                                    "{0} endete am {1}, und für {3} entscheidet der {2}"};
  Says<Text> held_until_complete{"{0}; what is earned is held until it is complete",
                                 "{0}; was verdient wird, wird bis dahin zurückgehalten"};
  Says<Month, Text> mend_incomplete{
      "complete in or before {0} it counts from the first day of the month in which it was "
      "completed: {1}",
      "spätestens im {0} vollständig, zählt es vom ersten Tag des Monats an, in dem es vollständig "
      "wurde: {1}"};
  Says<Text> partner{"partner {0}", "Partner {0}"};
  Says<Text> customer{"customer {0}", "Kunde {0}"};
  Says<Text, Text, Text> in_country{"{0} is in {1}; the lever pays for {2} only",
                                    "{0} ist in {1}; der Hebel zahlt nur für {2}"};
  Says<Text, Text> in_no_country{"{0} is in no country; the lever pays for {1} only",
                                 "{0} ist in keinem Land; der Hebel zahlt nur für {1}"};
  Says<> mend_country{"correct the country in the registry, or the list of the lever",
                      "das Land im Verzeichnis berichtigen oder die Liste des Hebels"};
  Says<Text, Text, Text, Day, Text> level_held{
      "{0} holds '{1}' of competency '{2}' on {3}; the lever asks for '{4}' or above",
      "{0} hat am {3} '{1}' der Kompetenz '{2}'; der Hebel verlangt '{4}' oder mehr"};
  Says<Text, Text, Day, Text> no_level_held{
      "{0} holds no level of competency '{1}' on {2}; the lever asks for '{3}' or above",
      "{0} hat am {2} keine Stufe der Kompetenz '{1}'; der Hebel verlangt '{3}' oder mehr"};
  Says<Text> mend_level{"what is lacking: {0}", "was fehlt: {0}"};
};

inline constexpr Sentences kSay{};

// What a reason code means, without a full stop (domain 5.8). Codes that are not known refer to the
// command line's help.
struct Reason {
  std::string_view code;
  base::Wording means;
};
std::span<const Reason> reasons();
std::string reason_text(std::string_view code, base::Language language);

}  // namespace attribution
