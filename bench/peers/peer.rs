//! What the Rust peers share: arguments, clock, memory, the line of JSON. No model in here.

use std::time::Instant;

pub fn arguments() -> (usize, u64, u64) {
    let words: Vec<String> = std::env::args().collect();
    let option = |name: &str| {
        let at = words.iter().position(|word| word == name)?;
        words.get(at + 1)?.parse::<u64>().ok()
    };
    let needed = |name: &str| option(name).unwrap_or_else(|| panic!("{name} N is needed"));
    (needed("--students") as usize, needed("--months"), option("--seed").unwrap_or(1))
}

/// VmRSS (now) or VmHWM (highest so far) in bytes.
fn memory(field: &str) -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(field))?;
    Some(line.split_whitespace().nth(1)?.parse::<i64>().ok()? * 1024)
}

/// CPU time of all threads of this process.
fn cpu_seconds() -> f64 {
    let nanoseconds = |task: std::fs::DirEntry| {
        let text = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<f64>().ok()
    };
    let tasks = std::fs::read_dir("/proc/self/task").expect("a Linux system");
    tasks.flatten().filter_map(nanoseconds).sum::<f64>() / 1e9
}

/// Baseline memory when made: no student yet.
pub struct Run {
    version: &'static str,
    students: usize,
    months: u64,
    baseline: Option<i64>,
    wall: Instant,
    cpu: f64,
    seconds: f64,
}

impl Run {
    pub fn new(version: &'static str, students: usize, months: u64) -> Self {
        let _ = std::fs::write("/proc/self/clear_refs", "5"); // the highest so far starts again from now
        Run { version, students, months, baseline: memory("VmRSS"), wall: Instant::now(), cpu: 0.0, seconds: 0.0 }
    }
    pub fn start(&mut self) {
        (self.wall, self.cpu) = (Instant::now(), cpu_seconds());
    }
    pub fn stop(&mut self) {
        self.cpu = cpu_seconds() - self.cpu;
        self.seconds = self.wall.elapsed().as_secs_f64();
    }
    pub fn report(&self, active_share: f64, mean_a: f64, mean_q: f64) {
        let memory = memory("VmHWM").zip(self.baseline).map_or("null".into(), |(peak, base)| (peak - base).to_string());
        println!(
            "{{\"version\": \"{}\", \"students\": {}, \"months\": {}, \
             \"seconds\": {}, \"cpu_seconds\": {}, \
             \"memory_bytes\": {memory}, \"active_share\": {active_share}, \
             \"mean_a\": {mean_a}, \"mean_q\": {mean_q}}}",
            self.version, self.students, self.months, self.seconds, self.cpu
        );
    }
}
