#include "viz/backend.h"

#include "sim/error.h"
#include "sim/output_file.h"
#include "viz/context/recovery.h"
#include "viz/pictures.h"
#include "viz/tour.h"
#include "viz/widgets/theme.h"

#include <GLFW/glfw3.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>
#include <implot.h>
#include <png.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <thread>

namespace viz {
namespace {

std::string last_error() {
    const char* text = nullptr;
    glfwGetError(&text);
    return text ? text : "no reason given";
}

[[noreturn]] void refuse_display(const std::string& why) {
    const auto shown = [](const char* name) { return std::getenv(name) ? std::getenv(name) : "not set"; };
    throw sim::MachineError(
        "view: no window can be opened on display '" + std::string(shown("DISPLAY")) + "' (WAYLAND_DISPLAY " +
        shown("WAYLAND_DISPLAY") + "): " + why +
        "; a display and OpenGL 3.3 are needed (LIBGL_ALWAYS_SOFTWARE=1 draws without a graphics card)");
}

/// GLFW, one window, Dear ImGui in it; taken down in the opposite order.
class Window {
  public:
    explicit Window(const WindowSettings& settings) {
        if (!std::getenv("DISPLAY") && !std::getenv("WAYLAND_DISPLAY")) refuse_display("there is no display");
        // A virtual screen that its last window just left begins anew for a moment: one refusal is not yet an answer.
        constexpr int tries = 5;
        for (int n = 1; !glfwInit(); ++n) {
            if (n == tries) refuse_display(last_error());
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
        }
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        glfwWindowHint(GLFW_VISIBLE, settings.is_hidden ? GLFW_FALSE : GLFW_TRUE);
        glfwWindowHint(GLFW_RESIZABLE, settings.stays_open() ? GLFW_TRUE : GLFW_FALSE);
        window_ = glfwCreateWindow(settings.width, settings.height, "Accord", nullptr, nullptr);
        if (!window_) {
            const std::string why = last_error();
            glfwTerminate();
            refuse_display(why);
        }
        glfwMakeContextCurrent(window_);
        glfwSwapInterval(settings.stays_open() ? 1 : 0);
        ImGui::CreateContext();
        ImPlot::CreateContext();
        ImGui::GetIO().IniFilename = nullptr; // nothing is written that was not asked for
        ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
        // A picture shows no tooltip of wherever the mouse happens to be.
        if (!settings.stays_open()) ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NoMouse;
        add_fonts();
        ImGui_ImplGlfw_InitForOpenGL(window_, true);
        ImGui_ImplOpenGL3_Init("#version 330");
    }
    ~Window() {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImPlot::DestroyContext();
        ImGui::DestroyContext();
        glfwDestroyWindow(window_);
        glfwTerminate();
    }
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Did a person ask to close it since the last time? It stays until it is told to go.
    bool takes_wish_to_close() {
        if (!glfwWindowShouldClose(window_)) return false;
        glfwSetWindowShouldClose(window_, GLFW_FALSE);
        return true;
    }
    /// What the system asks text to be enlarged by: 2 on many screens of 4K.
    float scale() const {
        float x = 1, y = 1;
        glfwGetWindowContentScale(window_, &x, &y);
        return std::clamp(std::max(x, y), 1.0f, 2.5f);
    }
    /// Returns when something is pressed, moved or uncovered, or after `seconds`; true if it was an event.
    bool wait(double seconds) const {
        const double start = glfwGetTime();
        glfwWaitEventsTimeout(seconds);
        return glfwGetTime() - start < seconds;
    }
    /// Begins a frame; true if there was input.
    bool begin() {
        glfwPollEvents();
        const bool has_input = ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
        ImGui_ImplOpenGL3_NewFrame();
        ImGui_ImplGlfw_NewFrame();
        ImGui::NewFrame();
        return has_input;
    }
    void end() {
        ImGui::Render();
        int width = 0, height = 0;
        glfwGetFramebufferSize(window_, &width, &height);
        glViewport(0, 0, width, height);
        glClear(GL_COLOR_BUFFER_BIT);
        ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    }
    void show() { glfwSwapBuffers(window_); }
    void resize(int width, int height) { glfwSetWindowSize(window_, width, height); }
    /// Reads what was drawn, before it is shown.
    Picture picture() const {
        Picture p;
        glfwGetFramebufferSize(window_, &p.width, &p.height);
        const std::size_t row = 4 * static_cast<std::size_t>(p.width);
        std::vector<unsigned char> upside_down(row * static_cast<std::size_t>(p.height));
        glPixelStorei(GL_PACK_ALIGNMENT, 1);
        glReadPixels(0, 0, p.width, p.height, GL_RGBA, GL_UNSIGNED_BYTE, upside_down.data());
        for (std::size_t y = static_cast<std::size_t>(p.height); y-- > 0;)
            p.rgba.insert(p.rgba.end(), upside_down.begin() + static_cast<std::ptrdiff_t>(y * row),
                          upside_down.begin() + static_cast<std::ptrdiff_t>((y + 1) * row));
        for (std::size_t i = 3; i < p.rgba.size(); i += 4)
            p.rgba[i] = 255;
        return p;
    }

