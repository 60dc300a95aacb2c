// SM-1 in AgentScript: a subclass of Model with setup and step, two breeds of turtles, `ask`, and `die` for who leaves.
//
// As in AgentScript's models: variables are put on the turtle when it is created, util.randomNormal draws, and step()
// asks each breed in turn. Leavers die after the ask, for `ask` warns of sets that change under it. Seeded by node's
// own --random-seed.

import fs from 'node:fs'

// The package is written for browsers: its bundle makes a 1 x 1 canvas for colours when loaded, which no model needs.
globalThis.OffscreenCanvas ??= class {
    getContext() {
        return {}
    }
}
const { Model, util } = await import('agentscript')

class Region extends Model {
    constructor(population, schoolCount) {
        super()
        Object.assign(this, { population, schoolCount })
    }
    setup() {
        this.turtleBreeds('schools students')
        this.schools.create(this.schoolCount, school => {
            school.q = util.randomNormal(0, 0.2)
            school.sum = 0
            school.n = 0
        })
        let i = 0
        this.students.create(this.population, student => {
            student.school = this.schools[Math.floor((i++ * this.schoolCount) / this.population)]
            student.a = util.randomNormal()
            student.e = util.randomNormal(0.5, 0.1)
            student.s = util.randomNormal()
        })
    }
    step() {
        const leavers = []
        this.students.ask(t => {
            const school = t.school
            t.e += 0.1 * (0.5 + 0.3 * school.q - t.e) + util.randomNormal(0, 0.02)
            t.a += 0.01 * (school.q + 0.5 * t.e + 0.2 * t.s) + util.randomNormal(0, 0.005)
            if (Math.random() < 0.0005 * (1 - t.e)) {
                leavers.push(t)
            } else {
                school.sum += t.a
                school.n++
            }
        })
        leavers.forEach(t => t.die())
        this.schools.ask(school => {
            if (school.n > 0) school.q += 0.001 * (school.sum / school.n - school.q)
            school.sum = 0
            school.n = 0
        })
    }
}

const option = name => Number(process.argv[process.argv.indexOf(`--${name}`) + 1])
const memory = field => {
    const line = fs.readFileSync('/proc/self/status', 'utf8').match(new RegExp(`${field}:\\s+(\\d+)`))
    return Number(line[1]) * 1024
}
const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length

const result = { version: null, students: option('students'), months: option('months') }
const home = new URL('../package.json', import.meta.resolve('agentscript'))
result.version = JSON.parse(fs.readFileSync(home)).version
let baseline = null
try {
    fs.writeFileSync('/proc/self/clear_refs', '5') // the highest so far starts again from now
    baseline = memory('VmRSS')
} catch {} // a system that does not tell
const region = new Region(result.students, Math.max(1, Math.floor(result.students / 500)))
region.setup()
const wall = performance.now()
const cpu = process.cpuUsage()
for (let month = 0; month < result.months; month++) region.step()
const used = process.cpuUsage(cpu)
result.seconds = (performance.now() - wall) / 1e3
result.cpu_seconds = (used.user + used.system) / 1e6
if (baseline !== null) result.memory_bytes = memory('VmHWM') - baseline
result.active_share = region.students.length / result.students
result.mean_a = mean(region.students.map(t => t.a))
result.mean_q = mean(region.schools.map(school => school.q))
console.log(JSON.stringify(result))
