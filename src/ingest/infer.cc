#include "ingest/infer.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "ingest/dialect.h"
#include "ingest/json.h"
#include "ingest/profile.h"
#include "ingest/quarantine.h"
#include "ingest/text.h"
#include "ingest/text_rows.h"
#include "ingest/translate.h"
#include "ingest/usage_checks.h"

namespace ingest {
namespace {

constexpr std::size_t kRowsMax = 2000;

// ---- the sample -----------------------------------------------------------------------------

struct Sample {
  std::string bytes, name;
  std::unique_ptr<RowSource> open(const Mapping& dialect) const {
    auto rows = open_text_rows(bytes_in_memory(bytes), name, dialect);
    return rows ? std::move(*rows) : nullptr;
  }
};

Encoding encoding_of(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return Encoding::Utf16;
  return is_text(bytes) ? Encoding::Utf8 : Encoding::Windows1252;
}

// The sign that cuts the first lines into equally many cells, and into the most.
char delimiter_of(const Sample& sample, Mapping dialect) {
  char best = ',';
  std::size_t best_columns = 1;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    dialect.delimiter = delimiter;
    const auto rows = sample.open(dialect);
    RowBatch batch;
    if (rows == nullptr || rows->names().size() <= best_columns) continue;
    if (!rows->next(batch) || batch.size < batch.broken.size()) continue;
    best = delimiter;
    best_columns = rows->names().size();
  }
  return best;
}

struct Columns {
  std::vector<ColumnProfile> all;
  std::vector<std::string> nulls;  // words for an empty cell that were seen
};

base::Result<Columns> profile(RowSource& rows) {
  const std::size_t count = rows.names().size();
  std::vector<std::vector<std::string>> values(count);
  Columns out;
  std::size_t seen = 0;
  RowBatch batch;
  while (seen < kRowsMax && TRY(rows.next(batch))) {
    seen += batch.size;
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t row = 0; row < batch.size; ++row) {
        std::string text = cell_text(batch.columns[i], row);
        if (means_null(text)) {
          if (std::ranges::find(out.nulls, text) == out.nulls.end()) out.nulls.push_back(text);
        } else if (!text.empty()) {
          values[i].push_back(std::move(text));
        }
      }
    }
  }
  for (std::size_t i = 0; i < count; ++i)
    out.all.push_back(profile_of(rows.names()[i], std::move(values[i]), seen));
  return out;
}

// ---- roles ----------------------------------------------------------------------------------

// Letters and digits only, small: "Usage_Date" is "usagedate". Bytes of other letters stay.
std::string squeezed(std::string_view name) {
  std::string out;
  for (const char c : lower(name)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) out += c;
  }
  return out;
}

struct Role {
  std::vector<std::string_view> words;  // the better ones first
  std::vector<std::string_view> not_with;
  bool (*fits)(const ColumnProfile&);
};

bool anything(const ColumnProfile& c) {
  return !c.values.empty();
}
bool no_figure(const ColumnProfile& c) {
  return !c.values.empty() && !c.dates;
}
bool figure(const ColumnProfile& c) {
  return c.numbers && !(c.dates && c.form != DateForm::Unix && c.form != DateForm::Compact);
}

// English, German, French, Spanish, Italian: how exports call them.
const Role kDay{{"usagedate",
                 "usagestart",
                 "chargeperiodstart",
                 "usagedatetime",
                 "nutzungsdatum",
                 "verbrauchsdatum",
                 "leistungsdatum",
                 "startdate",
                 "start",
                 "datum",
                 "date",
                 "fecha",
                 "data",
                 "timestamp",
                 "time",
                 "day",
                 "tag",
                 "jour",
                 "dia",
                 "month",
                 "monat"},
                {"end", "billing", "invoice", "period", "created", "modified", "ende"},
                [](const ColumnProfile& c) { return c.dates; }};
const Role kAmount{{"effectivecost", "costinbillingcurrency",
                    "pretax",        "unblendedcost",
                    "cost",          "kosten",
                    "betrag",        "netto",
                    "amount",        "subtotal",
                    "total",         "umsatz",
                    "montant",       "importe",
                    "importo",       "coste",
                    "costo",         "charge",
                    "revenue",       "summe",
                    "wert"},
                   {"unit", "rate", "price", "list", "preis", "quantity", "usage", "id"},
                   figure};
const Role kQuantity{{"consumedquantity", "usagequantity", "usageamount", "quantity", "menge",
                      "verbrauch", "anzahl", "quantit\xC3\xA9", "cantidad", "quantita", "units",
                      "usage", "value", "tokens", "count", "qty"},
                     {"price", "rate", "cost", "included"},
                     figure};
