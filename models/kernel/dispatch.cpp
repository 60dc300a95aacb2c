// Chooses the kernel of an instruction set. The levels are those of sim/simd.h.
#include "models/kernel/student_kernel.h"

namespace models {

#define ACCORD_DECLARE(level)                                                                                          \
    namespace level {                                                                                                  \
    void student_month(const CohortColumns&, const CohortRows&, const MonthRates&, const CohortRates*, MonthSums*);    \
    void student_report(const CohortColumns&, const CohortRows&, const ReportRates&, ReportSums*);                     \
    JoinSums student_joins(const CohortColumns&, const JoinRates&);                                                    \
    }
ACCORD_DECLARE(sse2)
#if defined(__x86_64__)
ACCORD_DECLARE(avx2)
ACCORD_DECLARE(avx512)
#define ACCORD_CHOOSE(kernel, isa)                                                                                     \
    (isa) == sim::Isa::avx512 ? avx512::kernel : (isa) == sim::Isa::avx2 ? avx2::kernel : sse2::kernel
#else
#define ACCORD_CHOOSE(kernel, isa) (static_cast<void>(isa), sse2::kernel)
#endif

StudentMonth student_month(sim::Isa isa) { return ACCORD_CHOOSE(student_month, isa); }
StudentReport student_report(sim::Isa isa) { return ACCORD_CHOOSE(student_report, isa); }
StudentJoins student_joins(sim::Isa isa) { return ACCORD_CHOOSE(student_joins, isa); }

} // namespace models
