import { describe, expect, it } from 'vitest'
import { ProblemError } from '@/api/problem'
import {
  byTime,
  byUrgency,
  changedFields,
  decisionForm,
  decisionStanding,
  faultAt,
  meetingFaults,
  meetingForm,
  newDecision,
  newMeeting,
  plusDays,
  stillOpen,
  stuckRounds,
  tally,
  type Meeting,
  type Problem,
} from './model'

const draft = (more: object = {}) => ({ ...newMeeting(), title: '用电', date: '2026-11-23', agenda: ['a'], ...more })

describe('a meeting that is called', () => {
  it('is about as many tickets as its kind says', () => {
    expect(meetingFaults(draft())).toEqual({})
    expect(meetingFaults(draft({ agenda: ['a', 'b'] })).agenda).toBe('exactlyOne')
    expect(meetingFaults(draft({ kind: 'COMMON' })).agenda).toBe('several')
    expect(meetingFaults(draft({ kind: 'COMMON', commonProblem: 'p' }))).toEqual({})
    expect(meetingFaults(draft({ kind: 'ESCALATED', agenda: [] }))).toEqual({
      agenda: 'atLeastOne',
      chair: 'chairNeeded',
    })
  })
  it('ends after it begins', () =>
    expect(meetingFaults(draft({ from: '10:00', to: '10:00' })).from).toBe('endsBeforeItBegins'))
  it('is sent with the offset, and without what was left empty', () => {
    const form = meetingForm(draft({ place: ' ', commonProblem: 'p' }))
    expect(form.startsAt).toBe('2026-11-23T09:30:00+08:00')
    expect(form.place).toBeUndefined()
    expect(form.commonProblem).toBeUndefined()
  })
  it('tells an enterprise nothing about what has no ticket', () => {
    expect(decisionForm({ ...newDecision(), publicText: 'x' }).publicText).toBeUndefined()
    expect(decisionForm({ ...newDecision(), ticket: 't', publicText: 'x' }).publicText).toBe('x')
  })
})

it('lists the next meeting first, and what was cancelled or held as over', () => {
  const meeting = (id: string, status: string, startsAt: string) =>
    ({ id, status, startsAt, endsAt: startsAt }) as unknown as Meeting
  const { upcoming, past } = byTime(
    [
      meeting('late', 'PLANNED', '2026-12-02T01:00:00Z'),
      meeting('soon', 'PLANNED', '2026-12-01T01:00:00Z'),
      meeting('off', 'CANCELLED', '2026-12-01T01:00:00Z'),
      meeting('unwritten', 'PLANNED', '2026-11-01T01:00:00Z'),
    ],
    Date.parse('2026-11-22T00:00:00Z'),
  )
  expect(upcoming.map((one) => one.id)).toEqual(['soon', 'late'])
  expect(past.map((one) => one.id)).toEqual(['off', 'unwritten'])
})

it('says how a decision stands', () => {
  const today = '2026-11-22'
  expect(decisionStanding({ done: {}, due: '2026-01-01' }, today)).toBe('done')
  expect(decisionStanding({ due: '2026-11-21' }, today)).toBe('overdue')
  expect(decisionStanding({ due: '2026-11-22' }, today)).toBe('soon')
  expect(decisionStanding({ due: '2026-11-25' }, today)).toBe('open')
  expect(decisionStanding({}, today)).toBe('open')
})

it('finds the fault of a field, also of a part of it', () => {
  const error = new ProblemError({
    type: 'urn:zhuqi:problem:rule',
    status: 422,
    errors: [{ pointer: '/units/0', detail: 'no such unit' }],
  })
  expect(faultAt(error, '/units')).toBe('no such unit')
  expect(faultAt(error, '/unit')).toBeUndefined()
  expect(faultAt(new Error(), '/units')).toBeUndefined()
})

describe('hard problems', () => {
  const problem = (more: object) =>
    ({ stuckFor: 0, overdue: false, listedAt: 'a', reviews: [], ...more }) as unknown as Problem
  it('come in the order in which somebody has to press for them', () => {
    const sorted = [
      problem({ id: 'later', targetOn: '2026-12-31' }),
      problem({ id: 'stuck', stuckFor: 2 }),
      problem({ id: 'overdue', overdue: true }),
      problem({ id: 'sooner', targetOn: '2026-11-30' }),
    ].sort(byUrgency)
    expect(sorted.map((one) => one.id)).toEqual(['overdue', 'stuck', 'sooner', 'later'])
  })
  it('are counted by what a round found', () => {
    const problems = [
      problem({
        reviews: [
          { round: 1, result: 'STUCK' },
          { round: 2, result: 'SOLVED' },
        ],
      }),
      problem({ reviews: [{ round: 2, result: 'SOLVED' }] }),
      problem({}),
    ]
    expect(tally(problems, 2)).toEqual({ SOLVED: 2, PROGRESS: 0, STUCK: 0, POSTPONED: 0 })
    expect(tally(problems, 1).STUCK).toBe(1)
  })
  it('are stuck only while they are on the list', () => {
    expect(stuckRounds(problem({ status: 'IN_REVIEW', stuckFor: 2 }))).toBe(2)
    expect(stuckRounds(problem({ status: 'WRITTEN_OFF', stuckFor: 2 }))).toBe(0)
  })
  it('are not written off while a ticket waits', () => {
    const tickets = [{ state: 'IN_PROGRESS' }, { state: 'ANSWERED', outcome: 'PARTLY' }, { state: 'CLOSED' }]
    expect(stillOpen(tickets)).toEqual([{ state: 'IN_PROGRESS' }])
  })
})

it('counts days over the end of a year', () => expect(plusDays('2026-12-31', 1)).toBe('2027-01-01'))

it('names what somebody else changed meanwhile', () => {
  const seen = { title: 'a', units: ['x'], place: undefined as string | undefined }
  expect(changedFields(seen, { ...seen, units: ['x', 'y'] }, ['title', 'units', 'place'])).toEqual(['units'])
  expect(changedFields(seen, { title: 'a', units: ['x'], place: 'hall' }, ['title', 'place'])).toEqual(['place'])
  expect(changedFields(seen, { ...seen }, ['title', 'units', 'place'])).toEqual([])
})