const Role kCurrency{{"billingcurrency", "currencycode", "currency", "w\xC3\xA4hrung", "waehrung",
                      "devise", "moneda", "valuta"},
                     {"rate"},
                     [](const ColumnProfile& c) { return c.currencies; }};
const Role kSubscription{
    {"subscriptionid", "subscriptionguid", "abonnementid", "subaccountid", "usageaccountid",
     "accountid",      "subscription",     "abonnement",   "abo",          "vertrag",
     "contract",       "tenantid",         "customerid",   "kundennummer", "kunde",
     "client",         "cliente",          "customer",     "account",      "subject",
     "tenant"},
    {"name", "country", "date", "type", "start", "end"},
    no_figure};
const Role kWorkload{
    {"servicename", "metercategory", "productcode", "service", "dienst", "servicio", "workload",
     "productname", "product", "produkt", "meter", "category", "kategorie", "sku", "type"},
    {"id", "date", "charge"},
    no_figure};
const Role kKind{{"chargecategory", "chargetype", "lineitemtype", "linetype"}, {}, anything};
const Role kUnit{
    {"consumedunit", "unitofmeasure", "usageunit", "einheit", "unit", "unidad", "unite"},
    {"price", "cost", "preis", "rate", "units"},
    [](const ColumnProfile& c) { return !c.values.empty() && !c.numbers; }};
const Role kKey{{"recordkey", "recordid", "rowid", "lineitemid", "eventid", "transactionid", "uuid",
                 "guid", "belegnummer", "belegnr", "id", "key", "nr"},
                {"resource", "account", "subscription", "customer", "meter", "product", "sku"},
                [](const ColumnProfile& c) {
                  return c.rows >= 10 && c.values.size() == c.rows && c.distinct == c.rows;
                }};

// The fitting column whose name says it best; the first of equal ones.
const ColumnProfile* find(const Role& role, const std::vector<ColumnProfile>& columns) {
  const ColumnProfile* best = nullptr;
  std::size_t best_score = 0;
  for (const ColumnProfile& column : columns) {
    if (!role.fits(column)) continue;
    const std::string name = squeezed(column.name);
    if (std::ranges::any_of(role.not_with,
                            [&](std::string_view w) { return name.find(w) != name.npos; }) &&
        std::ranges::find(role.words, name) == role.words.end()) {
      continue;
    }
    for (std::size_t i = 0; i < role.words.size(); ++i) {
      if (name.find(role.words[i]) == std::string::npos) continue;
      const std::size_t score = (role.words.size() - i) * 2 + (name == role.words[i] ? 100 : 0);
      if (score > best_score) {
        best = &column;
        best_score = score;
      }
      break;
    }
  }
  return best;
}

struct Roles {
  const ColumnProfile *day, *amount, *quantity, *currency, *subscription, *workload, *kind, *unit,
      *key;
};

Roles roles_of(const std::vector<ColumnProfile>& columns) {
  Roles out{find(kDay, columns),      find(kAmount, columns),       find(kQuantity, columns),
            find(kCurrency, columns), find(kSubscription, columns), find(kWorkload, columns),
            find(kKind, columns),     find(kUnit, columns),         find(kKey, columns)};
  const auto first = [&](auto&& fits) {
    const auto found = std::ranges::find_if(columns, fits);
    return found == columns.end() ? nullptr : &*found;
  };
  // By content alone, where no name helps.
  if (out.day == nullptr)
    out.day = first([](const ColumnProfile& c) { return c.dates && c.form == DateForm::Iso; });
  if (out.day == nullptr) out.day = first([](const ColumnProfile& c) { return c.dates; });
  if (out.currency == nullptr)
    out.currency = first([](const ColumnProfile& c) { return c.currencies; });
  if (out.amount == nullptr && out.quantity == nullptr) {
    out.quantity = first([&](const ColumnProfile& c) { return figure(c) && &c != out.day; });
  }
  if (out.quantity == out.amount) out.quantity = nullptr;
  if (out.key == out.subscription) out.key = nullptr;
  return out;
}

// ---- the text -------------------------------------------------------------------------------

std::string toml(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
    }
  }
  return out + "\"";
}

std::string stem_of(const std::string& name) {
  std::string out = name.substr(0, name.find('.'));
  return out.empty() ? "feed" : out;
}

class Writer {
 public:
  Writer(const Mapping& dialect, const Columns& columns, const Roles& roles)
      : dialect_(dialect), columns_(columns), roles_(roles) {}

