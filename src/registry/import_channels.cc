#include "registry/exclusivity.h"
#include "registry/import_internal.h"
#include "registry/needs.h"
#include "registry/recognition.h"

namespace registry {
namespace {

using Line = Delivered<ChannelLine>;

base::Status check_partner(const FileView& file, std::int64_t line, std::string_view column,
                           const std::string& id) {
  if (id.empty() || file.view.directory.partner(id).exists()) return {};
  return unknown(file, line, column, id, "partner", file.view.snapshot.partners);
}

base::Status check_line(const FileView& file, const Line& row) {
  const ChannelLine& one = row.value;
  if (!file.view.directory.subscription(one.subscription_id).exists()) {
    return unknown(file, row.line, "subscription_id", one.subscription_id, "subscription",
                   file.view.snapshot.subscriptions);
  }
  TRY_STATUS(check_partner(file, row.line, "transacting_partner_id", one.transacting_id));
  TRY_STATUS(check_partner(file, row.line, "reseller_partner_id", one.reseller_id));
  return check_range(file, row.line, one.days);
}

bool is_known(const View& view, const ChannelLine& line) {
  const auto subscription = view.directory.subscription(line.subscription_id);
  for (const ChannelPeriod& period : channels_of(view.snapshot, subscription)) {
    if (period.days.from != line.days.from) continue;
    return period.days == line.days && period.channel == line.channel &&
           period.transacting == view.directory.partner(line.transacting_id) &&
           period.reseller == view.directory.partner(line.reseller_id);
  }
  return false;
}

ChangeSet::ChannelRow row_of(const ChannelLine& line) {
  return {.subscription_id = line.subscription_id,
          .channel = line.channel,
          .days = line.days,
          .transacting_id = line.transacting_id,
          .reseller_id = line.reseller_id,
          .voided = false};
}

// The line that put a period there, for the message; 0 when it was recorded before.
std::string origin(const FileView& file, const std::vector<const Line*>& rows,
                   base::SubscriptionKey subscription, const ChannelPeriod& period) {
  for (const Line* row : rows) {
    if (row->value.days == period.days &&
        file.view.directory.subscription(row->value.subscription_id) == subscription) {
      return row_name(file.file, row->line);
    }
  }
  return "recorded before";
}

base::Status check_overlap(const FileView& file, const std::vector<const Line*>& rows,
                           const ChannelPicture& picture, const Line& row) {
  const auto subscription = file.view.directory.subscription(row.value.subscription_id);
  const auto periods = picture.periods(subscription);
  for (std::size_t i = 1; i < periods.size(); ++i) {
    if (!periods[i].days.overlaps(periods[i - 1].days)) continue;
    return base::fail(base::Code::InvalidInput,
                      "subscription '" + row.value.subscription_id +
                          "' would stand in two channels on " + periods[i].days.from.text() +
                          ": the period that starts on " + periods[i - 1].days.from.text() + " (" +
                          origin(file, rows, subscription, periods[i - 1]) +
                          ") overlaps the one that starts on " + periods[i].days.from.text() +
                          " (" + origin(file, rows, subscription, periods[i]) +
                          "); give the earlier one an ends_on");
  }
  return {};
}

std::string key_of(const ChannelLine& line) {
  return line.subscription_id.empty() ? ""
                                      : line.subscription_id + " from " + line.days.from.text();
}

}  // namespace

base::Result<ChangeSet> channel_changes(const FileView& file, const ChannelRows& rows) {
  ChangeSet set;
  const auto kept = TRY(distinct(file, rows, "subscription_id", key_of));
  for (const Line* row : kept) {
    TRY_STATUS(check_line(file, *row));
    const ChangeSet::ChannelRow period = row_of(row->value);
    for (auto& one : recognise(file.view, period, row_name(file.file, row->line))) {
      set.associations.push_back(std::move(one));
    }
    if (!is_known(file.view, row->value)) set.channels.push_back(period);
  }
  if (set.empty()) return set;
  const ChannelPicture picture(file.view, set);
  for (const Line* row : kept)
    TRY_STATUS(check_overlap(file, kept, picture, *row));
  const auto standing = standing_after(file.view, set);
  TRY_STATUS(check_exclusive(file.view, standing));
  TRY_STATUS(check_needs(file.view, picture, standing));
  return set;
}

}  // namespace registry
