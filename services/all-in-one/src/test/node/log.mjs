// What a library for process mining makes of an event log: `node log.mjs < LOG.xes`. Prints its cases as JSON.
import { text } from 'node:stream/consumers'
import 'pm4js'

const said = console.log
console.log = () => {} // The library talks.
const log = XesImporter.apply(await text(process.stdin))
const graph = FrequencyDfgDiscovery.apply(log, 'concept:name')
console.log = said
console.log(
  JSON.stringify({
    extensions: Object.keys(log.extensions),
    classifiers: Object.keys(log.classifiers),
    traces: log.traces.map((trace) => ({
      name: trace.attributes['concept:name'].value,
      number: trace.attributes.number.value,
      events: trace.events.map((event) => ({
        name: event.attributes['concept:name'].value,
        time: event.attributes['time:timestamp'].value.toISOString(),
      })),
    })),
    activities: graph.activities,
  }),
)
