#include "storage/petition_table.h"

#include "base/terms.h"
#include "storage/ledger_rows.h"
#include "storage/persons.h"

namespace storage {
namespace {

using closing::Petition;

constexpr std::string_view kSelect =
    "SELECT r.petition, r.revision, r.kind, r.state, p.id, r.currency, r.asked, r.granted, "
    "r.payout, r.fund, r.statement, r.line, r.lever, r.subscription, r.earning_month, r.evidence, "
    "r.reason, r.decide_by, r.opened_by, r.opened_at, r.moved_by, r.moved_at, r.commit_no "
    "FROM petition_revision r JOIN partner_key p ON p.key = r.earner ";

base::Result<Petition> read_petition(const Statement& row) {
  const auto text = [&](int column) { return std::string(row.text(column)); };
  const auto month = [&](int column) {
    return base::Month{static_cast<std::int32_t>(row.number(column))};
  };
  const auto kind = base::parse_word<closing::PetitionKind>(closing::kPetitionKinds, row.text(2));
  const auto state =
      base::parse_word<closing::PetitionState>(closing::kPetitionStates, row.text(3));
  if (!kind || !state) {
    return base::fail(base::Code::Corrupt, "a petition of the record is a '" + text(2) +
                                               "' that is '" + text(3) +
                                               "', which nobody knows; restore a backup");
  }
  Petition out;
  out.number = row.number(0);
  out.revision = row.number(1);
  out.kind = *kind;
  out.state = *state;
  out.earner = text(4);
  out.currency = text(5);
  out.asked = from_minor_units(row.number(6), out.currency);
  out.granted = from_minor_units(row.number(7), out.currency);
  out.payout =
      row.text(8) == "coop" ? attribution::EarningKind::Coop : attribution::EarningKind::Rebate;
  out.fund = month(9);
  out.statement = row.number(10);
  out.line = row.number(11);
  out.lever = text(12);
  out.subscription = text(13);
  out.earning_month = month(14);
  out.evidence = text(15);
  out.reason = text(16);
  out.decide_by = {static_cast<std::int32_t>(row.number(17))};
  out.opened_by = text(18);
  out.opened_at = {row.number(19)};
  out.moved_by = text(20);
  out.moved_at = {row.number(21)};
  out.commit = {row.number(22)};
  return out;
}

base::Status hide_persons(Petition& petition, Persons& persons) {
  for (std::string* actor : {&petition.opened_by, &petition.moved_by})
    *actor = TRY(persons.stored(*actor));
  for (std::string* text : {&petition.evidence, &petition.reason})
    *text = TRY(persons.without_names(*text));
  return {};
}

base::Status show_persons(Petition& petition, Persons& persons) {
  for (std::string* text :
       {&petition.opened_by, &petition.moved_by, &petition.evidence, &petition.reason})
    *text = TRY(persons.shown(*text));
  return {};
}

base::Status write_petition(Database& database, base::CommitNumber commit, Petition one) {
  Persons persons(database);
  TRY_STATUS(hide_persons(one, persons));
  Statement insert = TRY(database.prepare(
      "INSERT INTO petition_revision VALUES (?, ?, ?, ?, ?, "
      "(SELECT key FROM partner_key WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?)"));
  insert.bind(1, commit.number).bind(2, one.number).bind(3, one.revision);
  insert.bind(4, word(one.kind)).bind(5, word(one.state)).bind(6, one.earner);
  insert.bind(7, one.currency).bind(8, minor_units(one.asked, one.currency));
  insert.bind(9, minor_units(one.granted, one.currency)).bind(10, ledger::word(one.payout));
  insert.bind(11, std::int64_t{one.fund.number}).bind(12, one.statement).bind(13, one.line);
  insert.bind(14, one.lever).bind(15, one.subscription);
  insert.bind(16, std::int64_t{one.earning_month.number}).bind(17, one.evidence);
  insert.bind(18, one.reason).bind(19, std::int64_t{one.decide_by.number});
  insert.bind(20, one.opened_by).bind(21, one.opened_at.milliseconds);
  insert.bind(22, one.moved_by).bind(23, one.moved_at.milliseconds);
  return insert.run();
}

base::Status write_attached(Database& database, base::CommitNumber commit, std::int64_t petition,
                            const std::string& body) {
  if (body.empty()) return {};
  Persons persons(database);
  const std::string stored = TRY(persons.without_names(body));
  Statement insert = TRY(database.prepare("INSERT INTO petition_evidence VALUES (?, ?, ?)"));
  insert.bind(1, commit.number).bind(2, petition).bind(3, stored);
  return insert.run();
}

class PetitionTable final : public closing::PetitionStore {
 public:
  explicit PetitionTable(Record& record) : record_(record) {}

  base::Result<std::vector<Petition>> load(base::CommitNumber as_known) override {
    Statement rows = TRY(record_.database().prepare(
        std::string(kSelect) +
        "WHERE r.commit_no = (SELECT max(commit_no) FROM petition_revision "
        "WHERE petition = r.petition AND commit_no <= :known) ORDER BY r.petition"));
    rows.bind(":known", as_known.number);
    return read_all(rows);
  }

  base::Result<std::vector<Petition>> history(std::int64_t number,
                                              base::CommitNumber as_known) override {
    Statement rows = TRY(record_.database().prepare(
        std::string(kSelect) +
        "WHERE r.petition = :petition AND r.commit_no <= :known ORDER BY r.revision"));
    rows.bind(":petition", number).bind(":known", as_known.number);
    return read_all(rows);
  }

  base::Result<std::string> attached(std::int64_t number) override {
    Statement row =
        TRY(record_.database().prepare("SELECT body FROM petition_evidence WHERE petition = ?"));
    row.bind(1, number);
    if (!TRY(row.step())) return std::string();
    Persons persons(record_.database());
    return persons.shown(row.text(0));
  }

  base::Result<base::CommitNumber> keep(const registry::Act& act, const Petition& petition,
                                        const std::string& attached,
                                        std::span<const ledger::Entry> entries) override {
    return record_.commit(act, [&](Database& database, base::CommitNumber commit) -> base::Status {
      TRY_STATUS(write_petition(database, commit, petition));
      TRY_STATUS(write_attached(database, commit, petition.number, attached));
      return write_entries(database, commit, entries);
    });
  }

 private:
  base::Result<std::vector<Petition>> read_all(Statement& rows) {
    Persons persons(record_.database());
    std::vector<Petition> out;
    while (TRY(rows.step())) {
      out.push_back(TRY(read_petition(rows)));
      TRY_STATUS(show_persons(out.back(), persons));
    }
    return out;
  }

  Record& record_;
};

}  // namespace

std::unique_ptr<closing::PetitionStore> open_petitions(Record& record) {
  return std::make_unique<PetitionTable>(record);
}

}  // namespace storage
