//! SM-1 in ixa (the framework of the CDC): students are entities with properties, a periodic plan is the month.
//!
//! As in ixa's book: define_entity!, impl_property!, define_rng!, a data plugin for what is no entity's property
//! (the schools), get_property and set_property, sample and sample_distr. No property is indexed: none is queried.

use ixa::prelude::*;
use ixa::ExecutionPhase;
use rand_distr::StandardNormal;

define_rng!(Luck);
define_entity!(Student);

/// Properties of a student. By hand, for define_property! asks for serde, which nothing here needs.
macro_rules! property {
    ($name:ident, $type:ty $(, $default:expr)?) => {
        #[derive(Clone, Copy, Debug, PartialEq)]
        struct $name($type);
        impl_property!($name, Student $(, default_const = $default)?, persist = false);
    };
}
property!(Attends, u32);
property!(Achievement, f64);
property!(Engagement, f64);
property!(Support, f64);
property!(Active, bool, Active(true));

#[derive(Clone, Copy, Default)]
struct School {
    q: f64,
    sum: f64,
    n: u32,
}
define_data_plugin!(Schools, Vec<School>, vec![]);

fn normal(context: &Context) -> f64 {
    context.sample_distr(Luck, StandardNormal)
}

fn set_up(context: &mut Context, n_students: usize) -> Result<(), IxaError> {
    let n_schools = (n_students / 500).max(1);
    for _ in 0..n_schools {
        let q = 0.2 * normal(context);
        context.get_data_mut(Schools).push(School { q, ..School::default() });
    }
    for i in 0..n_students {
        let school = Attends((i * n_schools / n_students) as u32);
        let (a, e, s) = (normal(context), 0.5 + 0.1 * normal(context), normal(context));
        context.add_entity(with!(Student, school, Achievement(a), Engagement(e), Support(s)))?;
    }
    Ok(())
}

fn month(context: &mut Context) {
    for student in context.get_entity_iterator::<Student>() {
        let Active(active) = context.get_property(student);
        if !active {
            continue;
        }
        let Attends(school) = context.get_property(student);
        let Engagement(e) = context.get_property(student);
        let Achievement(a) = context.get_property(student);
        let Support(s) = context.get_property(student);
        let q = context.get_data(Schools)[school as usize].q;
        let e = e + 0.1 * (0.5 + 0.3 * q - e) + 0.02 * normal(context);
        let a = a + 0.01 * (q + 0.5 * e + 0.2 * s) + 0.005 * normal(context);
        context.set_property(student, Engagement(e));
        context.set_property(student, Achievement(a));
        if context.sample_range(Luck, 0.0..1.0) < 0.0005 * (1.0 - e) {
            context.set_property(student, Active(false));
        } else {
            let school = &mut context.get_data_mut(Schools)[school as usize];
            school.sum += a;
            school.n += 1;
        }
    }
    for school in context.get_data_mut(Schools) {
        if school.n > 0 {
            school.q += 0.001 * (school.sum / f64::from(school.n) - school.q);
        }
        (school.sum, school.n) = (0.0, 0);
    }
}

#[path = "../../peer.rs"]
mod peer;

fn main() {
    let (students, months, seed) = peer::arguments();
    let mut run = peer::Run::new("4.0.0", students, months);
    let mut context = Context::new();
    context.init_random(seed);
    set_up(&mut context, students).expect("students with all their properties");
    context.add_periodic_plan_with_phase(1.0, month, ExecutionPhase::Normal); // at 0, 1, ..., months - 1
    context.add_plan(months as f64 - 0.5, Context::shutdown);
    run.start();
    context.execute();
    run.stop();
    let (mut n, mut sum) = (0, 0.0);
    for student in context.get_entity_iterator::<Student>() {
        if let Active(true) = context.get_property(student) {
            let Achievement(a) = context.get_property(student);
            (n, sum) = (n + 1, sum + a);
        }
    }
    let schools = context.get_data(Schools);
    let mean_q = schools.iter().map(|school| school.q).sum::<f64>() / schools.len() as f64;
    run.report(n as f64 / students as f64, sum / n as f64, mean_q);
}
