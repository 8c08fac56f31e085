/** A line of values as an SVG path in a box of `width` × `height`; gaps where there is no value. */
export function sparkline(
  values: (number | null)[],
  width: number,
  height: number,
): { path: string; last: [number, number] | null } {
  const known = values.filter((value): value is number => value !== null)
  if (known.length < 2) return { path: '', last: null }
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (i: number): number => round((i / (values.length - 1)) * width)
  // What does not move lies in the middle.
  const y = (value: number): number =>
    round(high === low ? height / 2 : height - ((value - low) / (high - low)) * height)
  let path = ''
  let pen = false
  let last: [number, number] | null = null
  values.forEach((value, i) => {
    if (value === null) {
      pen = false
      return
    }
    last = [x(i), y(value)]
    path += `${pen ? 'L' : 'M'}${last[0]} ${last[1]}`
    pen = true
  })
  return { path, last }
}
const round = (value: number): number => Math.round(value * 10) / 10
