// The registry files of the demo.
#include "app/demo_registry_files.h"

#include "app/feed_file.h"

namespace app {
namespace {

base::Status write_partners(const std::string& path,
                            const std::vector<registry::Partner>& partners) {
  FeedFile file = TRY(FeedFile::create(path, "partner_id,name,group_id,country,status"));
  for (const registry::Partner& partner : partners) {
    file.cell(partner.id).cell(partner.name).cell(partner.group_id).cell(partner.country);
    file.cell(base::word(partner.status)).end();
  }
  return file.close();
}

base::Status write_customers(const std::string& path, const registry::ChangeSet& registry) {
  FeedFile file = TRY(FeedFile::create(path, "customer_id,name,country"));
  for (const registry::Customer& customer : registry.customers) {
    file.cell(customer.id).cell(customer.name).cell(customer.country).end();
  }
  return file.close();
}

base::Status write_products(const std::string& path, const registry::ChangeSet& registry) {
  FeedFile file = TRY(FeedFile::create(path, "product_id,name,family,metering"));
  for (const registry::Product& product : registry.products) {
    file.cell(product.id).cell(product.name).cell(product.family);
    file.cell(base::word(product.metering)).end();
  }
  return file.close();
}

base::Status write_subscriptions(const std::string& path, const registry::ChangeSet& registry) {
  FeedFile file = TRY(
      FeedFile::create(path, "subscription_id,customer_id,product_id,currency,starts_on,ends_on"));
  for (const auto& row : registry.subscriptions) {
    file.cell(row.id).cell(row.customer_id).cell(row.product_id).cell(row.currency);
    file.cell(row.life.from.text()).cell(row.life.to.text()).end();
  }
  return file.close();
}

base::Status write_channels(const std::string& path, const registry::ChangeSet& registry) {
  FeedFile file = TRY(FeedFile::create(path,
                                       "subscription_id,channel,starts_on,ends_on,"
                                       "transacting_partner_id,reseller_partner_id"));
  for (const auto& row : registry.channels) {
    file.cell(row.subscription_id).cell(base::word(row.channel)).cell(row.days.from.text());
    file.cell(row.days.to.text()).cell(row.transacting_id).cell(row.reseller_id).end();
  }
  return file.close();
}

base::Status write_associations(const std::string& path, const registry::ChangeSet& registry) {
  FeedFile file = TRY(FeedFile::create(path,
                                       "association_id,type,partner_id,customer_id,"
                                       "subscription_id,workload,starts_on,ends_on"));
  for (const auto& row : registry.associations) {
    file.cell(row.id).cell(row.type).cell(row.partner_id).cell(row.customer_id);
    file.cell(row.subscription_id).cell(row.workload).cell(row.days.from.text());
    file.cell(row.days.to.text()).end();
  }
  return file.close();
}

base::Status write_rates(const std::string& path, const registry::ChangeSet& registry) {
  FeedFile file = TRY(FeedFile::create(path, "month,from_currency,to_currency,rate"));
  for (const registry::FxRate& rate : registry.fx_rates) {
    file.cell(rate.month.text()).cell(rate.from).cell(rate.to).cell(rate.rate.text()).end();
  }
  return file.close();
}

}  // namespace

base::Result<std::vector<std::string>> write_registry_files(const DemoWorld& world,
                                                            const std::string& folder) {
  const registry::ChangeSet& registry = world.registry;
  TRY_STATUS(write_partners(folder + "/partners.csv", registry.partners));
  TRY_STATUS(write_customers(folder + "/customers.csv", registry));
  TRY_STATUS(write_products(folder + "/products.csv", registry));
  TRY_STATUS(write_subscriptions(folder + "/subscriptions.csv", registry));
  TRY_STATUS(write_channels(folder + "/channels.csv", registry));
  TRY_STATUS(write_associations(folder + "/associations.csv", registry));
  TRY_STATUS(write_rates(folder + "/fx_rates.csv", registry));
  std::vector<std::string> paths;
  for (const char* name : {"partners", "customers", "products", "subscriptions", "channels",
                           "associations", "fx_rates"}) {
    paths.push_back(folder + '/' + name + ".csv");
  }
  return paths;
}

base::Result<std::vector<std::string>> write_later_registry_files(const DemoWorld& world,
                                                                  const std::string& folder) {
  TRY_STATUS(write_partners(folder + "/partners.csv", world.suspended));
  return std::vector{folder + "/partners.csv"};
}

}  // namespace app