  std::string text(const std::string& file) {
    out_ = "# Proposed from " + shown(file) + "; read it before you rely on it.\n";
    line("mapping", toml(stem_of(file)));
    identity();
    dialect();
    columns(file);
    if (roles_.kind != nullptr) kinds();
    facts();
    return std::move(out_);
  }
  std::vector<std::string> remarks() { return std::move(remarks_); }

 private:
  void line(std::string_view key, const std::string& value) {
    out_.append(key).append(" = ").append(value).append("\n");
  }
  void remark(std::string text) { remarks_.push_back(std::move(text)); }

  void identity() {
    line("identity", roles_.key != nullptr ? "\"columns\"" : "\"file\"");
    line("restates", roles_.key != nullptr ? "\"append\"" : "\"file\"");
    if (roles_.key != nullptr) {
      remark("'" + roles_.key->name + "' is different in all " + std::to_string(roles_.key->rows) +
             " rows looked at and is taken for the record key; if the feed uses one again, write "
             "identity = \"file\"");
    }
  }

  void dialect() {
    if (dialect_.delimiter != ',') line("delimiter", toml({&dialect_.delimiter, 1}));
    if (dialect_.encoding == Encoding::Windows1252) line("encoding", "\"windows-1252\"");
    if (dialect_.encoding == Encoding::Utf16) line("encoding", "\"utf-16\"");
    if (!columns_.nulls.empty()) {
      std::string words;
      for (const std::string& word : columns_.nulls)
        words += (words.empty() ? "" : ", ") + toml(word);
      line("nulls", "[" + words + "]");
    }
    line("round", "true");
    numbers();
    days();
  }

  void numbers() {
    bool comma = false, point = false;
    std::string grouping;
    for (const ColumnProfile* column : {roles_.amount, roles_.quantity}) {
      if (column == nullptr) continue;
      comma |= column->comma;
      point |= column->point;
      for (const char c : column->grouping) {
        if (grouping.find(c) == std::string::npos) grouping += c;
      }
    }
    const bool decimal_comma = comma && !point;
    if (decimal_comma) line("decimal", "\",\"");
    std::erase(grouping, decimal_comma ? ',' : '.');
    if (!grouping.empty()) line("grouping", toml(grouping));
    if (!comma && !point && grouping.find_first_of(",.") != std::string::npos)
      remark("no number tells whether ',' or '.' is the decimal sign; a point is assumed");
  }

  void days() {
    static constexpr std::array<std::string_view, 5> kForms{"iso", "month/day/year",
                                                            "day/month/year", "yyyymmdd", "unix"};
    const ColumnProfile& day = *roles_.day;
    line("dates", toml(kForms[static_cast<std::size_t>(*day.form)]));
    if (day.ambiguous) {
      remark("no day in '" + day.name +
             "' tells whether day or month stands first; the usual order for its sign is assumed");
    }
  }

  void column(std::string_view key, const ColumnProfile* from, const std::string& otherwise,
              const std::string& warning) {
    if (from != nullptr) {
      line(key, toml(from->name));
      return;
    }
    line(key, "{ constant = " + toml(otherwise) + " }");
    remark(warning);
  }

  void columns(const std::string& file) {
    out_ += "\n[columns]\n";
    if (roles_.key != nullptr) {
      line("source", "{ constant = " + toml(stem_of(file)) + " }");
      line("record_key", toml(roles_.key->name));
    }
    const ColumnProfile* subscription = roles_.subscription;
    if (subscription != nullptr && subscription->guids && subscription->upper) {
      line("subscription_id",
           "{ columns = [" + toml(subscription->name) + "], letters = \"lower\" }");
      remark(
          "'" + subscription->name +
          "' writes GUIDs with capital letters; they are read in small ones, so register them so");
    } else {
      column("subscription_id", subscription, "unknown-subscription",
             "no column looks like a subscription; write the one all rows belong to");
    }
    if (roles_.workload != nullptr) line("workload", toml(roles_.workload->name));
    line("usage_date", toml(roles_.day->name));
    column("currency", roles_.currency, "USD",
           "no column holds currency codes; USD is assumed for amounts");
    if (roles_.kind != nullptr)
      line("charge_kind", "{ columns = [" + toml(roles_.kind->name) + "], constant = \"usage\" }");
  }

