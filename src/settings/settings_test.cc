// The table, what sources say, and how they are laid over one another. The page
// docs/operating/configuration.md tells the table; ACCREDIT_GOLDEN=write brings it up to date.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "settings/values.h"

namespace settings {
namespace {

constexpr const char* kPage = "docs/operating/configuration.md";

std::string page_rows() {
  std::string out =
      "| setting | is | built in | SIGHUP | what it is |\n| --- | --- | --- | --- | --- |\n";
  for (const Setting& one : table()) {
    const std::string secret = one.kind == Kind::Secret ? ", with a secret" : "";
    out += "| `" + std::string(one.name) + "` | " + expected(one) + secret + " | " +
           (one.otherwise.empty() ? "" : '`' + std::string(one.otherwise) + '`') + " | " +
           (one.is_reloadable ? "yes" : "") + " | " + std::string(one.help) + " |\n";
  }
  return out;
}

std::string first_finding(const Said& said) {
  return said.findings.empty() ? "" : said.findings[0].place + ": " + said.findings[0].what;
}

TEST_CASE("names, flags and variables are distinct, and built-in values fit") {
  std::set<std::string> flags, variables;
  for (const Setting& one : table()) {
    CHECK(find(one.name) == &one);
    CHECK(flags.insert(flag_of(one)).second);
    CHECK(variables.insert(variable_of(one)).second);
    CHECK((one.otherwise.empty() || fits(one, one.otherwise)));
  }
  CHECK(flag_of(setting(Key::SmtpLoginFile)) == "--smtp-login-file");
  CHECK(variable_of(setting(Key::SmtpLoginFile)) == "ACCREDIT_SMTP_LOGIN_FILE");
}

TEST_CASE("the page tells the table") {
  std::ostringstream read;
  read << std::ifstream(kPage, std::ios::binary).rdbuf();
  const std::string page = read.str();
  const std::string begin = "<!-- settings -->\n";
  const auto from = page.find(begin), to = page.find("<!-- end -->");
  REQUIRE(from != page.npos);
  REQUIRE(to != page.npos);
  const std::string wanted = page.substr(0, from + begin.size()) + page_rows() + page.substr(to);
  const char* const golden = std::getenv("ACCREDIT_GOLDEN");
  if (golden != nullptr) std::ofstream(kPage, std::ios::binary) << wanted;
  CHECK(page == wanted);
}

TEST_CASE("a file sets what it names, in tables and by dots") {
  const Said said = read_file(
      "port = 80\ninsecure_http = true\nlog.level = \"error\"\n"
      "[tls]\ncertificate = \"a.pem\"\nkey = \"/b.key\"\n",
      "/etc/accredit/accredit.toml");
  CHECK(first_finding(said) == "");
  Values values;
  values.lay(Layer::System, said);
  CHECK(values.number(Key::Port) == 80);
  CHECK(values.is_on(Key::InsecureHttp));
  CHECK(values.text(Key::LogLevel) == "error");
  CHECK(values.text(Key::TlsCertificate) == "/etc/accredit/a.pem");
  CHECK(values.text(Key::TlsKey) == "/b.key");
  CHECK(values.held(Key::TlsKey).place == "/etc/accredit/accredit.toml:6");
  CHECK(values.text(Key::Address) == "127.0.0.1");
}

TEST_CASE("what is wrong with a file is told with its line, and the nearest name") {
  const std::map<std::string, std::string> cases{
      {"\nadress = \"::1\"\n", "a.toml:2: there is no setting 'adress'; did you mean 'address'?"},
      {"tls.certificat = \"a\"",
       "a.toml:1: there is no setting 'tls.certificat'; did you mean 'tls.certificate'?"},
      {"smtp.login = \"ann\"",
       "a.toml:1: there is no setting 'smtp.login'; a secret is kept in a file, which "
       "smtp.login_file names"},
      {"port = \"80\"", "a.toml:1: port is a string, not a whole number from 0 to 65535"},
      {"port = 65536", "a.toml:1: port '65536' is not a whole number from 0 to 65535"},
      {"log.level = \"loud\"", "a.toml:1: log.level 'loud' is not info or error"},
      {"insecure_http = 1", "a.toml:1: insecure_http is a whole number, not true or false"},
      {"tls = 1", "a.toml:1: there is no setting 'tls'"},
      {"port.more = 1", "a.toml:1: port is a table, not a whole number from 0 to 65535"},
      {"data = \"\"", "a.toml:1: data '' is not a path"},
  };
  for (const auto& [text, what] : cases)
    CHECK(first_finding(read_file(text, "a.toml")) == what);
  CHECK(first_finding(read_file("\n\nport = \n", "a.toml")).starts_with("a.toml:3: this is not"));
  CHECK(read_file("prot = 1\nport = 70000\naddress = \"::1\"", "a.toml").findings.size() == 2);
}

TEST_CASE("variables name settings, and never hold a secret") {
  std::map<std::string, std::string> set{
      {"ACCREDIT_PORT", "81"}, {"ACCREDIT_LOG_LEVEL", ""}, {"ACCREDIT_TLS_KEY", "k.pem"}};
  const auto value = [&](const std::string& name) -> std::optional<std::string> {
    const auto found = set.find(name);
    return found == set.end() ? std::nullopt : std::optional(found->second);
  };
  const Said said = read_variables(value);
  CHECK(first_finding(said) == "");
  REQUIRE(said.entries.size() == 2);
  CHECK(said.entries[0].place == "ACCREDIT_PORT");
  set = {{"ACCREDIT_SMTP_LOGIN", "ann"}};
  CHECK(first_finding(read_variables(value)) ==
        "ACCREDIT_SMTP_LOGIN: a secret is kept in a file; ACCREDIT_SMTP_LOGIN_FILE names it");
  set = {{"ACCREDIT_PORT", "http"}};
  CHECK(first_finding(read_variables(value)) ==
        "ACCREDIT_PORT: 'http' is not a whole number from 0 to 65535");
}

TEST_CASE("a stronger layer wins, setting by setting") {
  Values values;
  values.lay(Layer::System, read_file("port = 1\naddress = \"::1\"", "s.toml"));
  values.lay(Layer::User, read_file("port = 2\nrates.read = 9", "u.toml"));
  values.lay(Layer::Project, read_file("port = 3", "accredit.toml"));
  std::array<std::string, kKeys> flags;
  flags[place_of(Key::Port)] = "4";
  values.lay(Layer::Flag, read_flags(flags));
  CHECK(values.number(Key::Port) == 4);
  CHECK(values.held(Key::Port).place == "--port");
  CHECK(values.text(Key::Address) == "::1");
  CHECK(values.held(Key::RatesRead).layer == Layer::User);
  CHECK(values.number(Key::RatesWrite) == 200);
}

TEST_CASE("what differs and is not taken by a running service is named") {
  Values old, fresh;
  fresh.lay(Layer::Project,
            read_file("port = 3\nrates.read = 1\nlimits.workers = 2", "accredit.toml"));
  CHECK(needs_restart(old, fresh) == std::vector<std::string_view>{"port", "limits.workers"});
}

}  // namespace
}  // namespace settings
