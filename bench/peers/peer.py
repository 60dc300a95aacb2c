"""What every Python peer shares: arguments, clock, memory, the line of JSON. No model in here."""

import argparse
import json
import time


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, required=True)
    parser.add_argument("--months", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def n_schools(students):
    return max(1, students // 500)


def memory(field):
    """VmRSS (now) or VmHWM (highest so far) in bytes; None where the system does not tell."""
    try:
        with open("/proc/self/status") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith(field))
    except (OSError, StopIteration):
        return None


class Run:
    """Baseline memory when made (imports done, no student yet); `timing` holds the stepping loop."""

    def __init__(self, version, students, months):
        self.result = {"version": version, "students": students, "months": months}
        try:
            with open("/proc/self/clear_refs", "w") as peak:
                peak.write("5")  # the highest so far starts again from now
        except OSError:
            pass
        self.baseline = memory("VmRSS")

    def __enter__(self):
        self.wall, self.cpu = time.perf_counter(), time.process_time()
        return self

    def __exit__(self, *_):
        self.result["seconds"] = time.perf_counter() - self.wall
        self.result["cpu_seconds"] = time.process_time() - self.cpu

    def report(self, active_share, mean_a, mean_q):
        peak = memory("VmHWM")
        if peak is not None and self.baseline is not None:
            self.result["memory_bytes"] = peak - self.baseline
        self.result |= {"active_share": float(active_share), "mean_a": float(mean_a), "mean_q": float(mean_q)}
        print(json.dumps(self.result))
