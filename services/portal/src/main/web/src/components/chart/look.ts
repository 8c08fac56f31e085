import type { EChartsCoreOption } from 'echarts/core'

/** The tokens of the look as colours, for charts, which know no CSS variables. */
export interface Look {
  accent: string
  accentSoft: string
  ink: string
  soft: string
  faint: string
  line: string
  paper: string
  raised: string
  onTime: string
  soon: string
  overdue: string
  paused: string
  done: string
  font: string
  /** Colours for several lines at once, the most important first. */
  series: string[]
}

/** What is drawn; `look` holds the colours of the theme that is on. */
export type ChartOption = (look: Look) => EChartsCoreOption

/** The same as the chart in rows; `datum` is emitted when the row, or the mark of the same index, is picked. */
export interface ChartTable<D = unknown> {
  head: string[]
  rows: {
    cells: (string | number)[]
    datum?: D
    /** Of cells that lead elsewhere than the row, by their place. */
    others?: Record<number, D>
  }[]
}

export function readLook(of: Element = document.documentElement): Look {
  const style = getComputedStyle(of)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  const look = {
    accent: token('accent'),
    accentSoft: token('accent-soft'),
    ink: token('ink'),
    soft: token('soft'),
    faint: token('faint'),
    line: token('line'),
    paper: token('paper'),
    raised: token('raised'),
    onTime: token('on-time'),
    soon: token('soon'),
    overdue: token('overdue'),
    paused: token('paused'),
    done: token('done'),
    font: token('font'),
  }
  return { ...look, series: [look.accent, look.soon, look.paused, look.onTime, look.done, look.overdue] }
}

/** What all charts have in common, so that they look alike without saying so each time. */
export function withHouseStyle(option: EChartsCoreOption, look: Look, still: boolean): EChartsCoreOption {
  const axis = {
    axisLine: { lineStyle: { color: look.line } },
    axisTick: { show: false },
    axisLabel: { color: look.soft, hideOverlap: true },
    splitLine: { lineStyle: { color: look.line } },
    nameTextStyle: { color: look.soft },
  }
  const dressed = (one: unknown): unknown =>
    Array.isArray(one)
      ? one.map(dressed)
      : one && typeof one === 'object'
        ? {
            ...axis,
            ...one,
            axisLabel: { ...axis.axisLabel, ...((one as { axisLabel?: object }).axisLabel ?? {}) },
          }
        : one
  return {
    color: look.series,
    animation: !still,
    animationDuration: 250,
    animationDurationUpdate: 250,
    textStyle: { fontFamily: look.font, color: look.ink },
    ...option,
    ...('xAxis' in option ? { xAxis: dressed(option.xAxis) } : {}),
    ...('yAxis' in option ? { yAxis: dressed(option.yAxis) } : {}),
    ...('legend' in option
      ? {
          legend: {
            textStyle: { color: look.soft },
            icon: 'roundRect',
            itemWidth: 12,
            itemHeight: 4,
            ...(option.legend as object),
          },
        }
      : {}),
    tooltip: {
      backgroundColor: look.raised,
      borderColor: look.line,
      textStyle: { color: look.ink, fontSize: 13 },
      extraCssText: 'box-shadow:var(--shadow);white-space:normal;max-width:22rem',
      confine: true,
      ...((option.tooltip as object | undefined) ?? {}),
    },
  }
}
