// config: what is set, where it was said, and whether it is sound.
#include "cli/configuration.h"
#include "cli/session.h"

namespace cli {
namespace {

std::string origin_of(const settings::Held& held) {
  const std::string layer(word(held.layer));
  return held.place.empty() ? layer : layer + ' ' + held.place;
}

// Only the file, over what is built in.
base::Result<Examined> examine_file(const std::string& path) {
  const settings::Said said = TRY(read_settings(path));
  Examined out;
  out.values.lay(settings::Layer::System, said);
  out.findings = said.findings;
  return out;
}

}  // namespace

Outcome run_config_show(Session& session) {
  const settings::Values values = TRY(configuration(session.arguments));
  std::vector<Column> columns{{"setting"}, {"value"}};
  if (session.arguments.origin) columns.push_back({"origin"});
  RecordWriter writer = TRY(open_writer(session, std::move(columns)));
  for (const settings::Setting& one : settings::table()) {
    const settings::Held& held = values.held(one.key);
    std::vector<std::string> cells{std::string(one.name), held.text};
    if (session.arguments.origin) cells.push_back(origin_of(held));
    TRY_STATUS(writer.row(std::move(cells)));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

Outcome run_config_get(Session& session) {
  const std::string name = TRY(only_word(session, "one setting"));
  const settings::Setting* const found = settings::find(name);
  if (found == nullptr) {
    return base::fail(base::Code::Usage,
                      "there is no setting '" + name + "'" + settings::hint(name),
                      "accredit help settings");
  }
  const settings::Values values = TRY(configuration(session.arguments));
  TRY_STATUS(session.console.data(values.text(found->key) + '\n'));
  return Exit::Done;
}

Outcome run_config_validate(Session& session) {
  const auto& words = session.arguments.words;
  if (words.size() > 1) TRY(only_word(session, "one file, or none"));
  Examined all = TRY(words.empty() ? examine(session.arguments) : examine_file(words.front()));
  if (all.findings.empty()) {
    if (const auto options = service_options(all.values); !options)
      all.findings.push_back({"", options.error().message});
  }
  if (all.findings.empty()) {
    session.console.done("Nothing is wrong with these settings.");
    return Exit::Done;
  }
  RecordWriter writer = TRY(open_writer(session, {{"place"}, {"finding"}}));
  for (settings::Finding& one : all.findings)
    TRY_STATUS(writer.row({std::move(one.place), std::move(one.what)}));
  TRY_STATUS(writer.end());
  return Exit::Findings;
}

Outcome run_config_path(Session& session) {
  RecordWriter writer = TRY(open_writer(session, {{"layer"}, {"path"}, {"state"}}));
  for (const SettingsFile& one : settings_files()) {
    TRY_STATUS(
        writer.row({std::string(word(one.layer)), one.path, one.is_there ? "read" : "absent"}));
  }
  TRY_STATUS(writer.end());
  return Exit::Done;
}

}  // namespace cli
