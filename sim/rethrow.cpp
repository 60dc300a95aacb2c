#include "sim/rethrow.h"

#include "sim/assert.h"
#include "sim/error.h"

#include <new>

namespace sim {

void rethrow_at(const std::string& where) {
    const auto placed = [&](const std::string& what) { return where + ": " + what; };
    try {
        throw;
    } catch (const InputError& error) {
        std::vector<std::string> messages;
        for (const std::string& message : error.messages())
            messages.push_back(placed(message));
        throw InputError(std::move(messages));
    } catch (const MachineError& error) {
        throw MachineError(placed(error.what()));
    } catch (const Mistake& error) {
        throw Mistake(placed(error.what()));
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        throw std::runtime_error(placed(error.what()));
    }
}

std::string text_of_current_error() {
    try {
        throw;
    } catch (const std::bad_alloc&) {
        return "there is not enough memory";
    } catch (const std::exception& error) {
        return error.what();
    } catch (...) {
        return "an error without a text";
    }
}

} // namespace sim
