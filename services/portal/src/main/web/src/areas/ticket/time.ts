import type { IconName } from '@/design/icons'
import type { State, Time } from './model'

export type Tone = 'on-time' | 'soon' | 'overdue' | 'paused' | 'done' | 'accent'

/** The look of how its time stands: a colour of the design and a sign, never one without the other. */
export function lookOf(time: Time): { tone: Tone; icon: IconName } {
  switch (time.standing) {
    case 'ON_TIME':
      return { tone: 'on-time', icon: 'clock' }
    case 'SOON':
      return { tone: 'soon', icon: 'bell' }
    case 'OVERDUE':
      return { tone: 'overdue', icon: 'warn' }
    case 'PAUSED':
      return { tone: 'paused', icon: 'pause' }
    case 'DONE':
      return { tone: 'done', icon: 'check' }
    default:
      return { tone: 'done', icon: 'clock' }
  }
}

/** Whether its due date still says something: of what is over or stands still it does not. */
export const hasDue = (time: Time): boolean =>
  Boolean(time.due) && time.standing !== 'DONE' && time.standing !== 'PAUSED'

/** The colour of a state, for chips in lists. */
export function toneOf(state: State): Tone {
  switch (state) {
    case 'SUBMITTED':
    case 'OBJECTED':
    case 'OPEN_CALL':
    case 'DISPATCHED':
    case 'IN_PROGRESS':
      return 'accent'
    case 'SUSPENDED':
      return 'paused'
    case 'ANSWERED':
      return 'on-time'
    default:
      return 'done'
  }
}
