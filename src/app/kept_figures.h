// What questions about competencies read of a view, made when it is first asked for: a page asks
// three of them at once. For many threads.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "attribution/competency_credit.h"

namespace app {

struct View;

class KeptFigures {
 public:
  // `query`, its month and its competency, of the one view that all calls are about. Whoever asks
  // for what is being made waits for it. Errors: as attribution::competency_figures(); none is
  // kept.
  base::Result<std::shared_ptr<const attribution::CompetencyFigures>> of(
      const View& view, const attribution::CompetencyQuery& query);

 private:
  struct Place {
    base::Month to;
    std::string competency;
    std::mutex making;
    std::shared_ptr<const attribution::CompetencyFigures> made;
  };
  std::shared_ptr<Place> place(const attribution::CompetencyQuery& query);

  std::mutex mutex_;
  std::vector<std::shared_ptr<Place>> places_;  // the last asked for stands behind
};

}  // namespace app
