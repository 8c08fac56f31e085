import type { EChartsCoreOption } from 'echarts/core'
import type { Look } from '@/components/chart/look'
import { locale } from '@/i18n'

/** How many went from one to another. */
export interface Band {
  source: string
  target: string
  value: number
}

/**
 * Where tickets go, drawn.
 *
 * @param word what stands beside a node; names that come later are drawn, too
 * @param datum what is picked with a band
 */
export function sankey<B extends Band>(
  bands: B[],
  look: Look,
  word: (node: string) => string,
  colour: (node: string) => string,
  datum: (band: B) => unknown,
): EChartsCoreOption {
  const nodes = [...new Set(bands.flatMap((band) => [band.source, band.target]))]
  const named = new Map(nodes.map((node) => [node, word(node)]))
  return {
    tooltip: { trigger: 'item' },
    series: [
      {
        type: 'sankey',
        left: 4,
        right: locale.value === 'en' ? 130 : 150,
        top: 8,
        bottom: 8,
        nodeWidth: 10,
        nodeGap: 10,
        draggable: false,
        layoutIterations: 48,
        emphasis: { focus: 'adjacency' },
        labelLayout: { hideOverlap: true },
        label: { color: look.ink, fontSize: 12, formatter: (one: { name: string }) => named.get(one.name) ?? '' },
        lineStyle: { color: 'target', opacity: 0.25, curveness: 0.5 },
        tooltip: {
          formatter: (one: { dataType?: string; name: string; value: number; data: B }) =>
            one.dataType === 'edge'
              ? `${word(one.data.source)} → ${word(one.data.target)}: ${one.data.value}`
              : `${word(one.name)}: ${one.value}`,
        },
        data: nodes.map((name) => ({ name, itemStyle: { color: colour(name), borderWidth: 0 } })),
        links: bands.map((band) => ({ ...band, datum: datum(band) })),
      },
    ],
  }
}
