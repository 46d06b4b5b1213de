#include "ingest/usage_feed.h"

namespace ingest {

base::Result<std::unique_ptr<UsageFeed>> UsageFeed::open(const std::string& file, RowSource& rows,
                                                         const Mapping& mapping,
                                                         const FileIdentity& identity,
                                                         const UsageRules& rules,
                                                         const base::Zone& programme) {
  std::unique_ptr<UsageFeed> feed(new UsageFeed(rows, rules, mapping, identity));
  if (mapping.canonical) {
    feed->places_ = TRY(place_columns(file, rows.names(), kUsageColumns));
  } else {
    feed->translator_ = std::make_unique<Translator>(
        TRY(Translator::open(file, rows.names(), mapping, identity, programme)));
  }
  return feed;
}

base::Result<bool> UsageFeed::next(UsageBatch& accepted, std::vector<QuarantinedRow>& refused) {
  accepted.size = 0;
  if (!TRY(rows_.next(batch_))) return false;
  for (const BrokenRow& broken : batch_.broken) {
    QuarantinedRow row = refusal(broken, rows_.names().size());
    if (mapping_.by_file()) {  // known at least by its file, so that a newer one replaces it
      row.source = identity_.source;
      row.revision = identity_.revision;
    }
    refused.push_back(std::move(row));
  }
  broken_rows_ += static_cast<std::int64_t>(batch_.broken.size());
  rows_read_ += static_cast<std::int64_t>(batch_.size + batch_.broken.size());
  UsageRows rows;
  if (translator_) {
    rows = translator_->translate(batch_);
  } else {
    rows.size = batch_.size;
    rows.line = batch_.line;
    for (std::size_t i = 0; i < kUsageColumnCount; ++i) {
      rows.columns[i] = &batch_.columns[places_[i]];
    }
  }
  decoder_.decode(rows, accepted, refused);
  return true;
}

}  // namespace ingest
