"""SM-1 in Mesa 3: agent classes, staged activation by type with AgentSet.do, leavers call remove().

Mesa's documentation replaces schedulers by `agents_by_type[T].do("step")`; `shuffle_do` is for models
where the order matters, which it does not here. Numbers come from the model's own `random`.
"""

import mesa

import peer


class School(mesa.Agent):
    def __init__(self, model):
        super().__init__(model)
        self.q = 0.2 * self.random.gauss(0.0, 1.0)
        self.sum, self.n = 0.0, 0

    def step(self):
        if self.n:
            self.q += 0.001 * (self.sum / self.n - self.q)
        self.sum, self.n = 0.0, 0


class Student(mesa.Agent):
    def __init__(self, model, school):
        super().__init__(model)
        self.school = school
        self.a = self.random.gauss(0.0, 1.0)
        self.e = 0.5 + 0.1 * self.random.gauss(0.0, 1.0)
        self.s = self.random.gauss(0.0, 1.0)

    def step(self):
        random, school = self.random, self.school
        self.e += 0.1 * (0.5 + 0.3 * school.q - self.e) + 0.02 * random.gauss(0.0, 1.0)
        self.a += 0.01 * (school.q + 0.5 * self.e + 0.2 * self.s) + 0.005 * random.gauss(0.0, 1.0)
        if random.random() < 0.0005 * (1.0 - self.e):
            self.remove()
        else:
            school.sum += self.a
            school.n += 1


class Region(mesa.Model):
    def __init__(self, students, schools, seed):
        super().__init__(seed=seed)
        places = list(School.create_agents(self, schools))
        Student.create_agents(self, students, [places[i * schools // students] for i in range(students)])

    def step(self):
        self.agents_by_type[Student].do("step")
        self.agents_by_type[School].do("step")


def main():
    options = peer.arguments()
    run = peer.Run(mesa.__version__, options.students, options.months)
    region = Region(options.students, peer.n_schools(options.students), options.seed)
    with run:
        for _ in range(options.months):
            region.step()
    students, schools = region.agents_by_type[Student], region.agents_by_type[School]
    mean_a = students.agg("a", sum) / len(students)
    run.report(len(students) / options.students, mean_a, schools.agg("q", sum) / len(schools))


main()
