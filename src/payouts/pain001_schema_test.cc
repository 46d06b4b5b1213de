// The files of payouts against ISO 20022's own schema, by xmllint. Neither is ours;
// tools/install-schema and native/apt.lock bring them.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "payouts/pain001.h"
#include "payouts/payouts_testing.h"

namespace payouts {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSchema = ".native/iso20022/pain.001.001.09.xsd";

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("payouts-" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void add(const std::string& xml) {
    std::ofstream(path_ / (std::to_string(++files_) + ".xml"), std::ios::binary) << xml;
  }
  // What xmllint has to say; empty when all files are valid.
  std::string complaints() const {
    const fs::path said = path_ / "said";
    const std::string command = "xmllint --nonet --noout --schema " + std::string(kSchema) + " '" +
                                path_.string() + "'/*.xml >'" + said.string() + "' 2>&1";
    const int status = std::system(command.c_str());
    std::ifstream file(said);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    return status == 0 ? "" : "xmllint: " + text;
  }

 private:
  fs::path path_;
  int files_ = 0;
};

void require_schema() {
  REQUIRE_MESSAGE(fs::exists(kSchema), "the schema is missing; run tools/install-schema");
}

TEST_CASE("the schema takes what we write, whatever names, currencies and amounts there are") {
  require_schema();
  Folder folder;
  folder.add(pain001(testing::batch()));
  for (std::uint32_t seed = 0; seed < 200; ++seed)
    folder.add(pain001(testing::random_batch(seed)));
  CHECK(folder.complaints() == "");
}

TEST_CASE("the schema takes the longest texts and largest amounts that a batch may have") {
  require_schema();
  Batch batch = testing::batch();
  batch.id = std::string(24, 'x');
  batch.debtor.holder = std::string(kHolderMax, 'x');
  for (std::size_t i = 0; i < batch.payments.size(); ++i) {
    Payment& payment = batch.payments[i];
    payment.id = std::string(34, 'x') + std::to_string(i);
    payment.payee.holder = std::string(kHolderMax, 'x');
    payment.payee.town = std::string(kTownMax, 'x');
    payment.payee.address = {2, std::string(kAddressLineMax, 'x')};
    if (!payment.payee.number.empty()) payment.payee.number = std::string(34, '1');
    payment.remittance = std::string(kRemittanceMax, 'x');
  }
  batch.payments[1].amount = base::parse_exact("999999999999.99").value();
  batch.payments[2].amount = base::parse_exact("999999999999").value();
  batch.payments[2].currency = "CLF";
  batch.payments[2].amount = base::parse_exact("999999999999.9999").value();
  Folder folder;
  folder.add(pain001(batch));
  CHECK(folder.complaints() == "");
}

TEST_CASE("the schema refuses a file with a fault in it") {
  require_schema();
  const std::string good = pain001(testing::batch());
  for (const std::string_view part :
       {"<MsgId>PO-000007</MsgId>", "<Cd>SEPA</Cd>", "Ccy=\"EUR\"", "</CdtTrfTxInf>"}) {
    std::string bad = good;
    bad.erase(bad.find(part), part.size());
    Folder folder;
    folder.add(bad);
    CHECK(folder.complaints() != "");
  }
}

}  // namespace
}  // namespace payouts
