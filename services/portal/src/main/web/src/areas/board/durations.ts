/** A stretch of seconds as a number and a unit that a person would choose. `day`: how long a day is: a working day, or 24 h. */
export function stretch(seconds: number, day: number): { n: number; unit: 'days' | 'hours' | 'minutes' | 'moment' } {
  const shortened = (value: number): number => Math.floor(value * 10) / 10
  if (seconds >= day) return { n: shortened(seconds / day), unit: 'days' }
  if (seconds >= 3600) return { n: shortened(seconds / 3600), unit: 'hours' }
  if (seconds < 60) return { n: 1, unit: 'moment' }
  return { n: Math.floor(seconds / 60), unit: 'minutes' }
}
export const DAY = 86_400
/** Which times of the registry are counted by the clocks, in working time; the others in all time. */
export const countedByClocks = (key: string): boolean =>
  ['accept', 'progress', 'answer', 'unit-accept', 'unit-progress', 'unit-answer', 'stood-still'].includes(key)
