// What a calendar program would make of a feed: `node calendar.mjs < FEED`. Prints its events as JSON.
import ICAL from 'ical.js'
import { text } from 'node:stream/consumers'

const calendar = new ICAL.Component(ICAL.parse(await text(process.stdin)))
const events = calendar.getAllSubcomponents('vevent').map((component) => {
  const event = new ICAL.Event(component)
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    location: event.location,
    start: event.startDate.toJSDate().toISOString(),
    end: event.endDate.toJSDate().toISOString(),
    status: component.getFirstPropertyValue('status'),
  }
})
console.log(
  JSON.stringify({
    name: calendar.getFirstPropertyValue('x-wr-calname') ?? calendar.getFirstPropertyValue('name'),
    version: calendar.getFirstPropertyValue('version'),
    product: calendar.getFirstPropertyValue('prodid'),
    events,
  }),
)
