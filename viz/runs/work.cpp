#include "viz/runs/work.h"

#include <utility>

namespace viz {
namespace {

EngineWork& work_in_use() {
    static EngineWork work;
    return work;
}

} // namespace

const EngineWork& usual_work() { return work_in_use(); }

void use(EngineWork work) { work_in_use() = std::move(work); }

} // namespace viz
