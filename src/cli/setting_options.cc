#include "cli/setting_options.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace cli {

void add_setting(const settings::Setting& setting, CLI::App& app, Arguments& to) {
  std::string& text = to.settings[settings::place_of(setting.key)];
  const std::string flag = settings::flag_of(setting);
  std::string help(setting.help);
  if (setting.kind == settings::Kind::Switch) {
    app.add_flag_callback(
        flag, [&text] { text = "true"; }, help);
    return;
  }
  if (!setting.otherwise.empty()) help += " (default " + std::string(setting.otherwise) + ')';
  app.add_option(flag, text, help)->option_text(std::string(setting.shape));
}

void add_settings(CLI::App& app, Arguments& to) {
  for (const settings::Setting& one : settings::table())
    add_setting(one, app, to);
}

void add_config(std::string_view command, CLI::App& app, Arguments& to) {
  if (command == "config path") return;
  if (command == "config validate") {
    app.add_option("FILE", to.words, "only this file")->option_text("...");
    return;
  }
  if (command == "config get")
    app.add_option("SETTING", to.words, "such as tls.certificate")->option_text("...");
  if (command == "config show") app.add_flag("--origin", to.origin, "and who says so");
  add_settings(app, to);
}

void add_demo(CLI::App& app, Arguments& to) {
  app.add_option("--dir", to.directory, "where the demo lives (default ./accredit-demo)")
      ->option_text("DIR");
  app.add_option("--seed", to.seed, "another world (default 2016)")->option_text("N");
  app.add_option("--rows", to.rows, "about how many usage rows (default 2000000)")
      ->option_text("N");
  app.add_option("--closed", to.closed, "months whose books are closed (default 14 of 15)")
      ->option_text("N");
  app.add_flag("--no-serve", to.no_serve, "tell what follows from it, and end");
  add_setting(settings::setting(settings::Key::Port), app, to);
}

}  // namespace cli