  void kinds() {
    out_ += "\n[charge_kinds]\n";
    std::vector<std::string> words = roles_.kind->values;
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (const std::string& word : words) {
      const std::string small = lower(word);
      const auto known = base::parse_word<base::ChargeKind>(base::kChargeKinds, small);
      line(toml(word), toml(known ? small : "usage"));
      if (!known) remark("what the charge '" + shown(word) + "' is nobody knows; usage is assumed");
    }
  }

  void facts() {
    out_ += "\n[[facts]]\nname = \"figure\"\nmeasure = \"consumption\"\n";
    if (roles_.amount != nullptr) line("amount", toml(roles_.amount->name));
    if (roles_.quantity != nullptr) line("quantity", toml(roles_.quantity->name));
    if (roles_.unit != nullptr) line("unit", toml(roles_.unit->name));
  }

  const Mapping& dialect_;
  const Columns& columns_;
  const Roles& roles_;
  std::string out_;
  std::vector<std::string> remarks_;
};

// ---- shipped mappings -----------------------------------------------------------------------

// Of ten rows of the sample, nine must read: day and figures.
bool reads_well(const Sample& sample, const Mapping& mapping) {
  const auto rows = sample.open(mapping);
  if (rows == nullptr) return false;
  const base::Zone utc = base::Zone::utc();
  auto translator = Translator::open(sample.name, rows->names(), mapping, {}, utc);
  RowBatch batch;
  const auto next = translator ? rows->next(batch) : base::Result<bool>(false);
  if (!next || !*next) return false;
  const UsageRows read = translator->translate(batch);
  std::size_t good = 0;
  for (std::size_t row = 0; row < read.size; ++row) {
    const auto text = [&](UsageColumn c) { return read.columns[place(c)]->text[row]; };
    base::ParsedDecimal ignored;
    const std::string_view amount = text(UsageColumn::Amount),
                           quantity = text(UsageColumn::Quantity);
    const bool figures =
        (!amount.empty() || !quantity.empty()) &&
        (amount.empty() || read_number(amount, ignored) == base::NumberFault::None) &&
        (quantity.empty() || read_number(quantity, ignored) == base::NumberFault::None);
    good += figures && base::Day::parse(text(UsageColumn::UsageDate)) &&
            !text(UsageColumn::SubscriptionId).empty() &&
            base::parse_word<base::ChargeKind>(base::kChargeKinds, text(UsageColumn::ChargeKind));
  }
  return read.size > 0 && good * 10 >= read.size * 9;
}

base::Result<std::vector<std::string>> json_members(const Sample& sample) {
  JsonOptions options;
  options.lines = is_json_lines_name(sample.name);
  options.lists_in_lines = true;
  return list_members(bytes_in_memory(sample.bytes), sample.name, options);
}

}  // namespace

base::Result<Proposal> infer_mapping(std::string bytes, bool whole, const std::string& name) {
  Mapping dialect = canonical_mapping();
  dialect.encoding = encoding_of(bytes);
  if (!whole && dialect.encoding != Encoding::Utf16)
    bytes.resize(bytes.rfind('\n') == std::string::npos ? bytes.size() : bytes.rfind('\n') + 1);
  const Sample sample{std::move(bytes), name};
  for (const ShippedMapping& shipped : shipped_mappings()) {
    Mapping mapping = TRY(load_mapping(shipped.toml, shipped.name));
    if (reads_well(sample, mapping)) return Proposal{mapping, std::string(shipped.name), {}};
  }
  if (!is_json_name(name)) dialect.delimiter = delimiter_of(sample, dialect);
  std::unique_ptr<RowSource> rows;
  if (is_json_name(name)) {
    JsonOptions options;
    options.lines = is_json_lines_name(name);
    std::vector<std::string> members = TRY(json_members(sample));
    rows = TRY(JsonReader::open(bytes_in_memory(sample.bytes), name, std::move(members), options));
  } else {
    rows = TRY(open_text_rows(bytes_in_memory(sample.bytes), name, dialect));
  }
  const Columns columns = TRY(profile(*rows));
  const Roles roles = roles_of(columns.all);
  if (roles.day == nullptr || (roles.amount == nullptr && roles.quantity == nullptr)) {
    return base::fail(base::Code::InvalidInput,
                      name + ": no column looks like " +
                          (roles.day == nullptr ? "a day" : "an amount or a quantity") +
                          "; if this is a usage file, write its mapping by hand "
                          "(docs/formats/mapping.md)");
  }
  Writer writer(dialect, columns, roles);
  const std::string text = writer.text(name);
  Proposal out;
  out.mapping = TRY(load_mapping(text, stem_of(name) + ".toml"));
  out.remarks = writer.remarks();
  return out;
}

}  // namespace ingest
