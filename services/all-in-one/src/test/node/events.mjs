// What a reader with kafkajs and the SDK of CloudEvents sees of some tickets: `node events.mjs BROKER TOPIC KEY=COUNT …`. One
// line of JSON for each event, in the order in which it came; ends when each ticket has so many.
import { CloudEvent, Kafka as CloudEvents } from 'cloudevents'
import { Kafka, logLevel } from 'kafkajs'

const [broker, topic, ...wanted] = process.argv.slice(2)
const missing = new Map(wanted.map((each) => each.split('=')).map(([key, count]) => [key, Number(count)]))
const kafka = new Kafka({ clientId: 'foreign', brokers: [broker], logLevel: logLevel.ERROR })
const reader = kafka.consumer({ groupId: `foreign-${Date.now()}` })
/** kafkajs gives bytes, the SDK wants text. */
const texts = (headers) => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.toString()]))

let unreadable = 0
await reader.connect()
await reader.subscribe({ topic, fromBeginning: true })
await new Promise((done, failed) => {
  reader
    .run({
      eachMessage: async ({ partition, message }) => {
        const key = message.key.toString()
        let event
        try {
          event = CloudEvents.toEvent({ ...message, key, headers: texts(message.headers) })
          if (!(event instanceof CloudEvent) || !event.validate()) throw new Error('not valid')
        } catch (fault) {
          unreadable++
          console.error(`${key} at ${partition}/${message.offset}: ${fault.message} ${JSON.stringify(fault.errors ?? '')}`)
          return
        }
        if (!missing.has(key)) return
        const { id, type, subject, source, time, datacontenttype, data } = event
        console.log(
          JSON.stringify({ id, type, subject, source, time, datacontenttype, key, sequence: Number(event.sequence), hash: event.hash, previous: event.previoushash, data }),
        )
        missing.set(key, missing.get(key) - 1)
        if ([...missing.values()].every((count) => count <= 0)) done()
      },
    })
    .catch(failed)
})
await reader.disconnect()
process.exitCode = unreadable === 0 ? 0 : 1
