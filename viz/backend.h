#pragma once
/// \file
/// The window: the one place that knows GLFW and OpenGL.

#include "viz/app.h"

#include <functional>
#include <memory>
#include <string>

namespace viz {

struct WindowSettings {
    int width = 1280, height = 800;
    std::string screenshot; ///< Picture to take after `frames` frames; "" = a window that stays open
    int frames = 0;
    std::string tour; ///< Folder for the pictures of a tour (tour.h) instead; "" = none
    bool is_hidden = false;
    float scale = 0;         ///< Of text and controls; 0 = as the screen asks for [1-2.5]
    float fixed_seconds = 0; ///< Time a frame seems to take; 0 = as measured

    bool stays_open() const { return screenshot.empty() && tour.empty(); }
};

/// Opens the window, then asks `make` for the app, and draws it until it is closed (or its frames are done). Throws
/// sim::MachineError when there is no display or no OpenGL 3.3. `before_last` is called
/// two frames before the one that is taken (so at least three are drawn), when sizes still follow what it changed.
/// A window that stays open keeps its session for recovery (context/recovery.h); closing it asks before work is lost,
/// and SIGTERM, SIGINT and SIGHUP end it with the session kept, as those signals end a program.
void run_window(const WindowSettings& settings, const std::function<std::unique_ptr<App>()>& make,
                const std::function<void(App&)>& before_last = {});

} // namespace viz
