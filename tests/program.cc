#include "tests/program.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/day.h"

namespace tests {
namespace {

std::string slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// In the child: streams to files, a clean environment, then the command.
[[noreturn]] void become(const std::vector<std::string>& command, const std::string& folder,
                         const std::string& streams) {
  if (chdir(folder.c_str()) != 0) _exit(126);
  const int out = open((streams + ".out").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int err = open((streams + ".err").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  setenv("ACCREDIT_DATA", "store", 1);
  setenv("XDG_CONFIG_HOME", (folder + "/config").c_str(), 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  const std::string path = std::filesystem::path(binary()).parent_path().string();
  setenv("PATH", (path + ":/usr/local/bin:/usr/bin:/bin").c_str(), 1);
  for (const char* name : {"CLICOLOR_FORCE", "NO_COLOR", "ACCREDIT_ASCII"})
    unsetenv(name);
  std::vector<char*> words;
  for (const std::string& word : command)
    words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  execv(words[0], words.data());
  _exit(127);
}

}  // namespace

std::string binary() {
  const char* path = std::getenv("ACCREDIT_BINARY");
  REQUIRE_MESSAGE(path != nullptr, "ACCREDIT_BINARY must name the program under test");
  return path;
}

Bench::Bench() : path_((std::filesystem::temp_directory_path() / "accredit-XXXXXX").string()) {
  REQUIRE(mkdtemp(path_.data()) != nullptr);
}

Bench::~Bench() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
  for (const char* end : {".out", ".err"})
    std::filesystem::remove(path_ + end, ignored);
}

void Bench::write(std::string_view name, std::string_view text) const {
  std::filesystem::create_directories(std::filesystem::path(file(name)).parent_path());
  std::ofstream(file(name), std::ios::binary) << text;
}

std::string Bench::read(std::string_view name) const {
  return slurp(file(name));
}

bool Bench::has(std::string_view name) const {
  return std::filesystem::exists(file(name));
}

Answer Bench::run(const std::vector<std::string>& command) const {
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) become(command, path_, path_);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  Answer answer;
  answer.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  answer.out = slurp(path_ + ".out");
  answer.err = slurp(path_ + ".err");
  return answer;
}

Answer Bench::accredit(const std::vector<std::string>& words) const {
  std::vector<std::string> command{binary()};
  command.insert(command.end(), words.begin(), words.end());
  return run(command);
}

Answer Bench::accredit_on_full_disk(const std::vector<std::string>& words,
                                    unsigned long bytes) const {
  // By the shell: a test that counts its own lines writes them down before it becomes another.
  std::vector<std::string> command{"/bin/sh", "-c", "ulimit -f $0; exec \"$@\"",
                                   std::to_string(bytes / 512), binary()};
  command.insert(command.end(), words.begin(), words.end());
  return run(command);
}

Answer Bench::shell(const std::string& line) const {
  return run({"/bin/sh", "-c", line});
}

void write_registry(const Bench& bench) {
  bench.write("partners.csv",
              "partner_id,name,group_id,country,status\n"
              "P1,Velmarin Systems,,DE,active\nP2,Tostrand Labs,,DE,active\n"
              "P3,Ondenrex Advisory,,FR,active\nP4,Braskodor Services,,FR,active\n"
              "P5,Kelnulan Cloudworks,,US,active\nP9,Fenpivik Consulting,,US,terminated\n");
  bench.write("customers.csv", "customer_id,name,country\nC1,Marvossen Foods,DE\n");
  bench.write("products.csv",
              "product_id,name,family,metering\nazure,Azure,Azure,metered\n"
              "office,Office 365,Office 365,seat\n");
  bench.write("subscriptions.csv",
              "subscription_id,customer_id,product_id,currency,starts_on,ends_on\n"
              "S1,C1,azure,USD,2025-01-01,\nS2,C1,office,USD,2025-01-01,\n"
              "S3,C1,azure,EUR,2025-01-01,\n");
  bench.write("channels.csv",
              "subscription_id,channel,starts_on,ends_on,transacting_partner_id,"
              "reseller_partner_id\n"
              "S1,ea,2025-01-01,,,\nS2,direct_web,2025-01-01,,,\n"
              "S3,csp_indirect,2025-01-01,,P5,P4\n");
  bench.write("associations.csv",
              "association_id,type,partner_id,customer_id,subscription_id,workload,starts_on,"
              "ends_on\n"
              "A1,dpor,P1,C1,S1,,2026-03-01,2026-03-11\nA2,dpor,P2,C1,S1,,2026-03-11,\n"
              "A3,dap,P3,C1,,,2026-01-01,\n");
  bench.write("fx_rates.csv", "month,from_currency,to_currency,rate\n2026-03,EUR,USD,1.1\n");
}

void make_store(const Bench& bench) {
  write_registry(bench);
  REQUIRE(bench.accredit({"init"}).exit == 0);
  const Answer imported =
      bench.accredit({"import", "associations.csv", "channels.csv", "subscriptions.csv",
                      "products.csv", "customers.csv", "partners.csv", "fx_rates.csv"});
  REQUIRE_MESSAGE(imported.exit == 0, imported.err);
}

std::string usage_header() {
  return "source,record_key,revision,subscription_id,workload,usage_date,measure,quantity,unit,"
         "amount,currency,charge_kind\n";
}

std::string usage_row(std::string_view key, std::string_view date, std::string_view amount,
                      int revision, std::string_view subscription, std::string_view currency) {
  std::string row = "meter,";
  row += key;
  row += ',' + std::to_string(revision) + ',';
  row += subscription;
  row += ",compute,";
  row += date;
  row += ",consumption,1,hours,";
  row += amount;
  row += ',';
  row += currency;
  return row + ",usage\n";
}

std::string usage_of_march() {
  std::string text = usage_header();
  const base::Month march = *base::Month::parse("2026-03");
  for (base::Day day = march.first(); day < march.end(); day = day + 1) {
    text += usage_row("k" + day.text(), day.text(), "100.00");
  }
  return text;
}

}  // namespace tests