  private:
    GLFWwindow* window_ = nullptr;
};

volatile std::sig_atomic_t signal_seen = 0;

/// Takes the signals that end a program for the time it lives, so that the session can be kept first.
class Signals {
  public:
    Signals() {
        signal_seen = 0;
        struct sigaction action {};
        action.sa_handler = [](int number) { signal_seen = number; };
        for (std::size_t n = 0; n < numbers.size(); ++n)
            sigaction(numbers[n], &action, &before_[n]);
    }
    ~Signals() {
        for (std::size_t n = 0; n < numbers.size(); ++n)
            sigaction(numbers[n], &before_[n], nullptr);
        if (signal_seen != 0) std::raise(static_cast<int>(signal_seen)); // and end as it asked for
    }
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

  private:
    static constexpr std::array<int, 3> numbers{SIGTERM, SIGINT, SIGHUP};
    std::array<struct sigaction, 3> before_{};
};

} // namespace

void write_png(const std::string& path, const Picture& picture, const std::string& text) {
    sim::OutputFile out(path);
    std::string bytes;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    volatile bool is_whole = false; // outlives longjmp
    if (setjmp(png_jmpbuf(png)) == 0) {
        const auto write = [](png_structp to, png_bytep part, std::size_t n) {
            static_cast<std::string*>(png_get_io_ptr(to))->append(reinterpret_cast<const char*>(part), n);
        };
        png_set_write_fn(png, &bytes, write, nullptr);
        png_set_IHDR(png, info, static_cast<png_uint_32>(picture.width), static_cast<png_uint_32>(picture.height), 8,
                     PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        png_set_compression_level(png, 9);
        char key[] = "Description";
        png_text note{};
        note.compression = PNG_TEXT_COMPRESSION_NONE, note.key = key, note.text = const_cast<char*>(text.c_str());
        png_set_text(png, info, &note, 1);
        png_write_info(png, info);
        for (int y = 0; y < picture.height; ++y)
            png_write_row(png, picture.rgba.data() +
                                   4 * static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(y));
        png_write_end(png, nullptr);
        is_whole = true;
    }
    png_destroy_write_struct(&png, &info);
    if (!is_whole) throw sim::MachineError(path + ": cannot be written: the picture cannot be coded");
    out.write(bytes);
    out.keep();
}

void run_window(const WindowSettings& settings, const std::function<std::unique_ptr<App>()>& make,
                const std::function<void(App&)>& before_last) {
    using Clock = std::chrono::steady_clock;
    const auto since = [](Clock::time_point start) {
        return std::chrono::duration<double>(Clock::now() - start).count();
    };
    const bool stays_open = settings.stays_open();
    std::optional<Signals> signals; // outlives the window, which goes first
    if (stays_open) signals.emplace();
    Window window(settings);
    const std::unique_ptr<App> app = make();
    Context& context = app->context;
    Recovery recovery(stays_open ? recovery_folder() : "");
    if (stays_open) context.files.kept = left_behind(recovery_folder());
    std::erase(context.files.kept, context.files.recovered);
    context.view.scale = settings.scale > 0 ? settings.scale : window.scale();
    const auto start = Clock::now();
    auto last = start, touched = start;
    constexpr int frames_a_shot = 5;                     // sizes have settled by then
    const int settle = std::max(1, settings.frames - 2); // what fits its text does so one frame later
    std::vector<Shot> shots;
    std::size_t next_shot = 0;
    int shot_frame = std::max(settings.frames, settle + 2);
    const auto prepare = [&] {
        if (shots[next_shot].width > 0) window.resize(shots[next_shot].width, shots[next_shot].height);
        apply(shots[next_shot], context);
    };
    for (int frame = 1; signal_seen == 0; ++frame) {
        if (!stays_open && frame == settle) {
            if (before_last) before_last(*app);
            if (settings.tour.empty()) {
                shots.emplace_back().path = settings.screenshot;
            } else {
                shots = tour(context, settings.tour);
                prepare(), shot_frame = frame + frames_a_shot;
            }
        }
        const auto began = Clock::now();
        const auto seconds = static_cast<float>(since(last));
        last = began;
        if (window.begin()) touched = began;
        if (window.takes_wish_to_close()) close(context);
        app->frame(settings.fixed_seconds > 0 ? settings.fixed_seconds : seconds);
        window.end();
        take_wanted_picture(context, [&] { return window.picture(); });
        if (!stays_open && frame >= shot_frame) {
            write_png(shots[next_shot].path, window.picture(), about(context));
            if (++next_shot == shots.size()) return;
            prepare(), shot_frame = frame + frames_a_shot;
        }
        window.show();
        recovery.keep(context, since(start));
        if (context.files.must_close) return recovery.discard();
        if (!stays_open) continue;
        const double pause =
            pause_after(since(began), since(touched), context.view.is_playing, !context.engine.is_idle());
        if (pause > 0 && window.wait(pause)) touched = Clock::now();
        if (!context.view.is_playing) last = Clock::now(); // what was waited for is not played
    }
    recovery.keep(context, since(start), true);
}

} // namespace viz
