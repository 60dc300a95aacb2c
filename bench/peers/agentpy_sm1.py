"""SM-1 in AgentPy: Agent and Model with setup and step, an AgentList whose method call reaches every agent.

As in AgentPy's guide: variables are made in `setup`, the model's own `random` draws, and `self.students.step()`
calls the method on all. A student who left stays in the list and does nothing (lists are not for removing).
"""

import agentpy

import peer


class School(agentpy.Agent):
    def setup(self):
        self.q = 0.2 * self.model.random.gauss(0.0, 1.0)
        self.sum, self.n = 0.0, 0

    def step(self):
        if self.n:
            self.q += 0.001 * (self.sum / self.n - self.q)
        self.sum, self.n = 0.0, 0


class Student(agentpy.Agent):
    def setup(self, school):
        random = self.model.random
        self.school = school
        self.a = random.gauss(0.0, 1.0)
        self.e = 0.5 + 0.1 * random.gauss(0.0, 1.0)
        self.s = random.gauss(0.0, 1.0)
        self.active = True

    def step(self):
        if not self.active:
            return
        random, school = self.model.random, self.school
        self.e += 0.1 * (0.5 + 0.3 * school.q - self.e) + 0.02 * random.gauss(0.0, 1.0)
        self.a += 0.01 * (school.q + 0.5 * self.e + 0.2 * self.s) + 0.005 * random.gauss(0.0, 1.0)
        if random.random() < 0.0005 * (1.0 - self.e):
            self.active = False
        else:
            school.sum += self.a
            school.n += 1


class Region(agentpy.Model):
    def setup(self):
        n, schools = self.p.students, self.p.schools
        self.schools = agentpy.AgentList(self, schools, School)
        school = agentpy.AttrIter([self.schools[i * schools // n] for i in range(n)])
        self.students = agentpy.AgentList(self, n, Student, school=school)

    def step(self):
        self.students.step()
        self.schools.step()


def main():
    options = peer.arguments()
    run = peer.Run(agentpy.__version__, options.students, options.months)
    region = Region({"students": options.students, "schools": peer.n_schools(options.students)})
    region.sim_setup(steps=options.months, seed=options.seed)
    with run:
        while region.running:  # the loop of Model.run, with a clock around it
            region.sim_step()
    active = region.students.select(region.students.active)
    mean_q = sum(region.schools.q) / len(region.schools)
    run.report(len(active) / options.students, sum(active.a) / len(active), mean_q)


main()
