// An Open311 client that knows no more of a city than where it is discovered:
//   node open311.mjs file DISCOVERY JURISDICTION KEY   files what it reads as JSON and prints what it learned and was answered
//   node open311.mjs follow DISCOVERY JURISDICTION KEY ID
import Open311 from 'open311'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'

const [what, discovery, jurisdiction, apiKey, id] = process.argv.slice(2)
const city = new Open311({ discovery, jurisdiction, apiKey })
const ask = (method, ...args) =>
  promisify((...all) => city[method](...all))(...args).catch((fault) => {
    throw new Error(`${method}: ${fault.message ?? fault}`)
  })

const found = await ask('serviceDiscovery', { cache: true })
if (what === 'file') {
  const request = JSON.parse(await text(process.stdin))
  const services = await ask('serviceList')
  const definition = await ask('serviceDefinition', request.service_code)
  const answer = await ask('submitRequest', request)
  console.log(JSON.stringify({ found, endpoint: city.endpoint, services, definition, answer }))
} else {
  const one = await ask('serviceRequest', id, { api_key: apiKey })
  const listed = await ask('serviceRequests', [id], { api_key: apiKey })
  console.log(JSON.stringify({ one, listed }))
}
