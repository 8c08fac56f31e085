import type { Schemas } from '@/api/client'

export type Definition = Schemas['FigureDefinition']
export type Settings = Schemas['FigureSettingsDocument']
type Mode = Schemas['Rounding']['mode']

/** One row: what a district says of a figure; blank is as it is usually. */
export interface Row {
  /** Of the ways to count it: `basis variant`. */
  way: string
  mode: '' | Mode
  decimals: number | ''
}
export interface SettingsForm {
  usualMode: '' | Mode
  usualDecimals: number | ''
  figures: Record<string, Row>
}

export const ways = (of: Definition): string[] => of.ways.map((way) => `${way.basis} ${way.variant}`)

export function formOf(settings: Settings, definitions: Definition[]): SettingsForm {
  return {
    usualMode: settings.usual?.mode ?? '',
    usualDecimals: settings.usual?.decimals ?? '',
    figures: Object.fromEntries(
      definitions.map((one) => {
        const said = settings.figures[one.key]
        const way = one.ways.find(
          (each) =>
            (said?.basis || said?.variant) &&
            (!said.basis || each.basis === said.basis) &&
            (!said.variant || each.variant === said.variant),
        )
        return [
          one.key,
          {
            way: way ? `${way.basis} ${way.variant}` : '',
            mode: said?.rounding?.mode ?? '',
            decimals: said?.rounding?.decimals ?? '',
          },
        ]
      }),
    ),
  }
}

export function sentSettings(form: SettingsForm): Schemas['FigureSettings'] {
  const rounding = (mode: '' | Mode, decimals: number | ''): Schemas['FigureRounding'] | undefined =>
    mode === '' && decimals === '' ? undefined : { mode: mode || 'HALF_UP', decimals: decimals === '' ? 1 : decimals }
  const figures: NonNullable<Schemas['FigureSettings']['figures']> = {}
  for (const [key, row] of Object.entries(form.figures)) {
    const [basis, variant] = row.way.split(' ')
    const one = rounding(row.mode, row.decimals)
    if (!row.way && !one) continue
    figures[key] = {
      ...(row.way ? { basis: basis as 'RECEIVED' | 'HAPPENED' | 'STANDING', variant } : {}),
      ...(one ? { rounding: one } : {}),
    }
  }
  const usual = rounding(form.usualMode, form.usualDecimals)
  return { figures, ...(usual ? { usual } : {}) }
}
