//! SM-1 in krABMaga: a State, an Agent a student, each scheduled with schedule_repeating, as in its own examples.
//!
//! A student's step reads its school from the State; is_stopped takes it off the schedule once it has left; the
//! State's after_step moves the schools. One generator (Pcg64Mcg of the rand_pcg that krABMaga re-exports) in the
//! State, which is quicker than the thread's generator of the examples and can be seeded. No feature `parallel`.

use krabmaga::engine::{agent::Agent, schedule::Schedule, state::State};
use krabmaga::rand::{Rng, SeedableRng};
use krabmaga::rand_pcg::Pcg64Mcg;
use rand_distr::StandardNormal;
use std::any::Any;

#[derive(Clone, Copy, Default)]
struct School {
    q: f64,
    sum: f64,
    n: u32,
}

struct Region {
    n_students: usize,
    n_active: usize,
    schools: Vec<School>,
    mean_a: f64,
    rng: Pcg64Mcg,
}

impl Region {
    fn new(n_students: usize, seed: u64) -> Self {
        let schools = vec![School::default(); (n_students / 500).max(1)];
        Region { n_students, n_active: n_students, schools, mean_a: 0.0, rng: Pcg64Mcg::seed_from_u64(seed) }
    }
    fn normal(&mut self) -> f64 {
        self.rng.sample(StandardNormal)
    }
}

impl State for Region {
    fn init(&mut self, schedule: &mut Schedule) {
        for k in 0..self.schools.len() {
            self.schools[k].q = 0.2 * self.normal();
        }
        for i in 0..self.n_students {
            let school = (i * self.schools.len() / self.n_students) as u32;
            let (a, e, s) = (self.normal(), 0.5 + 0.1 * self.normal(), self.normal());
            schedule.schedule_repeating(Box::new(Student { a, e, s, school, active: true }), 0., 0);
        }
    }
    fn after_step(&mut self, _schedule: &mut Schedule) {
        let sum: f64 = self.schools.iter().map(|school| school.sum).sum();
        self.n_active = self.schools.iter().map(|school| school.n as usize).sum();
        self.mean_a = sum / self.n_active as f64;
        for school in &mut self.schools {
            if school.n > 0 {
                school.q += 0.001 * (school.sum / f64::from(school.n) - school.q);
            }
            (school.sum, school.n) = (0.0, 0);
        }
    }
    fn reset(&mut self) {}
    fn update(&mut self, _step: u64) {}
    fn as_any(&self) -> &dyn Any {
        self
    }
    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
    fn as_state(&self) -> &dyn State {
        self
    }
    fn as_state_mut(&mut self) -> &mut dyn State {
        self
    }
}

#[derive(Clone, Copy)]
struct Student {
    a: f64,
    e: f64,
    s: f64,
    school: u32,
    active: bool,
}

impl Agent for Student {
    fn step(&mut self, state: &mut dyn State) {
        let region = state.as_any_mut().downcast_mut::<Region>().unwrap();
        let q = region.schools[self.school as usize].q;
        self.e += 0.1 * (0.5 + 0.3 * q - self.e) + 0.02 * region.normal();
        self.a += 0.01 * (q + 0.5 * self.e + 0.2 * self.s) + 0.005 * region.normal();
        if region.rng.random::<f64>() < 0.0005 * (1.0 - self.e) {
            self.active = false;
        } else {
            let school = &mut region.schools[self.school as usize];
            school.sum += self.a;
            school.n += 1;
        }
    }
    fn is_stopped(&mut self, _state: &mut dyn State) -> bool {
        !self.active
    }
}

#[path = "../../peer.rs"]
mod peer;

fn main() {
    let (students, months, seed) = peer::arguments();
    let mut run = peer::Run::new("0.6.2", students, months);
    let mut region = Region::new(students, seed);
    let mut schedule = Schedule::new();
    region.init(&mut schedule);
    run.start();
    for _ in 0..months {
        schedule.step(&mut region); // the loop of simulate!, with a clock around it and no terminal
    }
    run.stop();
    let mean_q = region.schools.iter().map(|school| school.q).sum::<f64>() / region.schools.len() as f64;
    run.report(region.n_active as f64 / students as f64, region.mean_a, mean_q);
}
