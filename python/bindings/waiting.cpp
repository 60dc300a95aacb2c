#include "python/bindings/waiting.h"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace python {
namespace {

namespace nb = nanobind;

constexpr std::chrono::milliseconds look_every{20};

void tell(const Signals& signals, const nb::object& progress) {
    if (!progress.is_none() && signals.all.load() > 0) progress(signals.done.load(), signals.all.load());
}

} // namespace

void wait_for(const std::function<void(Signals&)>& work, const nb::object& progress) {
    Signals signals;
    std::exception_ptr thrown, raised;
    std::mutex mutex;
    std::condition_variable ended;
    bool has_ended = false;
    std::thread thread([&] {
        try {
            work(signals);
        } catch (...) {
            thrown = std::current_exception();
        }
        const std::lock_guard lock(mutex);
        has_ended = true;
        ended.notify_one();
    });
    for (;;) {
        {
            const nb::gil_scoped_release free;
            std::unique_lock lock(mutex);
            if (ended.wait_for(lock, look_every, [&] { return has_ended; })) break;
        }
        if (raised) continue;
        try {
            if (PyErr_CheckSignals() != 0) throw nb::python_error();
            tell(signals, progress);
        } catch (...) {
            raised = std::current_exception();
            signals.stop.store(true);
        }
    }
    thread.join();
    if (raised) std::rethrow_exception(raised);
    if (thrown) std::rethrow_exception(thrown);
    tell(signals, progress);
}

} // namespace python
